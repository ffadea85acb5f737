"""Batch requests that work out cells: pasted text, filled series, split texts."""

import csv
import re
from html.parser import HTMLParser
from typing import Any

from .a1 import Box, grid_box
from .book import Book, Cell, Json, Sheet
from .entered import entered_cell
from .errors import RequestError
from .protection import check_may_edit
from .requests_cells import copied

DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}
ENDS_IN_NUMBER = re.compile(r"(.*?)(\d+)", re.DOTALL)
DATES = ("DATE", "DATE_TIME")


class _HtmlTable(HTMLParser):
    """The texts of an HTML table, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows = self.rows or [[]]
            self.rows[-1].append("")
        self.inside = tag in ("td", "th") or (self.inside and tag != "tr")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def paste_data(book: Book, request: Json, caller: str) -> Json:
    """Delimited or HTML text goes in as if typed; the grid grows where it must."""
    where = request.get("coordinate", {})
    sheet = book.sheet(where.get("sheetId", 0))
    if request.get("html"):
        table = _HtmlTable()
        table.feed(request.get("data", ""))
        rows = table.rows
    elif request.get("delimiter"):
        rows = list(csv.reader(request.get("data", "").splitlines(keepends=True), delimiter=request["delimiter"]))
    else:
        raise RequestError("Must specify one of: delimiter, html")
    type_in(book, sheet, (where.get("rowIndex", 0), where.get("columnIndex", 0)), rows, caller)
    return {}


def type_in(book: Book, sheet: Sheet, start: tuple[int, int], rows: list[list[str]], caller: str) -> None:
    """Texts as a person would have typed them, from a first cell on."""
    top, left = start
    box = Box(top, left, top + len(rows), left + max(map(len, rows), default=0))
    sheet.grid["rowCount"] = max(sheet.row_count, box.bottom)
    sheet.grid["columnCount"] = max(sheet.column_count, box.right)
    book.check_size()
    check_may_edit(book, sheet, box, caller)
    for row, texts in enumerate(rows, top):
        for column, text in enumerate(texts, left):
            sheet.put(row, column, entered_cell(text, sheet.cells.get((row, column), {}), raw=False))


def text_to_columns(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("source", {}))
    if box.right - box.left != 1:
        raise RequestError("The source range must span exactly one column.")
    texts = {
        row: text
        for row, _ in sheet.cells_in(box)
        if (text := sheet.cells[row, box.left].get("userEnteredValue", {}).get("stringValue"))
    }
    mark = _delimiter(request, list(texts.values()))
    for row, text in texts.items():
        type_in(book, sheet, (row, box.left), [text.split(mark)], caller)
    return {}


def _delimiter(request: Json, texts: list[str]) -> str:
    kind = request.get("delimiterType", "AUTODETECT")
    if kind == "CUSTOM":
        if not request.get("delimiter"):
            raise RequestError("A custom delimiter must be given.")
        return request["delimiter"]
    if kind in DELIMITERS:
        return DELIMITERS[kind]
    return max(DELIMITERS.values(), key=lambda mark: sum(mark in text for text in texts))


def auto_fill(book: Book, request: Json, caller: str) -> Json:
    sheet, source, goal, by_rows = _areas(book, request)
    check_may_edit(book, sheet, goal, caller)
    alternate = bool(request.get("useAlternateSeries"))
    lines = range(goal.left, goal.right) if by_rows else range(goal.top, goal.bottom)
    first, last = (source.top, source.bottom) if by_rows else (source.left, source.right)
    start, end = (goal.top, goal.bottom) if by_rows else (goal.left, goal.right)
    for line in lines:
        places = [(at, line) if by_rows else (line, at) for at in range(first, last)]
        known = [sheet.cells.get(place, {}) for place in places]
        for at in range(start, end):
            place = (at, line) if by_rows else (line, at)
            sheet.put(*place, _continued(known, at - first, by_rows=by_rows, alternate=alternate))
    return {}


def _areas(book: Book, request: Json) -> tuple[Sheet, Box, Box, bool]:
    """The sheet, the cells that are known, those to fill, and whether it goes along the rows."""
    asked = request.get("sourceAndDestination")
    if asked is None:
        sheet, box = grid_box(book, request.get("range", {}))
        filled = [place for place in sheet.cells_in(box) if "userEnteredValue" in sheet.cells[place]]
        if not filled:
            raise RequestError("There is no data to fill from.")
        bottom, right = max(row for row, _ in filled) + 1, max(column for _, column in filled) + 1
        if bottom < box.bottom:
            return sheet, box._replace(bottom=bottom), box._replace(top=bottom), True
        return sheet, box._replace(right=right), box._replace(left=right), False
    sheet, box = grid_box(book, asked.get("source", {}))
    length, by_rows = asked.get("fillLength", 0), asked.get("dimension") == "ROWS"
    if asked.get("dimension") not in ("ROWS", "COLUMNS"):
        raise RequestError("No dimension specified.")
    start, end = (box.top, box.bottom) if by_rows else (box.left, box.right)
    first, last = (end, end + length) if length > 0 else (start + length, start)
    goal = box._replace(top=first, bottom=last) if by_rows else box._replace(left=first, right=last)
    if first < 0 or not sheet.box().contains(goal):
        raise RequestError("The range to fill exceeds the grid limits.")
    return sheet, box, goal, by_rows


def _continued(known: list[Cell], step: int, *, by_rows: bool, alternate: bool) -> Cell:
    """The cell that follows `step` places after the first known one."""
    at = step % len(known)
    pattern = known[at]
    content = pattern.get("userEnteredValue", {})
    if "formulaValue" in content:
        away = step - at
        return copied(pattern, away if by_rows else 0, 0 if by_rows else away)
    numbers = [cell.get("userEnteredValue", {}).get("numberValue") for cell in known]
    if None not in numbers:
        return {**pattern, "userEnteredValue": {"numberValue": _number(numbers, known, step, alternate=alternate)}}
    ending = ENDS_IN_NUMBER.fullmatch(content.get("stringValue", ""))
    if ending and not alternate:
        rounds = (step - at) // len(known)
        text = f"{ending[1]}{int(ending[2]) + rounds:0{len(ending[2])}d}"
        return {**pattern, "userEnteredValue": {"stringValue": text}}
    return pattern


def _number(numbers: list[Any], known: list[Cell], step: int, *, alternate: bool) -> float:
    if len(numbers) == 1:
        kind = known[0].get("userEnteredFormat", {}).get("numberFormat", {}).get("type")
        return numbers[0] + (step if (kind in DATES) != alternate else 0)
    if alternate:
        return numbers[step % len(numbers)]
    count = len(numbers)
    middle, mean = (count - 1) / 2, sum(numbers) / count
    spread = sum((at - middle) ** 2 for at in range(count))
    slope = sum((at - middle) * (number - mean) for at, number in enumerate(numbers)) / spread
    value = mean + slope * (step - middle)
    return int(value) if float(value).is_integer() else value


HANDLERS = {"pasteData": paste_data, "textToColumns": text_to_columns, "autoFill": auto_fill}
