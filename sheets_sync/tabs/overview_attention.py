"""The Overview's lines that cannot wait."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.record_words import subject
from sheets_sync.documents.sla_words import CLOCKS, why
from sheets_sync.documents.time_words import team_words
from sheets_sync.documents.words import cut, label, plural, records
from sheets_sync.tabs.fix_lines import fix_sentence
from sheets_sync.tabs.places import issue_link, row_link, tab_words
from sheets_sync.tabs.sla_now import NOT_JUDGED, PRIORITIES, clocks_with_words, escalation_clocks
from sheets_sync.tabs.sla_states import STATES
from sheets_sync.workbooks.tab import AttentionLine, Link, State

_MOST_OF_STATE = {"breached": 3, "at_risk": 1}
_MOST_RISING = 2
_LONGEST_SUBJECT = 70
_MOST_LINES = 7
_MANY = 0.1  # the share from which what is missing may change a figure


def attention(findings: Findings) -> tuple[AttentionLine, ...]:
    """At most seven lines: breached clocks, those about to be, rising streams, what mends the most cells at once."""
    return (
        *_sla_lines(findings),
        *_left_out_lines(findings),
        *_unjudged_lines(findings),
        *_rising_lines(findings),
        *_mend_lines(findings),
    )[:_MOST_LINES]


def _sla_lines(findings: Findings) -> Iterator[AttentionLine]:
    team = team_words(findings)
    ranks = {name: rank for rank, name in enumerate(PRIORITIES)}
    clocks = clocks_with_words(findings)
    ranked = clocks.assign(rank=clocks["priority"].map(ranks)).sort_values(["rank", "due_at", "tracker", "record_id"])
    for state, most in _MOST_OF_STATE.items():
        worst = ranked[ranked["state"] == state].drop_duplicates(["tracker", "record_id"])
        for clock in records(worst.head(most)):
            due = f"{CLOCKS[clock.clock].lower()} due {team.moment(clock.due_at)}"
            sentence = f"{clock.record_id}  {_subject(clock)}; {due}"
            yield AttentionLine(STATES[state], sentence, label(clock.team) or "No team", row_link(findings, clock))


def _subject(record: Any) -> str:
    return cut(subject(record), _LONGEST_SUBJECT) or "no subject"


def _unjudged_lines(findings: Findings) -> Iterator[AttentionLine]:
    """Open escalations that no clock can be judged of, when they are many."""
    clocks = escalation_clocks(findings)
    unjudged = clocks[clocks["state"].isin(NOT_JUDGED)]
    affected, open_ = unjudged["record_id"].nunique(), clocks["record_id"].nunique()
    if affected > _MANY * open_:
        reason = why(next(iter(records(unjudged))), team_words(findings))
        sentence = (
            f"{affected} of {plural(open_, 'open escalation')} with a clock that cannot be judged, such as: {reason}"
        )
        yield AttentionLine(State("Unknown", "soon"), sentence, "Operations", Link("SLA now"))


def _left_out_lines(findings: Findings) -> Iterator[AttentionLine]:
    """Tabs of which many rows are in no figure."""
    for account in findings.trackers.accounts:
        lost = account.left_out - account.repeats
        data = account.accepted + lost
        if lost > _MANY * data:
            sentence = (
                f"{lost} of {plural(data, 'row')} of {tab_words(findings, account)} are left out and in no figure"
            )
            yield AttentionLine(State("Left out", "late"), sentence, "Operations", Link("Row issues"))


def _rising_lines(findings: Findings) -> Iterator[AttentionLine]:
    """The strongest rise of each violation type, in all or in one market."""
    streams, policy = findings.patterns.streams, findings.policies.patterns
    rising = streams[(streams["direction"] == "rising") & (streams["kind"] != "type_category")]
    strongest = rising.sort_values(["ratio_lower", "violation_type"], ascending=[False, True]).drop_duplicates(
        "violation_type"
    )
    for stream in records(strongest.head(_MOST_RISING)):
        where = "" if pd.isna(stream.market) else f" in {stream.market}"
        recent = f"{plural(stream.recent_count, 'case')} in {policy.recent_weeks} weeks"
        earlier = f"{stream.earlier_count} in the {policy.earlier_weeks} before"
        sentence = f"{label(stream.violation_type)}{where}: {recent}, {earlier}"
        yield AttentionLine(State("Rising", "soon"), sentence, "Operations", Link("Patterns"))


def _mend_lines(findings: Findings) -> Iterator[AttentionLine]:
    """The largest fix of cells; rows that are left out have a line of their own."""
    for fix in (fix for fix in findings.fixes if fix.issue.severity == "cell_left_empty"):
        sentence = f"{fix_sentence(findings, fix)} ({plural(fix.count, 'cell')})"
        yield AttentionLine(State("Mend", "quiet"), sentence, "Operations", issue_link(findings, fix.issue))
        return
