"""The account of every column: how many of its cells were read."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sheets_sync.trackers.columns import Column
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.workbooks.grid import cell_link

_Place = tuple[str, str, int]  # workbook, tab and column


@dataclass(frozen=True, kw_only=True)
class ColumnAccount:
    """The cells of one column in a tab's data rows: data rows = read + unread + blank.

    A day that was taken from its instant counts as read. `warned` are those of its cells that hold something and stand
    in the issues as a warning. `row` is the heading's; it and `column` count from 0.
    """

    tracker: str
    workbook: str  # the name people know it by
    tab: str
    tab_url: str | None
    row: int
    column: int
    heading: str  # as people wrote it
    field: str
    read: int
    unread: int
    blank: int
    warned: int

    @property
    def url(self) -> str | None:
        """A link to its heading; None where its workbook has no addresses."""
        return self.tab_url and cell_link(self.tab_url, self.row, self.column)


def column_accounts(tabs: Sequence[TabReading], issues: Sequence[RowIssue]) -> tuple[ColumnAccount, ...]:
    """The account of every column that is read, tab by tab from left to right."""
    warned = _warned(issues)
    return tuple(account for tab in tabs for account in _of_tab(tab, warned))


def _of_tab(tab: TabReading, warned: Counter[_Place]) -> Iterator[ColumnAccount]:
    for match in tab.layout.columns:
        if match.field is None:
            continue
        column = tab.columns[match.field]
        unread, blank = _rows_with(column, column.problems), _rows_with(column, _blank_codes(column))
        yield ColumnAccount(
            tracker=tab.schema.tracker,
            workbook=tab.grid.workbook,
            tab=tab.grid.title,
            tab_url=tab.grid.url,
            row=tab.layout.header_row,
            column=match.index,
            heading=match.heading,
            field=match.field,
            read=len(column.codes) - unread - blank,
            unread=unread,
            blank=blank,
            warned=warned[tab.grid.workbook, tab.grid.title, match.index],
        )


def _blank_codes(column: Column) -> list[int]:
    empty = (code for code, value in enumerate(column.values) if value is None or value == ())
    return [code for code in empty if code not in column.problems]


def _rows_with(column: Column, codes: Collection[int]) -> int:
    counts = np.bincount(column.codes, minlength=len(column.values))
    return int(counts[list(codes)].sum()) if codes else 0


def _warned(issues: Sequence[RowIssue]) -> Counter[_Place]:
    """How many cells of each column hold something that was warned about; a cell of two warnings is one."""
    cells = {
        (issue.workbook, issue.tab, issue.column, issue.row)
        for issue in issues
        if issue.severity == "warning" and issue.value and issue.column is not None
    }
    return Counter((workbook, tab, column) for workbook, tab, column, _ in cells)
