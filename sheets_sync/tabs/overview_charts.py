"""The Overview's charts; each title is its finding."""

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.words import count, label, plural, week_label
from sheets_sync.tabs.sla_charts import sla_trend_chart
from sheets_sync.tabs.sla_now import NOT_JUDGED, escalation_clocks
from sheets_sync.workbooks.tab import Chart, Series, SeriesTone

_WEEKS = 13  # the last, and twelve to compare it with
_MOST_TEAMS = 7
_MOST_TYPES = 6
_TEAM_SERIES: dict[str, tuple[str, SeriesTone]] = {
    "on_track": ("on track", "fine"),
    "paused": ("paused", "past"),
    "at_risk": ("at risk", "soon"),
    "breached": ("breached", "late"),
    "not_judged": ("not judged", "accent"),
}


def charts(findings: Findings) -> tuple[Chart, ...]:
    """Four charts of one size."""
    return (sla_trend_chart(findings), _cases_chart(findings), _teams_chart(findings), _types_chart(findings))


def _cases_chart(findings: Findings) -> Chart:
    tallies = findings.patterns
    weeks = tallies.weeks[-_WEEKS:]
    types = tallies.weekly[tallies.streams["kind"] == "type"]
    totals = [int(types[week].sum()) for week in weeks]
    before = totals[:-1]
    usual = sum(before) / len(before) if before else None
    last = "last week" if tallies.is_fresh else f"in {week_label(weeks[-1])}, none recorded since" if weeks else ""
    title = f"Cases by week: {count(totals[-1])} {last}" if totals else "Cases by week"
    title += f", {usual:.0f} a week before" if usual is not None and tallies.is_fresh else ""
    return Chart(
        title=title,
        kind="stacked",
        categories=tuple(week_label(week) for week in weeks),
        series=(
            Series("before", (*before, *([None] if totals else [])), "past"),
            Series("last week" if tallies.is_fresh else "latest", (*(None for _ in before), *totals[-1:]), "accent"),
            Series("mean before", tuple(usual for _ in totals), "expected"),
        ),
        number="count",
        empty="No full week with cases yet.",
    )


def _teams_chart(findings: Findings) -> Chart:
    worst = escalation_clocks(findings).drop_duplicates("record_id")
    by_state = pd.crosstab(worst["team"].fillna(""), worst["state"])
    by_state["not_judged"] = by_state.reindex(columns=NOT_JUDGED, fill_value=0).sum(axis=1)
    shown = by_state.reindex(columns=list(_TEAM_SERIES), fill_value=0)
    shown = shown.loc[shown.sum(axis=1).sort_values(ascending=False, kind="stable").index[:_MOST_TEAMS]]
    return Chart(
        title=f"Open escalations by team: {count(len(worst))} in all",
        kind="stacked",
        categories=tuple(label(team) or "No team" for team in shown.index),
        series=tuple(
            Series(name, tuple(shown[state].tolist()), tone)
            for state, (name, tone) in _TEAM_SERIES.items()
            if shown[state].any()
        ),
        number="count",
        empty="No escalation is open.",
    )


def _types_chart(findings: Findings) -> Chart:
    policy = findings.policies.patterns
    types = findings.patterns.streams
    types = types[(types["kind"] == "type") & (types["recent_count"] > 0)].nlargest(_MOST_TYPES, "recent_count")
    recent_weeks = min(policy.recent_weeks, len(findings.patterns.weeks)) or 1
    earlier_weeks = min(policy.earlier_weeks, len(findings.patterns.weeks) - recent_weeks)
    title = "Most frequent violations"
    if len(types):
        top = types.iloc[0]
        title += (
            f": {label(top.violation_type)}, {plural(int(top.recent_count), 'case')} in {plural(recent_weeks, 'week')}"
        )
    recent = tuple(float(n) / recent_weeks for n in types["recent_count"])
    series = [Series(f"a week, last {plural(recent_weeks, 'week')}", recent, "accent")]
    if earlier_weeks > 0:
        before = tuple(float(n) / earlier_weeks for n in types["earlier_count"])
        series.insert(0, Series(f"a week, {plural(earlier_weeks, 'week')} before", before, "past"))
    return Chart(
        title=title,
        kind="column",
        categories=tuple(label(name) for name in types["violation_type"]),
        series=tuple(series),
        number="count",
        empty="No full week with cases yet.",
    )
