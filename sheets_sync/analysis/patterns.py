"""Which violations come back week after week, and whether they come more often than before. Rule: methods.md §4."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from sheets_sync.analysis.rates import poisson_ratio_interval

# kind of stream: what a case needs, besides its violation type, to belong to one
_STREAMS: dict[str, list[str]] = {"type": [], "type_market": ["market"], "type_category": ["product_category"]}


class PatternPolicy(BaseModel):
    """When a stream of cases recurs, and over which weeks its trend is taken. A week counts once it is over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weeks_back: int = Field(26, gt=0)
    weekly_cap: int = Field(3, gt=0)  # one bad week must not look like a habit
    min_capped_mean: float = Field(0.6, gt=0)
    presence_weeks: int = Field(13, gt=0)
    min_present_weeks: int = Field(6, gt=0)  # of presence_weeks
    recent_weeks: int = Field(4, gt=0)
    earlier_weeks: int = Field(12, gt=0)  # before the recent ones
    min_weeks: int = Field(8, gt=0)  # under which it is too early to say


@dataclass(frozen=True)
class PatternCases:
    """Every case once: cases = counted + without_type + not_yet_opened + opened_before."""

    cases: int
    counted: int
    without_type: int  # opened in the weeks looked at, but in no stream
    not_yet_opened: int  # opened after `now`, which must be a slip of the pen
    opened_before: int  # the first week looked at
    without_market: int  # of those counted: in the streams of their type and category only
    without_category: int  # of those counted: in the streams of their type and market only


@dataclass(frozen=True)
class PatternTallies:
    """Streams of cases by week, and what recurs; both frames have one row per stream, the same index and order.

    `streams` is sorted by kind, then rank:

        kind                type, type_market, type_category
        violation_type, market, product_category
                            what its cases have in common; missing where the kind does not look at it
        this_week           cases of the running week, which is partial and never judged
        last_week           cases of the last complete week
        recent_count, earlier_count
                            cases of the last 4 complete weeks, and of the 12 before them
        ratio               cases a week in the recent weeks ÷ in the earlier ones; infinite if there were none before
        ratio_lower, ratio_upper
                            its exact 95 % interval
        direction           rising or falling only if the interval excludes 1; steady; too_early
        count               cases of all complete weeks looked at
        rank                by count among the streams of its kind, ties share the better one
        present_weeks       of the last 13 complete weeks, those with a case
        capped_mean         cases a week, each week counted up to 3
        recurring           whether both are high enough, and the weeks are enough to say so

    `weekly` holds the counts, a column for the Monday of each week: the complete ones, then the running one.
    """

    streams: pd.DataFrame
    weekly: pd.DataFrame
    weeks: tuple[date, ...]  # Mondays of the complete weeks looked at, in which at least one stream has a case
    weeks_not_filled: tuple[date, ...]  # Mondays of the weeks between them that were dropped, not read as zero
    running_week: date
    is_fresh: bool  # whether the last complete week is one of them
    too_early: bool  # fewer complete weeks than the policy asks for
    cases: PatternCases


def weekly_patterns(cases: pd.DataFrame, policy: PatternPolicy, *, timezone: str, now: datetime) -> PatternTallies:
    """The streams of cases by week (Monday to Sunday in `timezone`, by `opened_at`) as they stand at `now`.

    `cases` has one row per `case_id` with `opened_at` (UTC, never missing), `violation_type`, `market` (tuples of ISO
    codes) and `product_category`, missing where unknown. A case of several markets counts once in each of
    them, and once in the streams of its type and category.
    """
    zone = ZoneInfo(timezone)
    running = _monday(now.astimezone(zone).date())
    frame = cases.assign(
        week=_mondays(cases["opened_at"], zone), product_category=_usual_spelling(cases["product_category"])
    )
    past, typed = frame["opened_at"] <= now, frame["violation_type"].notna()
    filled = sorted(set(frame.loc[typed & (frame["week"] < running), "week"]))
    weeks = filled[-policy.weeks_back :]
    looked_at = past & (frame["week"] >= min([*weeks, running]))

    weekly = _weekly_counts(frame[looked_at & typed], [*weeks, running])
    streams = _summary(weekly, weeks, running, policy)
    order = streams.sort_values(["kind", "rank", "violation_type", "market", "product_category"]).index
    return PatternTallies(
        streams=streams.loc[order].reset_index(drop=True),
        weekly=weekly.loc[order, [*weeks, running]].reset_index(drop=True),
        weeks=tuple(weeks),
        weeks_not_filled=_gaps(weeks, running),
        running_week=running,
        is_fresh=running - timedelta(weeks=1) in weeks,
        too_early=len(weeks) < policy.min_weeks,
        cases=_account(frame, past=past, looked_at=looked_at, typed=typed),
    )


def _account(frame: pd.DataFrame, *, past: pd.Series, looked_at: pd.Series, typed: pd.Series) -> PatternCases:
    counted = frame[looked_at & typed]
    return PatternCases(
        cases=len(frame),
        counted=len(counted),
        without_type=int((looked_at & ~typed).sum()),
        not_yet_opened=int((~past).sum()),
        opened_before=int((past & ~looked_at).sum()),
        without_market=int((counted["market"].map(_size) == 0).sum()),
        without_category=int(counted["product_category"].isna().sum()),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(instants: pd.Series, zone: ZoneInfo) -> pd.Series:
    # Without the zone first: a Monday's midnight may not exist on the day the clocks change.
    local = instants.dt.tz_convert(zone).dt.tz_localize(None)
    mondays: pd.Series = (local.dt.normalize() - pd.to_timedelta(local.dt.day_of_week, unit="D")).dt.date
    return mondays


def _gaps(weeks: list[date], running: date) -> tuple[date, ...]:
    first = min([*weeks, running])
    every = (first + timedelta(weeks=n) for n in range((running - first).days // 7))
    return tuple(week for week in every if week not in weeks)


def _size(markets: object) -> int:
    return len(markets) if isinstance(markets, tuple) else 0


def _usual_spelling(words: pd.Series) -> pd.Series:
    """Each word in the spelling most of its kind are written in; between equals, the first by alphabet."""
    tidy = words.str.strip().replace("", None)
    key = tidy.str.casefold()
    spellings = pd.DataFrame({"key": key, "word": tidy}).value_counts().reset_index()
    usual = spellings.sort_values(["key", "count", "word"], ascending=[True, False, True]).drop_duplicates("key")
    return key.map(usual.set_index("key")["word"])


def _weekly_counts(cases: pd.DataFrame, weeks: list[date]) -> pd.DataFrame:
    in_each_market = cases.explode("market")
    tables = []
    for kind, fields in _STREAMS.items():
        members = (in_each_market if "market" in fields else cases).dropna(subset=fields)
        keys = [members[field] for field in ["violation_type", *fields]]
        counts = pd.crosstab(keys, members["week"]).reindex(columns=weeks, fill_value=0).reset_index()
        tables.append(counts.assign(kind=kind))
    return pd.concat(tables, ignore_index=True).reindex(
        columns=["kind", "violation_type", "market", "product_category", *weeks]
    )


def _summary(weekly: pd.DataFrame, weeks: list[date], running: date, policy: PatternPolicy) -> pd.DataFrame:
    complete = weekly[weeks]
    recent, earlier = _windows(complete, policy)
    capped_mean = complete.clip(upper=policy.weekly_cap).sum(axis=1) / max(len(weeks), 1)
    present_weeks = (complete.iloc[:, -policy.presence_weeks :] > 0).sum(axis=1)
    enough = len(weeks) >= policy.min_weeks
    recurs = (capped_mean >= policy.min_capped_mean) & (present_weeks >= policy.min_present_weeks)
    count = complete.sum(axis=1)
    volume = weekly[["kind", "violation_type", "market", "product_category"]].assign(
        this_week=weekly[running],
        last_week=complete.iloc[:, -1:].sum(axis=1),
        recent_count=recent.sum(axis=1),
        earlier_count=earlier.sum(axis=1),
    )
    return volume.join(_trend(recent, earlier, enough=enough)).assign(
        count=count,
        rank=count.groupby(weekly["kind"]).rank(method="min", ascending=False).astype(int),
        present_weeks=present_weeks,
        capped_mean=capped_mean,
        recurring=recurs & enough,
    )


def _windows(complete: pd.DataFrame, policy: PatternPolicy) -> tuple[pd.DataFrame, pd.DataFrame]:
    recent = complete.iloc[:, -policy.recent_weeks :]
    earlier = complete.iloc[:, : -policy.recent_weeks].iloc[:, -policy.earlier_weeks :]
    return recent, earlier


def _trend(recent: pd.DataFrame, earlier: pd.DataFrame, *, enough: bool) -> pd.DataFrame:
    (now, now_weeks), (before, before_weeks) = (
        (window.sum(axis=1).to_numpy(dtype=float), window.shape[1]) for window in (recent, earlier)
    )
    lower, upper = poisson_ratio_interval(now, now_weeks, before, before_weeks)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = now * before_weeks / (before * now_weeks)
    direction = np.select([lower > 1, upper < 1], ["rising", "falling"], "steady") if enough else "too_early"
    return pd.DataFrame(
        {"ratio": ratio, "ratio_lower": lower, "ratio_upper": upper, "direction": direction}, index=recent.index
    )
