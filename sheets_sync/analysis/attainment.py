"""How often targets were kept, by team, priority, market and week, and how far to trust it. Rule: methods.md §2."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.local_time import DAY, local_clock
from sheets_sync.analysis.rates import wilson_interval
from sheets_sync.analysis.sla_clock_rules import CLOCKS

FEWEST_FOR_A_RATE = 10
WEEKS = 13  # that are told apart: the running one and those before it

EARLIER, LATER = "earlier", "later"  # weeks

_USED, _QUANTILES = ("median_seconds", "p90_seconds"), (0.5, 0.9)
_COUNTS = {  # column of the answer: state
    "met": "met",
    "missed": "missed",
    "breached_open": "breached",
    "on_track": "on_track",
    "at_risk": "at_risk",
    "paused": "paused",
    "unknown": "unknown",
    "uncertain": "uncertain",
    "not_applicable": "not_applicable",
}


def attainment(
    status: pd.DataFrame,
    records: pd.DataFrame,
    *,
    timezone: str,
    running_week: date,
    fewest: int = FEWEST_FOR_A_RATE,
) -> pd.DataFrame:
    """How many targets were met, for each clock and group, and how long that took.

    `status` is the answer of `sla_status` for the `records` of a tracker. One row per clock and group, sorted:

        clock
        grouped_by            overall, week, other_weeks, and team, priority and market where the tracker has them
        group                 its canonical value; of a week the Monday it begins on, in `timezone`, as '2026-03-09';
                              missing where the record has none, and where nothing is due; 'all' of the overall row;
                              'earlier' and 'later' of the weeks that are not among the thirteen up to `running_week`
        n                     verdicts: met + missed + breached_open (breached and still open)
        share, low, high      met ÷ n with its Wilson 95 % interval; missing when n is under `fewest`, and of later
                              weeks, of which nothing can have been missed yet
        median_seconds, p90_seconds
                              open time that what is done has used, where it can be counted; missing under `fewest`
        met, missed, breached_open, on_track, at_risk, paused, unknown, uncertain, not_applicable
                              records in each state; all of them together are everyone's

    A record counts once in each of its markets. A week is the one in which the target was due, which may lie ahead of
    what was done early. Windows are left out: nobody keeps or breaks them.
    """
    status = status[~status["clock"].isin([clock for clock, rule in CLOCKS.items() if rule.is_window])]
    parts = [
        _counted(status, grouped_by, rows, groups)
        for grouped_by, rows, groups in _memberships(status, records, timezone, running_week)
    ]
    counts = pd.concat(parts, ignore_index=True)
    counts["n"] = counts["met"] + counts["missed"] + counts["breached_open"]
    enough = ((counts["n"] >= fewest) & (counts["group"] != LATER)).to_numpy()
    low, high = wilson_interval(counts["met"], counts["n"])
    share = counts["met"] / counts["n"].where(counts["n"] > 0)
    for name, figure in (("share", share.to_numpy(dtype=np.float64)), ("low", low), ("high", high)):
        counts[name] = np.where(enough, figure, np.nan)
    for name in _USED:
        counts[name] = counts[name].where(counts["used"] >= fewest)
    return counts[["clock", "grouped_by", "group", "n", "share", "low", "high", *_USED, *_COUNTS]]


def _memberships(
    status: pd.DataFrame, records: pd.DataFrame, timezone: str, running_week: date
) -> Iterator[tuple[str, NDArray[np.intp], "pd.Series[str]"]]:
    """Every way of grouping: its name, rows of `status`, and the group of each; a row may belong to several."""
    every = np.arange(len(status))
    record = records.index.get_indexer(pd.Index(status["record_id"]))
    yield "overall", every, pd.Series("all", index=every, dtype="str")
    for field in ("team", "priority"):
        if field in records:
            yield field, every, records[field].take(record)
    if "market" in records:
        rows, markets = _each_market(records["market"].take(record))
        yield "market", rows, markets
    weeks = _week_beginning(status["due_at"], timezone)
    yield "week", every, weeks
    first = running_week - timedelta(weeks=WEEKS - 1)
    others = weeks.mask(weeks < first.isoformat(), EARLIER).mask(weeks > running_week.isoformat(), LATER)
    rows = np.flatnonzero(others.isin([EARLIER, LATER]))
    yield "other_weeks", rows, others.take(rows)


def _each_market(markets: "pd.Series[Any]") -> tuple[NDArray[np.intp], "pd.Series[str]"]:
    """Rows and their markets, one after the other; a row without a market once, with none."""
    exploded = markets.reset_index(drop=True).explode()
    return exploded.index.to_numpy(), exploded.astype("str")


def _week_beginning(due: "pd.Series[pd.Timestamp]", timezone: str) -> "pd.Series[str]":
    """The Monday of each instant's local week as '2026-03-09'."""
    known = due.notna().to_numpy()
    micros = as_array(due[known]).astype(np.int64)
    days = np.full(len(due), np.datetime64("NaT", "D"))
    if len(micros):
        local = local_clock(timezone, int(micros.min()), int(micros.max())).reading(micros) // DAY
        days[known] = (local - (local + 3) % 7).astype("datetime64[D]")  # 1970 began on a Thursday
    return pd.Series(pd.DatetimeIndex(days).strftime("%Y-%m-%d"), dtype="str")


def _counted(status: pd.DataFrame, grouped_by: str, rows: NDArray[np.intp], groups: "pd.Series[str]") -> pd.DataFrame:
    clock, state = (status[name].to_numpy()[rows] for name in ("clock", "state"))
    members = pd.DataFrame({"clock": clock, "group": groups.to_numpy(), "state": state}, dtype="str")
    counts = members.value_counts(dropna=False).unstack("state", fill_value=0)
    counts = counts.reindex(columns=list(_COUNTS.values()), fill_value=0).set_axis(list(_COUNTS), axis=1)
    is_done = members["state"].isin(["met", "missed"])
    done = members[is_done].assign(used=status["elapsed_seconds"].to_numpy()[rows][is_done])
    used = done.groupby(["clock", "group"], dropna=False)["used"]
    quantiles = used.quantile(np.array(_QUANTILES)).unstack().reindex(columns=_QUANTILES).set_axis(_USED, axis=1)
    counts = counts.join(quantiles).join(used.count())
    return counts.reset_index().assign(grouped_by=grouped_by).sort_values(["clock", "group"])
