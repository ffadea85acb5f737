"""What made dates of a span unlike the week: holidays, hours of their own, and changes of the clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.analysis.business_hours import open_by_day
from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.local_time import SECOND, local_clock
from sheets_sync.analysis.opening_hours import Calendar, Spans
from sheets_sync.analysis.sla_segments import Segment


@dataclass(frozen=True)
class Holiday:
    """A date on which nothing counted although the team would else have been open for so many seconds of the span."""

    day: date
    name: str | None  # None: the team has added it
    seconds: float


@dataclass(frozen=True)
class OtherHours:
    """A date that had hours of its own (minutes of the local day) in place of the week's; none is closed."""

    day: date
    spans: Spans


@dataclass(frozen=True)
class ClockChange:
    """Counted time in which the local clock was put forward, or back: by a negative number of seconds."""

    at: datetime  # UTC
    seconds: int


def holidays_within(hours: CalendarPolicy, start: datetime, end: datetime) -> tuple[Holiday, ...]:
    """The holidays that took open time from `start` to `end`, in order."""
    days = sorted(_holidays(hours, *_dates(hours, start, end)))
    if not days:
        return ()
    usual = replace(hours.calendar, holidays=_none)
    open_at_all, open_still = (_seconds_by_day(calendar, start, end) for calendar in (usual, hours.calendar))
    taken = {day: open_at_all.get(day, 0.0) - open_still.get(day, 0.0) for day in days}
    return tuple(Holiday(day, hours.holidays.name_of(day), taken[day]) for day in days if taken[day] > 0)


def other_hours_within(hours: CalendarPolicy, start: datetime, end: datetime) -> tuple[OtherHours, ...]:
    """The dates from `start` to `end` that had hours of their own, in order; a holiday has none."""
    first, last = _dates(hours, start, end)
    days = {day for day in hours.exceptions if first <= day <= last} - _holidays(hours, first, last)
    return tuple(OtherHours(day, hours.exceptions[day]) for day in sorted(days))


def clock_changes(timezone: str, segments: Sequence[Segment]) -> tuple[ClockChange, ...]:
    """The changes of the local clock that lie within counted time, in order."""
    if not segments:
        return ()
    clock = local_clock(timezone, *(int(at.timestamp()) * SECOND for at in (segments[0].start, segments[-1].end)))
    changes = [
        ClockChange(datetime.fromtimestamp(at // SECOND, UTC), moved // SECOND)
        for at, moved in zip(clock.changes.tolist(), np.diff(clock.offsets).tolist(), strict=True)
    ]
    return tuple(change for change in changes if any(one.start < change.at < one.end for one in segments))


def _dates(hours: CalendarPolicy, start: datetime, end: datetime) -> tuple[date, date]:
    """The first and the last local date of a span; what ends at midnight does not touch the next."""
    zone = ZoneInfo(hours.timezone)
    return start.astimezone(zone).date(), (end - datetime.resolution).astimezone(zone).date()


def _holidays(hours: CalendarPolicy, first: date, last: date) -> set[date]:
    years = range(first.year, last.year + 1)
    return {day for year in years for day in hours.holidays.of_year(year) if first <= day <= last}


def _seconds_by_day(calendar: Calendar, start: datetime, end: datetime) -> dict[date, float]:
    begin, until = (np.array([one.astimezone(UTC).replace(tzinfo=None)], "datetime64[us]") for one in (start, end))
    found = open_by_day(calendar, begin, until)
    return dict(zip(found.day.tolist(), found.seconds.tolist(), strict=True))


def _none(_year: int) -> tuple[date, ...]:
    return ()
