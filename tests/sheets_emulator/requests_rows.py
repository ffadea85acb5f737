"""Batch requests about the rows of a range: which are duplicates, and in which order they stand."""

import random

from .a1 import Box, grid_box
from .book import Book, Json, Sheet
from .errors import RequestError
from .protection import check_may_edit
from .rendered import rendered


def delete_duplicates(book: Book, request: Json, caller: str) -> Json:
    """The first of equal rows stays; those below move up within the range."""
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    columns = _compared(sheet, box, request.get("comparisonColumns", []))
    seen, kept = set(), []
    for row in range(box.top, box.bottom):
        key = tuple(_comparable(sheet, row, column) for column in columns)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    _put_rows(sheet, box, kept)
    removed = box.bottom - box.top - len(kept)
    return {"duplicatesRemovedCount": removed} if removed else {}


def _compared(sheet: Sheet, box: Box, asked: list[Json]) -> list[int]:
    if not asked:
        return list(range(box.left, box.right))
    columns = []
    for part in asked:
        start, end = part.get("startIndex", box.left), part.get("endIndex", box.right)
        if part.get("dimension") != "COLUMNS" or part.get("sheetId", 0) != sheet.id:
            raise RequestError("The comparison columns must be columns of the sheet of the range.")
        if start < box.left or end > box.right:
            raise RequestError("The comparison columns must lie within the range.")
        columns += range(start, end)
    return columns


def _comparable(sheet: Sheet, row: int, column: int) -> object:
    value = rendered(sheet.cells.get((row, column), {}), "UNFORMATTED_VALUE")
    return value.casefold() if isinstance(value, str) else (type(value) is bool, value)


def _put_rows(sheet: Sheet, box: Box, order: list[int]) -> None:
    """The rows of the box in this order; places below them are empty."""
    across = range(box.left, box.right)
    lines = [[sheet.cells.get((row, column), {}) for column in across] for row in order]
    lines += [[{}] * len(across)] * (box.bottom - box.top - len(order))
    for row, cells in enumerate(lines, box.top):
        for column, cell in enumerate(cells, box.left):
            sheet.put(row, column, cell)


def randomize_range(book: Book, request: Json, caller: str) -> Json:
    """Another order of the rows, the same in every run."""
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    if any(merge.meets(box) for merge in sheet.merges):
        raise RequestError("You can't randomize a range that contains merged cells.")
    order = list(range(box.top, box.bottom))
    random.Random(book.id).shuffle(order)
    _put_rows(sheet, box, order)
    return {}


HANDLERS = {"deleteDuplicates": delete_duplicates, "randomizeRange": randomize_range}
