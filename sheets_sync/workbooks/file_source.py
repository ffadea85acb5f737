"""Trackers kept in files: a workbook, a .csv or .tsv file, or a folder of those."""

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.csv_source import csv_grid
from sheets_sync.workbooks.grid import Grid
from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.ownership import is_ours
from sheets_sync.workbooks.workbook_file import workbook_grids

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
TABLE_ENDINGS = (".csv", ".tsv")

# Ten million cells, where Google ends a workbook, take about half of it as .csv and a sixth as .xlsx.
FILE_LIMIT = 512 * 1024**2

_ADVICE = {
    ".gsheet": "It is only a shortcut: give the address of the spreadsheet itself (https://docs.google.com/…).",
    ".numbers": "Export it from Numbers: File > Export To > Excel.",
    ".pdf": "Numbers cannot be read back from a PDF: ask for the workbook it was printed from.",
    ".xlsb": "Open it in Excel and save it as .xlsx.",
}
_OTHER_WORKBOOKS = (*WORKBOOK_ENDINGS, ".xlsb", ".numbers", ".gsheet")
_KINDS = f"a workbook ({', '.join(WORKBOOK_ENDINGS)}), a .csv or .tsv file, or a folder of those"


@dataclass(frozen=True)
class FileSource:
    """A place trackers are read from: a workbook file, a .csv or .tsv file, or a folder of those."""

    path: Path

    @property
    def name(self) -> str:
        """The file's or the folder's."""
        return self.path.name

    def grids(self) -> list[Grid]:
        """Every tab, in the workbook's own order; a folder's files by name, one tab each.

        Raises ConfigError if there is nothing that can be read, AccessError if it may not be read.
        """
        try:
            return _grids(self.path)
        except PermissionError as error:
            raise AccessError(
                f"{error.filename or self.path} may not be read by this user.\n"
                "Allow reading it, or close the program that keeps it locked."
            ) from error
        except OSError as error:
            raise ConfigError(f"{self.path} cannot be read: {error.strerror}.\nCheck the path and the disk.") from error


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, or would once it exists on a disk that ignores capitals."""
    try:
        return one.samefile(other)
    except OSError:  # at least one of them does not exist yet
        return _spelled_alike(one) == _spelled_alike(other)


def _spelled_alike(path: Path) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()


def _grids(path: Path) -> list[Grid]:
    if path.is_dir():
        return _folder_grids(path)
    _check_file(path)
    ending = path.suffix.lower()
    if ending in TABLE_ENDINGS:
        return [csv_grid(path, workbook=path.name, title=path.stem)]
    if ending in WORKBOOK_ENDINGS:
        return _workbook_grids(path)
    raise _unknown_ending(path)


def _workbook_grids(path: Path) -> list[Grid]:
    grids = workbook_grids(path)
    if any(grid.title == JOURNAL for grid in grids) and is_ours(path):
        raise ConfigError(
            f"{path} is a summary that this program wrote, not a tracker.\nName the trackers that it was made of."
        )
    return grids


def _check_file(path: Path) -> None:
    if not path.exists():
        raise _missing(path)
    if not path.is_file():
        raise ConfigError(f"{path} is no regular file.\nName {_KINDS}.")
    if path.stat().st_size > FILE_LIMIT:
        raise ConfigError(
            f"{path} is larger than {FILE_LIMIT // 1024**2} MiB, as no tracker is.\nSplit it, or name another file."
        )


def _folder_grids(folder: Path) -> list[Grid]:
    if folder.suffix.lower() in _OTHER_WORKBOOKS:
        raise ConfigError(
            f"{folder} is a folder, though its name ends like a workbook's.\n"
            f"Name a file in it, or export it as a workbook ({', '.join(WORKBOOK_ENDINGS)})."
        )
    files = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")) and not path.is_dir())
    tables = [path for path in files if path.suffix.lower() in TABLE_ENDINGS]
    workbooks = [path.name for path in files if path.suffix.lower() in _OTHER_WORKBOOKS]
    if not tables:
        raise _no_tables(folder, workbooks)
    stems = Counter(path.stem for path in tables)
    titles = {path: path.stem if stems[path.stem] == 1 else path.name for path in tables}
    grids = [_file_grid(path, workbook=folder.resolve().name, title=title) for path, title in titles.items()]
    if all(grid.unreadable for grid in grids):
        raise ConfigError("\n".join(str(grid.unreadable) for grid in grids))
    unread = tuple(f"{name} was not read: a folder is read for its .csv and .tsv files." for name in workbooks)
    return [replace(grids[0], notes=(*grids[0].notes, *unread)), *grids[1:]]


def _file_grid(path: Path, *, workbook: str, title: str) -> Grid:
    """One file of a folder; what cannot be read of it stops none of the others."""
    try:
        _check_file(path)
        return csv_grid(path, workbook=workbook, title=title)
    except ConfigError as error:
        return Grid(workbook, title, rows=(), unreadable=str(error))


def _no_tables(folder: Path, workbooks: list[str]) -> ConfigError:
    if workbooks:
        return ConfigError(
            f"{folder} holds no .csv or .tsv file, but the workbook {workbooks[0]!r}.\n"
            f"Name the workbook itself: {folder / workbooks[0]}"
        )
    return ConfigError(f"{folder} holds no .csv or .tsv file.\nName {_KINDS}.")


def _missing(path: Path) -> ConfigError:
    if path.is_symlink():
        return ConfigError(
            f"{path} is a link to {str(path.readlink())!r}, which does not exist.\nMend or replace the link."
        )
    folder = path.parent
    if not folder.is_dir():
        return ConfigError(f"{path} does not exist, nor does its folder {str(folder)!r}.\nCheck the path.")
    names = {other.name.lower(): other.name for other in folder.iterdir() if not other.name.startswith(".")}
    nearest = get_close_matches(path.name.lower(), names, n=1)
    remedy = f"Did you mean {str(folder / names[nearest[0]])!r}?" if nearest else "Check the path."
    return ConfigError(f"{path} does not exist.\n{remedy}")


def _unknown_ending(path: Path) -> ConfigError:
    ending = path.suffix.lower()
    found = f"ends in {ending!r}" if ending else "has no ending"
    return ConfigError(f"{path} {found}, and only {_KINDS} can be read.\n{_ADVICE.get(ending, 'Export it as .xlsx.')}")
