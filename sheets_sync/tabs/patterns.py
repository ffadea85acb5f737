"""Patterns: which violations come back week after week, and which come more often than before."""

from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.patterns import PatternCases, PatternTallies
from sheets_sync.documents.time_words import as_of
from sheets_sync.documents.words import banner, count, label, missing_columns, plural, week_label
from sheets_sync.workbooks.tab import Column, Note, State, Tab, Table, Value

TITLE = "Patterns"

_KINDS = {"type": "Type", "type_market": "Type × market", "type_category": "Type × category"}
_DIRECTIONS = {
    "rising": State("Rising", "soon"),
    "falling": State("Falling", "fine"),
    "steady": State("Steady", "plain"),
    "too_early": State("Too early to say", "quiet"),
}
_WEEKS_SHOWN = 8
_FEWEST_CASES = 3  # below, a stream of a market or category is not worth a line


def patterns_tab(findings: Findings) -> Tab:
    """One row per stream of cases: its trend, whether it recurs, and its last weeks."""
    tallies = findings.patterns
    weeks = tallies.weeks[-_WEEKS_SHOWN:]
    columns = (
        Column("Stream", width=130, identifies=True),
        Column("Violation type", width=200, identifies=True),
        Column("Market", width=70, identifies=True),
        Column("Product category", width=150, identifies=True),
        Column("Recurring", "state", 100),
        Column("Trend", "state", 120),
        Column(f"Last {findings.policies.patterns.recent_weeks} weeks", "count", 70),
        Column(f"{findings.policies.patterns.earlier_weeks} weeks before", "count", 80),
        Column("Times as many a week", "text", 150, quiet=True),
        *(Column(week_label(week), "count", 48) for week in weeks),
        Column(f"{week_label(tallies.running_week)}, so far", "count", 64, quiet=True),
    )
    listed = tallies.streams[_is_listed(tallies.streams)].sort_values("kind", key=_in_order, kind="stable")
    counts = tallies.weekly.loc[listed.index, [*weeks, tallies.running_week]]
    rows = tuple(
        _row(stream, weekly) for stream, weekly in zip(listed.itertuples(), counts.itertuples(index=False), strict=True)
    )
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner([_stood_on(tallies.cases), missing_columns(findings, "cases"), _weeks(tallies)]),
        as_of=as_of(findings),
        blocks=(
            *_notes(tallies, len(tallies.streams) - len(listed), findings.policies.patterns.min_weeks),
            Table(columns, rows, empty=_why_empty(findings)),
        ),
    )


def _in_order(kinds: "pd.Series[str]") -> "pd.Series[int]":
    return kinds.map(list(_KINDS).index)


def _is_listed(streams: pd.DataFrame) -> "pd.Series[bool]":
    lately = streams["recent_count"] + streams["earlier_count"] + streams["this_week"]
    return (streams["kind"] == "type") | (lately >= _FEWEST_CASES)


def _row(stream: Any, weekly: tuple[int, ...]) -> tuple[Value, ...]:
    return (
        _KINDS[stream.kind],
        label(stream.violation_type),
        "" if pd.isna(stream.market) else stream.market,
        "" if pd.isna(stream.product_category) else stream.product_category,
        State("Recurring", "soon") if stream.recurring else None,
        _DIRECTIONS[stream.direction],
        int(stream.recent_count),
        int(stream.earlier_count),
        _times(stream),
        *(int(cases) for cases in weekly),
    )


def _times(stream: Any) -> str:
    if stream.direction == "too_early" or pd.isna(stream.ratio):
        return ""
    if stream.earlier_count == 0:
        return f"new (at least {stream.ratio_lower:.1f})"
    return f"{stream.ratio:.1f} ({stream.ratio_lower:.1f}–{stream.ratio_upper:.1f})"


def _stood_on(cases: PatternCases) -> str:
    return f"{plural(cases.counted, 'case')} counted of {count(cases.cases)}"


def _weeks(tallies: PatternTallies) -> str:
    return f"{plural(len(tallies.weeks), 'full week')}, Monday to Sunday" if tallies.weeks else ""


def _notes(tallies: PatternTallies, unlisted: int, min_weeks: int) -> list[Note]:
    cases = tallies.cases
    said = (
        (cases.without_type, "without a readable violation type: in no stream"),
        (cases.not_yet_opened, "opened in the future: not counted"),
        (cases.opened_before, "opened before the weeks looked at: not counted"),
        (cases.without_market, "without a market: counted by type and category only"),
        (cases.without_category, "without a product category: counted by type and market only"),
    )
    notes = [f"{plural(number, 'case')} {words}" for number, words in said if number]
    if tallies.too_early and tallies.weeks:
        full = plural(len(tallies.weeks), "full week")
        notes.append(f"{full}: too early to say what recurs or rises; {min_weeks} are needed")
    if unlisted:
        notes.append(f"{plural(unlisted, 'stream')} with fewer than {_FEWEST_CASES} cases lately not listed")
    if tallies.weeks_not_filled:
        weeks = ", ".join(week_label(week) for week in tallies.weeks_not_filled)
        notes.append(f"no case at all in {weeks}: taken as not recorded, not as zero")
    return [Note(" ".join(f"{note[:1].upper()}{note[1:]}." for note in notes))] if notes else []


def _why_empty(findings: Findings) -> str:
    if "cases" not in findings.trackers.read():
        return "No cases tracker was read, so there are no patterns to show."
    return "No case with a readable violation type and opening date, so there are no patterns to show."
