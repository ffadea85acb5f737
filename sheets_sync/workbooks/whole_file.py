"""A file is replaced whole or not at all: readers find the old one or the new one, whatever happens in between."""

import errno
import os
import platform
import re
import secrets
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sheets_sync.errors import AccessError, ConfigError, OperatorError

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_A_DAY = 86_400  # seconds; no run takes as long


def make_folder(folder: Path) -> None:
    """Create a folder for output where there is none. Raises ConfigError or AccessError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (FileExistsError, NotADirectoryError) as error:
        raise ConfigError(f"{folder}: found a file, wanted a folder to write to. Name another one.") from error
    except OSError as error:
        raise _explained(folder, error) from error


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write a new `target` to, in a hidden folder beside it; it takes the target's place at the end.

    Where anything fails, the old file stands and the folder is removed; that of a run that was killed goes with the
    next one, that of a run still at work stays. Raises ConfigError where `target` cannot be a file, AccessError where
    it cannot be written.
    """
    target = Path(os.path.realpath(target))
    folder = target.parent / f".{target.name}.{os.getpid()}-{_this_machine()}{secrets.token_hex(4)}.tmp"
    try:
        require_place(target)
        folder.mkdir()
        try:
            _remove_leftovers(target, folder)
            yield folder / target.name
            _put_in_place(folder / target.name, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise _explained(target, error) from error


def require_place(target: Path) -> None:
    """Raises ConfigError where `target` cannot be a file."""
    if target.is_dir():
        raise ConfigError(f"{target}: found a folder, wanted a file to write. Name a file in it.")
    if not target.parent.is_dir():
        raise ConfigError(f"{target}: there is no folder {str(target.parent)!r}. Create it or name another one.")


def _this_machine() -> str:
    """Eight letters that tell the machines apart which write to a shared folder."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _remove_leftovers(target: Path, folder: Path) -> None:
    """Remove the folders of runs that are over; `folder` is this run's, made just now."""
    ours = re.compile(re.escape(f".{target.name}.") + r"([1-9]\d{0,8})-([0-9a-f]{8})[0-9a-f]{8}\.tmp")
    now = folder.stat().st_mtime
    for leftover in target.parent.iterdir():
        if (match := ours.fullmatch(leftover.name)) and leftover != folder:
            process, machine = match.groups()
            with suppress(FileNotFoundError):  # another run removes it too
                if _is_over(leftover, int(process), machine, now):
                    shutil.rmtree(leftover, ignore_errors=True)


def _is_over(leftover: Path, process: int, machine: str, now: float) -> bool:
    """Whether the run that made a folder is over; of another machine's run only the age of its folder is known."""
    if os.name != "posix" or machine != _this_machine():
        return now - leftover.stat().st_mtime > _A_DAY
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # it lives, and is another user's
    return False


def _put_in_place(written: Path, target: Path) -> None:
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, written)
    written.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Without it a power cut could still bring the old name back; Windows has no such call.
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(target: Path, error: OSError) -> OperatorError:
    if error.errno in _NO_SPACE:
        remedy = "Free some space there or write to another place"
    else:
        remedy = "Open the folder for writing, and close the file where it is open"
    found = error.strerror or error
    return AccessError(f"{target}: could not be written ({found}). {remedy}. Nothing was replaced.")
