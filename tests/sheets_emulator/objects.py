"""Charts and slicers: what lies over the cells of a tab, and where."""

from collections.abc import Iterator
from typing import Any

from .a1 import grid_box
from .book import Book, Json, Sheet
from .errors import RequestError
from .requests_ranges import entries, free_id, kept

WIDTH, HEIGHT = 600, 371
KINDS = {"charts": "chartId", "slicers": "slicerId"}


def free_object_id(book: Book, kind: str, asked: int | None) -> int:
    used = {key for name in KINDS for key in entries(book, name)} | set(book.sheets_by_id())
    return free_id(book, kind, asked, used)


def found_object(book: Book, key: int) -> tuple[Sheet, dict[int, Json]]:
    """The tab of a chart or slicer and the collection that holds it; raises for an unknown id."""
    for name in KINDS:
        if key in entries(book, name):
            sheet, _ = entries(book, name)[key]
            return sheet, getattr(sheet, name)
    raise RequestError(f"No embedded object with id: {key}")


def placed(book: Book, position: Json) -> tuple[Sheet, Json]:
    """The tab that a position names, and the position with Google's default size."""
    if position.get("newSheet") or "sheetId" in position:
        raise RequestError("The emulator has embedded objects on grids only.")
    if "overlayPosition" not in position:
        raise RequestError("Must specify a position for the embedded object.")
    overlay = position["overlayPosition"]
    anchor = overlay.get("anchorCell", {})
    sheet = book.sheet(anchor.get("sheetId", 0))
    if anchor.get("rowIndex", 0) >= sheet.row_count or anchor.get("columnIndex", 0) >= sheet.column_count:
        raise RequestError(f"The anchor cell lies outside the grid[{sheet.id}]")
    sized = {"widthPixels": WIDTH, "heightPixels": HEIGHT, **kept(overlay), "anchorCell": _shown_cell(anchor)}
    return sheet, {"overlayPosition": sized}


def _shown_cell(anchor: Json) -> Json:
    return {name: number for name, number in anchor.items() if number}


def check_spec(book: Book, spec: Json) -> None:
    kinds = [name for name in spec if name.endswith("Chart")]
    if len(kinds) != 1:
        raise RequestError("Chart spec must have exactly one kind of chart.")
    for source in grid_ranges(spec):
        grid_box(book, source)


def grid_ranges(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for item in value:
            yield from grid_ranges(item)
    elif isinstance(value, dict):
        if any(name in value for name in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")):
            yield value
        else:
            yield from grid_ranges(list(value.values()))
