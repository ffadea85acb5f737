"""Which comes first in a column of text dates, the day or the month."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sheets_sync.workbooks.grid import Cell

DayOrder = Literal["day_first", "month_first", "unclear", "doubtful", "contradicts"]

_LONGEST = 60  # characters of a cell that can still be a date
_WITH_YEAR = re.compile(r"(?<![\d./:-])(\d{1,2}) ?([/-]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\s*(\d{1,2})(/)(\d{1,2})\s*", re.ASCII)
_DOTTED = re.compile(r"(?<![\d./:-])\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?(?!\d)", re.ASCII)


@dataclass(frozen=True)
class _Evidence:
    """What the text dates of a column say about their order."""

    day_first: bool
    month_first: tuple[str, ...]  # distinct cells that only this order explains
    unclear: int  # cells whose day depends on the order

    @property
    def order(self) -> DayOrder | None:
        if self.day_first and self.month_first:
            return "contradicts"
        if self.day_first or self.month_first:
            return "day_first" if self.day_first else "month_first"
        return "unclear" if self.unclear else None


def day_order(cells: Iterable[Cell]) -> DayOrder | None:
    """What the text dates of a column say about their order; None where no cell depends on it.

    A number above 12 shows its place. 'unclear': the order matters, and no cell shows it; 'contradicts': both occur.
    Dates with dots have the day first everywhere, and say nothing about the others.
    """
    return _evidence(cells).order


def tab_day_orders(columns: Mapping[str, Sequence[Cell]]) -> tuple[dict[str, DayOrder], tuple[str, ...]]:
    """The order of every column of a tab that has or borrows one or contradicts itself, and what had to be assumed.

    A column that shows nothing follows the tab's other columns. One cell alone never turns several others month
    first: it may be the one that is wrong, so a column with two or more of them is 'doubtful'.
    """
    evidence = {field: _evidence(column) for field, column in columns.items()}
    orders = {field: found.order for field, found in evidence.items() if found.order is not None}
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
    doubtful = _doubtful(orders, evidence)
    orders |= dict.fromkeys(doubtful, "doubtful")
    return orders, (*notes, *_about_month_first(orders, evidence, doubtful))


def _doubtful(orders: Mapping[str, DayOrder], evidence: Mapping[str, _Evidence]) -> list[str]:
    """The columns that one cell of the tab alone would turn month first, against two or more that do not show it."""
    month_first = [field for field, order in orders.items() if order == "month_first"]
    witnesses = sum(len(evidence[field].month_first) for field in month_first)
    return [field for field in month_first if witnesses == 1 and evidence[field].unclear >= 2]


def _about_month_first(
    orders: Mapping[str, DayOrder], evidence: Mapping[str, _Evidence], doubtful: Sequence[str]
) -> Iterator[str]:
    read = [field for field, order in orders.items() if order == "month_first"]
    witness = next((cell for field in (*read, *doubtful) for cell in evidence[field].month_first), "")
    if read:
        which = "" if len(read) == len(orders) else f"{', '.join(read)}: "
        yield f"{which}dates were read month first, because of cells such as {witness}"
    for field in doubtful:
        yield f"{field}: has dates that could be either day: only {witness} says that the month comes first"


def _evidence(cells: Iterable[Cell]) -> _Evidence:
    day_first, unclear = False, 0
    month_first: dict[str, None] = {}
    for cell in cells:
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            continue
        match = _WITH_YEAR.search(cell) or _WITHOUT_YEAR.fullmatch(cell)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or second > 12:
            day_first = day_first or (first <= 31 and 0 < second <= 12)
            if second <= 31 and 0 < first <= 12:
                month_first[cell.strip()] = None
        elif first != second and first and second:
            unclear += 1
    return _Evidence(day_first, tuple(month_first), unclear)


def has_dotted_days(cells: Iterable[Cell]) -> bool:
    """Whether a column has text dates such as 31.10.2026."""
    return any(isinstance(cell, str) and len(cell) <= _LONGEST and _DOTTED.search(cell) for cell in cells)
