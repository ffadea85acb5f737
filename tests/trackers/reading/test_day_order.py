"""A column of text dates may show which number is the day."""

import pytest

from sheets_sync.trackers.reading.day_order import day_order, has_dotted_days, tab_day_orders


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/11/2026", "25/11/2026"], "day_first"),
        (["3-11-26", "14:30 25-11-26"], "day_first"),
        (["03/11/2026 14:30", "11/25/2026 09:00"], "month_first"),
        (["03/11/2026", "04/12/2026"], "unclear"),
        (["25/11/2026", "11/25/2026"], "contradicts"),
        (["5/1", "31/12"], "day_first"),
        (["2026-11-03", "3 Nov 2026", "11/11/2026", None, 46329.0, True, "", "soon", "3 Nov 2026 10.15"], None),
        (["45/45/2026", "00/13/2026"], None),
        ([], None),
    ],
)
def test_a_number_above_twelve_shows_its_place(cells, order):
    assert day_order(cells) == order


def test_dates_with_dots_say_nothing_about_the_order_of_others():
    assert day_order(["5.1.", "6.2.", "05.11.2026"]) is None
    assert day_order(["25.11.2026", "03/04/2026"]) == "unclear"
    assert day_order(["25.11.2026", "11/25/2026"]) == "month_first"


def test_a_column_without_evidence_follows_the_others_where_they_agree():
    unclear, day_first, month_first = ["03/04/2026"], ["25/11/2026"], ["11/25/2026"]

    assert tab_day_orders({"a": unclear, "b": month_first})[0] == {"a": "month_first", "b": "month_first"}
    assert tab_day_orders({"a": unclear, "b": day_first}) == ({"a": "day_first", "b": "day_first"}, ())
    orders, notes = tab_day_orders({"a": unclear, "b": month_first, "c": day_first})
    assert orders["a"] == "unclear"
    assert [note.partition(", because")[0] for note in notes] == [
        "dates such as 03/04/2026 were read day first: nothing in the tab shows their order",
        "b: dates were read month first",
    ]
    assert tab_day_orders({"a": ["03.04.2026"]}) == ({}, ())


def test_days_with_dots_are_told_from_other_numbers():
    assert has_dotted_days([None, 46329.0, "Tue 31.10.2026 14:30"])
    assert has_dotted_days(["05.11."])
    assert not has_dotted_days(["2026-10-31", "31/10/2026", "10.30", "1.2.3.4", ""])


UNCLEAR = ["02/01/2026", "03/02/2026"]


def test_a_tab_that_is_read_month_first_says_so_once_with_a_cell():
    orders, notes = tab_day_orders({"a": [*UNCLEAR, "05/13/2026", "06/30/2026"], "b": ["07/21/2026", *UNCLEAR]})

    assert set(orders.values()) == {"month_first"}
    assert notes == ("dates were read month first, because of cells such as 05/13/2026",)


@pytest.mark.parametrize("repeated", [1, 3])
def test_one_stray_date_does_not_turn_a_column_month_first(repeated):
    orders, notes = tab_day_orders({"raised_at": [*UNCLEAR, *["05/13/2026"] * repeated]})

    assert orders == {"raised_at": "doubtful"}
    assert notes == ("raised_at: has dates that could be either day: only 05/13/2026 says that the month comes first",)


def test_one_stray_date_does_not_turn_another_column_month_first():
    orders, _ = tab_day_orders({"raised_at": UNCLEAR, "closed_at": ["05/13/2026"]})
    assert orders == {"raised_at": "doubtful", "closed_at": "month_first"}


def test_a_witness_in_another_column_confirms_that_the_month_comes_first():
    orders, _ = tab_day_orders({"raised_at": [*UNCLEAR, "05/13/2026"], "closed_at": ["05/13/2026"]})
    assert orders == {"raised_at": "month_first", "closed_at": "month_first"}


def test_one_witness_is_enough_for_one_date_and_for_what_is_usual():
    assert tab_day_orders({"a": [UNCLEAR[0], "05/13/2026"]})[0] == {"a": "month_first"}
    assert tab_day_orders({"a": [*UNCLEAR, "13/05/2026"]}) == ({"a": "day_first"}, ())
