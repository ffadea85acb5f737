import pytest

from sheets_sync.trackers.rows import headed_tables, is_blank, row_kinds, second_tables
from tests.drawing import grid

HEADING = ["Case", "Opened", "Market"]


def kinds(drawing: str) -> list[str]:
    rows = grid(drawing).rows
    return row_kinds(rows, is_heading=lambda row: list(row[:3]) == HEADING, fatal=[0, 1])


def test_totals_blank_rows_and_repeated_headings_are_not_data():
    assert kinds("""
        C-1   | 2026-03-02 | DE
              |            |
        Total |            | 12
        Case  | Opened     | Market
        C-2   | 2026-03-03 | FR
        """) == ["data", "blank", "total", "heading", "data"]


@pytest.mark.parametrize(
    "word",
    [
        "Total", "TOTAL:", "Totals", "Grand total", "Subtotal", "Summe", "Gesamt", "Gesamtsumme", "Total DE",
        "Total (12)", "Total général", "Somme", "Suma", "Totale", "Average", "Durchschnitt", "Moyenne", "Total\xa0",
    ],
)  # fmt: skip
def test_a_row_that_begins_with_a_totals_word_and_has_no_date_is_a_total(word: str):
    assert row_kinds([[word, None, "12"]], is_heading=lambda _: False, fatal=[0, 1]) == ["total"]


@pytest.mark.parametrize("row", [["Totalitarian", None, "x"], ["Total", "2026-03-02", "x"], [12.0, None, "Total"]])
def test_a_row_that_only_looks_like_a_total_stays_data(row: list[str | float | None]):
    assert row_kinds([row], is_heading=lambda _: False, fatal=[0, 1]) == ["data"]


@pytest.mark.parametrize(
    "title",
    [
        "Sum up the findings for legal", "Count the refunds since May", "Total ban of CBD: how to answer",
        "Average price claims", "Total: ask Legal", "Count SKU",
    ],
)  # fmt: skip
@pytest.mark.parametrize("beside", [[], ["Ana", "Open"], [46329.0]])
def test_a_title_that_begins_with_a_totals_word_stays_data(title: str, beside: list[str | float]):
    assert row_kinds([[title, *beside]], is_heading=lambda _: False, fatal=[0]) == ["data"]
    assert row_kinds([[None, title, *beside]], is_heading=lambda _: False, fatal=[0, 1]) == ["data"]


@pytest.mark.parametrize(
    "word", ["Total", "Summe:", "Total 2026", "Summe KW 45", "Total DE", "Total (12)", "Total: 12", "Total März 2026"]
)
def test_a_totals_word_in_place_of_a_title_is_a_total_among_numbers_alone(word: str):
    assert row_kinds([[word, None, "1.234,50 €", 12.0, "-", False]], is_heading=lambda _: False, fatal=[0]) == ["total"]
    assert row_kinds([[word, "Ana", "Open"]], is_heading=lambda _: False, fatal=[0]) == ["data"]


def test_more_words_than_a_totals_stay_data_beside_words():
    rows = [["Total ban of CBD", None, "Open"], ["Total of all cases", None, "12"], ["Total DE", None, "in all"]]
    assert row_kinds(rows, is_heading=lambda _: False, fatal=[0, 1]) == ["data", "total", "total"]


@pytest.mark.parametrize("row", [[], [None, ""], ["\xa0\u200b"], [False, None], ["☐", ""]])
def test_a_row_without_a_value_or_with_an_unticked_box_alone_is_blank(row: list[str | bool | None]):
    assert is_blank(row)


def test_a_ticked_box_and_a_zero_are_values():
    assert not is_blank([True])
    assert not is_blank([0.0])


def test_a_block_of_words_below_a_gap_without_a_usable_row_is_a_second_table():
    rows = grid("""
        C-1    | 2026-03-02 | DE
               |            |
        Market | Owner      |
        DE     | Ana        |
        """).rows
    found = second_tables(["data", "blank", "data", "data"], rows, usable=[True, False, False, False])

    assert found == [range(2, 4)]


def test_a_block_with_one_usable_row_is_never_taken_for_a_second_table():
    rows = grid("""
        C-1    | 2026-03-02 | DE
               |            |
        Market | soon       |
        C-3    | 2026-03-04 | IT
        """).rows
    found = second_tables(["data", "blank", "data", "data"], rows, usable=[True, False, False, True])

    assert found == []


def test_a_headed_table_reaches_to_the_next_one_the_tabs_heading_or_the_end():
    rows = [[name, "x"] for name in ("C-1", "Actions", "a", "Events", "e", "Case", "C-2", "Events", "e")]
    kinds = ["data"] * 5 + ["heading"] + ["data"] * 3
    found = headed_tables(kinds, rows, [True] * 9, lambda row: row[0] if row[0] in ("Actions", "Events") else None)

    assert found == {range(1, 3): "Actions", range(3, 5): "Events", range(7, 9): "Events"}


def test_no_more_than_a_hundred_rows_of_words_are_tried_as_a_heading():
    tried = []
    headed_tables(["data"] * 500, [["Write", "FAQ"]] * 500, [True] * 500, tried.append)

    assert len(tried) == 100


@pytest.mark.parametrize("row", [["Action"], ["Action", 12.0], ["Action", True]])
def test_a_row_of_anything_but_words_heads_no_table(row: list[str | float | bool]):
    assert headed_tables(["data", "data"], [["C-1"], row], [True, True], lambda _: "actions") == {}


@pytest.mark.parametrize("day", ["02/03/2026", 46083.0, "2 Mar"])
def test_the_total_of_a_day_is_no_further_row_of_it(day: str | float):
    rows = [[day, "Total", 900.0, 3.0], [day, "DE", 900.0, 3.0], [day, "Total", None]]

    assert row_kinds(rows, is_heading=lambda _: False, fatal=[0]) == ["total", "data", "data"]


def test_a_record_called_total_that_has_an_id_is_data():
    assert row_kinds([["C1", 46083.0, "Total", 3.0]], is_heading=lambda _: False, fatal=[0, 1]) == ["data"]
