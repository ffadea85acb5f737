"""SLA attainment: how often targets were kept, by team, priority, market and week."""

from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.analysis.attainment import FEWEST_FOR_A_RATE
from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.documents.sla_words import CLOCKS, hours
from sheets_sync.documents.verdict_words import standing_words
from sheets_sync.documents.words import (
    as_of,
    banner,
    label,
    policies_in_words,
    records,
    rows_stood_on,
    share_range,
    week_label,
)
from sheets_sync.workbooks.tab import Column, Note, Tab, Table, Value

TITLE = "SLA attainment"

_GROUPED_BY = {"overall": "All", "team": "Team", "priority": "Priority", "market": "Market", "week": "Week of due"}
_MOST_WEEKS = 13
_COLUMNS = (
    Column("By", width=110, identifies=True),
    Column("Group", width=180, identifies=True),
    Column("Clock", width=120, identifies=True),
    Column("Met", "count", 70),
    Column("Missed", "count", 70),
    Column("Breached, still open", "count", 90),
    Column("SLA met", "share", 80),
    Column("95 % interval", width=110, quiet=True),
    Column("Open, within target", "count", 90),
    Column("Unknown", "count", 80, quiet=True),
    Column("Uncertain", "count", 80, quiet=True),
    Column("Not applicable", "count", 80, quiet=True),
    Column("Tracker", width=100, quiet=True),
)


def sla_attainment_tab(findings: Findings) -> Tab:
    """Counts beside every rate, and no rate on small numbers."""
    rows = tuple(_row(group) for group in records(_groups(findings)))
    note = (
        f"SLA met = met ÷ (met + missed + breached and still open); no rate under {FEWEST_FOR_A_RATE} verdicts. "
        "A record of several markets counts in each."
    )
    lines = (note, *_lost_to_pauses(findings))
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
            Note(" ".join(lines)),
            Table(_COLUMNS, rows, empty="No escalations, so nothing was due."),
        ),
    )


def _lost_to_pauses(findings: Findings) -> list[str]:
    """'Paused, in open hours: resolution 12.5 h.'"""
    paused = findings.sla_status.groupby("clock")["paused_seconds"].sum()
    parts = [f"{CLOCKS[clock].lower()} {hours(paused[clock])}" for clock in RULES if paused.get(clock, 0) > 0]
    return [f"Clocks stood still, in open hours of all records: {', '.join(parts)}."] if parts else []


def _groups(findings: Findings) -> pd.DataFrame:
    groups = findings.attainment
    weeks = groups["grouped_by"] == "week"
    running = findings.patterns.running_week.isoformat()
    past = sorted(set(groups.loc[weeks & (groups["group"] <= running), "group"]))[-_MOST_WEEKS:]
    shown = groups[~weeks | groups["group"].isin(past)]
    order = shown["grouped_by"].map(list(_GROUPED_BY).index)
    size = (
        shown.groupby(["grouped_by", "group"], dropna=False)["n"]
        .transform("sum")
        .where(shown["grouped_by"] != "week", 0)
    )
    newest_last = shown.assign(order=order, size=-size, place=shown["clock"].map(list(RULES).index))
    return newest_last.sort_values(["order", "size", "group", "place"], na_position="last", kind="stable")


def _row(group: Any) -> tuple[Value, ...]:
    enough = not pd.isna(group.share)
    return (
        _GROUPED_BY[group.grouped_by],
        _group(group),
        CLOCKS[group.clock],
        group.met,
        group.missed,
        group.breached_open,
        group.share if enough else None,
        share_range(group.low, group.high) if enough else f"{group.met} of {group.n}" if group.n else "",
        group.on_track + group.at_risk + group.paused,
        group.unknown or None,
        group.uncertain or None,
        group.not_applicable or None,
        label(_tracker(group)),
    )


def _tracker(group: Any) -> str:
    return RULES[group.clock].tracker


def _group(group: Any) -> str:
    if pd.isna(group.group):
        return "Not given"
    if group.grouped_by == "week":
        monday = date.fromisoformat(group.group)
        return f"{week_label(monday)}, from {monday.day} {monday:%b}"
    if group.grouped_by == "overall":
        return f"All {label(_tracker(group)).lower()}"
    return group.group if group.grouped_by == "market" else label(group.group)
