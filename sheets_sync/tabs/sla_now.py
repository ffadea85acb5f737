"""SLA now: every clock that waits for somebody, worst first."""

from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla import WORST_FIRST, open_clocks
from sheets_sync.analysis.sla_cells import lacks_column
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.documents.record_words import OWN_WORDS, subject, text
from sheets_sync.documents.sla_words import CLOCKS, why
from sheets_sync.documents.step_words import next_step_words
from sheets_sync.documents.time_words import LocalWords, as_of, team_words
from sheets_sync.documents.words import (
    banner,
    count,
    label,
    plural,
    policies_in_words,
    records,
    rows_stood_on,
)
from sheets_sync.tabs.places import row_link
from sheets_sync.tabs.sla_forecast import forecast_blocks, forecast_state
from sheets_sync.tabs.sla_states import STATES
from sheets_sync.workbooks.tab import Column, FullInstant, Link, Tab, Table, Value

TITLE = "SLA now"
PRIORITIES = ("critical", "high", "medium", "low")
NOT_JUDGED = ("uncertain", "unknown", "not_applicable")

_COLUMNS = (
    Column("Record", width=140, identifies=True),
    Column("Subject", width=320),
    Column("Team", width=150),
    Column("Owner", width=120),
    Column("Priority", width=80),
    Column("Clock", width=120, identifies=True),
    Column("State", "state", 110),
    Column("Due", "instant", 130),
    Column("Left, open hours", "hours", 80, below_zero="late", moves=True),
    Column("Forecast", "state", 100),
    Column("Next step", width=320),
    Column("Clock is", width=90, quiet=True),
    Column("Why", width=420, quiet=True, moves=True),
    Column("Tracker", width=100, quiet=True),
    Column("Row", "link", 160),
)
_PLACE = ["source_workbook", "source_tab", "source_row", "source_url"]
_WAITING = {"cases": ("appeal", "appeals"), "feedback": ("feedback unanswered", "feedback unanswered")}


def sla_now_tab(findings: Findings) -> Tab:
    """One row per clock that still runs, or that cannot be judged, of an escalation, appeal or feedback not done."""
    clocks = clocks_with_words(findings)
    team = team_words(findings)
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner(
            [
                f"{_waiting(findings, clocks)}, worst first",
                policies_in_words(findings.policies.sla),
                *(rows_stood_on(findings, tracker) for tracker in findings.policies.sla.trackers),
                *_clocks_nobody_starts(findings),
            ]
        ),
        as_of=as_of(findings),
        blocks=(
            *forecast_blocks(findings, clocks),
            Table(
                _COLUMNS,
                tuple(_row(clock, team, row_link(findings, clock)) for clock in records(clocks)),
                empty=_why_empty(findings),
            ),
        ),
    )


def _why_empty(findings: Findings) -> str:
    judged = findings.policies.sla.trackers
    if not set(judged) & set(findings.trackers.read()):
        return f"No {' or '.join(judged)} tracker was read, so no clock is known."
    return f"No {' or '.join(name.removesuffix('s') for name in judged)} is open, so no clock is running."


def clocks_with_words(findings: Findings) -> pd.DataFrame:
    """The open clocks with their record's own words, what comes next and what is forecast of them, worst first."""
    clocks = open_clocks(findings.sla_status).join([findings.next_steps, findings.sla_forecast])
    joined = pd.concat(
        _with_words(findings, tracker, clocks[clocks["tracker"] == tracker])
        for tracker in findings.policies.sla.trackers
    )
    order = joined["state"].map({state: place for place, state in enumerate(WORST_FIRST)})
    by = ["order", "due_at", "tracker", "record_id", "clock"]
    return joined.assign(order=order).sort_values(by, na_position="last")


def escalation_clocks(findings: Findings) -> pd.DataFrame:
    """Those of `clocks_with_words` that are of escalations."""
    clocks = clocks_with_words(findings)
    return clocks[clocks["tracker"] == "escalations"]


def _with_words(findings: Findings, tracker: str, clocks: pd.DataFrame) -> pd.DataFrame:
    frame, own = findings.trackers.frames[tracker], OWN_WORDS[tracker]
    words = {name: frame[own[name]] if name in own else None for name in OWN_WORDS["escalations"]}
    return clocks.join(frame[_PLACE].assign(**words), on="record_id")


def _waiting(findings: Findings, clocks: pd.DataFrame) -> str:
    """'32 open escalations, 3 appeals'."""
    counts = clocks.groupby("tracker")["record_id"].nunique()
    nouns = {"escalations": ("open escalation", "open escalations"), **_WAITING}
    return ", ".join(plural(int(counts.get(name, 0)), *nouns[name]) for name in findings.policies.sla.trackers)


def _clocks_nobody_starts(findings: Findings) -> list[str]:
    """What is said of clocks whose records cannot be told, because no column says when such a clock starts."""
    said = []
    for clock in findings.policies.sla.clocks:
        rule = RULES[clock]
        lacks = lacks_column(findings.trackers.frames[rule.tracker], rule.starts[0])
        if rule.begun is not None and lacks.any():
            of_how_many = "" if lacks.all() else f" for {count(int(lacks.sum()))} of {plural(len(lacks), 'row')}"
            said.append(f"{CLOCKS[clock].lower()}: no column for {rule.starts[0].replace('_', ' ')}{of_how_many}")
    return said


def _row(clock: Any, team: LocalWords, row: Link) -> tuple[Value, ...]:
    left = None if pd.isna(clock.left_seconds) else clock.left_seconds / 3600
    return (
        clock.record_id,
        subject(clock),
        label(clock.team),
        text(clock.owner),
        label(clock.priority),
        CLOCKS[clock.clock],
        STATES[clock.state],
        _due(team.cell(clock.due_at), team.this_year),
        left,
        forecast_state(clock),
        next_step_words(clock, team),
        label(clock.clock_state).lower(),
        why(clock, team),
        label(clock.tracker),
        row,
    )


def _due(at: datetime | None, this_year: int) -> datetime | FullInstant | None:
    return at if at is None or at.year == this_year else FullInstant(at)
