"""A plain client of the emulator for its own tests."""

from typing import Any

import requests

from .server import Emulator

ROBOT = "robot@example.com"
OWNER = "owner@example.com"
SCOPE = "https://www.googleapis.com/auth/spreadsheets"
WHOLE = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}


class Client:
    """One account's calls to one spreadsheet."""

    def __init__(self, emulator: Emulator, book_id: str, email: str = ROBOT, scopes: str = SCOPE) -> None:
        self.url = f"{emulator.base}/v4/spreadsheets/{book_id}"
        self.headers = {"Authorization": f"Bearer {emulator.service.accounts.new_token(email, scopes)}"}

    def call(self, method: str, path: str = "", **how: Any) -> requests.Response:
        return requests.request(method, self.url + path, headers=self.headers, timeout=60, **how)

    def batch(self, *asked: dict[str, Any]) -> requests.Response:
        return self.call("POST", ":batchUpdate", json={"requests": list(asked)})

    def values(self, where: str, **query: str) -> Any:
        return self.call("GET", f"/values/{where}", params=query).json().get("values")

    def put(self, where: str, rows: list[list[Any]], option: str = "RAW") -> requests.Response:
        return self.call("PUT", f"/values/{where}", params={"valueInputOption": option}, json={"values": rows})

    def get(self, fields: str) -> Any:
        return self.call("GET", params={"fields": fields}).json()


def shared_book(emulator: Emulator, role: str = "writer") -> str:
    """A spreadsheet that belongs to somebody else and is shared with the robot."""
    drive = emulator.service.drive
    entry = drive.new_file("Trackers", OWNER)
    drive.grant(entry, "user", role, ROBOT)
    return entry.book.id


def message(response: requests.Response) -> str:
    return response.json()["error"]["message"]


def texts(*values: str) -> dict[str, Any]:
    """One row of updateCells."""
    return {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}
