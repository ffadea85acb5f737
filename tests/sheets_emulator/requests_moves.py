"""Batch requests that merge, sort and shift cells."""

from .a1 import Box, grid_box
from .book import Book, Cell, Json, Sheet
from .entered import effective
from .errors import RequestError
from .protection import check_may_edit
from .rendered import formatted
from .requests_cells import set_cell


def merge_cells(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    if any(merge.meets(box) and not box.contains(merge) for merge in sheet.merges):
        raise RequestError("You must select all cells in a merged range to merge or unmerge them.")
    parts = _merged_parts(box, request.get("mergeType", "MERGE_ALL"))
    for part in parts:
        check_not_across_freeze(sheet, part)
    sheet.merges = [merge for merge in sheet.merges if not box.contains(merge)]
    for part in parts:
        if (part.bottom - part.top) * (part.right - part.left) > 1:
            sheet.merges.append(part)
            _keep_first_value(sheet, part)
    return {}


def check_not_across_freeze(sheet: Sheet, box: Box) -> None:
    rows, columns = sheet.grid.get("frozenRowCount", 0), sheet.grid.get("frozenColumnCount", 0)
    if box.top < rows < box.bottom:
        raise RequestError("You can't merge frozen and non-frozen rows.")
    if box.left < columns < box.right:
        raise RequestError("You can't merge frozen and non-frozen columns.")


def _merged_parts(box: Box, kind: str) -> list[Box]:
    if kind == "MERGE_ROWS":
        return [Box(row, box.left, row + 1, box.right) for row in range(box.top, box.bottom)]
    if kind == "MERGE_COLUMNS":
        return [Box(box.top, column, box.bottom, column + 1) for column in range(box.left, box.right)]
    return [box]


def _keep_first_value(sheet: Sheet, box: Box) -> None:
    """A merge keeps its first filled cell's value, at its top left; every other value is gone."""
    filled = sorted(place for place in sheet.cells_in(box) if "userEnteredValue" in sheet.cells[place])
    value = sheet.cells[filled[0]]["userEnteredValue"] if filled else None
    for place in filled:
        set_cell(sheet, *place, {}, {"userEnteredValue": {}})
    if value is not None:
        set_cell(sheet, box.top, box.left, {"userEnteredValue": value}, {"userEnteredValue": {}})


def unmerge_cells(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    if any(merge.meets(box) and not box.contains(merge) for merge in sheet.merges):
        raise RequestError("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [merge for merge in sheet.merges if not box.contains(merge)]
    return {}


def sort_range(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    if any(merge.meets(box) for merge in sheet.merges):
        raise RequestError("You can't sort a range that contains merged cells.")
    rows = [
        [sheet.cells.get((row, column), {}) for column in range(box.left, box.right)]
        for row in range(box.top, box.bottom)
    ]
    for spec in reversed(request.get("sortSpecs", [])):
        at = spec.get("dimensionIndex", 0) - box.left
        if not 0 <= at < box.right - box.left:
            raise RequestError(f"dimensionIndex[{at + box.left}] is outside the range to sort")
        rows = _sorted(rows, at, descending=spec.get("sortOrder") == "DESCENDING")
    for row, cells in enumerate(rows, box.top):
        for column, cell in enumerate(cells, box.left):
            sheet.put(row, column, cell)
    return {}


def _sorted(rows: list[list[Cell]], at: int, *, descending: bool) -> list[list[Cell]]:
    """Numbers before text before booleans; blanks last either way."""
    filled = [row for row in rows if row[at].get("userEnteredValue")]
    blank = [row for row in rows if not row[at].get("userEnteredValue")]
    return sorted(filled, key=lambda row: _sort_key(row[at]), reverse=descending) + blank


def _sort_key(cell: Cell) -> tuple[int, float, str]:
    value = effective(cell["userEnteredValue"])
    if "numberValue" in value:
        return (0, value["numberValue"], "")
    if "boolValue" in value:
        return (2, value["boolValue"], "")
    return (1, 0, formatted(value, cell).casefold())


def insert_range(book: Book, request: Json, caller: str) -> Json:
    """Make room for cells; what stood there goes down or to the right, the grid grows."""
    sheet, box = grid_box(book, request.get("range", {}))
    down, right = _shift(request, box)
    check_may_edit(book, sheet, box, caller)
    _shift_cells(sheet, box, down, right)
    rows = max((row for row, _ in sheet.cells), default=0) + 1
    columns = max((column for _, column in sheet.cells), default=0) + 1
    sheet.grid["rowCount"] = max(sheet.row_count, rows)
    sheet.grid["columnCount"] = max(sheet.column_count, columns)
    book.check_size()
    return {}


def delete_range(book: Book, request: Json, caller: str) -> Json:
    """Take cells out; what stands below or to the right of them comes up or to the left."""
    sheet, box = grid_box(book, request.get("range", {}))
    down, right = _shift(request, box)
    check_may_edit(book, sheet, box, caller)
    for place in sheet.cells_in(box):
        del sheet.cells[place]
    _shift_cells(sheet, box, -down, -right)
    return {}


def _shift(request: Json, box: Box) -> tuple[int, int]:
    if request.get("shiftDimension") not in ("ROWS", "COLUMNS"):
        raise RequestError("No shiftDimension specified.")
    by_rows = request["shiftDimension"] == "ROWS"
    return (box.bottom - box.top, 0) if by_rows else (0, box.right - box.left)


def _shift_cells(sheet: Sheet, box: Box, down: int, right: int) -> None:
    def moved(row: int, column: int) -> tuple[int, int]:
        below = down and row >= box.top and box.left <= column < box.right
        beside = right and column >= box.left and box.top <= row < box.bottom
        return (row + down, column + right) if below or beside else (row, column)

    sheet.cells = {moved(*place): cell for place, cell in sheet.cells.items()}


HANDLERS = {
    "insertRange": insert_range,
    "deleteRange": delete_range,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "sortRange": sort_range,
}
