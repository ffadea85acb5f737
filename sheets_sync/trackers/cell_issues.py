"""What is wrong with which cell of a tab, in words its owner can act on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sheets_sync.trackers.issues import RowIssue, Severity, issue_in
from sheets_sync.trackers.row import reads
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.trackers.values import CellProblem
from sheets_sync.workbooks.grid import Cell

_SERIAL_ZERO = datetime(1899, 12, 30, tzinfo=UTC)  # the zone is the sheet's own, and not shown
_SERIALS = range(36_526, 73_051)  # of the days from 2000 to 2099


def cell_issues(tab: TabReading) -> list[RowIssue]:
    """Every bad, doubtful and missing cell of a tab's data rows."""
    return [*_about_cells(tab), *_future_cells(tab), *_blank_cells(tab)]


def shown(cell: Cell) -> str:
    """A cell as people see it in an issue."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell


def shown_in(tab: TabReading, field: str, cell: Cell) -> str:
    """A cell of a field as people see it: a serial of this century is a date where a date belongs."""
    is_day = isinstance(cell, float) and reads(tab.schema, field).kind in ("date", "datetime")
    if not is_day or not isinstance(cell, float) or not _SERIALS.start <= cell < _SERIALS.stop:
        return shown(cell)
    minute = _SERIAL_ZERO + timedelta(minutes=round(cell * 1440))
    return f"{minute:%Y-%m-%d}" if cell.is_integer() else f"{minute:%Y-%m-%d %H:%M}"


def issue_of(
    tab: TabReading, *, problem: str, remedy: str, severity: Severity = "warning", value: str = "",
    row: int | None = None, column: int | None = None, field: str | None = None, suggestion: str | None = None,
) -> RowIssue:  # fmt: skip
    """An issue of a tracker's tab: a warning about all of it, where nothing else is said."""
    return issue_in(
        tab.grid, tracker=tab.schema.tracker, problem=problem, remedy=remedy, severity=severity, value=value,
        row=row, column=column, field=field, suggestion=suggestion,
    )  # fmt: skip


def _about_cells(tab: TabReading) -> Iterator[RowIssue]:
    for match in tab.layout.columns:
        if match.field is None:
            continue
        column = tab.columns[match.field]
        bad: Severity = "row_left_out" if tab.is_fatal(match.field) else "cell_left_empty"
        for row, code in column.rows_in(column.problems):
            yield cell_issue(tab, match.field, match.index, row, column.problems[code], bad)
        for row, code in column.rows_in(column.warnings):
            yield cell_issue(tab, match.field, match.index, row, column.warnings[code], "warning")


def cell_issue(tab: TabReading, field: str, place: int, row: int, found: CellProblem, severity: Severity) -> RowIssue:
    """What was found about a cell of a data row, counted from 0."""
    sheet_row = int(tab.rows[row])
    return issue_of(
        tab,
        row=sheet_row,
        column=place,
        field=field,
        value=shown_in(tab, field, tab.grid.rows[sheet_row][place]),
        problem=found.problem,
        remedy=found.remedy,
        severity=severity,
        suggestion=found.suggestion,
    )


def _future_cells(tab: TabReading) -> Iterator[RowIssue]:
    problem = CellProblem("lies in the future", "write when it happened, or leave it empty")
    for match in tab.layout.columns:
        if match.field in tab.schema.never_future:
            column = tab.columns[match.field]
            future = {code for code, value in enumerate(column.values) if value is not None and value > tab.now}
            for row, _ in column.rows_in(future):
                yield cell_issue(tab, match.field, match.index, row, problem, "warning")


def _blank_cells(tab: TabReading) -> Iterator[RowIssue]:
    told: set[int] = set()  # an instant and the day it stands in for share a column
    for field, column in tab.columns.items():
        place, fatal = tab.place(field), tab.is_fatal(field)
        if place is None or place in told or not (fatal or tab.schema.said(field, "need") == "expected"):
            continue
        told.add(place)
        blank = {
            code for code, value in enumerate(column.values) if value in (None, ()) and code not in column.problems
        }
        for row, _ in column.rows_in(blank):
            yield issue_of(
                tab,
                row=int(tab.rows[row]),
                column=place,
                field=field,
                problem="is empty, so the row is left out" if fatal else "is empty",
                remedy=f"fill in {tab.layout.columns[place].heading!r}",
                severity="row_left_out" if fatal else "warning",
            )
