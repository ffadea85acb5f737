"""The values API: read, write, append and clear ranges in A1 notation."""

from typing import Any

from .a1 import Box, Place, column_letters, located, quoted, written
from .book import FULL, Book, Json, Sheet
from .entered import entered_cell
from .errors import ApiError, RequestError, bad_request
from .protection import check_may_edit
from .rendered import rendered
from .requests_dimensions import insert_rows

Query = dict[str, list[str]]


def first(query: Query, name: str, default: str) -> str:
    return query.get(name, [default])[0]


def read(book: Book, text: str, query: Query, prefix: str = "") -> Json:
    """The ValueRange of one range."""
    place = located(book, text)
    return shown_values(
        place.sheet,
        place.box,
        by=first(query, f"{prefix}majorDimension", "ROWS"),
        option=first(query, "valueRenderOption", "FORMATTED_VALUE"),
        dates=first(query, "dateTimeRenderOption", "SERIAL_NUMBER"),
    )


def read_many(book: Book, query: Query) -> Json:
    return {"spreadsheetId": book.id, "valueRanges": [read(book, text, query) for text in query.get("ranges", [])]}


def shown_values(sheet: Sheet, box: Box, *, by: str, option: str, dates: str) -> Json:
    """A ValueRange: trailing empties are left out, and `values` with them where nothing is there."""
    by_columns = by == "COLUMNS"
    lines: dict[int, dict[int, Any]] = {}
    for row, column in sheet.cells_in(box):
        value = rendered(sheet.cells[row, column], option, dates)
        if value != "":
            line, at = (column - box.left, row - box.top) if by_columns else (row - box.top, column - box.left)
            lines.setdefault(line, {})[at] = value
    answer: Json = {"range": written(sheet, box), "majorDimension": "COLUMNS" if by_columns else "ROWS"}
    if lines:
        answer["values"] = [
            [lines.get(line, {}).get(at, "") for at in range(max(lines.get(line, {}), default=-1) + 1)]
            for line in range(max(lines) + 1)
        ]
    return answer


def update(book: Book, text: str, body: Json, query: Query, caller: str) -> Json:
    """Write one ValueRange; raises unless it fits the range that was named."""
    place = located(book, text, clip=False)
    named = located(book, body["range"], clip=False) if body.get("range") else place
    if (named.sheet.id, named.box) != (place.sheet.id, place.box):
        raise bad_request(f"Requested writing within range [{text}], but data contains range [{body['range']}]")
    answer = write(book, place, body, query, caller)
    return with_values(book, answer, query)


def with_values(book: Book, answer: Json, query: Query) -> Json:
    if first(query, "includeValuesInResponse", "false").lower() == "true":
        place = located(book, answer["updatedRange"])
        answer["updatedData"] = shown_values(
            place.sheet,
            place.box,
            by="ROWS",
            option=first(query, "responseValueRenderOption", "FORMATTED_VALUE"),
            dates=first(query, "responseDateTimeRenderOption", "SERIAL_NUMBER"),
        )
    return answer


def update_many(book: Book, body: Json, caller: str) -> Json:
    query = {name: [str(value)] for name, value in body.items() if name != "data"}
    responses = []
    for number, item in enumerate(body.get("data", [])):
        try:
            responses.append(update(book, item.get("range", ""), item, query, caller))
        except (RequestError, ApiError) as error:
            raise bad_request(f"Invalid data[{number}]: {error}") from error
    return {"spreadsheetId": book.id, **totals(book, responses), "responses": responses}


def totals(book: Book, responses: list[Json]) -> Json:
    """What several updates come to; zeros are left out."""
    counts = {
        "totalUpdatedRows": sum(response.get("updatedRows", 0) for response in responses),
        "totalUpdatedColumns": sum(response.get("updatedColumns", 0) for response in responses),
        "totalUpdatedCells": sum(response.get("updatedCells", 0) for response in responses),
        "totalUpdatedSheets": len({located(book, response["updatedRange"]).sheet.id for response in responses}),
    }
    return {name: count for name, count in counts.items() if count}


def write(book: Book, place: Place, body: Json, query: Query, caller: str) -> Json:
    """Put the values at the place's first cell; null leaves a cell as it is."""
    option = first(query, "valueInputOption", "")
    if option not in ("RAW", "USER_ENTERED"):
        raise bad_request("'valueInputOption' is required but not specified")
    lines = _rows(body)
    box = _checked_extent(place, lines)
    check_may_edit(book, place.sheet, box, caller)
    touched = []
    for row, line in enumerate(lines, box.top):
        for column, value in enumerate(line, box.left):
            if value is not None:
                _put(place.sheet, row, column, value, raw=option == "RAW")
                touched.append((row, column))
    counts = {
        "updatedRows": len({row for row, _ in touched}),
        "updatedColumns": len({column for _, column in touched}),
        "updatedCells": len(touched),
    }
    shown = {name: count for name, count in counts.items() if count}
    return {"spreadsheetId": book.id, "updatedRange": written(place.sheet, box), **shown}


def _put(sheet: Sheet, row: int, column: int, value: Any, *, raw: bool) -> None:
    if isinstance(value, dict | list):
        raise bad_request(
            f"Invalid values[{row}][{column}]: {'struct_value' if isinstance(value, dict) else 'list_value'}"
        )
    sheet.put(row, column, entered_cell(value, sheet.cells.get((row, column), {}), raw=raw))


def _rows(body: Json) -> list[list[Any]]:
    lines = body.get("values", [])
    if body.get("majorDimension") != "COLUMNS":
        return lines
    height = max(map(len, lines), default=0)
    return [[line[row] if row < len(line) else None for line in lines] for row in range(height)]


def _checked_extent(place: Place, lines: list[list[Any]]) -> Box:
    sheet, box = place.sheet, place.box
    limit = sheet.box() if place.open_ended else box
    bottom, right = box.top + max(len(lines), 1), box.left + max(max(map(len, lines), default=1), 1)
    within = f"Requested writing within range [{_cautious(place)}], but tried writing to"
    if bottom > limit.bottom:
        raise bad_request(f"{within} row [{limit.bottom + 1}]")
    if right > limit.right:
        raise bad_request(f"{within} column [{column_letters(limit.right)}]")
    return Box(box.top, box.left, bottom, right)


def _cautious(place: Place) -> str:
    cells = written(place.sheet, place.box).rpartition("!")[2]
    return f"{quoted(place.sheet.title)}!{cells}"


def clear(book: Book, text: str, caller: str) -> str:
    """Empty the values of a range, formats stay; returns the range that was cleared."""
    place = located(book, text)
    check_may_edit(book, place.sheet, place.box, caller)
    for row, column in place.sheet.cells_in(place.box):
        cell = entered_cell("", place.sheet.cells[row, column], raw=True)
        place.sheet.put(row, column, cell)
    return written(place.sheet, place.box)


def clear_many(book: Book, body: Json, caller: str) -> Json:
    cleared = [clear(book, text, caller) for text in body.get("ranges", [])]
    return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}


def append(book: Book, text: str, body: Json, query: Query, caller: str) -> Json:
    """Write after the last table of the range, growing the grid where it must."""
    place = located(book, text)
    lines = _rows(body)
    table = last_table(place.sheet, place.box)
    top, left = (table.bottom, table.left) if table else (place.box.top, place.box.left)
    bottom, right = top + max(len(lines), 1), left + max(map(len, lines), default=1)
    if table and first(query, "insertDataOption", "OVERWRITE") == "INSERT_ROWS":
        insert_rows(book, place.sheet, top, len(lines))
    place.sheet.grid["rowCount"] = max(place.sheet.row_count, bottom)
    place.sheet.grid["columnCount"] = max(place.sheet.column_count, right)
    try:
        book.check_size()
    except RequestError:
        raise bad_request(FULL) from None
    updates = write(book, Place(place.sheet, Box(top, left, bottom, right), open_ended=False), body, query, caller)
    shown = {"tableRange": written(place.sheet, table)} if table else {}
    return {"spreadsheetId": book.id, **shown, "updates": with_values(book, updates, query)}


def last_table(sheet: Sheet, box: Box) -> Box | None:
    """The block of touching cells that holds the last filled cell of the range."""
    filled = {place for place, cell in sheet.cells.items() if "userEnteredValue" in cell}
    inside = [place for place in filled if box.holds(*place)]
    if not inside:
        return None
    row, column = max(inside)
    rows: dict[int, set[int]] = {}
    for at_row, at_column in filled:
        rows.setdefault(at_row, set()).add(at_column)
    return _grown(Box(row, column, row + 1, column + 1), rows)


def _grown(block: Box, rows: dict[int, set[int]]) -> Box:
    while True:
        near = [
            (row, column)
            for row in (block.top - 1, block.bottom)
            for column in rows.get(row, ())
            if block.left - 1 <= column <= block.right
        ]
        near += [
            (row, column)
            for row in range(block.top, block.bottom)
            for column in (block.left - 1, block.right)
            if column in rows.get(row, ())
        ]
        if not near:
            return block
        near_rows, near_columns = [row for row, _ in near], [column for _, column in near]
        block = Box(
            min(block.top, *near_rows),
            min(block.left, *near_columns),
            max(block.bottom, *(row + 1 for row in near_rows)),
            max(block.right, *(column + 1 for column in near_columns)),
        )
