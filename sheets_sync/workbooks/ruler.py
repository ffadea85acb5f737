"""The columns of a page as a ruler: which of them a thing of some width takes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sheets_sync.workbooks import look


@dataclass(frozen=True)
class Span:
    """Columns of the sheet from `first` to `last`, both included, counted from 0."""

    first: int
    last: int


@dataclass(frozen=True)
class Ruler:
    """The widths of a page's columns in pixels; beyond the last one, columns of the grid go on without end.

    Column 0 is the margin: content begins in column 1.
    """

    widths: tuple[int, ...]

    def width(self, span: Span) -> int:
        """Pixels from the span's left edge to its right one."""
        return sum(self._width_of(column) for column in range(span.first, span.last + 1))

    def page(self, width: int) -> Span:
        """The page's columns: all of the ruler, and more where content takes `width` pixels."""
        missing = width - sum(self.widths[1:])
        return Span(1, max(len(self.widths) - 1 + math.ceil(max(missing, 0) / look.GRID_COLUMN), 1))

    def from_left(self, first: int, width: int) -> Span:
        """The fewest columns from `first` on that give `width` pixels."""
        last = first
        while self.width(Span(first, last)) < width:
            last += 1
        return Span(first, last)

    def from_right(self, last: int, width: int) -> Span:
        """The fewest columns up to `last` that give `width` pixels; the margin is never among them."""
        first = last
        while first > 1 and self.width(Span(first, last)) < width:
            first -= 1
        return Span(first, last)

    def beyond(self, left: int) -> int:
        """The first column that begins `left` pixels from the margin's end, or later."""
        column, edge = 1, 0
        while edge < left:
            edge += self._width_of(column)
            column += 1
        return column

    def up_to(self, column: int) -> "Ruler":
        """The ruler as far as `column`, however far it reached."""
        return Ruler(tuple(self._width_of(number) for number in range(column + 1)))

    def _width_of(self, column: int) -> int:
        return self.widths[column] if column < len(self.widths) else look.GRID_COLUMN


def ruler_of(columns: Sequence[int]) -> Ruler:
    """A margin and then `columns`, or the grid where there are none."""
    return Ruler((look.MARGIN_COLUMN, *(columns or [look.GRID_COLUMN] * look.GRID_COLUMNS)))
