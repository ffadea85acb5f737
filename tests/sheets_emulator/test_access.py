"""Who may do what: sign-in, sharing, scopes, protection and quotas."""

import pytest
from google.auth.transport.requests import Request as AuthRequest
from google.oauth2 import service_account

from .client import OWNER, ROBOT, SCOPE, Client, message, shared_book
from .server import Emulator
from .service import Service


def test_cells_that_the_owner_protects_cannot_be_written_by_others(emulator: Emulator, client: Client):
    owner = Client(emulator, client.url.rpartition("/")[2], OWNER)
    owner.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}})

    refused = client.put("Sheet1!A1", [["x"]])

    assert "protected cell or object" in message(refused)
    assert client.values("Sheet1") is None


def test_a_spreadsheet_that_is_not_shared_is_refused_and_an_unknown_one_not_found(emulator: Emulator):
    foreign = emulator.service.drive.new_file("Theirs", OWNER).book.id

    assert message(Client(emulator, foreign).call("GET")) == "The caller does not have permission"
    assert Client(emulator, "unknown").call("GET").status_code == 404


def test_a_reader_may_read_and_not_write(emulator: Emulator):
    reader = Client(emulator, shared_book(emulator, role="reader"))

    assert (reader.call("GET").status_code, reader.put("A1", [["x"]]).status_code) == (200, 403)


def test_a_read_only_scope_may_not_write(emulator: Emulator, client: Client):
    reader = Client(emulator, client.url.rpartition("/")[2], scopes=f"{SCOPE}.readonly")

    refused = reader.put("A1", [["x"]])

    assert (refused.status_code, message(refused)) == (403, "Request had insufficient authentication scopes.")


def test_a_service_account_signs_in_over_loopback(emulator: Emulator):
    info = emulator.key_file(ROBOT)
    credentials = service_account.Credentials.from_service_account_info(info, scopes=[SCOPE])

    credentials.refresh(AuthRequest())

    assert emulator.service.accounts.caller(f"Bearer {credentials.token}").email == ROBOT


def test_a_key_that_is_not_the_accounts_own_is_refused(emulator: Emulator):
    old = emulator.key_file(ROBOT)
    emulator.key_file(ROBOT)
    credentials = service_account.Credentials.from_service_account_info(old, scopes=[SCOPE])

    with pytest.raises(Exception, match="Invalid JWT Signature"):
        credentials.refresh(AuthRequest())


def test_a_token_ends_after_its_time():
    now = [1_000_000.0]
    with Emulator(Service(clock=lambda: now[0])) as emulator:
        client = Client(emulator, shared_book(emulator))
        emulator.service.accounts.tokens[client.headers["Authorization"].split()[1]].expires_at = now[0] + 10

        before, _ = client.call("GET"), now.__setitem__(0, now[0] + 10)

        assert (before.status_code, client.call("GET").status_code) == (200, 401)


def test_the_quota_of_a_minute_is_free_again_after_a_minute():
    now = [0.0]
    with Emulator(Service(clock=lambda: now[0])) as emulator:
        emulator.service.quota.reads = 2
        client = Client(emulator, shared_book(emulator))

        first = [client.call("GET").status_code for _ in range(3)]
        now[0] = 60.0

        assert (first, client.call("GET").status_code) == ([200, 200, 429], 200)
