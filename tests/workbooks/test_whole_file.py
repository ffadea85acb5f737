import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.whole_file import whole_file


def write(target: Path, text: str) -> None:
    with whole_file(target) as path:
        path.write_text(text)


def write_half(path: Path) -> None:
    with path.open("w") as file:
        file.write("half of the n")
    file.write("ew text")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int):
    def fail(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return fail


def test_the_new_file_takes_the_place_of_the_old_one_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "summary.xlsx"

    write(target, "old")
    write(target, "new")

    assert target.read_text() == "new"
    assert names(tmp_path) == ["summary.xlsx"]


def test_a_failure_while_writing_leaves_the_old_file(tmp_path):
    target = tmp_path / "summary.xlsx"
    write(target, "old")

    with pytest.raises(ValueError, match="closed"), whole_file(target) as path:
        write_half(path)

    assert target.read_text() == "old"
    assert names(tmp_path) == ["summary.xlsx"]


KILLED_RUN = """
import os, sys
from pathlib import Path
from sheets_sync.workbooks.whole_file import whole_file

with whole_file(Path(sys.argv[1])) as path:
    path.write_text("half")
    os._exit(9)
"""

needs_processes = pytest.mark.skipif(os.name != "posix", reason="asks the system for a process as POSIX does")


@needs_processes
def test_what_a_killed_run_left_is_removed_and_what_is_not_ours_stays(tmp_path):
    target = tmp_path / "summary.xlsx"
    others = [".other.xlsx.1-0123456789abcdef.tmp", ".summary.xlsx.mine.tmp"]
    for name in others:
        (tmp_path / name).mkdir()
    subprocess.run([sys.executable, "-c", KILLED_RUN, target], check=False)
    assert len(names(tmp_path)) == len(others) + 1

    write(target, "new")

    assert names(tmp_path) == [*others, "summary.xlsx"]


def test_what_a_run_still_at_work_writes_is_left_to_it(tmp_path):
    target = tmp_path / "summary.xlsx"

    with whole_file(target) as path:
        path.write_text("by the first run")
        write(target, "by the second run")
        assert target.read_text() == "by the second run"

    assert target.read_text() == "by the first run"
    assert names(tmp_path) == ["summary.xlsx"]


@needs_processes
def test_a_process_of_another_user_is_at_work(tmp_path, monkeypatch):
    target = tmp_path / "summary.xlsx"
    subprocess.run([sys.executable, "-c", KILLED_RUN, target], check=False)
    left = names(tmp_path)
    monkeypatch.setattr("os.kill", failing(errno.EPERM))

    write(target, "new")

    assert names(tmp_path) == [*left, "summary.xlsx"]


@pytest.mark.parametrize(("age", "stays"), [(3_600, True), (100_000, False)])
def test_of_another_machine_only_what_is_older_than_a_day_is_removed(tmp_path, age, stays):
    target = tmp_path / "summary.xlsx"
    theirs = tmp_path / ".summary.xlsx.999999999-0123456789abcdef.tmp"
    theirs.mkdir()
    made = theirs.stat().st_mtime - age
    os.utime(theirs, (made, made))

    write(target, "new")

    assert theirs.exists() is stays


def test_the_file_keeps_the_rights_it_had(tmp_path):
    target = tmp_path / "summary.xlsx"
    write(target, "old")
    target.chmod(0o640)

    write(target, "new")

    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_to_the_file_stays_a_link(tmp_path):
    (tmp_path / "archive").mkdir()
    link = tmp_path / "summary.xlsx"
    link.symlink_to(tmp_path / "archive" / "summary.xlsx")

    write(link, "new")

    assert link.is_symlink()
    assert (tmp_path / "archive" / "summary.xlsx").read_text() == "new"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match=r"found a folder, wanted a file to write"):
        write(tmp_path, "new")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"there is no folder '.*nowhere'"):
        write(tmp_path / "nowhere" / "summary.xlsx", "new")


@pytest.mark.parametrize(
    ("step", "number", "remedy"),
    [
        ("pathlib.Path.mkdir", errno.EACCES, "Open the folder for writing"),
        ("pathlib.Path.mkdir", errno.EROFS, "Open the folder for writing"),
        ("pathlib.Path.write_text", errno.ENOSPC, "Free some space"),
        ("pathlib.Path.write_text", errno.EDQUOT, "Free some space"),
        ("os.fsync", errno.EIO, "could not be written"),
        ("pathlib.Path.replace", errno.EACCES, "close the file where it is open"),
    ],
)
def test_what_the_system_refuses_is_said_and_the_old_file_stands(tmp_path, monkeypatch, step, number, remedy):
    target = tmp_path / "summary.xlsx"
    write(target, "old")
    monkeypatch.setattr(step, failing(number))

    with pytest.raises(AccessError, match=f"summary.xlsx: could not be written .*{remedy}|{remedy}"):
        write(target, "new")

    assert target.read_text() == "old"
    assert names(tmp_path) == ["summary.xlsx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_said(tmp_path):
    tmp_path.chmod(0o500)

    with pytest.raises(AccessError, match="Open the folder for writing"):
        write(tmp_path / "summary.xlsx", "new")
