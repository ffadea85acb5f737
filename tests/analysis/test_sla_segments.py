from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.sla_pauses import Pause
from sheets_sync.analysis.sla_segments import Segment, counted_segments, cut_at, pauses_within
from tests.analysis.hours_drawing import HOUR, OFFICE, calendar
from tests.analysis.second_oracle import SECOND, Rules, SecondOracle
from tests.analysis.test_business_hours_by_the_second import (
    DAYS,
    after,
    placed,
    rules_near_a_clock_change,
    seconds_in,
    some_pauses,
)
from tests.drawing import utc


def pause(start: str, end: str | None, status: str | None = "waiting") -> Pause:
    return Pause(utc(start), utc(end) if end else None, status)


def told(hours: Calendar | None, start: str, end: str, *pauses: Pause) -> list[str]:
    """Segments in UTC, as '06 15:00 – 06 17:00'."""
    segments = counted_segments(hours, utc(start), utc(end), pauses)
    return [f"{one.start:%d %H:%M} – {one.end:%d %H:%M}" for one in segments]


def test_every_stretch_of_open_time_is_a_segment():
    hours = calendar("mon-fri 09:00-12:00 13:00-18:00", holidays="2026-03-09")

    assert told(hours, "2026-03-06 09:00", "2026-03-10 09:30") == [
        "06 09:00 – 06 11:00", "06 12:00 – 06 17:00", "10 08:00 – 10 09:30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("week", "start", "end", "segments"),
    [
        ("mon-fri 22:00-06:00", "2026-03-09 12:00", "2026-03-10 12:00", ["09 21:00 – 10 05:00"]),
        ("sat 22:00-06:00", "2026-03-28 12:00", "2026-03-29 12:00", ["28 21:00 – 29 04:00"]),  # an hour is skipped
        ("sat 22:00-06:00", "2026-10-24 12:00", "2026-10-25 12:00", ["24 20:00 – 25 05:00"]),  # an hour comes twice
        ("mon-sun 00:00-24:00", "2026-03-06 10:00", "2026-03-09 10:00", ["06 10:00 – 09 10:00"]),
        ("mon-fri 09:00-18:00", "2026-03-07 10:00", "2026-03-08 10:00", []),
        ("mon-fri 09:00-18:00", "2026-03-09 10:00", "2026-03-09 09:00", []),
    ],
)
def test_a_segment_ends_only_where_open_time_ends(week: str, start: str, end: str, segments: list[str]):
    assert told(calendar(week), start, end) == segments


def test_day_and_night_is_one_segment():
    assert told(None, "2026-03-06 10:00", "2026-03-29 10:00") == ["06 10:00 – 29 10:00"]


def test_what_is_paused_is_cut_out_and_pauses_outside_hours_cut_nothing():
    pauses = [
        pause("2026-03-09 10:00", "2026-03-09 11:00"),
        pause("2026-03-09 10:30", "2026-03-09 11:30", None),
        pause("2026-03-09 20:00", "2026-03-09 21:00"),
        pause("2026-03-10 09:00", "2026-03-10 09:00"),
    ]

    assert told(calendar(OFFICE), "2026-03-09 09:00", "2026-03-10 10:00", *pauses) == [
        "09 09:00 – 09 10:00", "09 11:30 – 09 17:00", "10 08:00 – 10 10:00",
    ]  # fmt: skip


def test_pauses_that_overlap_count_once_and_each_tells_the_open_time_it_took():
    pauses = [
        pause("2026-03-09 10:30", "2026-03-09 11:30", None),
        pause("2026-03-06 16:00", "2026-03-09 11:00"),
        pause("2026-03-09 16:00", None),
    ]

    found = pauses_within(calendar(OFFICE), utc("2026-03-06 09:00"), utc("2026-03-09 16:30"), pauses)

    assert found == (
        Pause(utc("2026-03-06 16:00"), utc("2026-03-09 11:00"), "waiting", 4 * HOUR),
        Pause(utc("2026-03-09 11:00"), utc("2026-03-09 11:30"), None, HOUR / 2),
        Pause(utc("2026-03-09 16:00"), None, "waiting", HOUR / 2),
    )


def test_a_pause_before_the_start_or_after_the_end_is_none():
    pauses = [pause("2026-03-09 07:00", "2026-03-09 08:00"), pause("2026-03-09 12:00", None)]

    assert not pauses_within(None, utc("2026-03-09 08:00"), utc("2026-03-09 12:00"), pauses)


def test_segments_are_cut_only_within():
    one, other = (Segment(utc(f"2026-03-{day} 08:00"), utc(f"2026-03-{day} 12:00")) for day in ("09", "10"))

    assert cut_at([one, other], utc("2026-03-10 09:00")) == (
        one,
        Segment(utc("2026-03-10 08:00"), utc("2026-03-10 09:00")),
        Segment(utc("2026-03-10 09:00"), utc("2026-03-10 12:00")),
    )
    assert cut_at([one, other], utc("2026-03-09 12:00")) == (one, other)


@settings(max_examples=25)
@given(rules_near_a_clock_change(), st.tuples(seconds_in, seconds_in).map(sorted), some_pauses)
def test_segments_hold_every_second_that_counts_and_no_other(
    given_rules: tuple[Rules, datetime], span: list[int], given_pauses: list[tuple[int, int | None]]
):
    rules, first = given_rules
    start, end = (after(first, seconds) for seconds in span)
    stood_still: Any = placed(first, given_pauses)
    oracle = SecondOracle(rules, first, DAYS, stood_still)

    segments = counted_segments(rules.calendar(), start, end, [Pause(*one, "waiting") for one in stood_still])

    assert sum(one.seconds for one in segments) == oracle.elapsed(start, end)
    assert all(oracle.elapsed(one.start, one.end) == one.seconds > 0 for one in segments)
    assert all(start <= one.start and one.end <= end for one in segments)
    # None goes on beyond its ends.
    assert not any(oracle.elapsed(one.start - SECOND, one.start) for one in segments if one.start > start)
    assert not any(oracle.elapsed(one.end, one.end + SECOND) for one in segments if one.end < end)
