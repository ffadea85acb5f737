"""The Overview's key figures."""

from collections import Counter

import pandas as pd

from sheets_sync.analysis.attainment import FEWEST_FOR_A_RATE
from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.rates import wilson_interval
from sheets_sync.documents.words import cells_to_mend, count, plural, share, share_range, week_label
from sheets_sync.tabs.sla_now import NOT_JUDGED, PRIORITIES, escalation_clocks
from sheets_sync.workbooks.tab import KeyFigure, Tone

_NONE = "–"
_USUAL_WEEKS = 12


def key_figures(findings: Findings) -> tuple[KeyFigure, ...]:
    """Six figures, each with the line that makes it meaningful."""
    return (
        *_escalation_figures(findings),
        _attainment_figure(findings),
        _cases_figure(findings),
        _issues_figure(findings),
    )


def _escalation_figures(findings: Findings) -> tuple[KeyFigure, ...]:
    names = ("Escalations open", "Breached now", "At risk now")
    if findings.trackers.frames["escalations"].empty:
        why_none = "no row accepted" if "escalations" in findings.trackers.read() else "no escalations tracker read"
        return tuple(KeyFigure(name, _NONE, why_none, "quiet") for name in names)
    clocks = escalation_clocks(findings)
    open_ = clocks["record_id"].nunique()
    unjudged = clocks[clocks["state"].isin(NOT_JUDGED)]["record_id"].nunique()
    note = (
        f"{count(unjudged)} with a clock that cannot be judged"
        if unjudged
        else "every clock can be judged"
        if open_
        else "none"
    )
    if open_ and clocks["state"].isin(NOT_JUDGED).all():
        unknown = (KeyFigure(name, _NONE, "no clock can be judged", "quiet") for name in names[1:])
        return (KeyFigure(names[0], count(open_), "none of them can be judged", "soon"), *unknown)
    worst = clocks.drop_duplicates("record_id")
    return (
        KeyFigure(names[0], count(open_), note),
        _state_figure(names[1], worst[worst["state"] == "breached"], "late"),
        _state_figure(names[2], worst[worst["state"] == "at_risk"], "soon"),
    )


def _state_figure(name: str, records: pd.DataFrame, tone: Tone) -> KeyFigure:
    return KeyFigure(name, count(len(records)), _by_priority(records), tone if len(records) else "fine")


def _by_priority(records: pd.DataFrame) -> str:
    counts = Counter(records["priority"].fillna("without priority"))
    return ", ".join(f"{counts[name]} {name}" for name in (*PRIORITIES, "without priority") if counts[name]) or "none"


def _attainment_figure(findings: Findings) -> KeyFigure:
    name = "SLA met, 4 weeks"
    latest = findings.attainment_trend[findings.attainment_trend["week"] == findings.attainment_trend["week"].max()]
    met, verdicts = int(latest["met"].sum()), int(latest["n"].sum())
    if verdicts < FEWEST_FOR_A_RATE:
        return KeyFigure(name, _NONE, f"not enough data: {plural(verdicts, 'verdict')}", "quiet")
    (low,), (high,) = wilson_interval([met], [verdicts])
    return KeyFigure(name, share(met / verdicts), f"{met} of {verdicts} ({share_range(low, high)})")


def _cases_figure(findings: Findings) -> KeyFigure:
    tallies = findings.patterns
    if not tallies.weeks:
        return KeyFigure("Cases, last full week", _NONE, "no full week with cases yet", "quiet")
    totals = tallies.weekly.loc[tallies.streams["kind"] == "type", list(tallies.weeks)].sum()
    if not tallies.is_fresh:
        return KeyFigure(
            "Cases, last full week", _NONE, f"{week_label(tallies.weeks[-1])} is the last week recorded", "soon"
        )
    before = totals.iloc[:-1].tail(_USUAL_WEEKS)
    usual = (
        f"{before.mean():.0f} a week in the {plural(len(before), 'week')} before"
        if len(before)
        else "the first full week"
    )
    return KeyFigure("Cases, last full week", count(int(totals.iloc[-1])), usual)


def _issues_figure(findings: Findings) -> KeyFigure:
    note = f"{plural(findings.trackers.total('left_out'), 'row')} left out"
    return KeyFigure("Cells to mend", count(cells_to_mend(findings)), note)
