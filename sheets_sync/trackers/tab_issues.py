"""What a tab's owner should know of it: what was not read, and every bad cell."""

from collections.abc import Iterable, Iterator

import numpy as np

from sheets_sync.trackers.cell_issues import cell_issues, issue_of, shown
from sheets_sync.trackers.headings import heading_of
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.row import reads
from sheets_sync.trackers.rows import RowKind, filled_count
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.trackers.ways_of_writing import Assumption
from sheets_sync.workbooks.grid import Cell

_NOT_DATA: dict[RowKind, tuple[str, str]] = {
    "total": ("is a row of totals, not read as data", "nothing, if it is one; else give the row its id and date"),
    "heading": ("repeats the heading", "nothing, or delete the row"),
}
_OWN_TAB = "move it to a tab of its own"
_MOST_NAMES = 12
_MORE_THAN_A_TITLE = 3  # filled cells


def tab_issues(tab: TabReading) -> list[RowIssue]:
    """Every bad, doubtful and missing cell of a tab, and what was not read; repeated ids come later."""
    notes = list(_rows_of_notes(tab))
    told = {note.row for note in notes}
    about_rows = (*_rows_above(tab), *_about_rows(tab), *_cells_without_heading(tab), *notes)
    return [*_about_the_tab(tab), *about_rows, *(issue for issue in cell_issues(tab) if issue.row not in told)]


def _about_the_tab(tab: TabReading) -> Iterator[RowIssue]:
    assumptions = (*map(Assumption, (*tab.grid.notes, *tab.layout.notes)), *tab.assumptions)
    yield from (issue_of(tab, problem=problem, remedy=remedy) for problem, remedy in assumptions)
    if not tab.kinds:
        yield issue_of(
            tab,
            row=tab.layout.header_row,
            problem="has a heading and no rows below it",
            remedy="nothing, if there is nothing to record yet",
        )
    unused = [match for match in tab.layout.columns if match.field is None and match.heading.strip()]
    if unused:
        yield issue_of(
            tab,
            row=tab.layout.header_row,
            value="; ".join(match.heading for match in unused[:_MOST_NAMES])
            + ("; …" if len(unused) > _MOST_NAMES else ""),
            problem=f"{_counted(len(unused), 'column is', 'columns are')} not used: no known heading",
            remedy=f"nothing, or add the heading under trackers.{tab.schema.tracker}.headings",
        )
    if tab.schema.id_field and tab.schema.id_field not in tab.columns:
        yield issue_of(
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
        yield issue_of(
            tab,
            row=tab.layout.header_row,
            field=field,
            value=found,
            problem=f"has no column for {field}, so its {_counted(len(tab.rows), 'row is', 'rows are')} left out",
            remedy=f"add the heading to trackers.{tab.schema.tracker}.headings.{field}, or rename the column",
            severity="row_left_out",
        )


def _about_rows(tab: TabReading) -> Iterator[RowIssue]:
    first = tab.layout.header_row + 1
    for row, kind in enumerate(tab.kinds):
        if kind not in _NOT_DATA and row not in tab.second_tables:
            continue
        problem, remedy = _NOT_DATA.get(kind, ("begins a second table, not read", _OWN_TAB))
        tracker = tab.second_tables.get(row)
        yield issue_of(
            tab,
            row=first + row,
            value=_first_shown(tab.grid.rows[first + row]),
            problem=f"begins a table of {_plainly(tracker)}, not read" if tracker else problem,
            remedy=remedy,
            severity="row_left_out" if tracker else "warning",
        )


def _rows_above(tab: TabReading) -> Iterator[RowIssue]:
    """What stands above the heading and is more than a title: a table of another tracker, or rows of whatever else."""
    top = tab.layout.header_row - any(match.group for match in tab.layout.columns)
    above = [row for row in range(top) if filled_count(tab.grid.rows[row]) >= _MORE_THAN_A_TITLE]
    tables = {
        row: found.tracker
        for row in above
        if row + 1 < top and filled_count(tab.grid.rows[row + 1]) > 1 and (found := heading_of(tab.grid.rows[row]))
    }
    for row, tracker in tables.items():
        yield issue_of(
            tab,
            row=row,
            value=_first_shown(tab.grid.rows[row]),
            problem=f"a table of {_plainly(tracker)} above (row {row + 1}) was not read",
            remedy=_OWN_TAB,
            severity="row_left_out",
        )
    loose = [row for row in above if row < min(tables, default=top)]
    if loose:
        yield issue_of(
            tab,
            row=loose[0],
            value=_first_shown(tab.grid.rows[loose[0]]),
            problem=f"{_counted(len(loose), 'row', 'rows')} above the heading {_was(len(loose))} not read",
            remedy="nothing, if they are notes; else move them below the heading or to a tab of their own",
        )


def _cells_without_heading(tab: TabReading) -> Iterator[RowIssue]:
    """Cells of data rows under a blank heading, and to the right of the last one: nobody said what they hold."""
    end = 1 + max((match.index for match in tab.layout.columns if match.heading.strip()), default=-1)
    nameless = [match.index for match in tab.layout.columns[:end] if not match.heading.strip()]
    rows = [(row, tab.grid.rows[row]) for row in tab.rows.tolist()]
    inside = [(row, place) for place in nameless for row, cells in rows if filled_count(cells[place : place + 1])]
    beyond = [(row, place) for row, cells in rows for place in range(end, len(cells)) if filled_count((cells[place],))]
    for places, where in ((inside, "under no heading"), (beyond, "to the right of the last heading")):
        if places:
            row, place = places[0]
            yield issue_of(
                tab,
                row=row,
                column=place,
                value=shown(tab.grid.rows[row][place]),
                problem=f"{_counted(len(places), 'cell', 'cells')} {where} {_was(len(places))} not read",
                remedy="give the column a heading, or empty it",
            )


def _rows_of_notes(tab: TabReading) -> Iterator[RowIssue]:
    """Rows with a word or two and nothing a record needs: notes and sections, told once each."""
    needed = [field for field in tab.columns if tab.is_fatal(field)]
    if tab.missing_fatal():
        return
    for place in np.flatnonzero(~tab.usable).tolist():
        row = tab.grid.rows[int(tab.rows[place])]
        read = {field for field in needed if tab.columns[field][place] is not None}
        is_note = not read or (read == {tab.schema.id_field} and filled_count(row) == 1)
        if is_note and filled_count(row) < _MORE_THAN_A_TITLE:
            lacking = [_in_a_word(tab, field) for field in needed if field not in read]
            said = " nor ".join(dict.fromkeys(lacking))
            yield issue_of(
                tab,
                row=int(tab.rows[place]),
                value=_first_shown(row),
                problem=f"is not a record: it has {'neither' if ' nor ' in said else 'no'} {said}",
                remedy="nothing, if it is a note; else complete the row",
                severity="row_left_out",
            )


def _in_a_word(tab: TabReading, field: str) -> str:
    if field == tab.schema.id_field:
        return "id"
    return "date" if reads(tab.schema, field).kind in ("date", "datetime") else _plainly(field)


def _first_shown(row: Iterable[Cell]) -> str:
    return next((shown(cell) for cell in row if cell not in (None, "", False)), "")


def _plainly(name: str) -> str:
    return name.replace("_", " ")


def _counted(number: int, one: str, more: str) -> str:
    """'1 row', '2 rows'."""
    return f"{number} {one if number == 1 else more}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
