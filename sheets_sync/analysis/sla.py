"""The state of every escalation's clocks: met or missed, on track, at risk or breached. Rule: methods.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np
import pandas as pd
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
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.sla_clocks import ClockTimes, Flags, Words, clock_stops, clock_times
from sheets_sync.analysis.sla_policies import CLOCKS, Clock, SlaPolicy, SlaSettings, Target, WorkingDays

_NEVER = np.datetime64("NaT", "us")
_SOON = np.timedelta64(5, "D")
_FEW_DATES = 3
_WORD = "U32"  # wide enough for every state and reason


def sla_status(escalations: pd.DataFrame, settings: SlaSettings, now: datetime, *, timezone: str) -> pd.DataFrame:
    """The state of every clock of every escalation at `now`.

    `escalations` has one row per `escalation_id` (its index) in canonical fields; `<field>_is_day` marks an instant
    written as a day, and days are those of `timezone`. The answer has a row per escalation and clock, in their order:

        record_id, clock         what is judged
        is_open                  whether the escalation itself is, whatever its clocks say
        policy, calendar         the first policy that fits, by name; missing if none does
        state                    met, missed, breached, at_risk, on_track, not_applicable, uncertain, unknown
        clock_state              running, off_hours, stopped
        reason                   why it is unknown: start_missing, start_in_future, stop_before_start, stop_unrecorded,
                                 response_unrecorded; not applicable: no_policy, no_target; uncertain: day_without_time,
                                 reopened
        start, stop              as the tracker has them; stop_field is the field that stopped the clock
        start_is_day, stop_is_day, is_reopened
        elapsed_seconds          open time used, by the longest reading of the cells; least_seconds by the shortest
        target_seconds           open time allowed; left_seconds is what remains of it, negative when it is late
        target_days              the target as the policy has it, where it counts working dates
        due_at, breach_at        the first instant the target is used up, the last before it is exceeded
        open_days                how the target of a running clock spreads over dates, where they are few: (date, open
                                 seconds) for each
        paused_seconds           0 until pauses are known
        stop_in_future           the field that claims a stop after `now`, which is none: someone should mend it
    """
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    moment = np.array(now.astimezone(UTC).replace(tzinfo=None), dtype="datetime64[us]")
    parts = [_clock_status(escalations, clock, settings, moment, timezone) for clock in CLOCKS]
    by_escalation = np.arange(len(CLOCKS) * len(escalations)).reshape(len(CLOCKS), -1).T.ravel()
    return pd.concat(parts, ignore_index=True).take(by_escalation).reset_index(drop=True)


def open_clocks(status: pd.DataFrame) -> pd.DataFrame:
    """The rows of `sla_status` whose escalation is open and whose clock is not done."""
    return status[status["is_open"] & ~status["state"].isin(["met", "missed"])]


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


def _clock_status(
    escalations: pd.DataFrame, clock: Clock, settings: SlaSettings, now: Instants, timezone: str
) -> pd.DataFrame:
    policies = [policy for policy in settings.in_force if policy.clock == clock]
    stops = clock_stops(escalations, clock, now)
    times = clock_times(escalations, clock, stops, now, timezone)
    fit = _first_fit(escalations, policies)
    names = np.array(["", *(policy.name for policy in policies)])
    calendars = np.array(["", *(policy.calendar for policy in policies)])
    verdicts = _verdicts(times, policies, fit, settings, now)
    return pd.DataFrame(
        {
            "record_id": escalations.index.astype("str"),
            "clock": _text(np.full(len(escalations), clock)),
            "is_open": times.is_open,
            "policy": _text(names[fit + 1]),
            "calendar": _text(calendars[fit + 1]),
            "state": _text(verdicts.state),
            "clock_state": _text(verdicts.clock_state),
            "reason": _text(verdicts.reason),
            "start": _utc(times.earliest_start),
            "stop": _utc(stops.at),
            "stop_field": _text(stops.field),
            "start_is_day": times.start_is_day,
            "stop_is_day": stops.is_day,
            "is_reopened": times.is_reopened,
            "elapsed_seconds": verdicts.elapsed,
            "least_seconds": verdicts.least,
            "target_seconds": verdicts.target,
            "target_days": verdicts.target_days,
            "left_seconds": verdicts.target - verdicts.elapsed,
            "due_at": _utc(verdicts.due),
            "breach_at": _utc(verdicts.breach),
            "open_days": verdicts.open_days,
            "paused_seconds": np.where(np.isnan(verdicts.elapsed), np.nan, 0.0),
            "stop_in_future": _text(stops.future_field),
        }
    )


@dataclass(frozen=True)
class _Verdicts:
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
    def without_policy(cls, times: ClockTimes) -> "_Verdicts":
        """What can be said before a policy is looked at."""
        count = len(times.unknown)
        known = times.unknown == ""
        return cls(
            state=np.where(known, "not_applicable", "unknown").astype(_WORD),
            clock_state=np.full(count, "stopped", dtype=_WORD),
            reason=np.where(known, "no_policy", times.unknown).astype(_WORD),
            elapsed=np.full(count, np.nan),
            least=np.full(count, np.nan),
            target=np.full(count, np.nan),
            target_days=np.full(count, np.nan),
            due=np.full(count, _NEVER),
            breach=np.full(count, _NEVER),
            open_days=np.full(count, None),
        )

    def fill(self, rows: NDArray[np.intp], others: "_Verdicts") -> None:
        """Put the verdicts of some clocks into their rows."""
        for field in fields(self):
            getattr(self, field.name)[rows] = getattr(others, field.name)


def _verdicts(
    times: ClockTimes, policies: Sequence[SlaPolicy], fit: NDArray[np.intp], settings: SlaSettings, now: Instants
) -> _Verdicts:
    verdicts = _Verdicts.without_policy(times)
    for number, policy in enumerate(policies):
        rows = np.flatnonzero((fit == number) & (times.unknown == ""))
        if policy.target is None:
            verdicts.reason[rows] = "no_target"
        else:
            verdicts.fill(rows, _judged(times.of(rows), policy, policy.target, settings.calendar(policy.calendar), now))
    return verdicts


def _judged(
    times: ClockTimes, policy: SlaPolicy, target: Target, calendar: Calendar | None, now: Instants
) -> _Verdicts:
    """The verdicts on clocks that one policy fits."""
    longest = _figures(calendar, target, times.earliest_start, times.latest_end)
    state = _state(longest, times.is_done, policy)
    least, agreed = longest.elapsed.copy(), np.ones(len(state), dtype=bool)
    spread = (times.earliest_start != times.latest_start) | (times.earliest_end != times.latest_end)
    if spread.any():
        shortest = _figures(calendar, target, times.latest_start[spread], times.earliest_end[spread])
        least[spread] = shortest.elapsed
        agreed[spread] = state[spread] == _state(shortest, times.is_done[spread], policy)
    recorded = times.unrecorded == ""
    runs = ~times.is_done & recorded
    return _Verdicts(
        state=np.select([~recorded, ~agreed], ["unknown", "uncertain"], state),
        clock_state=np.where(runs, "running" if is_open(calendar, now) else "off_hours", "stopped"),
        reason=np.select(
            [~recorded, ~agreed & times.is_reopened, ~agreed], [times.unrecorded, "reopened", "day_without_time"], ""
        ),
        elapsed=np.where(recorded, longest.elapsed, np.nan),
        least=np.where(recorded, least, np.nan),
        target=longest.target,
        target_days=np.full(len(state), target.days if isinstance(target, WorkingDays) else np.nan),
        due=longest.due,
        breach=longest.breach,
        open_days=_spread(calendar, times.earliest_start, longest.due, runs & ~times.start_is_day),
    )


def _spread(calendar: Calendar | None, start: Instants, due: Instants, wanted: Flags) -> NDArray[np.object_]:
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
    return states(
        figures.elapsed,
        figures.target,
        is_done,
        at_risk_share=policy.at_risk_share,
        minutes_left=policy.minutes_left,
    )


def _first_fit(escalations: pd.DataFrame, policies: Sequence[SlaPolicy]) -> NDArray[np.intp]:
    """The number of the first policy that fits each escalation, or -1."""
    fit = np.full(len(escalations), -1, dtype=np.intp)
    for number, policy in reversed(list(enumerate(policies))):
        fits = np.ones(len(escalations), dtype=bool)
        for field, values in policy.when.items():
            fits &= _has_any(escalations, field, frozenset(values))
        fit[fits] = number
    return fit


def _has_any(escalations: pd.DataFrame, field: str, values: frozenset[str]) -> Flags:
    """Whether a field holds one of the values; of a list, any of them."""
    if field not in escalations:
        return np.zeros(len(escalations), dtype=bool)
    codes, distinct = pd.factorize(escalations[field])
    hits = [bool(values.intersection(entry if isinstance(entry, tuple) else (entry,))) for entry in distinct]
    return np.array([*hits, False], dtype=bool)[codes]  # what is missing has the code -1


def _text(words: Words) -> "pd.Series[str]":
    """A text column; '' is missing."""
    codes, distinct = pd.factorize(words)
    return pd.Series([word or None for word in distinct.tolist()], dtype="str").take(codes).reset_index(drop=True)


def _utc(instants: Instants) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(instants).tz_localize("UTC")
