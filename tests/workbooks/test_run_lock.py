import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sheets_sync.errors import AccessError, LockedError
from sheets_sync.workbooks.run_lock import run_lock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such lock")

HOLDER = """
import sys
from sheets_sync.workbooks.run_lock import run_lock

with run_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def held_elsewhere(target: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, target],
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def take(target: str) -> None:
    with run_lock(target):
        pass


def is_free(target: str) -> bool:
    try:
        take(target)
    except LockedError:
        return False
    return True


def lock_file(folder: Path) -> Path:
    take("sheet")
    (file,) = folder.iterdir()
    return file


def test_a_second_run_is_told_who_is_at_work_since_when_and_what_to_do(folder):
    with held_elsewhere("sheet", folder) as holder, pytest.raises(LockedError) as error:
        take("sheet")

    assert error.value.exit_code == 6
    said = str(error.value)
    assert said.startswith(f"sheet: another run is at work on this summary (process {holder.pid}, since 20")
    assert said.endswith("UTC). Wait for it to end; if it hangs, stop that process.")


def test_the_lock_is_free_once_the_run_ended(folder):
    with held_elsewhere("sheet", folder) as holder:
        before = is_free("sheet")
        holder.communicate("\n", timeout=60)

        assert (before, is_free("sheet")) == (False, True)


def test_the_lock_of_a_killed_run_is_free(folder):
    with held_elsewhere("sheet", folder) as holder:
        holder.kill()
        holder.wait(timeout=60)

        assert is_free("sheet")


def test_a_run_that_fails_gives_the_lock_back():
    with pytest.raises(ValueError, match="the run"), run_lock("sheet"):
        raise ValueError("the run")

    assert is_free("sheet")


def test_two_summaries_do_not_disturb_each_other(folder):
    with held_elsewhere("sheet", folder):
        assert (is_free("sheet"), is_free("/srv/live.summary.xlsx")) == (False, True)


def test_two_runs_of_one_process_are_two_runs():
    with run_lock("sheet"), pytest.raises(LockedError, match=f"process {os.getpid()}"):
        take("sheet")


def test_the_name_of_a_file_may_be_no_text():
    one, other = os.fsdecode(b"/srv/\xff.xlsx"), os.fsdecode(b"/srv/\xfe.xlsx")

    with run_lock(one):
        assert (is_free(one), is_free(other)) == (False, True)


def test_a_holder_that_has_not_signed_yet_is_not_named(folder):
    file = lock_file(folder)
    with run_lock("sheet"):
        file.write_text("rubbish\x1b[2J")
        with pytest.raises(LockedError, match=r"\(it has just begun\)"):
            take("sheet")


def test_the_holder_is_named_whoever_held_the_lock_before(folder):
    lock_file(folder).write_text("9999999999")

    with run_lock("sheet"), pytest.raises(LockedError, match=rf"process {os.getpid()}, since"):
        take("sheet")


def test_another_users_run_may_take_the_lock_after_this_one(folder):
    umask = os.umask(0o077)
    try:
        file = lock_file(folder)
    finally:
        os.umask(umask)

    assert file.stat().st_mode & 0o777 == 0o666


def test_the_file_of_another_user_is_opened_where_creating_it_is_refused(folder, monkeypatch):
    lock_file(folder)
    real_open = os.open

    def as_in_a_shared_folder(path, flags, *mode):
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real_open(path, flags, *mode)

    monkeypatch.setattr("os.open", as_in_a_shared_folder)

    with run_lock("sheet"), pytest.raises(LockedError):
        take("sheet")


def test_a_link_in_the_place_of_the_lock_is_not_followed(folder, tmp_path_factory):
    victim = tmp_path_factory.mktemp("elsewhere") / "budget.txt"
    victim.write_text("precious")
    file = lock_file(folder)
    file.unlink()
    file.symlink_to(victim)

    with pytest.raises(AccessError, match="Remove what is there"):
        take("sheet")

    assert victim.read_text() == "precious"


def put_a_second_name(file: Path) -> None:
    precious = file.with_name("precious")
    precious.write_text("precious")
    file.hardlink_to(precious)


@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir, put_a_second_name])
def test_what_is_no_file_of_its_own_is_no_lock(folder, put):
    file = lock_file(folder)
    file.unlink()
    put(file)

    with pytest.raises(AccessError, match="Remove"):
        take("sheet")

    assert all(left.read_text() == "precious" for left in folder.glob("precious"))


@pytest.mark.parametrize(("call", "number"), [("os.open", errno.EROFS), ("fcntl.flock", errno.ENOLCK)])
def test_a_folder_that_holds_no_locks_is_said(monkeypatch, call, number):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(call, refuse)

    with pytest.raises(AccessError, match=r"sheet: cannot be kept from a second run.* name another folder in TMPDIR"):
        take("sheet")


def test_a_full_disk_does_not_keep_a_run_from_starting(monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.write", full)

    with run_lock("sheet"), pytest.raises(LockedError, match="it has just begun"):
        take("sheet")
