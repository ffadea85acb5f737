from datetime import date
from typing import Any

from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.sla_closed_days import (
    ClockChange,
    Holiday,
    OtherHours,
    clock_changes,
    holidays_within,
    other_hours_within,
)
from sheets_sync.analysis.sla_segments import counted_segments
from tests.analysis.hours_drawing import HOUR, WEEKDAYS, calendar
from tests.drawing import utc

BERLIN = {"country": "DE", "subdivision": "BE"}


def hours(**rules: Any) -> CalendarPolicy:
    week = {day: ["09:00-18:00"] for day in WEEKDAYS[:5]}
    return CalendarPolicy.model_validate({"timezone": "Europe/Berlin", "week": week} | rules)


def test_a_holiday_that_took_open_time_is_told_by_name_and_by_what_it_took():
    added = hours(holidays=BERLIN | {"add": ["2026-04-08", "2026-04-04"]})

    # Thursday noon to Thursday noon; the added Saturday is closed anyway.
    assert holidays_within(added, utc("2026-04-02 10:00"), utc("2026-04-09 10:00")) == (
        Holiday(date(2026, 4, 3), "Good Friday", 9 * HOUR),
        Holiday(date(2026, 4, 6), "Easter Monday", 9 * HOUR),
        Holiday(date(2026, 4, 8), None, 9 * HOUR),
    )


def test_of_a_holiday_at_the_end_counts_what_was_taken_until_then():
    assert holidays_within(hours(holidays=BERLIN), utc("2026-04-02 16:30"), utc("2026-04-03 10:00")) == (
        Holiday(date(2026, 4, 3), "Good Friday", 3 * HOUR),
    )


def test_a_holiday_on_a_closed_day_and_one_that_was_removed_took_nothing():
    worked = hours(holidays=BERLIN | {"remove": ["2026-04-03"]})

    assert not holidays_within(worked, utc("2026-04-02 10:00"), utc("2026-04-05 20:00"))


def test_a_holiday_of_a_country_without_english_names_has_its_own():
    assert hours(holidays={"country": "DE"}).holidays.name_of(date(2026, 12, 25)) == "Christmas Day"
    assert hours(holidays={"country": "SZ"}).holidays.name_of(date(2026, 12, 25)) == "Christmas Day"
    assert hours().holidays.name_of(date(2026, 12, 25)) is None


def test_hours_of_a_day_are_told_unless_a_holiday_closes_it():
    odd = hours(exceptions={"2026-04-03": ["10:00-12:00"], "2026-04-07": ["10:00-12:00"], "2026-04-08": []})
    closed = hours(exceptions={"2026-04-03": ["10:00-12:00"]}, holidays=BERLIN)

    assert other_hours_within(odd, utc("2026-04-04 10:00"), utc("2026-04-08 10:00")) == (
        OtherHours(date(2026, 4, 7), ((600, 720),)),
        OtherHours(date(2026, 4, 8), ()),
    )
    assert not other_hours_within(closed, utc("2026-04-02 10:00"), utc("2026-04-04 10:00"))
    assert not other_hours_within(odd, utc("2026-04-04 10:00"), utc("2026-04-06 22:00"))  # midnight in Berlin


def test_a_change_of_the_clock_is_told_where_it_lies_in_counted_time():
    nights, start, end = calendar("sat 22:00-06:00"), utc("2026-03-28 12:00"), utc("2026-10-26 12:00")

    assert clock_changes("Europe/Berlin", counted_segments(nights, start, end)) == (
        ClockChange(utc("2026-03-29 01:00"), HOUR),
        ClockChange(utc("2026-10-25 01:00"), -HOUR),
    )
    assert not clock_changes("Europe/Berlin", counted_segments(calendar("mon-fri 09:00-18:00"), start, end))
    assert not clock_changes("Asia/Kathmandu", counted_segments(None, start, end))
    assert not clock_changes("Europe/Berlin", ())
