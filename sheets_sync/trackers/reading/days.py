"""Single days: which exist, which year a short one means, and serial days."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sheets_sync.trackers.reading.answers import CellProblem, Reading

_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = (_FIRST - _SERIAL_ZERO).days, (_LAST - _SERIAL_ZERO).days
_NEAR_YEARS = 20  # how far from today a year of two digits may lie

_SUCH_AS = "write a day such as 2026-02-28"
OUTSIDE = CellProblem("is outside the years 2000 to 2099", _SUCH_AS)
_MISSING_DAY = "is not a day that exists"


class Day(NamedTuple):
    """A day that a cell names, and what had to be assumed to read it."""

    day: date
    doubt: CellProblem | None = None


def existing_day(year: int, month: int, day: int) -> Day | CellProblem:
    """The day, if there is one."""
    try:
        found = date(year, month, day)
    except ValueError:
        return _missing(year, month, day)
    return Day(found) if _FIRST <= found <= _LAST else OUTSIDE


def nearest_day(month: int, day: int, reading: Reading) -> Day | CellProblem:
    """The day of a text without a year: the one nearest to today, with a doubt."""
    today = today_in(reading)
    near = []
    for year in (today.year - 1, today.year, today.year + 1):
        found = existing_day(year, month, day)
        if isinstance(found, Day):
            near.append(found.day)
    if not near:
        return _missing(today.year, month, day)
    nearest = min(near, key=lambda found: abs(found - today))
    doubt = CellProblem(f"has no year; {nearest.year} was assumed", f"write the day as {nearest}", str(nearest))
    return Day(nearest, doubt)


def full_year(digits: str, reading: Reading) -> int | CellProblem:
    """The year that its digits mean; two of them stand for the year within twenty of today's."""
    digits = digits.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    if len(digits) == 2 and abs(year - today_in(reading).year) <= _NEAR_YEARS:
        return year
    return CellProblem("has no clear year", "write the year with four digits, in a day such as 2026-02-28")


def serial_day(serial: float) -> Day | CellProblem:
    """The day that a spreadsheet's serial number stands for; its fraction is the time of day."""
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL + 1:
        return OUTSIDE
    return Day(_SERIAL_ZERO + timedelta(days=int(serial)))


def today_in(reading: Reading) -> date:
    """Today where the tracker is kept."""
    return reading.now.astimezone(ZoneInfo(reading.timezone)).date()


def _missing(year: int, month: int, day: int) -> CellProblem:
    if 1 <= month <= 12 and 1 <= year <= 9999:
        last = monthrange(year, month)[1]
        nearest = f"{year:04}-{month:02}-{min(max(day, 1), last):02}"
        return CellProblem(_MISSING_DAY, f"write the day as {nearest}, if that is meant", nearest)
    swapped = f"{year:04}-{day:02}-{month:02}" if 1 <= day <= 12 < month <= 31 else None
    return CellProblem(_MISSING_DAY, f"write the day as {swapped}" if swapped else _SUCH_AS, swapped)
