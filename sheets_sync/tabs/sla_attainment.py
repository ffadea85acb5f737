"""SLA attainment: how often targets were kept, by team, priority, market and week."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from sheets_sync.analysis.attainment import EARLIER, FEWEST_FOR_A_RATE, LATER, WEEKS
from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import as_of, short_day
from sheets_sync.documents.verdict_words import standing_words
from sheets_sync.documents.words import (
    banner,
    label,
    policies_in_words,
    records,
    rows_stood_on,
    share_range,
    week_label,
)
from sheets_sync.tabs.sla_charts import sla_teams_chart, sla_trend_chart
from sheets_sync.workbooks.tab import Charts, Column, Note, SmallTable, Tab, Table, Value

TITLE = "SLA attainment"

_WEEK = "Week of due"
_GROUPED_BY = {
    "overall": "All",
    "team": "Team",
    "priority": "Priority",
    "market": "Market",
    "week": _WEEK,
    "other_weeks": _WEEK,
}
_PLACES = {grouped_by: list(dict.fromkeys(_GROUPED_BY.values())).index(by) for grouped_by, by in _GROUPED_BY.items()}
_COLUMNS = (
    Column("By", width=110, identifies=True),
    Column("Group", width=180, identifies=True),
    Column("Clock", width=150, identifies=True),
    Column("Met", "count", 70),
    Column("Missed", "count", 70),
    Column("Breached, still open", "count", 90),
    Column("SLA met", "share", 80),
    Column("95 % interval", width=110, quiet=True),
    Column("Median used, hours", "hours"),
    Column("90th percentile, hours", "hours"),
    Column("Open, within target", "count", 90),
    Column("Unknown", "count", 80, quiet=True),
    Column("Uncertain", "count", 80, quiet=True),
    Column("Not applicable", "count", 80, quiet=True),
    Column("Tracker", width=100, quiet=True),
)
_PAUSE_COLUMNS = (
    Column("Clock", width=130),
    Column("Stood still while", width=260),
    Column("Clocks", "count"),
    Column("Open hours lost", "hours", moves=True),
    Column("Share of open hours", "share", moves=True),
    Column("Tracker", width=100, quiet=True),
)
_HOW_TO_READ = (
    f"SLA met = met ÷ (met + missed + breached and still open); no rate under {FEWEST_FOR_A_RATE} verdicts. "
    f"Hours used: open hours that what is met or missed has taken, pauses aside; none under {FEWEST_FOR_A_RATE}. "
    "A record of several markets counts in each. The week is the one in which the target was due."
)


def sla_attainment_tab(findings: Findings) -> Tab:
    """Where the rates stand, what pauses took, and counts beside every rate; no rate on small numbers."""
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner(
            [
                *(rows_stood_on(findings, tracker) for tracker in findings.policies.sla.trackers),
                policies_in_words(findings.policies.sla),
                standing_words(findings.earlier_verdicts),
            ]
        ),
        as_of=as_of(findings),
        blocks=(
            Charts((sla_trend_chart(findings), sla_teams_chart(findings))),
            _lost_to_pauses(findings),
            Note(_HOW_TO_READ),
            Table(
                _COLUMNS,
                tuple(_row(group, findings.patterns.running_week) for group in records(_groups(findings))),
                empty="No escalations, so nothing was due.",
            ),
        ),
    )


def _lost_to_pauses(findings: Findings) -> SmallTable:
    """What clocks lost, by what stopped them."""
    rows = tuple(
        (
            CLOCKS[lost.clock],
            label(lost.reason),
            lost.clocks,
            lost.lost_seconds / 3600,
            lost.share,
            label(lost.tracker),
        )
        for lost in records(findings.hours_lost)
    )
    pause = any(policy.pauses_on for policy in findings.policies.sla.in_force)
    why_none = ", as far as runs have seen" if pause else "; no policy names a status that stops clocks"
    return SmallTable("Hours lost to pauses", _PAUSE_COLUMNS, rows, f"No clock has stood still{why_none}.")


def _groups(findings: Findings) -> pd.DataFrame:
    """The groups, larger ones first; weeks from the running one back, then those that stand together."""
    groups, running = findings.attainment, findings.patterns.running_week
    told_apart = [(running - timedelta(weeks=back)).isoformat() for back in range(WEEKS)]
    is_week = groups["grouped_by"].isin(["week", "other_weeks"])
    week = groups["group"].map({name: place for place, name in enumerate([*told_apart, EARLIER, LATER])})
    shown = groups.assign(week=week.where(is_week))[~is_week | week.notna() | groups["group"].isna()]
    size = shown.groupby(["grouped_by", "group"], dropna=False)["n"].transform("sum")
    ordered = shown.assign(
        order=shown["grouped_by"].map(_PLACES),
        size=-size.where(~is_week, 0),
        place=shown["clock"].map(list(RULES).index),
    )
    return ordered.sort_values(["order", "week", "size", "group", "place"], na_position="last", kind="stable")


def _row(group: Any, running_week: date) -> tuple[Value, ...]:
    enough = not pd.isna(group.share)
    return (
        _GROUPED_BY[group.grouped_by],
        _group(group, running_week),
        CLOCKS[group.clock],
        group.met,
        group.missed,
        group.breached_open,
        group.share if enough else None,
        share_range(group.low, group.high) if enough else f"{group.met} of {group.n}" if group.n else "",
        _hours(group.median_seconds),
        _hours(group.p90_seconds),
        group.on_track + group.at_risk + group.paused,
        group.unknown or None,
        group.uncertain or None,
        group.not_applicable or None,
        label(_tracker(group)),
    )


def _hours(seconds: Any) -> float | None:
    return None if pd.isna(seconds) else seconds / 3600


def _tracker(group: Any) -> str:
    return RULES[group.clock].tracker


def _group(group: Any, running_week: date) -> str:
    if group.grouped_by in ("week", "other_weeks"):
        return _week(group.group, running_week)
    if pd.isna(group.group):
        return "Not given"
    if group.grouped_by == "overall":
        return f"All {label(_tracker(group)).lower()}"
    return group.group if group.grouped_by == "market" else label(group.group)


def _week(group: Any, running_week: date) -> str:
    if pd.isna(group):
        return "No due time"
    if group in (EARLIER, LATER):
        return f"{label(group)} weeks"
    monday = date.fromisoformat(group)
    return f"{week_label(monday)}, from {short_day(monday)}" + (", so far" if monday == running_week else "")
