from datetime import date, timedelta
from typing import Any

import pytest

from sheets_sync.analysis.business_hours import (
    breach_at,
    due_after_days,
    due_at,
    elapsed_seconds,
    next_closing,
    next_opening,
)
from sheets_sync.analysis.opening_hours import Calendar
from tests.analysis.hours_drawing import HOUR, OFFICE, calendar, told, weekly
from tests.drawing import utc


@pytest.mark.parametrize(
    ("rules", "hours", "because"),
    [
        ({}, 27, "three ordinary days"),
        ({"holidays": "2026-03-03"}, 18, "a holiday closes its date"),
        ({"exceptions": {"2026-03-03": "10:00-12:00"}}, 20, "an exception replaces the week"),
        ({"exceptions": {"2026-03-03": ""}}, 18, "an exception may close a date"),
        ({"exceptions": {"2026-03-03": "10:00-12:00"}, "holidays": "2026-03-03"}, 18, "a holiday beats an exception"),
        ({"breaks": "mon-fri 12:00-12:30"}, 25.5, "a break every day"),
        ({"dated_breaks": {"2026-03-03": "08:00-10:15"}}, 25.75, "a break may begin before the hours do"),
        ({"breaks": "tue 12:00-13:00", "exceptions": {"2026-03-03": "10:00-14:00"}}, 21, "breaks hold on exceptions"),
        ({"breaks": "tue 12:00-14:00", "dated_breaks": {"2026-03-03": "13:00-15:00"}}, 24, "breaks may overlap"),
    ],
)
def test_holidays_beat_exceptions_beat_the_week_and_breaks_beat_all(rules: dict[str, Any], hours: float, because: str):
    monday, thursday = utc("2026-03-02 00:00"), utc("2026-03-05 00:00")

    assert elapsed_seconds(calendar(OFFICE, **rules), monday, thursday) == hours * HOUR, because


@pytest.mark.parametrize(
    ("rules", "hours", "because"),
    [
        ({}, 40, "five nights"),
        ({"holidays": "2026-03-04"}, 32, "Tuesday's night is cut at midnight, Wednesday's begins then"),
        ({"exceptions": {"2026-03-04": "12:00-13:00"}}, 33, "an exception cuts the night before it just so"),
        ({"exceptions": {"2026-03-04": "20:00-02:00"}}, 36, "its own night adds to the next date"),
        ({"exceptions": {"2026-03-07": "08:00-09:00"}}, 35, "Friday's night does not reach into an exception"),
    ],
)
def test_nights_are_cut_by_local_date(rules: dict[str, Any], hours: float, because: str):
    nights = calendar("mon-fri 22:00-06:00", "UTC", **rules)

    assert elapsed_seconds(nights, utc("2026-03-02 12:00"), utc("2026-03-08 12:00")) == hours * HOUR, because


def test_a_calendar_whose_holidays_eat_everything_is_never_open_again():
    closed = Calendar("Europe/Berlin", weekly(OFFICE), holidays=lambda year: _every_day(year) if year > 2025 else [])
    start = utc("2025-12-31 12:00")

    assert elapsed_seconds(closed, start, utc("2090-01-01 00:00")) == 5 * HOUR
    assert [told(f(closed, start, 6 * HOUR)) for f in (due_at, breach_at)] == ["never", "never"]
    assert (
        told(next_opening(closed, utc("2026-06-01 12:00")))
        == told(next_closing(closed, utc("2026-06-01 12:00")))
        == "never"
    )
    assert told(due_after_days(closed, start, 1)) == "never"
    assert told(due_at(closed, utc("2026-06-01 12:00"), 0)) == "2026-06-01 12:00"


def _every_day(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range(366) if (date(year, 1, 1) + timedelta(days=n)).year == year
    ]


def test_the_last_open_minute_of_all_can_still_be_used_up():
    once = Calendar("UTC", {}, exceptions={date(2026, 3, 9): [(9 * 60, 10 * 60)]})
    start, end = utc("2026-03-09 08:00"), utc("2026-03-09 12:00")

    assert [told(f(once, start, HOUR)) for f in (due_at, breach_at)] == ["2026-03-09 10:00", "never"]
    assert [told(f(once, end, -HOUR)) for f in (due_at, breach_at)] == ["2026-03-09 09:00", "never"]
    assert [told(f(once, start, HOUR + 1)) for f in (due_at, breach_at)] == ["never", "never"]
    assert told(due_after_days(once, utc("2026-03-06 09:30"), 1)) == "2026-03-09 09:30"
