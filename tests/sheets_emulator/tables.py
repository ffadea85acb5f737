"""Tables as they lie on the tabs, and where rows appended to them go."""

from .a1 import Box, as_grid_range, grid_box
from .book import Book, Json, Sheet
from .errors import RequestError


def all_tables(book: Book) -> dict[str, tuple[Sheet, Json]]:
    return {key: (sheet, table) for sheet in book.sheets for key, table in sheet.tables.items()}


def table_of(book: Book, key: str) -> tuple[Sheet, Json]:
    if key not in all_tables(book):
        raise RequestError(f"No table with id: {key}")
    return all_tables(book)[key]


def rows_below(book: Book, table_id: str, count: int) -> tuple[Sheet, Box]:
    """Where `count` rows appended to the table go: its empty last rows, or new ones below them."""
    sheet, table = table_of(book, table_id)
    _, box = grid_box(book, table["range"])
    filled = [row for row, _ in sheet.cells_in(box)]
    top = max(filled, default=box.top) + 1
    bottom = max(box.bottom, top + count)
    sheet.grid["rowCount"] = max(sheet.row_count, bottom)
    sheet.tables[table_id] = {**table, "range": as_grid_range(sheet, box._replace(bottom=bottom))}
    return sheet, Box(top, box.left, bottom, box.right)
