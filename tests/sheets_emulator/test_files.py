"""Spreadsheets as files: made whole, exported, imported, shared."""

from typing import Any

import requests

from .client import OWNER, ROBOT, Client, message, shared_book, texts
from .server import Emulator

DRIVE = "https://www.googleapis.com/auth/drive"


def drive(emulator: Emulator, method: str, path: str, email: str = ROBOT, **how: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {emulator.service.accounts.new_token(email, DRIVE)}"}
    headers |= how.pop("headers", {})
    return requests.request(method, f"{emulator.base}{path}", headers=headers, timeout=60, **how)


def book_id(client: Client) -> str:
    return client.url.rpartition("/")[2]


def test_the_first_tab_is_exported_as_it_is_shown(emulator: Emulator, client: Client):
    client.put("Sheet1!B1:C2", [["a,b", "12%"], ["", "=1+1"]], option="USER_ENTERED")

    sent = drive(emulator, "GET", f"/drive/v3/files/{book_id(client)}/export", params={"mimeType": "text/csv"})

    assert sent.content == b',"a,b",12%\r\n,,2'
    assert sent.headers["Content-Type"] == "text/csv"


def test_a_conversion_that_is_not_offered_is_refused(emulator: Emulator, client: Client):
    path = f"/drive/v3/files/{book_id(client)}/export"

    assert "not supported" in message(drive(emulator, "GET", path, params={"mimeType": "image/png"}))


def test_an_imported_file_takes_the_place_of_all_tabs(emulator: Emulator, client: Client):
    client.batch({"addSheet": {"properties": {"title": "Other"}}})

    path = f"/upload/drive/v3/files/{book_id(client)}"
    how = {"params": {"uploadType": "media"}, "headers": {"Content-Type": "text/csv"}}
    answer = drive(emulator, "PATCH", path, data='é,"1,5"\n=1+1'.encode(), **how)

    assert answer.json()["id"] == book_id(client)
    assert client.values("Sheet1") == [["é", "1,5"], ["2"]]
    assert len(client.get("sheets.properties.title")["sheets"]) == 1


def test_a_reader_may_neither_import_nor_share(emulator: Emulator):
    foreign = shared_book(emulator, role="reader")
    how = {"params": {"uploadType": "media"}, "headers": {"Content-Type": "text/csv"}}
    grant = {"type": "user", "role": "writer", "emailAddress": ROBOT}

    imported = drive(emulator, "PUT", f"/upload/drive/v2/files/{foreign}", data=b"a", **how)
    shared = drive(emulator, "POST", f"/drive/v3/files/{foreign}/permissions", json=grant)

    assert (imported.status_code, shared.status_code) == (403, 403)
    assert drive(emulator, "POST", f"/drive/v3/files/{foreign}/permissions", OWNER, json=grant).status_code == 200


def test_a_spreadsheet_is_created_with_all_that_its_body_holds(emulator: Emulator):
    everywhere = Client(emulator, "", scopes=DRIVE)
    area = {"sheetId": 3, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 2}
    tab = {
        "properties": {"sheetId": 3, "title": "Cases"},
        "data": [{"startRow": 1, "rowData": [texts("a")], "columnMetadata": [{"pixelSize": 50}]}],
        "merges": [area],
    }
    body = {"properties": {"title": "New"}, "sheets": [tab], "namedRanges": [{"name": "top", "range": area}]}

    made = requests.post(everywhere.url.rstrip("/"), json=body, headers=everywhere.headers, timeout=60).json()

    book = Client(emulator, made["spreadsheetId"])
    assert made["properties"]["title"] == "New"
    assert book.values("Cases") == [[], ["a"]]
    assert book.get("sheets(merges,data.columnMetadata),namedRanges.name") == {
        "sheets": [
            {
                "merges": [area],
                "data": [{"columnMetadata": [{"pixelSize": 50}, *[{"pixelSize": 100}] * 25]}],
            }
        ],
        "namedRanges": [{"name": "top"}],
    }


def test_appended_rows_can_push_what_lies_below(client: Client):
    client.put("Sheet1!A1:A2", [["a"], ["b"]])
    client.put("Sheet1!A5", [["below"]])
    named = {"startRowIndex": 4, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 1}
    client.batch({"addNamedRange": {"namedRange": {"name": "below", "range": named}}})

    query = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
    client.call("POST", "/values/Sheet1!A1:append", params=query, json={"values": [["c"], ["d"]]})

    assert client.values("Sheet1") == [["a"], ["b"], ["c"], ["d"], [], [], ["below"]]
    assert client.values("below") == [["below"]]
