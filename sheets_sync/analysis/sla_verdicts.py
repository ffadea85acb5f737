"""What became of a clock: how much of its target it has used, and the state that follows. Rule: methods.md §2."""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sheets_sync.analysis.business_hours import (
    Instants,
    Seconds,
    breach_at,
    due_after_days,
    due_at,
    elapsed_seconds,
    is_open,
    open_by_day,
)
from sheets_sync.analysis.opening_hours import Calendar, always_open
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import Flags, Words, all_alike, gathered, words
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_clocks import ClockTimes
from sheets_sync.analysis.sla_policies import SlaPolicy
from sheets_sync.analysis.sla_targets import Target, WorkingDays

_NEVER = np.datetime64("NaT", "us")
_SOON = np.timedelta64(5, "D")
_FEW_DATES = 3
_PASSED = "not_applicable"  # the state of a window that nobody used


@dataclass(frozen=True)
class Verdicts:
    """What became of each clock; filled policy by policy."""

    state: Words
    clock_state: Words
    reason: Words
    elapsed: Seconds
    least: Seconds
    target: Seconds
    target_days: NDArray[np.float64]
    due: Instants
    breach: Instants
    paused: Seconds
    due_if_resumed: Instants
    open_days: NDArray[np.object_]

    @classmethod
    def without_policy(cls, times: ClockTimes) -> "Verdicts":
        """What can be said before a policy is looked at."""
        count = len(times.unknown)
        return cls(
            state=words([times.unknown == ""], ["not_applicable"], "unknown"),
            clock_state=all_alike("stopped", count),
            reason=words([times.unknown != "", times.needless != ""], [times.unknown, times.needless], "no_policy"),
            elapsed=np.full(count, np.nan),
            least=np.full(count, np.nan),
            target=np.full(count, np.nan),
            target_days=np.full(count, np.nan),
            due=np.full(count, _NEVER),
            breach=np.full(count, _NEVER),
            paused=np.full(count, np.nan),
            due_if_resumed=np.full(count, _NEVER),
            open_days=np.full(count, None),
        )

    def fill(self, rows: NDArray[np.intp], others: "Verdicts") -> None:
        """Put the verdicts of some clocks into their rows."""
        for field in fields(self):
            getattr(self, field.name)[rows] = getattr(others, field.name)


def states(
    elapsed_seconds: ArrayLike,
    target_seconds: ArrayLike,
    is_done: ArrayLike,
    *,
    at_risk_share: float,
    minutes_left: float | None = None,
    is_paused: ArrayLike = False,
) -> Words:
    """The state of each clock that can be judged; what is used up exactly is still within the target.

    What is breached stays so while it is paused.
    """
    elapsed, target = np.asarray(elapsed_seconds, dtype=np.float64), np.asarray(target_seconds, dtype=np.float64)
    done = np.asarray(is_done, dtype=bool)
    late = elapsed > target
    # To the microsecond, as the elapsed time is: 0.14 × 3600 is a little more than 504.
    near = elapsed >= np.round(at_risk_share * target, 6)
    if minutes_left is not None:
        near |= target - elapsed < minutes_left * 60
    paused = np.asarray(is_paused, dtype=bool)
    return words(
        [done & late, done, late, paused, near], ["missed", "met", "breached", "paused", "at_risk"], "on_track"
    )


def judged(
    times: ClockTimes,
    policy: SlaPolicy,
    target: Target,
    calendar: Calendar | None,
    now: Instants,
    timezone: str,
    pauses: Pauses | None = None,
) -> Verdicts:
    """The verdicts on clocks that one policy fits; what is open day and night is told by dates of `timezone`."""
    count = len(times.is_done)
    pauses = pauses.until(np.where(times.is_done, times.latest_end, _NEVER)) if pauses else None
    stands = pauses.lasting(count) if pauses else np.zeros(count, dtype=bool)
    longest = _figures(calendar, target, times.earliest_start, times.latest_end, pauses)
    state = _state(longest, times.is_done, policy, stands)
    least, agreed = longest.elapsed.copy(), np.ones(count, dtype=bool)
    spread = (times.earliest_start != times.latest_start) | (times.earliest_end != times.latest_end)
    if spread.any():
        some = pauses.of(np.flatnonzero(spread), count) if pauses else None
        shortest = _figures(calendar, target, times.latest_start[spread], times.earliest_end[spread], some)
        least[spread] = shortest.elapsed
        agreed[spread] = state[spread] == _state(shortest, times.is_done[spread], policy, stands[spread])
    recorded, passed = times.unrecorded == "", state == _PASSED
    runs = ~times.is_done & recorded & ~passed
    is_paused = (state == "paused") & recorded & agreed
    return Verdicts(
        state=words([~recorded, ~agreed], ["unknown", "uncertain"], state),
        clock_state=words([~runs, stands], ["stopped", "paused"], "running" if is_open(calendar, now) else "off_hours"),
        reason=words(
            [~recorded, ~agreed & times.is_reopened, ~agreed, passed],
            [times.unrecorded, "reopened", "day_without_time", "window_passed"],
        ),
        elapsed=np.where(recorded, longest.elapsed, np.nan),
        least=np.where(recorded, least, np.nan),
        target=longest.target,
        target_days=np.full(count, target.days if isinstance(target, WorkingDays) else np.nan),
        due=np.where(is_paused, _NEVER, longest.due),
        breach=np.where(is_paused, _NEVER, longest.breach),
        paused=np.where(recorded, longest.paused, np.nan),
        due_if_resumed=_due_if_resumed(calendar, target, times.earliest_start, pauses, np.flatnonzero(is_paused), now),
        open_days=_spread(
            calendar or always_open(timezone),
            times.earliest_start,
            longest.due,
            runs & ~times.start_is_day & ~(longest.paused > 0),
        ),
    )


def _due_if_resumed(
    calendar: Calendar | None,
    target: Target,
    start: Instants,
    pauses: Pauses | None,
    rows: NDArray[np.intp],
    now: Instants,
) -> Instants:
    """When paused clocks would be due if they went on now; that is now where nothing is left."""
    due = np.full(len(start), _NEVER)
    if pauses and len(rows):
        over = pauses.of(rows, len(start)).until(np.full(len(rows), now))
        due[rows] = np.maximum(_due(calendar, target, start[rows], over), now)
    return due


def _spread(calendar: Calendar, start: Instants, due: Instants, wanted: Flags) -> NDArray[np.object_]:
    """How the open time up to the due instant spreads over dates, where that can be said in a few."""
    rows = np.flatnonzero(wanted & (due - start < _SOON))
    found = open_by_day(calendar, start[rows], due[rows])
    worked = found.seconds > 0
    told = worked & (np.bincount(found.record[worked], minlength=len(rows)) <= _FEW_DATES)[found.record]
    days = tuple(zip(found.day[told].tolist(), found.seconds[told].tolist(), strict=True))
    return gathered(rows[found.record[told]], days, len(start))


class _Figures(NamedTuple):
    """What clocks have used and may use, how long they stood still, and when their targets are up."""

    elapsed: Seconds
    target: Seconds
    due: Instants
    breach: Instants
    paused: Seconds


def _figures(
    calendar: Calendar | None, target: Target, start: Instants, end: Instants, pauses: Pauses | None
) -> _Figures:
    due = _due(calendar, target, start, pauses)
    if isinstance(target, WorkingDays):
        # What was paused moves the due time, and is no part of the target.
        seconds = elapsed_seconds(calendar, start, _due(calendar, target, start, None) if pauses else due)
    else:
        seconds = np.full(len(start), target.seconds)
    elapsed = elapsed_seconds(calendar, start, end, pauses)
    paused = elapsed_seconds(calendar, start, end) - elapsed if pauses else np.where(np.isnan(elapsed), np.nan, 0.0)
    return _Figures(elapsed, seconds, due, breach_at(calendar, start, seconds, pauses), paused)


def _due(calendar: Calendar | None, target: Target, start: Instants, pauses: Pauses | None) -> Instants:
    if isinstance(target, WorkingDays):
        return due_after_days(calendar, start, target.days, pauses)
    return due_at(calendar, start, np.full(len(start), target.seconds), pauses)


def _state(figures: _Figures, is_done: Flags, policy: SlaPolicy, stands: Flags) -> Words:
    found = states(
        figures.elapsed,
        figures.target,
        is_done,
        at_risk_share=policy.at_risk_share,
        minutes_left=policy.minutes_left,
        is_paused=stands,
    )
    # Who lets a window pass has broken nothing.
    return np.where(found == "breached", _PASSED, found) if CLOCKS[policy.clock].is_window else found
