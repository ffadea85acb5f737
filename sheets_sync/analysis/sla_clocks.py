"""When the clocks of records start and stop, as the tracker says or runs have seen. Rule: methods.md §2."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.local_time import DAY, local_clock
from sheets_sync.analysis.sla_clock_rules import ANY_VALUE, CLOCKS, Clock, ClockRule, Signs
from sheets_sync.analysis.sla_seen import Seen

Flags = NDArray[np.bool_]
Words = NDArray[np.str_]  # '' where there is nothing to say

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
        days[known] = _local_days(self.at[known], self.is_day[known], timezone).astype("datetime64[D]")
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
    starts, stops = clock_starts(records, clock), [_instants(records, name) for name in rule.stops]
    has: Flags = np.logical_or.reduce([~np.isnat(at) for at in (starts.at, *stops)])
    has |= starts.is_lost & ~lacks_column(records, rule.starts[0]) | _says(records, rule.begun)
    return has


def lacks_column(records: pd.DataFrame, name: str) -> Flags:
    """Whether the tab a record stands in has no column for an instant: there it is lost in every row."""
    lost = _flags(records, f"{name}_is_lost")
    if not lost.any() or "source_tab" not in records:
        return np.full(len(lost), bool(lost.all()))
    tab = records.groupby(["source_workbook", "source_tab"], sort=False, dropna=False).ngroup().to_numpy()
    has_some = np.zeros(tab.max() + 1, dtype=bool)
    has_some[tab[~lost]] = True
    return ~has_some[tab]


def clock_starts(records: pd.DataFrame, clock: Clock) -> Starts:
    """What started one clock of each record."""
    names = CLOCKS[clock].starts
    at, field, is_day = _first_filled(records, names)
    lost = np.zeros(len(records), dtype=bool)
    for number, name in enumerate(names):
        is_lost = _flags(records, f"{name}_is_lost").copy()
        # Without its column a later choice is none; the first choice would have held what was not told.
        if number > 0:
            is_lost &= ~lacks_column(records, name) & ~np.isin(field, names[:number])
        lost |= is_lost
    return Starts(at, field, is_day, lost)


def clock_stops(records: pd.DataFrame, clock: Clock, starts: Starts, now: Instants, seen: Seen) -> Stops:
    """What stopped one clock of each record by `now`: an instant of the tracker, or else what runs saw.

    The field of what was seen begins with 'observed_'.
    """
    rule = CLOCKS[clock]
    stops = _with_observed(_stops(records, rule.stops, rule, now, seen), records, rule, starts, seen)
    if not rule.starts_anew:
        return stops
    earlier_round = _says(records, rule.reopened) & (stops.at <= starts.at)
    return replace(
        stops,
        at=np.where(earlier_round, _NEVER, stops.at),
        field=np.where(earlier_round, "", stops.field),
        is_day=stops.is_day & ~earlier_round,
    )


def clock_times(
    records: pd.DataFrame, clock: Clock, starts: Starts, stops: Stops, now: Instants, timezone: str, seen: Seen
) -> ClockTimes:
    """When one clock of each record ran; days without a time are days of `timezone`."""
    rule = CLOCKS[clock]
    ends = stops if rule.stops == rule.ends else _stops(records, rule.ends, rule, now, seen)
    latest_stop = _latest(stops.at, stops.is_day, now, timezone)
    has_stop = ~np.isnat(stops.at)
    is_reopened = has_stop & _says(records, rule.reopened) & (rule.stops == rule.ends)
    is_done = has_stop & ~is_reopened
    outlasted = (stops.at <= starts.at) & rule.starts_anew
    return ClockTimes(
        earliest_start=starts.at,
        latest_start=_latest(starts.at, starts.is_day, now, timezone),
        earliest_end=np.where(has_stop, stops.at, now),
        latest_end=np.where(is_done, latest_stop, now),
        start_is_day=starts.is_day,
        is_open=~_is_closed(records, rule, ends) & ~(_instants(records, rule.starts[-1]) > now),
        is_done=is_done,
        is_reopened=is_reopened,
        unknown=np.select(
            [starts.is_lost, np.isnat(starts.at), starts.at > now, (latest_stop < starts.at) & ~outlasted],
            ["start_lost", "start_missing", "start_in_future", "stop_before_start"],
            "",
        ),
        needless=np.where(outlasted, "no_update_due", ""),
        unrecorded=_unrecorded(records, rule, stops, ends),
    )


def earlier_ends(records: pd.DataFrame, clock: Clock, seen: Seen) -> list[Instants]:
    """When the tracker says each matter was done that runs have seen reopened since; a day alone says too little."""
    rule = CLOCKS[clock]
    given = {name: _instants(records, name) for name in rule.ends} if rule.reopened else {}
    return [
        np.where((at <= seen.reopened_at) & ~_flags(records, f"{name}_is_day"), at, _NEVER)
        for name, at in given.items()
    ]


def _stops(records: pd.DataFrame, names: tuple[str, ...], rule: ClockRule, now: Instants, seen: Seen) -> Stops:
    """What the tracker says; an end from before the matter was seen to be reopened is none."""
    after = dict.fromkeys(rule.ends, seen.reopened_at) if rule.reopened else {}
    at, field, is_day = _first_filled(records, names, now, after)
    future = np.full(len(records), "")
    for name in reversed(names):
        future = np.where(_instants(records, name) > now, name, future)
    return Stops(at, field, is_day, future)


def _with_observed(stops: Stops, records: pd.DataFrame, rule: ClockRule, starts: Starts, seen: Seen) -> Stops:
    """The stops, and where nothing was written down what runs saw; a cell that cannot be read was written."""
    if rule.observed is None or seen.history is None:
        return stops
    if rule.observed == "answer":
        at, field = seen.answers(starts.at)
    else:
        at = np.where(_says(records, _CLOSED), seen.closed_at, _NEVER)
        field = np.full(len(at), "closing")
    counts = np.isnat(stops.at) & (stops.future_field == "") & ~_is_unread(records, rule.stops) & ~np.isnat(at)
    return replace(
        stops,
        at=np.where(counts, at, stops.at),
        field=np.where(counts, np.char.add("observed_", field), stops.field),
    )


def _is_unread(records: pd.DataFrame, names: tuple[str, ...]) -> Flags:
    """Whether a cell could not be read; what has no column has no cell."""
    unread = np.zeros(len(records), dtype=bool)
    for name in names:
        lost = _flags(records, f"{name}_is_lost")
        if lost.any():
            unread |= lost & ~lacks_column(records, name)
    return unread


def _first_filled(
    records: pd.DataFrame,
    names: tuple[str, ...],
    now: Instants | None = None,
    after: Mapping[str, Instants] = MappingProxyType({}),
) -> tuple[Instants, Words, Flags]:
    """The first instant that is filled, not after `now`, and `after` what is said of its field, if it is known.

    Then its field, and whether it is a day without a time.
    """
    count = len(records)
    at, field, is_day = np.full(count, _NEVER), np.full(count, ""), np.zeros(count, dtype=bool)
    for name in reversed(names):
        given = _instants(records, name)
        filled = ~np.isnat(given) if now is None else given <= now
        if name in after:
            filled &= ~(given <= after[name])
        at = np.where(filled, given, at)
        field = np.where(filled, name, field)
        is_day = np.where(filled, _flags(records, f"{name}_is_day"), is_day)
    return at, field, is_day


def _is_closed(records: pd.DataFrame, rule: ClockRule, ends: Stops) -> Flags:
    """Whether a matter is over, by its words or because the tracker says when."""
    says_done = _says(records, rule.done) & (ends.future_field == "")
    closed: Flags = says_done | ~np.isnat(ends.at) & ~_says(records, rule.reopened)
    return closed


def _unrecorded(records: pd.DataFrame, rule: ClockRule, stops: Stops, ends: Stops) -> Words:
    """Why a clock that nothing has stopped cannot be said to run: what is done, or unreadable, may have stopped it."""
    is_free = np.isnat(stops.at) & (stops.future_field == "")
    is_done = _says(records, rule.done) | ~np.isnat(ends.at)
    ends_the_matter = rule.stops == rule.ends
    status_lost = _flags(records, "status_is_lost") & ends_the_matter & ("status" in rule.done)
    done = "stop_unrecorded" if ends_the_matter else "response_unrecorded"
    reason = np.select([is_done, _is_lost(records, rule), status_lost], [done, "stop_lost", "status_lost"], "")
    return np.where(is_free, reason, "")


def _is_lost(records: pd.DataFrame, rule: ClockRule) -> Flags:
    """Whether a cell that may stop the clock could not be read, or no column could have stopped it.

    For what ends the matter a readable status stands in for missing columns.
    """
    lost = np.array([_flags(records, f"{field}_is_lost") for field in rule.stops])
    has_column = ~lost.all(axis=1)
    says_open = _says(records, rule.going_on) & (rule.stops == rule.ends)
    flags: Flags = np.asarray(lost[has_column].any(axis=0)) if has_column.any() else ~says_open
    return flags


def _latest(instants: Instants, is_day: Flags, now: Instants, timezone: str) -> Instants:
    """The end of the local day where only the day is known, but not after now."""
    latest = instants.copy()
    rows = np.flatnonzero(is_day & ~np.isnat(instants))
    if len(rows):
        days = _local_days(instants[rows], is_day[rows], timezone)
        clock = local_clock(timezone, int(days.min() - 1) * DAY, int(days.max() + 2) * DAY)
        end = clock.instant((days + 1) * DAY).astype("datetime64[us]")
        latest[rows] = np.maximum(instants[rows], np.minimum(end, now))
    return latest


def _local_days(instants: Instants, is_day: Flags, timezone: str) -> NDArray[np.int64]:
    """The local date of each instant, in days since 1970."""
    if not len(instants):
        return np.empty(0, dtype=np.int64)
    micros = instants.astype(np.int64)
    clock = local_clock(timezone, int(micros.min()), int(micros.max()) + DAY)
    # The nearest midnight, because the cell of a day may have been read in a zone some hours away.
    return (clock.reading(micros) + np.where(is_day, DAY // 2, 0)) // DAY


def _says(records: pd.DataFrame, signs: Signs) -> Flags:
    """Whether a record shows any of the signs."""
    says = np.zeros(len(records), dtype=bool)
    for field, values in signs.items():
        if field in records:
            column = records[field]
            says |= (column.notna() if values == ANY_VALUE else column.isin(values)).to_numpy(dtype=bool)
    return says


def _flags(records: pd.DataFrame, name: str) -> Flags:
    if name not in records:
        return np.zeros(len(records), dtype=bool)
    return records[name].to_numpy(dtype=bool)


def _instants(records: pd.DataFrame, name: str) -> Instants:
    if name not in records:
        return np.full(len(records), _NEVER)
    given: Instants = records[name].dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
    return given
