"""Instants: a day with a time, in a zone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import utc
from tests.trackers.answers import REFUSED, answer, problem, read

HALF_PAST_TWO_IN_BERLIN = utc("2026-11-03 13:30")


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-03 14:30", "2026-11-03T14:30", "2026-11-03T14:30:00", "2026-11-03t14:30", "03/11/2026 14:30",
        "3.11.2026, 14:30",
        "03.11.2026 14:30 Uhr", "03.11.2026 14.30 Uhr", "03.11.2026 um 14:30", "3. November 2026 14:30",
        "3/11/2026 14h30",
        "3 novembre 2026 à 14h30", "3 novembre 2026 14 h 30", "03/11/2026 ore 14.30",
        "3 novembre 2026 alle ore 14:30",
        "3 de noviembre de 2026 a las 14:30 h", "03/11/2026 14.30", "2026-11-03 2:30pm", "2026-11-03 2:30 p.m.",
        "2026-11-03 2.30 PM",
        "Nov 3, 2026, 2:30:00 PM", "3 Nov 2026 at 2:30pm", "2026-11-03 - 14:30", "2026-11-03 @ 14:30",
        "14:30 3 Nov 2026",
        "14:30, 03/11/2026", "14:30 on Tue 3 Nov 2026", "Tue Nov 3 14:30:00 2026", "20261103T1430",
        "2026-11-03 13:30Z", "2026-11-03T13:30:00.000Z", "20261103T133000Z", "2026-11-03 13:30 UTC",
        "2026-11-03 13:30 (GMT)",
        "2026-11-03T14:30+01:00", "2026-11-03 14:30 +0100", "2026-11-03 14:30+01", "2026-11-03T19:00+0530",
        "2026-11-03T08:30-05:00",
        "2026-11-03 08:30:00-05:00", "2026-11-03 08:30 -0500", "2026-11-03 14:30 UTC+1", "2026-11-03 21:30 GMT+8",
        "2026-11-03 14:30 CET", "2026-11-03 14:30 MEZ", "14:30 CET 3 Nov 2026", "Tue Nov  3 14:30:00 CET 2026",
        "2026-11-03 15:30 EET",
        "2026-11-03 13:30 WET", "2026-11-03 14:30 Europe/Madrid", "2026-11-03T14:30+01:00[Europe/Berlin]",
        "Tue, 03 Nov 2026 14:30:00 +0100", "Tue Nov 03 2026 14:30:00 GMT+0100 (Central European Standard Time)",
        "1793712600", "1793712600000", 1793712600.0, 46329.6041666667,
    ],
)  # fmt: skip
def test_an_instant_is_read_however_it_is_written(cell):
    assert answer(cell, "datetime") == HALF_PAST_TWO_IN_BERLIN


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-11-03 12am", "2026-11-02 23:00"), ("2026-11-03 12pm", "2026-11-03 11:00"),
        ("2026-11-03 12:30 AM", "2026-11-02 23:30"),
        ("2026-11-03 24:00", "2026-11-03 23:00"), ("2026-07-03 14:00 CEST", "2026-07-03 12:00"),
        ("2026-07-03 14:00", "2026-07-03 12:00"),
        ("2026-07-03 14:00 MESZ", "2026-07-03 12:00"), ("2026-07-03 14:00 EEST", "2026-07-03 11:00"),
    ],
)  # fmt: skip
def test_noon_midnight_and_summer_are_where_they_belong(cell, expected):
    assert answer(cell, "datetime") == utc(expected)


@pytest.mark.parametrize("cell", ["2026-11-03", "03/11/2026", "3 Nov 2026", "20261103", 46329, "46329"])
def test_a_day_alone_is_its_local_midnight_and_says_so(cell):
    found = read(cell, "datetime")
    assert (found.value, found.whole_day) == (utc("2026-11-02 23:00"), True)


@pytest.mark.parametrize("cell", ["2026-11-03 00:00", "03/11/2026 0:00", "2026-11-03T00:00:00+01:00"])
def test_a_written_midnight_is_a_time_of_day(cell):
    found = read(cell, "datetime")
    assert (found.value, found.whole_day) == (utc("2026-11-02 23:00"), False)


@pytest.mark.parametrize("cell", ["2026-03-29 02:30", "29/03/2026 02:00", "2026-03-29T02:59:59", 46110.104166667])
def test_an_hour_that_the_clock_skips_is_refused(cell):
    assert problem(cell, "datetime").problem == "is a local time that the change to summer time skips"


@pytest.mark.parametrize("cell", ["2026-10-25 02:30", 46320.104166667])
def test_of_an_hour_that_comes_twice_the_first_is_taken_with_a_warning(cell):
    found = read(cell, "datetime")
    assert found.value == utc("2026-10-25 00:30")
    assert found.warning is not None
    assert found.warning.suggestion == "2026-10-25 02:30+02:00"


def test_an_offset_or_a_zone_tells_the_two_hours_apart():
    assert read("2026-10-25T02:30:00+01:00", "datetime") == (utc("2026-10-25 01:30"), None, False)
    assert read("2026-10-25 02:30 CET", "datetime") == (utc("2026-10-25 01:30"), None, False)


@pytest.mark.parametrize("cell", ["2026-11-03 14:00 CEST", "2026-07-03 14:00 CET"])
def test_letters_that_do_not_hold_on_that_day_are_taken_with_a_warning(cell):
    assert read(cell, "datetime").warning is not None


def test_a_day_begins_with_its_first_hour_where_midnight_is_skipped():
    found = read("2026-03-29", "datetime", timezone="Atlantic/Azores")
    assert found == (utc("2026-03-29 01:00"), None, True)


@pytest.mark.parametrize(
    "letters", ["IST", "EST", "CST", "PST", "XYZ", "local", "CET/CEST", "+1", "+25:00", "Europe/Narnia"]
)
def test_zones_that_are_not_clear_are_refused(letters):
    assert problem(f"2026-11-03 14:00 {letters}", "datetime").problem == "has a time zone that is not clear"


def test_bst_is_british_summer_time_only_in_britain_and_summer():
    assert answer("2026-07-03 14:00 BST", "datetime", "en_GB") == utc("2026-07-03 13:00")
    assert answer("2026-11-03 14:00 BST", "datetime", "en_GB") == REFUSED
    assert answer("2026-07-03 14:00 BST", "datetime", "de_DE") == REFUSED
    assert answer("2026-07-03 14:00 BST", "datetime", "de_DE", timezone="Europe/London") == utc("2026-07-03 13:00")


@pytest.mark.parametrize(
    "cell", ["2026-11-03 09:00-11:00", "2026-11-03 09:00-11", "2026-11-03 14:00 - 15:00", "2026-11-03 14:00/15:00"]
)
def test_a_span_of_hours_is_not_taken_for_an_offset(cell):
    assert answer(cell, "datetime") == REFUSED


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-03 14:61", "2026-11-03 25:00", "2026-11-03 24:01", "2026-11-03 14:00:60", "2026-11-03 14:00 PM",
        "2026-11-03 0am",
        "2026-11-03 13pm", "2026-11-03 14", "2026-11-03 1400", "2026-11-03 14:0", "2026-11-03 noon",
        "2026-11-03 ~14:00",
        "2026-11-03 14:00?", "14:00", "2pm", "now", "yesterday 14:00", "17937126000", "9999999999", "46329,5",
        20261103, 0.5, -1, True, float("inf"),
    ],
)  # fmt: skip
def test_what_is_not_one_certain_instant_is_refused(cell):
    assert answer(cell, "datetime") == REFUSED


def test_a_serial_with_a_time_in_text_is_read_with_a_warning():
    found = read("46329.6041666667", "datetime")
    assert (found.value, found.whole_day) == (HALF_PAST_TWO_IN_BERLIN, False)
    assert found.warning is not None


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)), st.integers(-48, 56))  # noqa: DTZ001 - written without a zone
def test_every_instant_survives_being_written_with_its_offset(local, quarters):
    local = local.replace(microsecond=0)
    offset = timedelta(minutes=15 * quarters)
    sign, minutes = "-" if quarters < 0 else "+", abs(15 * quarters)
    written = f"{local.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}"
    assert answer(written, "datetime") == (local - offset).replace(tzinfo=UTC)


@given(st.integers(36526, 73049), st.integers(0, 86399))
def test_serials_are_exact_to_the_second(day, second):
    found = answer(day + second / 86400, "datetime", timezone="UTC")
    assert found == datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=day, seconds=second)
