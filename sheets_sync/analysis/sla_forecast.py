"""What will breach before the end of the next opening hours. Rule: methods.md §2."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pandas as pd

from sheets_sync.analysis.business_hours import due_at, elapsed_seconds, is_open, next_closing, next_opening
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_policies import SlaSettings

AHEAD = timedelta(hours=24)  # as far as hours count that go on for longer
_LONGEST_BREAK = timedelta(hours=4)  # what is closed for less parts no opening hours
_WINDOWS = [clock for clock, rule in CLOCKS.items() if rule.is_window]


def sla_forecast(status: pd.DataFrame, ends: Mapping[str, datetime], now: datetime) -> pd.DataFrame:
    """The clocks of `sla_status` that will breach before the end of the next opening hours, by `horizon_ends`.

    They are open and run. One whose state is uncertain counts by the longest reading of its cells, unless it has
    breached by that already. A window is not among them: nobody is late when it passes. Under the index of `status`,
    the first to breach first:

        breaches_at     the last instant at which the clock is still within its target
        horizon_end     how far is looked ahead
    """
    runs = status["is_open"] & status["clock_state"].isin(["running", "off_hours"])
    clocks = status[runs & ~status["clock"].isin(_WINDOWS) & (status["breach_at"] >= pd.Timestamp(now))]
    end = clocks["calendar"].map(ends).astype("datetime64[us, UTC]")
    found = clocks.assign(breaches_at=clocks["breach_at"], horizon_end=end)[clocks["breach_at"] < end]
    found = found.sort_values(["breaches_at", "tracker", "record_id", "clock"])
    return found[["breaches_at", "horizon_end"]]


def horizon_ends(settings: SlaSettings, now: datetime) -> Mapping[str, datetime]:
    """How far is looked ahead in each calendar in which something can breach.

    To the end of the opening hours that begin next, after the running ones if it is open: on a Friday evening that is
    Monday's closing time, whatever breaks Monday has. Of hours that go on for more than a day only 24 hours count. A
    calendar that is closed for good is left out.
    """
    breach = (policy for policy in settings.in_force if policy.target is not None and policy.clock not in _WINDOWS)
    names = dict.fromkeys(policy.calendar for policy in breach)
    ends = {name: _horizon_end(settings.calendar(name), now) for name in names}
    return {name: end for name, end in ends.items() if end > now}


def _horizon_end(calendar: Calendar | None, now: datetime) -> datetime:
    begins = now
    if is_open(calendar, now) or _is_in_a_break(calendar, now):
        begins = _end_of_hours(calendar, now)
        if begins - now == AHEAD:
            return begins
    opening = next_opening(calendar, begins)
    return _end_of_hours(calendar, opening) if opening else begins


def _is_in_a_break(calendar: Calendar | None, now: datetime) -> bool:
    last_second = due_at(calendar, now, -1)
    opening = next_opening(calendar, now)
    return bool(last_second and opening and opening - last_second < _LONGEST_BREAK)


def _end_of_hours(calendar: Calendar | None, begins: datetime) -> datetime:
    """When the opening hours are over that run at an instant, or have gone on for as long as counts."""
    most = begins + AHEAD
    if elapsed_seconds(calendar, begins, most) == AHEAD.total_seconds():
        return most
    end = next_closing(calendar, begins) or most
    while end < most and (opening := next_opening(calendar, end)) and opening - end < _LONGEST_BREAK:
        end = next_closing(calendar, opening) or most
    return min(end, most)
