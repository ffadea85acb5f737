"""Summaries too large for one request: laid out unseen, then put in place at once."""

import pytest

from sheets_sync.errors import AccessError
from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.tab import Receipt
from tests.sheets_emulator.book import CELL_LIMIT, new_sheet
from tests.sheets_emulator.errors import bad_request
from tests.sheets_emulator.faults import Fault, access_revoked, api_fault, unavailable
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .excel_files import whole_tab
from .google_books import mark_value, marking
from .google_summaries import NINE, OVERVIEW, PATTERNS, SLA, TEN, GooglePlace, line, tab, three

__all__ = ["emulator"]

SMALL = 2_000  # bytes of a request


@pytest.fixture
def place(emulator: Emulator, tmp_path) -> GooglePlace:
    """A spreadsheet with a summary in it."""
    place = GooglePlace(emulator, tmp_path)
    place.sink(NINE).publish(three("one"), [line("412")], {})
    place.calls()
    return place


def long(word: str, title=SLA):
    return tab(title, *[f"{word} {number}" for number in range(60)])


def test_a_large_tab_looks_as_it_would_in_one_request(emulator, tmp_path):
    in_one, in_many = GooglePlace(emulator, tmp_path), GooglePlace(emulator, tmp_path)

    for word in ("one", "two", "three"):
        tabs = [whole_tab(word), long(word, PATTERNS)]
        in_one.sink(NINE).publish(tabs, [line(word)], {})
        in_many.sink(NINE, most_bytes=SMALL).publish(tabs, [line(word)], {})

        assert in_many.everything() == in_one.everything()
    assert in_many.calls().count(":batchUpdate") > 2 * in_one.calls().count(":batchUpdate")


def test_nobody_sees_anything_before_the_last_write(place):
    before, seen = place.everything(), []
    sink = place.sink(NINE, most_bytes=SMALL)
    _before_each_write(sink, lambda: seen.append(place.everything()))

    sink.publish([tab(OVERVIEW, "two"), long("two"), tab(PATTERNS, "two")], [line("413")], {})

    assert len(seen) > 3
    assert all({key: after[key] for key in before} == before for after in seen)
    hidden = {sheet["properties"]["hidden"] for after in seen for key, sheet in after.items() if key not in before}
    assert hidden == {True}
    assert place.everything().keys() == before.keys()


def test_filter_views_and_links_of_a_large_tab_survive(place):
    sheet_id = place.sheets()[SLA].sheet_id
    view = {"filterViewId": 5, "title": "Mine", "range": {"sheetId": sheet_id, "startRowIndex": 3}}
    place.other.batch({"addFilterView": {"filter": view}})

    place.sink(NINE, most_bytes=SMALL).publish([long("two")], [], {})

    assert place.sheets()[SLA].sheet_id == sheet_id
    assert [view["title"] for view in place.everything()[sheet_id]["filterViews"]] == ["Mine"]


def test_a_large_journal_entry_is_appended_whole(place):
    notes = [line(f"{number:050}") for number in range(5000)]

    place.sink(NINE, most_bytes=100_000).publish([], notes, {})

    assert place.sink(NINE).journal().lines == [line("412"), *notes]


@pytest.mark.parametrize("write", range(1, 6))
def test_a_run_killed_before_any_of_its_writes_leaves_the_last_summary_and_the_next_run_clears_up(place, write):
    before = place.everything()
    sink = place.sink(NINE, most_bytes=SMALL)
    _dies_before_write(sink, write)

    with pytest.raises(KeyboardInterrupt):
        sink.publish([tab(OVERVIEW, "two"), long("two"), long("two", PATTERNS)], [line("413")], {})

    left = place.everything()
    assert {key: left[key] for key in before} == before
    assert (left.keys() == before.keys()) == (write == 1)
    receipt = place.sink(NINE, most_bytes=SMALL).publish([tab(OVERVIEW, "one"), long("three")], [line("414")], {})
    assert receipt == Receipt(written=(SLA,), unchanged=(OVERVIEW,))
    assert place.everything().keys() == before.keys()
    assert [noted.after for noted in place.sink(NINE).journal().lines] == ["412", "414"]


def test_leftovers_of_a_killed_run_go_with_one_write_though_nothing_changed(place):
    _leave_staging(place)

    receipt = place.sink(NINE).publish(three("one"), [], {})

    assert receipt.written == ()
    assert "Half" not in place.sheets()
    assert place.calls()[-3:] == ["get", ":batchUpdate", "get"]


def test_leftovers_stay_when_only_changes_are_asked_for(place):
    _leave_staging(place)

    place.sink(NINE).changes(three("two"), {})

    assert "Half" in place.sheets()


def test_a_leftover_keeps_no_title_from_a_tab(place):
    _leave_staging(place, title="New")

    assert place.sink(NINE).publish([tab("New", "one")], [], {}) == Receipt(written=("New",))
    assert place.values("New")[-1] == (None, "one")


@pytest.mark.parametrize("write", range(5))
@pytest.mark.parametrize("kind", ["a reset before", "a reset after", "503 before", "503 after", "refused"])
def test_a_large_tab_is_written_once_whichever_of_its_writes_goes_wrong(place, kind, write):
    kinds = {
        "a reset before": Fault(reset="before"),
        "a reset after": Fault(reset="after"),
        "503 before": unavailable(503),
        "503 after": unavailable(503, applied=True),
        "refused": api_fault(bad_request("Invalid requests[0]: No.")),
    }
    sink = place.sink(NINE, most_bytes=SMALL)
    _fails_at_write(place, sink, kinds[kind], write)
    before = place.everything().keys()

    receipt = sink.publish([tab(OVERVIEW, "two"), long("two")], [line("413")], {})

    assert receipt == Receipt(written=(OVERVIEW, SLA))
    assert place.everything().keys() == before
    assert place.values(SLA)[-1] == (None, "two 59")
    assert [noted.after for noted in place.sink(NINE).journal().lines] == ["412", "413"]


def test_losing_access_half_way_leaves_the_last_summary(place):
    before = place.everything()
    sink = place.sink(NINE, most_bytes=SMALL)
    _fails_at_write(place, sink, access_revoked(), 2)

    with pytest.raises(AccessError):
        sink.publish([long("two")], [line("413")], {})

    after = place.everything()
    assert {key: after[key] for key in before} == before


def test_a_spreadsheet_without_room_to_lay_a_tab_out_keeps_the_last_one(place):
    taken = sum(sheet.rows * sheet.columns for sheet in place.sheets().values())
    place.book.sheets.append(new_sheet(5, "Huge", CELL_LIMIT - taken - 300, 1))

    receipt = place.sink(NINE, most_bytes=SMALL).publish([long("two")], [], {})

    assert list(receipt.left) == [SLA]
    assert place.values(SLA)[-1] == (None, "one")
    assert place.sink(NINE).publish([long("two")], [], {}) == Receipt(written=(SLA,))


NOTES = [line(f"{number:050}") for number in range(100)]
SHORT = NOTES[20:]  # still too many for one request


def test_a_journal_without_room_to_be_shortened_is_added_to_and_shortened_another_day(place):
    place.sink(NINE).publish([], NOTES, {})
    room(place, 300)

    receipt = shortened(place, three("one"))

    assert receipt == Receipt(written=(), unchanged=(OVERVIEW, SLA, PATTERNS))
    assert place.sink(NINE).journal().lines == [line("412"), *NOTES, line("413")]


def test_a_journal_is_not_shortened_at_the_cost_of_a_tab(place):
    place.sink(NINE).publish([], NOTES, {})
    room(place, 4800)  # the shorter journal takes 4,500 of them for a while, the tab 492

    receipt = shortened(place, [tab(OVERVIEW, "one"), long("two"), tab(PATTERNS, "one")])

    assert receipt == Receipt(written=(SLA,), unchanged=(OVERVIEW, PATTERNS))
    assert place.sink(NINE).journal().lines == [line("412"), *NOTES, line("413")]
    assert shortened(place, three("one")).left == {}
    assert place.sink(NINE).journal().lines == [*SHORT, line("413")]


def room(place, cells):
    """Leaves the spreadsheet room for so many cells more."""
    taken = sum(sheet.rows * sheet.columns for sheet in place.sheets().values())
    place.book.sheets.append(new_sheet(5, "Huge", CELL_LIMIT - taken - cells, 1))


def shortened(place, tabs):
    """The receipt of a run that would have the journal shorter."""
    sink = place.sink(NINE, most_bytes=SMALL)
    sink.journal()
    return sink.publish(tabs, [line("413")], {}, SHORT)


def test_a_run_that_clears_up_what_another_is_filling_makes_it_begin_anew(place):
    sink = place.sink(NINE, most_bytes=SMALL)
    writes = []
    _before_each_write(sink, lambda: _publish_in_between(place, writes))

    receipt = sink.publish([long("two")], [line("413")], {})

    assert receipt == Receipt(written=(SLA,))
    assert set(place.standing()) == {OVERVIEW, SLA, PATTERNS}
    assert [noted.after for noted in place.sink(NINE).journal().lines] == ["412", "between", "413"]
    assert [sheet.title for sheet in place.sheets().values() if sheet.mark and sheet.mark.staging] == []
    assert JOURNAL in place.sheets()


def _publish_in_between(place, writes):
    writes.append(1)
    if len(writes) == 3:
        place.sink(TEN).publish([tab(OVERVIEW, "between")], [line("between")], {})


def _leave_staging(place, title="Half"):
    place.other.batch(
        {"addSheet": {"properties": {"sheetId": 5, "title": title, "hidden": True}}},
        marking(5, mark_value(SLA, 5, staging=True)),
    ).raise_for_status()
    place.calls()


def _before_each_write(sink, act):
    client = sink._workbook.client
    update = client.update

    def watched(spreadsheet_id, requests):
        act()
        return update(spreadsheet_id, requests)

    client.update = watched


def _dies_before_write(sink, number):
    writes = []

    def die():
        writes.append(1)
        if len(writes) == number:
            raise KeyboardInterrupt

    _before_each_write(sink, die)


def _fails_at_write(place, sink, fault, number):
    writes = []

    def fail():
        if len(writes) == number:
            place.fail(fault)
        writes.append(1)

    _before_each_write(sink, fail)
