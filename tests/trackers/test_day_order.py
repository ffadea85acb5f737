"""A column of text dates may show which number is the day."""

import pytest

from sheets_sync.trackers.day_order import day_order, has_dotted_days, tab_day_orders


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

    assert tab_day_orders({"a": unclear, "b": month_first}) == ({"a": "month_first", "b": "month_first"}, ())
    orders, notes = tab_day_orders({"a": unclear, "b": month_first, "c": day_first})
    assert orders["a"] == "unclear"
    assert len(notes) == 1
    assert tab_day_orders({"a": ["03.04.2026"]}) == ({}, ())


def test_days_with_dots_are_told_from_other_numbers():
    assert has_dotted_days([None, 46329.0, "Tue 31.10.2026 14:30"])
    assert has_dotted_days(["05.11."])
    assert not has_dotted_days(["2026-10-31", "31/10/2026", "10.30", "1.2.3.4", ""])
