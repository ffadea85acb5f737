"""The engine against a clock that is read second by second, on random calendars around changes of the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.business_hours import breach_at, due_after_days, due_at, elapsed_seconds, is_open
from sheets_sync.analysis.pauses import Pauses
from tests.analysis.hours_drawing import HOUR
from tests.analysis.second_oracle import Rules, SecondOracle

# A zone and a day its clock changes on: by an hour, by half or two, at midnight, by a whole day, and not at all.
CLOCK_CHANGES = [
    ("Europe/Berlin", "2024-03-31"),
    ("Europe/Berlin", "2024-10-27"),
    ("Europe/Lisbon", "2025-03-30"),
    ("Atlantic/Azores", "2024-10-27"),
    ("America/St_Johns", "2024-11-03"),
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2018-02-18"),
    ("Asia/Beirut", "2022-03-27"),
    ("Asia/Gaza", "2024-04-20"),
    ("Africa/Casablanca", "2024-03-10"),
    ("Australia/Lord_Howe", "2024-10-06"),
    ("Antarctica/Troll", "2024-03-31"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Kathmandu", "2026-03-09"),
]
DAYS = 6

hours_of_a_day = st.lists(
    st.tuples(st.integers(0, 95), st.integers(1, 95)).map(lambda span: (span[0] * 15, (span[0] + span[1]) * 15)),
    max_size=2,
)


@st.composite
def rules_near_a_clock_change(draw: st.DrawFn) -> tuple[Rules, datetime]:
    """A random calendar, and the first instant of the days worth looking at."""
    zone, change = draw(st.sampled_from(CLOCK_CHANGES))
    day = date.fromisoformat(change)
    near = st.integers(-3, 3).map(lambda days: day + timedelta(days=days))
    rules = Rules(
        zone,
        week=draw(st.dictionaries(st.integers(0, 6), hours_of_a_day, min_size=3)),
        exceptions=draw(st.dictionaries(near, hours_of_a_day, max_size=2)),
        weekly_breaks=draw(st.dictionaries(st.integers(0, 6), hours_of_a_day, max_size=1)),
        dated_breaks=draw(st.dictionaries(near, hours_of_a_day, max_size=1)),
        holidays=draw(st.frozensets(near, max_size=2)),
    )
    return rules, datetime.combine(day - timedelta(days=DAYS // 2), datetime.min.time(), UTC)


seconds_in = st.integers(0, DAYS * 86_400 - 1)
some_pauses = st.lists(st.tuples(seconds_in, st.integers(0, 86_400) | st.none()), max_size=3)
targets = st.sampled_from([0, 1, 60, HOUR, 5 * HOUR, 8 * HOUR]) | st.integers(0, 40 * HOUR)


def after(first: datetime, seconds: int) -> datetime:
    return first + timedelta(seconds=seconds)


def placed(first: datetime, given: Sequence[tuple[int, int | None]]) -> list[tuple[datetime, datetime | None]]:
    return [(after(first, at), None if lasts is None else after(first, at + lasts)) for at, lasts in given]


def as_pauses(given: Sequence[tuple[datetime, datetime | None]]) -> Pauses:
    return Pauses.of_each([given])


def same(found: datetime | None, expected: datetime | None, oracle: SecondOracle) -> bool:
    """Whether the engine agrees; where the oracle's days end first, that it looks beyond them too."""
    if expected is None:
        return found is None or not oracle.first < found < after(oracle.first, oracle.seconds)
    return found == expected


@settings(max_examples=25)
@given(rules_near_a_clock_change(), seconds_in, seconds_in, targets, some_pauses, st.sampled_from([1, -1]))
def test_every_second_agrees_with_a_clock_read_second_by_second(
    given_rules: tuple[Rules, datetime],
    one: int,
    other: int,
    target: int,
    given_pauses: list[tuple[int, int | None]],
    way: int,
):
    rules, first = given_rules
    start, end = after(first, min(one, other)), after(first, max(one, other))
    stood_still = placed(first, given_pauses)
    oracle, engine, paused = SecondOracle(rules, first, DAYS, stood_still), rules.calendar(), as_pauses(stood_still)

    assert is_open(engine, start) == oracle.is_open(start)
    assert elapsed_seconds(engine, start, end, paused) == oracle.elapsed(start, end)
    assert same(due_at(engine, start, way * target, paused), oracle.due(start, way * target), oracle)
    assert same(breach_at(engine, start, way * target, paused), oracle.breach(start, way * target), oracle)


@settings(max_examples=25)
@given(rules_near_a_clock_change(), st.integers(2 * 86_400, 4 * 86_400), st.integers(-2, 2), some_pauses)
def test_working_days_agree_with_dates_counted_one_by_one(
    given_rules: tuple[Rules, datetime], at: int, days: int, given_pauses: list[tuple[int, int | None]]
):
    rules, first = given_rules
    start, stood_still = after(first, at), placed(first, given_pauses)
    oracle = SecondOracle(rules, first, DAYS, stood_still)
    unpaused = oracle.after_days(start, days)

    found = due_after_days(rules.calendar(), start, days, as_pauses(stood_still))

    # At the edge of the oracle's days a date may be cut off from the hours that make it a working one.
    inside = unpaused is not None and abs(unpaused - start) < timedelta(days=1, hours=12)
    assert not inside or same(found, oracle.after_days_and_pauses(start, days), oracle)


@settings(max_examples=25)
@given(rules_near_a_clock_change(), seconds_in, st.integers(0, 3), some_pauses, st.tuples(seconds_in, seconds_in))
def test_a_further_pause_never_makes_working_days_end_earlier(
    given_rules: tuple[Rules, datetime],
    at: int,
    days: int,
    given_pauses: list[tuple[int, int | None]],
    further: tuple[int, int],
):
    rules, first = given_rules
    engine, start = rules.calendar(), after(first, at)
    few, more = (as_pauses(placed(first, some)) for some in (given_pauses, [*given_pauses, further]))

    due, later = (due_after_days(engine, start, days, stood_still) for stood_still in (few, more))

    assert later is None or later >= due


@settings(max_examples=25)
@given(rules_near_a_clock_change(), st.tuples(seconds_in, seconds_in, seconds_in).map(sorted), some_pauses)
def test_elapsed_time_adds_up(
    given_rules: tuple[Rules, datetime], at: list[int], given_pauses: list[tuple[int, int | None]]
):
    rules, first = given_rules
    engine, paused = rules.calendar(), as_pauses(placed(first, given_pauses))
    start, middle, end = (after(first, seconds) for seconds in at)

    parts = elapsed_seconds(engine, start, middle, paused) + elapsed_seconds(engine, middle, end, paused)

    assert parts == elapsed_seconds(engine, start, end, paused)


@settings(max_examples=25)
@given(rules_near_a_clock_change(), seconds_in, targets, some_pauses)
def test_what_is_used_when_a_target_is_due_is_the_target(
    given_rules: tuple[Rules, datetime], at: int, target: int, given_pauses: list[tuple[int, int | None]]
):
    rules, first = given_rules
    engine, paused, start = rules.calendar(), as_pauses(placed(first, given_pauses)), after(first, at)

    due, breach = due_at(engine, start, target, paused), breach_at(engine, start, target, paused)

    assert due is None or elapsed_seconds(engine, start, due, paused) == target
    assert breach is None or (due <= breach and elapsed_seconds(engine, start, breach, paused) == target)


@settings(max_examples=25)
@given(rules_near_a_clock_change(), seconds_in, targets, some_pauses, st.tuples(seconds_in, st.integers(0, 86_400)))
def test_a_further_pause_or_holiday_never_makes_anything_due_earlier(
    given_rules: tuple[Rules, datetime],
    at: int,
    target: int,
    given_pauses: list[tuple[int, int | None]],
    further: tuple[int, int],
):
    rules, first = given_rules
    start, holiday = after(first, at), after(first, further[0]).date()
    few, more = (as_pauses(placed(first, some)) for some in (given_pauses, [*given_pauses, further]))

    due = due_at(rules.calendar(), start, target, few)

    for later in (
        due_at(rules.calendar(), start, target, more),
        due_at(replace(rules, holidays=rules.holidays | {holiday}).calendar(), start, target, few),
    ):
        assert later is None or later >= due


@settings(max_examples=25)
@given(rules_near_a_clock_change(), st.lists(seconds_in, min_size=2, max_size=5), targets, some_pauses)
def test_a_column_gives_what_its_rows_give_alone(
    given_rules: tuple[Rules, datetime], at: list[int], target: int, given_pauses: list[tuple[int, int | None]]
):
    rules, first = given_rules
    engine, alone = rules.calendar(), as_pauses(placed(first, given_pauses))
    starts = np.array([after(first, seconds).replace(tzinfo=None) for seconds in at], "datetime64[us]")
    rows = np.repeat(np.arange(len(at)), len(given_pauses))
    together = Pauses(rows, np.tile(alone.start, len(at)), np.tile(alone.end, len(at)))

    for walk in (due_at, breach_at):
        expected = [walk(engine, start, target, alone) for start in starts]
        assert walk(engine, starts, target, together).astype(str).tolist() == list(map(str, expected))
