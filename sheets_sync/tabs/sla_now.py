"""SLA now: every clock of an open escalation, worst first."""

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla import WORST_FIRST, open_clocks
from sheets_sync.documents.sla_words import CLOCKS, why
from sheets_sync.documents.words import as_of, banner, label, local, plural, policies_in_words, records, rows_stood_on
from sheets_sync.tabs.places import row_link
from sheets_sync.tabs.sla_states import STATES
from sheets_sync.workbooks.tab import Column, Link, Tab, Table, Value

TITLE = "SLA now"
PRIORITIES = ("critical", "high", "medium", "low")
NOT_JUDGED = ("uncertain", "unknown", "not_applicable")

_COLUMNS = (
    Column("Escalation", width=140, identifies=True),
    Column("Subject", width=320),
    Column("Team", width=150),
    Column("Owner", width=120),
    Column("Priority", width=80),
    Column("Clock", width=110, identifies=True),
    Column("State", "state", 100),
    Column("Due", "instant", 130),
    Column("Left, open hours", "hours", 80, below_zero="late", moves=True),
    Column("Clock is", width=90, quiet=True),
    Column("Why", width=420, quiet=True, moves=True),
    Column("Row", "link", 160),
)
_OWN_WORDS = ["subject", "team", "owner", "priority", "source_workbook", "source_tab", "source_row", "source_url"]


def sla_now_tab(findings: Findings) -> Tab:
    """One row per clock that still runs, or that cannot be judged, of an escalation that is not done."""
    clocks = clocks_with_words(findings)
    zone = ZoneInfo(findings.policies.timezone)
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner(
            [
                f"{plural(clocks['record_id'].nunique(), 'open escalation')}, worst first",
                policies_in_words(findings.policies.sla),
                rows_stood_on(findings, "escalations"),
            ]
        ),
        as_of=as_of(findings),
        blocks=(
            Table(
                _COLUMNS,
                tuple(_row(clock, zone, row_link(findings, clock)) for clock in records(clocks)),
                empty=_why_empty(findings),
            ),
        ),
    )


def _why_empty(findings: Findings) -> str:
    if "escalations" not in findings.trackers.read():
        return "No escalations tracker was read, so no clock is known."
    return "No escalation is open, so no clock is running."


def clocks_with_words(findings: Findings) -> pd.DataFrame:
    """The open clocks with the escalation's own words, worst first."""
    joined = open_clocks(findings.sla_status).join(findings.trackers.frames["escalations"][_OWN_WORDS], on="record_id")
    order = joined["state"].map({state: place for place, state in enumerate(WORST_FIRST)})
    return joined.assign(order=order).sort_values(["order", "due_at", "record_id", "clock"], na_position="last")


def _row(clock: Any, zone: ZoneInfo, row: Link) -> tuple[Value, ...]:
    left = None if pd.isna(clock.left_seconds) else clock.left_seconds / 3600
    return (
        clock.record_id,
        _text(clock.subject),
        label(clock.team),
        _text(clock.owner),
        label(clock.priority),
        CLOCKS[clock.clock],
        STATES[clock.state],
        local(clock.due_at, zone),
        left,
        label(clock.clock_state).lower(),
        why(clock, zone),
        row,
    )


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
