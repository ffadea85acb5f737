from datetime import datetime
from typing import Any

import pytest

from sheets_sync.workbooks.google_cells import google_text
from sheets_sync.workbooks.google_page import page_requests
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.tab import Column, Link, Table, Value
from tests.workbooks.google_pages import SHEET, blocks_of, tab

FOUND = Column("Found")


def written(value: Value, column: Column = FOUND) -> dict[str, Any]:
    """The cell below the heading of a table with one column."""
    [block] = blocks_of(
        page_requests(page_of(tab(Table((column,), ((value,),), "None."))), SHEET, None, most_bytes=2_000_000)
    )
    return block["rows"][4].get("values", [{}])[-1]


@pytest.mark.parametrize(
    ("value", "entered"),
    [
        ("=1+1", {"stringValue": "=1+1"}),
        ("007", {"stringValue": "007"}),
        ("'x", {"stringValue": "'x"}),
        (-4.5, {"numberValue": -4.5}),
        (0, {"numberValue": 0}),
        (datetime(2026, 11, 22, 12), {"numberValue": 46348.5}),  # noqa: DTZ001
    ],
)
def test_text_is_a_string_and_a_number_a_number(value, entered):
    assert written(value) == {"userEnteredValue": entered}


@pytest.mark.parametrize("value", [None, "", float("nan"), Link("", "https://x.example")])
def test_what_is_empty_is_not_sent(value):
    assert written(value) == {}


def test_a_link_names_its_own_colour_and_line():
    cell = written(Link("A1", "https://sheets.example/d"), Column("Where", "link"))

    assert cell == {
        "userEnteredValue": {"stringValue": "A1"},
        "userEnteredFormat": {
            "textFormat": {
                "link": {"uri": "https://sheets.example/d"},
                "foregroundColorStyle": {"rgbColor": {"red": 0.1843, "green": 0.3647, "blue": 0.5412}},
                "underline": True,
            }
        },
    }


def test_only_text_of_several_lines_says_that_it_wraps():
    assert written("short") == {"userEnteredValue": {"stringValue": "short"}}
    assert written("long " * 60)["userEnteredFormat"] == {"wrapStrategy": "WRAP"}


def test_text_longer_than_google_holds_is_cut_and_says_so():
    pairs = google_text("\U0001f600" * 25_001)

    assert google_text("x" * 50_000) == "x" * 50_000
    assert google_text("x" * 50_001) == "x" * 49_999 + "…"
    assert (pairs[0], pairs[-1], len(pairs)) == ("\U0001f600", "…", 25_000)


def test_characters_that_no_workbook_holds_are_replaced():
    texts = ["a\x00b\x0bc", "lone \ud800 half", "line\r\nbreak\rhere", "\ufffe"]

    assert [google_text(text) for text in texts] == [
        "a\ufffdb\ufffdc",
        "lone \ufffd half",
        "line\nbreak\nhere",
        "\ufffd",
    ]
