"""Batch requests that write cells: contents, formats, notes, validation and borders."""

import json
from functools import lru_cache

from .a1 import Box, grid_box
from .book import Book, Cell, Json, Sheet
from .colours import COLOURS, with_style_fields, with_styles
from .conditions import check_condition
from .entered import check_length
from .errors import RequestError
from .formulas import moved
from .links import with_link_fields, with_link_looks
from .masks import Mask, update_mask, updated, without_blanks
from .protection import check_may_edit
from .tables import rows_below

READ_ONLY = ("effectiveValue", "formattedValue", "effectiveFormat", "hyperlink")
BLANKS_THAT_COUNT = frozenset(
    {"rgbColor", "numberValue", "boolValue", "stringValue", "formulaValue", "format", *COLOURS}
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
    kept = _kept(json.dumps(rest)) if rest else {}
    return {**kept, "userEnteredValue": content} if content and content != {"stringValue": ""} else kept


@lru_cache(maxsize=4096)
def _kept(rest: str) -> Cell:
    """All of a cell but its value, as it is kept; thousands of cells look alike."""
    return with_styles(without_blanks(with_link_looks(json.loads(rest)), BLANKS_THAT_COUNT))


def set_cell(sheet: Sheet, row: int, column: int, source: Cell, mask: Mask) -> None:
    """Change what the mask names; a new value erases the runs of the old text."""
    old = sheet.cells.get((row, column), {})
    if "userEnteredValue" in mask and "textFormatRuns" in old:
        old = {name: item for name, item in old.items() if name != "textFormatRuns"}
    fresh = updated(old, source, with_link_fields(mask, source))
    sheet.put(row, column, with_link_looks(fresh) if "textFormatRuns" in mask and "textFormatRuns" in fresh else fresh)


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
            set_cell(sheet, row, column, copied(cell, row - box.top, column - box.left), mask)
    return {}


def copied(cell: Cell, down: int, right: int) -> Cell:
    """The cell with the references of its formula moved."""
    content = cell.get("userEnteredValue", {})
    if "formulaValue" not in content:
        return cell
    return {**cell, "userEnteredValue": {"formulaValue": moved(content["formulaValue"], down, right)}}


def append_cells(book: Book, request: Json, caller: str) -> Json:
    """Write below the last row of the tab or table that holds anything, adding rows where needed."""
    mask = with_style_fields(cell_mask(request))
    rows = [row.get("values", []) for row in request.get("rows", [])]
    if request.get("tableId"):
        sheet, box = rows_below(book, request["tableId"], len(rows))
    else:
        sheet = book.sheet(request.get("sheetId", 0))
        top = max((row for row, _ in sheet.cells), default=-1) + 1
        sheet.grid["rowCount"] = max(sheet.row_count, top + len(rows))
        box = Box(top, 0, sheet.row_count, sheet.column_count)
    book.check_size()
    _check_fits(rows, box)
    check_may_edit(book, sheet, box, caller)
    for row, cells in enumerate(rows, box.top):
        for column, cell in enumerate(cells, box.left):
            set_cell(sheet, row, column, normalised(cell), mask)
    return {}


def set_data_validation(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    rule = request.get("rule")
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise RequestError("The data validation rule must have a condition.")
    if rule is not None:
        check_condition(rule["condition"], "data validation")
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


HANDLERS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "setDataValidation": set_data_validation,
    "updateBorders": update_borders,
}
