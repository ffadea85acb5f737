from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.patterns import PatternCases, PatternPolicy, PatternTallies, weekly_patterns
from tests.drawing import utc

NOW = utc("2026-11-18 10:00")  # a Wednesday
RUNNING = date(2026, 11, 16)
LAST = date(2026, 11, 9)

Case = tuple[datetime, str | None, tuple[str, ...] | None, str | None]


def frame_of(cases: list[Case]) -> pd.DataFrame:
    frame = pd.DataFrame(cases, columns=["opened_at", "violation_type", "market", "product_category"])
    frame["opened_at"] = pd.to_datetime(frame["opened_at"], utc=True).astype("datetime64[us, UTC]")
    return frame.astype({"violation_type": "str", "product_category": "str", "market": "object"}).rename_axis("case_id")


def tallies(cases: list[Case], now: datetime = NOW, policy: PatternPolicy | None = None) -> PatternTallies:
    return weekly_patterns(frame_of(cases), policy or PatternPolicy(), timezone="Europe/Berlin", now=now)


def weekly(
    counts: str, violation: str | None = "copyright", markets: tuple[str, ...] | None = ("FR",), category=None
) -> list[Case]:
    """'1 0 2' is two cases in the last complete week and one two weeks before that."""
    numbers = [int(count) for count in counts.split()]
    mondays = [LAST - timedelta(weeks=ago) for ago in reversed(range(len(numbers)))]
    return [
        (utc(f"{monday} 12:00"), violation, markets, category)
        for monday, number in zip(mondays, numbers, strict=True)
        for _ in range(number)
    ]


def filled(weeks: int) -> list[Case]:
    """Cases of another type, one a week, so that no week is without any."""
    return weekly("1 " * weeks, "other", None)


def stream(found: PatternTallies, violation: str = "copyright") -> dict[str, object]:
    """The stream of a violation type."""
    streams = found.streams[found.streams["kind"] == "type"].drop(columns=["market", "product_category"])
    return dict(streams.set_index("violation_type").astype(object).loc[violation])


def test_a_case_of_two_markets_counts_once_in_each_and_once_in_its_type():
    found = tallies([(utc("2026-11-10 12:00"), "copyright", ("FR", "ES"), "Beauty")])

    counts = found.streams[["kind", "violation_type", "market", "product_category", "last_week"]]
    assert counts.fillna("").to_numpy().tolist() == [
        ["type", "copyright", "", "", 1],
        ["type_category", "copyright", "", "Beauty", 1],
        ["type_market", "copyright", "ES", "", 1],
        ["type_market", "copyright", "FR", "", 1],
    ]


def test_weeks_begin_on_monday_in_the_teams_zone():
    sunday_night, monday_morning = utc("2026-11-08 22:30"), utc("2026-11-08 23:30")

    found = tallies([(sunday_night, "copyright", None, None), (monday_morning, "copyright", None, None)])

    assert found.weekly.to_dict("records") == [{date(2026, 11, 2): 1, LAST: 1, RUNNING: 0}]


def test_the_running_week_is_shown_and_never_judged():
    quiet = filled(13) + weekly("1 1 1 1 1 1 1 1 1 1 1 1 1")
    outbreak = [(utc("2026-11-17 12:00"), "copyright", None, None)] * 9

    before, after = stream(tallies(quiet)), stream(tallies(quiet + outbreak))

    assert after == before | {"this_week": 9}


@pytest.mark.parametrize(
    ("counts", "recurs"),
    [
        ("1 0 1 0 1 0 1 0 1 0 1 0 1", False),  # in 7 weeks, but .54 a week
        ("2 0 1 0 1 0 1 0 1 0 1 0 1", True),
        ("0 0 0 0 0 0 0 0 2 2 2 2 2", False),  # often, but in 5 weeks only
        ("0 0 0 0 0 0 0 1 2 2 2 2 2", True),
        ("9 0 0 0 1 0 1 0 0 1 0 1 1 1 0 0", False),  # in 6 weeks, but one bad week counts as 3: .56 a week
        ("3 3 3 3 3 3 3 1 0 1 0 1 0 1 0 1 0 0 0 0", False),  # often, but in 5 of the last 13 weeks
    ],
)
def test_a_stream_recurs_when_it_is_frequent_and_regular(counts, recurs):
    assert stream(tallies(filled(len(counts) // 2 + 1) + weekly(counts)))["recurring"] is recurs


@pytest.mark.parametrize(
    ("counts", "direction"),
    [
        ("1 1 1 1 1 1 1 1 1 1 1 1 2 2 2 2", "steady"),  # twice as many, but that may be chance
        ("1 1 1 1 1 1 1 1 1 1 1 1 4 4 4 4", "rising"),
        ("3 3 3 3 3 3 3 3 3 3 3 3 0 1 0 0", "falling"),
        ("0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 3", "rising"),
        ("90 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "steady"),  # the first week is out of both windows
    ],
)
def test_a_trend_is_told_only_when_its_interval_excludes_1(counts, direction):
    assert stream(tallies(filled(17) + weekly(counts)))["direction"] == direction


def test_the_trend_compares_a_week_with_a_week():
    found = stream(tallies(filled(16) + weekly("1 1 1 1 1 1 1 1 1 1 1 1 4 4 4 4")))

    wanted = {"recent_count": 16, "earlier_count": 12, "ratio": 4.0, "last_week": 4, "count": 28}
    assert {field: found[field] for field in wanted} == wanted
    assert (found["ratio_lower"], found["ratio_upper"]) == pytest.approx((1.7755, 9.2637), abs=1e-4)


def test_with_fewer_than_8_complete_weeks_it_is_too_early_to_say():
    few, enough = tallies(weekly("3 " * 7)), tallies(weekly("3 " * 8))

    assert (few.too_early, stream(few)["direction"], stream(few)["recurring"]) == (True, "too_early", False)
    assert (enough.too_early, stream(enough)["direction"], stream(enough)["recurring"]) == (False, "steady", True)


def test_a_week_in_which_the_tracker_was_not_filled_is_dropped_not_read_as_zero():
    found = tallies(weekly("1 1 1 1 0 1 1 1 1"))

    assert found.weeks_not_filled == (LAST - timedelta(weeks=4),)
    assert len(found.weeks) == 8
    assert stream(found)["capped_mean"] == 1.0


def test_a_week_of_cases_without_a_type_says_nothing_about_the_types():
    found = tallies(weekly("1 1 0 1") + weekly("0 0 4 0", violation=None))

    assert (found.weeks_not_filled, found.cases.without_type) == ((LAST - timedelta(weeks=1),), 4)


def test_when_the_last_week_was_not_filled_the_last_complete_week_is_the_one_before():
    found = tallies(weekly("1 1 1 4 0"))

    assert (found.weeks[-1], stream(found)["last_week"]) == (LAST - timedelta(weeks=1), 4)


def test_weeks_before_the_first_case_do_not_exist():
    assert tallies(weekly("0 0 0 2 1")).weeks == (LAST - timedelta(weeks=1), LAST)


def test_only_the_weeks_looked_back_are_judged():
    found = tallies(weekly("9 " + "1 " * 26))

    assert (len(found.weeks), stream(found)["count"], found.cases.opened_before) == (26, 26, 9)


def test_every_case_is_accounted_for():
    untyped, no_market = weekly("2", None, ("FR",), "Beauty"), weekly("3", "copyright", None, "Beauty")
    no_category, empty = weekly("4", "copyright", ("FR",), " "), weekly("5", "copyright", (), "Beauty")
    future, old = [(utc("2026-11-18 10:01"), "copyright", ("FR",), "Beauty")], weekly("1" + " 0" * 30)

    found = tallies(untyped + no_market + no_category + empty + future + old + filled(26))

    assert found.cases == PatternCases(
        cases=42,
        counted=38,
        without_type=2,
        not_yet_opened=1,
        opened_before=1,
        without_market=34,
        without_category=30,
    )


@pytest.mark.parametrize(
    ("beauty", "upper", "shown"),
    [("2", "1", "Beauty"), ("2", "2", "BEAUTY"), ("1", "2", "BEAUTY")],  # between equals, the first by alphabet
)
def test_spellings_of_a_category_are_one_stream_under_the_most_frequent_one(beauty, upper, shown):
    cases = weekly(beauty, category="Beauty") + weekly("1", category=" beauty ") + weekly(upper, category="BEAUTY")

    found = tallies(cases)

    categories = found.streams.loc[found.streams["kind"] == "type_category", ["product_category", "last_week"]]
    assert categories.to_numpy().tolist() == [[shown, len(cases)]]


def test_streams_are_ranked_by_count_within_their_kind():
    found = tallies(
        weekly("3", "copyright", ("FR",)) + weekly("3", "gambling", ("FR",)) + weekly("1", "other", ("FR",))
    )

    ranks = found.streams[["kind", "violation_type", "rank"]].to_numpy().tolist()
    assert ranks == [
        ["type", "copyright", 1], ["type", "gambling", 1], ["type", "other", 3],
        ["type_market", "copyright", 1], ["type_market", "gambling", 1], ["type_market", "other", 3],
    ]  # fmt: skip


def test_a_tracker_without_cases_has_no_streams():
    found = tallies([])

    assert (len(found.streams), len(found.weekly), found.weeks, found.too_early) == (0, 0, (), True)
    assert list(found.weekly.columns) == [RUNNING]
    assert list(found.streams.columns) == list(tallies(weekly("1")).streams.columns)


CASES = st.lists(
    st.tuples(
        st.integers(0, 150 * 24).map(lambda hours: utc("2026-07-01 00:00") + timedelta(hours=hours)),
        st.sampled_from(["copyright", "gambling", None]),
        st.sampled_from([("FR",), ("FR", "ES"), (), None]),
        st.sampled_from(["Beauty", "beauty", "Toys", None]),
    ),
    max_size=40,
)


@given(cases=CASES, order=st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_rows_changes_nothing(cases, order):
    shuffled = order.sample(cases, len(cases))

    one, other = tallies(cases), tallies(shuffled)

    pd.testing.assert_frame_equal(one.streams, other.streams)
    pd.testing.assert_frame_equal(one.weekly, other.weekly)
    assert (one.weeks, one.cases) == (other.weeks, other.cases)


@given(cases=CASES)
@settings(max_examples=30)
def test_the_streams_hold_every_counted_case_and_no_other(cases):
    found = tallies(cases)

    account, by_kind = found.cases, found.weekly.sum(axis=1).groupby(found.streams["kind"]).sum()
    left = account.without_type + account.not_yet_opened + account.opened_before
    assert account.cases == len(cases) == account.counted + left
    assert by_kind.get("type", 0) == account.counted
    assert by_kind.get("type_category", 0) == account.counted - account.without_category
    assert (found.streams["count"] + found.streams["this_week"]).tolist() == found.weekly.sum(axis=1).tolist()
