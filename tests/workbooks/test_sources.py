"""What every tracker source promises: the same drawing, read from anywhere, is the same grids."""

import csv
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from sheets_sync.workbooks.file_source import FileSource
from sheets_sync.workbooks.google_source import GoogleSource
from sheets_sync.workbooks.google_workbook import GoogleWorkbook
from sheets_sync.workbooks.grid import Cell, Grid, TrackerSource
from tests.sheets_emulator.client import OWNER, Client
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator
from tests.workbooks.google_books import fill
from tests.workbooks.google_calls import book, client_of
from tests.workbooks.workbook_files import (
    ods_cell,
    ods_row,
    ods_text,
    write_ods,
    xls_file,
    xls_number,
    xls_text,
    xls_truth,
)

__all__ = ["emulator"]

Sheets = Mapping[str, Sequence[Sequence[Cell]]]

OPENED_AT = 46085.21258101852  # 2026-03-04 05:06:07

DRAWING: Sheets = {
    "CRM26": [[], [], [None, "=1+1", 7.0]],
    "Cases": [
        ["Cases of the team, all markets"],
        [],
        [None, "case_id", "opened_at", "gmv_eur", "appealed", "note"],
        [None, "7123456789012345678", OPENED_AT, 12.5, True, "two\nlines"],
        [None, "007", 46085.0, -3.0, False],
        [None, None, 0.5, 1.5],
        [None, "é ß ł €", None, None, None, "a, b; c\td | \"e\" 'f' =1+1"],
    ],
    "Escalations": [],
    "Feedback": [["id", "text"], ["F-1", " with spaces "]],
    "It's é": [["id"]],
}


def write_xlsx(path: Path, sheets: Sheets) -> None:
    with Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, column, cell in _cells(rows):
                sheet.write(row, column, cell, day if isinstance(cell, float) and cell > 40000 else None)


def write_xls(path: Path, sheets: Sheets) -> None:
    path.write_bytes(xls_file({title: [_xls_cell(*cell) for cell in _cells(rows)] for title, rows in sheets.items()}))


def write_open_document(path: Path, sheets: Sheets) -> None:
    def rows_of(rows: Sequence[Sequence[Cell]]) -> str:
        return "".join(ods_row(*map(_ods_cell, row)) for row in rows)

    write_ods(path, {title: rows_of(rows) for title, rows in sheets.items()})


def write_folder(folder: Path, sheets: Sheets) -> None:
    folder.mkdir()
    for title, rows in sheets.items():
        with (folder / f"{title}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)


def _cells(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int, Cell]]:
    cells = [(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line)]
    return [(row, column, cell) for row, column, cell in cells if cell is not None]


def _xls_cell(row: int, column: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        return xls_text(row, column, cell)
    if isinstance(cell, bool):
        return xls_truth(row, column, true=cell)
    return xls_number(row, column, cell or 0.0)


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return ods_cell()
    if isinstance(cell, str):
        return ods_text(escape(cell).replace("\t", "<text:tab/>").replace("  ", '<text:s text:c="2"/>'))
    if isinstance(cell, bool):
        return ods_cell(str(cell).upper(), value_type="boolean", boolean_value=str(cell).lower())
    if cell == OPENED_AT:
        return ods_cell("04/03/26", value_type="date", date_value="2026-03-04T05:06:07")
    return ods_cell(str(cell), value_type="float", value=repr(cell))


def _as_text(sheets: Sheets) -> Sheets:
    """The drawing as a file without types holds it."""
    return {
        title: [[None if cell is None else str(cell) for cell in row] for row in rows] for title, rows in sheets.items()
    }


WRITERS: dict[str, tuple[str, Callable[[Path, Sheets], None]]] = {
    "xlsx": ("trackers.xlsx", write_xlsx),
    "xlsm": ("trackers.xlsm", write_xlsx),
    "xls": ("trackers.xls", write_xls),
    "ods": ("trackers.ods", write_open_document),
    "folder": ("trackers", write_folder),
}


NAMES = {**{kind: name for kind, (name, _) in WRITERS.items()}, "google": "Trackers"}
KINDS = tuple(NAMES)


@pytest.fixture
def source(emulator: Emulator, tmp_path: Path) -> Callable[[str], TrackerSource]:
    """The drawing, kept in a file of this kind, a folder or a Google spreadsheet."""

    def kept(kind: str) -> TrackerSource:
        if kind == "google":
            identity = book(emulator)
            fill(emulator, identity, DRAWING)
            return GoogleSource(GoogleWorkbook(client_of(emulator, tmp_path), identity))
        name, write = WRITERS[kind]
        write(tmp_path / name, DRAWING)
        return FileSource(tmp_path / name)

    return kept


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_drawing_is_the_same_grids_wherever_it_is_kept(kind, source):
    sheets = _as_text(DRAWING) if kind == "folder" else DRAWING

    trackers = source(kind)

    found = [(grid.workbook, grid.title, grid.rows, grid.notes) for grid in trackers.grids()]
    assert found == [(trackers.name, title, [tuple(row) for row in rows], ()) for title, rows in sheets.items()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_bears_the_name_people_know(kind, source):
    assert source(kind).name == NAMES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_tab_is_known_by_its_title_or_else_has_an_id_and_an_address(kind, source):
    grids = source(kind).grids()

    assert all((grid.tab_id is not None) == (grid.url is not None) == (kind == "google") for grid in grids)
    assert len({grid.tab_id or grid.title for grid in grids}) == len(DRAWING)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_is_text_a_number_a_truth_value_or_nothing(kind, source):
    grids = source(kind).grids()

    kinds = {type(cell) for grid in grids for row in grid.rows for cell in row}
    assert kinds <= {str, float, bool, type(None)}


@pytest.mark.parametrize("kind", KINDS)
def test_reading_twice_gives_the_same(kind, source):
    trackers = source(kind)

    assert trackers.grids() == trackers.grids()


def test_an_error_is_its_own_text_in_a_file_and_in_google(emulator, tmp_path):
    identity = book(emulator)
    Client(emulator, identity, OWNER).put("Sheet1!A1", [["=1/0", "=1+1", "=1/"]], "USER_ENTERED")
    with Workbook(tmp_path / "trackers.xlsx") as file:
        sheet = file.add_worksheet("Sheet1")
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B1", "=1+1", None, 2)
        sheet.write_formula("C1", "=REF()", None, "#REF!")

    in_file = FileSource(tmp_path / "trackers.xlsx").grids()
    in_google = GoogleSource(GoogleWorkbook(client_of(emulator, tmp_path), identity)).grids()

    assert in_file[0].rows == [("#DIV/0!", 2.0, "#REF!")]
    assert in_google[0].rows == [("#DIV/0!", 2.0, "#ERROR!")]


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_a_single_table_file_is_one_grid_of_text(ending, delimiter, tmp_path):
    path = tmp_path / f"Cases{ending}"
    rows = _as_text(DRAWING)["Cases"]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)

    grids = FileSource(path).grids()

    assert grids == [Grid(path.name, "Cases", [tuple(row) for row in rows])]
