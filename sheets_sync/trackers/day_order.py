"""Which comes first in a column of text dates, the day or the month."""

import re
from collections.abc import Iterable
from typing import Literal

from sheets_sync.workbooks.grid import Cell

DayOrder = Literal["day_first", "month_first", "unclear", "contradicts"]

_LONGEST = 60  # characters of a cell that can still be a date
_WITH_YEAR = re.compile(r"(?<![\d./:-])(\d{1,2}) ?([./-]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\s*(\d{1,2})(?:(/)|\.)(\d{1,2})(?(2)|\.)\s*", re.ASCII)


def day_order(cells: Iterable[Cell]) -> DayOrder | None:
    """What the text dates of a column say about their order; None where no cell depends on it.

    A number above 12 shows its place. 'unclear': the order matters, and no cell shows it; 'contradicts': both occur.
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
