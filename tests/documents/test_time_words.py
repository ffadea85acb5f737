from datetime import date

import pandas as pd
import pytest

from sheets_sync.documents.time_words import LocalWords, exactly, full_day, hours, utc_text
from tests.drawing import utc

BERLIN = LocalWords("Europe/Berlin", utc("2026-03-09 11:00"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 min"),
        (12, "12 s"),
        (0.5, "0.5 s"),
        (1500, "25 min"),
        (3605, "1 h 5 s"),
        (16205, "4 h 30 min 5 s"),
        (3600 * 21332, "21,332 h"),
        (59.9999999, "1 min"),
    ],
)
def test_a_length_of_time_is_told_to_the_second(seconds: float, words: str):
    assert exactly(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 h"), (12, "12 s"), (60, "1 min"), (1500, "25 min"), (3600, "1 h"), (3660, "1 h 1 min"), (16200, "4.5 h"),
        (12300, "3 h 25 min"), (52_230, "14.5 h"), (36_000_000, "10,000 h"),
    ],
)  # fmt: skip
def test_lengths_of_time_read_as_people_say_them(seconds: float, text: str):
    assert hours(seconds) == text


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ("2026-03-06 16:00", "Fri 6 Mar 17:00"),
        ("2026-03-06 16:00:05", "Fri 6 Mar 17:00:05"),
        ("2025-12-31 23:30", "Thu 1 Jan 00:30"),
        ("2025-12-31 22:30", "Wed 31 Dec 2025 23:30"),
        ("2026-10-25 00:30", "Sun 25 Oct 02:30 +02:00"),
        ("2026-10-25 01:30", "Sun 25 Oct 02:30 +01:00"),
        ("2026-10-25 02:30", "Sun 25 Oct 03:30"),
    ],
)
def test_a_moment_leaves_no_doubt_which_it_is(instant: str, words: str):
    assert BERLIN.exact_moment(utc(instant)) == words


def test_an_instant_is_told_by_the_zones_clock_in_winter_and_summer():
    winter, summer = utc("2026-03-28 23:30:05"), pd.Timestamp("2026-03-29 23:30:05Z")

    assert [BERLIN.moment(winter), BERLIN.moment(summer)] == ["Sun 29 Mar 00:30", "Mon 30 Mar 01:30"]
    assert [str(BERLIN.cell(one)) for one in (winter, pd.NaT)] == ["2026-03-29 00:30:00", "None"]
    assert [full_day(BERLIN.there(one)) for one in (winter, summer)] == ["Sun 29 Mar 2026", "Mon 30 Mar 2026"]


@pytest.mark.parametrize(
    ("now", "words"), [("2026-12-31 22:59", "Fri 1 Jan 2027 00:00"), ("2026-12-31 23:00", "Fri 1 Jan 00:00")]
)
def test_the_year_is_told_where_the_zones_clock_shows_another_one(now: str, words: str):
    assert LocalWords("Europe/Berlin", utc(now)).moment(utc("2026-12-31 23:00")) == words


def test_machines_get_an_instant_in_utc():
    assert [utc_text(one) for one in (BERLIN.there(utc("2026-03-28 23:30:05")), pd.NaT, None)] == [
        "2026-03-28T23:30:05Z", None, None,
    ]  # fmt: skip


def test_a_day_begins_at_its_own_midnight():
    assert BERLIN.midnight(date(2026, 7, 1)) == utc("2026-06-30 22:00")
    assert LocalWords("America/Sao_Paulo", BERLIN.now).city == "Sao Paulo"
