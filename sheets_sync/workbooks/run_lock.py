"""One run at a time writes a summary, on one machine."""

import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync.errors import AccessError, LockedError

_EVERYBODY = 0o666  # the next run may be another user's, and writes its own process into the file
_PROCESS = re.compile(rb"\d{1,10}")


@contextmanager
def run_lock(target: str, *, at: str = "") -> Iterator[None]:
    """Hold the only right to write a summary: `target` is a spreadsheet's link at the server `at`, or a file's path.

    The system gives the right back when the process ends, however it ends. Raises LockedError where another run has
    it. On Windows there is no such lock, and every run goes ahead.
    """
    if sys.platform == "win32":
        yield
        return
    lock = _opened(target, at)
    try:
        _take(lock, target)
        yield
    finally:
        os.close(lock)


def _opened(target: str, at: str) -> int:
    name = hashlib.sha256(f"{target}\n{at}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    try:
        path = Path(tempfile.gettempdir()) / f"sheets_sync-{name}.lock"
        lock = _file_at(path)
    except OSError as error:
        raise _unusable(target, error) from error
    if not _is_a_file_of_its_own(lock):
        os.close(lock)
        raise AccessError(f"{path}: found something else where a run's lock belongs. Remove it.")
    return lock


def _unusable(target: str, error: OSError) -> AccessError:
    where = error.filename or "in the folder for temporary files"
    return AccessError(
        f"{target}: cannot be kept from a second run, for the lock {where} cannot be used ({error.strerror or error}). "
        "Remove what is there, open the folder for writing, or name another folder in TMPDIR."
    )


def _file_at(path: Path) -> int:
    # Whoever may write to the folder could have put a link or a pipe there.
    careful = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        return os.open(path, careful | os.O_CREAT, _EVERYBODY)
    except PermissionError:
        # In a shared folder Linux refuses O_CREAT for the file of another user that is there already.
        return os.open(path, careful)


def _is_a_file_of_its_own(lock: int) -> bool:
    found = os.fstat(lock)
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def _take(lock: int, target: str) -> None:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise LockedError(
            f"{target}: another run is at work on this summary ({_holder(lock)}). "
            "Wait for it to end; if it hangs, stop that process."
        ) from error
    except OSError as error:
        raise _unusable(target, error) from error
    with suppress(OSError):  # a full disk costs the other run's message its number, not this run
        _sign(lock)


def _sign(lock: int) -> None:
    if os.fstat(lock).st_uid == os.geteuid():
        os.fchmod(lock, _EVERYBODY)  # past the umask
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())


def _holder(lock: int) -> str:
    written = os.pread(lock, 20, 0)
    if not _PROCESS.fullmatch(written):
        return "it has just begun"
    since = datetime.fromtimestamp(int(os.fstat(lock).st_mtime), UTC)
    return f"process {written.decode()}, since {since:%Y-%m-%d %H:%M:%S} UTC"
