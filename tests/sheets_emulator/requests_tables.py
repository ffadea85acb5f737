"""Batch requests about tables: named ranges of rows with typed columns and a header row."""

from .a1 import Box, as_grid_range, grid_box
from .book import Book, Json, Sheet
from .entered import entered_cell
from .errors import RequestError
from .masks import update_mask, updated
from .protection import check_may_edit
from .rendered import rendered
from .requests_ranges import kept
from .tables import all_tables, table_of


def add_table(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("table", {})
    key = asked.get("tableId") or str(book.new_id())
    if key in all_tables(book):
        raise RequestError(f"Table with id {key} already exists.")
    sheet, box = grid_box(book, asked.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    table = {**kept(asked), "tableId": key, "name": asked.get("name") or f"Table{len(all_tables(book)) + 1}"}
    sheet.tables[key] = _checked(book, sheet, box, table)
    return {"table": sheet.tables[key]}


def _checked(book: Book, sheet: Sheet, box: Box, table: Json) -> Json:
    """The table as it is kept, its headings written; raises where it does not fit the tab."""
    others = [(owner, other) for key, (owner, other) in all_tables(book).items() if key != table["tableId"]]
    if any(other["name"].lower() == table["name"].lower() for _, other in others):
        raise RequestError(f"A table with the name '{table['name']}' already exists.")
    if any(owner is sheet and grid_box(book, other["range"])[1].meets(box) for owner, other in others):
        raise RequestError("You can't create a table that overlaps another table.")
    if any(merge.meets(box) for merge in sheet.merges):
        raise RequestError("You can't create a table over merged cells.")
    columns = _columns(sheet, box, table.get("columnProperties", []))
    return {**table, "range": as_grid_range(sheet, box), "columnProperties": columns}


def _columns(sheet: Sheet, box: Box, asked: list[Json]) -> list[Json]:
    by_index = {column.get("columnIndex", 0): column for column in asked}
    width = box.right - box.left
    if any(not 0 <= index < width for index in by_index) or len(by_index) != len(asked):
        raise RequestError(f"The column indexes of a table of {width} columns must differ and lie within it.")
    columns: list[Json] = []
    for index in range(width):
        column = by_index.get(index, {})
        _check_column(column)
        place = (box.top, box.left + index)
        shown = str(rendered(sheet.cells.get(place, {})))
        name = column.get("columnName") or shown or f"Column {index + 1}"
        if name in [other["columnName"] for other in columns]:
            raise RequestError(f"The column name '{name}' stands in the table twice.")
        if name != shown:
            sheet.put(*place, entered_cell(name, sheet.cells.get(place, {}), raw=True))
        columns.append({**column, **({"columnIndex": index} if index else {}), "columnName": name})
    return columns


def _check_column(column: Json) -> None:
    has_rule = "dataValidationRule" in column
    if has_rule != (column.get("columnType") == "DROPDOWN"):
        raise RequestError("A data validation rule belongs to a column of type DROPDOWN, and to no other.")
    if has_rule and column["dataValidationRule"].get("condition", {}).get("type") != "ONE_OF_LIST":
        raise RequestError("The data validation rule of a table's column must be of type ONE_OF_LIST.")


def update_table(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("table", {})
    sheet, old = table_of(book, asked.get("tableId", ""))
    fresh = {**kept(updated(old, asked, update_mask(request.get("fields"), "Table"))), "tableId": old["tableId"]}
    owner, box = grid_box(book, fresh.get("range", {}))
    if owner is not sheet:
        raise RequestError("A table cannot be moved to another sheet.")
    check_may_edit(book, sheet, box, caller)
    inside = [c for c in fresh.get("columnProperties", []) if c.get("columnIndex", 0) < box.right - box.left]
    sheet.tables[old["tableId"]] = _checked(book, sheet, box, {**fresh, "columnProperties": inside})
    return {}


def delete_table(book: Book, request: Json, caller: str) -> Json:
    """The table goes with its contents."""
    sheet, table = table_of(book, request.get("tableId", ""))
    _, box = grid_box(book, table["range"])
    check_may_edit(book, sheet, box, caller)
    for place in sheet.cells_in(box):
        del sheet.cells[place]
    del sheet.tables[table["tableId"]]
    return {}


HANDLERS = {"addTable": add_table, "updateTable": update_table, "deleteTable": delete_table}
