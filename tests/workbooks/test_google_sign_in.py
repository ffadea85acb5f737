"""Who signs in, and what is said when nobody can."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from google.auth.compute_engine import _metadata

from sheets_sync.errors import AccessError, ConfigError, OperatorError, TryLaterError
from sheets_sync.workbooks.google_client import GoogleAccess, SheetsClient, connected
from tests.sheets_emulator.client import ROBOT
from tests.sheets_emulator.faults import Fault, empty_error, html_error, sign_in_page
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_calls import Longest, PatientClock, book, client_of, closed_port, key_file, link

__all__ = ["emulator"]

NEW_KEY = "Download a new key of the service account (Google Cloud console: IAM > Service accounts > Keys)."
NOBODY = (
    "Set GOOGLE_APPLICATION_CREDENTIALS, or google.key_file in the configuration, to a service account's key, "
    "or run where an account is attached."
)


@pytest.fixture(autouse=True)
def no_account_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "no gcloud"))
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "emulator")
    monkeypatch.setenv("GCE_METADATA_IP", closed_port().removeprefix("http://"))
    monkeypatch.setattr(_metadata, "_NO_GCE_CHECK", False)


def with_key(path: Path) -> SheetsClient:
    return connected(GoogleAccess(key_file=path), PatientClock())


def without_key(emulator: Emulator, clock: PatientClock | None = None, **access: Any) -> SheetsClient:
    return connected(GoogleAccess(base=emulator.base, **access), clock or PatientClock(), Longest())


def refusal(client: SheetsClient, tracker: str) -> OperatorError:
    with pytest.raises(OperatorError) as raised:
        client.spreadsheet(tracker, "properties.title")
    return raised.value


def test_a_key_file_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(ConfigError) as raised:
        with_key(tmp_path / "gone.json")

    assert str(raised.value) == (
        f"google.key_file, {tmp_path / 'gone.json'}: does not exist.\n"
        "Check the path, or leave google.key_file out where an account is attached to the machine."
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"-----BEGIN PRIVATE KEY----- MIIEsecret", f"is not JSON, as a key is.\n{NEW_KEY}"),
        (b"\xff\xfe\x00secret", f"is not JSON, as a key is.\n{NEW_KEY}"),
        (b"[" * 100_000, f"is not JSON, as a key is.\n{NEW_KEY}"),
        (b"", f"is not JSON, as a key is.\n{NEW_KEY}"),
        (
            b'["secret"]',
            f"names no type, not 'service_account'.\n"
            f"{NEW_KEY} Other kinds of credentials go into GOOGLE_APPLICATION_CREDENTIALS.",
        ),
        (
            b'{"type": "authorized_user", "refresh_token": "secret"}',
            f"is of the type 'authorized_user', not 'service_account'.\n"
            f"{NEW_KEY} Other kinds of credentials go into GOOGLE_APPLICATION_CREDENTIALS.",
        ),
        (
            b'{"type": "service_account", "private_key": "secret", "token_uri": 7}',
            f"lacks client_email, token_uri.\n{NEW_KEY}",
        ),
        (
            b'{"type": "service_account", "private_key": "secret", "client_email": "r@x", "token_uri": "https://x"}',
            f"its private_key cannot be read.\n{NEW_KEY}",
        ),
        (
            b'{"type": "service_account", "private_key": "secret", "client_email": "r@x", "token_uri": "http://x.com"}',
            f"its token_uri is not https.\n{NEW_KEY}",
        ),
    ],
)
def test_a_file_that_is_no_key_is_named_without_its_content(tmp_path: Path, content: bytes, found: str):
    path = tmp_path / "key.json"
    path.write_bytes(content)

    with pytest.raises(ConfigError) as raised:
        with_key(path)

    assert str(raised.value) == f"google.key_file, {path}: {found}"
    assert "secret" not in str(raised.value)


def test_a_folder_is_no_key(tmp_path: Path):
    with pytest.raises(ConfigError) as raised:
        with_key(tmp_path)

    assert str(raised.value) == f"google.key_file, {tmp_path}: cannot be read: Is a directory.\nCheck the path."


def test_a_key_that_others_may_read_is_warned_about_and_used(emulator: Emulator, tmp_path: Path):
    path = key_file(emulator, tmp_path)
    path.chmod(0o640)
    client = connected(GoogleAccess(base=emulator.base, key_file=path), PatientClock())

    client.spreadsheet(book(emulator), "properties.title")

    assert client.warnings == (f"{path}: others on this machine may read this key. Close it to them: chmod 600 {path}",)


def test_a_key_of_ones_own_is_not_warned_about(emulator: Emulator, tmp_path: Path):
    assert client_of(emulator, tmp_path).warnings == ()


def test_a_key_named_by_the_environment_is_found_and_looked_after(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = key_file(emulator, tmp_path)
    path.chmod(0o644)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))
    client = without_key(emulator)
    unknown_yet = client.account

    client.spreadsheet(book(emulator), "properties.title")

    assert (unknown_yet, client.account) == ("the signed-in Google account", ROBOT)
    assert client.warnings == (f"{path}: others on this machine may read this key. Close it to them: chmod 600 {path}",)


def test_a_key_that_the_environment_names_in_vain_is_an_access_error(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "gone.json"))

    error = refusal(without_key(emulator), book(emulator))

    assert isinstance(error, AccessError)
    assert str(error) == (
        f"Google sign-in: found no usable account (File {tmp_path / 'gone.json'} was not found).\n{NOBODY}"
    )


def test_a_folder_that_the_environment_names_as_key_is_an_access_error(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path))

    error = refusal(without_key(emulator), book(emulator))

    assert isinstance(error, AccessError)
    assert str(error).endswith(NOBODY)


@pytest.mark.parametrize(
    "content", ["[]", '"x"', "null", '{"type": "impersonated_service_account"}', "[" * 100_000, "{", "\x00"]
)
def test_a_file_that_the_environment_names_and_that_holds_no_credentials_is_an_access_error(
    content: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "credentials.json"
    path.write_text(content, "utf-8")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))

    error = refusal(without_key(emulator), book(emulator))

    assert isinstance(error, AccessError)
    assert str(error).endswith(NOBODY)


def test_a_workload_whose_sign_in_cannot_be_reached_is_to_try_later(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    token = tmp_path / "token"
    token.write_text("proof", "utf-8")
    path = tmp_path / "workload.json"
    workload = {
        "type": "external_account",
        "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": f"{closed_port()}/token",
        "credential_source": {"file": str(token)},
    }
    path.write_text(json.dumps(workload), "utf-8")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(path))

    error = refusal(without_key(emulator, credentials_are_named=True), book(emulator))

    assert isinstance(error, TryLaterError)
    assert "no connection could be made" in str(error)


def test_where_there_is_no_account_at_all_it_is_said_after_three_looks(emulator: Emulator):
    clock = PatientClock()
    client = without_key(emulator, clock)

    error = refusal(client, book(emulator))

    assert isinstance(error, AccessError)
    assert str(error) == (
        "Google sign-in: found no usable account "
        f"(no key is named, and no account is attached to this machine).\n{NOBODY}"
    )
    assert (clock.slept, client.reads) == ([1, 2], 0)


class MachineAccount(BaseHTTPRequestHandler):
    """The metadata server of a machine in the cloud, as far as sign-in asks it."""

    answers: dict[str, Any]

    def do_GET(self) -> None:
        answer = self.answers.get(self.path.partition("?")[0])
        body = answer if isinstance(answer, str) else json.dumps(answer)
        self.send_response(200 if answer is not None else 404)
        self.send_header("Metadata-Flavor", "Google")
        self.send_header("Content-Type", "application/text" if isinstance(answer, str) else "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def machine_account(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    root = "/computeMetadata/v1"
    account = f"{root}/instance/service-accounts/default"
    MachineAccount.answers = {
        "/": "computeMetadata/",
        f"{root}/project/project-id": "emulator",
        f"{account}/": {"email": ROBOT, "scopes": []},
        f"{account}/token": {"access_token": emulator.service.accounts.new_token(ROBOT), "expires_in": 3599},
    }
    with HTTPServer(("127.0.0.1", 0), MachineAccount) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        address = f"127.0.0.1:{server.server_address[1]}"
        monkeypatch.setenv("GCE_METADATA_IP", address)
        monkeypatch.setattr(_metadata, "_GCE_METADATA_HOST", address)
        yield MachineAccount.answers
        server.shutdown()
        thread.join()


def test_the_account_attached_to_a_machine_signs_in(emulator: Emulator, machine_account: dict[str, Any]):
    client = without_key(emulator)

    shown = client.spreadsheet(book(emulator), "properties.title")

    assert (shown, client.account, client.warnings) == ({"properties": {"title": "Trackers"}}, ROBOT, ())


def test_a_machine_without_an_account_is_an_access_error(emulator: Emulator, machine_account: dict[str, Any]):
    machine_account.clear()
    machine_account["/"] = "computeMetadata/"

    error = refusal(without_key(emulator), book(emulator))

    assert isinstance(error, AccessError)
    assert str(error) == (
        "Google sign-in: the signed-in Google account is refused (without a reason).\n"
        "Check that the account exists, is enabled, and may use this machine or key."
    )


def test_a_revoked_key_is_an_access_error(emulator: Emulator, tmp_path: Path):
    client, tracker = client_of(emulator, tmp_path), book(emulator)
    emulator.service.accounts.keys.clear()

    error = refusal(client, tracker)

    assert isinstance(error, AccessError)
    assert str(error) == (
        "Google sign-in: the key of robot@example.com is not accepted "
        "(invalid_grant, Invalid grant: account not found).\n"
        f"It was revoked or deleted, or the clock of this machine is wrong. {NEW_KEY}"
    )


def test_another_refusal_of_the_sign_in_keeps_googles_words(emulator: Emulator, tmp_path: Path):
    emulator.service.faults.add(Fault(status=401, body='{"error": "unauthorized_client"}', path="/token"))

    error = refusal(client_of(emulator, tmp_path), book(emulator))

    assert isinstance(error, AccessError)
    assert str(error) == (
        "Google sign-in: robot@example.com is refused (unauthorized_client).\n"
        "Check that the account exists, is enabled, and may use this machine or key."
    )


PASSING = {
    "503": empty_error(path="/token"),
    "502 as a page": html_error(path="/token"),
    "429": Fault(status=429, path="/token"),
    "400 that will pass": Fault(status=400, body='{"error": "server_error"}', path="/token"),
    "a sign-in page": sign_in_page(path="/token"),
    "a redirect": Fault(status=302, headers={"Location": "https://login.example.com/"}, path="/token"),
    "a token without an end": Fault(status=200, body='{"access_token": "x", "expires_in": "soon"}', path="/token"),
    "a body cut short": Fault(cut_at=5, path="/token"),
    "a reset": Fault(reset="after", path="/token"),
}


@pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING.keys())
def test_a_sign_in_is_tried_again_by_the_clock_of_the_run(emulator: Emulator, tmp_path: Path, fault: Fault):
    clock = PatientClock()
    client = client_of(emulator, tmp_path, clock=clock)
    emulator.service.faults.add(fault)

    client.update(book(emulator), [{"addSheet": {"properties": {"title": "New"}}}])

    assert (clock.slept, client.writes) == ([1], 1)


def test_a_sign_in_that_is_told_to_wait_waits(emulator: Emulator, tmp_path: Path):
    clock = PatientClock()
    client = client_of(emulator, tmp_path, clock=clock)
    emulator.service.faults.add(Fault(status=503, headers={"Retry-After": "20"}, path="/token"))

    client.spreadsheet(book(emulator), "properties.title")

    assert clock.slept == [20]


def test_a_sign_in_that_stays_out_of_order_ends_at_the_deadline(emulator: Emulator, tmp_path: Path):
    tracker, client = book(emulator), client_of(emulator, tmp_path, deadline_seconds=5)
    emulator.service.faults.add(empty_error(path="/token", times=99))

    error = refusal(client, tracker)

    assert isinstance(error, TryLaterError)
    assert str(error) == (
        f"{link(tracker)}: could not be read: the sign-in was answered 503; "
        "gave up after 3 tries, as that may take 5 s at most.\n"
        "Run it again later."
    )
    assert client.reads == 0


def test_a_sign_in_that_never_answers_ends_at_the_deadline(emulator: Emulator, tmp_path: Path):
    client = client_of(emulator, tmp_path, deadline_seconds=0.2)
    emulator.service.faults.add(Fault(hang_seconds=600, path="/token", times=99))

    error = refusal(client, book(emulator))

    assert isinstance(error, TryLaterError)
    assert "the sign-in got no answer (no whole answer came in time)" in str(error)
