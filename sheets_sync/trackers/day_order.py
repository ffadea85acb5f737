"""Which comes first in a column of text dates, the day or the month."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sheets_sync.workbooks.grid import Cell

DayOrder = Literal["day_first", "month_first", "unclear", "contradicts"]

_LONGEST = 60  # characters of a cell that can still be a date
_WITH_YEAR = re.compile(r"(?<![\d./:-])(\d{1,2}) ?([/-]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\s*(\d{1,2})(/)(\d{1,2})\s*", re.ASCII)
_DOTTED = re.compile(r"(?<![\d./:-])\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?(?!\d)", re.ASCII)


def day_order(cells: Iterable[Cell]) -> DayOrder | None:
    """What the text dates of a column say about their order; None where no cell depends on it.

    A number above 12 shows its place. 'unclear': the order matters, and no cell shows it; 'contradicts': both occur.
    Dates with dots have the day first everywhere, and say nothing about the others.
    """
    day_first = month_first = matters = False
    for cell in cells:
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            continue
        match = _WITH_YEAR.search(cell) or _WITHOUT_YEAR.fullmatch(cell)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or second > 12:
            day_first = day_first or (first <= 31 and 0 < second <= 12)
            month_first = month_first or (second <= 31 and 0 < first <= 12)
        elif first != second and first and second:
            matters = True
    if day_first and month_first:
        return "contradicts"
    if day_first or month_first:
        return "day_first" if day_first else "month_first"
    return "unclear" if matters else None


def tab_day_orders(columns: Mapping[str, Sequence[Cell]]) -> tuple[dict[str, DayOrder], tuple[str, ...]]:
    """The order of every column of a tab that has or borrows one or contradicts itself, and what had to be assumed.

    A column that shows nothing follows the tab's other columns.
    """
    orders = {field: order for field, column in columns.items() if (order := day_order(column)) is not None}
    notes = [
        f"{field}: has dates in both orders, day first and month first"
        for field, order in orders.items()
        if order == "contradicts"
    ]
    unclear = [field for field, order in orders.items() if order == "unclear"]
    shown = {order for order in orders.values() if order in ("day_first", "month_first")}
    if unclear and len(shown) == 1:
        orders |= dict.fromkeys(unclear, shown.pop())
    elif unclear:
        notes.append("dates such as 03/04/2026 were read day first: nothing in the tab shows their order")
    return orders, tuple(notes)


def has_dotted_days(cells: Iterable[Cell]) -> bool:
    """Whether a column has text dates such as 31.10.2026."""
    return any(isinstance(cell, str) and len(cell) <= _LONGEST and _DOTTED.search(cell) for cell in cells)
