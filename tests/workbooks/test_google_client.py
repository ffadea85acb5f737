"""What the client asks of Google and what it makes of good answers."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import ConfigError, TryLaterError
from sheets_sync.workbooks.google_client import GoogleAccess, UnknownOutcome, connected
from tests.sheets_emulator.faults import Fault, unavailable
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_calls import PatientClock, add_sheet, book, client_of, closed_port, fail, key_file, link, titles

__all__ = ["emulator"]


def cells(sheet_id: int, row: int, *values: dict[str, Any]) -> dict[str, Any]:
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": 0}
    rows = [{"values": [{"userEnteredValue": value} if value else {} for value in values]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def test_a_spreadsheet_is_shown_as_far_as_the_mask_asks(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    shown = client_of(emulator, tmp_path).spreadsheet(tracker, "properties.title,sheets.properties(sheetId,title)")

    assert shown == {
        "properties": {"title": "Trackers"},
        "sheets": [{"properties": {"sheetId": 0, "title": "Sheet1"}}],
    }


def test_values_come_one_entry_per_range_in_the_order_asked_for(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    number, text, truth = {"numberValue": 3}, {"stringValue": "007"}, {"boolValue": True}
    client.update(tracker, [add_sheet("Blank"), cells(0, 1, text, {}, number, truth)])

    found = client.values(tracker, ["'Sheet1'!A2:D2", "'Blank'", "'Sheet1'"])

    assert found == [[["007", None, 3.0, True]], [], [[], ["007", None, 3.0, True]]]
    assert [type(cell) for cell in found[0][0]] == [str, type(None), float, bool]


def test_three_calls_of_one_run_share_one_sign_in(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)

    client.spreadsheet(tracker, "properties.title")
    client.values(tracker, ["Sheet1"])
    client.update(tracker, [add_sheet("New")])

    path = f"/v4/spreadsheets/{tracker}"
    assert emulator.service.calls == [
        ("GET", path),
        ("GET", f"{path}/values:batchGet"),
        ("POST", f"{path}:batchUpdate"),
    ]
    assert (client.reads, client.writes, emulator.service.accounts.given) == (2, 1, 1)


def test_nobody_is_called_before_the_first_question(emulator: Emulator, tmp_path: Path):
    client = client_of(emulator, tmp_path)

    assert (client.account, client.reads, client.server_time) == ("robot@example.com", 0, None)
    assert emulator.service.accounts.given == 0


def test_calls_are_counted_with_those_that_had_to_be_repeated(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, unavailable(times=3))

    client.spreadsheet(tracker, "properties.title")

    assert (client.reads, client.writes) == (4, 0)


def test_the_servers_own_time_is_known_after_a_call(emulator: Emulator, tmp_path: Path):
    client = client_of(emulator, tmp_path)

    client.spreadsheet(book(emulator), "properties.title")

    assert client.server_time is not None
    assert client.server_time.utcoffset() == timedelta(0)


def test_an_update_tells_what_google_replied(emulator: Emulator, tmp_path: Path):
    tracker, asked = book(emulator), [add_sheet("New")]

    answer = client_of(emulator, tmp_path).update(tracker, asked)

    assert (answer["spreadsheetId"], answer["replies"][0]["addSheet"]["properties"]["title"]) == (tracker, "New")
    assert asked == [add_sheet("New")]


def test_a_repeated_call_leaves_what_it_was_given_as_it_was(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, unavailable())
    params = {"ranges": ["Sheet1!A1"], "fields": None}

    client.values_batch_get(tracker, ["Sheet1!A1"], params={"majorDimension": "ROWS"})
    client.request("get", f"https://sheets.googleapis.com/v4/spreadsheets/{tracker}", params)

    assert params == {"ranges": ["Sheet1!A1"], "fields": None}


def test_half_a_surrogate_pair_does_not_stop_a_write(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)

    client.update(tracker, [cells(0, 0, {"stringValue": "broken \ud83d emoji ü"})])

    assert client.values(tracker, ["Sheet1"]) == [[["broken ? emoji ü"]]]


def test_a_large_update_arrives_whole(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    long = "ä" * 49_000

    client.update(tracker, [cells(0, row, {"stringValue": long}) for row in range(20)])

    assert client.values(tracker, ["Sheet1"]) == [[[long]] * 20]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"valueRanges": []}', "the answer has the values of 0 ranges where 2 were asked for"),
        ('{"valueRanges": [{}]}', "the answer has the values of 1 ranges where 2 were asked for"),
        ('{"valueRanges": {"a": 1, "b": 2}}', "the answer has the values of 0 ranges where 2 were asked for"),
        ("{}", "the answer has the values of 0 ranges where 2 were asked for"),
        ('{"valueRanges": [{}, []]}', "the answer has the values of 2 ranges where 2 were asked for, not all readable"),
        (
            '{"valueRanges": [{}, {"values": [5]}]}',
            "the answer has the values of 2 ranges where 2 were asked for, not all readable",
        ),
        (
            '{"valueRanges": [{}, {"values": [["a", {}]]}]}',
            "the answer has the values of 2 ranges where 2 were asked for, not all readable",
        ),
    ],
)
def test_values_that_do_not_fit_the_question_are_never_taken_for_empty(
    emulator: Emulator, tmp_path: Path, body: str, found: str
):
    tracker = book(emulator)
    fail(emulator, Fault(status=200, body=body))

    with pytest.raises(TryLaterError) as raised:
        client_of(emulator, tmp_path).values(tracker, ["Sheet1!A1", "Sheet1!B1"])

    assert str(raised.value) == f"{link(tracker)}: could not be read: {found}.\nRun it again later."


def test_an_update_that_is_not_confirmed_may_have_landed(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)
    fail(emulator, Fault(status=200, body="{}"))

    with pytest.raises(UnknownOutcome) as raised:
        client_of(emulator, tmp_path).update(tracker, [add_sheet("New")])

    assert str(raised.value) == (
        f"{link(tracker)}: may or may not have been changed: the answer confirms nothing.\n"
        "Run it again: it looks first at what has arrived."
    )


def test_a_dry_run_signs_in_for_reading_only(emulator: Emulator, tmp_path: Path):
    client_of(emulator, tmp_path, read_only=True).spreadsheet(book(emulator), "properties.title")

    (token,) = emulator.service.accounts.tokens.values()
    assert token.scopes == "https://www.googleapis.com/auth/spreadsheets.readonly"


@pytest.mark.parametrize(
    "base", ["http://sheets.example.com", "sheets.googleapis.com", "", "ftp://127.0.0.1", "http://["]
)
def test_a_base_that_is_neither_https_nor_this_machine_is_refused(base: str):
    with pytest.raises(ConfigError) as raised:
        connected(GoogleAccess(base=base), PatientClock())

    assert str(raised.value) == (
        "SHEETS_API_BASE: found no https address of the Sheets API.\n"
        "Give one as https://sheets.googleapis.com, or leave it out; "
        "plain http is good only for this machine itself (http://127.0.0.1:8080)."
    )


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://[::1]:9", "http://localhost:9/", "https://example.com"])
def test_https_and_this_machine_are_good_bases(base: str):
    assert connected(GoogleAccess(base=base), PatientClock()).reads == 0


def test_no_redirect_is_followed(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)
    with Emulator() as other:
        moved = Fault(status=302, headers={"Location": f"{other.base}/v4/spreadsheets/{tracker}"})
        fail(emulator, moved)

        client_of(emulator, tmp_path).spreadsheet(tracker, "properties.title")

        assert other.service.calls == []


def test_calls_to_this_machine_pass_no_proxy_and_take_no_password_from_a_netrc(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password else\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", closed_port())
    monkeypatch.setenv("http_proxy", closed_port())
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    client = client_of(emulator, tmp_path, deadline_seconds=1)

    assert client.spreadsheet(book(emulator), "properties.title") == {"properties": {"title": "Trackers"}}


def test_the_log_says_what_was_called_and_no_secret(
    emulator: Emulator, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, Fault(reset="before", path="batchGet"))
    with caplog.at_level(logging.DEBUG, "sheets_sync.google"):
        client.values(tracker, ["Sheet1!A1"])
        client.update(tracker, [cells(0, 0, {"stringValue": "confidential"})])

    ours = [record.getMessage() for record in caplog.records if record.name == "sheets_sync.google"]
    assert [line.partition(" in ")[0] for line in ours] == [
        f"GET /v4/spreadsheets/{tracker[:6]}…/values:batchGet: the connection broke off",
        f"GET /v4/spreadsheets/{tracker[:6]}…/values:batchGet: 200",
        f"POST /v4/spreadsheets/{tracker[:6]}…:batchUpdate: 200",
    ]
    key = json.loads(key_file(emulator, tmp_path).read_text("utf-8"))["private_key"]
    for secret in ("ya29", "Bearer", "confidential", "Sheet1", tracker, key[30:60]):
        assert not [line for line in ours if secret in line]


def test_the_hidden_token_is_in_no_message(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator, role=None), client_of(emulator, tmp_path)

    with pytest.raises(Exception, match="Viewer") as raised:
        client.spreadsheet(tracker, "properties.title")

    (token,) = emulator.service.accounts.tokens
    assert token not in str(raised.value)


def test_a_server_in_another_zone_is_told_in_utc():
    from sheets_sync.workbooks.google_pace import http_date

    assert http_date("Fri, 06 Mar 2026 10:00:00 +0100") == datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert http_date("soon") is None


def test_titles_of_a_batch_with_one_bad_request_stay_as_they_were(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    with pytest.raises(Exception, match="already exists"):
        client_of(emulator, tmp_path).update(tracker, [add_sheet("New"), add_sheet("Sheet1")])

    assert titles(emulator, tracker) == ["Sheet1"]
