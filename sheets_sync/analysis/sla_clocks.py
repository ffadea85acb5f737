"""When the clocks of escalations start and stop, as far as the tracker says. Rule: methods.md §2."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.local_time import DAY, local_clock
from sheets_sync.analysis.sla_policies import Clock

Flags = NDArray[np.bool_]
Words = NDArray[np.str_]  # '' where there is nothing to say

_STOPS: dict[Clock, tuple[str, ...]] = {  # the first that is filled stops the clock
    "first_response": ("first_response_at",),
    "resolution": ("resolved_at", "closed_at"),
}
_DONE = ("resolved", "closed", "cancelled")
_GOING_ON = ("open", "in_progress", "waiting", "escalated", "reopened")
_NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Stops:
    """What stopped one clock of every escalation: the instant, or NaT while it runs, and its field."""

    at: Instants
    field: Words
    is_day: Flags
    future_field: Words  # a field that claims a stop in the future, which is none


@dataclass(frozen=True)
class ClockTimes:
    """One clock of every escalation, from the shortest to the longest reading of its cells.

    The two differ where a cell names a day without a time, and where an escalation was reopened at an unknown time.
    The end of a clock that still runs is now.
    """

    earliest_start: Instants
    latest_start: Instants
    earliest_end: Instants
    latest_end: Instants
    start_is_day: Flags
    is_open: Flags  # the escalation itself
    is_done: Flags
    is_reopened: Flags
    unknown: Words  # why it cannot be judged
    unrecorded: Words  # why it cannot still be running, although nothing says when it stopped

    def of(self, rows: NDArray[np.intp] | Flags) -> "ClockTimes":
        """The same for some of the escalations."""
        return ClockTimes(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def clock_stops(escalations: pd.DataFrame, clock: Clock, now: Instants) -> Stops:
    """What stopped one clock of each escalation by `now`."""
    count = len(escalations)
    at, field, is_day, future = (
        np.full(count, _NEVER),
        np.full(count, ""),
        np.zeros(count, dtype=bool),
        np.full(count, ""),
    )
    for name in reversed(_STOPS[clock]):
        given = _instants(escalations, name)
        past = given <= now
        at = np.where(past, given, at)
        field = np.where(past, name, field)
        is_day = np.where(past, _flags(escalations, f"{name}_is_day"), is_day)
        future = np.where(given > now, name, future)
    return Stops(at, field, is_day, future)


def clock_times(escalations: pd.DataFrame, clock: Clock, stops: Stops, now: Instants, timezone: str) -> ClockTimes:
    """When one clock of each escalation ran; days without a time are days of `timezone`."""
    start = _instants(escalations, "raised_at")
    start_is_day = _flags(escalations, "raised_at_is_day")
    latest_start = _latest(start, start_is_day, now, timezone)
    latest_stop = _latest(stops.at, stops.is_day, now, timezone)
    has_stop = ~np.isnat(stops.at)
    is_reopened = has_stop & _has_status(escalations, ("reopened",)) & (clock == "resolution")
    resolution = clock_stops(escalations, "resolution", now)
    is_done = has_stop & ~is_reopened
    return ClockTimes(
        earliest_start=start,
        latest_start=latest_start,
        earliest_end=np.where(has_stop, stops.at, now),
        latest_end=np.where(is_done, latest_stop, now),
        start_is_day=start_is_day,
        is_open=~_is_closed(escalations, resolution) & ~(start > now),
        is_done=is_done,
        is_reopened=is_reopened,
        unknown=np.select(
            [np.isnat(start), start > now, latest_stop < start],
            ["start_missing", "start_in_future", "stop_before_start"],
            "",
        ),
        unrecorded=_unrecorded(escalations, clock, stops, resolution),
    )


def _is_closed(escalations: pd.DataFrame, stops: Stops) -> Flags:
    """Whether an escalation is done, by its status or because the tracker says when; `stops` are of its resolution."""
    says_done = _has_status(escalations, _DONE) & (stops.future_field == "")
    closed: Flags = says_done | ~np.isnat(stops.at) & ~_has_status(escalations, ("reopened",))
    return closed


def _unrecorded(escalations: pd.DataFrame, clock: Clock, stops: Stops, resolution: Stops) -> Words:
    """Why a clock that nothing has stopped cannot be said to run: what is done, or unreadable, may have stopped it."""
    is_free = np.isnat(stops.at) & (stops.future_field == "")
    is_done = _has_status(escalations, _DONE) | ~np.isnat(resolution.at)
    status_lost = _flags(escalations, "status_is_lost") & (clock == "resolution")
    done = "response_unrecorded" if clock == "first_response" else "stop_unrecorded"
    reason = np.select([is_done, _is_lost(escalations, clock), status_lost], [done, "stop_lost", "status_lost"], "")
    return np.where(is_free, reason, "")


def _is_lost(escalations: pd.DataFrame, clock: Clock) -> Flags:
    """Whether a cell that may stop the clock could not be read, or no column could have stopped it.

    For the resolution a readable status stands in for missing columns.
    """
    lost = np.array([_flags(escalations, f"{field}_is_lost") for field in _STOPS[clock]])
    has_column = ~lost.all(axis=1)
    says_open = _has_status(escalations, _GOING_ON) & (clock == "resolution")
    flags: Flags = np.asarray(lost[has_column].any(axis=0)) if has_column.any() else ~says_open
    return flags


def _latest(instants: Instants, is_day: Flags, now: Instants, timezone: str) -> Instants:
    """The end of the local day where only the day is known, but not after now."""
    latest = instants.copy()
    days = np.flatnonzero(is_day & ~np.isnat(instants))
    if len(days):
        micros = instants[days].astype(np.int64)
        clock = local_clock(timezone, int(micros.min()), int(micros.max()) + 3 * DAY)
        # The nearest midnight, because the cell may have been read in a zone some hours away.
        day = (clock.reading(micros) + DAY // 2) // DAY
        end = clock.instant((day + 1) * DAY).astype("datetime64[us]")
        latest[days] = np.maximum(instants[days], np.minimum(end, now))
    return latest


def _has_status(escalations: pd.DataFrame, words: tuple[str, ...]) -> Flags:
    if "status" not in escalations:
        return np.zeros(len(escalations), dtype=bool)
    return escalations["status"].isin(words).to_numpy(dtype=bool)


def _flags(escalations: pd.DataFrame, name: str) -> Flags:
    if name not in escalations:
        return np.zeros(len(escalations), dtype=bool)
    return escalations[name].to_numpy(dtype=bool)


def _instants(escalations: pd.DataFrame, name: str) -> Instants:
    if name not in escalations:
        return np.full(len(escalations), _NEVER)
    given: Instants = escalations[name].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
    return given
