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
