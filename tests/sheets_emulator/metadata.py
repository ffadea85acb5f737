"""Developer metadata: where it hangs, how large it may be, and which entries a lookup selects."""

import copy
from collections.abc import Callable

from .a1 import Box, grid_box, located
from .book import Book, Json
from .errors import RequestError

METADATA_LIMIT = 30_000
LOOKED_UP = ("metadataId", "metadataKey", "metadataValue", "visibility")


def location(book: Book, asked: Json) -> Json:
    """A location as it is kept, with its type; raises where it is none."""
    if asked.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "dimensionRange" in asked:
        where = asked["dimensionRange"]
        book.sheet(where.get("sheetId", 0))
        if where.get("endIndex", 0) - where.get("startIndex", 0) != 1:
            raise RequestError("Developer metadata can be on one row or one column only.")
        return {"locationType": "ROW" if where.get("dimension") == "ROWS" else "COLUMN", "dimensionRange": where}
    if "sheetId" in asked:
        book.sheet(asked["sheetId"])
        return {"locationType": "SHEET", "sheetId": asked["sheetId"]}
    raise RequestError("DeveloperMetadata.location must be specified.")


def sheet_of(where: Json) -> int | None:
    """The tab that a location is on; None for the spreadsheet."""
    if where.get("spreadsheet"):
        return None
    return where.get("dimensionRange", {}).get("sheetId", where.get("sheetId", 0))


def check_metadata(book: Book, entry: Json) -> None:
    if not entry.get("metadataKey"):
        raise RequestError("DeveloperMetadata.metadataKey must be specified.")
    if entry.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise RequestError("DeveloperMetadata.visibility must be specified.")
    others = (other for other in book.metadata.values() if other["metadataId"] != entry["metadataId"])
    home = sheet_of(entry["location"])
    beside = [entry, *(other for other in others if sheet_of(other["location"]) == home)]
    if sum(len(e["metadataKey"]) + len(e.get("metadataValue", "")) for e in beside) > METADATA_LIMIT:
        raise RequestError(f"This action would exceed the developer metadata quota of {METADATA_LIMIT} characters.")


def move_metadata(book: Book, sheet_id: int, dimension: str, moved: Callable[[int], int | None]) -> None:
    """Entries on single rows or columns follow them, and go with them."""
    kind = "ROW" if dimension == "ROWS" else "COLUMN"
    for key, entry in list(book.metadata.items()):
        where = entry["location"].get("dimensionRange")
        if entry["location"]["locationType"] != kind or sheet_of(entry["location"]) != sheet_id or where is None:
            continue
        at = moved(where.get("startIndex", 0))
        if at is None:
            del book.metadata[key]
        else:
            where.update(startIndex=at, endIndex=at + 1)


def shown_metadata(entry: Json) -> Json:
    return copy.deepcopy(entry)


def found_metadata(book: Book, filters: list[Json]) -> list[tuple[Json, list[Json]]]:
    """The entries that at least one data filter fits, in the order of their ids, each with those filters."""
    for part in filters:
        _check_lookup(part.get("developerMetadataLookup", {}))
    pairs = [
        (entry, [part for part in filters if _fits(book, entry, part)]) for _, entry in sorted(book.metadata.items())
    ]
    return [(entry, fitting) for entry, fitting in pairs if fitting]


def _fits(book: Book, entry: Json, data_filter: Json) -> bool:
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        return _meets_range(book, entry["location"], data_filter)
    same = all(entry.get(name) == lookup[name] for name in LOOKED_UP if name in lookup)
    kind, where = lookup.get("locationType"), lookup.get("metadataLocation")
    at_place = where is None or _at(book, entry["location"], location(book, where), lookup)
    return same and at_place and kind in (None, entry["location"]["locationType"])


def _check_lookup(lookup: Json) -> None:
    kind, where = lookup.get("locationType"), lookup.get("metadataLocation")
    strategy = lookup.get("locationMatchingStrategy")
    if strategy and where is None:
        raise RequestError("locationMatchingStrategy needs a metadataLocation.")
    if kind and strategy == "EXACT_LOCATION":
        raise RequestError("locationType must be unspecified where the strategy is EXACT_LOCATION.")
    if kind == "SPREADSHEET" and (strategy or (where and not where.get("spreadsheet"))):
        raise RequestError("locationType cannot be SPREADSHEET for a location within the spreadsheet.")


def _at(book: Book, place: Json, where: Json, lookup: Json) -> bool:
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION" or where.get("spreadsheet"):
        return place == where
    return _meets(book, place, sheet_of(where), box_of(book, where))


def _meets(book: Book, place: Json, sheet_id: int | None, box: Box) -> bool:
    return not place.get("spreadsheet") and sheet_of(place) == sheet_id and box_of(book, place).meets(box)


def box_of(book: Book, place: Json) -> Box:
    """The cells of a location on a tab."""
    sheet = book.sheet(sheet_of(place) or 0)
    where = place.get("dimensionRange")
    if where is None:
        return sheet.box()
    start, end = where.get("startIndex", 0), where.get("endIndex", 0)
    by_rows = where.get("dimension") == "ROWS"
    return Box(start, 0, end, sheet.column_count) if by_rows else Box(0, start, sheet.row_count, end)


def _meets_range(book: Book, place: Json, data_filter: Json) -> bool:
    if "a1Range" in data_filter:
        found = located(book, data_filter["a1Range"])
        sheet, box = found.sheet, found.box
    elif "gridRange" in data_filter:
        sheet, box = grid_box(book, data_filter["gridRange"])
    else:
        raise RequestError("Must specify one of: developerMetadataLookup, a1Range, gridRange")
    return _meets(book, place, sheet.id, box)
