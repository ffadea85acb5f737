"""The API without HTTP: a call in, a status and a body out, and the state in between."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, NamedTuple
from urllib.parse import unquote

from . import values
from .accounts import Accounts, Token
from .batch import applied
from .book import Book, Json, new_sheet
from .discovery import checked_body, checked_query
from .drive import Drive, DriveError, File
from .errors import ApiError, RequestError, bad_request, forbidden, not_found, scope_insufficient
from .faults import Faults, Quota
from .masks import read_mask, shown
from .requests_rules import found_metadata, shown_metadata
from .requests_sheets import shown_properties
from .spreadsheet import shown_book


class Call(NamedTuple):
    """One call as it came in; `path` is still percent-encoded."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: bytes = b""
    authorization: str = ""


class Answer(NamedTuple):
    status: int
    body: Json | None


class Route(NamedTuple):
    """What a path of the Sheets API stands for."""

    resource: tuple[str, ...]
    method: str
    book_id: str
    target: str


WRITING = {"batchUpdate", "update", "append", "clear", "batchClear", "copyTo", "create"}
BODIES = {
    "create": "Spreadsheet",
    "batchUpdate": "BatchUpdateSpreadsheetRequest",
    "getByDataFilter": "GetSpreadsheetByDataFilterRequest",
    "values.update": "ValueRange",
    "values.append": "ValueRange",
    "values.clear": "ClearValuesRequest",
    "values.batchUpdate": "BatchUpdateValuesRequest",
    "values.batchClear": "BatchClearValuesRequest",
    "developerMetadata.search": "SearchDeveloperMetadataRequest",
    "sheets.copyTo": "CopySheetToAnotherSpreadsheetRequest",
}
ANSWERS = {
    "create": "Spreadsheet",
    "get": "Spreadsheet",
    "batchUpdate": "BatchUpdateSpreadsheetResponse",
    "values.get": "ValueRange",
    "values.batchGet": "BatchGetValuesResponse",
    "values.update": "UpdateValuesResponse",
    "values.append": "AppendValuesResponse",
    "values.clear": "ClearValuesResponse",
    "values.batchUpdate": "BatchUpdateValuesResponse",
    "values.batchClear": "BatchClearValuesResponse",
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
        if parts[:2] == ["drive", "v3"]:
            if not token.may(write=call.method != "GET", drive=True):
                raise scope_insufficient()
            body = _parsed(call.body) if call.body else None
            return Answer(*self.drive.answer(call.method, parts[2:], dict(call.query), body, token.email))
        if parts[:2] != ["v4", "spreadsheets"]:
            raise not_found()
        return Answer(200, self._sheets(call, token))

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
        answer = OPERATIONS[name](self, entry, route.target, body, query, token.email)
        if writing:
            self.drive.touch(entry.book.id)
        return shown(answer, mask)

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
        if body.get("sheets"):
            requests = [{"addSheet": {"properties": sheet.get("properties", {})}} for sheet in body["sheets"]]
            book.sheets = [new_sheet(-1, "placeholder of the emulator")]
            book, _ = applied(book, requests, caller)
            book.sheets.pop(0)
            entry.book = book
        return shown_book(entry.book, {}, [], caller, with_cells=False)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if body.strip() else {}
    except ValueError:
        text = "Invalid JSON payload received. Unexpected token.\n" + body[:60].decode("utf-8", "replace")
        raise bad_request(text) from None


def routed(method: str, path: str) -> Route:
    """The method of the description that a call means; raises 404 for any other path."""
    parts = path.strip("/").split("/")[2:]
    if not parts:
        return Route((), {"POST": "create"}.get(method) or _nowhere(), "", "")
    if len(parts) == 1:
        book_id, _, verb = parts[0].partition(":")
        name = {("GET", ""): "get", ("POST", "batchUpdate"): "batchUpdate"}.get((method, verb))
        return Route((), name or _nowhere(), unquote(book_id), "")
    return _routed_below(method, parts)


def _routed_below(method: str, parts: list[str]) -> Route:
    book_id, rest = unquote(parts[0]), parts[1:]
    match (method, rest):
        case ("GET", ["values:batchGet"]):
            return Route(("values",), "batchGet", book_id, "")
        case ("POST", ["values:batchUpdate" | "values:batchClear" as verb]):
            return Route(("values",), verb.partition(":")[2], book_id, "")
        case ("GET" | "PUT", ["values", text]):
            return Route(("values",), "get" if method == "GET" else "update", book_id, unquote(text))
        case ("POST", ["values", text]) if text.endswith((":append", ":clear")):
            text, _, verb = text.rpartition(":")
            return Route(("values",), verb, book_id, unquote(text))
        case ("GET", ["developerMetadata", key]):
            return Route(("developerMetadata",), "get", book_id, key)
        case ("POST", ["developerMetadata:search"]):
            return Route(("developerMetadata",), "search", book_id, "")
        case ("POST", ["sheets", text]) if text.endswith(":copyTo"):
            return Route(("sheets",), "copyTo", book_id, text.removesuffix(":copyTo"))
    return _nowhere()


def _nowhere() -> Any:
    raise not_found()


def _batch_update(service: Service, entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    entry.book, replies = applied(entry.book, body.get("requests", []), caller)
    answer: Json = {"spreadsheetId": entry.book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        cells = bool(body.get("responseIncludeGridData"))
        ranges = body.get("responseRanges", [])
        answer["updatedSpreadsheet"] = shown_book(entry.book, {}, ranges, caller, with_cells=cells)
    return answer


def _on_a_copy(write: Callable[..., Json]) -> Callable[..., Json]:
    """A write that leaves the book as it was when it fails."""

    def operation(service: Service, entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
        fresh = entry.book.fork()
        answer = write(fresh, target, body, query, caller)
        entry.book = fresh
        return answer

    return operation


def _cleared(book: Book, text: str, caller: str) -> Json:
    return {"spreadsheetId": book.id, "clearedRange": values.clear(book, text, caller)}


def _metadata(service: Service, entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    if not target.isdigit() or int(target) not in entry.book.metadata:
        raise not_found()
    return shown_metadata(entry.book.metadata[int(target)])


def _search(service: Service, entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    filters = body.get("dataFilters", [])
    found = found_metadata(entry.book, filters)
    matched = [{"developerMetadata": shown_metadata(item), "dataFilters": filters} for item in found]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def _copy_to(service: Service, entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    source = entry.book.sheet(int(target))
    goal = service.file_for(body.get("destinationSpreadsheetId", ""), caller, writing=True)
    twin = source.fork()
    title = f"Copy of {source.title}"
    while goal.book.sheet_titled(title):
        title += " 1"
    twin.properties |= {"sheetId": goal.book.new_id(), "title": title}
    goal.book.sheets.append(twin)
    return shown_properties(goal.book, twin)


OPERATIONS: dict[str, Callable[..., Json]] = {
    "batchUpdate": _batch_update,
    "values.get": lambda service, entry, text, body, query, caller: values.read(entry.book, text, query),
    "values.batchGet": lambda service, entry, text, body, query, caller: values.read_many(entry.book, query),
    "values.update": _on_a_copy(values.update),
    "values.append": _on_a_copy(values.append),
    "values.clear": _on_a_copy(lambda book, text, body, query, caller: _cleared(book, text, caller)),
    "values.batchUpdate": _on_a_copy(lambda book, text, body, query, caller: values.update_many(book, body, caller)),
    "values.batchClear": _on_a_copy(lambda book, text, body, query, caller: values.clear_many(book, body, caller)),
    "developerMetadata.get": _metadata,
    "developerMetadata.search": _search,
    "sheets.copyTo": _copy_to,
}
