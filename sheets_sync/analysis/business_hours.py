"""Open time between instants, and the instants at which a target is used up: of one clock, or of whole columns.

    >>> from datetime import UTC, datetime, timedelta
    >>> from sheets_sync.analysis.calendars import CalendarPolicy
    >>> week = {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    >>> office = CalendarPolicy.model_validate({"timezone": "Europe/Berlin", "week": week}).calendar
    >>> friday, monday = datetime(2026, 3, 6, 16, tzinfo=UTC), datetime(2026, 3, 9, 10, tzinfo=UTC)

    >>> elapsed_seconds(office, friday, monday)
    10800.0
    >>> print(due_at(office, friday, 3600))  # 18:00 in Berlin: used up as the office closes,
    2026-03-06 17:00:00+00:00
    >>> print(breach_at(office, friday, 3600))  # and not exceeded before it opens again
    2026-03-09 08:00:00+00:00
    >>> print(due_after_days(office, friday, 2))  # working days
    2026-03-10 16:00:00+00:00
    >>> waiting = Pauses.of_each([[(friday, monday)]])  # of the first record, which is the only one
    >>> print(due_at(office, friday, timedelta(hours=1), waiting))
    2026-03-09 11:00:00+00:00
    >>> elapsed_seconds(office, [friday, None], monday)
    array([10800.,    nan])

Calendars are written as `calendars.CalendarPolicy` says, or put together unchecked as `opening_hours.Calendar`; None is
open day and night. Pauses are `pauses.Pauses`.

Instants are datetimes with their time zone, lists or frame columns of them, or `datetime64` arrays in UTC; targets are
numbers of seconds or durations, one for all or one for each. Single datetimes are answered by a float, a bool or a
datetime in UTC, columns by arrays in the shape that all have in common, with instants as `datetime64` in UTC. Answers
are exact to the microsecond.

What is missing (None, NaT, NaN) gives a missing answer, and so does an instant that does not come before the year 2101.
Raises ValueError for an instant without a time zone, and for one outside the years 1970 to 2100. Rule: methods.md §1.
"""

from datetime import timedelta
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sheets_sync.analysis.instants import Moment, Moments
from sheets_sync.analysis.local_time import DAY, Micros
from sheets_sync.analysis.opening_hours import NO_HOURS, Calendar, OpenTable, always_open
from sheets_sync.analysis.pauses import FOREVER, Pauses, paused_time, skipped_time
from sheets_sync.analysis.time_columns import BEGIN, END, MISSING, Durations, TimeColumns, day_counts, durations, micros

Instants = NDArray[np.datetime64]
Seconds = NDArray[np.float64]

_SECOND = 1_000_000


class OpenDays(NamedTuple):
    """Open time by local date: an entry for each record and each date it touches, in order."""

    record: NDArray[np.int64]
    day: Instants
    seconds: Seconds


@overload
def elapsed_seconds(calendar: Calendar | None, starts: Moment, ends: Moment, pauses: Pauses | None = None) -> float: ...
@overload
def elapsed_seconds(
    calendar: Calendar | None, starts: Moments, ends: Moments | Moment, pauses: Pauses | None = None
) -> Seconds: ...
@overload
def elapsed_seconds(
    calendar: Calendar | None, starts: Moment, ends: Moments, pauses: Pauses | None = None
) -> Seconds: ...
def elapsed_seconds(
    calendar: Calendar | None, starts: Moments | Moment, ends: Moments | Moment, pauses: Pauses | None = None
) -> Any:
    """Open seconds from each start to each end, less the open time paused; 0 where the end comes first."""
    given = TimeColumns.of(starts, ends)
    start, end = given.columns
    end = np.maximum(start, end)
    table = _table(calendar, start, end)
    elapsed = table.open_time(end) - table.open_time(start)
    if pauses is not None:
        elapsed -= paused_time(table, start, end, pauses)
    return given.answer(np.where(given.missing, np.nan, elapsed / _SECOND))


@overload
def due_at(
    calendar: Calendar | None, starts: Moment, target_seconds: float | timedelta, pauses: Pauses | None = None
) -> Moment: ...
@overload
def due_at(
    calendar: Calendar | None, starts: Moments, target_seconds: Durations, pauses: Pauses | None = None
) -> Instants: ...
def due_at(
    calendar: Calendar | None, starts: Moments | Moment, target_seconds: Durations, pauses: Pauses | None = None
) -> Any:
    """The first instant at which the target is used up: closing time, if it is used up just then.

    A negative target walks back from the start, to the first instant met that lies as much open time before it.
    """
    given = TimeColumns.of(starts, amounts=durations(target_seconds))
    start, target = given.columns
    return given.instants(_walked(calendar or always_open(), start, target, pauses, through_ties=False))


@overload
def breach_at(
    calendar: Calendar | None, starts: Moment, target_seconds: float | timedelta, pauses: Pauses | None = None
) -> Moment: ...
@overload
def breach_at(
    calendar: Calendar | None, starts: Moments, target_seconds: Durations, pauses: Pauses | None = None
) -> Instants: ...
def breach_at(
    calendar: Calendar | None, starts: Moments | Moment, target_seconds: Durations, pauses: Pauses | None = None
) -> Any:
    """The last instant before more than the target is used: the next opening, if it is used up at closing time."""
    given = TimeColumns.of(starts, amounts=durations(target_seconds))
    start, target = given.columns
    return given.instants(_walked(calendar or always_open(), start, target, pauses, through_ties=True))


@overload
def due_after_days(calendar: Calendar | None, starts: Moment, days: int, pauses: Pauses | None = None) -> Moment: ...
@overload
def due_after_days(
    calendar: Calendar | None, starts: Moments, days: ArrayLike, pauses: Pauses | None = None
) -> Instants: ...
def due_after_days(
    calendar: Calendar | None, starts: Moments | Moment, days: ArrayLike, pauses: Pauses | None = None
) -> Any:
    """The same time of day so many working dates later, or the next opening if that is closed, plus what was paused.

    A working date has any open time. A negative number walks back, to the closing before where that instant is closed.
    Such a target is exceeded after `breach_at(calendar, due, 0, pauses)`.
    """
    given = TimeColumns.of(starts, amounts=day_counts(days))
    start, count = given.columns
    calendar = calendar or always_open()
    landed = _working_dates_later(calendar, start, count)
    missing = landed == MISSING
    base = _moved_into_hours(calendar, np.where(missing, start, landed), back=count < 0)
    missing |= base == MISSING
    base = np.where(missing, start, base)
    if pauses is not None:
        table = _table(calendar, start, base)
        lost = paused_time(table, np.minimum(start, base), np.maximum(start, base), pauses)
        base = _walked(calendar, base, np.where(count < 0, -lost, lost), pauses, through_ties=False)
    return given.instants(np.where(missing, MISSING, base))


@overload
def is_open(calendar: Calendar | None, instants: Moment) -> bool: ...
@overload
def is_open(calendar: Calendar | None, instants: Moments) -> NDArray[np.bool_]: ...
def is_open(calendar: Calendar | None, instants: Moments | Moment) -> Any:
    """Whether the calendar is open at each instant; never at a missing one."""
    given = TimeColumns.of(instants)
    return given.answer(_open(calendar or always_open(), given.columns[0]) & ~given.missing)


@overload
def next_opening(calendar: Calendar | None, instants: Moment) -> Moment: ...
@overload
def next_opening(calendar: Calendar | None, instants: Moments) -> Instants: ...
def next_opening(calendar: Calendar | None, instants: Moments | Moment) -> Any:
    """The first instant, from each one on, at which the calendar is open: itself, if it is."""
    return breach_at(calendar, instants, 0)


@overload
def next_closing(calendar: Calendar | None, instants: Moment) -> Moment: ...
@overload
def next_closing(calendar: Calendar | None, instants: Moments) -> Instants: ...
def next_closing(calendar: Calendar | None, instants: Moments | Moment) -> Any:
    """The end of the opening hours that run at each instant, or else begin next after it."""
    calendar = calendar or always_open()
    given = TimeColumns.of(next_opening(calendar, instants))
    (opening,) = given.columns
    table = _table(calendar, opening)
    while True:
        closing = table.closes[np.searchsorted(table.opens, opening, side="right") - 1]
        cut = closing == table.last
        wider = _widened(calendar, table, earlier=False, later=bool(cut.any()))
        if wider is None:
            return given.instants(np.where(cut, MISSING, closing))
        table = wider


def open_by_day(calendar: Calendar | None, starts: Instants, ends: Instants) -> OpenDays:
    """How the open time from each start to its end spreads over the local dates of the calendar."""
    start, end = micros(starts), micros(ends)
    record = np.flatnonzero((start != MISSING) & (end != MISSING) & (start <= end))
    start, end = start[record], end[record]
    table = _table(calendar, start, end)
    first, last = (table.clock.reading(side) // DAY for side in (start, end))
    dates = last - first + 1
    row = np.repeat(np.arange(len(record)), dates)
    day = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(dates) - dates, dates)
    begin = np.maximum(start[row], table.clock.instant(day * DAY))
    until = np.minimum(end[row], table.clock.instant((day + 1) * DAY))
    seconds = (table.open_time(until) - table.open_time(begin)) / _SECOND
    return OpenDays(record[row], day.astype("datetime64[D]"), seconds)


def _table(calendar: Calendar | None, *columns: Micros) -> OpenTable:
    """The open intervals around every instant of some columns, which may be empty."""
    filled = [column for column in columns if column.size]
    if not filled:
        return NO_HOURS
    return (calendar or always_open()).table(int(min(map(np.min, filled))), int(max(map(np.max, filled))))


def _open(calendar: Calendar, instants: Micros) -> NDArray[np.bool_]:
    table = _table(calendar, instants)
    return instants < table.closes[np.searchsorted(table.opens, instants, side="right") - 1]


def _walked(calendar: Calendar, start: Micros, target: Micros, pauses: Pauses | None, *, through_ties: bool) -> Micros:
    """Where each clock stands once its target is used up, forwards or backwards; MISSING where it never is."""
    forward = target >= 0
    table = _table(calendar, start)
    while True:
        goal = _goal(table, start, target, pauses, through_ties=through_ties)
        # Walking through ties takes one microsecond more than the target.
        ahead, behind = forward & (goal + through_ties > table.total), ~forward & (goal - through_ties < 0)
        reachable = goal < FOREVER // 2
        wider = _widened(calendar, table, earlier=bool(behind.any()), later=bool((ahead & reachable).any()))
        if wider is None:
            break
        table = wider
    at_first = forward != through_ties
    reached = np.empty_like(goal)
    reached[at_first] = table.first_reaching(goal[at_first])
    reached[~at_first] = table.last_holding(goal[~at_first])
    reached = np.where(forward, np.maximum(start, reached), np.minimum(start, reached))
    return np.where(ahead | behind, MISSING, reached)


def _goal(table: OpenTable, start: Micros, target: Micros, pauses: Pauses | None, *, through_ties: bool) -> Micros:
    """The open time of the table at which each target is used up."""
    goal = table.open_time(start) + target
    if pauses is None:
        return goal
    skipped = skipped_time(table, start, target, pauses, through_ties=through_ties)
    return goal + np.where(target < 0, -skipped, skipped)


def _widened(calendar: Calendar, table: OpenTable, *, earlier: bool, later: bool) -> OpenTable | None:
    """A table of twice the span, or None where nothing more is wanted or known."""
    span = table.last - table.first
    first = max(table.first - span, BEGIN) if earlier else table.first
    last = min(table.last + span, END) if later else table.last
    return None if (first, last) == (table.first, table.last) else calendar.table(first, last - 1)


def _working_dates_later(calendar: Calendar, start: Micros, count: NDArray[np.int64]) -> Micros:
    """The same time of day `count` working dates after each start; MISSING where there are not so many."""
    table = _table(calendar, start)
    while True:
        reading = table.clock.reading(start)
        after = np.searchsorted(table.working_days, reading // DAY, side="right") - 1 + count
        at = np.where(count > 0, after, np.searchsorted(table.working_days, reading // DAY, side="left") + count)
        behind, ahead = (count < 0) & (at < 0), (count > 0) & (at >= len(table.working_days))
        wider = _widened(calendar, table, earlier=bool(behind.any()), later=bool(ahead.any()))
        if wider is None:
            break
        table = wider
    days = np.append(table.working_days, 0)[np.where(behind | ahead | (count == 0), -1, at)]
    landed = table.clock.instant(days * DAY + reading % DAY)
    return np.where(count == 0, start, np.where(behind | ahead, MISSING, landed))


def _moved_into_hours(calendar: Calendar, instants: Micros, *, back: NDArray[np.bool_]) -> Micros:
    """Each instant, or the next opening if it is closed then; the closing before, for those that walk back."""
    opening = _walked(calendar, instants, np.zeros_like(instants), None, through_ties=True)
    last_open = _walked(calendar, instants, -np.ones_like(instants), None, through_ties=False)
    closing = np.where(last_open == MISSING, MISSING, last_open + 1)
    return np.where(_open(calendar, instants), instants, np.where(back, closing, opening))
