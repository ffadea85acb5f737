"""Batch requests that look for text and change it: find and replace, trim."""

import re
from typing import Any

from .a1 import Box, grid_box
from .book import Book, Cell, Json, Sheet
from .entered import entered_cell
from .errors import RequestError
from .protection import check_may_edit
from .rendered import rendered

JAVA_GROUP = re.compile(r"\\(.)|\$(\d)|\$\{(\w+)\}", re.DOTALL)
POSIX = {r"\p{L}": r"[^\W\d_]", r"\p{Alpha}": "[A-Za-z]", r"\p{Digit}": r"\d", r"\p{Upper}": "[A-Z]"}


def find_replace(book: Book, request: Json, caller: str) -> Json:
    """Texts as shown; cells with formulas only where it is asked for, and then the formula itself."""
    pattern, new = _search(request)
    counts = {"valuesChanged": 0, "formulasChanged": 0, "occurrencesChanged": 0}
    rows, sheets = set(), set()
    for sheet, row, column in _searched(book, request):
        cell = sheet.cells[row, column]
        is_formula = "formulaValue" in cell.get("userEnteredValue", {})
        if is_formula and not request.get("includeFormulas"):
            continue
        text, times = pattern.subn(new, _searched_text(cell))
        if times:
            check_may_edit(book, sheet, Box(row, column, row + 1, column + 1), caller)
            sheet.put(row, column, entered_cell(text, cell, raw=False))
            counts["formulasChanged" if is_formula else "valuesChanged"] += 1
            counts["occurrencesChanged"] += times
            rows.add((sheet.id, row))
            sheets.add(sheet.id)
    reply = {**counts, "rowsChanged": len(rows), "sheetsChanged": len(sheets)}
    return {name: count for name, count in reply.items() if count}


def _searched_text(cell: Cell) -> str:
    return str(rendered(cell, "FORMULA" if "formulaValue" in cell.get("userEnteredValue", {}) else "FORMATTED_VALUE"))


def _searched(book: Book, request: Json) -> list[tuple[Sheet, int, int]]:
    if "range" in request:
        parts = [grid_box(book, request["range"])]
    elif "sheetId" in request:
        sheet = book.sheet(request["sheetId"])
        parts = [(sheet, sheet.box())]
    elif request.get("allSheets"):
        parts = [(sheet, sheet.box()) for sheet in book.sheets]
    else:
        raise RequestError("Must specify one of: range, sheetId, allSheets")
    return [(sheet, *place) for sheet, box in parts for place in sheet.cells_in(box)]


def _search(request: Json) -> tuple[re.Pattern[str], Any]:
    """What to look for and what to put there; a plain text stands for itself."""
    wanted, new = request.get("find", ""), request.get("replacement", "")
    if not wanted:
        raise RequestError("The text to find must not be empty.")
    flags = 0 if request.get("matchCase") else re.IGNORECASE
    by_pattern = bool(request.get("searchByRegex"))
    text = _python(wanted) if by_pattern else re.escape(wanted)
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        pattern = re.compile(text, flags)
    except re.error as error:
        raise RequestError(f"Invalid regular expression: {wanted}") from error
    if not by_pattern:
        return pattern, lambda _: new
    _check_groups(pattern, new)
    return pattern, lambda match: JAVA_GROUP.sub(lambda part: _group(match, part), new)


def _python(pattern: str) -> str:
    """A Java pattern in Python's words, as far as the two differ in what people write."""
    for java, python in POSIX.items():
        pattern = pattern.replace(java, python)
    return pattern.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")


def _check_groups(pattern: re.Pattern[str], new: str) -> None:
    for part in JAVA_GROUP.finditer(new):
        if (part[2] and int(part[2]) > pattern.groups) or (part[3] and part[3] not in pattern.groupindex):
            raise RequestError(f"Invalid replacement: there is no group {part[2] or part[3]}.")


def _group(match: re.Match[str], part: re.Match[str]) -> str:
    if part[1]:
        return part[1]
    return match[int(part[2]) if part[2] else part[3]] or ""


def trim_whitespace(book: Book, request: Json, caller: str) -> Json:
    sheet, box = grid_box(book, request.get("range", {}))
    check_may_edit(book, sheet, box, caller)
    changed = 0
    for place in sheet.cells_in(box):
        text = sheet.cells[place].get("userEnteredValue", {}).get("stringValue")
        trimmed = re.sub(r"\s+", " ", text).strip() if text else text
        if trimmed != text:
            sheet.put(*place, entered_cell(trimmed, sheet.cells[place], raw=True))
            changed += 1
    return {"cellsChangedCount": changed} if changed else {}


HANDLERS = {"findReplace": find_replace, "trimWhitespace": trim_whitespace}
