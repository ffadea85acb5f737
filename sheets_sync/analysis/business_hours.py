"""Open time between instants, and the instants at which a target is used up, for whole columns at once.

Instants are `datetime64` arrays in UTC or single aware datetimes, exact to the microsecond. Arguments broadcast and the
answer has their common shape. A missing instant (NaT) or target (NaN) gives a missing answer, and so does an instant
that does not come before the year 2101. `calendar` None is open day and night. Rule: methods.md §1.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sheets_sync.analysis.local_time import DAY, Micros
from sheets_sync.analysis.opening_hours import FIRST_YEAR, LAST_YEAR, Calendar, OpenTable, always_open, new_year
from sheets_sync.analysis.pauses import FOREVER, Pauses, paused_time, skipped_time

Instants = NDArray[np.datetime64]
Seconds = NDArray[np.float64]
Entry = TypeVar("Entry", bound=np.generic)

_SECOND = 1_000_000
_MISSING = np.iinfo(np.int64).min  # NaT
_BEGIN, _END = new_year(FIRST_YEAR), new_year(LAST_YEAR + 1)


class OpenDays(NamedTuple):
    """Open time by local date: an entry for each record and each date it touches, in order."""

    record: NDArray[np.int64]
    day: Instants
    seconds: Seconds


def elapsed_seconds(
    calendar: Calendar | None, starts: Instants | datetime, ends: Instants | datetime, pauses: Pauses | None = None
) -> Seconds:
    """Open seconds from each start to each end, less the open time paused; 0 where the end comes first."""
    given = _Columns.of(_instants(starts), _instants(ends))
    start, end = given.columns
    end = np.maximum(start, end)
    table = (calendar or always_open()).table(*_reach(start, end))
    elapsed = table.open_time(end) - table.open_time(start)
    if pauses is not None:
        elapsed -= paused_time(table, start, end, pauses)
    return given.shaped(np.where(given.missing, np.nan, elapsed / _SECOND))


def due_at(
    calendar: Calendar | None, starts: Instants | datetime, target_seconds: ArrayLike, pauses: Pauses | None = None
) -> Instants:
    """The first instant at which the target is used up: closing time, if it is used up just then.

    A negative target walks back from the start, to the first instant met that lies as much open time before it.
    """
    given = _Columns.of(_instants(starts), _amounts(target_seconds, _SECOND))
    start, target = given.columns
    return given.as_instants(_walked(calendar or always_open(), start, target, pauses, through_ties=False))


def breach_at(
    calendar: Calendar | None, starts: Instants | datetime, target_seconds: ArrayLike, pauses: Pauses | None = None
) -> Instants:
    """The last instant before more than the target is used: the next opening, if it is used up at closing time."""
    given = _Columns.of(_instants(starts), _amounts(target_seconds, _SECOND))
    start, target = given.columns
    return given.as_instants(_walked(calendar or always_open(), start, target, pauses, through_ties=True))


def due_after_days(
    calendar: Calendar | None, starts: Instants | datetime, days: ArrayLike, pauses: Pauses | None = None
) -> Instants:
    """The same time of day so many working dates later, or the next opening if that is closed, plus what was paused.

    A working date has any open time. A negative number walks back, to the closing before where that instant is closed.
    """
    if np.any(np.mod(np.nan_to_num(days), 1)):
        raise ValueError("working days are counted whole")
    given = _Columns.of(_instants(starts), _amounts(days, 1))
    start, count = given.columns
    calendar = calendar or always_open()
    landed = _working_dates_later(calendar, start, count)
    missing = landed == _MISSING
    base = _moved_into_hours(calendar, np.where(missing, start, landed), back=count < 0)
    missing |= base == _MISSING
    base = np.where(missing, start, base)
    if pauses is not None:
        table = calendar.table(*_reach(start, base))
        lost = paused_time(table, np.minimum(start, base), np.maximum(start, base), pauses)
        base = _walked(calendar, base, np.where(count < 0, -lost, lost), pauses, through_ties=False)
    return given.as_instants(np.where(missing, _MISSING, base))


def is_open(calendar: Calendar | None, instants: Instants | datetime) -> NDArray[np.bool_]:
    """Whether the calendar is open at each instant; never at a missing one."""
    given = _Columns.of(_instants(instants))
    return given.shaped(_open(calendar or always_open(), given.columns[0]) & ~given.missing)


def next_opening(calendar: Calendar | None, instants: Instants | datetime) -> Instants:
    """The first instant, from each one on, at which the calendar is open: itself, if it is."""
    return breach_at(calendar, instants, 0)


def next_closing(calendar: Calendar | None, instants: Instants | datetime) -> Instants:
    """The end of the opening hours that run at each instant, or else begin next after it."""
    calendar = calendar or always_open()
    given = _Columns.of(_instants(next_opening(calendar, instants)))
    (opening,) = given.columns
    table = calendar.table(*_reach(opening))
    while True:
        closing = table.closes[np.searchsorted(table.opens, opening, side="right") - 1]
        cut = closing == table.last
        wider = _widened(calendar, table, earlier=False, later=bool(cut.any()))
        if wider is None:
            return given.as_instants(np.where(cut, _MISSING, closing))
        table = wider


def open_by_day(calendar: Calendar | None, starts: Instants, ends: Instants) -> OpenDays:
    """How the open time from each start to its end spreads over the local dates of the calendar."""
    start, end = _instants(starts), _instants(ends)
    record = np.flatnonzero((start != _MISSING) & (end != _MISSING) & (start <= end))
    start, end = start[record], end[record]
    table = (calendar or always_open()).table(*_reach(start, end))
    first, last = (table.clock.reading(side) // DAY for side in (start, end))
    dates = last - first + 1
    row = np.repeat(np.arange(len(record)), dates)
    day = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(dates) - dates, dates)
    begin = np.maximum(start[row], table.clock.instant(day * DAY))
    until = np.minimum(end[row], table.clock.instant((day + 1) * DAY))
    seconds = (table.open_time(until) - table.open_time(begin)) / _SECOND
    return OpenDays(record[row], day.astype("datetime64[D]"), seconds)


@dataclass(frozen=True)
class _Columns:
    """Flat columns of one length and the shape of the answer; where one is missing, they hold a row that is not."""

    columns: tuple[Micros, ...]
    missing: NDArray[np.bool_]
    shape: tuple[int, ...]

    @classmethod
    def of(cls, *given: Micros) -> "_Columns":
        wide = np.broadcast_arrays(*given)
        flat = [column.ravel() for column in wide]
        missing = np.logical_or.reduce([column == _MISSING for column in flat])
        if missing.any():
            whole = np.flatnonzero(~missing)[:1]
            flat = [np.where(missing, column[whole] if len(whole) else 0, column) for column in flat]
        return cls(tuple(flat), missing, wide[0].shape)

    def shaped(self, answer: NDArray[Entry]) -> NDArray[Entry]:
        return answer.reshape(self.shape)

    def as_instants(self, answer: Micros) -> Instants:
        return self.shaped(np.where(self.missing, _MISSING, answer)).astype("datetime64[us]")


def _instants(given: Instants | datetime) -> Micros:
    if isinstance(given, datetime):
        if given.tzinfo is None:
            raise ValueError(f"{given} has no time zone")
        given = np.array(given.astimezone(UTC).replace(tzinfo=None), dtype="datetime64[us]")
    micros = given.astype("datetime64[us]").astype(np.int64)
    if np.any((micros != _MISSING) & ((micros < _BEGIN) | (micros >= _END))):
        raise ValueError(f"instants outside {FIRST_YEAR} to {LAST_YEAR} cannot be counted")
    return micros


def _amounts(given: ArrayLike, unit: int) -> NDArray[np.int64]:
    amounts = np.asarray(given, dtype=np.float64) * unit
    # Longer than all known years is the same as never.
    whole = np.rint(np.clip(np.nan_to_num(amounts), _BEGIN - _END, _END - _BEGIN)).astype(np.int64)
    return np.where(np.isnan(amounts), _MISSING, whole)


def _reach(*columns: Micros) -> tuple[int, int]:
    """The first and the last instant of some columns."""
    filled = [column for column in columns if column.size]
    return (int(min(map(np.min, filled))), int(max(map(np.max, filled)))) if filled else (_BEGIN, _BEGIN)


def _open(calendar: Calendar, instants: Micros) -> NDArray[np.bool_]:
    table = calendar.table(*_reach(instants))
    return instants < table.closes[np.searchsorted(table.opens, instants, side="right") - 1]


def _walked(calendar: Calendar, start: Micros, target: Micros, pauses: Pauses | None, *, through_ties: bool) -> Micros:
    """Where each clock stands once its target is used up, forwards or backwards; _MISSING where it never is."""
    forward = target >= 0
    table = calendar.table(*_reach(start))
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
    return np.where(ahead | behind, _MISSING, reached)


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
    first = max(table.first - span, _BEGIN) if earlier else table.first
    last = min(table.last + span, _END) if later else table.last
    return None if (first, last) == (table.first, table.last) else calendar.table(first, last - 1)


def _working_dates_later(calendar: Calendar, start: Micros, count: NDArray[np.int64]) -> Micros:
    """The same time of day `count` working dates after each start; _MISSING where there are not so many."""
    table = calendar.table(*_reach(start))
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
    return np.where(count == 0, start, np.where(behind | ahead, _MISSING, landed))


def _moved_into_hours(calendar: Calendar, instants: Micros, *, back: NDArray[np.bool_]) -> Micros:
    """Each instant, or the next opening if it is closed then; the closing before, for those that walk back."""
    opening = _walked(calendar, instants, np.zeros_like(instants), None, through_ties=True)
    last_open = _walked(calendar, instants, -np.ones_like(instants), None, through_ties=False)
    closing = np.where(last_open == _MISSING, _MISSING, last_open + 1)
    return np.where(_open(calendar, instants), instants, np.where(back, closing, opening))
