"""What is wrong with which cell of a tab, in words its owner can act on."""

from collections.abc import Iterator

from sheets_sync.trackers.issues import RowIssue, Severity
from sheets_sync.trackers.rows import RowKind
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.trackers.values import CellProblem
from sheets_sync.workbooks.grid import Cell

_NOT_DATA: dict[RowKind, tuple[str, str]] = {
    "total": ("is a row of totals, not read as data", "nothing, if it is one; else give the row its id and date"),
    "heading": ("repeats the heading", "nothing, or delete the row"),
    "second table": ("begins a second table, not read", "move the second table to a tab of its own"),
}
_MOST_NAMES = 12


def shown(cell: Cell) -> str:
    """A cell as people see it in an issue."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell


def tab_issues(tab: TabReading) -> list[RowIssue]:
    """Every bad, doubtful and missing cell of a tab, and what was not read; repeated ids come later."""
    return [*_about_the_tab(tab), *_about_rows(tab), *_about_cells(tab), *_future_cells(tab), *_blank_cells(tab)]


def _issue(
    tab: TabReading, *, problem: str, remedy: str, severity: Severity = "warning", value: str = "",
    row: int | None = None, column: int | None = None, field: str | None = None,
) -> RowIssue:  # fmt: skip
    return RowIssue(
        tracker=tab.schema.tracker, tab=tab.grid.title, row=row, column=column, field=field,
        value=value, problem=problem, remedy=remedy, severity=severity,
    )  # fmt: skip


def _about_the_tab(tab: TabReading) -> Iterator[RowIssue]:
    notes = [*tab.grid.notes, *tab.layout.notes]
    yield from (_issue(tab, problem=note, remedy="check that this is what is meant") for note in notes)
    for note in tab.order_notes:
        yield _issue(tab, problem=note, remedy="write dates as 2026-04-03, or set locale in the configuration")
    unused = [match for match in tab.layout.columns if match.field is None and match.heading.strip()]
    if unused:
        yield _issue(
            tab,
            row=tab.layout.header_row,
            value="; ".join(match.heading for match in unused[:_MOST_NAMES])
            + ("; …" if len(unused) > _MOST_NAMES else ""),
            problem=f"{len(unused)} columns are not used: no known heading",
            remedy=f"nothing, or add the heading under trackers.{tab.schema.tracker}.headings",
        )
    if tab.schema.id_field and tab.schema.id_field not in tab.columns:
        yield _issue(
            tab,
            row=tab.layout.header_row,
            field=tab.schema.id_field,
            problem=f"has no column for {tab.schema.id_field}; rows are told apart by what they say",
            remedy="add an id column, or name its heading in the configuration",
        )
    yield from _missing_fatal_columns(tab)


def _missing_fatal_columns(tab: TabReading) -> Iterator[RowIssue]:
    for field in tab.missing_fatal():
        found = ", ".join(repr(match.heading) for match in tab.layout.columns if match.heading.strip())
        yield _issue(
            tab,
            row=tab.layout.header_row,
            field=field,
            value=found,
            problem=f"has no column for {field}, so its {len(tab.rows)} rows are left out",
            remedy=f"add the heading to trackers.{tab.schema.tracker}.headings.{field}, or rename the column",
            severity="row_left_out",
        )


def _about_rows(tab: TabReading) -> Iterator[RowIssue]:
    first = tab.layout.header_row + 1
    for row, (kind, above) in enumerate(zip(tab.kinds, ("blank", *tab.kinds), strict=False)):
        if kind not in _NOT_DATA or (kind == above == "second table"):
            continue
        problem, remedy = _NOT_DATA[kind]
        value = next((shown(cell) for cell in tab.grid.rows[first + row] if cell not in (None, "", False)), "")
        yield _issue(tab, row=first + row, value=value, problem=problem, remedy=remedy)


def _about_cells(tab: TabReading) -> Iterator[RowIssue]:
    for match in tab.layout.columns:
        if match.field is None:
            continue
        column = tab.columns[match.field]
        bad: Severity = "row_left_out" if tab.is_fatal(match.field) else "cell_left_empty"
        for row, code in column.rows_in(column.problems):
            yield _cell_issue(tab, match.field, match.index, row, column.problems[code], bad)
        for row, code in column.rows_in(column.warnings):
            yield _cell_issue(tab, match.field, match.index, row, column.warnings[code], "warning")


def _cell_issue(tab: TabReading, field: str, place: int, row: int, found: CellProblem, severity: Severity) -> RowIssue:
    sheet_row = int(tab.rows[row])
    is_new = found.suggestion and found.suggestion not in found.remedy
    suggestion = f" (perhaps {found.suggestion!r})" if is_new else ""
    return _issue(
        tab,
        row=sheet_row,
        column=place,
        field=field,
        value=shown(tab.grid.rows[sheet_row][place]),
        problem=found.problem,
        remedy=found.remedy + suggestion,
        severity=severity,
    )


def _future_cells(tab: TabReading) -> Iterator[RowIssue]:
    problem = CellProblem("lies in the future", "write when it happened, or leave it empty")
    for match in tab.layout.columns:
        if match.field in tab.schema.never_future:
            column = tab.columns[match.field]
            future = {code for code, value in enumerate(column.values) if value is not None and value > tab.now}
            for row, _ in column.rows_in(future):
                yield _cell_issue(tab, match.field, match.index, row, problem, "warning")


def _blank_cells(tab: TabReading) -> Iterator[RowIssue]:
    for field, column in tab.columns.items():
        place, fatal = tab.place(field), tab.is_fatal(field)
        if place is None or not (fatal or tab.schema.said(field, "need") == "expected"):
            continue
        blank = {
            code for code, value in enumerate(column.values) if value in (None, ()) and code not in column.problems
        }
        for row, _ in column.rows_in(blank):
            yield _issue(
                tab,
                row=int(tab.rows[row]),
                column=place,
                field=field,
                problem="is empty, so the row is left out" if fatal else "is empty",
                remedy=f"fill in {tab.layout.columns[place].heading!r}",
                severity="row_left_out" if fatal else "warning",
            )
