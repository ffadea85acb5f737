from datetime import date, timedelta

import pandas as pd
import pytest

from sheets_sync.analysis.attainment_trend import attainment_trend, latest_changes

WEEKS = {"2026-02-02": (3, 3), "2026-02-09": (2, 4), "2026-02-16": (4, 4), "2026-02-23": (1, 1), "2026-03-02": (9, 9)}


def attainment_by_week() -> pd.DataFrame:
    rows = [("first_response", "week", week, met, n) for week, (met, n) in WEEKS.items()]
    return pd.DataFrame(rows, columns=["clock", "grouped_by", "group", "met", "n"])


def test_a_window_holds_the_four_weeks_up_to_the_last_full_one():
    trend = attainment_trend(attainment_by_week(), date(2026, 3, 2)).set_index(["clock", "week"])

    last = trend.loc[("first_response", date(2026, 2, 23))]
    assert (last["met"], last["n"]) == (10, 12)
    assert round(last["share"], 3) == 0.833
    assert last["low"] < last["share"] < last["high"]


def test_the_running_week_is_never_part_of_a_window():
    trend = attainment_trend(attainment_by_week(), date(2026, 3, 2))

    assert trend["week"].max() == date(2026, 2, 23)


def test_a_window_with_few_verdicts_has_counts_and_no_rate():
    trend = attainment_trend(attainment_by_week(), date(2026, 3, 2)).set_index(["clock", "week"])

    early = trend.loc[("first_response", date(2026, 2, 9))]
    assert (early["met"], early["n"]) == (5, 7)
    assert pd.isna(early["share"])


def test_a_clock_without_verdicts_has_empty_windows():
    trend = attainment_trend(attainment_by_week(), date(2026, 3, 2))

    assert trend.loc[trend["clock"] == "resolution", "n"].sum() == 0


def trend_of(*met_of: tuple[int, int]) -> pd.DataFrame:
    """Windows of four weeks: the first of each pair's verdicts fall into one week of it."""
    rows = [
        ("resolution", "week", (date(2026, 3, 2) - timedelta(weeks=4 * ago)).isoformat(), met, n)
        for ago, (met, n) in enumerate(reversed(met_of))
    ]
    frame = pd.DataFrame(rows, columns=["clock", "grouped_by", "group", "met", "n"])
    return attainment_trend(frame, date(2026, 3, 9), clocks=["resolution"])


@pytest.mark.parametrize(
    ("before", "latest", "has_changed"),
    [
        ((90, 100), (70, 100), True),
        ((70, 100), (90, 100), True),
        ((80, 100), (78, 100), False),
        ((9, 10), (7, 10), False),  # too few to tell
        ((56, 70), (48, 80), True),  # Newcombe's own example: a difference of 0.2, from 0.052 to 0.334
        ((10, 10), (10, 10), False),
    ],
)
def test_a_rate_has_changed_where_chance_alone_would_hardly_move_it_so_far(
    before: tuple[int, int], latest: tuple[int, int], *, has_changed: bool
):
    (change,) = latest_changes(trend_of(before, latest)).itertuples()

    assert (change.share, change.before) == (latest[0] / latest[1], before[0] / before[1])
    assert change.has_changed == has_changed


def test_without_a_rate_four_weeks_before_nothing_has_changed():
    (change,) = latest_changes(trend_of((4, 9), (70, 100))).itertuples()

    assert (pd.isna(change.before), change.has_changed) == (True, False)


def test_a_clock_without_a_rate_stands_nowhere():
    assert latest_changes(trend_of((90, 100), (4, 9))).empty
