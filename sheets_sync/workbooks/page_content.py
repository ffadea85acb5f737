"""A page read once: its rows for sinks that have to look at them again and again."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.workbooks.cell_values import PlainValue
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.page import Page


class Slot(NamedTuple):
    """A cell without its value: where it stands and how it looks."""

    column: int
    through: int
    style: Style


class ContentRow(NamedTuple):
    """A row's cells from left to right, and as many values."""

    slots: tuple[Slot, ...]
    values: tuple[PlainValue, ...]


@dataclass(frozen=True)
class Content:
    """Every row of a page and its height in pixels. Rows that look alike share their slots, so that memory holds
    little more than the values.
    """

    rows: Sequence[ContentRow]
    heights: Sequence[int]
    column_count: int


def content_of(page: Page) -> Content:
    """All that stands on the page, whose rows this reads."""
    alike: dict[tuple[Slot, ...], tuple[Slot, ...]] = {}
    rows: list[ContentRow] = []
    heights = array("i")
    for height, cells in page.rows:
        slots = tuple(Slot(cell.column, cell.through, cell.style) for cell in cells)
        rows.append(ContentRow(alike.setdefault(slots, slots), tuple(cell.value for cell in cells)))
        heights.append(height)
    reached = max((slot.through + 1 for slots in alike for slot in slots), default=1)
    return Content(rows, heights, max(reached, len(page.widths)))
