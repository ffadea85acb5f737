"""Sheets that somebody else keeps, or keeps from us, and how publishing goes around them."""

import pytest

from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.tab import Receipt, TabChange
from tests.sheets_emulator.book import CELL_LIMIT, new_sheet
from tests.sheets_emulator.client import texts
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_summaries import NINE, OVERVIEW, PATTERNS, SLA, TEN, TITLES, GooglePlace, keep_requests, line, tab, three

__all__ = ["emulator"]


@pytest.fixture
def place(emulator: Emulator, tmp_path) -> GooglePlace:
    return GooglePlace(emulator, tmp_path)


@pytest.mark.parametrize("title", ["SLA now", "sla NOW"])
def test_a_sheet_of_our_title_that_is_not_ours_is_left_and_the_others_are_published(place, title):
    place.other.batch({"addSheet": {"properties": {"sheetId": 5, "title": title}}})
    place.other.put(f"'{title}'!A1", [["mine"]])
    before = place.everything()[5]

    receipt = place.sink(NINE).publish(three("one"), [], {})

    assert receipt == Receipt(
        written=(OVERVIEW, PATTERNS),
        left={
            SLA: "the spreadsheet has a sheet of that title that this program did not make, so that sheet was not "
            "touched. Rename it, or move it to another spreadsheet; the next run adds this tab."
        },
    )
    assert _without_place(place.everything()[5]) == _without_place(before)


def test_a_sheet_called_journal_that_is_not_ours_is_left(place):
    place.other.batch({"addSheet": {"properties": {"sheetId": 5, "title": "journal"}}})

    receipt = place.sink(NINE).publish(three("one"), [line("412")], {})

    assert receipt.written == tuple(TITLES)
    assert receipt.left == {
        JOURNAL: "the spreadsheet has a sheet of that title that this program did not make, so that sheet was not "
        "touched. Rename it, or move it to another spreadsheet; the next run adds this tab. Until then no run "
        "remembers what this one has seen."
    }
    assert place.values("journal") == []
    assert place.sink(NINE).changes(three("one"), {})[-1] == TabChange(JOURNAL, left=receipt.left[JOURNAL])


def test_the_copy_that_somebody_made_of_a_tab_is_theirs(place):
    place.sink(NINE).publish(three("one"), [], {})
    place.other.batch({"duplicateSheet": {"sourceSheetId": place.sheets()[SLA].sheet_id, "newSheetName": "Last week"}})

    place.sink(NINE).publish(three("two"), [], {})

    assert place.values("Last week")[4] == (None, "one")
    assert place.values(SLA)[4] == (None, "two")


def test_a_tab_that_is_protected_against_us_is_left_and_the_others_are_published(place):
    place.sink(NINE).publish(three("one"), [], {})
    place.protect(SLA)
    before = place.values(SLA)

    receipt = place.sink(TEN).publish(three("two"), [], {})

    assert receipt == Receipt(
        written=(OVERVIEW, PATTERNS),
        left={
            SLA: "its sheet 'SLA now' is protected against robot@example.com, so it stays as it was. Under Data > "
            "Protect sheets and ranges, remove the protection or add this account to those who may edit."
        },
    )
    assert place.values(SLA) == before


def test_a_full_spreadsheet_takes_what_it_has_room_for_and_says_what_it_has_not(place):
    place.sink(NINE).publish([tab(OVERVIEW, "one"), tab(SLA, "one")], [], {})
    taken = sum(sheet.rows * sheet.columns for sheet in place.sheets().values())
    place.book.sheets.append(new_sheet(5, "Huge", CELL_LIMIT - taken - 12, 1))

    receipt = place.sink(NINE).publish([tab(OVERVIEW, "two"), tab(SLA, *["two"] * 100), tab(PATTERNS, "one")], [], {})

    assert receipt.written == (OVERVIEW,)
    assert list(receipt.left) == [SLA, PATTERNS]
    assert receipt.left[SLA] == (
        "the spreadsheet would need 10,000,384 cells for it and Google allows 10,000,000, so it stays as it was. "
        "Delete sheets, rows or columns that nobody needs, blank ones too, or give the summary its own spreadsheet."
    )
    assert place.values(SLA)[4:] == [(None, "one")]


def test_changes_of_a_tab_that_would_be_left_say_why_as_publishing_does(place):
    place.other.batch({"addSheet": {"properties": {"sheetId": 5, "title": SLA}}})

    changes = place.sink(NINE).changes(three("one"), {})

    assert changes[1].left == place.sink(NINE).publish(three("one"), [], {}).left[SLA]


def test_nothing_but_sheets_of_ours_is_ever_named_in_what_is_written(place):
    written = []
    place.other.batch({"addSheet": {"properties": {"sheetId": 5, "title": "Cases"}}})
    for word, noted, most_bytes in [("one", "412", None), ("two", "413", None), ("three", "414", 1_500)]:
        sink = place.sink(NINE, most_bytes=most_bytes)
        keep_requests(sink, written)
        sink.publish([*three(word), tab(f"New {word}", *["x"] * 40)], [line(noted)], {})

    named = set(_sheet_ids(written))
    assert named.isdisjoint({0, 5})
    assert named >= {sheet.sheet_id for sheet in place.sheets().values() if sheet.mark}


def test_trackers_in_the_same_spreadsheet_stay_what_they_are_and_where(place):
    place.other.batch(
        {
            "addSheet": {
                "properties": {"sheetId": 5, "title": "Cases", "gridProperties": {"rowCount": 9, "columnCount": 3}}
            }
        },
        {"updateCells": {"start": {"sheetId": 5}, "rows": [texts("Case", "Opened")], "fields": "userEnteredValue"}},
        {
            "addConditionalFormatRule": {
                "rule": {"ranges": [{"sheetId": 5}], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}
            }
        },
        {
            "addProtectedRange": {
                "protectedRange": {"protectedRangeId": 3, "range": {"sheetId": 5}, "warningOnly": True}
            }
        },
    )
    before = place.everything()

    for word, most_bytes in [("one", None), ("two", 1_500), ("three", None)]:
        sink = place.sink(NINE, most_bytes=most_bytes, is_source=True)
        sink.publish([*three(word), tab(f"New {word}", *["x"] * 40)], [line(word)], {})
        after = place.everything()
        assert {0: after[0], 5: after[5]} == before


def _without_place(sheet):
    return {**sheet, "properties": {**sheet["properties"], "index": 0}}


def _sheet_ids(part):
    """Every sheet id that stands anywhere in requests; one that is left out means the sheet 0."""
    if isinstance(part, list):
        for one in part:
            yield from _sheet_ids(one)
    if isinstance(part, dict):
        for name, one in part.items():
            if name in ("sheetId", "sourceSheetId"):
                yield one
            else:
                yield from _sheet_ids(one)
