from datetime import date

import pandas as pd

from sheets_sync.analysis.attainment_trend import attainment_trend

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
