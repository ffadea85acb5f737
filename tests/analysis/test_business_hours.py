import doctest
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from sheets_sync.analysis import business_hours, calendars
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
from sheets_sync.analysis.pauses import Pauses
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
    assert told(next_closing(None, start)) == "never"


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
    assert told(due_at(rare, utc("2024-01-01 00:00"), 80 * HOUR)) == "never"


def test_microseconds_are_kept():
    office = calendar("mon-fri 09:00-17:00", "UTC")
    start = datetime(2026, 3, 6, 16, 59, 59, 999_999, tzinfo=UTC)

    assert elapsed_seconds(office, start, utc("2026-03-09 09:00")) == 0.000_001
    assert told(due_at(office, start, 0.000_003)) == "2026-03-09 09:00:00.000002"


def test_what_is_missing_gives_a_missing_answer():
    office = calendar(OFFICE)
    starts = np.array(["2026-03-06T15:00", "NaT"], "datetime64[us]")

    assert np.isnan(elapsed_seconds(office, starts, utc("2026-03-09 09:00"))).tolist() == [False, True]
    assert np.isnat(due_at(office, starts, [HOUR, HOUR])).tolist() == [False, True]
    assert np.isnat(due_at(office, utc("2026-03-06 15:00"), np.array([np.nan, HOUR]))).tolist() == [True, False]
    assert np.isnat(due_after_days(office, starts, 2)).tolist() == [False, True]
    assert is_open(office, starts).tolist() == [True, False]
    assert elapsed_seconds(office, starts[:0], starts[:0]).shape == due_at(office, starts[:0], 1).shape == (0,)


@pytest.mark.parametrize("module", [business_hours, calendars])
def test_what_the_docstrings_show_is_so(module: ModuleType):
    shown = doctest.testmod(module)

    assert shown.attempted > 0
    assert shown.failed == 0


def test_a_single_datetime_is_answered_by_a_plain_value():
    office, friday = calendar(OFFICE), datetime(2026, 3, 6, 17, tzinfo=ZoneInfo("Europe/Berlin"))
    weekend = pd.Timestamp("2026-03-07 12:00", tz="Asia/Tokyo")

    assert elapsed_seconds(office, friday, weekend) == HOUR
    assert is_open(office, friday) is True
    assert due_at(office, friday, HOUR) == utc("2026-03-06 17:00")
    assert breach_at(office, friday, HOUR) == utc("2026-03-09 08:00")
    assert due_after_days(office, weekend, 1) == utc("2026-03-09 08:00")
    assert next_opening(office, weekend) == utc("2026-03-09 08:00")
    assert next_closing(office, weekend) == utc("2026-03-09 17:00")
    assert due_at(office, friday, HOUR).tzinfo is UTC


@pytest.mark.parametrize("missing", [None, pd.NaT, np.datetime64("NaT")])
def test_an_instant_that_is_not_known_has_no_answer(missing: Any):
    office, friday = calendar(OFFICE), utc("2026-03-06 15:00")

    assert np.isnan(elapsed_seconds(office, missing, friday))
    assert np.isnan(elapsed_seconds(office, friday, missing))
    assert told(due_at(office, missing, HOUR)) == told(due_after_days(office, missing, 1)) == "never"
    assert not is_open(office, missing)


STARTS = ["2026-03-06T15:00", "2026-03-07T11:00"]


@pytest.mark.parametrize(
    "starts",
    [
        [utc(start) for start in STARTS],
        tuple(utc(start).astimezone(ZoneInfo("America/New_York")) for start in STARTS),
        np.array(STARTS, "datetime64[s]"),
        np.array(STARTS, "datetime64[ns]"),
        pd.Series(pd.to_datetime(STARTS, utc=True)),
        pd.Series(pd.to_datetime(STARTS, utc=True).tz_convert("Asia/Kathmandu")),
        pd.Series(pd.to_datetime(STARTS)),
        pd.to_datetime(STARTS, utc=True),
        pd.Series([utc(start) for start in STARTS], dtype=object),
    ],
    ids=lambda starts: f"{type(starts).__name__} {getattr(starts, 'dtype', '')}",
)
def test_a_column_of_any_kind_is_answered_by_an_array(starts: Any):
    office = calendar(OFFICE)

    assert list(map(told, due_at(office, starts, 3 * HOUR))) == ["2026-03-09 09:00", "2026-03-09 11:00"]
    assert elapsed_seconds(office, starts, utc("2026-03-09 09:00")).tolist() == [3 * HOUR, HOUR]
    assert elapsed_seconds(office, utc("2026-03-06 14:00"), starts).tolist() == [HOUR, 3 * HOUR]


@pytest.mark.parametrize(
    "targets",
    [
        [HOUR, 2 * HOUR],
        np.array([HOUR, 2 * HOUR], dtype=np.int32),
        pd.Series([1.0 * HOUR, 2.0 * HOUR]),
        [timedelta(hours=1), timedelta(hours=2)],
        np.array([60, 120], "timedelta64[m]"),
        pd.Series([pd.Timedelta("1h"), pd.Timedelta("2h")]),
    ],
    ids=lambda targets: f"{type(targets).__name__} {getattr(targets, 'dtype', '')}",
)
def test_targets_are_seconds_or_durations_one_for_all_or_one_for_each(targets: Any):
    office, start = calendar(OFFICE), utc("2026-03-06 15:30")

    assert list(map(told, due_at(office, start, targets))) == ["2026-03-06 16:30", "2026-03-09 08:30"]
    assert list(map(told, breach_at(office, [start, start], targets))) == ["2026-03-06 16:30", "2026-03-09 08:30"]
    assert due_at(office, start, timedelta(hours=1)) == due_at(office, start, HOUR)
    assert np.isnat(due_at(office, start, [HOUR, None])).tolist() == [False, True]


def test_starts_and_targets_spread_over_rows_and_columns():
    starts = np.array([["2026-03-06T15:00"], ["2026-03-06T16:00"]], "datetime64[us]")

    due = due_at(None, starts, [HOUR, 2 * HOUR, 3 * HOUR])

    assert due.astype("datetime64[h]").astype(str).tolist() == [
        ["2026-03-06T16", "2026-03-06T17", "2026-03-06T18"],
        ["2026-03-06T17", "2026-03-06T18", "2026-03-06T19"],
    ]


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (datetime(2026, 3, 6, 15), ValueError, "2026-03-06 15:00:00 has no time zone; give one"),  # noqa: DTZ001
        ([datetime(2026, 3, 6, 15)], ValueError, "2026-03-06 15:00:00 has no time zone; give one"),  # noqa: DTZ001
        ("2026-03-06T15:00Z", TypeError, "'2026-03-06T15:00Z' is not an instant; give a datetime"),
        (date(2026, 3, 6), TypeError, "is not an instant; give a datetime"),
        ([1772805600], TypeError, "1772805600 is not an instant; give a datetime"),
        (np.array([1772805600]), TypeError, "1772805600 is not an instant; give a datetime"),
        (np.array(["2101-01-01"], "datetime64[us]"), ValueError, "instants outside 1970 to 2100 cannot be counted"),
        (datetime(1969, 12, 31, tzinfo=UTC), ValueError, "instants outside 1970 to 2100 cannot be counted"),
    ],
)
def test_what_is_no_instant_in_known_years_is_refused(given: Any, error: type[Exception], message: str):
    with pytest.raises(error, match=message):
        due_at(None, given, HOUR)


def test_no_instants_have_no_answers_and_need_no_calendar_laid_out():
    def unasked(year: int) -> set[date]:
        raise AssertionError(f"the holidays of {year} were looked up")

    office = replace(calendar(OFFICE), holidays=unasked)
    none = np.empty(0, dtype="datetime64[us]")
    waiting = Pauses.of_each([])

    answers = (
        elapsed_seconds(office, none, none, waiting),
        due_at(office, none, np.empty(0), waiting),
        breach_at(office, none, np.empty(0), waiting),
        due_after_days(office, none, np.empty(0), waiting),
        is_open(office, none),
        next_closing(office, none),
        open_by_day(office, none, none).seconds,
    )

    assert [answer.tolist() for answer in answers] == [[]] * len(answers)


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
