"""Batch requests about conditional formats and developer metadata."""

import copy

from .a1 import as_grid_range, grid_box
from .book import Book, Json, Sheet
from .errors import RequestError
from .masks import update_mask, updated
from .requests_ranges import kept

METADATA_LIMIT = 30_000


def _rule(book: Book, asked: Json) -> tuple[Sheet, Json]:
    """The rule as it is kept and the tab it lies on."""
    if ("booleanRule" in asked) == ("gradientRule" in asked):
        raise RequestError("A conditional format rule must have exactly one of: booleanRule, gradientRule")
    if "booleanRule" in asked and not asked["booleanRule"].get("condition", {}).get("type"):
        raise RequestError("ConditionalFormatRule.booleanRule.condition is required.")
    places = [grid_box(book, where) for where in asked.get("ranges", [])]
    if not places:
        raise RequestError("A conditional format rule must have at least one range.")
    if len({sheet.id for sheet, _ in places}) > 1:
        raise RequestError("All ranges of a conditional format rule must be on the same sheet.")
    ranges = [as_grid_range(sheet, box) for sheet, box in places]
    return places[0][0], {**kept(asked), "ranges": ranges}


def add_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    sheet, rule = _rule(book, request.get("rule", {}))
    rules = sheet.conditional_formats
    index = request.get("index", 0)
    if not 0 <= index <= len(rules):
        raise RequestError(f"The index {index} is not valid: there are {len(rules)} conditional format rules.")
    rules.insert(index, rule)
    return {}


def _at(sheet: Sheet, index: int) -> Json:
    if not 0 <= index < len(sheet.conditional_formats):
        raise RequestError(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet.conditional_formats[index]


def update_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    index = request.get("index", 0)
    if "rule" in request:
        sheet, rule = _rule(book, request["rule"])
        old = _at(sheet, index)
        sheet.conditional_formats[index] = rule
        return {"oldRule": old, "oldIndex": index, "newRule": rule, "newIndex": index}
    sheet = book.sheet(request.get("sheetId", 0))
    rule = _at(sheet, index)
    del sheet.conditional_formats[index]
    sheet.conditional_formats.insert(request.get("newIndex", 0), rule)
    return {"oldRule": rule, "oldIndex": index, "newRule": rule, "newIndex": request.get("newIndex", 0)}


def delete_conditional_format_rule(book: Book, request: Json, caller: str) -> Json:
    sheet = book.sheet(request.get("sheetId", 0))
    rule = _at(sheet, request.get("index", 0))
    del sheet.conditional_formats[request.get("index", 0)]
    return {"rule": rule}


def create_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("developerMetadata", {})
    key = asked.get("metadataId") or book.new_id()
    if key in book.metadata:
        raise RequestError(f"Developer metadata with id {key} already exists.")
    entry = {**asked, "metadataId": key, "location": _location(book, asked.get("location", {}))}
    _check_metadata(book, entry)
    book.metadata[key] = entry
    return {"developerMetadata": shown_metadata(entry)}


def _location(book: Book, asked: Json) -> Json:
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


def _check_metadata(book: Book, entry: Json) -> None:
    if not entry.get("metadataKey"):
        raise RequestError("DeveloperMetadata.metadataKey must be specified.")
    if entry.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise RequestError("DeveloperMetadata.visibility must be specified.")
    others = (other for other in book.metadata.values() if other["metadataId"] != entry["metadataId"])
    size = sum(len(e["metadataKey"]) + len(e.get("metadataValue", "")) for e in (entry, *others))
    if size > METADATA_LIMIT:
        raise RequestError(f"This action would exceed the developer metadata quota of {METADATA_LIMIT} characters.")


def shown_metadata(entry: Json) -> Json:
    return copy.deepcopy(entry)


def found_metadata(book: Book, filters: list[Json]) -> list[Json]:
    """The entries that at least one data filter fits, in the order of their ids."""
    return [entry for _, entry in sorted(book.metadata.items()) if any(_fits(entry, part) for part in filters)]


def _fits(entry: Json, data_filter: Json) -> bool:
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        raise RequestError("The emulator looks metadata up by developerMetadataLookup only.")
    names = ("metadataId", "metadataKey", "metadataValue", "visibility")
    same = all(entry.get(name) == lookup[name] for name in names if name in lookup)
    kind = lookup.get("locationType")
    where = lookup.get("metadataLocation")
    at_place = where is None or all(entry["location"].get(name) == value for name, value in where.items())
    return same and at_place and (kind is None or entry["location"]["locationType"] == kind)


def update_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    entries = _must_find(book, request.get("dataFilters", []))
    mask = update_mask(request.get("fields"), "DeveloperMetadata")
    fresh = []
    for entry in entries:
        new = {**updated(entry, request.get("developerMetadata", {}), mask), "metadataId": entry["metadataId"]}
        new["location"] = _location(book, new.get("location", {}))
        _check_metadata(book, new)
        book.metadata[entry["metadataId"]] = new
        fresh.append(shown_metadata(new))
    return {"developerMetadata": fresh}


def delete_developer_metadata(book: Book, request: Json, caller: str) -> Json:
    entries = _must_find(book, [request.get("dataFilter", {})])
    for entry in entries:
        del book.metadata[entry["metadataId"]]
    return {"deletedDeveloperMetadata": [shown_metadata(entry) for entry in entries]}


def _must_find(book: Book, filters: list[Json]) -> list[Json]:
    entries = found_metadata(book, filters)
    if not entries:
        raise RequestError("No developer metadata found for the data filters.")
    return entries


HANDLERS = {
    "addConditionalFormatRule": add_conditional_format_rule,
    "updateConditionalFormatRule": update_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
    "createDeveloperMetadata": create_developer_metadata,
    "updateDeveloperMetadata": update_developer_metadata,
    "deleteDeveloperMetadata": delete_developer_metadata,
}
