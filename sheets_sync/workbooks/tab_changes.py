"""What publishing a tab would change of what stands: rows of its table, and the lines around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.page import PageRow
from sheets_sync.workbooks.sections import without_stamp
from sheets_sync.workbooks.standing_table import Row, StandingTable, filled, same_value, settled, standing_table
from sheets_sync.workbooks.tab import Link, SmallTable, Tab, TabChange, Table

_BANNER_ROW = 1

_Counts = tuple[int, int, int]  # added, changed, removed


@dataclass(frozen=True)
class _Sheet:
    """A sheet taken apart: its table, and every other line as its filled cells from the left."""

    table: StandingTable
    lines: Sequence[Row]


def change_of(tab: Tab, standing: Sequence[Sequence[Cell]], *, as_text: Callable[[str], str] = str) -> TabChange:
    """How many rows and lines come, change and go where `standing` are the cells of the sheet as it was published.

    Rows of the table are the same where the columns that identify them agree, or all columns where none does; their
    order does not count, nor do the stamp and columns that move with the clock. `as_text` is what the workbook makes
    of a text. A tab that does not stand yet adds the rows of its table, or its lines where it has none.
    """
    coming = _sheet(tab, [_cells(row, as_text) for row in page_of(tab).rows])
    there = _sheet(tab, standing)
    if not there.lines:
        return TabChange(tab.title, added=len(coming.table.rows) or len(coming.lines))
    counts = (
        _row_counts(there.table, coming.table),
        _sentence_counts(there.table.sentence, coming.table.sentence),
        _line_counts(there.lines, coming.lines),
    )
    added, changed, removed = map(sum, zip(*counts, strict=True))
    return TabChange(tab.title, added, changed, removed)


def _cells(row: PageRow, as_text: Callable[[str], str]) -> list[Cell]:
    cells: list[Cell] = [None] * (1 + max((cell.column for cell in row.cells), default=-1))
    for column, value, _, _ in row.cells:
        shown = value.text if isinstance(value, Link) else value
        cells[column] = as_text(shown) if isinstance(shown, str) else shown
    return cells


def _sheet(tab: Tab, rows: Sequence[Sequence[Cell]]) -> _Sheet:
    columns = next((block.columns for block in tab.blocks if isinstance(block, Table)), ())
    table = standing_table(columns, rows)
    lines = {number: list(filled(row)) for number, row in enumerate(rows) if number not in table.body}
    for small in (block for block in tab.blocks if isinstance(block, SmallTable)):
        standing = standing_table(small.columns, rows)
        still = zip(standing.body, standing.rows, strict=False)
        lines |= {number: list(filled(row)) for number, row in still if number in lines}
    if tab.as_of and lines.get(_BANNER_ROW):
        lines[_BANNER_ROW] = [without_stamp(str(cell)) for cell in lines[_BANNER_ROW]]
    return _Sheet(table, [tuple(map(settled, line)) for line in lines.values() if line])


def _row_counts(there: StandingTable, coming: StandingTable) -> _Counts:
    old, new = there.by_key(), coming.by_key()
    kept = [pair for key in old.keys() & new.keys() for pair in zip(old[key], new[key], strict=False)]
    changed = sum(not all(map(same_value, one, other)) for one, other in kept)
    return len(coming.rows) - len(kept), changed, len(there.rows) - len(kept)


def _sentence_counts(there: Cell, coming: Cell) -> _Counts:
    return 0, int(None not in (there, coming) and there != coming), 0


def _line_counts(there: Sequence[Row], coming: Sequence[Row]) -> _Counts:
    added = changed = removed = 0
    for what, old, old_end, new, new_end in SequenceMatcher(None, there, coming, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = old_end - old, new_end - new
            changed += min(gone, come)
            added += max(come - gone, 0)
            removed += max(gone - come, 0)
    return added, changed, removed
