"""Tabs of a workbook file (.xlsx, .xlsm, .xls, .ods) as grids."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.archive_scan import WorkbookArchive, password_protected
from sheets_sync.workbooks.compound_file import MAGIC as COMPOUND
from sheets_sync.workbooks.file_kinds import EXCEL, TEXT, ZIP, looks_like
from sheets_sync.workbooks.grid import Cell, Grid
from sheets_sync.workbooks.ods_source import ods_grids
from sheets_sync.workbooks.prepared import PreparedWorkbook
from sheets_sync.workbooks.xls_scan import prepared_xls
from sheets_sync.workbooks.xlsx_parts import book_folder
from sheets_sync.workbooks.xlsx_scan import prepared_xlsx

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - in the sheet's own zone
_MIDNIGHT = time()
_FROM_1904 = "The workbook counts days from 1904: a day in a cell not formatted as a date would read four years early."


def workbook_grids(path: Path, *, only: str | None = None) -> list[Grid]:
    """Every worksheet, hidden ones too, or that of one title alone.

    Raises ConfigError if the file is no workbook that can be read. What the file holds decides how it is read, not
    which of the endings of a workbook it has.
    """
    opened = _opened(path)
    if isinstance(opened, WorkbookArchive):
        return [grid for grid in ods_grids(opened, workbook=path.name) if only in (None, grid.title)]
    with _errors_of_the_reader(path), CalamineWorkbook.from_filelike(opened.content) as book:
        opened.content.close()  # the reader has made its own copy
        grids = list(_grids(book, opened, workbook=path.name, only=only))
    if not grids and only is None:
        raise ConfigError(
            f"{path} holds no worksheet.\nName the workbook with the trackers, or add a sheet to this one."
        )
    return grids


@contextmanager
def _errors_of_the_reader(path: Path) -> Iterator[None]:
    damaged = ConfigError(
        f"{path} is damaged: its cells cannot be read.\nOpen it in a spreadsheet program and save it anew as .xlsx."
    )
    try:
        yield
    except PasswordError as error:
        raise password_protected(str(path)) from error
    except (CalamineError, OverflowError) as error:
        raise damaged from error
    except BaseException as error:
        # The reader is written in Rust, whose panics have a class of their own that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged from error


def _opened(path: Path) -> PreparedWorkbook | WorkbookArchive:
    """An Excel file ready for its reader, or the archive of an OpenDocument file."""
    content, name = path.read_bytes(), str(path)
    if content.startswith(COMPOUND):
        return prepared_xls(content, workbook=name)
    if content.startswith(ZIP):
        archive = WorkbookArchive(content, workbook=name)
        folder = book_folder(archive)
        if folder is not None:
            return prepared_xlsx(archive, folder)
        if archive.is_spreadsheet_document:
            return archive
        if looks_like(content) == EXCEL:
            raise archive.damaged()
    raise _no_workbook(path, looks_like(content))


def _no_workbook(path: Path, kind: str) -> ConfigError:
    remedy = "Open it in a spreadsheet program and save it as .xlsx, or export it again."
    if kind == TEXT:
        remedy = "If it is a table, give it the ending .csv; else export it again."
    return ConfigError(f"{path} is {kind}, not the workbook its name promises.\n{remedy}")


def _grids(book: CalamineWorkbook, prepared: PreparedWorkbook, *, workbook: str, only: str | None) -> Iterator[Grid]:
    texts = _Texts({"": None})
    for number, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet or only not in (None, sheet.name):
            continue
        rows = _rows(book.get_sheet_by_index(number), prepared.errors.get(number, {}), texts)
        notes = prepared.notes.get(sheet.name, ())
        yield Grid(workbook, sheet.name, rows, notes=(*notes, _FROM_1904) if prepared.from_1904 else notes)


class _Texts(dict[str, Cell]):
    """Every text once, however many cells hold it."""

    def __missing__(self, text: str) -> Cell:
        self[text] = text
        return text


def _rows(sheet: CalamineSheet, errors: Mapping[int, Mapping[int, str]], texts: _Texts) -> list[tuple[Cell, ...]]:
    # The reader hands over blank rows above the first cell, but no blank columns before it.
    before = [None] * (sheet.start[1] if sheet.start else 0)
    rows = []
    for number, values in enumerate(sheet.iter_rows()):
        cells: list[Cell] = before + [
            texts[value]
            if type(value) is str
            else value
            if type(value) is float and isfinite(value)
            else _CELL_OF[type(value)](value)
            for value in values
        ]
        for column, error in errors.get(number, {}).items():
            cells[column] = error
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(tuple(cells))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _serial_day(moment: datetime) -> float:
    return (moment - _DAY_ZERO) / timedelta(days=1)


_CELL_OF: dict[type, Callable[[Any], Cell]] = {
    bool: bool,
    int: float,
    float: str,  # only 'nan' and 'inf' come here
    datetime: _serial_day,
    date: lambda day: _serial_day(datetime.combine(day, _MIDNIGHT)),
    time: lambda clock: _serial_day(datetime.combine(_DAY_ZERO, clock)),
    timedelta: lambda length: length / timedelta(days=1),
}
