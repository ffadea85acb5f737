from typing import Any

from sheets_sync.workbooks.google_page import page_requests
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.tab import Column, Link, State, Tab, Table
from tests.workbooks.google_pages import SHEET, hours, states, tab

ALL = 2_000_000


def dress(written: Tab) -> list[dict[str, Any]]:
    return page_requests(page_of(written), SHEET, None, most_bytes=ALL).dress


def rules(table: Table) -> list[dict[str, Any]]:
    added = (one["addConditionalFormatRule"] for one in dress(tab(table)) if "addConditionalFormatRule" in one)
    return [one["rule"] for one in added]


def conditions(table: Table) -> list[tuple[str, str]]:
    found = (rule["booleanRule"]["condition"] for rule in rules(table))
    return [(one["type"], one["values"][0]["userEnteredValue"]) for one in found]


def formats_below_the_heading(table: Table) -> int:
    repeated = (one["repeatCell"]["range"]["startRowIndex"] for one in dress(tab(table)) if "repeatCell" in one)
    return sum(row > 3 for row in repeated)


def test_a_state_is_told_by_its_word_with_tint_ink_and_weight():
    [rule] = rules(states("Breached"))

    assert rule == {
        "ranges": [
            {"sheetId": SHEET, "startRowIndex": 4, "endRowIndex": 5, "startColumnIndex": 1, "endColumnIndex": 2}
        ],
        "booleanRule": {
            "condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "Breached"}]},
            "format": {
                "backgroundColorStyle": {"rgbColor": {"red": 0.9843, "green": 0.9137, "blue": 0.9059}},
                "textFormat": {
                    "bold": True,
                    "foregroundColorStyle": {"rgbColor": {"red": 0.702, "green": 0.149, "blue": 0.1176}},
                },
            },
        },
    }


def test_a_word_has_one_rule_however_often_it_stands():
    many = states(*["Breached", State("Met", "fine"), State("Open", "plain"), None] * 200)

    assert conditions(many) == [("TEXT_EQ", "Breached"), ("TEXT_EQ", "Met")]
    assert formats_below_the_heading(many) == 1


def test_two_columns_share_the_rule_of_a_word():
    columns = (Column("First", "state"), Column("ID"), Column("Then", "state"))
    late, fine = State("Late", "late"), State("Met", "fine")

    found = rules(Table(columns, ((late, "E-1", fine), (fine, "E-2", fine)), ""))

    assert [[area["startColumnIndex"] for area in rule["ranges"]] for rule in found] == [[1], [1, 3]]


def test_numbers_below_zero_are_told_by_their_sign():
    assert conditions(hours(-4.5, 0, 3, None)) == [("NUMBER_LESS", "0")]
    assert conditions(hours(-4.5)) == [("NUMBER_LESS", "0")]
    assert conditions(hours(4.5)) == []


def test_a_word_with_two_looks_is_coloured_cell_by_cell():
    two = states("Open", State("Open", "soon"), "Open", "Late")

    assert conditions(two) == [("TEXT_EQ", "Late")]
    assert formats_below_the_heading(two) == 4


def test_capitals_make_no_other_word():
    assert conditions(states("Open", State("OPEN", "fine"))) == []


def test_a_word_that_also_stands_as_plain_text_has_no_rule():
    column = Column("State", "state")

    assert conditions(Table((column,), ((State("Late", "late"),), ("late",)), "")) == []


def test_a_word_that_is_also_the_text_of_a_link_has_no_rule():
    link = Link("Late", "https://sheets.example/d")

    assert conditions(Table((Column("State", "state"),), ((State("Late", "late"),), (link,)), "")) == []


def test_a_word_that_google_could_take_for_something_else_has_no_rule():
    words = ("=A1", "+1", "1/2", "3 May", "2026", "*", "who?", "a~b", " padded ", "two\nlines", "'quoted")

    assert conditions(states(*words)) == []
    assert conditions(states("At risk", "Needs-work (B), etc.", "Überfällig")) != []


def test_a_column_of_too_many_words_has_no_rules():
    assert conditions(states(*(f"Word {chr(ord('a') + number)}" for number in range(21)))) == []


def test_links_among_texts_are_coloured_without_rules():
    column = Column("Where", "link")
    link = Link("A1", "https://sheets.example/d")

    assert conditions(Table((column,), ((link,), ("A2",), (None,)), "")) == []


def test_rules_are_added_in_the_order_of_their_numbers():
    added = [
        one["addConditionalFormatRule"]
        for one in dress(tab(states("A", "B", "C")))
        if len(one) == 1 and "addConditionalFormatRule" in one
    ]

    assert [one["index"] for one in added] == [0, 1, 2]
