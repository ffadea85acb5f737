"""Batch requests that write cells: contents, formats, notes, validation and borders."""

import re

from .a1 import Box, grid_box
from .book import Book, Cell, Json, Sheet
from .colours import COLOURS, with_style_fields, with_styles
from .entered import check_length, entered_cell
from .errors import RequestError
from .masks import Mask, update_mask, updated, without_blanks
from .protection import check_may_edit

READ_ONLY = ("effectiveValue", "formattedValue", "effectiveFormat", "hyperlink")
BLANKS_THAT_COUNT = frozenset(
    {"rgbColor", "numberValue", "boolValue", "stringValue", "formulaValue", "color", *COLOURS}
)


def cell_mask(request: Json) -> Mask:
    mask = update_mask(request.get("fields"), "CellData")
    return {name: below for name, below in mask.items() if name not in READ_ONLY}


def normalised(cell: Cell) -> Cell:
    """A cell as it is kept: checked, colours also as styles, without empty text and blank fields."""
    content = cell.get("userEnteredValue", {})
    for value in (*content.values(), cell.get("note", "")):
        check_length(value)
    if "errorValue" in content:
        raise RequestError("ErrorValue cannot be set.")
    formula = content.get("formulaValue", "=")
    if not formula.startswith("="):
        raise RequestError("Invalid value for formulaValue: must start with =")
    rest = {name: item for name, item in cell.items() if name != "userEnteredValue"}
    kept = with_styles(without_blanks(rest, BLANKS_THAT_COUNT)) if rest else {}
    return {**kept, "userEnteredValue": content} if content and content != {"stringValue": ""} else kept


def set_cell(sheet: Sheet, row: int, column: int, source: Cell, mask: Mask) -> None:
    old = sheet.cells.get((row, column), {})
    sheet.put(row, column, updated(old, source, mask))


def update_cells(book: Book, request: Json, caller: str) -> Json:
    """Cells of the range that `rows` do not reach lose what the mask names."""
    mask = with_style_fields(cell_mask(request))
    rows = [row.get("values", []) for row in request.get("rows", [])]
    sheet, box = _target(book, request, rows)
    check_may_edit(book, sheet, box, caller)
    _check_fits(rows, box)
    if "range" in request:
        for row, column in sheet.cells_in(box):
            set_cell(sheet, row, column, {}, mask)
    for row, cells in enumerate(rows, box.top):
        for column, cell in enumerate(cells, box.left):
            set_cell(sheet, row, column, normalised(cell), mask)
    return {}


def _target(book: Book, request: Json, rows: list[list[Cell]]) -> tuple[Sheet, Box]:
    if "range" in request:
        return grid_box(book, request["range"])
    if "start" not in request:
        raise RequestError("Must specify one of: start, range")
    start = request["start"]
    sheet, box = grid_box(book, {"sheetId": start.get("sheetId", 0)})
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    if top >= box.bottom:
        raise RequestError(f"GridCoordinate.rowIndex[{top}] is after last row in grid[{sheet.id}]")
    if left >= box.right:
        raise RequestError(f"GridCoordinate.columnIndex[{left}] is after last column in grid[{sheet.id}]")
    _check_fits(rows, Box(top, left, box.bottom, box.right))
    return sheet, Box(top, left, top + max(len(rows), 1), left + max(map(len, rows), default=1))


def _check_fits(rows: list[list[Cell]], box: Box) -> None:
    last_row, last_column = box.top + len(rows), box.left + max(map(len, rows), default=0)
    if last_row > box.bottom:
        raise RequestError(f"Attempting to write row: {box.bottom}, beyond the last requested row of: {box.bottom - 1}")
    if last_column > box.right:
        text = f"Attempting to write column: {box.right}, beyond the last requested column of: {box.right - 1}"
        raise RequestError(text)


def repeat_cell(book: Book, request: Json, caller: str) -> Json:
    mask = with_style_fields(cell_mask(request))
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    cell = normalised(request.get("cell", {}))
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            set_cell(sheet, row, column, cell, mask)
    return {}


def append_cells(book: Book, request: Json, caller: str) -> Json:
    """Write below the last row that holds anything, adding rows where needed."""
    sheet = book.sheet(request.get("sheetId", 0))
    mask = with_style_fields(cell_mask(request))
    rows = [row.get("values", []) for row in request.get("rows", [])]
    top = max((row for row, _ in sheet.cells), default=-1) + 1
    sheet.grid["rowCount"] = max(sheet.row_count, top + len(rows))
    book.check_size()
    box = Box(top, 0, sheet.row_count, sheet.column_count)
    _check_fits(rows, box)
    check_may_edit(book, sheet, box, caller)
    for row, cells in enumerate(rows, top):
        for column, cell in enumerate(cells):
            set_cell(sheet, row, column, normalised(cell), mask)
    return {}


def set_data_validation(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    rule = request.get("rule")
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise RequestError("The data validation rule must have a condition.")
    source = {"dataValidation": without_blanks(rule)} if rule else {}
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            set_cell(sheet, row, column, source, {"dataValidation": {}})
    return {}


def update_borders(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            sides = _sides(request, box, row, column)
            source = {"userEnteredFormat": {"borders": sides}}
            set_cell(sheet, row, column, source, {"userEnteredFormat": {"borders": {side: {} for side in sides}}})
    return {}


def _sides(request: Json, box: Box, row: int, column: int) -> Json:
    names = {
        "top": "top" if row == box.top else "innerHorizontal",
        "bottom": "bottom" if row == box.bottom - 1 else "innerHorizontal",
        "left": "left" if column == box.left else "innerVertical",
        "right": "right" if column == box.right - 1 else "innerVertical",
    }
    return {side: with_styles(request[name]) for side, name in names.items() if name in request}


def trim_whitespace(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    changed = 0
    for place in sheet.cells_in(box):
        text = sheet.cells[place].get("userEnteredValue", {}).get("stringValue")
        trimmed = re.sub(r"\s+", " ", text).strip() if text else text
        if trimmed != text:
            sheet.put(*place, entered_cell(trimmed, sheet.cells[place], raw=True))
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}


HANDLERS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "setDataValidation": set_data_validation,
    "updateBorders": update_borders,
    "trimWhitespace": trim_whitespace,
}
