"""The state of every record's clocks: met or missed, on track, at risk or breached. Rule: methods.md §2."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from pandas.api.extensions import ExtensionArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import History
from sheets_sync.analysis.instants import as_utc
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import Words
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_clocks import (
    ClockTimes,
    Starts,
    Stops,
    clock_starts,
    clock_stops,
    clock_times,
    earlier_ends,
    has_clock,
)
from sheets_sync.analysis.sla_fitting import first_fit, lacks_priority
from sheets_sync.analysis.sla_legs import Legs, legs_of
from sheets_sync.analysis.sla_paused_by import paused_by
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_seen import Seen
from sheets_sync.analysis.sla_verdicts import Verdicts, judged

WORST_FIRST = ("breached", "at_risk", "uncertain", "on_track", "paused", "unknown", "not_applicable")


def sla_status(
    records: pd.DataFrame,
    settings: SlaSettings,
    now: datetime,
    *,
    timezone: str,
    tracker: str = "escalations",
    history: History | None = None,
) -> pd.DataFrame:
    """The state of every clock of every record of a tracker at `now`, for the clocks that `settings` judge.

    `records` has one row per id (its index) in canonical fields; `<field>_is_day` marks an instant written as a day,
    `<field>_is_lost` one that could not be read or has no column, and `status_is_lost` a status that could not be
    read; days are those of `timezone`. `history` is what runs, this one included, have seen of the tracker. The answer
    has a row per record and clock, in their order; a case has the clocks of its appeal once there is one:

        tracker, record_id, clock   what is judged
        is_open                  whether the matter itself is (escalation, appeal, feedback), whatever its clocks say
        policy, calendar         the first policy that fits, by name; missing if none does
        state                    met, missed, breached, paused, at_risk, on_track, not_applicable, uncertain, unknown
        clock_state              running, off_hours, paused, stopped
        reason                   why it is unknown: start_missing, start_lost, start_in_future, stop_before_start,
                                 stop_unrecorded, response_unrecorded, response_in_future (and it is done), stop_lost,
                                 status_lost; not applicable: no_policy, no_priority, no_target, no_update_due (the
                                 last update came with the end or after it), window_passed (nobody used it); uncertain:
                                 day_without_time, reopened
        start, stop              as the tracker has them; start_field and stop_field are the fields they stand in. What
                                 only runs have seen has the field observed_status, observed_owner (either stands for
                                 an answer) or observed_closing
        start_is_day, stop_is_day, is_reopened
        elapsed_seconds          open time used, by the longest reading of the cells; least_seconds by the shortest
        target_seconds           open time allowed; left_seconds is what remains of it, negative when it is late
        target_days              the target as the policy has it, where it counts working dates
        due_at, breach_at        the first instant the target is used up, the last before it is exceeded
        open_days                how the target of a running clock spreads over dates, where they are few: (date, open
                                 seconds) for each
        paused_seconds           open time in which it stood still, by the longest reading: while the status that runs
                                 have seen is one of the policy's `pauses_on`, and from its end until it was reopened
        paused_by                how that splits: (reason, open seconds) for each of these statuses and, first, for
                                 'done_until_reopened', which counts where both hold; missing where nothing was paused
        due_if_resumed           of a paused clock, which has no due time: when it would be due if it went on now
        legs                     of a resolution or feedback's answer that changed hands: (team, open seconds) for each
                                 team it was with, in order of time
        stop_in_future           the field that claims a stop after `now`, which is none: someone should mend it
        given_at, today_state    missing; filled by `sla_frozen` where a verdict stands that was given by other rules
    """
    moment = as_moment(now)
    seen = Seen.of(records, history)
    parts, places = [], []
    for clock in settings.clocks_of(tracker):
        has = has_clock(records, clock)
        some = (records, seen) if has.all() else (records[has], seen.some(has))
        parts.append(clock_status(*some, clock, settings, moment, timezone))
        places.append(np.flatnonzero(has))
    by_record = np.argsort(np.concatenate(places), kind="stable")
    return pd.concat(parts, ignore_index=True).take(by_record).reset_index(drop=True)


def open_clocks(status: pd.DataFrame) -> pd.DataFrame:
    """The rows of `sla_status` that wait for somebody: open and not done.

    A window does only while it is about to close; an update that no policy asks for does not, as its escalation's
    other clocks do.
    """
    windows = [clock for clock, rule in CLOCKS.items() if rule.is_window]
    waits = ~status["clock"].isin(windows) | (status["state"] == "at_risk")
    may_be_asked = status["policy"].notna() | (status["reason"] == "no_priority")
    waits &= (status["clock"] != "next_update") | may_be_asked
    return status[status["is_open"] & ~status["state"].isin(["met", "missed"]) & waits]


def worst_states(status: pd.DataFrame) -> "pd.Series[str]":
    """The worst state of every open escalation's clocks, by `record_id`; an escalation counts once."""
    ranks = {state: rank for rank, state in enumerate(WORST_FIRST)}
    clocks = open_clocks(status[status["tracker"] == "escalations"])
    ranked = clocks.assign(rank=clocks["state"].map(ranks)).sort_values(["rank", "record_id"], kind="stable")
    return ranked.drop_duplicates("record_id").set_index("record_id")["state"]


def as_moment(now: datetime) -> Instants:
    """An aware instant as arithmetic takes it."""
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    return np.array(now.astimezone(UTC).replace(tzinfo=None), dtype="datetime64[us]")


def clock_status(
    records: pd.DataFrame,
    seen: Seen,
    clock: Clock,
    settings: SlaSettings,
    now: Instants,
    timezone: str,
    fit: NDArray[np.intp] | None = None,
) -> pd.DataFrame:
    """The rows of `sla_status` for one clock of records that all have it, in their order.

    `fit` is the place of each record's policy among those of the clock, or -1; without it the first that fits counts.
    """
    policies = [policy for policy in settings.in_force if policy.clock == clock]
    starts = clock_starts(records, clock, seen)
    stops = clock_stops(records, clock, starts, now, seen)
    times = clock_times(records, clock, starts, stops, now, timezone, seen)
    if fit is None:
        fit = first_fit(records, starts, policies, settings, timezone)
    ends = earlier_ends(records, clock, seen)
    reasons = {on: seen.pauses_by_reason(on, ends) for on in {one.pauses_on for one in policies}}
    stills = {on: Pauses.joined(found.values()) if found else None for on, found in reasons.items()}
    verdicts = _verdicts(times, policies, fit, stills, settings, now, timezone)
    has_legs = ~np.isnan(verdicts.elapsed) & CLOCKS[clock].spans_the_matter
    legs = _legs(seen, times, policies, np.where(has_legs, fit, -1), stills, settings)
    verdicts.reason[(verdicts.reason == "no_policy") & lacks_priority(records, policies)] = "no_priority"
    only = np.zeros(len(records), dtype=np.intp)
    return pd.DataFrame(
        {
            "tracker": _named(only, [CLOCKS[clock].tracker]),
            "record_id": records.index.astype("str"),
            "clock": _named(only, [clock]),
            "is_open": times.is_open,
            "policy": _named(fit, [policy.name for policy in policies]),
            "calendar": _named(fit, [policy.calendar for policy in policies]),
            **_time_columns(starts, stops, times),
            **_verdict_columns(verdicts),
            "paused_by": paused_by(verdicts.paused, times, policies, fit, reasons, settings),
            "legs": legs,
            "given_at": as_utc(np.full(len(records), np.datetime64("NaT", "us"))),
            "today_state": _named(np.full(len(records), -1), []),
        }
    )


def _time_columns(starts: Starts, stops: Stops, times: ClockTimes) -> dict[str, ArrayLike | ExtensionArray]:
    """The columns that say when clocks ran."""
    return {
        "start": as_utc(starts.at),
        "start_field": _text(starts.field),
        "start_is_day": times.start_is_day,
        "stop": as_utc(stops.at),
        "stop_field": _text(stops.field),
        "stop_is_day": stops.is_day,
        "stop_in_future": _text(stops.future_field),
        "is_reopened": times.is_reopened,
    }


def _verdict_columns(verdicts: Verdicts) -> dict[str, ArrayLike | ExtensionArray]:
    """The columns that say what came of it."""
    return {
        "state": _text(verdicts.state),
        "clock_state": _text(verdicts.clock_state),
        "reason": _text(verdicts.reason),
        "elapsed_seconds": verdicts.elapsed,
        "least_seconds": verdicts.least,
        "target_seconds": verdicts.target,
        "target_days": verdicts.target_days,
        "left_seconds": verdicts.target - verdicts.elapsed,
        "due_at": as_utc(verdicts.due),
        "breach_at": as_utc(verdicts.breach),
        "open_days": verdicts.open_days,
        "paused_seconds": verdicts.paused,
        "due_if_resumed": as_utc(verdicts.due_if_resumed),
    }


def _verdicts(
    times: ClockTimes,
    policies: Sequence[SlaPolicy],
    fit: NDArray[np.intp],
    stills: Mapping[tuple[str, ...], Pauses | None],
    settings: SlaSettings,
    now: Instants,
    timezone: str,
) -> Verdicts:
    verdicts = Verdicts.without_policy(times)
    to_judge = (times.unknown == "") & (times.needless == "")
    for number, policy in enumerate(policies):
        rows = np.flatnonzero((fit == number) & to_judge)
        if policy.target is None:
            verdicts.reason[rows] = "no_target"
        else:
            calendar = settings.calendar(policy.calendar)
            paused = stills[policy.pauses_on]
            pauses = paused.of(rows, len(fit)) if paused else None
            verdicts.fill(rows, judged(times.of(rows), policy, policy.target, calendar, now, timezone, pauses))
    return verdicts


def _legs(
    seen: Seen,
    times: ClockTimes,
    policies: Sequence[SlaPolicy],
    fit: NDArray[np.intp],
    stills: Mapping[tuple[str, ...], Pauses | None],
    settings: SlaSettings,
) -> Legs:
    found = np.full(len(fit), None)
    if not (fit >= 0).any():
        return found
    legs = seen.legs()
    of_policy = fit[legs["record"]]
    for number in np.unique(of_policy[of_policy >= 0]).tolist():
        own = legs[of_policy == number]
        rows, place = np.unique(own["record"], return_inverse=True)
        paused = stills[policies[number].pauses_on]
        pauses = paused.of(rows, len(fit)) if paused else None
        calendar, ran = settings.calendar(policies[number].calendar), times.of(rows)
        found[rows] = legs_of(own.assign(record=place), calendar, ran.earliest_start, ran.latest_end, pauses)
    return found


def _text(words: Words) -> ExtensionArray:
    """A text column; '' is missing."""
    return pd.array(np.where(words == "", np.nan, words), dtype="str")


def _named(numbers: NDArray[np.intp], names: Sequence[str | None]) -> ExtensionArray:
    """The name each number stands for; -1 is missing."""
    return pd.array([*names, None], dtype="str").take(numbers)
