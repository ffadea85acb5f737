"""Batch requests about developer metadata."""

from .book import Book, Json
from .errors import RequestError
from .masks import update_mask, updated
from .metadata import check_metadata, found_metadata, location, shown_metadata


def create_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("developerMetadata", {})
    key = asked.get("metadataId") or book.new_id()
    if key in book.metadata:
        raise RequestError(f"Developer metadata with id {key} already exists.")
    entry = {**asked, "metadataId": key, "location": location(book, asked.get("location", {}))}
    check_metadata(book, entry)
    book.metadata[key] = entry
    return {"developerMetadata": shown_metadata(entry)}


def update_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    entries = _must_find(book, request.get("dataFilters", []))
    mask = update_mask(request.get("fields"), "DeveloperMetadata")
    fresh = []
    for entry in entries:
        new = {**updated(entry, request.get("developerMetadata", {}), mask), "metadataId": entry["metadataId"]}
        new["location"] = location(book, new.get("location", {}))
        check_metadata(book, new)
        book.metadata[entry["metadataId"]] = new
        fresh.append(shown_metadata(new))
    return {"developerMetadata": fresh}


def delete_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    entries = _must_find(book, [request.get("dataFilter", {})])
    for entry in entries:
        del book.metadata[entry["metadataId"]]
    return {"deletedDeveloperMetadata": [shown_metadata(entry) for entry in entries]}


def _must_find(book: Book, filters: list[Json]) -> list[Json]:
    entries = [entry for entry, _ in found_metadata(book, filters)]
    if not entries:
        raise RequestError("No developer metadata found for the data filters.")
    return entries


HANDLERS = {
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
