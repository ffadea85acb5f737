"""How a tab writes what its cells leave open: the order of day and month, the decimal sign, the time zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sheets_sync.trackers.reading.dates import day_comes_first
from sheets_sync.trackers.reading.day_order import DayOrder, has_dotted_days, tab_day_orders
from sheets_sync.trackers.reading.decimal_sign import NUMBER_KINDS, tab_signs
from sheets_sync.trackers.reading.numbers import has_decimal_comma
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.settings import DEFAULT_LOCALE, DEFAULT_TIMEZONE, ReadingSettings
from sheets_sync.trackers.values import Reading
from sheets_sync.trackers.workbook_locale import own_locale, own_timezone
from sheets_sync.workbooks.grid import Cell, Grid

_COMMA_LOCALE = "de_DE"


class Assumption(NamedTuple):
    """What had to be assumed about a tab, and how its owner or the team takes the doubt away."""

    problem: str
    remedy: str = "check that this is what is meant"


@dataclass(frozen=True)
class WaysOfWriting:
    """How the cells of a tab are to be read where they do not say so themselves, column by column."""

    locale: str
    timezone: str
    orders: Mapping[str, DayOrder]  # of the columns of dates whose text shows or borrows one
    signs: Mapping[str, str]  # of the columns of numbers: a locale with their decimal sign
    is_configured: bool  # the locale is the team's, and decides everything
    assumptions: tuple[Assumption, ...]

    def applied_to(self, field: str, reading: Reading) -> Reading:
        """How one column is to be read."""
        order = self.orders.get(field)
        return replace(
            reading,
            locale=self.signs.get(field, self.locale),
            timezone=self.timezone,
            day_first=None if self.is_configured else self._is_day_first(order),
            order_unknown=order in ("doubtful", "contradicts"),
        )

    def _is_day_first(self, order: DayOrder | None) -> bool:
        usual = day_comes_first(self.locale)
        known = {"day_first": True, "month_first": False, "doubtful": not usual}
        # A column whose text shows no order, such as 03 04 2026, has no warning either: it is read as ever.
        return known.get(order, usual) if order else True


def ways_of_writing(
    cells: Mapping[str, Sequence[Cell]], schema: type[TrackerRow], grid: Grid, settings: ReadingSettings
) -> WaysOfWriting:
    """How a tab writes, by the team's configuration; else by what its own cells show; else by its workbook's settings.

    The workbook's locale decides only what no column of the tab shows, and is warned about where it did. A new
    spreadsheet is American whoever makes it: there, 13/02/2026 is a text exactly because the locale cannot read it,
    so a column of such texts is read as it shows, and told where real dates beside them may have been taken the
    other way round. No date is swapped by itself to make it fit.
    """
    timezone = settings.timezone or own_timezone(grid) or DEFAULT_TIMEZONE
    zone_doubts = () if settings.timezone else _zone_doubts(grid)
    if settings.locale is not None:
        return WaysOfWriting(settings.locale, timezone, {}, {}, is_configured=True, assumptions=zone_doubts)
    locale = own_locale(grid)
    kinds = {field: reads(schema, field).kind for field in cells}
    days = {field: column for field, column in cells.items() if kinds[field] in ("date", "datetime")}
    numbers = {field: column for field, column in cells.items() if kinds[field] in NUMBER_KINDS}
    orders, day_notes = tab_day_orders(days, workbook_locale=locale)
    whole = {field for field in numbers if kinds[field] == "integer"}
    is_dotted = any(map(has_dotted_days, days.values()))
    comma, number_notes = tab_signs(numbers, whole, has_dotted_days=is_dotted, workbook_locale=locale)
    return WaysOfWriting(
        locale=locale or DEFAULT_LOCALE,
        timezone=timezone,
        orders=orders,
        signs={field: _COMMA_LOCALE if field in comma else _point_locale(locale) for field in numbers},
        is_configured=False,
        assumptions=(*map(Assumption, number_notes), *map(_about_days, day_notes), *zone_doubts),
    )


def _point_locale(workbook_locale: str | None) -> str:
    return workbook_locale if workbook_locale and not has_decimal_comma(workbook_locale) else DEFAULT_LOCALE


def _about_days(note: str) -> Assumption:
    return Assumption(note, "write dates as 2026-04-03, or set locale in the configuration")


def _zone_doubts(grid: Grid) -> tuple[Assumption, ...]:
    if not grid.timezone or own_timezone(grid):
        return ()
    problem = f"the workbook's time zone {grid.timezone!r} is no known place; times were read as of {DEFAULT_TIMEZONE}"
    return (Assumption(problem, "set timezone in the configuration, or choose a city in the workbook's settings"),)
