"""Which comes first in a column of text dates, the day or the month."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sheets_sync.trackers.reading.dates import day_comes_first
from sheets_sync.workbooks.grid import Cell

ShownOrder = Literal["day_first", "month_first"]
DayOrder = Literal["day_first", "month_first", "unclear", "doubtful", "contradicts"]

_LONGEST = 60  # characters of a cell that can still be a date
_WITH_YEAR = re.compile(r"(?<![\d./:-])(\d{1,2}) ?([/-]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)", re.ASCII)
_WITHOUT_YEAR = re.compile(r"\s*(\d{1,2})(/)(\d{1,2})\s*", re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_DOTTED = re.compile(r"(?<![\d./:-])\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})?(?!\d)", re.ASCII)
_MOST_WITNESSES = 2  # one alone may be the cell that is wrong
_FIRST: Mapping[ShownOrder, str] = {"day_first": "day", "month_first": "month"}


@dataclass(frozen=True)
class _Evidence:
    """What the dates of a column say about their order."""

    witnesses: Mapping[ShownOrder, tuple[str, ...]]  # the first distinct cells that only this order explains
    unclear: int  # cells whose day depends on the order
    has_serials: bool  # real dates among them

    @property
    def order(self) -> DayOrder | None:
        shown = [order for order, cells in self.witnesses.items() if cells]
        if len(shown) == 2:
            return "contradicts"
        return shown[0] if shown else "unclear" if self.unclear else None


def day_order(cells: Iterable[Cell]) -> DayOrder | None:
    """What the text dates of a column say about their order; None where no cell depends on it.

    A number above 12 shows its place. 'unclear': the order matters, and no cell shows it; 'contradicts': both occur.
    Dates with dots have the day first everywhere, and say nothing about the others.
    """
    return _evidence(cells).order


def usual_order(workbook_locale: str | None) -> ShownOrder:
    """The order to expect: the workbook's, else the day first."""
    return "day_first" if workbook_locale is None or day_comes_first(workbook_locale) else "month_first"


def tab_day_orders(
    columns: Mapping[str, Sequence[Cell]], *, workbook_locale: str | None = None
) -> tuple[dict[str, DayOrder], tuple[str, ...]]:
    """The order of every column of a tab that has or borrows one or contradicts itself, and what had to be assumed.

    A column that shows nothing follows the tab's other columns, and where they show nothing or disagree it is
    'unclear': the usual order holds. One cell alone never turns several others against the usual order: it may be the
    one that is wrong, so a column with two or more of them is 'doubtful'.
    """
    usual = usual_order(workbook_locale)
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
        because = f", and the workbook's locale is {workbook_locale}" if workbook_locale else ""
        notes.append(
            f"dates such as 03/04/2026 were read {_FIRST[usual]} first: nothing in the tab shows their order{because}"
        )
    unusual: ShownOrder = "month_first" if usual == "day_first" else "day_first"
    doubtful = _doubtful(orders, evidence, unusual)
    orders |= dict.fromkeys(doubtful, "doubtful")
    return orders, (*notes, *_about_unusual(orders, evidence, unusual, workbook_locale))


def _doubtful(orders: Mapping[str, DayOrder], evidence: Mapping[str, _Evidence], unusual: ShownOrder) -> list[str]:
    """The columns that one cell alone would turn from the usual order, against two or more that show none."""
    turned = [field for field, order in orders.items() if order == unusual]
    witnesses = sum(len(evidence[field].witnesses[unusual]) for field in turned)
    return [field for field in turned if witnesses == 1 and evidence[field].unclear >= 2]


def _about_unusual(
    orders: Mapping[str, DayOrder],
    evidence: Mapping[str, _Evidence],
    unusual: ShownOrder,
    workbook_locale: str | None,
) -> Iterator[str]:
    """What the tab's owner should know: of days first only where the workbook took others for real dates."""
    read = [
        field
        for field, order in orders.items()
        if order == unusual and (unusual == "month_first" or evidence[field].has_serials)
    ]
    doubtful = [field for field, order in orders.items() if order == "doubtful"]
    witness = next((cell for field in (*read, *doubtful) for cell in evidence[field].witnesses[unusual]), "")
    if read:
        which = "" if len(read) == len(orders) else f"{', '.join(read)}: "
        mixed = any(evidence[field].has_serials for field in read)
        yield (
            f"{which}dates were read {_FIRST[unusual]} first, because of cells such as {witness}"
            f"{_against(workbook_locale, mixed=mixed)}"
        )
    for field in doubtful:
        only = f"only {witness} says that the {_FIRST[unusual]} comes first"
        yield f"{field}: has dates that could be either day: {only}"


def _against(workbook_locale: str | None, *, mixed: bool) -> str:
    """That the workbook expects another order; it leaves 13/02/2026 as text and makes a date of 03/02/2026."""
    if workbook_locale is None:
        return ""
    swapped = "; day and month may be swapped in those it took for dates when they were typed" if mixed else ""
    return f", against the workbook's locale {workbook_locale}{swapped}"


def _evidence(cells: Iterable[Cell]) -> _Evidence:
    unclear, has_serials = 0, False
    day_first: dict[str, None] = {}
    month_first: dict[str, None] = {}
    for cell in cells:
        if not isinstance(cell, str) or len(cell) > _LONGEST:
            has_serials = has_serials or isinstance(cell, float)
            continue
        if _YEAR_FIRST.fullmatch(cell):
            continue
        match = _WITH_YEAR.search(cell) or _WITHOUT_YEAR.fullmatch(cell)
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or second > 12:
            if first <= 31 and 0 < second <= 12:
                _keep(day_first, cell)
            if second <= 31 and 0 < first <= 12:
                _keep(month_first, cell)
        elif first != second and first and second:
            unclear += 1
    return _Evidence({"day_first": tuple(day_first), "month_first": tuple(month_first)}, unclear, has_serials)


def _keep(witnesses: dict[str, None], cell: str) -> None:
    if len(witnesses) < _MOST_WITNESSES:
        witnesses[cell.strip()] = None


def has_dotted_days(cells: Iterable[Cell]) -> bool:
    """Whether a column has text dates such as 31.10.2026."""
    dotted = (cell for cell in cells if isinstance(cell, str) and "." in cell and len(cell) <= _LONGEST)
    return any(map(_DOTTED.search, dotted))
