"""The API without HTTP: a call in, a status and a body out, and the state in between."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, NamedTuple
from urllib.parse import unquote

from . import data_filters
from .accounts import Accounts, Token
from .batch import applied
from .book import Book, Json, new_sheet
from .creation import book_requests, tab_requests
from .discovery import checked_body, checked_query
from .drive import Drive, File
from .errors import ApiError, DriveError, RequestError, bad_request, forbidden, not_found, scope_insufficient
from .faults import Faults, Quota
from .masks import Mask, read_mask, shown
from .operations import OPERATIONS
from .routes import routed
from .spreadsheet import shown_book, shown_parts


class Call(NamedTuple):
    """One call as it came in; `path` is still percent-encoded."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: bytes = b""
    authorization: str = ""
    kind: str = ""
    agent: str = ""


class Answer(NamedTuple):
    """`body` is bytes where a file is sent, of type `kind`."""

    status: int
    body: Json | bytes | None
    kind: str = ""


WRITING = {
    "batchUpdate", "update", "append", "clear", "batchClear", "copyTo", "create", "batchUpdateByDataFilter",
    "batchClearByDataFilter",
}  # fmt: skip
BODIES = {
    "create": "Spreadsheet",
    "batchUpdate": "BatchUpdateSpreadsheetRequest",
    "getByDataFilter": "GetSpreadsheetByDataFilterRequest",
    "values.update": "ValueRange",
    "values.append": "ValueRange",
    "values.clear": "ClearValuesRequest",
    "values.batchUpdate": "BatchUpdateValuesRequest",
    "values.batchClear": "BatchClearValuesRequest",
    "values.batchGetByDataFilter": "BatchGetValuesByDataFilterRequest",
    "values.batchUpdateByDataFilter": "BatchUpdateValuesByDataFilterRequest",
    "values.batchClearByDataFilter": "BatchClearValuesByDataFilterRequest",
    "developerMetadata.search": "SearchDeveloperMetadataRequest",
    "sheets.copyTo": "CopySheetToAnotherSpreadsheetRequest",
}
ANSWERS = {
    "create": "Spreadsheet",
    "get": "Spreadsheet",
    "getByDataFilter": "Spreadsheet",
    "batchUpdate": "BatchUpdateSpreadsheetResponse",
    "values.get": "ValueRange",
    "values.batchGet": "BatchGetValuesResponse",
    "values.update": "UpdateValuesResponse",
    "values.append": "AppendValuesResponse",
    "values.clear": "ClearValuesResponse",
    "values.batchUpdate": "BatchUpdateValuesResponse",
    "values.batchClear": "BatchClearValuesResponse",
    "values.batchGetByDataFilter": "BatchGetValuesByDataFilterResponse",
    "values.batchUpdateByDataFilter": "BatchUpdateValuesByDataFilterResponse",
    "values.batchClearByDataFilter": "BatchClearValuesByDataFilterResponse",
    "developerMetadata.get": "DeveloperMetadata",
    "developerMetadata.search": "SearchDeveloperMetadataResponse",
    "sheets.copyTo": "SheetProperties",
}


@dataclass
class Service:
    """All spreadsheets, accounts, faults and quotas of one emulator."""

    clock: Callable[[], float] = time.time
    faults: Faults = field(default_factory=Faults)
    calls: list[tuple[str, str]] = field(default_factory=list)
    lock: Any = field(default_factory=RLock)

    def __post_init__(self) -> None:
        self.drive = Drive(self.now)
        self.accounts = Accounts(self.now)
        self.quota = Quota(self.now)

    def now(self) -> float:
        return self.clock()

    def answer(self, call: Call) -> Answer:
        """The answer to one call; errors come in the form of the API that was called."""
        with self.lock:
            self.calls.append((call.method, unquote(call.path)))
            try:
                return self._answered(call)
            except (ApiError, DriveError) as error:
                return Answer(error.code, error.body())
            except RequestError as error:
                return Answer(400, bad_request(str(error)).body())

    def _answered(self, call: Call) -> Answer:
        token = self.accounts.caller(call.authorization)
        parts = [unquote(part) for part in call.path.strip("/").split("/")]
        if parts[:2] == ["drive", "v3"] or parts[:2] == ["upload", "drive"]:
            if not token.may(write=call.method != "GET", drive=True):
                raise scope_insufficient()
            return self._drive(call, parts, token.email)
        if parts[:2] != ["v4", "spreadsheets"]:
            raise not_found()
        return Answer(200, self._sheets(call, token))

    def _drive(self, call: Call, parts: list[str], caller: str) -> Answer:
        query = dict(call.query)
        if parts[0] == "upload":
            return Answer(200, self.drive.upload(call.method, parts[2:], query, call.body, call.kind, caller))
        if parts[-1] == "export" and call.method == "GET" and len(parts) == 5:
            return Answer(200, self.drive.export(parts[3], query, caller), query["mimeType"])
        body = _parsed(call.body) if call.body else None
        return Answer(*self.drive.answer(call.method, parts[2:], query, body, caller))

    def _sheets(self, call: Call, token: Token) -> Json:
        route = routed(call.method, call.path)
        name = ".".join((*route.resource, route.method))
        writing = route.method in WRITING
        if not token.may(write=writing, drive=False):
            raise scope_insufficient()
        self.quota.count(token.email, write=writing)
        query = checked_query(route.resource, route.method, call.query)
        bound_to = "data" if name in ("values.update", "values.append") else ""
        body = checked_body(BODIES[name], _parsed(call.body), bound_to) if name in BODIES else {}
        mask = read_mask(query.get("fields", [None])[0], ANSWERS[name])
        if name == "create":
            return shown(self._created(body, token.email), mask)
        entry = self.file_for(route.book_id, token.email, writing=writing)
        if name == "get":
            cells = query.get("includeGridData", ["false"])[0].lower() == "true"
            return shown_book(entry.book, mask, query.get("ranges", []), token.email, with_cells=cells)
        if name == "getByDataFilter":
            return self._filtered(entry.book, body, mask, token.email)
        answer = OPERATIONS[name](self, entry, route.target, body, query, token.email)
        if writing:
            self.drive.touch(entry.book.id)
        return shown(answer, mask)

    def _filtered(self, book: Book, body: Json, mask: Mask, caller: str) -> Json:
        found = data_filters.matched(book, body.get("dataFilters", []))
        parts = [(sheet, box) for sheet, box, _ in found]
        if not parts:
            raise bad_request("No data matches the data filters.")
        return shown_parts(book, mask, parts, caller, with_cells=bool(body.get("includeGridData")))

    def file_for(self, book_id: str, caller: str, *, writing: bool) -> File:
        if book_id not in self.drive.files:
            raise not_found()
        entry = self.drive.files[book_id]
        role = entry.role_of(caller)
        if role is None or (writing and role not in ("writer", "owner")):
            raise forbidden()
        return entry

    def _created(self, body: Json, caller: str) -> Json:
        entry = self.drive.new_file(body.get("properties", {}).get("title", "Untitled spreadsheet"), caller)
        book = entry.book
        book.properties.update(body.get("properties", {}))
        requests = book_requests(body)
        if body.get("sheets"):
            tabs = [(sheet, sheet.get("properties", {}).get("sheetId")) for sheet in body["sheets"]]
            parts = [tab_requests(sheet, book.new_id() if key is None else key) for sheet, key in tabs]
            requests = [request for part in parts for request in part] + requests
            book.sheets = [new_sheet(-1, "placeholder of the emulator")]
        if requests:
            entry.book, _ = applied(book, requests, caller)
            entry.book.sheets = [sheet for sheet in entry.book.sheets if sheet.id >= 0]
        return shown_book(entry.book, {}, [], caller, with_cells=False)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if body.strip() else {}
    except ValueError:
        text = "Invalid JSON payload received. Unexpected token.\n" + body[:60].decode("utf-8", "replace")
        raise bad_request(text) from None
