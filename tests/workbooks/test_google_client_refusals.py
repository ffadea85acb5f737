"""What the client says when Google refuses: each refusal by its own name, with what mends it."""

from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import AccessError, ConfigError, OperatorError
from sheets_sync.workbooks.google_client import RefusedRequest
from tests.sheets_emulator.errors import ApiError, error_info
from tests.sheets_emulator.faults import HTML_502, Fault, api_fault
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_calls import add_sheet, book, client_of, fail, link, titles

__all__ = ["emulator"]


def refusal(emulator: Emulator, tmp_path: Path, tracker: str, *faults: Fault, **access: Any) -> Exception:
    """What a read raises."""
    fail(emulator, *faults)
    client = client_of(emulator, tmp_path, **access)
    with pytest.raises((OperatorError, RefusedRequest)) as raised:
        client.spreadsheet(tracker, "properties.title")
    assert client.reads == 1 + (len(faults) > 1)
    return raised.value


def forbidden(reason: str, text: str = "No.") -> Fault:
    return api_fault(ApiError(403, text, details=[error_info(reason, {})]))


def test_an_ended_token_is_renewed_once(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    client.spreadsheet(tracker, "properties.title")
    emulator.service.accounts.end_all_tokens()

    client.update(tracker, [add_sheet("New")])

    assert (titles(emulator, tracker), emulator.service.accounts.given) == (["Sheet1", "New"], 2)


def test_a_sign_in_that_is_refused_twice_is_an_access_error(emulator: Emulator, tmp_path: Path):
    tracker, lost = book(emulator), ApiError(401, "Request had invalid authentication credentials.")

    error = refusal(emulator, tmp_path, tracker, api_fault(lost), api_fault(lost))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(tracker)}: Google does not accept the sign-in of robot@example.com, not even a new one "
        "(401: 'Request had invalid authentication credentials.').\n"
        "Check that the account and its key still exist, and that the clock of this machine is right."
    )


def test_a_spreadsheet_that_is_not_shared_names_whom_to_share_it_with(emulator: Emulator, tmp_path: Path):
    theirs = book(emulator, role=None)

    error = refusal(emulator, tmp_path, theirs)

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(theirs)}: may not be read by robot@example.com (403: 'The caller does not have permission').\n"
        "Share the spreadsheet with robot@example.com as Viewer, or as Editor if the summary is written there."
    )


def test_a_spreadsheet_shared_for_reading_is_asked_for_writing(emulator: Emulator, tmp_path: Path):
    theirs, client = book(emulator, role="reader"), client_of(emulator, tmp_path)

    with pytest.raises(AccessError) as raised:
        client.update(theirs, [add_sheet("New")])

    assert client.writes == 1
    assert str(raised.value) == (
        f"{link(theirs)}: may not be changed by robot@example.com (403: 'The caller does not have permission').\n"
        "Share the spreadsheet with robot@example.com as Editor."
    )


def test_a_scope_too_narrow_is_no_matter_of_sharing(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path, read_only=True)

    with pytest.raises(AccessError) as raised:
        client.update(tracker, [add_sheet("New")])

    assert str(raised.value) == (
        f"{link(tracker)}: may not be changed: robot@example.com is signed in without the scope for it.\n"
        "Give the sign-in, or the machine it belongs to, the scope https://www.googleapis.com/auth/spreadsheets."
    )


def test_a_machine_without_the_scope_for_reading_is_told_the_narrowest(emulator: Emulator, tmp_path: Path):
    error = refusal(emulator, tmp_path, book(emulator), forbidden("ACCESS_TOKEN_SCOPE_INSUFFICIENT"))

    assert isinstance(error, AccessError)
    assert str(error).endswith("the scope https://www.googleapis.com/auth/spreadsheets.")


def test_an_api_that_is_off_says_where_to_switch_it_on(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    error = refusal(emulator, tmp_path, tracker, forbidden("SERVICE_DISABLED"))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(tracker)}: may not be read: the Google Sheets API is off in the project of robot@example.com.\n"
        "Switch it on at https://console.cloud.google.com/apis/library/sheets.googleapis.com, and wait a minute."
    )


def test_a_403_of_a_proxy_is_not_taken_for_googles(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    error = refusal(emulator, tmp_path, tracker, Fault(status=403, body=HTML_502, content_type="text/html"))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(tracker)}: may not be read: a page came instead of an answer of Google's (status 403).\n"
        "A proxy refuses: let this machine reach sheets.googleapis.com."
    )


def test_a_proxy_that_wants_a_sign_in_is_named(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    error = refusal(emulator, tmp_path, tracker, Fault(status=407, body=HTML_502, content_type="text/html"))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(tracker)}: could not be read: the proxy of this network wants a sign-in (407).\n"
        "Give HTTPS_PROXY with its user and password, or let this machine reach sheets.googleapis.com directly."
    )


@pytest.mark.parametrize("identity", ["unknown", "a/b?c#d%", "../drive", "x:batchUpdate"])
def test_an_id_that_no_spreadsheet_has_is_a_matter_of_the_configuration(
    emulator: Emulator, tmp_path: Path, identity: str
):
    error = refusal(emulator, tmp_path, identity)

    assert isinstance(error, ConfigError)
    assert str(error) == (
        f"{link(identity)}: no spreadsheet has the id {identity!r}.\n"
        "Check the link: copy it from the browser while the spreadsheet is open."
    )


def test_an_excel_file_in_drive_is_not_a_spreadsheet(emulator: Emulator, tmp_path: Path):
    tracker, body = book(emulator), '{"error": {"code": 400, "message": "Not here.", "status": "FAILED_PRECONDITION"}}'

    error = refusal(emulator, tmp_path, tracker, Fault(status=400, body=body))

    assert isinstance(error, ConfigError)
    assert str(error) == (
        f"{link(tracker)}: is no Google spreadsheet: 'Not here.'.\n"
        "If it is an Excel file kept in Drive, open it, choose File > Save as Google Sheets, and name the copy."
    )


def test_a_request_that_google_refuses_keeps_googles_words(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)

    with pytest.raises(RefusedRequest) as raised:
        client.values(tracker, ["'Gone'!A1"])

    assert (raised.value.message, raised.value.status) == ("Unable to parse range: 'Gone'!A1", "INVALID_ARGUMENT")
    assert str(raised.value) == (f"{link(tracker)}: Google refused the request: Unable to parse range: 'Gone'!A1")


@pytest.mark.parametrize("status", [400, 405, 413, 414, 451])
def test_the_page_of_a_proxy_that_refuses_is_not_taken_for_google(emulator: Emulator, tmp_path: Path, status: int):
    error = refusal(emulator, tmp_path, book(emulator), Fault(status=status, body=HTML_502, content_type="text/html"))

    assert isinstance(error, AccessError)
    assert f"a page came instead of an answer of Google's (status {status}).\nA proxy refuses" in str(error)


def test_a_refusal_without_words_is_one_all_the_same(emulator: Emulator, tmp_path: Path):
    error = refusal(emulator, tmp_path, book(emulator), Fault(status=418, body='{"error": {"code": 418}}'))

    assert isinstance(error, RefusedRequest)
    assert error.message == "HTTP 418, without a reason"


def test_a_write_that_is_too_large_is_refused_and_not_in_doubt(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path)
    fail(emulator, api_fault(ApiError(413, "Request payload size exceeds the limit: 10485760 bytes.")))

    with pytest.raises(RefusedRequest) as raised:
        client.update(tracker, [add_sheet("New")])

    assert (raised.value.message, client.writes) == ("Request payload size exceeds the limit: 10485760 bytes.", 1)


@pytest.mark.parametrize(
    "body", ['{"error": []}', '{"error": {"message": 5, "details": 7, "errors": [3]}}', "[" * 100_000, "\x00", "null"]
)
def test_a_refusal_in_a_strange_form_is_still_told(emulator: Emulator, tmp_path: Path, body: str):
    assert isinstance(refusal(emulator, tmp_path, book(emulator), Fault(status=403, body=body)), AccessError)


def test_another_403_of_google_is_not_mended_by_sharing(emulator: Emulator, tmp_path: Path):
    tracker = book(emulator)

    error = refusal(emulator, tmp_path, tracker, forbidden("BILLING_DISABLED", "Billing is off."))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"{link(tracker)}: may not be read by robot@example.com (403: 'Billing is off.').\n"
        "Mend what Google names, in the project that robot@example.com belongs to."
    )


def test_long_words_of_google_are_shortened_in_a_sentence(emulator: Emulator, tmp_path: Path):
    error = refusal(emulator, tmp_path, book(emulator), forbidden("CONSUMER_INVALID", "long\n" * 1000))

    assert len(str(error)) < 600
