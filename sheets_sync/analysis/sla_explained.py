"""One clock of one record taken apart, so that everybody can count again what its state stands on.

Rule: methods.md §2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.analysis.business_hours import Instants, Seconds, breach_at, due_at
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.one_instant import instant_of, known_instant
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import latest
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_clocks import ClockTimes
from sheets_sync.analysis.sla_closed_days import (
    ClockChange,
    Holiday,
    OtherHours,
    clock_changes,
    holidays_within,
    other_hours_within,
)
from sheets_sync.analysis.sla_judgement import Judgement
from sheets_sync.analysis.sla_pauses import Pause, as_pauses
from sheets_sync.analysis.sla_segments import Segment, counted_segments, pauses_within
from sheets_sync.analysis.sla_targets import Target
from sheets_sync.analysis.sla_verdicts import judged

_STILL_TO_COME = ("on_track", "at_risk", "paused")


@dataclass(frozen=True)
class Stretch:
    """A span of time in a calendar: what counted of it, and what did not and why."""

    start: datetime
    end: datetime
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...]
    holidays: tuple[Holiday, ...]
    other_hours: tuple[OtherHours, ...]
    clock_changes: tuple[ClockChange, ...]


@dataclass(frozen=True)
class Reading:
    """A clock by one reading of its record's cells: the stretch it ran, and what follows."""

    stretch: Stretch
    state: str
    elapsed_seconds: float
    paused_seconds: float
    due_at: datetime | None  # the first instant the target is used up
    breach_at: datetime | None  # the last before it is exceeded
    at_risk_at: datetime | None  # the first at which it is at risk, as far as that is known
    due_if_resumed: datetime | None  # of a paused one, if it went on now


@dataclass(frozen=True)
class ExplainedClock:
    """A row of `sla_status`, what it was judged by, and how its figures came about.

    `readings` has the longest reading of the cells, then the shortest where that is another; none where there is
    nothing to count. `upcoming` is what will count from now until it is due, while it is not.
    """

    row: Any
    judgement: Judgement | None
    readings: tuple[Reading, ...]
    upcoming: Stretch | None

    @property
    def ever_breached(self) -> bool:
        """Whether it has used more than its target at any time; a window only passes."""
        return bool(self.row.elapsed_seconds > self.row.target_seconds) and not CLOCKS[self.row.clock].is_window


def explained_clock(
    row: Any, judgement: Judgement | None, pauses: Sequence[Pause], now: datetime, timezone: str
) -> ExplainedClock:
    """A row of `sla_status` explained by what it was judged by; days without a time are days of `timezone`."""
    if judgement is None or judgement.policy.target is None or pd.isna(row.elapsed_seconds):
        return ExplainedClock(row, judgement, (), None)
    stand = _Stand(judgement, judgement.policy.target, tuple(pauses), now, timezone, _is_done(row))
    readings = tuple(_reading(stand, *span) for span in dict.fromkeys(_spans(row, now, timezone)))
    return ExplainedClock(row, judgement, readings, _upcoming(row, stand, readings[0]))


@dataclass(frozen=True)
class _Stand:
    """What every reading of a clock has in common."""

    judgement: Judgement
    target: Target
    pauses: tuple[Pause, ...]
    now: datetime
    timezone: str
    is_done: bool


def _is_done(row: Any) -> bool:
    return not pd.isna(row.stop) and not row.is_reopened


def _spans(row: Any, now: datetime, timezone: str) -> list[tuple[datetime, datetime]]:
    """From the start to the end of a clock, by the longest and by the shortest reading of its cells."""
    moment, start = as_array([now]), as_array([row.start.to_pydatetime()])
    stop = moment if pd.isna(row.stop) else as_array([row.stop.to_pydatetime()])
    latest_start = latest(start, np.array([row.start_is_day]), moment, timezone)
    latest_end = latest(stop, np.array([row.stop_is_day]), moment, timezone) if _is_done(row) else moment
    return [(row.start.to_pydatetime(), instant_of(latest_end)), (instant_of(latest_start), instant_of(stop))]


def _reading(stand: _Stand, start: datetime, end: datetime) -> Reading:
    calendar, pauses = stand.judgement.calendar, as_pauses(stand.pauses)
    if pauses and stand.is_done:
        pauses = pauses.until(as_array([end]))
    times = _times(start, end, is_done=stand.is_done)
    found = judged(times, stand.judgement.policy, stand.target, calendar, as_array([stand.now]), stand.timezone, pauses)
    return Reading(
        stretch=_stretch(stand.judgement, start, end, _pauses_until(end, stand)),
        state=str(found.state[0]),
        elapsed_seconds=float(found.elapsed[0]),
        paused_seconds=float(found.paused[0]),
        due_at=known_instant(found.due),
        breach_at=known_instant(found.breach),
        at_risk_at=_at_risk_at(stand.judgement, as_array([start]), found.target, pauses),
        due_if_resumed=known_instant(found.due_if_resumed),
    )


def _pauses_until(end: datetime, stand: _Stand) -> tuple[Pause, ...]:
    """The pauses as far as a reading goes: one that outlasts a clock that has stopped ends with it."""
    if end == stand.now:
        return stand.pauses
    return tuple(replace(pause, end=pause.end or end) for pause in stand.pauses)


def _times(start: datetime, end: datetime, *, is_done: bool) -> ClockTimes:
    """One reading of a clock that can be judged, as the verdicts take it."""
    begin, until, no, nothing = as_array([start]), as_array([end]), np.array([False]), np.array([""])
    return ClockTimes(
        earliest_start=begin,
        latest_start=begin,
        earliest_end=until,
        latest_end=until,
        start_is_day=no,
        is_open=no,
        is_done=np.array([is_done]),
        is_reopened=no,
        unknown=nothing,
        needless=nothing,
        unrecorded=nothing,
    )


def _at_risk_at(judgement: Judgement, start: Instants, target: Seconds, pauses: Pauses | None) -> datetime | None:
    """When so much is used, or so little left, that a clock is at risk."""
    if judgement.is_earlier:
        return None
    policy, calendar = judgement.policy, judgement.calendar
    used = due_at(calendar, start, np.round(policy.at_risk_share * target, 6), pauses)
    if policy.minutes_left is None:
        return known_instant(used)
    spare = target - policy.minutes_left * 60
    few_left = np.where(spare < 0, start, breach_at(calendar, start, np.maximum(spare, 0), pauses))
    return known_instant(np.fmin(used, few_left))


def _stretch(judgement: Judgement, start: datetime, end: datetime, pauses: Sequence[Pause]) -> Stretch:
    hours, calendar = judgement.hours, judgement.calendar
    segments = counted_segments(calendar, start, end, pauses)
    return Stretch(
        start=start,
        end=end,
        segments=segments,
        pauses=pauses_within(calendar, start, end, pauses),
        holidays=holidays_within(hours, start, end) if hours else (),
        other_hours=other_hours_within(hours, start, end) if hours else (),
        clock_changes=clock_changes(judgement.timezone, segments),
    )


def _upcoming(row: Any, stand: _Stand, longest: Reading) -> Stretch | None:
    due = longest.due_at or longest.due_if_resumed
    if row.state not in _STILL_TO_COME or due is None or due <= stand.now:
        return None
    return _stretch(stand.judgement, stand.now, due, ())
