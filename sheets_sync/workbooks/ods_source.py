"""Tables of an .ods archive as grids.

They are read here and not by the reader of Excel files, which takes an error for 0 and never returns from a file
that is cut off.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from math import isfinite
from xml.parsers import expat

from sheets_sync.workbooks.archive_scan import CELL_LIMIT, WorkbookArchive, password_protected, too_large
from sheets_sync.workbooks.grid import Cell, Grid, cell_address

_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - in the sheet's own zone
_SEEN_CELL = "table:table-cell"
_CELLS = (_SEEN_CELL, "table:covered-table-cell")
_ASIDE = ("office:annotation", "draw:", "table:")
_SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_LONGEST_RUN_OF_SPACES = 1000
_CACHE_OF_ANOTHER_FILE = "ta_extref"  # the style of tables that LibreOffice keeps for formulas only


def ods_grids(archive: WorkbookArchive, *, workbook: str) -> list[Grid]:
    """Every table, hidden ones too. Raises ConfigError if the file is encrypted, damaged or far too large."""
    content, manifest = archive.part("content.xml"), archive.part("META-INF/manifest.xml")
    if content is None:
        raise archive.damaged()
    if manifest is not None and b"encryption-data" in b"".join(archive.xml_blocks(manifest)):
        raise password_protected(archive.workbook)
    tables = _Tables(archive)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = tables.start
    parser.EndElementHandler = tables.end
    parser.CharacterDataHandler = tables.text
    try:
        for block in archive.xml_blocks(content):
            parser.Parse(block)
        parser.Parse(b"", True)  # noqa: FBT003 - the end
    except (expat.ExpatError, ValueError) as error:
        raise archive.damaged() from error
    return [Grid(workbook, title, rows) for title, rows in tables.found]


class _Tables:
    """Builds the tables while the parser walks through them."""

    def __init__(self, archive: WorkbookArchive) -> None:
        self.found: list[tuple[str, list[tuple[Cell, ...]]]] = []
        self._archive = archive
        self._room = CELL_LIMIT
        self._title = ""
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []
        self._row_repeated = 1
        self._blank_rows = self._blank_cells = 0  # since the last one with a value
        self._cell: dict[str, str] | None = None  # the attributes of the one that is open
        self._shown: list[str] = []
        self._in_paragraph = False
        self._aside = 0  # depth within a comment or a drawing, whose text is not the cell's
        self._texts: dict[Cell, Cell] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._start_within_cell(name, attributes)
        elif name in _CELLS:
            self._cell, self._shown = attributes, []
        elif name == "table:table-row":
            self._row, self._blank_cells = [], 0
            self._row_repeated = int(attributes.get("table:number-rows-repeated", 1))
        elif name == "table:table":
            self._title, self._rows, self._blank_rows = attributes.get("table:name", ""), [], 0
            if attributes.get("table:style-name") != _CACHE_OF_ANOTHER_FILE:
                self.found.append((self._title, self._rows))

    def _start_within_cell(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside or name.startswith(_ASIDE):
            self._aside += 1
        elif name == "text:p":
            self._in_paragraph = True
            if self._shown:
                self._shown.append("\n")
        elif name in _SPACES:
            self._shown.append(_SPACES[name] * min(int(attributes.get("text:c", 1)), _LONGEST_RUN_OF_SPACES))

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._shown.append(text)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "text:p":
            self._in_paragraph = False
        elif name in _CELLS:
            self._end_cell(self._cell or {}, name)
            self._cell = None
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self, cell: dict[str, str], name: str) -> None:
        repeated = int(cell.get("table:number-columns-repeated", 1))
        # Of merged cells people see the first one only, so only that one counts.
        value = _value(cell, "".join(self._shown)) if name == _SEEN_CELL else None
        if value is None:
            self._blank_cells += repeated
            return
        self._check_room(0, len(self._row) + self._blank_cells + repeated)
        self._row += [None] * self._blank_cells
        self._row += [self._texts.setdefault(value, value) if isinstance(value, str) else value] * repeated
        self._blank_cells = 0

    def _end_row(self) -> None:
        if not self._row:
            self._blank_rows += self._row_repeated
            return
        self._check_room(self._blank_rows + self._row_repeated - 1, len(self._row))
        self._room -= self._blank_rows + self._row_repeated * len(self._row)
        self._rows += [()] * self._blank_rows
        self._rows += [tuple(self._row)] * self._row_repeated
        self._blank_rows = 0

    def _check_room(self, further_rows: int, width: int) -> None:
        """Raises ConfigError if the table would become too large with its last cell that far away."""
        if (further_rows + 1) * width > self._room:
            row = len(self._rows) + further_rows
            address = cell_address(row, width - 1)
            raise too_large(self._archive.workbook, self._title, address, cells=(row + 1) * width)


def _value(cell: dict[str, str], shown: str) -> Cell:
    if _ERROR.fullmatch(shown):
        return shown
    kind = cell.get("office:value-type", "")
    if kind in _TYPED:
        attribute, read = _TYPED[kind]
        try:
            return read(cell[attribute])
        except (KeyError, ValueError):
            return shown or None
    return cell.get("office:string-value") or shown or None


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError
    return number


def _serial_day(text: str) -> float:
    return (datetime.fromisoformat(text).replace(tzinfo=None) - _DAY_ZERO) / timedelta(days=1)


def _days(text: str) -> float:
    duration = _DURATION.fullmatch(text)
    if not duration:
        raise ValueError
    sign, days, hours, minutes, seconds = duration.groups(default="0")
    length = int(days) + (int(hours) * 3600 + int(minutes) * 60 + float(seconds)) / 86400
    return -length if sign == "-" else length


_TYPED: dict[str, tuple[str, Callable[[str], Cell]]] = {
    "float": ("office:value", _number),
    "percentage": ("office:value", _number),
    "currency": ("office:value", _number),
    "date": ("office:date-value", _serial_day),
    "time": ("office:time-value", _days),
    "boolean": ("office:boolean-value", lambda text: text == "true"),
}
