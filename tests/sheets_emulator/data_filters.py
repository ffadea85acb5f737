"""Data filters: the cells they select, and the calls of the values API that take them instead of ranges."""

from . import values
from .a1 import Box, Place, grid_box, located, written
from .book import Book, Json, Sheet
from .errors import ApiError, RequestError, bad_request
from .metadata import box_of, found_metadata, sheet_of

Parts = list[tuple[Sheet, Box]]


def selected(book: Book, data_filter: Json) -> Parts:
    """The cells that one data filter selects; raises RequestError for one that says nothing."""
    if "a1Range" in data_filter:
        place = located(book, data_filter["a1Range"])
        return [(place.sheet, place.box)]
    if "gridRange" in data_filter:
        return [grid_box(book, data_filter["gridRange"])]
    if "developerMetadataLookup" not in data_filter:
        raise RequestError("Must specify one of: developerMetadataLookup, a1Range, gridRange")
    parts: Parts = []
    for entry, _ in found_metadata(book, [data_filter]):
        sheet_id = sheet_of(entry["location"])
        if sheet_id is None:
            parts += [(sheet, sheet.box()) for sheet in book.sheets]
        else:
            parts.append((book.sheet(sheet_id), box_of(book, entry["location"])))
    return parts


def matched(book: Book, filters: list[Json]) -> list[tuple[Sheet, Box, list[Json]]]:
    """Every selected range once, in the order of its first filter, with all filters that select it."""
    found: dict[tuple[int, Box], tuple[Sheet, Box, list[Json]]] = {}
    for data_filter in filters:
        for sheet, box in selected(book, data_filter):
            found.setdefault((sheet.id, box), (sheet, box, []))[2].append(data_filter)
    return list(found.values())


def read(book: Book, body: Json) -> Json:
    """values:batchGetByDataFilter."""
    ranges = [
        {
            "valueRange": values.shown_values(
                sheet,
                box,
                by=body.get("majorDimension", "ROWS"),
                option=body.get("valueRenderOption", "FORMATTED_VALUE"),
                dates=body.get("dateTimeRenderOption", "SERIAL_NUMBER"),
            ),
            "dataFilters": filters,
        }
        for sheet, box, filters in matched(book, body.get("dataFilters", []))
    ]
    return {"spreadsheetId": book.id, **({"valueRanges": ranges} if ranges else {})}


def update(book: Book, body: Json, caller: str) -> Json:
    """values:batchUpdateByDataFilter; a filter must select one range and the values must fit it."""
    query = {name: [str(value)] for name, value in body.items() if name != "data"}
    responses = []
    for number, item in enumerate(body.get("data", [])):
        try:
            answer = values.write(book, _only_place(book, item.get("dataFilter", {})), item, query, caller)
            answer = values.with_values(book, answer, query)
        except (RequestError, ApiError) as error:
            raise bad_request(f"Invalid data[{number}]: {error}") from error
        responses.append({**answer, "dataFilter": item["dataFilter"]})
    plain = [{name: item for name, item in each.items() if name != "spreadsheetId"} for each in responses]
    return {"spreadsheetId": book.id, **values.totals(book, responses), "responses": plain}


def _only_place(book: Book, data_filter: Json) -> Place:
    parts = selected(book, data_filter)
    if len(parts) != 1:
        raise RequestError(f"The data filter must match exactly one range, but it matches {len(parts)}.")
    return Place(*parts[0], open_ended=False)


def clear(book: Book, body: Json, caller: str) -> Json:
    """values:batchClearByDataFilter."""
    found = matched(book, body.get("dataFilters", []))
    cleared = [values.clear(book, written(sheet, box), caller) for sheet, box, _ in found]
    return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}
