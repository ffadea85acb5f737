"""Days as people write them, in the tracker's order of day and month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.trackers.reading.tables import table
from tests.trackers.answers import REFUSED, answer, problem, read

LOCALES = ("en_GB", "en_US", "de_DE", "fr_FR", "es_ES", "it_IT")
THIRD_OF_NOVEMBER = date(2026, 11, 3)  # a Tuesday


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-03", "2026/11/03", "2026.11.3", "2026 11 03", "20261103", "3/11/2026", "03.11.2026", "03-11-2026",
        "3. 11. 2026",
        "03 11 2026", "03/11/26", "3.11.26", " 03/11/2026", "３/１１/２０２６",
        "3 Nov 2026", "03Nov2026", "3-Nov-26", "3/Nov/2026", "3 Nov '26", "2026 Nov 3", "2026-Nov-03", "Nov 3, 2026",
        "Nov-03-2026",
        "November 3rd, 2026", "3rd of November 2026", "the 3rd of Nov, 2026", "3. November 2026", "3. Nov. 2026",
        "3 novembre 2026", "3 nov. 2026", "3 de noviembre de 2026", "3 de nov. del 2026", "3º novembre 2026",
        "Tue 3 Nov 2026", "Tuesday, November 3, 2026", "Di, 03.11.2026", "Di. 3.11.2026", "03.11.2026 (Di)",
        "mar. 3 nov. 2026",
        "martes, 3 de noviembre de 2026", "martedì 3 novembre 2026", "2026-11-03T00:00:00", "2026-11-03 00:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert answer(cell, "date") == THIRD_OF_NOVEMBER


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("3 gen 2026", 1), ("3 ene 2026", 1), ("3 janv. 2026", 1), ("3. Jänner 2026", 1), ("3 févr. 2026", 2),
        ("3 Feb 2026", 2),
        ("3. März 2026", 3), ("3 Maerz 2026", 3), ("3. Mrz. 2026", 3), ("3 mars 2026", 3), ("3 mar 2026", 3),
        ("3 abr 2026", 4),
        ("3 avril 2026", 4), ("3 mai 2026", 5), ("3 mag 2026", 5), ("3 mayo 2026", 5), ("3 giu 2026", 6),
        ("3 juin 2026", 6),
        ("3 juil. 2026", 7), ("3 luglio 2026", 7), ("3 août 2026", 8), ("3 ago 2026", 8), ("3 set. 2026", 9),
        ("3 Sept 2026", 9),
        ("3 ott 2026", 10), ("3. Okt. 2026", 10), ("3 octubre 2026", 10), ("3 déc. 2026", 12),
        ("3 Dezember 2026", 12),
        ("3 dic 2026", 12),
    ],
)  # fmt: skip
def test_months_have_names_in_five_languages(cell, month):
    assert answer(cell, "date") == date(2026, month, 3)


def test_the_locale_decides_which_number_is_the_day():
    assert answer("03/11/2026", "date", "it_IT") == date(2026, 11, 3)
    assert answer("03/11/2026", "date", "en_US") == date(2026, 3, 11)


def test_what_the_column_shows_wins_over_the_locale():
    assert answer("03/11/2026", "date", "en_GB", day_first=False) == date(2026, 3, 11)
    assert answer("03/11/2026", "date", "en_US", day_first=True) == date(2026, 11, 3)


def test_a_year_in_front_leaves_no_question_of_order():
    assert (
        answer("2026/03/11", "date", day_first=False)
        == answer("2026/03/11", "date", day_first=True)
        == date(2026, 3, 11)
    )


@pytest.mark.parametrize(("cell", "locale"), [("04/13/2026", "en_GB"), ("13/04/2026", "en_US")])
def test_day_and_month_are_never_swapped_to_make_a_date_fit(cell, locale):
    assert problem(cell, "date", locale).problem == "is not a day that exists"
    assert problem(cell, "date", locale).suggestion == "2026-04-13"


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [
        ("29/02/2026", "2026-02-28"),
        ("31/06/2026", "2026-06-30"),
        ("32/01/2026", "2026-01-31"),
        ("2026-02-30", "2026-02-28"),
    ],
)
def test_a_day_that_does_not_exist_names_the_nearest_one(cell, nearest):
    assert problem(cell, "date").suggestion == nearest


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("5 Jan", date(2027, 1, 5)), ("Jan 5", date(2027, 1, 5)), ("5. Jan.", date(2027, 1, 5)),
        ("05/01", date(2027, 1, 5)),
        ("5.1.", date(2027, 1, 5)), ("31/12", date(2026, 12, 31)), ("1 de julio", date(2026, 7, 1)),
        ("26 Nov", date(2026, 11, 26)),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_one_nearest_to_today_with_a_warning(cell, day):
    found = read(cell, "date", now="2026-12-20")
    assert found.value == day
    assert found.warning is not None
    assert found.warning.suggestion == day.isoformat()


@pytest.mark.parametrize("cell", ["Nov 26", "Dec 24", "Nov-26"])
def test_a_month_and_a_number_that_may_be_the_year_are_refused(cell):
    assert answer(cell, "date", now="2026-12-20") == REFUSED


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("2026-11", "is a month without a day"), ("11/2026", "is a month without a day"),
        ("Nov 2026", "is a month without a day"),
        ("Q4", "is a span of days"), ("Q4 2026", "is a span of days"), ("KW 45", "is a span of days"),
        ("2026-W45", "is a span of days"),
        ("3-5 Nov 2026", "is a span of days"), ("3–5.11.2026", "is a span of days"),
        ("01/11/2026 - 03/11/2026", "is a span of days"),
        ("tomorrow", "depends on the day it was written"), ("gestern", "depends on the day it was written"),
        ("mid November", "is not one exact day"), ("ca. 3 Nov 2026", "is not one exact day"),
        ("03/11/2026?", "is not one exact day"),
        ("03/11/202", "has no clear year"), ("03/11/99", "has no clear year"),
        ("0206-11-03", "is outside the years 2000 to 2099"),
        ("31/12/1999", "is outside the years 2000 to 2099"), ("1/1/2100", "is outside the years 2000 to 2099"),
        ("Mon 3 Nov 2026", "names a weekday that 2026-11-03 is not"), ("ongoing", "is not a date"),
        ("3", "is not a date"),
        ("2026", "is not a date"), ("Monday", "is not a date"), ("November", "is not a date"),
        ("3.11", "is not a date"),
        ("03/11-2026", "is not a date"), ("Nov 3-12", "is not a date"), ("3.XI.2026", "is not a date"),
        ("261103", "is not a date"),
        ("1793710800", "is not a date"), ("03112026", "is not a day that exists"),
        ("00/00/0000", "is not a day that exists"),
    ],
)  # fmt: skip
def test_what_is_not_one_certain_day_is_refused_with_the_reason(cell, what):
    assert problem(cell, "date").problem == what


def test_a_number_is_a_serial_day():
    assert answer(46329, "date") == THIRD_OF_NOVEMBER
    assert answer(36526.0, "date") == date(2000, 1, 1)
    assert answer(73050.0, "date") == date(2099, 12, 31)


@pytest.mark.parametrize("cell", [0, -5, 1.0, 36525, 73051, 20261103, 1e12, float("inf"), True])
def test_numbers_that_are_no_serial_day_are_refused(cell):
    assert answer(cell, "date") == REFUSED


def test_a_serial_day_in_text_is_read_with_a_warning():
    assert read("46329", "date").value == THIRD_OF_NOVEMBER
    assert read("46329", "date").warning is not None
    assert answer("12345", "date") == REFUSED


@pytest.mark.parametrize("cell", ["2026-11-03 14:00", "03/11/2026 09:15", 46329.5, "2026-11-02T23:30:00Z"])
def test_a_time_beside_a_day_is_left_out_with_a_warning(cell):
    found = read(cell, "date")
    assert found.value == THIRD_OF_NOVEMBER
    assert found.warning is not None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written_and_read(day):
    assert answer(day.isoformat(), "date") == day
    assert answer(day.strftime("%d/%m/%Y"), "date") == day
    assert answer(day.strftime("%m/%d/%Y"), "date", "en_US") == day
    assert answer(day.strftime("%A, %B %d, %Y"), "date") == day
    assert answer(float((day - date(1899, 12, 30)).days), "date") == day


MONTHS = {int(month): names for month, names in table("months").items()}
WITH_A_NAME = (
    "{day} {month} {year}", "{day}. {month} {year}", "{day}-{month}-{year}", "{day}/{month}/{year}",
    "{day:02} {month}. {year}", "{day} de {month} de {year}", "{month} {day}, {year}", "{year} {month} {day}",
    "  {day}\u00a0{month}\u00a0{year}\u200b",
)  # fmt: skip
EVERY_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.data(), st.sampled_from(WITH_A_NAME), st.sampled_from(LOCALES)
)
def test_every_month_survives_being_named_in_any_language(day, drawn, style, locale):
    name = drawn.draw(st.sampled_from(MONTHS[day.month]))
    for month in (name, name.capitalize(), name.upper()):
        assert answer(style.format(day=day.day, month=month, year=day.year), "date", locale) == day


@given(st.integers(32, 99), st.integers(0, 99), st.sampled_from("/-."), st.sampled_from(LOCALES))
def test_numbers_that_no_calendar_holds_are_never_a_day(large, other, sign, locale):
    for written in (f"{large}{sign}{other}{sign}2026", f"{other}{sign}{large}{sign}2026", f"2026-{other:02}-{large}"):
        assert answer(written, "date", locale) == REFUSED


@given(st.dates(date(2005, 1, 1), date(2090, 12, 31)), st.integers(-170, 170))
def test_a_day_without_a_year_is_never_far_from_today(today, days):
    day = today + timedelta(days=days)
    if (day.month, day.day) != (2, 29):
        assert answer(day.strftime("%d/%m"), "date", now=today.isoformat()) == day


def test_a_date_with_dots_follows_the_locale_but_not_the_slashes_of_its_column():
    assert answer("05.11.2026", "date", day_first=False) == date(2026, 11, 5)
    assert answer("05.11.", "date", day_first=False) == date(2026, 11, 5)
    assert answer("05.11.2026 14:30", "date", day_first=False) == date(2026, 11, 5)
    assert answer("05.11.2026", "date", "en_US") == date(2026, 5, 11)


@pytest.mark.parametrize("cell", ["05/11/2026", "5-11-26", "05 11 2026", "05/11", "05/11/2026 14:30", "2pm 5/11/26"])
def test_a_day_of_either_order_is_refused_where_the_order_is_unknown(cell):
    assert problem(cell, "datetime", order_unknown=True).problem == "can be read in two orders"


def test_a_day_that_one_order_explains_is_read_where_the_order_is_unknown():
    assert answer("13/11/2026", "date", order_unknown=True) == date(2026, 11, 13)
    assert answer("11/11/2026", "date", order_unknown=True) == date(2026, 11, 11)
    assert answer("05.11.2026", "date", order_unknown=True) == date(2026, 11, 5)
    assert answer("5 Nov 2026", "date", order_unknown=True) == date(2026, 11, 5)


@pytest.mark.parametrize("cell", ["soon", "1999-01-01", "00/13/2026", "99/99/2026", "03/11/126", "next week"])
def test_an_example_is_never_said_as_if_it_were_the_day_meant(cell):
    found = problem(cell, "date")
    assert found.suggestion is None
    assert "such as 2026-02-28" in found.remedy or "in a day such as" in found.remedy
