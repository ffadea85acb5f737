"""Worksheets of an .xlsx archive, made fit for a reader that blanks errors, bends dates and may run out of memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from zipfile import ZipInfo

from sheets_sync.workbooks.archive_scan import CELL_LIMIT, WorkbookArchive, plain_name
from sheets_sync.workbooks.grid import column_letter
from sheets_sync.workbooks.prepared import PreparedWorkbook
from sheets_sync.workbooks.xlsx_area import SheetArea, column_number
from sheets_sync.workbooks.xlsx_parts import book_parts

_CELL_WITH_ERROR = re.compile(rb"""(<(?:[\w.-]+:)?c\s[^<>]*?\bt\s*=\s*)(["'])e\2""")
_PLAIN_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,5}|10\d{5})"')
_ERROR_TYPE = re.compile(rb't="e"')  # for one fixed string a pattern is faster than `in`
_FORMULA = re.compile(rb"<f[\s>]")
_PREFIXED_CELL = re.compile(rb":c[\s>/]")
_FORMULA_WITHOUT_RESULT = re.compile(rb"<f[^>]*?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")
_CELL = re.compile(rb'<c r="(\w+)"([^>]*)>')
_LAST_ROW = 1_099_999  # Excel ends at 1,048,576
_NO_STYLES = b"<styleSheet/>"


@dataclass
class _Sheet:
    """What a worksheet was seen to hold. Its box holds every cell and is at most a little larger than needed."""

    columns: int = 1
    rows: int = 9
    has_errors: bool = False
    is_plain: bool = True  # every cell is written as <c r="A1" …>
    formulas_without_result: int = 0
    first_without_result: str = ""


def prepared_xlsx(archive: WorkbookArchive, folder: str) -> PreparedWorkbook:
    """The workbook as the reader should see it; `folder` holds the workbook part.

    The reader turns dates into calendar objects, rounded to milliseconds, and loses the sign of negative times.
    Without styles it hands over the stored numbers. Only where days count from 1904 it has to see which are dates.

    Raises ConfigError if the workbook would take more memory than a tracker may.
    """
    book = book_parts(archive, folder)
    replaced: dict[str, Iterable[bytes]] = {}
    notes: dict[str, tuple[str, ...]] = {}
    for part in archive.parts:
        title = book.titles.get(plain_name(part))
        sheet = _scanned(archive, part, tab=title or part.filename)
        if sheet.has_errors:
            blocks = _whole_cells(archive.blocks(part))
            replaced[part.filename] = map(_plain_errors_as_text if sheet.is_plain else _errors_as_text, blocks)
        if title is not None:
            notes[title] = _notes(sheet)
    if book.styles is not None and not book.from_1904:
        replaced[book.styles] = [_NO_STYLES]
    return PreparedWorkbook(archive.copy_with(replaced), from_1904=book.from_1904, notes=notes)


def _scanned(archive: WorkbookArchive, part: ZipInfo, *, tab: str) -> _Sheet:
    sheet = _Sheet()
    for block in _whole_cells(archive.xml_blocks(part)):
        _see(block, sheet)
    if not sheet.is_plain or sheet.columns * sheet.rows > CELL_LIMIT:
        area = SheetArea(archive, tab=tab)
        area.measure(archive.blocks(part))
        sheet.has_errors = area.has_errors
    return sheet


def _see(block: bytes, sheet: _Sheet) -> None:
    sheet.has_errors = sheet.has_errors or bool(_ERROR_TYPE.search(block))
    sheet.is_plain = sheet.is_plain and not _PREFIXED_CELL.search(block) and _widen(sheet, block)
    if _FORMULA.search(block):
        _see_formulas(block, sheet)


def _see_formulas(block: bytes, sheet: _Sheet) -> None:
    for formula in _FORMULA_WITHOUT_RESULT.finditer(block):
        cell = _CELL.match(block, block.rfind(b"<c ", 0, formula.start()))
        if cell and b't="str"' not in cell[2]:  # the result of that kind is an empty text
            sheet.formulas_without_result += 1
            sheet.first_without_result = sheet.first_without_result or cell[1].decode()


def _widen(sheet: _Sheet, block: bytes) -> bool:
    """Make the sheet's box hold every cell of the block; False if a cell has no plain address."""
    position = 0
    while outside := _cell_outside(sheet.columns, sheet.rows).search(block, position):
        position = outside.start()
        address = _PLAIN_ADDRESS.match(block, position)
        if not address:
            return False
        column = column_number(address[1].decode())
        sheet.columns = max(sheet.columns, column + column // 8)
        sheet.rows = max(sheet.rows, _rounded_up(int(address[2]), columns=sheet.columns))
    return True


def _rounded_up(row: int, *, columns: int) -> int:
    """The row number in nines, which are found fastest, or, where that makes the box too large, all but its lead."""
    if row >= 1_000_000:
        return _LAST_ROW
    size = int("1" + "0" * len(str(row)))
    return size - 1 if size * columns <= CELL_LIMIT else (row * 10 // size + 1) * size // 10 - 1


@cache
def _cell_outside(columns: int, rows: int) -> re.Pattern[bytes]:
    """Finds a cell beyond the box. One search runs over a whole sheet faster than a look at each of its cells."""
    pattern = f'<c(?=[\\s>/])(?! r="(?:{_column_up_to(columns)})(?:{_row_up_to(rows)})")'
    return re.compile(pattern.encode())


def _column_up_to(columns: int) -> str:
    last = column_letter(columns - 1)
    shorter = [f"[A-Z]{{1,{len(last) - 1}}}"] if len(last) > 1 else []
    earlier = [
        f"{last[:place]}[A-{chr(ord(letter) - 1)}][A-Z]{{{len(last) - 1 - place}}}"
        for place, letter in enumerate(last[:-1])
        if letter > "A"
    ]
    return "|".join([*shorter, *earlier, f"{last[:-1]}[A-{last[-1]}]"])


def _row_up_to(rows: int) -> str:
    """For a number such as 9, 299 or 59999."""
    if rows == _LAST_ROW:
        return r"10\d{5}|\d{1,6}"
    lead, rest = str(rows)[0], len(str(rows)) - 1
    return f"\\d{{1,{rest + 1}}}" if lead == "9" else f"[1-{lead}]\\d{{{rest}}}|\\d{{1,{rest}}}"


def _whole_cells(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a cell where there is one, else before a tag."""
    waiting = b""
    for block in blocks:
        waiting += block
        cut = max(waiting.rfind(b"<c "), 0) or waiting.rfind(b"<")
        if cut > 0:
            yield waiting[:cut]
            waiting = waiting[cut:]
        elif len(waiting) > len(block):
            yield waiting
            waiting = b""
    yield waiting


def _errors_as_text(block: bytes) -> bytes:
    return _CELL_WITH_ERROR.sub(rb'\1"str"', block)


def _plain_errors_as_text(block: bytes) -> bytes:
    """The same for cells written as <c r="A1" …>: errors are few, so they are looked for, not their cells."""
    return _ERROR_TYPE.sub(_as_text, block)


def _as_text(error: re.Match[bytes]) -> bytes:
    block, at = error.string, error.start()
    tag = block.rfind(b"<", 0, at)
    in_a_cell = block.startswith(b"<c ", tag) and block.find(b">", tag, at) < 0 and block[at - 1 : at].isspace()
    return b't="str"' if in_a_cell else error[0]


def _notes(sheet: _Sheet) -> tuple[str, ...]:
    if not sheet.formulas_without_result:
        return ()
    return (
        f"Formulas without a stored result were read as blank: {sheet.formulas_without_result}, the first in "
        f"{sheet.first_without_result}. Open the workbook once in a spreadsheet program and save it.",
    )
