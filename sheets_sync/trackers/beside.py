"""Tables that stand beside each other on one tab, each read as a tab of its own, or told where it is not read."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sheets_sync.trackers.headings import SURE, OwnHeadings, recognise
from sheets_sync.trackers.mapping.layout import TabLayout
from sheets_sync.trackers.mapping.match import MOST_COLUMNS, plain_words, written
from sheets_sync.trackers.recognition import names_meant, own_headings
from sheets_sync.trackers.rows import is_blank
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.workbooks.grid import Cell, Grid, column_letter

_LEAST_COLUMNS = 2  # of a table


@dataclass(frozen=True)
class _Block:
    """Columns between wholly blank ones, and what they are a table of by themselves."""

    columns: range
    layout: TabLayout | None

    @property
    def tracker(self) -> str | None:
        return self.layout.tracker if self.layout else None

    @property
    def has_id(self) -> bool:
        """Whether it has a column that surely holds its own records' ids."""
        columns = self.layout.columns if self.layout else ()
        id_field = SCHEMAS[self.layout.tracker].id_field if self.layout else None
        return id_field is not None and any(one.field == id_field and one.score >= SURE for one in columns)


def tables_apart(
    grids: Sequence[Grid], trackers: Collection[str], settings: Mapping[str, TrackerSettings]
) -> list[tuple[Grid, str | None]]:
    """The tabs, where one holds tables of several trackers beside each other once for each of them, with its tracker.

    Each then has its own columns alone, at their own places. What else stands beside a table is left out, and told,
    where it is a table too, or looks like one; a blank column alone parts nothing. `trackers` live in the workbook.
    """
    return [part for grid in grids for part in _parts(grid, grids, trackers, settings)]


def _parts(
    grid: Grid, grids: Sequence[Grid], trackers: Collection[str], settings: Mapping[str, TrackerSettings]
) -> list[tuple[Grid, str | None]]:
    blocks = _blocks(grid, own_headings(settings))
    named = {tracker for tracker in trackers if names_meant(grid, grids, settings.get(tracker))}
    unnamed = {tracker for tracker in trackers if tracker not in settings or not settings[tracker].tabs}
    readable = [block for block in blocks if block.tracker in (named or unnamed)]
    if not readable:
        return [(grid, None)]
    main = max(readable, key=lambda block: block.has_id)  # the first with ids, else the first
    others = [block for block in blocks if block is not main and _is_a_table_too(block, main, grid)]
    if not others:
        return [(grid, None)]
    read = {block.tracker: block for block in others[::-1] if block in readable and block.tracker != main.tracker}
    notes = (*grid.notes, *(_passed_over(block) for block in others if block not in read.values()))
    parts = [(_without(grid, chain.from_iterable(block.columns for block in others), notes), main.tracker)]
    return [*parts, *((_only_of(grid, block), tracker) for tracker, block in read.items())]


def _blocks(grid: Grid, own: OwnHeadings) -> list[_Block]:
    """The blocks of a tab, where it has several."""
    width = min(max(map(len, grid.rows), default=0), MOST_COLUMNS)
    stretches = list(_stretches([place for place in range(width) if _is_filled(grid, place)]))
    if len(stretches) < 2:
        return []
    return [_Block(columns, _layout(grid, columns, own)) for columns in stretches]


def _is_filled(grid: Grid, place: int) -> bool:
    return any(row[place] not in (None, "") for row in grid.rows if place < len(row))


def _stretches(places: Sequence[int]) -> Iterator[range]:
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[end - 1] + 1:
            yield range(places[start], places[end - 1] + 1)
            start = end


def _layout(grid: Grid, columns: range, own: OwnHeadings) -> TabLayout | None:
    if len(columns) < _LEAST_COLUMNS:
        return None
    # Without the tab's title, which can name but one of the tables.
    return recognise(replace(grid, title="", rows=[_only(row, columns) for row in grid.rows]), own=own)


def _is_a_table_too(block: _Block, main: _Block, grid: Grid) -> bool:
    """Whether columns beside a table are a table of their own, and not its further columns behind a blank one.

    They are where both have ids, or where they repeat a heading that the table is read by, go on in rows that the
    table leaves blank, or fill some of its first rows wholly and the rest not at all, as lists to look things up in do.
    """
    if main.layout is None:
        return False
    if block.has_id and main.has_id:
        return True
    heading, below = grid.rows[main.layout.header_row], grid.rows[main.layout.header_row + 1 :]
    names = _names(_cut(heading, block.columns))
    if not names:
        return block.tracker is not None
    mine = [not is_blank(_only(row, main.columns)) for row in below]
    counts = [sum(map(bool, map(written, _cut(row, block.columns)))) for row in below]
    rows = [count for count, is_mine in zip(counts, mine, strict=True) if is_mine]
    full = next((place for place, count in enumerate(rows) if count < len(block.columns)), len(rows))
    goes_on = any(count and not is_mine for count, is_mine in zip(counts, mine, strict=True))
    known = _names([column.heading for column in main.layout.columns if column.field and column.score >= SURE])
    return bool(names & known) or goes_on or (0 < full < len(rows) and not any(rows[full:]))


def _names(headings: Sequence[Cell]) -> set[tuple[str, ...]]:
    return {plain_words(written(cell)) for cell in headings if written(cell)}


def _cut(row: Sequence[Cell], columns: range) -> Sequence[Cell]:
    return row[columns.start : columns.stop]


def _only(row: Sequence[Cell], columns: range) -> list[Cell]:
    return [*([None] * min(columns.start, len(row))), *_cut(row, columns)]


def _only_of(grid: Grid, block: _Block) -> Grid:
    return replace(grid, rows=[_only(row, block.columns) for row in grid.rows])


def _without(grid: Grid, columns: Iterable[int], notes: tuple[str, ...]) -> Grid:
    gone = frozenset(columns)
    rows = [[None if place in gone else cell for place, cell in enumerate(row)] for row in grid.rows]
    return replace(grid, rows=rows, notes=notes)


def _passed_over(block: _Block) -> str:
    what = f"a table of {block.tracker}" if block.tracker else "what looks like a table of its own"
    first, last = column_letter(block.columns.start), column_letter(block.columns.stop - 1)
    return (
        f"{what} stands beside this one, in columns {first} to {last}, and was not read; "
        "move it to a tab of its own, or take out the blank column if it belongs to this one"
    )
