"""Batch requests about whole tabs and the spreadsheet itself."""

import copy
import re
from typing import Any

from .a1 import Box, grid_box
from .book import Book, Json, Sheet, new_sheet
from .colours import with_style_fields, with_styles
from .entered import entered_cell
from .errors import RequestError
from .masks import update_mask, updated, without_blanks
from .protection import check_may_edit
from .rendered import rendered

LAST_TAB = "You can't remove all the visible sheets in a document."


def update_spreadsheet_properties(book: Book, request: Json, caller: str) -> Json:
    mask = update_mask(request.get("fields"), "SpreadsheetProperties")
    book.properties = updated(book.properties, request.get("properties", {}), mask)
    if not book.properties.get("title"):
        raise RequestError("Spreadsheet title cannot be empty.")
    return {}


def add_sheet(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("properties", {})
    sheet = new_sheet(_free_id(book, asked.get("sheetId")), _free_title(book, asked.get("title")))
    given = {
        name: value for name, value in asked.items() if name not in ("sheetId", "title", "index", "gridProperties")
    }
    sheet.properties.update(without_zero_colours(given))
    sheet.grid.update(asked.get("gridProperties", {}))
    _check_grid(sheet)
    _insert(book, sheet, asked.get("index", len(book.sheets)))
    book.check_size()
    return {"properties": shown_properties(book, sheet)}


def _free_id(book: Book, asked: int | None) -> int:
    if asked is None:
        return book.new_id()
    if asked < 0:
        raise RequestError(f"sheetId[{asked}] must not be negative.")
    if asked in book.sheets_by_id():
        raise RequestError(f"The sheet with id {asked} already exists. Please use another id.")
    return asked


def _free_title(book: Book, asked: str | None) -> str:
    if asked is None:
        numbers = range(1, len(book.sheets) + 2)
        return next(f"Sheet{number}" for number in numbers if not book.sheet_titled(f"Sheet{number}"))
    if not asked or len(asked) > 100:
        raise RequestError("Sheet name must be between 1 and 100 characters.")
    if book.sheet_titled(asked):
        raise RequestError(f'A sheet with the name "{asked}" already exists. Please enter another name.')
    return asked


def _insert(book: Book, sheet: Sheet, index: int) -> None:
    if not 0 <= index <= len(book.sheets):
        raise RequestError(f"Invalid index: {index}. Must be between 0 and {len(book.sheets)}.")
    book.sheets.insert(index, sheet)


def shown_properties(book: Book, sheet: Sheet) -> Json:
    """SheetProperties as answers show them: id, index and sizes always, the rest where it is set."""
    kept = ("sheetId", "title", "sheetType", "gridProperties")
    properties = {name: value for name, value in sheet.properties.items() if name in kept or value}
    grid = {name: value for name, value in sheet.grid.items() if value}
    return {**properties, "index": book.sheets.index(sheet), "gridProperties": grid}


def delete_sheet(book: Book, request: Json, caller: str) -> Json:
    sheet = book.sheet(request.get("sheetId", 0))
    check_may_edit(book, sheet, sheet.box(), caller)
    book.sheets.remove(sheet)
    if not any(not other.properties.get("hidden") for other in book.sheets):
        raise RequestError(LAST_TAB)
    gone = [name for name, entry in book.named_ranges.items() if entry["range"].get("sheetId", 0) == sheet.id]
    for name in gone:
        del book.named_ranges[name]
    on_sheet = [key for key, entry in book.metadata.items() if _sheet_of(entry["location"]) == sheet.id]
    for key in on_sheet:
        del book.metadata[key]
    return {}


def _sheet_of(location: Json) -> int | None:
    if location.get("spreadsheet"):
        return None
    return location.get("dimensionRange", {}).get("sheetId", location.get("sheetId", 0))


def duplicate_sheet(book: Book, request: Json, caller: str) -> Json:
    source = book.sheet(request.get("sourceSheetId", 0))
    title = request.get("newSheetName")
    twin = source.fork()
    twin.properties["sheetId"] = _free_id(book, request.get("newSheetId"))
    twin.properties["title"] = _free_title(book, title if title is not None else f"Copy of {source.title}")
    for name in ("protected", "charts", "bandings", "filter_views"):
        _renumber(book, twin, name)
    _insert(book, twin, request.get("insertSheetIndex", len(book.sheets)))
    book.check_size()
    return {"properties": shown_properties(book, twin)}


ID_NAMES = {
    "protected": "protectedRangeId",
    "charts": "chartId",
    "bandings": "bandedRangeId",
    "filter_views": "filterViewId",
}


def _renumber(book: Book, sheet: Sheet, name: str) -> None:
    fresh: dict[int, Json] = {}
    for entry in getattr(sheet, name).values():
        number = book.new_id()
        fresh[number] = {**copy.deepcopy(entry), ID_NAMES[name]: number}
    setattr(sheet, name, fresh)


def update_sheet_properties(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("properties", {})
    mask = update_mask(request.get("fields"), "SheetProperties")
    sheet = book.sheet(asked.get("sheetId", 0))
    if "title" in mask and asked.get("title") != sheet.title:
        others = [other for other in book.sheets if other is not sheet]
        _free_title(Book(book.id, {}, others, book.owner), asked.get("title", ""))
    kept = {"sheetId": sheet.id, "sheetType": "GRID"}
    before = sheet.grid
    fresh = updated(sheet.properties, without_zero_colours(asked), with_style_fields(_without_index(mask)))
    sheet.properties = {**fresh, **kept}
    sheet.properties.setdefault("gridProperties", {})
    for name in ("rowCount", "columnCount"):
        sheet.grid.setdefault(name, before[name] if not mask.get("gridProperties") else 0)
    _check_grid(sheet)
    book.check_size()
    _cut_to_grid(sheet)
    if "index" in mask:
        _move(book, sheet, asked.get("index", 0))
    if all(other.properties.get("hidden") for other in book.sheets):
        raise RequestError("You can't hide all the sheets in a document.")
    return {}


def without_zero_colours(properties: Json) -> Json:
    """The properties with the tab's colour as Google shows it: zeros left out, and also as a style."""
    colours = {name: value for name, value in properties.items() if name in ("tabColor", "tabColorStyle")}
    plain = {name: value for name, value in properties.items() if name not in colours}
    return {**plain, **with_styles(without_blanks(colours, frozenset({"tabColor", "rgbColor"})))}


def _without_index(mask: Json) -> Json:
    return {name: below for name, below in mask.items() if name not in ("index", "sheetId")}


def _move(book: Book, sheet: Sheet, index: int) -> None:
    """Google counts the new index before the tab is taken out of its old place."""
    old = book.sheets.index(sheet)
    if not 0 <= index <= len(book.sheets):
        raise RequestError(f"Invalid index: {index}. Must be between 0 and {len(book.sheets)}.")
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > old else index, sheet)


def _check_grid(sheet: Sheet) -> None:
    rows, columns = sheet.row_count, sheet.column_count
    for name, count in (("rowCount", rows), ("columnCount", columns)):
        if count < 1:
            raise RequestError(f"gridProperties.{name} must be greater than 0")
    if sheet.grid.get("frozenRowCount", 0) >= rows:
        raise RequestError("You can't freeze all visible rows on the sheet.")
    if sheet.grid.get("frozenColumnCount", 0) >= columns:
        raise RequestError("You can't freeze all visible columns on the sheet.")


def _cut_to_grid(sheet: Sheet) -> None:
    grid = sheet.box()
    if any(not grid.holds(*place) for place in sheet.cells):
        sheet.cells = {place: cell for place, cell in sheet.cells.items() if grid.holds(*place)}
    cut = (Box(m.top, m.left, min(m.bottom, grid.bottom), min(m.right, grid.right)) for m in sheet.merges)
    sheet.merges = [m for m in cut if (m.bottom - m.top) * (m.right - m.left) > 1 and m.top < m.bottom]


def find_replace(book: Book, request: Json, caller: str) -> Json:
    """Plain text only: regular expressions and formulas are not looked into."""
    places = _searched(book, request)
    counts = {"values": 0, "occurrences": 0}
    rows, sheets = set(), set()
    for sheet, row, column in places:
        cell = sheet.cells[row, column]
        text, times = _replaced(str(rendered(cell)), request)
        if times:
            check_may_edit(book, sheet, Box(row, column, row + 1, column + 1), caller)
            sheet.put(row, column, entered_cell(text, cell, raw=False))
            counts["values"] += 1
            counts["occurrences"] += times
            rows.add((sheet.id, row))
            sheets.add(sheet.id)
    reply = {
        "valuesChanged": counts["values"],
        "rowsChanged": len(rows),
        "sheetsChanged": len(sheets),
        "occurrencesChanged": counts["occurrences"],
    }
    return {name: count for name, count in reply.items() if count}


def _searched(book: Book, request: Json) -> list[tuple[Sheet, int, int]]:
    if request.get("searchByRegex"):
        raise RequestError("The emulator replaces plain text only.")
    if "range" in request:
        sheet, box = grid_box(book, request["range"])
        parts = [(sheet, box)]
    elif "sheetId" in request:
        sheet = book.sheet(request["sheetId"])
        parts = [(sheet, sheet.box())]
    elif request.get("allSheets"):
        parts = [(sheet, sheet.box()) for sheet in book.sheets]
    else:
        raise RequestError("Must specify one of: range, sheetId, allSheets")
    return [(sheet, *place) for sheet, box in parts for place in sheet.cells_in(box)]


def _replaced(text: str, request: Json) -> tuple[str, int]:
    wanted, new = request.get("find", ""), request.get("replacement", "")
    flags = 0 if request.get("matchCase") else re.IGNORECASE
    pattern = re.escape(wanted)
    if request.get("matchEntireCell"):
        pattern = rf"\A{pattern}\Z"
    answer: tuple[Any, int] = re.subn(pattern, lambda _: new, text, flags=flags)
    return answer


HANDLERS = {
    "updateSpreadsheetProperties": update_spreadsheet_properties,
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "findReplace": find_replace,
}
