"""Who may change which cells: protected ranges and whole protected tabs."""

from .a1 import Box
from .book import Book, Json, Sheet
from .errors import RequestError

PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)


def box_on(sheet: Sheet, grid_range: Json) -> Box:
    return Box(
        grid_range.get("startRowIndex", 0),
        grid_range.get("startColumnIndex", 0),
        grid_range.get("endRowIndex", sheet.row_count),
        grid_range.get("endColumnIndex", sheet.column_count),
    )


def check_may_edit(book: Book, sheet: Sheet, box: Box, caller: str) -> None:
    """Raises where the box meets a protection that is more than a warning and does not name the caller."""
    for protection in sheet.protected.values():
        held = box_on(sheet, protection["range"]).meets(box)
        free = any(box_on(sheet, part).contains(box) for part in protection.get("unprotectedRanges", []))
        if held and not free and not may_edit(book, protection, caller):
            raise RequestError(PROTECTED)


def may_edit(book: Book, protection: Json, caller: str) -> bool:
    named = protection.get("editors", {}).get("users", [])
    return bool(protection.get("warningOnly")) or caller == book.owner or caller in named
