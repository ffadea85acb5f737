"""What became of a clock: how much of its target it has used, and the state that follows. Rule: methods.md §2."""

from dataclasses import dataclass, fields
from datetime import date
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
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_clocks import ClockTimes, Flags, Words
from sheets_sync.analysis.sla_policies import SlaPolicy
from sheets_sync.analysis.sla_targets import Target, WorkingDays

_NEVER = np.datetime64("NaT", "us")
_SOON = np.timedelta64(5, "D")
_FEW_DATES = 3
_PASSED = "not_applicable"  # the state of a window that nobody used
_WORD = "U32"  # wide enough for every state and reason


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
    open_days: NDArray[np.object_]

    @classmethod
    def without_policy(cls, times: ClockTimes) -> "Verdicts":
        """What can be said before a policy is looked at."""
        count = len(times.unknown)
        return cls(
            state=np.where(times.unknown == "", "not_applicable", "unknown").astype(_WORD),
            clock_state=np.full(count, "stopped", dtype=_WORD),
            reason=np.select(
                [times.unknown != "", times.needless != ""], [times.unknown, times.needless], "no_policy"
            ).astype(_WORD),
            elapsed=np.full(count, np.nan),
            least=np.full(count, np.nan),
            target=np.full(count, np.nan),
            target_days=np.full(count, np.nan),
            due=np.full(count, _NEVER),
            breach=np.full(count, _NEVER),
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
) -> Words:
    """The state of each clock that can be judged; what is used up exactly is still within the target."""
    elapsed, target = np.asarray(elapsed_seconds, dtype=np.float64), np.asarray(target_seconds, dtype=np.float64)
    done = np.asarray(is_done, dtype=bool)
    late = elapsed > target
    # To the microsecond, as the elapsed time is: 0.14 × 3600 is a little more than 504.
    near = elapsed >= np.round(at_risk_share * target, 6)
    if minutes_left is not None:
        near |= target - elapsed < minutes_left * 60
    return np.select([done & late, done, late, near], ["missed", "met", "breached", "at_risk"], "on_track")


def judged(
    times: ClockTimes, policy: SlaPolicy, target: Target, calendar: Calendar | None, now: Instants, timezone: str
) -> Verdicts:
    """The verdicts on clocks that one policy fits; what is open day and night is told by dates of `timezone`."""
    longest = _figures(calendar, target, times.earliest_start, times.latest_end)
    state = _state(longest, times.is_done, policy)
    least, agreed = longest.elapsed.copy(), np.ones(len(state), dtype=bool)
    spread = (times.earliest_start != times.latest_start) | (times.earliest_end != times.latest_end)
    if spread.any():
        shortest = _figures(calendar, target, times.latest_start[spread], times.earliest_end[spread])
        least[spread] = shortest.elapsed
        agreed[spread] = state[spread] == _state(shortest, times.is_done[spread], policy)
    recorded, passed = times.unrecorded == "", state == _PASSED
    runs = ~times.is_done & recorded & ~passed
    return Verdicts(
        state=np.select([~recorded, ~agreed], ["unknown", "uncertain"], state),
        clock_state=np.where(runs, "running" if is_open(calendar, now) else "off_hours", "stopped"),
        reason=np.select(
            [~recorded, ~agreed & times.is_reopened, ~agreed, passed],
            [times.unrecorded, "reopened", "day_without_time", "window_passed"],
            "",
        ),
        elapsed=np.where(recorded, longest.elapsed, np.nan),
        least=np.where(recorded, least, np.nan),
        target=longest.target,
        target_days=np.full(len(state), target.days if isinstance(target, WorkingDays) else np.nan),
        due=longest.due,
        breach=longest.breach,
        open_days=_spread(
            calendar or always_open(timezone), times.earliest_start, longest.due, runs & ~times.start_is_day
        ),
    )


def _spread(calendar: Calendar, start: Instants, due: Instants, wanted: Flags) -> NDArray[np.object_]:
    """How the open time up to the due instant spreads over dates, where that can be said in a few."""
    rows = np.flatnonzero(wanted & (due - start < _SOON))
    found = open_by_day(calendar, start[rows], due[rows])
    worked = found.seconds > 0
    days: dict[int, tuple[tuple[date, float], ...]] = {}
    for row, *day in zip(rows[found.record[worked]], found.day[worked].tolist(), found.seconds[worked], strict=True):
        days[row] = (*days.get(row, ()), tuple(day))
    spread = np.full(len(start), None)
    for row, dates in days.items():
        spread[row] = dates if len(dates) <= _FEW_DATES else None
    return spread


class _Figures(NamedTuple):
    """What clocks have used and may use, and when that is up."""

    elapsed: Seconds
    target: Seconds
    due: Instants
    breach: Instants


def _figures(calendar: Calendar | None, target: Target, start: Instants, end: Instants) -> _Figures:
    if isinstance(target, WorkingDays):
        due = due_after_days(calendar, start, target.days)
        seconds = elapsed_seconds(calendar, start, due)
    else:
        seconds = np.full(len(start), target.seconds)
        due = due_at(calendar, start, seconds)
    return _Figures(elapsed_seconds(calendar, start, end), seconds, due, breach_at(calendar, start, seconds))


def _state(figures: _Figures, is_done: Flags, policy: SlaPolicy) -> Words:
    found = states(
        figures.elapsed,
        figures.target,
        is_done,
        at_risk_share=policy.at_risk_share,
        minutes_left=policy.minutes_left,
    )
    # Who lets a window pass has broken nothing.
    return np.where(found == "breached", _PASSED, found) if CLOCKS[policy.clock].is_window else found
