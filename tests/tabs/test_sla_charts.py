from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from sheets_sync.tabs.sla_charts import sla_teams_chart, sla_trend_chart
from sheets_sync.workbooks.tab import Chart, Series
from tests.tabs.findings import findings

NONE = float("nan")
WEEKS = [date(2026, 2, 2), date(2026, 2, 9), date(2026, 2, 16), date(2026, 2, 23), date(2026, 3, 2)]


def trend_chart(**shares: Sequence[float]) -> Chart:
    """The chart of clocks whose rates, of five weeks, are known to a hundredth."""
    trend = pd.concat(
        pd.DataFrame({"clock": clock, "week": WEEKS, "share": of_clock, "low": of_clock, "high": of_clock})
        for clock, of_clock in shares.items()
    )
    trend["low"], trend["high"] = trend["share"] - 0.01, trend["share"] + 0.01
    return sla_trend_chart(replace(findings(), attainment_trend=trend))


@pytest.mark.parametrize(
    ("first_response", "resolution", "title"),
    [
        ((0.9,) * 5, (0.8,) * 5, "SLA met: first response 90 %, resolution 80 %, no clear change"),
        ((0.9,) * 5, (0.88, 0.8, 0.8, 0.8, 0.7), "SLA met: resolution 70 %, down from 88 %; first response 90 %"),
        (
            (0.8, 0.9, 0.9, 0.9, 0.9), (0.88, 0.8, 0.8, 0.8, 0.7),
            "SLA met: first response 90 %, up from 80 %; resolution 70 %, down from 88 %",
        ),
        ((NONE,) * 4 + (0.9,), (0.8,) * 5, "SLA met: first response 90 %, resolution 80 %"),
        ((0.9,) * 4 + (NONE,), (0.8,) * 5, "SLA met: resolution 80 %, no clear change"),
        ((0.9,) * 4 + (NONE,), (0.8,) * 4 + (NONE,), "SLA met"),
    ],
)  # fmt: skip
def test_the_title_says_where_rates_stand_and_which_have_clearly_changed_since_four_weeks_before(
    first_response: Sequence[float], resolution: Sequence[float], title: str
):
    assert trend_chart(first_response=first_response, resolution=resolution).title == title


def test_a_window_without_a_rate_is_a_gap():
    chart = trend_chart(resolution=(0.8, NONE, 0.8, 0.8, 0.8))

    assert chart.series == (Series("Resolution, 4 weeks", (0.8, None, 0.8, 0.8, 0.8), "soon"),)
    assert chart.categories == ("W06", "W07", "W08", "W09", "W10")


def teams_chart(*rows: tuple[str | None, str, int, float]) -> Chart:
    attained = pd.DataFrame(rows, columns=["group", "clock", "n", "share"]).assign(grouped_by="team")
    elsewhere = attained.assign(grouped_by="market", group="DE")
    return sla_teams_chart(replace(findings(), attainment=pd.concat([elsewhere, attained])))


def test_teams_stand_by_their_verdicts_and_those_without_a_rate_are_left_out():
    chart = teams_chart(
        ("legal", "resolution", 4, NONE),
        ("policy", "resolution", 20, 0.75),
        ("policy", "first_response", 9, NONE),
        ("moderation_quality", "resolution", 30, 0.9),
        ("moderation_quality", "first_response", 30, 0.95),
        (None, "resolution", 12, 0.8),
    )

    assert chart.categories == ("Moderation quality", "Policy", "No team")
    assert [(series.name, series.values) for series in chart.series] == [
        ("First response", (0.95, None, None)),
        ("Resolution", (0.9, 0.75, 0.8)),
    ]
    assert chart.title == "SLA met by team: resolution 75 % to 90 %"


def test_teams_of_one_name_in_words_stand_side_by_side():
    chart = teams_chart(("risk_desk", "resolution", 30, 0.9), ("Risk desk", "resolution", 20, 0.75))

    assert chart.categories == ("Risk desk", "Risk desk")
    assert chart.series == (Series("Resolution", (0.9, 0.75), "soon"),)


def test_a_clock_without_any_rate_is_not_drawn():
    assert [series.name for series in teams_chart(("policy", "resolution", 20, 0.75)).series] == ["Resolution"]
    assert len(trend_chart(first_response=(NONE,) * 5, resolution=(0.8,) * 5).series) == 1


def test_one_team_alone_is_compared_with_none():
    assert teams_chart(("policy", "resolution", 20, 0.75)).title == "SLA met by team"


def test_without_a_rate_there_is_a_sentence():
    chart = teams_chart(("legal", "resolution", 4, NONE))

    assert chart.series == ()
    assert chart.empty == "Not enough data: fewer than 10 verdicts for every team."
