"""When the clocks of records start and stop, as the tracker says or runs have seen. Rule: methods.md §2."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.sla_cells import (
    Flags,
    Words,
    all_alike,
    first_filled,
    flags,
    instants,
    is_unread,
    lacks_column,
    latest,
    local_days,
    says,
    words,
)
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock, ClockRule, Signs
from sheets_sync.analysis.sla_seen import Seen

_NEVER = np.datetime64("NaT", "us")
_CLOSED: Signs = {"status": ("resolved", "closed")}


@dataclass(frozen=True)
class Starts:
    """What started one clock of every record: the instant, or NaT where that is not known, and its field."""

    at: Instants
    field: Words
    is_day: Flags
    is_lost: Flags  # a cell that may have started it could not be read

    def local_days(self, timezone: str) -> NDArray[np.datetime64]:
        """The local date of each start; NaT where it is not known."""
        days = np.full(len(self.at), np.datetime64("NaT", "D"))
        known = ~np.isnat(self.at)
        days[known] = local_days(self.at[known], self.is_day[known], timezone).astype("datetime64[D]")
        return days


@dataclass(frozen=True)
class Stops:
    """What stopped one clock of every record: the instant, or NaT while it runs, and its field."""

    at: Instants
    field: Words
    is_day: Flags
    future_field: Words  # a field that claims a stop in the future, which is none


@dataclass(frozen=True)
class ClockTimes:
    """One clock of every record, from the shortest to the longest reading of its cells.

    The two differ where a cell names a day without a time, and where a matter was reopened at an unknown time.
    The end of a clock that still runs is now.
    """

    earliest_start: Instants
    latest_start: Instants
    earliest_end: Instants
    latest_end: Instants
    start_is_day: Flags
    is_open: Flags  # the matter itself: the escalation, the appeal, the feedback
    is_done: Flags
    is_reopened: Flags
    unknown: Words  # why it cannot be judged
    needless: Words  # why there is nothing to judge
    unrecorded: Words  # why it cannot still be running, although nothing says when it stopped

    def of(self, rows: NDArray[np.intp] | Flags) -> "ClockTimes":
        """The same for some of the records."""
        return ClockTimes(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def has_clock(records: pd.DataFrame, clock: Clock) -> Flags:
    """Whether each record has the clock at all: there is no appeal to decide where nothing says that there was one."""
    rule = CLOCKS[clock]
    if rule.begun is None:
        return np.ones(len(records), dtype=bool)
    starts, stops = _starts(records, clock), [instants(records, name) for name in rule.stops]
    has: Flags = np.logical_or.reduce([~np.isnat(at) for at in (starts.at, *stops)])
    has |= starts.is_lost & ~lacks_column(records, rule.starts[0]) | says(records, rule.begun)
    return has


def clock_starts(records: pd.DataFrame, clock: Clock, seen: Seen) -> Starts:
    """What started one clock of each record: an instant of the tracker, or else an answer that runs saw before the end.

    The field of what was seen begins with 'observed_'.
    """
    rule, starts = CLOCKS[clock], _starts(records, clock)
    if not rule.starts_anew:
        return starts
    at, field = seen.answers(starts.at)
    ends, _, _ = first_filled(records, rule.ends)
    is_late = (at >= ends) | (at >= seen.first_closed_at)
    counts = (starts.field == rule.starts[-1]) & ~starts.is_lost & ~np.isnat(at) & ~is_late
    return replace(
        starts,
        at=np.where(counts, at, starts.at),
        field=np.where(counts, field, starts.field),
        is_day=starts.is_day & ~counts,
    )


def _starts(records: pd.DataFrame, clock: Clock) -> Starts:
    names = CLOCKS[clock].starts
    at, field, is_day = first_filled(records, names)
    lost = np.zeros(len(records), dtype=bool)
    found = np.zeros(len(records), dtype=bool)
    for name in names:
        is_lost = flags(records, f"{name}_is_lost")
        # Without its column a later choice is none; the first choice would have held what was not told.
        lost |= is_lost if name == names[0] else is_lost & ~lacks_column(records, name) & ~found
        found |= field == name
    return Starts(at, field, is_day, lost)


def clock_stops(records: pd.DataFrame, clock: Clock, starts: Starts, now: Instants, seen: Seen) -> Stops:
    """What stopped one clock of each record by `now`: an instant of the tracker, or else what runs saw.

    The field of what was seen begins with 'observed_'.
    """
    rule = CLOCKS[clock]
    stops = _with_observed(_stops(records, rule.stops, rule, now, seen), records, rule, starts, seen)
    if not rule.starts_anew:
        return stops
    earlier_round = says(records, rule.reopened) & (stops.at <= starts.at)
    return replace(
        stops,
        at=np.where(earlier_round, _NEVER, stops.at),
        field=words([earlier_round], [""], stops.field),
        is_day=stops.is_day & ~earlier_round,
    )


def clock_times(
    records: pd.DataFrame, clock: Clock, starts: Starts, stops: Stops, now: Instants, timezone: str, seen: Seen
) -> ClockTimes:
    """When one clock of each record ran; days without a time are days of `timezone`."""
    rule = CLOCKS[clock]
    ends = stops if rule.stops == rule.ends else _stops(records, rule.ends, rule, now, seen)
    latest_stop = latest(stops.at, stops.is_day, now, timezone)
    has_stop = ~np.isnat(stops.at)
    is_reopened = has_stop & says(records, rule.reopened) & (rule.stops == rule.ends)
    is_done = has_stop & ~is_reopened
    outlasted = (stops.at <= starts.at) & rule.starts_anew
    return ClockTimes(
        earliest_start=starts.at,
        latest_start=latest(starts.at, starts.is_day, now, timezone),
        earliest_end=np.where(has_stop, stops.at, now),
        latest_end=np.where(is_done, latest_stop, now),
        start_is_day=starts.is_day,
        is_open=~_is_closed(records, rule, ends),
        is_done=is_done,
        is_reopened=is_reopened,
        unknown=words(
            [starts.is_lost, np.isnat(starts.at), starts.at > now, (latest_stop < starts.at) & ~outlasted],
            ["start_lost", "start_missing", "start_in_future", "stop_before_start"],
        ),
        needless=words([outlasted], ["no_update_due"]),
        unrecorded=_unrecorded(records, rule, stops, ends, seen),
    )


def earlier_ends(records: pd.DataFrame, clock: Clock, seen: Seen) -> list[Instants]:
    """When the tracker says each matter was done that runs have seen reopened since; a day alone says too little."""
    rule = CLOCKS[clock]
    given = {name: instants(records, name) for name in rule.ends} if rule.reopened else {}
    return [
        np.where((at <= seen.reopened_at) & ~flags(records, f"{name}_is_day"), at, _NEVER) for name, at in given.items()
    ]


def _stops(records: pd.DataFrame, names: tuple[str, ...], rule: ClockRule, now: Instants, seen: Seen) -> Stops:
    """What the tracker says; an end from before the matter was seen to be reopened is none."""
    after = dict.fromkeys(rule.ends, seen.reopened_at) if rule.reopened else {}
    at, field, is_day = first_filled(records, names, now, after)
    future = all_alike("", len(records))
    for name in reversed(names):
        future = words([instants(records, name) > now], [name], future)
    return Stops(at, field, is_day, future)


def _with_observed(stops: Stops, records: pd.DataFrame, rule: ClockRule, starts: Starts, seen: Seen) -> Stops:
    """The stops, and where nothing was written down what runs saw; a cell that cannot be read was written."""
    if rule.observed is None or seen.observed is None:
        return stops
    if rule.observed == "answer":
        at, field = seen.answers(starts.at)
    else:
        at = np.where(says(records, _CLOSED), seen.closed_at, _NEVER)
        field = all_alike("observed_closing", len(at))
    counts = np.isnat(stops.at) & (stops.future_field == "") & ~is_unread(records, rule.stops) & ~np.isnat(at)
    return replace(
        stops,
        at=np.where(counts, at, stops.at),
        field=np.where(counts, field, stops.field),
    )


def _is_closed(records: pd.DataFrame, rule: ClockRule, ends: Stops) -> Flags:
    """Whether a matter is over, by its words or because the tracker says when."""
    says_done = says(records, rule.done) & (ends.future_field == "")
    closed: Flags = says_done | ~np.isnat(ends.at) & ~says(records, rule.reopened)
    return closed


def _unrecorded(records: pd.DataFrame, rule: ClockRule, stops: Stops, ends: Stops, seen: Seen) -> Words:
    """Why a clock that nothing has stopped cannot be said to run: what is done, or unreadable, may have stopped it.

    An end in the future is none, so that its clock runs on; a first response in the future cannot come any more once
    the matter is done. What was done at first sight had been answered before, even where it was reopened since.
    """
    ends_the_matter = rule.stops == rule.ends
    is_claimed = stops.future_field != ""
    is_done = says(records, rule.done) | ~np.isnat(ends.at) | (seen.done_first & (not ends_the_matter))
    status_lost = flags(records, "status_is_lost") & ends_the_matter & ("status" in rule.done)
    done = "stop_unrecorded" if ends_the_matter else "response_unrecorded"
    return words(
        [
            ~np.isnat(stops.at) | is_claimed & (ends_the_matter | ~is_done),
            is_claimed,
            is_done,
            _is_lost(records, rule),
            status_lost,
        ],
        ["", "response_in_future", done, "stop_lost", "status_lost"],
    )


def _is_lost(records: pd.DataFrame, rule: ClockRule) -> Flags:
    """Whether a cell that may stop the clock could not be read, or no column could have stopped it.

    For what ends the matter a readable status stands in for missing columns.
    """
    lost = np.array([flags(records, f"{field}_is_lost") for field in rule.stops])
    has_column = ~lost.all(axis=1)
    says_open = says(records, rule.going_on) & (rule.stops == rule.ends)
    is_lost: Flags = np.asarray(lost[has_column].any(axis=0)) if has_column.any() else ~says_open
    return is_lost
