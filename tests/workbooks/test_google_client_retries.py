"""What the client tries again, how long it waits, and when it gives up."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

import pytest

from sheets_sync.errors import TryLaterError
from sheets_sync.workbooks.google_client import UnknownOutcome
from sheets_sync.workbooks.google_pace import Deadline, NoAnswerError, asked_pause, exchange, new_session
from tests.sheets_emulator.errors import ApiError, error_info
from tests.sheets_emulator.faults import (
    Fault,
    api_fault,
    empty_error,
    html_error,
    sign_in_page,
    too_many,
    unavailable,
)
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_calls import PatientClock, add_sheet, book, client_of, closed_port, fail, link, titles

__all__ = ["emulator"]

QUOTA = (
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service "
    "'sheets.googleapis.com' for consumer 'project_number:0'."
)
OTHER_QUOTA = ApiError(403, "Too fast.", details=[error_info("RATE_LIMIT_EXCEEDED", {})])
PASSING = {
    "429": too_many(),
    "403 for quota": api_fault(OTHER_QUOTA),
    "500": unavailable(500),
    "503": unavailable(),
    "502 as a page": html_error(),
    "504 as a page": html_error(504),
    "503 without a body": empty_error(),
    "a sign-in page": sign_in_page(),
    "a redirect": Fault(status=302, headers={"Location": "https://login.example.com/"}),
    "200 without a body": Fault(status=200),
    "200 with a list": Fault(status=200, body="[]"),
    "200 with an error": Fault(status=200, body='{"error": {"code": 500}}'),
    "a body cut short": Fault(cut_at=9),
    "a body cut short that is JSON of another kind": Fault(status=200, body="7"),
    "a reset": Fault(reset="before"),
}
DOUBTFUL = {
    "500": (unavailable(500), "the answer was 500 ('Internal error encountered.')"),
    "503": (unavailable(), "the answer was 503 ('The service is currently unavailable.')"),
    "503 after it landed": (unavailable(applied=True), "the answer was 503 ('The service is currently unavailable.')"),
    "502 as a page": (html_error(), "the answer was 502 (no reason)"),
    "503 without a body": (empty_error(), "the answer was 503 (no reason)"),
    "a sign-in page": (sign_in_page(), "a page came instead of an answer of Google's (status 200)"),
    "200 with a list": (Fault(status=200, body="[]"), "the answer was cut short or garbled"),
    "a body cut short": (Fault(cut_at=9), "the connection broke off"),
    "a reset before": (Fault(reset="before"), "the connection broke off"),
    "a reset after": (Fault(reset="after"), "the connection broke off"),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_a_read_is_tried_again_after_a_passing_trouble(emulator: Emulator, tmp_path: Path, fault: Fault):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, fault)

    assert client.spreadsheet(tracker, "properties.title") == {"properties": {"title": "Trackers"}}
    assert client.reads == 2


@pytest.mark.parametrize(("fault", "said"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_write_whose_answer_is_lost_is_not_repeated(emulator: Emulator, tmp_path: Path, fault: Fault, said: str):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, fault)

    with pytest.raises(UnknownOutcome) as raised:
        client.update(tracker, [add_sheet("New")])

    assert client.writes == 1
    assert str(raised.value) == (
        f"{link(tracker)}: may or may not have been changed: {said}.\nRun it again: it looks first at what has arrived."
    )


@pytest.mark.parametrize("fault", [too_many(), api_fault(OTHER_QUOTA)], ids=["429", "403 for quota"])
def test_a_write_over_quota_is_repeated_for_it_was_not_carried_out(emulator: Emulator, tmp_path: Path, fault: Fault):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, fault)

    client.update(tracker, [add_sheet("New")])

    assert (titles(emulator, tracker), client.writes) == (["Sheet1", "New"], 2)


def test_pauses_double_up_to_half_a_minute(emulator: Emulator, tmp_path: Path):
    clock = PatientClock()
    fail(emulator, unavailable(times=7))

    client_of(emulator, tmp_path, clock=clock).spreadsheet(book(emulator), "properties.title")

    assert clock.slept == [1, 2, 4, 8, 16, 32, 32]


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("0", 1.0), ("soon", 1.0), ("-5", 1.0)])
def test_a_pause_is_at_least_what_google_asks_for(emulator: Emulator, tmp_path: Path, asked: str, waited: float):
    clock = PatientClock()
    fail(emulator, too_many(retry_after=asked))

    client_of(emulator, tmp_path, clock=clock).spreadsheet(book(emulator), "properties.title")

    assert clock.slept == [waited]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "Fri, 06 Mar 2026 09:01:30 GMT", "Date": "Fri, 06 Mar 2026 09:00:00 GMT"}, 90.0),
        ({"Retry-After": "Fri, 06 Mar 2026 08:00:00 GMT", "Date": "Fri, 06 Mar 2026 09:00:00 GMT"}, 0.0),
        ({"Retry-After": "Fri, 06 Mar 2026 09:01:30 GMT"}, None),
        ({"Retry-After": "Fri, 99 Mar 2026"}, None),
        ({"Retry-After": "9" * 400}, 999_999_999.0),
        ({"Retry-After": "²"}, None),
        ({}, None),
    ],
)
def test_a_date_to_come_back_at_counts_from_the_servers_own(headers: dict[str, str], seconds: float | None):
    assert asked_pause(headers) == seconds


def test_who_must_wait_beyond_the_deadline_is_told_at_once_for_how_long(emulator: Emulator, tmp_path: Path):
    clock, tracker = PatientClock(), book(emulator)
    fail(emulator, too_many(retry_after="600"))

    with pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path, clock=clock).spreadsheet(tracker, "properties.title")

    assert clock.slept == []
    assert str(raised.value) == (
        f'{link(tracker)}: could not be read: the quota is used up (429: "{QUOTA}"); '
        "gave up after 1 try, as that may take 120 s at most.\n"
        "Run it again later. Google asks to wait 600 s before that."
    )


def test_a_lasting_outage_ends_at_the_deadline(emulator: Emulator, tmp_path: Path):
    clock, tracker = PatientClock(), book(emulator)
    client = client_of(emulator, tmp_path, clock=clock, deadline_seconds=60)
    fail(emulator, html_error(times=99))

    with pytest.raises(TryLaterError) as raised:
        client.values(tracker, ["Sheet1"])

    assert (client.reads, clock.slept, clock.now) == (6, [1, 2, 4, 8, 16], 1031)
    assert str(raised.value) == (
        f"{link(tracker)}: could not be read: the answer was 502 (no reason); "
        "gave up after 6 tries, as that may take 60 s at most.\n"
        "Run it again later."
    )


def test_a_lasting_sign_in_page_says_where_to_look(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)
    fail(emulator, sign_in_page(times=99))

    with pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path, deadline_seconds=2).values(tracker, ["Sheet1"])

    assert str(raised.value) == (
        f"{link(tracker)}: could not be read: a page came instead of an answer of Google's (status 200); "
        "gave up after 2 tries, as that may take 2 s at most.\n"
        "A proxy or the sign-in page of a network answers: sign in there, or check HTTPS_PROXY."
    )


def test_the_deadline_is_one_for_all_calls_of_a_run(emulator: Emulator, tmp_path: Path):
    clock, tracker = PatientClock(), book(emulator)
    client = client_of(emulator, tmp_path, clock=clock, deadline_seconds=10)
    client.spreadsheet(tracker, "properties.title")
    clock.now += 10

    with pytest.raises(TryLaterError) as raised:
        client.update(tracker, [add_sheet("New")])

    assert not isinstance(raised.value, UnknownOutcome)
    assert titles(emulator, tracker) == ["Sheet1"]


@pytest.mark.parametrize("writes", [False, True])
def test_where_nobody_listens_reads_and_writes_are_tried_until_the_deadline(
    emulator: Emulator, tmp_path: Path, *, writes: bool
):
    clock, tracker = PatientClock(), book(emulator)
    client = client_of(emulator, tmp_path, clock=clock, base=closed_port(), deadline_seconds=5)

    with pytest.raises(TryLaterError) as raised:
        client.update(tracker, [add_sheet("New")]) if writes else client.values(tracker, ["Sheet1"])

    assert not isinstance(raised.value, UnknownOutcome)
    assert clock.slept == [1, 2]
    assert str(raised.value) == (
        f"{link(tracker)}: could not be {'changed' if writes else 'read'}: no connection could be made; "
        "gave up after 3 tries, as that may take 5 s at most.\n"
        "Check the network and the proxy of this machine, and run it again later."
    )


@pytest.fixture
def silent(emulator: Emulator) -> Iterator[Emulator]:
    fail(emulator, Fault(hang_seconds=600, times=99))
    yield emulator
    emulator.service.faults.clear()


def test_a_silent_server_is_not_waited_for_beyond_the_deadline(silent: Emulator, tmp_path: Path):
    tracker, clock = book(silent), PatientClock()

    with pytest.raises(TryLaterError) as raised:
        client_of(silent, tmp_path, clock=clock, deadline_seconds=0.25).values(tracker, ["Sheet1"])

    assert str(raised.value) == (
        f"{link(tracker)}: could not be read: no whole answer came in time; "
        "gave up after 1 try, as that may take 0.25 s at most.\n"
        "Run it again later."
    )


def test_a_write_to_a_silent_server_may_have_landed(silent: Emulator, tmp_path: Path):
    tracker = book(silent)

    with pytest.raises(UnknownOutcome) as raised:
        client_of(silent, tmp_path, deadline_seconds=0.25).update(tracker, [add_sheet("New")])

    assert "no whole answer came in time" in str(raised.value)


def test_a_body_that_drips_ends_at_the_deadline(emulator: Emulator, tmp_path: Path):
    tracker, clock = book(emulator), PatientClock(tick=1)
    fail(emulator, Fault(drip_seconds=0.001, times=99))

    with pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path, clock=clock).spreadsheet(tracker, "sheets")

    assert clock.now < 1310
    assert "could not be read: no whole answer came in time; gave up after 1 try" in str(raised.value)


def test_a_body_that_stops_half_way_ends_at_the_deadline(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)
    fail(emulator, Fault(drip_seconds=600, times=99))

    with pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path, deadline_seconds=0.25).spreadsheet(tracker, "sheets")

    assert "no whole answer came in time" in str(raised.value)


@contextmanager
def dripping(begin: bytes, drip: bytes) -> Iterator[str]:
    """The address of a server whose answer begins, goes on and never ends."""
    stopped = Event()

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(begin)
            with suppress(OSError):
                while not stopped.wait(0.01):
                    self.wfile.write(drip)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            stopped.set()
            server.shutdown()


@pytest.mark.parametrize(
    ("begin", "drip"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    ],
)
def test_an_answer_that_drips_before_its_body_ends_at_the_deadline(
    begin: bytes, drip: bytes, emulator: Emulator, tmp_path: Path
):
    with dripping(begin, drip) as base, pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path, base=base, deadline_seconds=0.5).spreadsheet("x", "sheets")

    assert "no whole answer came in time" in str(raised.value)


def test_the_rest_of_a_body_is_waited_for_only_as_long_as_the_run_still_has(emulator: Emulator):
    clock = PatientClock(now=0.0)
    deadline = Deadline(clock, seconds=60, ends_at=60)
    session = new_session()
    session.hooks["response"].append(lambda *_, **__: setattr(clock, "now", 59.8))
    emulator.service.faults.add(Fault(status=200, body="{}", drip_seconds=0.5))

    with pytest.raises(NoAnswerError) as raised:
        exchange(session, deadline, "GET", f"{emulator.base}/v4/spreadsheets/x", headers={})

    assert (raised.value.what, raised.value.arrived) == ("no whole answer came in time", True)


def test_the_fifty_first_call_of_a_minute_waits_for_the_next(emulator: Emulator, tmp_path: Path):
    tracker, clock = book(emulator), PatientClock()
    client = client_of(emulator, tmp_path, clock=clock)

    for _ in range(50):
        client.spreadsheet(tracker, "spreadsheetId")
    client.update(tracker, [add_sheet("New")])
    slept_before = list(clock.slept)
    client.spreadsheet(tracker, "spreadsheetId")

    assert (slept_before, clock.slept) == ([], [60])


def test_a_call_whose_turn_comes_after_the_deadline_is_not_sent(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)
    client = client_of(emulator, tmp_path, deadline_seconds=30)
    for _ in range(50):
        client.spreadsheet(tracker, "spreadsheetId")

    with pytest.raises(TryLaterError) as raised:
        client.spreadsheet(tracker, "spreadsheetId")

    assert client.reads == 50
    assert str(raised.value) == (
        f"{link(tracker)}: could not be read: 50 calls were sent within a minute, "
        "and the next call would come after the 30 s that a run may take.\n"
        "Run it again later."
    )


def test_who_repeats_a_write_waits_by_the_same_clock_and_within_the_deadline(emulator: Emulator, tmp_path: Path):
    clock = PatientClock()
    client = client_of(emulator, tmp_path, clock=clock, deadline_seconds=6)

    assert [client.wait(tries) for tries in (1, 2, 3)] == [True, True, False]
    assert clock.slept == [1, 2]


def test_one_call_is_tried_for_two_minutes_however_long_the_run_may_take(emulator: Emulator, tmp_path: Path):
    clock, tracker = PatientClock(), book(emulator)
    fail(emulator, *[unavailable()] * 50)

    with pytest.raises(TryLaterError, match="as that may take 120 s at most"):
        client_of(emulator, tmp_path, clock=clock).spreadsheet(tracker, "properties.title")

    assert sum(clock.slept) < 120
