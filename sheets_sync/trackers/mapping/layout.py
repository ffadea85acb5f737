"""Where a tab's heading is, what its columns hold, and whether a row further down repeats the heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sheets_sync.trackers.mapping.match import ColumnMatch, written
from sheets_sync.workbooks.grid import Cell

_MISSES_PER_HEADING = 0.2  # so many headings of a repeated heading row may be written otherwise


@dataclass(frozen=True)
class TabLayout:
    """What was recognised of a tab.

    `header_row` counts from 0, the lower one of two; `columns` has every column of the heading row, blanks too.
    `score` is 0 to 1; `notes` are what the tab's owner should know, a sentence each.
    """

    tracker: str
    header_row: int
    columns: tuple[ColumnMatch, ...]
    score: float
    notes: tuple[str, ...] = ()

    @cached_property
    def _headings(self) -> tuple[tuple[int, str], ...]:
        """Place and lower heading of every named column."""
        named = (column for column in self.columns if column.heading)
        return tuple((column.index, _plain(column.heading.removeprefix(f"{column.group} / "))) for column in named)

    @cached_property
    def _misses(self) -> int:
        return int(len(self._headings) * _MISSES_PER_HEADING)

    @cached_property
    def _groups(self) -> dict[int, str]:
        return {column.index: column.group for column in self.columns if column.group}


def is_heading_row(row: Sequence[Cell], layout: TabLayout) -> bool:
    """Whether a row repeats the heading of its tab, or the groups above that heading."""
    misses_left, width = layout._misses, len(row)
    for index, heading in layout._headings:
        cell = row[index] if index < width else None
        if not isinstance(cell, str) or " ".join(cell.split()).casefold() != heading:
            misses_left -= 1
            if misses_left < 0:
                return bool(layout._groups) and _repeats_groups(row, layout._groups)
    return bool(layout._headings)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _repeats_groups(row: Sequence[Cell], groups: Mapping[int, str]) -> bool:
    filled = [(index, written(cell)) for index, cell in enumerate(row) if written(cell)]
    return len(filled) > 1 and all(text == groups.get(index) for index, text in filled)
