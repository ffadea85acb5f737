"""Charts of how often targets were kept; each title is its finding."""

from typing import Any

import pandas as pd

from sheets_sync.analysis.attainment import FEWEST_FOR_A_RATE
from sheets_sync.analysis.attainment_trend import WINDOW_WEEKS, latest_changes
from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.words import label, records, share, week_label
from sheets_sync.workbooks.tab import Chart, Series, SeriesTone

_MOST_TEAMS = 7
_TONES: dict[str, SeriesTone] = {"first_response": "accent", "next_update": "past", "resolution": "soon"}


def sla_trend_chart(findings: Findings) -> Chart:
    """The share of escalations' targets met, four weeks at a time."""
    trend = findings.attainment_trend
    return Chart(
        title=_trend_title(latest_changes(trend)),
        kind="line",
        categories=tuple(week_label(week) for week in trend["week"].drop_duplicates()),
        series=tuple(
            Series(f"{CLOCKS[clock]}, {WINDOW_WEEKS} weeks", _figures(shares), _TONES[clock])
            for clock in trend["clock"].drop_duplicates()
            if (shares := trend.loc[trend["clock"] == clock, "share"]).notna().any()
        ),
        number="share",
        empty=f"Not enough data: fewer than {FEWEST_FOR_A_RATE} verdicts in every {WINDOW_WEEKS} weeks.",
    )


def sla_teams_chart(findings: Findings) -> Chart:
    """The share of escalations' targets met by the teams that most were due from."""
    attained = findings.attainment
    clocks = findings.policies.sla.clocks_of("escalations")
    teams = attained[(attained["grouped_by"] == "team") & attained["clock"].isin(clocks)]
    by_team = teams.assign(group=teams["group"].fillna("")).set_index(["group", "clock"])
    verdicts = by_team["n"].groupby("group").sum().sort_values(ascending=False, kind="stable")
    shares = by_team["share"].unstack("clock").reindex(index=verdicts.index, columns=list(clocks)).dropna(how="all")
    shown = shares.head(_MOST_TEAMS)
    return Chart(
        title=_teams_title(shown),
        kind="column",
        categories=tuple(label(team) or "No team" for team in shown.index),
        series=tuple(
            Series(CLOCKS[clock], _figures(shown[clock]), _TONES[clock])
            for clock in clocks
            if shown[clock].notna().any()
        ),
        number="share",
        empty=f"Not enough data: fewer than {FEWEST_FOR_A_RATE} verdicts for every team.",
    )


def _trend_title(changes: pd.DataFrame) -> str:
    """'SLA met: resolution 70 %, down from 88 %; first response 92 %'."""
    moved = [_move(clock) for clock in records(changes[changes["has_changed"]])]
    still = [f"{CLOCKS[one.clock].lower()} {share(one.share)}" for one in records(changes[~changes["has_changed"]])]
    if moved:
        return f"SLA met: {'; '.join([*moved, *([', '.join(still)] if still else [])])}"
    steady = ["no clear change"] if len(changes) and changes["before"].notna().all() else []
    return f"SLA met: {', '.join([*still, *steady])}" if still else "SLA met"


def _move(change: Any) -> str:
    way = "down" if change.share < change.before else "up"
    return f"{CLOCKS[change.clock].lower()} {share(change.share)}, {way} from {share(change.before)}"


def _teams_title(shares: pd.DataFrame) -> str:
    """'SLA met by team: resolution 75 % to 88 %', of the clock in which they differ most."""
    known = {str(clock): shares[clock].dropna() for clock in shares if shares[clock].count() > 1}
    if not known:
        return "SLA met by team"
    clock = max(known, key=lambda name: known[name].max() - known[name].min())
    return f"SLA met by team: {CLOCKS[clock].lower()} {share(known[clock].min())} to {share(known[clock].max())}"


def _figures(shares: "pd.Series[Any]") -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in shares)
