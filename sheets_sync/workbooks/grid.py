"""What is read: a tab as rows of cells, whichever workbook it comes from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Cell = str | float | bool | None

_PLAIN_TITLE = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")


@dataclass(frozen=True)
class Grid:
    """A tab of a tracker workbook.

    `rows` are counted from the first row of the sheet and may be ragged: trailing empty cells are left out.
    A date is a serial day (1899-12-30 = 0, in the sheet's own zone), a blank is None, a spreadsheet error
    is its own text, such as '#REF!'.
    """

    workbook: str  # the name people know the workbook by
    title: str
    rows: Sequence[Sequence[Cell]]
    notes: tuple[str, ...] = ()  # what had to be assumed to read it, one sentence each
    unreadable: str | None = None  # why there are no rows, where others of its workbook could be read
    tab_id: str | None = None  # what its workbook knows it by, whatever it is called; None where that is the title
    former_titles: tuple[str, ...] = ()  # what it was called when it was read before
    url: str | None = None  # of the tab, where its workbook has addresses
    timezone: str | None = None  # IANA name, of its workbook
    locale: str | None = None  # of its workbook, such as 'de_DE'

    def cell_name(self, row: int, column: int) -> str:
        """The cell as people write it, 'Cases!F212'; `row` and `column` count from 0."""
        return f"{quoted_title(self.title)}!{cell_address(row, column)}"

    def cell_url(self, row: int, column: int) -> str | None:
        """A link to the cell; `row` and `column` count from 0. None where its workbook has no addresses."""
        return self.url and cell_link(self.url, row, column)


class TrackerSource(Protocol):
    """A place trackers are read from."""

    @property
    def name(self) -> str:
        """What people know the workbook by: a file's name, a spreadsheet's title."""
        ...

    def grids(self) -> list[Grid]:
        """Every tab, in the workbook's own order. Raises ConfigError, TrackerError, AccessError or TryLaterError."""
        ...


def column_letter(column: int) -> str:
    """The letter over a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """A cell within its tab, both counted from 0: (211, 5) is 'F212'."""
    return f"{column_letter(column)}{row + 1}"


def cell_link(tab_url: str, row: int, column: int) -> str:
    """A link to a cell of the tab at `tab_url`, both counted from 0: '…/edit#gid=7&range=F212'."""
    return f"{tab_url}&range={cell_address(row, column)}"


def quoted_title(title: str) -> str:
    """A tab's title as it stands before the '!': in apostrophes unless it is a plain word no cell could bear."""
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"
