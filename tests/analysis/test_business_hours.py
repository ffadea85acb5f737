import time
from datetime import UTC, datetime

import numpy as np
import pytest

from sheets_sync.analysis.business_hours import (
    breach_at,
    due_after_days,
    due_at,
    elapsed_seconds,
    is_open,
    next_closing,
    next_opening,
    open_by_day,
)
from tests.analysis.hours_drawing import HOUR, OFFICE, calendar, told
from tests.drawing import utc


@pytest.mark.parametrize(
    ("week", "zone", "start", "end", "hours", "because"),
    [
        (OFFICE, "Europe/Berlin", "2026-03-06 15:00", "2026-03-09 09:00", 3, "a weekend does not count"),
        (OFFICE, "Europe/Berlin", "2026-03-09 09:00", "2026-03-06 15:00", 0, "an end before the start is nothing"),
        (OFFICE, "Europe/Berlin", "2026-03-07 00:00", "2026-03-08 22:00", 0, "both ends may be closed"),
        (OFFICE, "UTC", "2024-02-28 09:00", "2024-03-01 17:00", 26, "a leap day counts"),
        ("mon 09:00-24:00", "UTC", "2024-01-15 00:00", "2024-01-17 00:00", 15, "24:00 is the next midnight"),
        ("mon-sun 00:00-24:00", "Europe/Berlin", "2024-03-30 23:00", "2024-03-31 22:00", 23, "a short day in spring"),
        ("mon-sun 00:00-24:00", "Europe/Berlin", "2024-10-26 22:00", "2024-10-27 23:00", 25, "a long day in autumn"),
        ("sun 02:00-03:00", "Europe/Berlin", "2024-03-31 00:00", "2024-03-31 04:00", 0, "a skipped hour never counts"),
        ("sun 02:30-03:30", "Europe/Berlin", "2024-03-31 00:00", "2024-03-31 04:00", 0.5, "half of it is skipped"),
        ("sun 01:30-02:30", "Europe/Berlin", "2024-10-26 22:00", "2024-10-27 06:00", 1.5, "both passes count"),
        ("sat 22:00-06:00", "Europe/London", "2024-10-26 12:00", "2024-10-27 12:00", 9, "a night over the fold"),
        ("sun 02:30-03:15; mon 09:00-17:00", "America/Los_Angeles", "2006-04-02 08:00", "2006-04-03 16:00", 0.25, ""),
        ("sun 02:00-05:00", "Europe/Bucharest", "2024-03-30 22:00", "2024-03-31 12:00", 2, "another zone's change"),
        ("mon-fri 09:00-12:00 13:00-18:00", "UTC", "2024-01-15 11:30", "2024-01-15 13:30", 1, "two spans a day"),
        ("mon-fri 22:00-06:00", "UTC", "2026-03-06 20:00", "2026-03-07 20:00", 8, "Friday's night ends on Saturday"),
        ("sun 22:00-06:00", "UTC", "2026-03-08 20:00", "2026-03-09 20:00", 8, "the week is a ring"),
    ],
)  # fmt: skip
def test_open_hours_are_what_the_local_clock_reads(
    week: str, zone: str, start: str, end: str, hours: float, because: str
):
    assert elapsed_seconds(calendar(week, zone), utc(start), utc(end)) == hours * HOUR, because


@pytest.mark.parametrize(
    ("week", "start", "target_minutes", "due", "breach"),
    [
        (OFFICE, "2026-03-06 15:00", 180, "2026-03-09 09:00", "2026-03-09 09:00"),
        (OFFICE, "2026-03-06 15:00", 120, "2026-03-06 17:00", "2026-03-09 08:00"),
        (OFFICE, "2026-03-07 12:00", 0, "2026-03-07 12:00", "2026-03-09 08:00"),
        (OFFICE, "2026-03-06 17:00", 1, "2026-03-09 08:01", "2026-03-09 08:01"),
        (OFFICE, "2026-03-06 16:59:59", 1, "2026-03-09 08:00:59", "2026-03-09 08:00:59"),
        (OFFICE, "2026-03-02 08:00", 9 * 60 * 5, "2026-03-06 17:00", "2026-03-09 08:00"),
        ("sun 01:00-05:00", "2024-03-31 00:00", 120, "2024-03-31 02:00", "2024-03-31 02:00"),
        ("mon-fri 19:00-05:00", "2014-07-03 22:00", 300, "2014-07-04 03:00", "2014-07-04 17:00"),
        ("mon-fri 09:00-12:00 14:00-18:00", "2026-03-04 09:00", 120, "2026-03-04 11:00", "2026-03-04 13:00"),
        (OFFICE, "2026-03-09 09:00", -60, "2026-03-09 08:00", "2026-03-06 17:00"),
        (OFFICE, "2026-03-09 09:00", -120, "2026-03-06 16:00", "2026-03-06 16:00"),
        (OFFICE, "2026-03-08 12:00", -60, "2026-03-06 16:00", "2026-03-06 16:00"),
        ("mon-fri 09:00-17:00", "2024-04-01 08:00", -120, "2024-03-29 15:00", "2024-03-29 15:00"),
    ],
)  # fmt: skip
def test_a_target_is_due_when_it_is_used_up_and_breached_when_more_is(
    week: str, start: str, target_minutes: int, due: str, breach: str
):
    berlin = calendar(week)

    assert (
        told(due_at(berlin, utc(start), target_minutes * 60)),
        told(breach_at(berlin, utc(start), target_minutes * 60)),
    ) == (due, breach)


def test_the_calendar_that_is_none_never_closes():
    start = utc("2024-03-31 00:30")

    assert told(due_at(None, start, 90 * 60)) == told(breach_at(None, start, 90 * 60)) == "2024-03-31 02:00"
    assert elapsed_seconds(None, start, utc("2024-04-01 00:30")) == 24 * HOUR
    assert is_open(None, start)
    assert told(next_closing(None, start)) == "NaT"


@pytest.mark.parametrize(
    ("week", "start", "days", "due", "because"),
    [
        ("mon-fri 09:00-17:00", "2026-03-06 12:30:52", 2, "2026-03-10 12:30:52", "the same time of day"),
        ("mon-fri 09:00-17:00", "2026-03-07 12:00", 1, "2026-03-09 12:00", "counted from a day off"),
        ("mon-fri 09:00-17:00", "2026-03-06 20:00", 1, "2026-03-10 09:00", "on to the next opening"),
        ("mon-fri 09:00-17:00", "2026-03-06 17:00", 1, "2026-03-10 09:00", "closing time is closed"),
        ("mon-fri 09:00-17:00", "2026-03-06 20:00", 0, "2026-03-09 09:00", "no day, but open"),
        ("mon-fri 09:00-17:00", "2026-03-10 20:00", -2, "2026-03-06 17:00", "back to the closing before"),
        ("mon-fri 09:00-17:00", "2026-03-10 09:00", -2, "2026-03-06 09:00", "an opening is open"),
        ("mon-fri 00:00-24:00", "2018-11-19 10:00", -7, "2018-11-08 10:00", "seven dates back"),
        ("mon-fri 10:00-16:00", "2026-03-06 12:00", 260, "2027-03-05 12:00", "a year of them"),
    ],
)  # fmt: skip
def test_working_days_are_dates_with_any_open_time(week: str, start: str, days: int, due: str, because: str):
    assert told(due_after_days(calendar(week, "UTC"), utc(start), days)) == due, because


def test_a_working_day_keeps_the_local_time_across_a_clock_change():
    friday = utc("2024-03-29 10:00")

    assert told(due_after_days(calendar(OFFICE), friday, 1)) == "2024-04-01 09:00"


def test_half_a_working_day_is_refused():
    with pytest.raises(ValueError, match="whole"):
        due_after_days(None, utc("2026-03-02 09:30"), 1.5)


@pytest.mark.parametrize(
    ("at", "opening", "closing"),
    [
        ("2026-03-06 08:00", "2026-03-06 08:00", "2026-03-06 17:00"),
        ("2026-03-06 17:00", "2026-03-09 08:00", "2026-03-09 17:00"),
        ("2026-03-06 16:59:59", "2026-03-06 16:59:59", "2026-03-06 17:00"),
        ("2026-03-28 12:00", "2026-03-30 07:00", "2026-03-30 16:00"),
    ],
)
def test_hours_hold_their_opening_but_not_their_closing(at: str, opening: str, closing: str):
    office = calendar(OFFICE)

    assert bool(is_open(office, utc(at))) == (opening == at)
    assert (told(next_opening(office, utc(at))), told(next_closing(office, utc(at)))) == (opening, closing)


def test_open_time_is_told_date_by_date():
    starts = np.array(["2026-03-06T15:00", "NaT", "2026-03-09T12:00"], "datetime64[us]")
    ends = np.array(["2026-03-09T09:00", "2026-03-09T09:00", "2026-03-09T13:00"], "datetime64[us]")

    days = open_by_day(calendar(OFFICE), starts, ends)

    assert [*zip(days.record.tolist(), map(str, days.day), days.seconds / HOUR, strict=True)] == [
        (0, "2026-03-06", 2),
        (0, "2026-03-07", 0),
        (0, "2026-03-08", 0),
        (0, "2026-03-09", 1),
        (2, "2026-03-09", 1),
    ]


def test_a_target_may_lie_decades_ahead():
    rare = calendar("mon 09:00-09:01", "UTC")

    assert told(due_at(rare, utc("2024-01-01 00:00"), 1000 * 60)) == "2043-02-23 09:01"
    assert told(due_at(rare, utc("2043-02-23 09:02"), -1000 * 60)) == "2024-01-01 09:00"
    assert told(due_at(rare, utc("2024-01-01 00:00"), 80 * HOUR)) == "NaT"


def test_microseconds_are_kept():
    office = calendar("mon-fri 09:00-17:00", "UTC")
    start = datetime(2026, 3, 6, 16, 59, 59, 999_999, tzinfo=UTC)

    assert elapsed_seconds(office, start, utc("2026-03-09 09:00")) == 0.000_001
    assert str(due_at(office, start, 0.000_003)) == "2026-03-09T09:00:00.000002"


def test_what_is_missing_gives_a_missing_answer():
    office = calendar(OFFICE)
    starts = np.array(["2026-03-06T15:00", "NaT"], "datetime64[us]")

    assert np.isnan(elapsed_seconds(office, starts, utc("2026-03-09 09:00"))).tolist() == [False, True]
    assert np.isnat(due_at(office, starts, [HOUR, HOUR])).tolist() == [False, True]
    assert np.isnat(due_at(office, utc("2026-03-06 15:00"), np.array([np.nan, HOUR]))).tolist() == [True, False]
    assert np.isnat(due_after_days(office, starts, 2)).tolist() == [False, True]
    assert is_open(office, starts).tolist() == [True, False]
    assert elapsed_seconds(office, starts[:0], starts[:0]).shape == due_at(office, starts[:0], 1).shape == (0,)


def test_a_naive_instant_and_one_outside_the_known_years_are_refused():
    with pytest.raises(ValueError, match="no time zone"):
        is_open(None, datetime(2026, 3, 6, 15))  # noqa: DTZ001
    with pytest.raises(ValueError, match="1970 to 2100"):
        is_open(None, np.array(["2101-01-01"], "datetime64[us]"))


def test_the_zone_of_the_machine_plays_no_part(monkeypatch: pytest.MonkeyPatch):
    def answers() -> list[str]:
        office = calendar(OFFICE)
        return [told(due_at(office, utc("2024-03-29 15:30"), hours * HOUR)) for hours in range(1, 30)]

    here = answers()
    for zone in ("America/Los_Angeles", "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert answers() == here
    monkeypatch.undo()
    time.tzset()
