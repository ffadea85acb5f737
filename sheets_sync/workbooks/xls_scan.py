"""Records of an old .xls, looked at before any reader opens it: errors, size and date formats."""

import struct
from collections.abc import Iterator
from enum import IntEnum
from io import BytesIO

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.archive_scan import CELL_LIMIT, password_protected, too_large
from sheets_sync.workbooks.compound_file import BrokenContainerError, CompoundFile
from sheets_sync.workbooks.grid import cell_address
from sheets_sync.workbooks.prepared import PreparedWorkbook

_ENCRYPTED_XLSX = "EncryptedPackage"
_WORKBOOK_STREAMS = ("Workbook", "Book")


class _Kind(IntEnum):
    """What a record holds, by its number."""

    FORMULA = 6
    END = 10
    DATE_MODE = 34
    PASSWORD = 47
    SHEET_NAME = 133
    NUMBERS = 189
    RICH_TEXT = 214
    STYLE = 224
    SHARED_TEXT = 253
    SIZE = 512
    NUMBER = 515
    TEXT = 516
    TRUTH_OR_ERROR = 517
    SHORT_NUMBER = 638
    BEGIN = 2057


_CELLS = frozenset(
    {
        _Kind.FORMULA,
        _Kind.NUMBERS,
        _Kind.RICH_TEXT,
        _Kind.SHARED_TEXT,
        _Kind.NUMBER,
        _Kind.TEXT,
        _Kind.TRUTH_OR_ERROR,
        _Kind.SHORT_NUMBER,
    }
)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_NOT_AVAILABLE = 42
_ERROR_RESULT = 2


def prepared_xls(content: bytes, *, workbook: str) -> PreparedWorkbook:
    """The workbook as the reader should see it: dates as the numbers they are stored as.

    Raises ConfigError if it is encrypted, damaged, no workbook at all, or would take more memory than a tracker may.
    """
    try:
        container = CompoundFile(content)
        if _ENCRYPTED_XLSX in container.names:
            raise password_protected(workbook)
        name = next((name for name in _WORKBOOK_STREAMS if name in container.names), None)
        if name is None:
            raise _no_workbook(workbook)
        places = container.places(name)
    except BrokenContainerError as error:
        raise _damaged(workbook) from error
    scan = _Scan(workbook, bytearray(b"".join(content[place] for place in places)))
    scan.run()
    copy = bytearray(content)
    start = 0
    for place in places:
        end = start + place.stop - place.start
        copy[place] = scan.stream[start:end]
        start = end
    return PreparedWorkbook(BytesIO(copy), from_1904=scan.from_1904, errors=scan.errors)


def _no_workbook(workbook: str) -> ConfigError:
    return ConfigError(
        f"{workbook} is an old Office document, but no workbook.\n"
        "Open it in a spreadsheet program and save it as .xlsx, or name another file."
    )


def _damaged(workbook: str) -> ConfigError:
    return ConfigError(
        f"{workbook} is damaged or not complete: it cannot be read as the .xls workbook it begins like.\n"
        "If it is still being written or downloaded, wait and run again; else open it and save it as .xlsx."
    )


class _Scan:
    """Goes through the records once, in order."""

    def __init__(self, workbook: str, stream: bytearray) -> None:
        self.stream = stream
        self.errors: dict[int, dict[int, dict[int, str]]] = {}  # by sheet, row and column
        self.from_1904 = False
        self._workbook = workbook
        self._format_places: list[int] = []
        self._sheets: dict[int, tuple[int, str]] = {}  # number and title, by the place where the sheet begins
        self._sheet, self._title = -1, ""
        self._depth = 0  # a chart within a sheet has records like cells
        self._rows = self._columns = self._cells_before = 0

    def run(self) -> None:
        try:
            for kind, start, size in self._records():
                self._see(kind, start, size)
        except (struct.error, IndexError) as error:
            raise _damaged(self._workbook) from error
        if any(place >= len(self.stream) for place in self._sheets):  # the reader would jump there and panic
            raise _damaged(self._workbook)
        if not self.from_1904:
            for place in self._format_places:
                self.stream[place : place + 2] = b"\0\0"  # the general format: the reader leaves the number alone

    def _records(self) -> Iterator[tuple[int, int, int]]:
        start = 0
        while start + 4 <= len(self.stream):
            kind, size = struct.unpack_from("<2H", self.stream, start)
            yield kind, start + 4, size
            start += 4 + size

    def _see(self, kind: int, start: int, size: int) -> None:
        if kind in _CELLS:
            if self._depth == 1:
                self._see_cell(kind, start, size)
        elif kind == _Kind.BEGIN:
            self._begin(start - 4)
        elif kind == _Kind.END:
            self._depth -= 1
        else:
            self._see_of_workbook(kind, start, size)

    def _see_of_workbook(self, kind: int, start: int, size: int) -> None:
        if kind == _Kind.PASSWORD:
            raise password_protected(self._workbook)
        if kind == _Kind.SHEET_NAME:
            (begins_at,) = struct.unpack_from("<I", self.stream, start)
            self._sheets[begins_at] = (len(self._sheets), _title(self.stream[start + 7 : start + size]))
        elif kind == _Kind.DATE_MODE:
            self.from_1904 = self.stream[start] == 1
        elif kind == _Kind.STYLE:
            self._format_places.append(start + 2)
        elif kind == _Kind.SIZE:  # the reader makes room for whatever size is declared
            self.stream[start : start + size] = bytes(size)

    def _begin(self, place: int) -> None:
        if place not in self._sheets:
            self._depth += 1
            return
        self._depth = 1
        self._sheet, self._title = self._sheets[place]
        self._cells_before += self._rows * self._columns
        self._rows = self._columns = 0

    def _see_cell(self, kind: int, start: int, size: int) -> None:
        row, column = struct.unpack_from("<2H", self.stream, start)
        if error := self._error(kind, start):
            self.errors.setdefault(self._sheet, {}).setdefault(row, {})[column] = error
        if kind == _Kind.NUMBERS:
            (column,) = struct.unpack_from("<H", self.stream, start + size - 2)
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)
        cells = self._cells_before + self._rows * self._columns
        if cells > CELL_LIMIT:
            raise too_large(self._workbook, self._title, cell_address(row, column), cells=cells)

    def _error(self, kind: int, start: int) -> str | None:
        if kind == _Kind.TRUTH_OR_ERROR and self.stream[start + 7] == 1:
            place = start + 6
        elif kind == _Kind.FORMULA and self._is_error_result(start + 6):
            place = start + 8
        else:
            return None
        error = _ERRORS.get(self.stream[place], "#ERROR!")
        self.stream[place] = _NOT_AVAILABLE  # the reader gives up at an error it does not know
        return error

    def _is_error_result(self, place: int) -> bool:
        return self.stream[place] == _ERROR_RESULT and self.stream[place + 6 : place + 8] == b"\xff\xff"


def _title(text: bytearray) -> str:
    """Since Excel 97 a byte in front says whether two bytes make a character."""
    if text[0] == 1:
        return text[1:].decode("utf-16-le", errors="replace")
    return text.lstrip(b"\0").decode("cp1252", errors="replace")
