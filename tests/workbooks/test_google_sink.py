import json
from datetime import timedelta

import pytest

from sheets_sync.workbooks.google_source import GoogleSource
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS
from sheets_sync.workbooks.tab import Note, Receipt, Tab, TabChange
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_summaries import NINE, OVERVIEW, PATTERNS, SLA, TEN, TITLES, GooglePlace, keep_requests, line, tab, three

__all__ = ["emulator"]


def line_cells(after: str) -> tuple[str | None, ...]:
    return tuple(cell or None for cell in line(after).cells())


@pytest.fixture
def place(emulator: Emulator, tmp_path) -> GooglePlace:
    return GooglePlace(emulator, tmp_path)


def test_a_summary_is_found_at_the_spreadsheets_address(place):
    assert place.sink(NINE).target == f"https://docs.google.com/spreadsheets/d/{place.spreadsheet_id}/edit"


def test_the_first_summary_stands_before_the_sheets_that_were_there_and_deletes_none(place):
    place.sink(NINE).publish(three("one"), [line("412")], {})

    assert list(place.sheets()) == [*TITLES, "Sheet1", JOURNAL]


def test_the_first_summary_takes_two_calls_and_with_the_journal_read_still_two(place):
    sink = place.sink(NINE)
    place.calls()

    sink.journal()
    sink.publish(three("one"), [line("412")], {})

    assert place.calls() == ["get", ":batchUpdate"]


def test_a_later_summary_takes_two_reads_and_one_write(place):
    place.sink(NINE).publish(three("one"), [line("412")], {})
    sink = place.sink(TEN)
    place.calls()

    sink.journal()
    receipt = sink.publish(three("two"), [line("413")], {})

    assert place.calls() == ["get", "/values:batchGet", ":batchUpdate"]
    assert receipt == Receipt(written=tuple(TITLES))


def test_an_unchanged_summary_is_not_written_within_the_hour(place):
    place.sink(NINE).publish(three("one"), [], {})
    before = place.everything()
    sink = place.sink(TEN - timedelta(seconds=1))
    place.calls()

    receipt = sink.publish([tab(title, "one", as_of="as of Monday") for title in TITLES], [], {})

    assert receipt == Receipt(written=(), unchanged=tuple(TITLES))
    assert place.calls() == ["get"]
    assert place.everything() == before


def test_an_unchanged_summary_is_stamped_anew_after_an_hour(place):
    place.sink(NINE).publish(three("one"), [], {})

    receipt = place.sink(TEN).publish([tab(title, "one", as_of="as of Monday") for title in TITLES], [], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert {rows[1][1] for rows in place.standing().values()} == {"As of Monday  ·  what it stands on"}
    assert {place.sheets()[title].mark.as_of for title in TITLES} == {"2026-11-22T10:00:00Z"}


def test_a_summary_that_was_stamped_later_than_now_is_stamped_anew(place):
    place.sink(NINE + timedelta(days=1)).publish(three("one"), [], {})

    assert place.sink(NINE).publish(three("one"), [], {}) == Receipt(written=tuple(TITLES))


def test_only_the_tab_that_changed_is_written(place):
    place.sink(NINE).publish(three("one"), [], {})
    before = place.everything()

    receipt = place.sink(NINE).publish([tab(OVERVIEW, "one"), tab(SLA, "two"), tab(PATTERNS, "one")], [], {})

    assert receipt == Receipt(written=(SLA,), unchanged=(OVERVIEW, PATTERNS))
    after, sla = place.everything(), place.sheets()[SLA].sheet_id
    assert [sheet_id for sheet_id in after if after[sheet_id] != before[sheet_id]] == [sla]


def test_a_note_alone_is_one_write_to_the_journal(place):
    place.sink(NINE).publish(three("one"), [line("412")], {})
    before, sink = place.everything(), place.sink(NINE)
    place.calls()

    receipt = sink.publish(three("one"), [line("413")], {})

    assert place.calls() == ["get", "/values:batchGet", ":batchUpdate"]
    assert receipt == Receipt(written=(), unchanged=tuple(TITLES))
    assert [after for *_, after in place.values(JOURNAL)] == ["after", "412", "413"]
    after, journal = place.everything(), place.sheets()[JOURNAL].sheet_id
    assert [sheet_id for sheet_id in after if after[sheet_id] != before[sheet_id]] == [journal]


def test_one_sink_publishes_again_what_changed_meanwhile(place):
    sink = place.sink(NINE)
    sink.publish(three("one"), [line("412")], {})

    receipt = sink.publish([tab(OVERVIEW, "two"), *three("one")[1:]], [line("413")], {})

    assert receipt == Receipt(written=(OVERVIEW,), unchanged=(SLA, PATTERNS))
    assert [noted.after for noted in sink.journal().lines] == ["412", "413"]


def test_the_journal_is_hidden_and_whoever_changes_it_is_warned(place):
    place.sink(NINE).publish(three("one"), [line("412")], {})

    journal = place.sheets()[JOURNAL]
    [protection] = journal.protections
    assert journal.hidden
    assert (protection.whole_sheet, protection.warning_only) == (True, True)
    assert place.values(JOURNAL)[0] == JOURNAL_HEADINGS


def test_the_journal_grows_when_it_is_full(place):
    place.sink(NINE).publish([], [line(str(number)) for number in range(499)], {})

    place.sink(NINE).publish([], [line("499"), line("500")], {})

    assert [noted.after for noted in place.sink(NINE).journal().lines] == [str(number) for number in range(501)]


def test_long_lines_are_written_in_requests_of_2_megabytes_at_most(place):
    noted, written = [line(f"{number:05}" + "ü" * 14_000) for number in range(200)], []
    sink = place.sink(NINE)
    keep_requests(sink, written)

    sink.publish([], noted, {})

    filled = [request for request in written if "updateCells" in request]
    assert len(filled) > 1
    assert max(len(json.dumps(request, ensure_ascii=False).encode()) for request in filled) < 2_000_000
    assert place.sink(NINE).journal().lines == noted


def test_a_journal_that_somebody_emptied_begins_anew(place):
    place.sink(NINE).publish([], [line("412")], {})
    sheet_id = place.sheets()[JOURNAL].sheet_id
    place.other.batch({"updateCells": {"range": {"sheetId": sheet_id}, "fields": "userEnteredValue"}})

    place.sink(NINE).publish([], [line("413")], {})

    assert [noted.after for noted in place.sink(NINE).journal().lines] == ["413"]


def test_a_journal_that_became_shorter_takes_one_write_and_its_sheet_less_room(place):
    place.sink(NINE).publish([], [line(str(number)) for number in range(1200)], {})
    before, sink = place.sheets()[JOURNAL], place.sink(TEN)
    place.calls()

    sink.journal()
    sink.publish([], [line("new")], {}, [line("short")])

    after = place.sheets()[JOURNAL]
    assert place.calls()[:3] == ["get", "/values:batchGet", ":batchUpdate"]
    assert (before.rows, after.rows) == (1500, 500)
    assert (after.sheet_id, after.hidden, after.protections) == (before.sheet_id, True, before.protections)
    assert place.values(JOURNAL) == [JOURNAL_HEADINGS, line_cells("short"), line_cells("new")]


def test_a_journal_too_long_for_one_read_is_read_in_one_when_it_became_shorter(place):
    place.sink(NINE).publish([], [line(str(number)) for number in range(16_700)], {})
    sink = place.sink(NINE)
    place.calls()
    sink.journal()
    before = place.calls()
    sink.publish([], [line("new")], {}, [line("short")])
    place.calls()

    place.sink(TEN).journal()

    assert (before, place.calls()) == (["get", *["/values:batchGet"] * 2], ["get", "/values:batchGet"])


def test_a_shorter_journal_too_large_for_one_request_is_put_in_place_at_once(place):
    place.sink(NINE).publish([], [line(str(number)) for number in range(1200)], {})
    sink, short = place.sink(TEN, most_bytes=20_000), [line(f"{number:05}") for number in range(600)]
    sink.journal()

    sink.publish([], [line("new")], {}, short)

    assert place.sink(TEN).journal().lines == [*short, line("new")]


def test_a_sorted_journal_may_be_shortened_though_it_was_read_before(place):
    place.sink(NINE).publish([], [line(str(number)) for number in range(40)], {})
    sink = place.sink(TEN)
    sink.journal()
    place.edit_journal(lambda rows: [rows[0], *reversed(rows[1:])])

    sink.publish([], [line("new")], {}, [line("short")])

    assert place.sink(TEN).journal().lines == [line("short"), line("new")]


def test_a_tab_that_people_renamed_moved_and_hid_stays_so(place):
    place.sink(NINE).publish(three("one"), [], {})
    sheet = place.sheets()[SLA]
    mine = {"sheetId": sheet.sheet_id, "title": "How late we are", "index": 4, "hidden": True}
    place.other.batch({"updateSheetProperties": {"properties": mine, "fields": "title,index,hidden"}})

    receipt = place.sink(NINE).publish(three("two"), [], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert list(place.sheets()) == [OVERVIEW, PATTERNS, "Sheet1", "How late we are"]
    assert place.sheets()["How late we are"].hidden
    assert place.values("How late we are")[4] == (None, "two")


def test_links_and_filter_views_of_a_tab_survive(place):
    place.sink(NINE).publish(three("one"), [], {})
    sheet_id = place.sheets()[SLA].sheet_id
    view = {"filterViewId": 5, "title": "Mine", "range": {"sheetId": sheet_id, "startRowIndex": 3}}
    place.other.batch({"addFilterView": {"filter": view}})

    place.sink(NINE).publish(three("two"), [], {})

    assert place.sheets()[SLA].sheet_id == sheet_id
    assert [view["title"] for view in place.everything()[sheet_id]["filterViews"]] == ["Mine"]


def test_a_new_tab_goes_after_the_one_before_it_wherever_people_put_that(place):
    place.sink(NINE).publish([tab(OVERVIEW, "one"), tab(PATTERNS, "one")], [], {})
    moved = {"sheetId": place.sheets()[OVERVIEW].sheet_id, "index": 3}
    place.other.batch({"updateSheetProperties": {"properties": moved, "fields": "index"}})

    place.sink(NINE).publish(three("one"), [], {})

    assert list(place.sheets()) == [PATTERNS, "Sheet1", OVERVIEW, SLA]


def test_a_tab_that_somebody_deleted_comes_back_under_its_old_address(place):
    place.sink(NINE).publish(three("one"), [], {})
    sheet_id = place.sheets()[SLA].sheet_id
    place.other.batch({"deleteSheet": {"sheetId": sheet_id}})

    receipt = place.sink(NINE).publish(three("one"), [], {})

    assert receipt == Receipt(written=(SLA,), unchanged=(OVERVIEW, PATTERNS))
    assert list(place.sheets()) == [*TITLES, "Sheet1"]
    assert place.sheets()[SLA].sheet_id == sheet_id


def test_changes_are_read_in_one_call_more_and_nothing_is_written(place):
    place.sink(NINE).publish(three("one"), [line("412")], {})
    before, sink = place.everything(), place.sink(TEN)
    place.calls()

    changes = sink.changes([tab(OVERVIEW, "one"), tab(SLA, "two", "three"), tab(PATTERNS, "four"), tab("New", "x")], {})

    assert changes == [
        TabChange(OVERVIEW),
        TabChange(SLA, added=2, removed=1),
        TabChange(PATTERNS, added=1, removed=1),
        TabChange("New", added=1),
    ]
    assert place.calls() == ["get", "/values:batchGet"]
    assert place.everything() == before


def test_trackers_and_journal_of_one_spreadsheet_are_read_in_one_call(place):
    place.other.put("Sheet1!A1", [["Case"]])
    place.sink(NINE).publish(three("one"), [line("412")], {})
    workbook = place.workbook()
    source, sink = GoogleSource(workbook), place.sink(TEN, workbook=workbook)
    place.calls()

    [cases] = source.grids()
    journal = sink.journal().lines
    sink.publish(three("two"), [line("413")], {})

    assert (cases.title, cases.rows, [noted.after for noted in journal]) == ("Sheet1", [("Case",)], ["412"])
    assert place.calls() == ["get", "/values:batchGet", ":batchUpdate"]


def test_a_tab_with_an_apostrophe_an_emoji_or_the_name_of_a_cell_is_published_and_read_back(place):
    tabs = [tab(title, "one") for title in ("Q3's late ⏰", "CRM26", "a,b!c")]
    place.sink(NINE).publish(tabs, [], {})
    changed = [tab(one.title, "two") for one in tabs]

    assert place.sink(NINE).changes(changed, {}) == [TabChange(one.title, added=1, removed=1) for one in tabs]
    assert place.sink(NINE).publish(changed, [], {}).written == tuple(one.title for one in tabs)


def test_notes_alone_make_a_tab_too(place):
    place.sink(NINE).publish([Tab(OVERVIEW, "Overview", "", (Note("Nothing is late."),))], [], {})

    assert place.values(OVERVIEW)[-1] == (None, "Nothing is late.")
