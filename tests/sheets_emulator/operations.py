"""What each method of the Sheets API does with one spreadsheet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import data_filters, values
from .batch import applied
from .book import Book, Json
from .drive import File
from .errors import not_found
from .metadata import found_metadata, shown_metadata
from .requests_sheets import copy_title, shown_properties
from .spreadsheet import shown_book
from .twins import twin_of

if TYPE_CHECKING:
    from .service import Service

Operation = Callable[["Service", File, str, Json, values.Query, str], Json]


def _batch_update(service: "Service", entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    entry.book, replies = applied(entry.book, body.get("requests", []), caller)
    answer: Json = {"spreadsheetId": entry.book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        cells = bool(body.get("responseIncludeGridData"))
        ranges = body.get("responseRanges", [])
        answer["updatedSpreadsheet"] = shown_book(entry.book, {}, ranges, caller, with_cells=cells)
    return answer


def _on_a_copy(write: Callable[[Book, str, Json, values.Query, str], Json]) -> Operation:
    """A write that leaves the book as it was when it fails."""

    def operation(service: "Service", entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
        fresh = entry.book.fork()
        answer = write(fresh, target, body, query, caller)
        entry.book = fresh
        return answer

    return operation


def _cleared(book: Book, text: str, caller: str) -> Json:
    return {"spreadsheetId": book.id, "clearedRange": values.clear(book, text, caller)}


def _metadata(service: "Service", entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    if not target.isdigit() or int(target) not in entry.book.metadata:
        raise not_found()
    return shown_metadata(entry.book.metadata[int(target)])


def _search(service: "Service", entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    found = found_metadata(entry.book, body.get("dataFilters", []))
    matched = [{"developerMetadata": shown_metadata(item), "dataFilters": filters} for item, filters in found]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def _copy_to(service: "Service", entry: File, target: str, body: Json, query: values.Query, caller: str) -> Json:
    source = entry.book.sheet(int(target))
    goal = service.file_for(body.get("destinationSpreadsheetId", ""), caller, writing=True)
    twin = twin_of(source, goal.book, goal.book.new_id(), copy_title(goal.book, source.title))
    goal.book.sheets.append(twin)
    goal.book.check_size()
    service.drive.touch(goal.book.id)
    return shown_properties(goal.book, twin)


OPERATIONS: dict[str, Operation] = {
    "batchUpdate": _batch_update,
    "values.get": lambda service, entry, text, body, query, caller: values.read(entry.book, text, query),
    "values.batchGet": lambda service, entry, text, body, query, caller: values.read_many(entry.book, query),
    "values.update": _on_a_copy(values.update),
    "values.append": _on_a_copy(values.append),
    "values.clear": _on_a_copy(lambda book, text, body, query, caller: _cleared(book, text, caller)),
    "values.batchUpdate": _on_a_copy(lambda book, text, body, query, caller: values.update_many(book, body, caller)),
    "values.batchClear": _on_a_copy(lambda book, text, body, query, caller: values.clear_many(book, body, caller)),
    "values.batchGetByDataFilter": lambda service, entry, text, body, query, caller: data_filters.read(
        entry.book, body
    ),
    "values.batchUpdateByDataFilter": _on_a_copy(
        lambda book, text, body, query, caller: data_filters.update(book, body, caller)
    ),
    "values.batchClearByDataFilter": _on_a_copy(
        lambda book, text, body, query, caller: data_filters.clear(book, body, caller)
    ),
    "developerMetadata.get": _metadata,
    "developerMetadata.search": _search,
    "sheets.copyTo": _copy_to,
}
