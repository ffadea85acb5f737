from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import plain_value
from sheets_sync.workbooks.tab import Column, FullInstant, Link, State, Table
from sheets_sync.workbooks.table_layout import body_rows, column_plans, heading_row
from sheets_sync.workbooks.text_size import longest_word_width, text_width

SENTENCE = "Waiting on merchant since Tue 17 Nov; due Thu 26 Nov 13:00 if resumed"
headings = st.text(alphabet=st.sampled_from("abcdefghij MW,"), min_size=1, max_size=60)


def table(*columns: Column, rows=()) -> Table:
    return Table(columns, tuple(rows), "None is open.")


def widths(drawn: Table) -> list[int]:
    return [plan.width for plan in column_plans(drawn)]


def heights(drawn: Table) -> list[int]:
    return [row.height for row in body_rows(drawn, column_plans(drawn))]


def test_a_column_is_as_wide_as_its_longest_value():
    [width] = widths(table(Column("Team", width=400), rows=[("Policy",), ("Moderation quality",)]))

    assert text_width("Moderation quality") + 15 < width < text_width("Moderation quality") + 40


def test_longer_text_than_a_column_may_hold_wraps_and_raises_its_row():
    drawn = table(Column("Why", width=200), rows=[(SENTENCE,), ("short",)])

    rows = list(body_rows(drawn, column_plans(drawn)))

    assert widths(drawn) == [200]
    assert [row.height for row in rows] == [54, look.ROW]
    assert [row.cells[0].style.wrap for row in rows] == [True, False]


def test_line_breaks_in_a_cell_raise_its_row():
    assert heights(table(Column("Why", width=400), rows=[("one\ntwo",)])) == [37]


def test_a_row_is_never_higher_than_a_spreadsheet_allows():
    assert heights(table(Column("Why"), rows=[("word " * 6000,)])) == [look.TALLEST_ROW]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("count", 1_234_567, "1,234,567"),
        ("money", -1_234_567.891, "−1,234,567.89"),
        ("hours", 12_345.67, "12,345.7"),
        ("share", 12.5, "1,250 %"),
        ("day", date(2026, 5, 28), "Wed 28 May 2026"),
        ("instant", datetime(2026, 5, 28, 12, 30), "Wed 28 May 12:30"),  # noqa: DTZ001
    ],
)
def test_numbers_and_dates_always_fit_however_narrow_their_column_should_be(kind, value, shown):
    [width] = widths(table(Column("N", kind, width=10), rows=[(value,)]))

    assert width >= text_width(shown) + look.INDENT


def test_numbers_that_are_no_numbers_take_no_room():
    assert widths(table(Column("N", "count"), rows=[(float("inf"),), (float("nan"),), (None,)])) == [48]


@given(headings, st.sampled_from(["text", "count", "state", "instant"]))
def test_no_word_of_a_heading_is_broken_and_the_heading_is_never_clipped(heading, kind):
    [plan] = column_plans(table(Column(heading, kind, width=10)))

    row = heading_row([plan])

    assert longest_word_width(heading, bold=True) <= plan.room
    assert row.height in {look.TABLE_HEADING, 37, 54}


def test_short_headings_leave_their_row_thirty_pixels_high():
    assert heading_row(column_plans(table(Column("Escalation"), Column("State", "state")))).height == 30


def test_headings_of_text_keep_free_of_the_filter_button():
    [text, number] = widths(table(Column("Moderation"), Column("Moderation", "count")))

    assert text >= text_width("Moderation", bold=True) + look.INDENT + look.FILTER_BUTTON
    assert number >= text_width("Moderation", bold=True) + 2 * look.INDENT


def test_secondary_columns_are_small_and_grey():
    [row] = body_rows(
        drawn := table(Column("Clock", quiet=True), Column("Team"), rows=[("running", "Policy")]), column_plans(drawn)
    )

    assert [(cell.style.points, cell.style.colour) for cell in row.cells] == [(9, look.MUTED), (10, look.INK)]


def test_a_state_is_a_word_in_its_tint():
    words = [State("Breached", "late"), State("At risk", "soon"), State("On track", "fine"), State("Paused", "quiet")]
    drawn = table(Column("State", "state"), rows=[(word,) for word in words])

    cells = [row.cells[0] for row in body_rows(drawn, column_plans(drawn))]

    assert [(cell.value, cell.style.colour, cell.style.fill, cell.style.bold) for cell in cells] == [
        ("Breached", "#B3261E", "#FBE9E7", True),
        ("At risk", "#B26A00", "#FFF3E0", True),
        ("On track", "#2E7D5B", "#E8F3EE", False),
        ("Paused", "#6B7785", "#EDF0F3", False),
    ]


def test_an_instant_that_says_its_year_has_room_for_it():
    eve, new_year = datetime(2025, 12, 31, 23, 59), datetime(2026, 1, 1)  # noqa: DTZ001
    due = Column("Due", "instant", width=10)
    drawn = table(due, rows=[(FullInstant(eve),), (new_year,), (None,)])

    cells = [row.cells[0] for row in body_rows(drawn, column_plans(drawn))]

    assert [cell.style.number for cell in cells] == ["full_instant", "instant", "instant"]
    assert cells[0].value == plain_value(eve)
    assert widths(drawn)[0] >= text_width("Wed 31 Dec 2025 23:59") + look.INDENT
    assert widths(drawn) > widths(table(due, rows=[(new_year,)]))


def test_numbers_below_zero_take_the_tone_their_column_gives_them():
    drawn = table(
        Column("Left, open hours", "hours", below_zero="late"), Column("Change", "count"), rows=[(-14.5, -3), (1.0, 2)]
    )

    colours = [[cell.style.colour for cell in row.cells] for row in body_rows(drawn, column_plans(drawn))]

    assert colours == [["#B3261E", look.INK], [look.INK, look.INK]]


def test_only_addresses_on_the_web_are_links():
    drawn = table(
        Column("Row", "link"), rows=[(Link("Cases!A1", "https://sheets.example/d"),), (Link("Cases!A1"),), (Link(""),)]
    )

    cells = [row.cells[0] for row in body_rows(drawn, column_plans(drawn))]

    assert [cell.value for cell in cells] == [Link("Cases!A1", "https://sheets.example/d"), "Cases!A1", None]
    assert [cell.style.underline for cell in cells] == [True, False, False]


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="2 values does not fit 1 columns"):
        column_plans(table(Column("Team"), rows=[("Policy", "extra")]))
