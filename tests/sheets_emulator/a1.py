"""Ranges: A1 notation and GridRange, both to a box of a sheet and back."""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import RequestError, bad_request

if TYPE_CHECKING:
    from .book import Book, Sheet

CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")
PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Box(NamedTuple):
    """Cells of a sheet: first row and column, and the ones after the last."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: "Box") -> bool:
        return (
            self.top < other.bottom and other.top < self.bottom and self.left < other.right and other.left < self.right
        )

    def contains(self, other: "Box") -> bool:
        return (
            self.top <= other.top
            and self.left <= other.left
            and other.bottom <= self.bottom
            and other.right <= self.right
        )


class Place(NamedTuple):
    """A range as it was asked for, cut to the grid; `open_ended` when a write may run past it."""

    sheet: "Sheet"
    box: Box
    open_ended: bool


def column_letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """A tab's title as it stands in a range: in quotes unless it is a plain word that is no cell."""
    if PLAIN_TITLE.fullmatch(title) and not LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(sheet: "Sheet", box: Box) -> str:
    first = f"{column_letters(box.left)}{box.top + 1}"
    last = f"{column_letters(box.right - 1)}{box.bottom}"
    return f"{quoted(sheet.title)}!{first}" + ("" if first == last else f":{last}")


def located(book: "Book", text: str, *, clip: bool = True) -> Place:
    """The sheet and box that a range in A1 notation stands for; raises Google's 400s."""
    title, cells = _split(text)
    sheet = book.sheet_titled(title) if title is not None else None
    if title is not None and sheet is None:
        raise bad_request(f"Unable to parse range: {text}")
    if cells is None and sheet is not None:
        return Place(sheet, sheet.box(), open_ended=False)
    assert cells is not None
    corners = _corners(cells)
    if corners is None:
        return _named(book, sheet, cells, text)
    sheet = sheet or book.sheets[0]
    return _placed(sheet, corners, text, single=":" not in cells, clip=clip)


def _split(text: str) -> tuple[str | None, str | None]:
    match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
    if match:
        return match[1].replace("''", "'"), match[2]
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, text)


def _corners(cells: str) -> tuple[tuple[int | None, int | None], tuple[int | None, int | None]] | None:
    first, mark, last = cells.partition(":")
    start, end = _corner(first), _corner(last if mark else first)
    if start is None or end is None or (not mark and None in start):
        return None
    return start, end


def _corner(text: str) -> tuple[int | None, int | None] | None:
    match = CELL.fullmatch(text)
    if not match or not text.strip("$"):
        return None
    return (int(match[2]) - 1 if match[2] else None), (column_index(match[1]) if match[1] else None)


def _named(book: "Book", sheet: "Sheet | None", name: str, text: str) -> Place:
    for entry in book.named_ranges.values():
        if entry["name"].lower() == name.lower():
            owner, box = grid_box(book, entry["range"])
            return Place(owner, box, open_ended=False)
    whole = book.sheet_titled(name) if sheet is None else None
    if whole is None:
        raise bad_request(f"Unable to parse range: {text}")
    return Place(whole, whole.box(), open_ended=False)


def _placed(sheet: "Sheet", corners: Any, text: str, *, single: bool, clip: bool) -> Place:
    (row_a, column_a), (row_b, column_b) = corners
    grid = sheet.box()
    rows = sorted(row for row in (row_a, row_b) if row is not None)
    columns = sorted(column for column in (column_a, column_b) if column is not None)
    box = Box(
        rows[0] if rows else 0,
        columns[0] if columns else 0,
        rows[-1] + 1 if row_b is not None and rows else grid.bottom,
        columns[-1] + 1 if column_b is not None and columns else grid.right,
    )
    outside = box.top >= grid.bottom or box.left >= grid.right
    if outside or (not clip and (box.bottom > grid.bottom or box.right > grid.right)):
        raise bad_request(_beyond(sheet, written_like(sheet, text)))
    clipped = Box(box.top, box.left, min(box.bottom, grid.bottom), min(box.right, grid.right))
    return Place(sheet, clipped, open_ended=single)


def written_like(sheet: "Sheet", text: str) -> str:
    return f"{quoted(sheet.title)}!{_split(text)[1]}"


def _beyond(sheet: "Sheet", shown: str) -> str:
    return f"Range ({shown}) exceeds grid limits. Max rows: {sheet.row_count}, max columns: {sheet.column_count}"


def grid_box(book: "Book", grid_range: dict[str, Any]) -> tuple["Sheet", Box]:
    """The sheet and box of a GridRange; raises RequestError outside the grid."""
    sheet = book.sheets_by_id().get(grid_range.get("sheetId", 0))
    if sheet is None:
        raise RequestError(f"No grid with id: {grid_range.get('sheetId', 0)}")
    box = Box(
        grid_range.get("startRowIndex", 0),
        grid_range.get("startColumnIndex", 0),
        grid_range.get("endRowIndex", sheet.row_count),
        grid_range.get("endColumnIndex", sheet.column_count),
    )
    _check_order(grid_range)
    if box.bottom > sheet.row_count or box.right > sheet.column_count or box.top >= box.bottom or box.left >= box.right:
        raise RequestError(_beyond(sheet, written(sheet, box)))
    return sheet, box


def _check_order(grid_range: dict[str, Any]) -> None:
    for axis in ("Row", "Column"):
        start, end = grid_range.get(f"start{axis}Index", 0), grid_range.get(f"end{axis}Index")
        if start < 0:
            raise RequestError(f"range.start{axis}Index[{start}] cannot be negative")
        if end is not None and end <= start:
            raise RequestError(f"range.end{axis}Index[{end}] must be after range.start{axis}Index[{start}]")


def as_grid_range(sheet: "Sheet", box: Box) -> dict[str, Any]:
    """A GridRange as answers show it: the id of the first sheet, zero, is left out."""
    shown = {
        "startRowIndex": box.top,
        "endRowIndex": box.bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": box.right,
    }
    return shown if sheet.id == 0 else {"sheetId": sheet.id, **shown}
