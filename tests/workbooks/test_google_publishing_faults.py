"""What becomes of a summary when its writing goes wrong: all of it or none, and nothing twice."""

import pytest

from sheets_sync.errors import AccessError, TrackerError, TryLaterError
from sheets_sync.workbooks.google_errors import Trouble, UnknownOutcome
from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.tab import Receipt
from tests.sheets_emulator.errors import bad_request
from tests.sheets_emulator.faults import (
    Fault,
    access_revoked,
    api_fault,
    empty_error,
    html_error,
    sign_in_page,
    too_many,
    unavailable,
)
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_summaries import NINE, OVERVIEW, PATTERNS, SLA, TITLES, GooglePlace, keep_requests, line, tab, three

__all__ = ["emulator"]

LOST = Trouble("the connection broke off", maybe_landed=True)
LOST_AFTER_IT_LANDED = {
    "a reset": lambda: Fault(reset="after"),
    "503": lambda: unavailable(503, applied=True),
    "502 as a page": lambda: html_error(applied=True),
    "an empty 500": lambda: empty_error(500, applied=True),
    "a body cut short": lambda: Fault(cut_at=9),
    "a sign-in page": lambda: sign_in_page(applied=True),
}
LOST_BEFORE = {
    "a reset": lambda: Fault(reset="before"),
    "503": lambda: unavailable(503),
    "502 as a page": html_error,
    "an empty 500": lambda: empty_error(500),
    "a sign-in page": sign_in_page,
}


@pytest.fixture
def place(emulator: Emulator, tmp_path) -> GooglePlace:
    """A spreadsheet with a summary in it."""
    place = GooglePlace(emulator, tmp_path)
    place.sink(NINE).publish(three("one"), [line("412")], {})
    place.calls()
    return place


@pytest.mark.parametrize("fault", LOST_AFTER_IT_LANDED.values(), ids=LOST_AFTER_IT_LANDED)
def test_a_summary_whose_answer_is_lost_is_seen_to_stand_and_not_written_again(place, fault):
    place.fail(fault())

    receipt = place.sink(NINE).publish(three("two"), [line("413")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert place.calls() == ["get", "/values:batchGet", ":batchUpdate", "get"]
    assert place.standing() == {title: rows_of(title, "two") for title in TITLES}
    assert noted(place) == ["412", "413"]


@pytest.mark.parametrize("fault", LOST_BEFORE.values(), ids=LOST_BEFORE)
def test_a_summary_that_did_not_arrive_is_seen_to_be_missing_and_written_again(place, fault):
    place.fail(fault())

    receipt = place.sink(NINE).publish(three("two"), [line("413")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert place.standing() == {title: rows_of(title, "two") for title in TITLES}
    assert noted(place) == ["412", "413"]


@pytest.mark.parametrize("fault", [*LOST_AFTER_IT_LANDED.values(), *LOST_BEFORE.values()])
def test_a_first_summary_is_added_once_whatever_became_of_its_answer(emulator, tmp_path, fault):
    place = GooglePlace(emulator, tmp_path)
    place.fail(fault())

    receipt = place.sink(NINE).publish(three("one"), [line("412")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert list(place.sheets()) == [*TITLES, "Sheet1", JOURNAL]
    assert noted(place) == ["412"]


def test_a_summary_that_arrives_while_it_is_repeated_is_written_once(place):
    sink = place.sink(NINE)
    _arrives_after_the_next_look(sink)

    receipt = sink.publish(three("two"), [line("413")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert place.standing() == {title: rows_of(title, "two") for title in TITLES}
    assert noted(place) == ["412", "413"]


def test_a_note_alone_whose_answer_is_lost_is_noted_once(place):
    place.fail(Fault(reset="after"))

    place.sink(NINE).publish(three("one"), [line("413")], {})

    assert noted(place) == ["412", "413"]


def test_a_server_that_stays_down_is_given_up_and_the_last_summary_stands(place):
    before = place.everything()
    place.fail(unavailable(503, times=1000))
    place.calls()

    with pytest.raises(TryLaterError, match=r"in 5 tries: the answer was 503 .*, and nothing has arrived\. The last"):
        place.sink(NINE).publish(three("two"), [line("413")], {})

    assert place.calls().count("get") == 1 + 5
    assert place.clock.slept == [1, 2, 4, 8]
    assert place.everything() == before


def test_what_became_of_a_summary_is_not_claimed_where_nobody_can_look(place):
    sink = place.sink(NINE)
    sink.journal()
    place.fail(Fault(reset="after"), unavailable(503, path="fields=", times=1000))

    with pytest.raises(TryLaterError, match=r"whether the summary was written could not be told"):
        sink.publish(three("two"), [line("413")], {})

    place.emulator.service.faults.clear()
    assert place.standing() == {title: rows_of(title, "two") for title in TITLES}
    assert place.sink(NINE).publish(three("two"), [], {}) == Receipt(written=(), unchanged=tuple(TITLES))


def test_a_full_quota_is_waited_for(place):
    place.fail(too_many(retry_after="20"))

    receipt = place.sink(NINE).publish(three("two"), [line("413")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert place.clock.slept == [20]
    assert noted(place) == ["412", "413"]


def test_a_summary_that_may_not_be_written_says_with_whom_to_share_it(place):
    before = place.everything()
    place.fail(access_revoked())

    with pytest.raises(AccessError, match=r"Share the spreadsheet with robot@example\.com as Editor"):
        place.sink(NINE).publish(three("two"), [line("413")], {})

    assert place.everything() == before


def test_what_google_refuses_twice_is_told_in_its_words_and_the_last_summary_stands(place):
    before = place.everything()
    place.fail(api_fault(bad_request("Invalid requests[3]: No."), times=2))

    with pytest.raises(TrackerError, match=r"refused to write the summary, twice: 'Invalid requests\[3\]: No.'"):
        place.sink(NINE).publish(three("two"), [line("413")], {})

    assert place.everything() == before


def test_what_google_refuses_once_is_planned_anew(place):
    place.fail(api_fault(bad_request("Invalid requests[3]: No.")))

    assert place.sink(NINE).publish(three("two"), [line("413")], {}) == Receipt(written=tuple(TITLES))
    assert noted(place) == ["412", "413"]


def test_a_tab_that_is_deleted_before_the_write_is_added_anew(place):
    sink = place.sink(NINE)
    sink.journal()
    place.other.batch({"deleteSheet": {"sheetId": place.sheets()[SLA].sheet_id}})

    receipt = sink.publish(three("two"), [line("413")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert place.standing() == {title: rows_of(title, "two") for title in TITLES}
    assert noted(place) == ["412", "413"]


def test_a_journal_that_is_deleted_before_the_write_begins_anew(place):
    sink = place.sink(NINE)
    sink.journal()
    place.other.batch({"deleteSheet": {"sheetId": place.sheets()[JOURNAL].sheet_id}})

    assert sink.publish(three("two"), [line("413")], {}) == Receipt(written=tuple(TITLES))
    assert noted(place) == ["413"]


def test_a_title_that_is_taken_before_the_write_leaves_that_tab_alone(emulator, tmp_path):
    place = GooglePlace(emulator, tmp_path)
    sink = place.sink(NINE)
    sink.journal()
    place.other.batch({"addSheet": {"properties": {"title": "sla now"}}})

    receipt = sink.publish(three("one"), [line("412")], {})

    assert (receipt.written, list(receipt.left)) == ((OVERVIEW, PATTERNS), [SLA])
    assert place.values("sla now") == []


def test_a_tab_that_is_protected_before_the_write_is_left(place):
    sink = place.sink(NINE)
    sink.journal()
    place.protect(SLA)

    receipt = sink.publish(three("two"), [line("413")], {})

    assert (receipt.written, list(receipt.left)) == ((OVERVIEW, PATTERNS), [SLA])
    assert place.values(SLA) == rows_of(SLA, "one")


def test_another_run_in_between_loses_none_of_its_notes(place):
    sink = place.sink(NINE)
    sink.journal()
    place.sink(NINE).publish(three("two"), [line("413")], {})

    receipt = sink.publish(three("three"), [line("414")], {})

    assert receipt == Receipt(written=tuple(TITLES))
    assert noted(place) == ["412", "413", "414"]


def test_notes_of_another_run_are_not_taken_for_ours_that_were_lost(place):
    sink = place.sink(NINE)
    _is_lost_while(sink, lambda: place.sink(NINE).publish(three("one"), [line("413")], {}))

    sink.publish(three("one"), [line("414")], {})

    assert noted(place) == ["412", "413", "414"]


def test_what_google_refuses_is_tried_anew_under_other_ids(emulator, tmp_path):
    place, written = GooglePlace(emulator, tmp_path), []
    sink = place.sink(NINE)
    keep_requests(sink, written)
    place.fail(api_fault(bad_request("The sheet with id 5 already exists.")))

    sink.publish([tab(SLA, "one")], [], {})

    first, second = (request["addSheet"]["properties"]["sheetId"] for request in written if "addSheet" in request)
    assert first != second


def test_a_run_that_wrote_some_of_the_same_tabs_meanwhile_is_told_from_our_own(place):
    sink = place.sink(NINE)
    _is_overtaken_by(sink, lambda: place.sink(NINE).publish([tab(SLA, "other")], [], {}))

    with pytest.raises(TryLaterError, match=r"was written by another run at the same time"):
        sink.publish(three("two"), [line("413")], {})

    assert noted(place) == ["412", "413"]
    assert place.values(SLA) == rows_of(SLA, "other")


def rows_of(title, word):
    return [(None, title), (None, "As of Sunday  ·  what it stands on"), (), (None, "Word"), (None, word)]


def noted(place):
    return [noted.after for noted in place.sink(NINE).journal().lines]


def _arrives_after_the_next_look(sink):
    """The first write is given up for lost, and arrives when somebody has looked whether it stands."""
    client = sink._workbook.client
    update, spreadsheet, lost = client.update, client.spreadsheet, []

    def late(spreadsheet_id, requests):
        if lost:
            return update(spreadsheet_id, requests)
        lost.append(requests)
        raise UnknownOutcome("lost", LOST)

    def looked(spreadsheet_id, fields):
        answer = spreadsheet(spreadsheet_id, fields)
        if lost:
            update(spreadsheet_id, lost[0])
            client.spreadsheet = spreadsheet
        return answer

    client.update, client.spreadsheet = late, looked


def _is_lost_while(sink, other_run):
    """The first write never arrives, and another run writes meanwhile."""
    client = sink._workbook.client
    update = client.update

    def lost(spreadsheet_id, requests):
        client.update = update
        other_run()
        raise UnknownOutcome("lost", LOST)

    client.update = lost


def _is_overtaken_by(sink, other_run):
    """The write lands and its answer is lost; before anybody looks, another run writes."""
    client = sink._workbook.client
    update = client.update

    def lost(spreadsheet_id, requests):
        update(spreadsheet_id, requests)
        other_run()
        raise UnknownOutcome("lost", LOST)

    client.update = lost
