"""Every bad cell is told, none twice, and no good cell of a bad row is lost."""

from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from sheets_sync.trackers.headings import recognise
from sheets_sync.trackers.ingest import Book, ingest
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.tab_reading import read_tab
from sheets_sync.workbooks.file_source import FileSource
from tests.planted_cases import COLUMNS, NOW, TITLE, planted_cases

CASES = planted_cases(2_000)
FATAL = {column.field: place for place, column in enumerate(COLUMNS) if column.field in ("case_id", "opened_at")}


def left_out(row: int) -> bool:
    return any((row, place) in CASES.bad for place in FATAL.values())


def as_expected(column: "pd.Series[Any]") -> list[Any]:
    return [None if not isinstance(value, tuple) and pd.isna(value) else value for value in column]


def test_exactly_the_planted_cells_are_told_each_once_at_its_place():
    trackers = ingest([Book("cases.xlsx", [CASES.grid])], ReadingSettings(), {}, NOW)

    assert Counter(issue.cell for issue in trackers.issues) == Counter(CASES.bad_cells)
    assert {issue.cell for issue in trackers.issues if issue.severity == "row_left_out"} == {
        cell for cell, (_, place) in zip(CASES.bad_cells, sorted(CASES.bad), strict=True) if place in FATAL.values()
    }


def test_the_account_says_how_many_rows_the_planted_cells_cost():
    (account,) = ingest([Book("cases.xlsx", [CASES.grid])], ReadingSettings(), {}, NOW).accounts

    lost = sum(map(left_out, range(1, len(CASES.rows))))
    assert (account.rows, account.accepted, account.left_out) == (2_000, 2_000 - lost, lost)


def test_every_other_cell_of_every_row_is_read():
    layout = recognise(CASES.grid)
    assert layout is not None

    tab = read_tab(CASES.grid, layout, ReadingSettings(), TrackerSettings(), NOW)

    assert {field: [column[row] for row in range(2_000)] for field, column in tab.columns.items()} == CASES.values


def test_the_good_cells_of_a_bad_row_stand_in_the_frame():
    trackers = ingest([Book("cases.xlsx", [CASES.grid])], ReadingSettings(), {}, NOW)

    frame = trackers.frames["cases"].sort_values("source_row")
    kept = [row for row in range(2_000) if not left_out(row + 1)]
    for field in ("opened_at", "decided_at", "market", "violation_points", "escalation_ids", "summary"):
        assert as_expected(frame[field]) == [CASES.values[field][row] for row in kept], field


def test_a_workbook_of_them_reads_as_the_same_cells(tmp_path: Path):
    CASES.write(tmp_path / "cases.xlsx")

    (grid,) = FileSource(tmp_path / "cases.xlsx").grids()

    assert (grid.title, grid.rows) == (
        TITLE,
        [row[: max(place for place, cell in enumerate(row) if cell is not None) + 1] for row in CASES.rows],
    )
