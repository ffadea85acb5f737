from datetime import date
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from sheets_sync.analysis.business_hours import elapsed_seconds
from sheets_sync.analysis.calendars import CalendarPolicy, Holidays
from tests.analysis.hours_drawing import HOUR
from tests.drawing import utc

WEEK = {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


def policy(**changes: Any) -> CalendarPolicy:
    return CalendarPolicy.model_validate({"timezone": "Europe/Berlin", "week": WEEK} | changes)


def mistake(**changes: Any) -> tuple[str, str]:
    """Where the only mistake is, and what is said of it."""
    with pytest.raises(ValidationError) as caught:
        policy(**changes)
    (detail,) = caught.value.errors()
    return ".".join(map(str, detail["loc"])), detail["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"timezone": "Europe/Berln"}, "timezone", "is not a time zone; did you mean 'Europe/Berlin'?"),
        ({"timezone": "Berlin"}, "timezone", "is not a time zone; known: Europe/Berlin"),
        ({"timezone": "Mars"}, "timezone", "is not a time zone; write it as 'Europe/Berlin'"),
        ({"timezone": "localtime"}, "timezone", "is not a time zone; write it as 'Europe/Berlin'"),
        ({"timezone": "../zone"}, "timezone", "is not a time zone; write it as 'Europe/Berlin'"),
        (
            {"week": {"monday": ["09:00-18:00"]}},
            "week.monday.[key]",
            "is not a weekday; they are written mon, tue, wed, thu, fri, sat, sun",
        ),
        ({"week": {"mon": ["9-18"]}}, "week.mon.0", "is not a span of hours; write it as '09:00-18:00'"),
        ({"week": {"mon": [900]}}, "week.mon.0", "is not a span of hours; write it as '09:00-18:00'"),
        ({"week": {"mon": ["09:60-18:00"]}}, "week.mon.0", "is not a span of hours; write it as '09:00-18:00'"),
        (
            {"week": {"mon": ["24:00-06:00"]}},
            "week.mon.0",
            "names a time that no clock shows; hours run from 00:00 to 24:00",
        ),
        (
            {"week": {"mon": ["09:00-09:00"]}},
            "week.mon.0",
            "begins and ends at the same time; a whole day is '00:00-24:00'",
        ),
        (
            {"week": {"mon": ["09:00-13:00", "12:00-18:00"]}},
            "",
            "mon 09:00-13:00 and mon 12:00-18:00 overlap; write each open minute once",
        ),
        (
            {"week": {"sun": ["22:00-06:00"], "mon": ["05:00-09:00"]}},
            "",
            "sun 22:00-06:00 and mon 05:00-09:00 overlap; write each open minute once",
        ),
        (
            {"exceptions": {"2026-05-08": ["20:00-02:00"], "2026-05-09": ["01:00-04:00"]}},
            "",
            "2026-05-08 20:00-02:00 and 2026-05-09 01:00-04:00 overlap; write each open minute once",
        ),
        ({"exceptions": {"mon": []}}, "exceptions.mon.[key]", "is not a day; write it as '2026-12-24'"),
        (
            {"breaks": {"lunch": []}},
            "breaks.lunch.[key]",
            "is neither a weekday (mon, tue, wed, thu, fri, sat, sun) nor a day ('2026-12-24')",
        ),
        ({"week": {"mon": ["25:00-26:00"]}}, "week.mon.0", "names a time that no clock shows; hours run from 00:00"),
        ({"week": {"mon": ["09:00-24:01"]}}, "week.mon.0", "names a time that no clock shows; hours run from 00:00"),
        ({"exceptions": {"2026-02-30": []}}, "exceptions.2026-02-30.[key]", "is not a day; write it as '2026-12-24'"),
        ({"exceptions": {"2101-01-01": []}}, "exceptions.2101-01-01.[key]", "lies outside the years 1970 to 2100"),
        ({"breaks": {"24.12.": []}}, "breaks.24.12..[key]", "is not a day; write it as '2026-12-24'"),
        ({"holidays": {"add": ["2026-02-30"]}}, "holidays.add.0", "is not a day; write it as '2026-12-24'"),
        ({"holidays": {"add": [46380]}}, "holidays.add.0", "is not a day; write it as '2026-12-24'"),
        ({"holidays": {"add": ["0206-01-01"]}}, "holidays.add.0", "lies outside the years 1970 to 2100"),
        (
            {"holidays": {"add": ["2026-12-24"], "remove": ["2026-12-24"]}},
            "holidays",
            "2026-12-24 is both added and removed; keep one of the two",
        ),
        (
            {"holidays": {"country": "Germany"}},
            "holidays.country",
            "is not a country whose holidays are known; did you mean 'DE'?",
        ),
        (
            {"holidays": {"country": "XQ"}},
            "holidays.country",
            "is not a country whose holidays are known; write its two letters, as in 'DE'",
        ),
        (
            {"holidays": {"country": "ES", "subdivision": "Catalonha"}},
            "holidays",
            "subdivision 'Catalonha' is not a part of ES; did you mean 'Catalunya'?",
        ),
        (
            {"holidays": {"country": "DE", "subdivision": "Lower Saxony"}},
            "holidays",
            "subdivision 'Lower Saxony' is not a part of DE; known: Augsburg, BB, BE, ",
        ),
        ({"holidays": {"subdivision": "BE"}}, "holidays", "subdivision 'BE' needs its country beside it"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_to_write(changes: dict[str, Any], where: str, what: str):
    found_where, found_what = mistake(**changes)

    assert found_where == where
    assert found_what.startswith(what)


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"week": {}}, "give at least one weekday hours"),
        ({"week": {"mon": [], "tue": []}}, "give at least one weekday hours"),
        ({"week": {"mon": ["09:00-12:00"]}, "breaks": {"mon": ["08:00-13:00"]}}, "its breaks take all the hours"),
        (
            {"week": {}, "exceptions": {"2026-05-01": ["09:00-12:00"]}, "holidays": {"country": "DE"}},
            "give at least one weekday hours",
        ),
    ],
)
def test_a_calendar_that_is_never_open_is_refused(changes: dict[str, Any], remedy: str):
    assert mistake(**changes)[1].startswith(f"is never open; {remedy}")


@pytest.mark.parametrize(
    "changes",
    [
        {"week": {}, "exceptions": {"2026-05-04": ["09:00-12:00"]}},
        {"week": {"sun": ["02:00-03:00"]}},
        {"week": {"mon": ["09:00-12:00", "12:00-18:00"]}},
        {"week": {"mon": ["9:00 – 24:00"], "tue": ["00:00-06:00"]}},
        {"breaks": {"mon": ["12:00-13:00", "12:30-14:00"], "tue": ["23:00-01:00"], "wed": ["00:30-02:00"]}},
        {"breaks": {"2026-05-05": ["12:00-13:00", "12:00-13:00"]}},
        {"holidays": {"country": "DE", "subdivision": "Berlin"}},
        {"holidays": {"country": "GB", "subdivision": "SCT"}},
    ],
)
def test_an_odd_calendar_that_opens_at_all_is_accepted(changes: dict[str, Any]):
    assert policy(**changes)


@pytest.mark.parametrize(
    ("holidays", "day", "is_one"),
    [
        ({"country": "DE"}, "2026-10-03", True),
        ({"country": "DE"}, "2026-03-08", False),
        ({"country": "DE", "subdivision": "BE"}, "2026-03-08", True),
        ({"country": "DE", "add": ["2026-12-24"]}, "2026-12-24", True),
        ({"country": "DE", "remove": ["2026-10-03"]}, "2026-10-03", False),
        ({"add": ["2026-12-24"]}, "2026-12-25", False),
    ],
)
def test_holidays_are_those_of_the_country_or_its_part_more_and_fewer(
    holidays: dict[str, Any], day: str, is_one: object
):
    assert (date.fromisoformat(day) in Holidays.model_validate(holidays).of_year(2026)) is is_one


def test_a_day_taken_out_that_is_no_holiday_is_known():
    berlin = {"country": "DE", "subdivision": "BE", "add": ["2026-12-24"]}

    assert Holidays.model_validate(berlin | {"remove": ["2026-03-08", "2026-10-03"]}).removed_in_vain == ()
    assert Holidays.model_validate(berlin | {"remove": ["2026-03-09"]}).removed_in_vain == (date(2026, 3, 9),)


def test_every_key_of_a_calendar_reaches_its_arithmetic():
    team = policy(
        week=WEEK | {"fri": ["09:00-12:00", "13:00-24:00"], "sat": ["22:00-02:00"]},
        exceptions={"2026-05-05": ["10:00-12:00"]},
        breaks={"mon": ["12:00-13:00"], "2026-05-06": ["09:00-10:00"]},
        holidays={"country": "DE", "add": ["2026-05-07"]},
    ).calendar

    midnights = np.array([f"2026-05-{day:02}T22:00" for day in range(3, 12)], "datetime64[us]")
    hours = elapsed_seconds(team, midnights[:-1], midnights[1:]) / HOUR

    assert hours.tolist() == [8, 2, 8, 0, 14, 2, 2, 8]


def test_a_calendar_is_laid_out_once():
    team = policy()

    first = team.calendar.table(0, 0)

    assert team.calendar.table(0, 0) is first
    assert elapsed_seconds(team.calendar, utc("2026-03-02 08:00"), utc("2026-03-02 09:00")) == HOUR
