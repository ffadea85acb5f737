"""Batch requests about whole tabs and the spreadsheet itself."""

from .book import Book, Json, Sheet, new_sheet
from .colours import with_style_fields, with_styles
from .errors import RequestError
from .masks import update_mask, updated, without_blanks
from .metadata import sheet_of
from .protection import check_may_edit
from .requests_dimensions import cut_to_grid
from .twins import twin_of

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
    on_sheet = [key for key, entry in book.metadata.items() if sheet_of(entry["location"]) == sheet.id]
    for key in on_sheet:
        del book.metadata[key]
    return {}


def copy_title(book: Book, title: str) -> str:
    """`Copy of Sheet1`, or `Copy of Sheet1 1` and so on where that is taken."""
    numbers = ("", *(f" {number}" for number in range(1, len(book.sheets) + 2)))
    return next(free for number in numbers if not book.sheet_titled(free := f"Copy of {title}{number}"))


def duplicate_sheet(book: Book, request: Json, caller: str) -> Json:
    source = book.sheet(request.get("sourceSheetId", 0))
    title = _free_title(book, request.get("newSheetName") or copy_title(book, source.title))
    twin = twin_of(source, book, _free_id(book, request.get("newSheetId")), title)
    _insert(book, twin, request.get("insertSheetIndex", len(book.sheets)))
    book.check_size()
    return {"properties": shown_properties(book, twin)}


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
    cut_to_grid(book, sheet, before)
    if "index" in mask:
        _move(book, sheet, asked.get("index", len(book.sheets)))
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
    frozen_rows, frozen_columns = sheet.grid.get("frozenRowCount", 0), sheet.grid.get("frozenColumnCount", 0)
    if frozen_rows >= rows:
        raise RequestError("You can't freeze all visible rows on the sheet.")
    if frozen_columns >= columns:
        raise RequestError("You can't freeze all visible columns on the sheet.")
    if any(merge.top < frozen_rows < merge.bottom for merge in sheet.merges):
        raise RequestError("You can't freeze rows which contain only part of a merged cell.")
    if any(merge.left < frozen_columns < merge.right for merge in sheet.merges):
        raise RequestError("You can't freeze columns which contain only part of a merged cell.")


HANDLERS = {
    "updateSpreadsheetProperties": update_spreadsheet_properties,
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
}
