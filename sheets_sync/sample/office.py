"""When the team is at work: Monday to Friday, 09:00 to 18:00 in Berlin, without Germany's national holidays."""

from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

OPENS, CLOSES = time(9), time(18)
HOURS_A_DAY = 9.0


def open_time_later(start: datetime, hours: float) -> datetime:
    """The moment `hours` of open time after `start`; both are Berlin's wall clock."""
    left, day = timedelta(hours=hours), start.date()
    while True:
        begin, end = _open_between(day)
        here = max(end - max(begin, start), timedelta())
        if here and here >= left:
            return max(begin, start) + left
        left, day = left - here, day + timedelta(days=1)


def open_time_earlier(end: datetime, hours: float) -> datetime:
    """The moment `hours` of open time before `end`; both are Berlin's wall clock."""
    left, day = timedelta(hours=hours), end.date()
    while True:
        begin, closes = _open_between(day)
        here = max(min(closes, end) - begin, timedelta())
        if here and here >= left:
            return min(closes, end) - left
        left, day = left - here, day - timedelta(days=1)


def _open_between(day: date) -> tuple[datetime, datetime]:
    closed = day.weekday() >= 5 or day in _national_holidays(day.year)
    begin = datetime.combine(day, OPENS)
    return begin, begin if closed else datetime.combine(day, CLOSES)


@cache
def _national_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", years=year))
