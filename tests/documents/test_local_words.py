from datetime import date

import pytest

from sheets_sync.documents.local_words import LocalWords, exactly
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
    assert BERLIN.moment(utc(instant)) == words


def test_a_day_begins_at_its_own_midnight():
    assert BERLIN.midnight(date(2026, 7, 1)) == utc("2026-06-30 22:00")
    assert LocalWords("America/Sao_Paulo", BERLIN.now).city == "Sao Paulo"
