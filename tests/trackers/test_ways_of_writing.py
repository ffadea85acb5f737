"""What a workbook says of its cells decides only what neither the team nor the cells themselves say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.cases import Case
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import DEFAULT_LOCALE, DEFAULT_TIMEZONE, ReadingSettings
from sheets_sync.trackers.values import ReadCell, Reading, read_value
from sheets_sync.trackers.ways_of_writing import ways_of_writing
from sheets_sync.workbooks.grid import Cell, Grid
from tests.drawing import grid, utc

NOW = utc("2026-11-20 12:00")
NOTHING_SET = ReadingSettings()


def opened(
    *cells: Cell, locale: str | None = None, timezone: str | None = None, settings: ReadingSettings = NOTHING_SET
) -> Trackers:
    """Cases opened on these days, in a workbook with these settings of its own."""
    heading: list[Cell] = ["Case ID", "Opened at", "Market", "Violation", "Enforcement", "Status"]
    rows: list[list[Cell]] = [[f"C-{n}", day, "DE", "Gambling", "Warning", "Open"] for n, day in enumerate(cells)]
    tab = Grid("EU trackers", "Cases", [heading, *rows], locale=locale, timezone=timezone)
    return ingest([Book("EU trackers", [tab])], settings, {}, NOW)


def days(trackers: Trackers) -> list[str]:
    local = trackers.frames["cases"]["opened_at"].dt.tz_convert("Europe/Berlin")
    return [str(day) for day in local.dt.strftime("%Y-%m-%d")]


def warnings(trackers: Trackers) -> list[tuple[str, str]]:
    return [(issue.problem, issue.remedy) for issue in trackers.issues if issue.row is None]


def amounts(written: str, locale: str | None, day: str = "2026-11-03") -> tuple[list[float], list[str]]:
    """Amounts in a workbook's locale, as they were read, and what had to be assumed."""
    rows = [f"{day} | R{n} | DE | 12 | 12 | {amount}" for n, amount in enumerate(written.split())]
    drawn = "\n".join(["Date | LIVE room ID | Market | Views | Orders | GMV (EUR)", *rows])
    tab = replace(grid(drawn, title="LIVE traffic"), locale=locale)
    trackers = ingest([Book("EU trackers", [tab])], NOTHING_SET, {}, NOW)
    said = [issue.problem for issue in trackers.issues if "decimal" in issue.problem]
    return trackers.frames["traffic"].sort_values("live_room_id")["gmv"].tolist(), said


INSTEAD = "write dates as 2026-04-03, or set locale in the configuration"


@pytest.mark.parametrize(
    ("locale", "read_as", "note"),
    [
        (None, "2026-04-03", "were read day first: nothing in the tab shows their order"),
        ("en", "2026-04-03", "were read day first: nothing in the tab shows their order"),
        ("es_419", "2026-04-03", "were read day first: nothing in the tab shows their order"),
        ("qq_QQ", "2026-04-03", "were read day first: nothing in the tab shows their order"),
        (
            "de",
            "2026-04-03",
            "were read day first: nothing in the tab shows their order, and the workbook's locale is de",
        ),
        (
            "en_US",
            "2026-03-04",
            "were read month first: nothing in the tab shows their order, and the workbook's locale is en_US",
        ),
    ],
)  # fmt: skip
def test_the_workbooks_locale_decides_dates_whose_order_nothing_shows(locale: str | None, read_as: str, note: str):
    trackers = opened("03/04/2026", "05/06/2026", locale=locale)

    assert days(trackers)[0] == read_as
    assert warnings(trackers) == [(f"dates such as 03/04/2026 {note}", INSTEAD)]


def test_the_teams_locale_beats_the_workbooks_without_a_word():
    trackers = opened("03/04/2026", locale="en_US", settings=ReadingSettings(locale="en_GB"))

    assert days(trackers) == ["2026-04-03"]
    assert warnings(trackers) == []


def test_what_a_column_shows_beats_the_workbooks_locale():
    trackers = opened("13/02/2026", "03/02/2026", "14/02/2026", locale="en_US")

    assert days(trackers) == ["2026-02-13", "2026-02-03", "2026-02-14"]
    assert warnings(trackers) == []


def test_the_month_first_against_the_workbooks_locale_is_said():
    trackers = opened("02/13/2026", "02/03/2026", "02/14/2026", locale="de_DE")

    assert days(trackers) == ["2026-02-13", "2026-02-03", "2026-02-14"]
    assert warnings(trackers) == [
        (
            "dates were read month first, because of cells such as 02/13/2026, against the workbook's locale de_DE",
            INSTEAD,
        )
    ]


def test_beside_texts_the_locale_could_not_read_its_own_dates_are_doubted():
    trackers = opened("13/02/2026", 46056.0, "14/02/2026", locale="en_US")  # somebody typed 03/02/2026 perhaps

    assert days(trackers) == ["2026-02-13", "2026-02-03", "2026-02-14"]
    assert [problem for problem, _ in warnings(trackers)] == [
        "dates were read day first, because of cells such as 13/02/2026, against the workbook's locale en_US; "
        "day and month may be swapped in those it took for dates when they were typed"
    ]


def test_one_stray_date_turns_no_column_against_the_workbooks_locale():
    trackers = opened("02/01/2026", "03/02/2026", "13/05/2026", locale="en_US")

    assert days(trackers) == ["2026-05-13"]
    assert {i.value: i.problem for i in trackers.issues if i.row is not None} == {
        "02/01/2026": "can be read in two orders",
        "03/02/2026": "can be read in two orders",
    }
    assert [problem for problem, _ in warnings(trackers)] == [
        "opened_at: has dates that could be either day: only 13/05/2026 says that the day comes first"
    ]


def test_where_cells_and_locale_agree_one_cell_is_enough_and_nothing_is_said():
    trackers = opened("02/01/2026", "03/02/2026", "05/13/2026", locale="en_US")

    assert days(trackers) == ["2026-02-01", "2026-03-02", "2026-05-13"]
    assert warnings(trackers) == []


def test_an_impossible_date_is_never_swapped_to_fit():
    trackers = opened("13/02/2026", "02/14/2026", "03/04/2026", locale="en_US")

    assert days(trackers) == ["2026-02-14"]
    assert {i.value: i.problem for i in trackers.issues if i.row is not None} == {
        "13/02/2026": "is not a day that exists",
        "03/04/2026": "can be read in two orders",
    }


def test_a_column_in_both_orders_is_said_and_its_cells_are_not_swapped_one_by_one():
    trackers = opened("25/10/2026", "10/26/2026", "03/04/2026")

    assert days(trackers) == ["2026-10-25"]
    assert {i.value: i.problem for i in trackers.issues if i.row is not None} == {
        "10/26/2026": "is not a day that exists",
        "03/04/2026": "can be read in two orders",
    }
    assert warnings(trackers) == [("opened_at: has dates in both orders, day first and month first", INSTEAD)]


def test_an_order_that_nothing_settles_is_said_once_for_all_columns_of_a_tab():
    drawn = """
        Case ID | Opened at | Closed at | Market | Violation | Enforcement | Status
        C-1 | 03/04/2026 | 05/04/2026 | DE | Gambling | Warning | Closed
        """
    trackers = ingest([Book("EU trackers", [grid(drawn, title="Cases")])], NOTHING_SET, {}, NOW)

    assert days(trackers) == ["2026-04-03"]
    told = [problem for problem, _ in warnings(trackers) if "order" in problem]
    assert told == ["dates such as 03/04/2026 were read day first: nothing in the tab shows their order"]


@settings(max_examples=100)
@given(
    written=st.lists(
        st.tuples(st.dates(date(2020, 1, 1), date(2026, 11, 1)), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"])),
        min_size=1,
        max_size=8,
        unique_by=lambda drawn: drawn[0].strftime(drawn[1]),
    ),
    locale=st.sampled_from([None, "en_US", "de_DE"]),
)
def test_all_cells_of_a_column_are_read_in_one_order(written: list[tuple[date, str]], locale: str | None):
    cells = [day.strftime(style) for day, style in written]
    tab = Grid("EU trackers", "Cases", [["Opened at"]], locale=locale)
    ways = ways_of_writing({"opened_at": cells}, Case, tab, NOTHING_SET)
    how = ways.applied_to("opened_at", Reading(DEFAULT_LOCALE, DEFAULT_TIMEZONE, NOW))

    found = {cell: read_value(cell, "date", how) for cell in cells}
    read = {cell: str(seen.value) for cell, seen in found.items() if isinstance(seen, ReadCell)}
    parts = {cell: cell.split("/") for cell in read}
    day_first = {cell: f"{year}-{second}-{first}" for cell, (first, second, year) in parts.items()}
    month_first = {cell: f"{year}-{first}-{second}" for cell, (first, second, year) in parts.items()}
    assert read in (day_first, month_first)


@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
def test_dates_with_dots_have_the_day_first_whatever_the_workbooks_locale(locale: str):
    assert days(opened("05.11.2026", locale=locale)) == ["2026-11-05"]
    assert days(opened("05.11.2026", "11/05/2026", locale="en_US")) == ["2026-11-05", "2026-11-05"]


def test_no_workbooks_locale_puts_the_month_first_without_a_word():
    trackers = opened("03 04 2026", locale="en_US")

    assert days(trackers) == ["2026-04-03"]
    assert warnings(trackers) == []


@pytest.mark.parametrize(
    ("locale", "read_as", "note"),
    [
        (None, 2.0, "point: nothing in the tab shows which it is"),
        ("en_US", 2.0, "point: nothing in the tab shows which it is, and the workbook's locale is en_US"),
        ("de_DE", 2000.0, "comma: nothing in the tab shows which it is, and the workbook's locale is de_DE"),
    ],
)
def test_the_workbooks_locale_decides_numbers_whose_sign_nothing_shows(locale: str | None, read_as: float, note: str):
    assert amounts("2.000 987", locale) == (
        [read_as, 987.0],
        [
            f"gmv: numbers such as 2.000 were read with a decimal {note}; write whole numbers without separators, "
            "such as 2000, or set locale in the configuration"
        ],
    )


@pytest.mark.parametrize(
    ("written", "locale", "read_as", "notes"),
    [
        ("12,50 2.000", "de_DE", [12.5, 2000.0], []),
        ("12.50 2,000", "en_US", [12.5, 2000.0], []),
        (
            "12.50 2,000", "de_DE", [12.5, 2000.0],
            ["numbers such as 12.50 were read with a decimal point, against the workbook's locale de_DE"],
        ),
        (
            "12,50 2.000", "en_US", [12.5, 2000.0],
            ["numbers such as 12,50 were read with a decimal comma, against the workbook's locale en_US"],
        ),
        (
            "1,234,567 2,000", "fr", [1234567.0, 2000.0],
            ["numbers such as 1,234,567 were read with a decimal point, as 1234567, against the workbook's locale fr"],
        ),
    ],
)  # fmt: skip
def test_numbers_that_show_their_sign_are_read_so_and_said_where_the_locale_differs(
    written: str, locale: str, read_as: list[float], notes: list[str]
):
    assert amounts(written, locale) == (read_as, notes)


def test_no_locale_makes_three_decimals_of_a_thousand():
    read_as, (note,) = amounts("1,234", "de_DE")

    assert read_as == [1234.0]
    assert note.startswith(
        "gmv: numbers such as 1,234 were read with a decimal point: nothing in the tab shows which it is;"
    )


def test_days_with_dots_and_a_locale_that_agree_on_the_comma_leave_no_doubt():
    assert amounts("2.000", "de_DE", day="03.11.2026") == ([2000.0], [])


def test_numbers_of_a_workbook_with_signs_of_its_own_are_read_by_them():
    assert amounts("1'234.50", "de_CH") == ([1234.5], [])


def test_a_column_with_both_signs_keeps_to_the_workbooks_locale():
    read_as, notes = amounts("12.50 987,50 2.000", "de_DE")

    assert [None if pd.isna(amount) else amount for amount in read_as] == [None, 987.5, 2000.0]
    assert "those such as 2.000 were read with a decimal comma" in notes[0]


@pytest.mark.parametrize(
    ("own", "team", "utc_hour"),
    [(None, None, 8), ("Europe/Lisbon", None, 9), ("Europe/Lisbon", "Europe/Athens", 7), ("GMT-07:00", "Etc/UTC", 9)],
)
def test_times_are_of_the_teams_zone_else_of_the_workbooks_else_of_berlin(
    own: str | None, team: str | None, utc_hour: int
):
    trackers = opened("2026-11-03 09:00", timezone=own, settings=ReadingSettings(timezone=team))

    assert trackers.frames["cases"]["opened_at"].dt.hour.tolist() == [utc_hour]
    assert warnings(trackers) == []


def test_a_zone_that_is_no_place_is_said_once_and_not_taken():
    trackers = opened("2026-11-03 09:00", "2026-11-03 10:00", timezone="GMT-07:00")

    assert trackers.frames["cases"]["opened_at"].dt.hour.tolist() == [8, 9]
    assert warnings(trackers) == [
        (
            "the workbook's time zone 'GMT-07:00' is no known place; times were read as of Europe/Berlin",
            "set timezone in the configuration, or choose a city in the workbook's settings",
        )
    ]


def test_the_day_of_a_session_is_of_the_workbooks_zone():
    tab = replace(
        grid(
            """
            Start time                | Live room ID | Market | Views | Orders | GMV
            2026-03-01T22:30:00+00:00 | R1           | DE     | 10    | 1      | 5
            """,
            title="Traffic",
        ),
        timezone="Europe/Athens",
    )
    trackers = ingest([Book("EU trackers", [tab])], NOTHING_SET, {}, NOW)

    assert trackers.frames["traffic"]["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-02"]
