import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.chart_plan import Axis, has_values, planned, value_axis
from sheets_sync.workbooks.tab import Chart, Series

WEEKS = tuple(f"W{week}" for week in range(36, 48))


def chart(*series: Series, kind="line", number="count", categories=None) -> Chart:
    names = categories or WEEKS[: len(series[0].values)]
    return Chart("Cases by week", kind, names, series, number, "No case.")


def cases(*values: float | None, tone="accent") -> Series:
    return Series("cases", values, tone)


@pytest.mark.parametrize(
    ("drawn", "axis"),
    [
        (chart(cases(40, 61), kind="column"), Axis(0, 80, 20)),
        (chart(cases(95, 100), kind="column"), Axis(0, 100, 25)),
        (chart(cases(20, 22), cases(9, 12, tone="soon"), kind="stacked"), Axis(0, 40, 10)),
        (chart(cases(-7, 12), kind="column"), Axis(-10, 15, 5)),
        (chart(cases(0, 0), kind="column"), Axis(0, 1, 1)),
        (chart(cases(1, 2)), Axis(0, 2, 1)),
        (chart(cases(240, 355)), Axis(0, 400, 100)),
        (chart(cases(900, 1000)), Axis(900, 1000, 25)),
        (chart(cases(1000, 1001)), Axis(0, 1500, 500)),
        (chart(cases(0.84, 0.93), number="share"), Axis(0.8, 0.95, 0.05)),
        (chart(cases(0.2, 0.98), number="share"), Axis(0, 1, 0.25)),
        (chart(cases(0.9, 1.0), number="share"), Axis(0.9, 1, 0.05)),
        (chart(cases(0.9, 0.9), number="share"), Axis(0, 1, 0.25)),
    ],
)
def test_the_axis_is_round_and_bars_stand_on_zero(drawn, axis):
    assert value_axis(drawn) == axis


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12),
    st.sampled_from(["line", "column", "stacked"]),
)
def test_every_value_lies_within_the_axis(values, kind):
    axis = value_axis(chart(cases(*values), kind=kind))

    assert axis.step > 0
    assert axis.low <= min(values) + axis.step / 1e6
    assert axis.high >= max(values) - axis.step / 1e6
    assert (axis.high - axis.low) / axis.step < 12


def test_expected_is_a_dashed_line_beside_bars():
    plan = planned(chart(cases(40, 44, tone="past"), Series("expected", (48, 48), "expected"), kind="column"))

    assert [(one.form, one.dashed) for one in plan.series] == [("bars", False), ("line", True)]


def test_bars_share_their_place_only_where_they_never_meet():
    meeting = planned(chart(cases(40, 44, tone="past"), cases(1, 2), kind="column"))
    in_turns = planned(chart(cases(40, None, tone="past"), cases(None, 61, tone="soon"), kind="column"))

    assert (meeting.overlapping, in_turns.overlapping) == (False, True)


def test_a_point_without_neighbours_gets_a_dot():
    plan = planned(chart(cases(1, None, 3, 4), cases(1, 2, 3, 4)))

    assert [one.dots for one in plan.series] == [True, False]


def test_only_several_series_need_a_legend():
    assert not planned(chart(cases(1, 2))).legend
    assert planned(chart(cases(1, 2), cases(2, 3, tone="past"))).legend


def test_crowded_labels_are_thinned_out():
    days = tuple(f"{day} November" for day in range(1, 31))

    assert planned(chart(cases(1, 2))).label_every == 1
    assert planned(chart(cases(*range(30)), categories=days)).label_every > 3


def test_a_long_title_is_set_smaller():
    short = chart(cases(1, 2))
    long = Chart(
        "Cases by week and by market: " + "61, above all " * 3, "line", short.categories, short.series, "count", ""
    )

    assert planned(short).title_points == 11
    assert planned(long).title_points < 11


def test_nothing_but_gaps_is_no_chart():
    assert not has_values(chart(cases(None, None, float("nan"))))
    assert has_values(chart(cases(None, 0)))
