"""Permissions of a file: whom they name, and how a file gets another owner."""

from typing import Any

import pytest
import requests

from .client import OWNER, ROBOT, Client, message
from .server import Emulator

DRIVE = "https://www.googleapis.com/auth/drive"


@pytest.fixture
def permissions(emulator: Emulator, client: Client) -> Any:
    """Calls the owner's spreadsheet's permissions, as the owner unless told otherwise."""
    base = f"{emulator.base}/drive/v3/files/{client.url.rpartition('/')[2]}/permissions"

    def call(method: str, key: str = "", caller: str = OWNER, **how: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {emulator.service.accounts.new_token(caller, DRIVE)}"}
        params = {"fields": "*", **how.pop("params", {})}
        return requests.request(method, f"{base}/{key}".rstrip("/"), headers=headers, params=params, timeout=60, **how)

    return call


def key_of(permissions: Any, email: str) -> str:
    known = permissions("GET").json()["permissions"]
    return next(permission["id"] for permission in known if permission.get("emailAddress") == email)


def test_a_file_shared_with_a_domain_names_it(permissions: Any):
    shared = permissions("POST", json={"type": "domain", "role": "reader", "domain": "example.org"}).json()

    assert (shared["type"], shared["domain"], "emailAddress" in shared) == ("domain", "example.org", False)


def test_reading_a_permission_leaves_it_there(permissions: Any):
    key = key_of(permissions, ROBOT)

    assert [permissions("GET", key).json().get("role") for _ in range(2)] == ["writer", "writer"]


def test_nobody_becomes_owner_without_consent(permissions: Any):
    key = key_of(permissions, ROBOT)

    silent = permissions("PATCH", key, json={"role": "owner"})
    given = permissions("PATCH", key, json={"role": "owner"}, params={"transferOwnership": "true"})
    taken = permissions("PATCH", key, ROBOT, json={"role": "owner"}, params={"transferOwnership": "true"})

    assert silent.json()["error"]["errors"][0]["location"] == "transferOwnership"
    assert (given.status_code, taken.status_code) == (403, 403)
    assert message(given) == message(taken) == "Consent is required to transfer ownership of a file to another user."


def test_an_offered_file_changes_owner_when_the_other_accepts(emulator: Emulator, client: Client, permissions: Any):
    key = key_of(permissions, ROBOT)
    owner = Client(emulator, client.url.rpartition("/")[2], OWNER)
    owner.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}}}})
    before = client.put("Sheet1!A1", [["x"]]).status_code

    offered = permissions("PATCH", key, json={"role": "writer", "pendingOwner": True}).json()
    accepted = permissions("PATCH", key, ROBOT, json={"role": "owner"}, params={"transferOwnership": "True"}).json()

    roles = {known["emailAddress"]: known["role"] for known in permissions("GET").json()["permissions"]}
    assert (offered["role"], offered["pendingOwner"]) == ("writer", True)
    assert (accepted["role"], accepted["pendingOwner"]) == ("owner", False)
    assert roles == {OWNER: "writer", ROBOT: "owner"}
    assert (before, client.put("Sheet1!A1", [["x"]]).status_code) == (400, 200)
