"""Tables of several trackers side by side on one tab, each read as a tab of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from sheets_sync.trackers.headings import ROWS_LOOKED_AT, OwnHeadings, heading_of
from sheets_sync.trackers.mapping.match import MOST_COLUMNS, written
from sheets_sync.trackers.recognition import names_meant
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.workbooks.grid import Cell, Grid, column_letter

_LEAST_HEADINGS = 2  # of a table
_NO_END = 1 << 20  # beyond the last column of any sheet


def tables_apart(grids: Sequence[Grid], settings: Mapping[str, TrackerSettings]) -> list[Grid]:
    """The tabs, where one holds tables of several trackers beside each other once for each of them.

    Each then has its own columns alone, at their own places. Of a tab that the configuration names, the tables of the
    trackers it is named for are kept.
    """
    own = {tracker: its.own_headings() for tracker, its in settings.items()}
    return [part for grid in grids for part in _parts(grid, grids, settings, own)]


def _parts(grid: Grid, grids: Sequence[Grid], settings: Mapping[str, TrackerSettings], own: OwnHeadings) -> list[Grid]:
    tables = _tables(grid, own)
    named = [tracker for tracker, its in settings.items() if names_meant(grid, grids, its)]
    kept = {tracker: columns for tracker, columns in tables.items() if not named or tracker in named}
    if len(tables) < 2 or not kept:
        return [grid]
    notes = tuple(_passed_over(tracker, columns) for tracker, columns in tables.items() if tracker not in kept)
    return [
        replace(grid, rows=[_only(row, columns) for row in grid.rows], notes=(*grid.notes, *notes))
        for columns in kept.values()
    ]


def _tables(grid: Grid, own: OwnHeadings) -> dict[str, range]:
    """The columns of each tracker's table, where a row of the tab is the heading of several; else nothing."""
    for row in grid.rows[:ROWS_LOOKED_AT]:
        blocks = [block for block in _blocks(row) if len(block) >= _LEAST_HEADINGS]
        if len(blocks) > 1:
            found = [(layout.tracker, block) for block in blocks if (layout := heading_of(_only(row, block), own=own))]
            trackers = [tracker for tracker, _ in found]
            if len(found) > 1 and len(set(trackers)) == len(trackers):
                return dict(zip(trackers, _with_what_follows([block for _, block in found]), strict=True))
    return {}


def _blocks(row: Sequence[Cell]) -> Iterator[range]:
    """The stretches of a row without a blank cell."""
    for is_filled, cells in groupby(enumerate(row[:MOST_COLUMNS]), key=lambda cell: bool(written(cell[1]))):
        if is_filled:
            places = [place for place, _ in cells]
            yield range(places[0], places[-1] + 1)


def _with_what_follows(blocks: Sequence[range]) -> list[range]:
    """Each block up to the next, the first from the left edge: no column belongs to none."""
    starts = [0, *(block.start for block in blocks[1:])]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], _NO_END], strict=True)]


def _only(row: Sequence[Cell], columns: range) -> list[Cell]:
    return [cell if place in columns else None for place, cell in enumerate(row)]


def _passed_over(tracker: str, columns: range) -> str:
    return (
        f"a table of {tracker} stands beside this one, from column {column_letter(columns.start)}, and was not read; "
        f"name the tab under trackers.{tracker}.tabs too, or move the table to a tab of its own"
    )
