"""Whether a workbook may be read, and written, found out without changing anything in it."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from sheets_sync.errors import AccessError, OperatorError
from sheets_sync.workbooks.file_source import FileSource
from sheets_sync.workbooks.ownership import check_replaceable
from sheets_sync.workbooks.whole_file import require_place


@dataclass(frozen=True)
class WorkbookCheck:
    """What this account may do with one workbook."""

    name: str
    where: str
    trackers: bool  # whether trackers are read from it
    summary: bool  # whether the summary is written to it
    account: str | None = None  # at Google; None of a file
    may_read: bool = False
    may_write: bool | None = None  # None where nothing is ever written
    ours: tuple[str, ...] = ()  # tabs
    protected: tuple[str, ...] = ()  # tabs that this account may not edit
    calls: int = 0  # to Google that a run makes for it
    trouble: OperatorError | None = None


def file_check(path: Path, *, trackers: bool, summary: bool) -> WorkbookCheck:
    """The check of a file, or of a folder of files."""
    found = WorkbookCheck(path.name, str(path), trackers, summary)
    try:
        if trackers:
            FileSource(path).grids()
        found = replace(found, may_read=True)
        return replace(found, may_write=_require_writable(path)) if summary else found
    except OperatorError as error:
        return replace(found, may_write=False if summary else None, trouble=error)


def _require_writable(path: Path) -> bool:
    require_place(path)
    check_replaceable(path)
    folder = path.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise AccessError(
            f"{path}: the summary may not be written there. Give this account the right to write in {folder}."
        )
    return True
