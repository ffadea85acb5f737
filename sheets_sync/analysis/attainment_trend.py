"""How often targets were kept over time: windows of a few weeks, because a single week holds too few."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from sheets_sync.analysis.attainment import FEWEST_FOR_A_RATE
from sheets_sync.analysis.rates import wilson_interval
from sheets_sync.analysis.sla_clock_rules import Clock

WINDOW_WEEKS = 4


def attainment_trend(
    attainment: pd.DataFrame,
    running_week: date,
    *,
    clocks: Sequence[Clock] = ("first_response", "resolution"),
    weeks: int = 12,
    fewest: int = FEWEST_FOR_A_RATE,
) -> pd.DataFrame:
    """The share of targets met in the four weeks up to the end of each week before `running_week` (a Monday).

    `attainment` is the answer of `attainment`. One row per week and each of `clocks`, the latest last:

        clock; week           the Monday of the window's last week
        met, n                verdicts on targets that were due in the window
        share, low, high      met ÷ n with its Wilson 95 % interval; missing when n is under `fewest`
    """
    mondays = [running_week - timedelta(weeks=ago) for ago in range(weeks + WINDOW_WEEKS - 1, 0, -1)]
    by_week = attainment[attainment["grouped_by"] == "week"]
    parts = []
    for clock in clocks:
        counts = by_week[by_week["clock"] == clock].set_index("group")[["met", "n"]]
        filled = counts.reindex([monday.isoformat() for monday in mondays], fill_value=0)
        window = filled.rolling(WINDOW_WEEKS).sum().iloc[WINDOW_WEEKS - 1 :].astype(int)
        parts.append(window.reset_index(drop=True).assign(clock=clock, week=mondays[WINDOW_WEEKS - 1 :]))
    trend = pd.concat(parts, ignore_index=True)
    enough = trend["n"] >= fewest
    low, high = wilson_interval(trend["met"], trend["n"])
    trend["share"] = (trend["met"] / trend["n"].where(trend["n"] > 0)).where(enough)
    trend["low"], trend["high"] = (pd.Series(bound).where(enough) for bound in (low, high))
    return trend[["clock", "week", "met", "n", "share", "low", "high"]]


def latest_changes(trend: pd.DataFrame) -> pd.DataFrame:
    """Where each clock of an `attainment_trend` stands, and whether that is another rate than four weeks before.

    One row per clock whose latest window has a rate, in their order:

        clock, share             of the latest window
        before                   the share of the window before it, which shares no week with it; missing without a rate
        has_changed              whether the 95 % interval of their difference (Newcombe's) leaves out zero
    """
    latest = trend.groupby("clock", sort=False).nth(-1).set_index("clock")
    before = trend.groupby("clock", sort=False).nth(-1 - WINDOW_WEEKS).set_index("clock").reindex(latest.index)
    change = (latest["share"] - before["share"]).abs()
    fell = latest["share"] < before["share"]
    # Towards each other: the lower share's upper end and the higher share's lower end.
    towards = (latest["high"] - latest["share"]).where(fell, latest["share"] - latest["low"])
    away = (before["share"] - before["low"]).where(fell, before["high"] - before["share"])
    has_changed = change > (towards**2 + away**2) ** 0.5
    changes = pd.DataFrame({"share": latest["share"], "before": before["share"], "has_changed": has_changed})
    return changes[changes["share"].notna()].reset_index()
