"""How large a worksheet is to its reader: the area spanned by the cells that hold a value."""

import re
from collections.abc import Iterable
from xml.parsers import expat

from sheets_sync.workbooks.archive_scan import CELL_LIMIT, WorkbookArchive, too_large
from sheets_sync.workbooks.grid import cell_address

_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


def column_number(letters: str) -> int:
    """A column counted from 1: 'A' is 1, 'AA' is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class SheetArea:
    """Walks a worksheet cell by cell. Styled blanks do not count, wherever they lie."""

    def __init__(self, archive: WorkbookArchive, *, tab: str) -> None:
        self._archive = archive
        self._tab = tab
        self._row = self._column = 0  # of the next cell that names no address
        self._at = (0, 0)
        self._rows = self._columns = 0
        self.has_errors = False

    def measure(self, blocks: Iterable[bytes]) -> None:
        """Raises ConfigError at the cell that makes the area too large."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for block in blocks:
                parser.Parse(block)
            parser.Parse(b"", True)  # noqa: FBT003 - the end
        except (expat.ExpatError, ValueError) as error:
            raise self._archive.damaged() from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row" and "r" in attributes:
            self._row = int(attributes["r"]) - 1
        elif kind == "c":
            self._begin_cell(attributes)
        elif kind in ("v", "is"):
            self._count()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._at = (self._row, self._column)
        if "r" in attributes:
            address = _ADDRESS.fullmatch(attributes["r"])
            if not address:
                raise self._archive.damaged()
            self._at = (int(address[2]) - 1, column_number(address[1]) - 1)
        self._column = self._at[1] + 1
        self.has_errors = self.has_errors or attributes.get("t") == "e"

    def _count(self) -> None:
        self._rows = max(self._rows, self._at[0] + 1)
        self._columns = max(self._columns, self._at[1] + 1)
        if self._rows * self._columns > CELL_LIMIT:
            raise too_large(
                self._archive.workbook, self._tab, cell_address(*self._at), cells=self._rows * self._columns
            )

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "row":
            self._row += 1
            self._column = 0
