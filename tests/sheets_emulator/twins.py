"""Copies of whole tabs, in their own spreadsheet or in another."""

from typing import Any

from .book import Book, Json, Sheet

ID_NAMES = {
    "protected": "protectedRangeId",
    "charts": "chartId",
    "slicers": "slicerId",
    "bandings": "bandedRangeId",
    "filter_views": "filterViewId",
}
PLACES = ("anchorCell", "range", "ranges", "dataRange", "sources", "unprotectedRanges")
CORNERS = ("endRowIndex", "endColumnIndex", "rowIndex", "columnIndex")


def twin_of(source: Sheet, book: Book, sheet_id: int, title: str) -> Sheet:
    """A copy for `book`: what came along gets ids of its own and lies on the copy."""
    twin = source.fork()
    twin.properties |= {"sheetId": sheet_id, "title": title}
    for name, key in ID_NAMES.items():
        old = [_relocated(entry, source.id, sheet_id) for entry in getattr(twin, name).values()]
        fresh = [{**entry, key: book.new_id()} for entry in old]
        setattr(twin, name, {entry[key]: entry for entry in fresh})
    twin.tables = {}
    twin.conditional_formats = _relocated(twin.conditional_formats, source.id, sheet_id)
    twin.basic_filter = _relocated(twin.basic_filter, source.id, sheet_id)
    return twin


def _relocated(value: Any, old: int, new: int, name: str = "") -> Any:
    """A copy in which every range and cell of the old tab lies on the new one."""
    if isinstance(value, list):
        return [_relocated(item, old, new, name) for item in value]
    if not isinstance(value, dict):
        return value
    answer: Json = {key: _relocated(item, old, new, key) for key, item in value.items()}
    is_place = name in PLACES or any(corner in value for corner in CORNERS)
    if not is_place or "sourceRange" in value or value.get("sheetId", 0) != old:
        return answer
    return {**answer, "sheetId": new} if new else {key: item for key, item in answer.items() if key != "sheetId"}
