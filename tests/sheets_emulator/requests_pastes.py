"""Batch requests that copy and cut cells."""

from .a1 import Box, as_grid_range, grid_box
from .book import Book, Cell, Json, Sheet
from .entered import effective
from .errors import RequestError
from .protection import check_may_edit
from .requests_cells import copied, set_cell

PASTED = {
    "PASTE_VALUES": ("userEnteredValue",),
    "PASTE_FORMULA": ("userEnteredValue",),
    "PASTE_FORMAT": ("userEnteredFormat", "textFormatRuns", "dataValidation"),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
WITH_MERGES = ("PASTE_NORMAL", "PASTE_NO_BORDERS")
ACROSS_A_MERGE = "You can't perform a paste that partially intersects a merge."


def copy_paste(book: Book, request: Json, caller: str) -> Json:
    source, box = grid_box(book, request.get("source", {}))
    target, goal = grid_box(book, request.get("destination", {}))
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    kind = request.get("pasteType", "PASTE_NORMAL")
    block = {(row - box.top, column - box.left): source.cells[row, column] for row, column in source.cells_in(box)}
    merges = [
        Box(m.top - box.top, m.left - box.left, m.bottom - box.top, m.right - box.left)
        for m in source.merges
        if box.contains(m)
    ]
    if turned:
        block = {(column, row): cell for (row, column), cell in block.items()}
        merges = [Box(m.left, m.top, m.right, m.bottom) for m in merges]
    height, width = box.bottom - box.top, box.right - box.left
    height, width = (width, height) if turned else (height, width)
    goal = _tiled(target, goal, height, width)
    check_may_edit(book, target, goal, caller)
    if kind == "PASTE_CONDITIONAL_FORMATTING":
        _paste_rules(source, box, target, goal)
        return {}
    if kind in WITH_MERGES:
        _paste_merges(target, goal, merges, height, width)
    for row in range(goal.top, goal.bottom):
        for column in range(goal.left, goal.right):
            place = ((row - goal.top) % height, (column - goal.left) % width)
            start = (box.top + place[1], box.left + place[0]) if turned else (box.top + place[0], box.left + place[1])
            cell = copied(block.get(place, {}), row - start[0], column - start[1])
            _paste(target, row, column, cell, kind)
    return {}


def _tiled(sheet: Sheet, goal: Box, height: int, width: int) -> Box:
    """The cells that a paste fills: the destination in whole copies of the source, at least one."""
    rows = (goal.bottom - goal.top) // height * height or height
    columns = (goal.right - goal.left) // width * width or width
    box = Box(goal.top, goal.left, goal.top + rows, goal.left + columns)
    if box.bottom > sheet.row_count or box.right > sheet.column_count:
        raise RequestError("The destination range exceeds the grid limits.")
    return box


def _paste(sheet: Sheet, row: int, column: int, cell: Cell, kind: str) -> None:
    if kind in PASTED:
        source = dict(cell)
        if kind == "PASTE_VALUES" and "userEnteredValue" in cell:
            source["userEnteredValue"] = effective(cell["userEnteredValue"])
        set_cell(sheet, row, column, source, {key: {} for key in PASTED[kind]})
    elif kind == "PASTE_NO_BORDERS":
        plain = {name: item for name, item in cell.get("userEnteredFormat", {}).items() if name != "borders"}
        rest = {name: item for name, item in cell.items() if name != "userEnteredFormat"}
        sheet.put(row, column, {**rest, **({"userEnteredFormat": plain} if plain else {})})
    else:
        sheet.put(row, column, dict(cell))


def _paste_merges(sheet: Sheet, goal: Box, merges: list[Box], height: int, width: int) -> None:
    """The merges of the source in every copy of it; `merges` counts from the first cell of the source."""
    if any(merge.meets(goal) and not goal.contains(merge) for merge in sheet.merges):
        raise RequestError(ACROSS_A_MERGE)
    sheet.merges = [merge for merge in sheet.merges if not goal.contains(merge)]
    sheet.merges += [
        Box(m.top + top, m.left + left, m.bottom + top, m.right + left)
        for top in range(goal.top, goal.bottom, height)
        for left in range(goal.left, goal.right, width)
        for m in merges
    ]


def _paste_rules(source: Sheet, box: Box, target: Sheet, goal: Box) -> None:
    """Rules that meet the source reach over the destination: on the same tab widened, elsewhere as new rules."""
    added = as_grid_range(target, goal)
    fresh = []
    for rule in source.conditional_formats:
        if not any(_box_of(source, where).meets(box) for where in rule["ranges"]):
            continue
        if source is target:
            rule["ranges"] = [*rule["ranges"], added]
        else:
            fresh.append({**rule, "ranges": [added]})
    target.conditional_formats += fresh


def _box_of(sheet: Sheet, where: Json) -> Box:
    return Box(
        where.get("startRowIndex", 0),
        where.get("startColumnIndex", 0),
        where.get("endRowIndex", sheet.row_count),
        where.get("endColumnIndex", sheet.column_count),
    )


def cut_paste(book: Book, request: Json, caller: str) -> Json:
    source, box = grid_box(book, request.get("source", {}))
    start = request.get("destination", {})
    target = book.sheet(start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    height, width = box.bottom - box.top, box.right - box.left
    goal = _tiled(target, Box(top, left, top + height, left + width), height, width)
    check_may_edit(book, source, box, caller)
    check_may_edit(book, target, goal, caller)
    taken = {place: source.cells.pop(place) for place in source.cells_in(box)}
    moving = [merge for merge in source.merges if box.contains(merge)]
    source.merges = [merge for merge in source.merges if merge not in moving]
    merges = [Box(m.top - box.top, m.left - box.left, m.bottom - box.top, m.right - box.left) for m in moving]
    _paste_merges(target, goal, merges, height, width)
    for row in range(goal.top, goal.bottom):
        for column in range(goal.left, goal.right):
            cell = taken.get((row - top + box.top, column - left + box.left), {})
            _paste(target, row, column, cell, request.get("pasteType", "PASTE_NORMAL"))
    return {}


HANDLERS = {"copyPaste": copy_paste, "cutPaste": cut_paste}
