"""Batch requests about rows and columns: insert, delete, move, resize, group."""

from collections.abc import Callable
from functools import partial
from typing import Any

from .a1 import Box
from .book import Book, Json, Sheet
from .errors import RequestError
from .masks import update_mask, updated
from .metadata import move_metadata
from .protection import check_may_edit
from .rendered import rendered

Moved = Callable[[int], int | None]
"""Where a row or column goes; None when it is deleted."""

PIXELS_A_CHARACTER = 8.484375
PIXELS_BESIDE_TEXT = 3


def dimension_range(book: Book, request: Json) -> tuple[Sheet, str, int, int]:
    sheet = book.sheets_by_id().get(request.get("sheetId", 0))
    if sheet is None:
        raise RequestError(f"No grid with id: {request.get('sheetId', 0)}")
    dimension = request.get("dimension", "")
    if dimension not in ("ROWS", "COLUMNS"):
        raise RequestError("No dimension specified.")
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = request.get("startIndex", 0), request.get("endIndex", size)
    if end <= start or start < 0:
        raise RequestError(f"range.endIndex[{end}] must be after range.startIndex[{start}]")
    return sheet, dimension, start, end


def _size(sheet: Sheet, dimension: str) -> int:
    return sheet.row_count if dimension == "ROWS" else sheet.column_count


def _check_inside(sheet: Sheet, dimension: str, end: int) -> None:
    size = _size(sheet, dimension)
    if end > size:
        word = "row" if dimension == "ROWS" else "column"
        raise RequestError(f"Cannot reach {word} {end}: there are only {size} {word}s.")


def _all(sheet: Sheet, dimension: str, start: int, end: int) -> Box:
    grid = sheet.box()
    return Box(start, 0, end, grid.right) if dimension == "ROWS" else Box(0, start, grid.bottom, end)


def _resize(sheet: Sheet, dimension: str, by: int) -> None:
    sheet.grid["rowCount" if dimension == "ROWS" else "columnCount"] += by


def insert_dimension(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, start, end = dimension_range(book, request.get("range", {}))
    if start > _size(sheet, dimension):
        raise RequestError(f"range.startIndex[{start}] is after the last {dimension.lower()[:-1]} of the sheet.")
    count = end - start
    _resize(sheet, dimension, count)
    book.check_size()
    _move_all(book, sheet, dimension, lambda at: at + count if at >= start else at)
    return {}


def insert_rows(book: Book, sheet: Sheet, start: int, count: int) -> None:
    """New rows; everything from `start` on moves down."""
    _resize(sheet, "ROWS", count)
    _move_all(book, sheet, "ROWS", lambda at: at + count if at >= start else at)


def cut_to_grid(book: Book, sheet: Sheet, before: Json) -> None:
    """What lay beyond the last row or column of a smaller grid goes, as if those were deleted."""
    for dimension, name in (("ROWS", "rowCount"), ("COLUMNS", "columnCount")):
        if sheet.grid[name] < before[name]:
            _move_all(book, sheet, dimension, partial(_kept_below, sheet.grid[name]))


def _kept_below(size: int, at: int) -> int | None:
    return at if at < size else None


def append_dimension(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, _, _ = dimension_range(book, {k: v for k, v in request.items() if k != "length"})
    if request.get("length", 0) < 1:
        raise RequestError("Length must be greater than 0.")
    _resize(sheet, dimension, request["length"])
    book.check_size()
    return {}


def delete_dimension(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, start, end = dimension_range(book, request.get("range", {}))
    _check_inside(sheet, dimension, end)
    check_may_edit(book, sheet, _all(sheet, dimension, start, end), caller)
    if end - start >= _size(sheet, dimension):
        raise RequestError(f"You can't delete all the {dimension.lower()} on the sheet.")
    frozen = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
    if sheet.grid.get(frozen, 0) and start <= sheet.grid[frozen] and end >= _size(sheet, dimension):
        raise RequestError(f"Sorry, it is not possible to delete all non-frozen {dimension.lower()}.")
    _move_all(book, sheet, dimension, lambda at: None if start <= at < end else at - (end - start) * (at >= end))
    _resize(sheet, dimension, start - end)
    return {}


def move_dimension(book: Book, request: Json, caller: str) -> Json:
    """Rows or columns go elsewhere with their cells; ranges stay where they are."""
    sheet, dimension, start, end = dimension_range(book, request.get("source", {}))
    _check_inside(sheet, dimension, end)
    goal = request.get("destinationIndex", 0)
    _check_inside(sheet, dimension, goal)
    order = list(range(_size(sheet, dimension)))
    block = order[start:end]
    rest = order[:start] + order[end:]
    at = goal if goal <= start else max(goal - (end - start), start)
    order = rest[:at] + block + rest[at:]
    where = {old: new for new, old in enumerate(order)}
    _move_cells(sheet, dimension, where.__getitem__)
    move_metadata(book, sheet.id, dimension, where.__getitem__)
    return {}


def _move_cells(sheet: Sheet, dimension: str, moved: Moved) -> None:
    cells = {}
    for (row, column), cell in sheet.cells.items():
        new = (moved(row), column) if dimension == "ROWS" else (row, moved(column))
        if None not in new:
            cells[new] = cell
    sheet.cells = cells
    sizes = sheet.dimension_sizes(dimension)
    kept = {moved(at): size for at, size in sizes.items() if moved(at) is not None}
    sizes.clear()
    sizes.update(kept)


def _move_all(book: Book, sheet: Sheet, dimension: str, moved: Moved) -> None:
    """Cells, merges and whatever is attached to a range follow their rows or columns."""
    _move_cells(sheet, dimension, moved)
    move_metadata(book, sheet.id, dimension, moved)
    boxes = (_moved_box(merge, dimension, moved) for merge in sheet.merges)
    sheet.merges = [box for box in boxes if box and (box.bottom - box.top) * (box.right - box.left) > 1]
    for name in ("protected", "charts", "slicers", "tables", "bandings", "filter_views"):
        kept = {key: _moved_ranges(entry, sheet.id, dimension, moved) for key, entry in getattr(sheet, name).items()}
        setattr(sheet, name, {key: entry for key, entry in kept.items() if entry is not None})
    rules = (_moved_ranges(rule, sheet.id, dimension, moved) for rule in sheet.conditional_formats)
    sheet.conditional_formats = [rule for rule in rules if rule is not None]
    if sheet.basic_filter:
        sheet.basic_filter = _moved_ranges(sheet.basic_filter, sheet.id, dimension, moved)
    named = {key: _moved_ranges(entry, sheet.id, dimension, moved) for key, entry in book.named_ranges.items()}
    book.named_ranges = {key: entry for key, entry in named.items() if entry is not None}


def _moved_box(box: Box, dimension: str, moved: Moved) -> Box | None:
    if dimension == "ROWS":
        span = _moved_span(box.top, box.bottom, moved)
        return Box(span[0], box.left, span[1], box.right) if span else None
    span = _moved_span(box.left, box.right, moved)
    return Box(box.top, span[0], box.bottom, span[1]) if span else None


def _moved_span(start: int, end: int, moved: Moved) -> tuple[int, int] | None:
    kept = [new for at in (range(start, end)) if (new := moved(at)) is not None]
    return (kept[0], kept[-1] + 1) if kept else None


def _moved_ranges(value: Any, sheet_id: int, dimension: str, moved: Moved) -> Any:
    """A copy with every GridRange of the sheet moved; None where its whole range is gone."""
    if isinstance(value, list):
        kept = [_moved_ranges(item, sheet_id, dimension, moved) for item in value]
        left = [item for item in kept if item is not None]
        return left if left or not value else None
    if not isinstance(value, dict):
        return value
    axis = "Row" if dimension == "ROWS" else "Column"
    first, last = f"start{axis}Index", f"end{axis}Index"
    if last in value and value.get("sheetId", 0) == sheet_id:
        span = _moved_span(value.get(first, 0), value[last], moved)
        return {**value, first: span[0], last: span[1]} if span else None
    if f"{axis.lower()}Index" in value and value.get("sheetId", 0) == sheet_id:
        return {**value, f"{axis.lower()}Index": _anchored(value[f"{axis.lower()}Index"], moved)}
    answer = {name: _moved_ranges(item, sheet_id, dimension, moved) for name, item in value.items()}
    gone = any(answer[name] is None and value[name] is not None for name in ("range", "ranges") if name in answer)
    lost = [name for name, item in answer.items() if item is None and value[name] is not None]
    return None if gone else {name: item for name, item in answer.items() if name not in lost}


def _anchored(at: int, moved: Moved) -> int:
    """Where an object goes whose cell moves; to the last cell before where its own is deleted."""
    before = (moved(place) for place in range(at, -1, -1))
    return next((place for place in before if place is not None), 0)


def update_dimension_properties(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, start, end = dimension_range(book, request.get("range", {}))
    _check_inside(sheet, dimension, end)
    mask = update_mask(request.get("fields"), "DimensionProperties")
    sizes = sheet.dimension_sizes(dimension)
    for at in range(start, end):
        sizes[at] = updated(sizes.get(at, {}), request.get("properties", {}), mask)
    return {}


def auto_resize_dimensions(book: Book, request: Json, caller: str) -> Json:
    """Columns get as wide as their longest text; the width of a letter is that of one recording."""
    sheet, dimension, start, end = dimension_range(book, request.get("dimensions", {}))
    _check_inside(sheet, dimension, end)
    if dimension == "ROWS":
        return {}
    for column in range(start, end):
        texts = [str(rendered(cell)) for (_, at), cell in sheet.cells.items() if at == column]
        longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
        if longest:
            width = int(longest * PIXELS_A_CHARACTER + PIXELS_BESIDE_TEXT)
            sheet.column_sizes[column] = {**sheet.column_sizes.get(column, {}), "pixelSize": width}
    return {}


def add_dimension_group(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, start, end = dimension_range(book, request.get("range", {}))
    _check_inside(sheet, dimension, end)
    groups = sheet.groups[dimension]
    inside = [group for group in groups if group["start"] <= start and end <= group["end"]]
    for group in groups:
        if start <= group["start"] and group["end"] <= end and group not in inside:
            group["depth"] += 1
    groups.append({"start": start, "end": end, "depth": len(inside) + 1})
    groups.sort(key=lambda group: (group["depth"], group["start"]))
    sheet.grid["rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"] = True
    return {"dimensionGroups": shown_groups(sheet, dimension)}


def delete_dimension_group(book: Book, request: Json, caller: str) -> Json:
    sheet, dimension, start, end = dimension_range(book, request.get("range", {}))
    groups = sheet.groups[dimension]
    inside = [group for group in groups if group["start"] <= start and end <= group["end"]]
    if not inside:
        raise RequestError("No group found for the given range.")
    groups.remove(max(inside, key=lambda group: group["depth"]))
    shown = shown_groups(sheet, dimension)
    return {"dimensionGroups": shown} if shown else {}


def shown_groups(sheet: Sheet, dimension: str) -> list[Json]:
    sheet_id = {"sheetId": sheet.id} if sheet.id else {}
    return [
        {
            "range": {**sheet_id, "dimension": dimension, "startIndex": group["start"], "endIndex": group["end"]},
            "depth": group["depth"],
            **({"collapsed": True} if group.get("collapsed") else {}),
        }
        for group in sheet.groups[dimension]
    ]


def update_dimension_group(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("dimensionGroup", {})
    sheet, dimension, start, end = dimension_range(book, asked.get("range", {}))
    for group in sheet.groups[dimension]:
        if (group["start"], group["end"], group["depth"]) == (start, end, asked.get("depth", 0)):
            group["collapsed"] = bool(asked.get("collapsed"))
            return {}
    raise RequestError("No group found for the given range and depth.")


HANDLERS = {
    "insertDimension": insert_dimension,
    "appendDimension": append_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
    "addDimensionGroup": add_dimension_group,
    "deleteDimensionGroup": delete_dimension_group,
    "updateDimensionGroup": update_dimension_group,
}
