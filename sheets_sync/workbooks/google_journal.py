"""What a run notes, as rows below the last line of the sheet that is our journal."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from math import ceil
from typing import Any, Final

from sheets_sync.workbooks.google_areas import grid_range
from sheets_sync.workbooks.google_cells import google_text
from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_marks import Request, new_mark
from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.google_workbook import GoogleSheet
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.page import Area

_ROWS_AT_ONCE: Final = 500  # the sheet grows by so many, so that it seldom has to
_REQUEST_BYTES: Final = 1_900_000  # somewhat less than Google advises for one request
_AROUND_TEXT: Final = 50  # bytes of a request that a cell takes besides its text


@dataclass(frozen=True)
class _Lines:
    """Lines as cells, from `first_row` down, and blank rows below them up to `end_row`."""

    texts: Sequence[Sequence[str]]
    first_row: int
    end_row: int
    columns: int

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first line of every request."""
        starts, size = [0], 0
        for number, line in enumerate(self.texts):
            line_size = len(json.dumps(line, ensure_ascii=False).encode()) + _AROUND_TEXT * self.columns
            if size and size + line_size > _REQUEST_BYTES:
                starts.append(number)
                size = 0
            size += line_size
        return starts

    @property
    def most_bytes(self) -> int:
        blocks = (self._block(0, number) for number in range(len(self)))
        return max(len(json.dumps(block, ensure_ascii=False).encode()) for block in blocks)

    def __len__(self) -> int:
        return len(self.starts)

    def on(self, sheet_id: int) -> Iterator[Request]:
        """The requests that write the lines to a sheet."""
        return (self._block(sheet_id, number) for number in range(len(self)))

    def _block(self, sheet_id: int, number: int) -> Request:
        start, end = (*self.starts, self.end_row - self.first_row)[number : number + 2]
        area = Area(self.first_row + start, 0, self.first_row + end - 1, self.columns - 1)
        rows = [{"values": [_cell(text) for text in line]} for line in self.texts[start:end]]
        return {"updateCells": {"range": grid_range(sheet_id, area), "rows": rows, "fields": "userEnteredValue"}}


def _cell(text: str) -> Request:
    return {"userEnteredValue": {"stringValue": google_text(text)}} if text else {}


@dataclass(frozen=True)
class JournalSheet:
    """The sheet that is our journal, if there is one, and how far it is filled."""

    sheet: GoogleSheet | None
    row_count: int
    places: Sequence[int]  # the column of each heading


def journal_part(
    noted: Sequence[JournalLine],
    standing: JournalSheet,
    *,
    shorter: Sequence[JournalLine] | None = None,
    new_id: int,
    as_of: datetime,
) -> Part:
    """The lines `noted`, below the rows that stand; with the sheet itself, and its headings, where they do not.

    With `shorter`, these lines take the place of all rows that stand, and the sheet grows smaller if it can.
    """
    sheet = standing.sheet
    sheet_id = sheet.sheet_id if sheet else new_id
    first_row = standing.row_count if shorter is None else 0
    lines = [line.cells() for line in (*(shorter or ()), *noted)]
    texts = [_placed(cells, standing.places) for cells in ([JOURNAL_HEADINGS, *lines] if not first_row else lines)]
    width = max(standing.places) + 1
    rows, columns = _grid(sheet, first_row + len(texts), width, is_anew=shorter is not None)
    end_row = first_row + len(texts) if shorter is None else rows
    return Part(
        title=JOURNAL,
        sheet_id=sheet_id,
        new_sheet=None if sheet else _new_sheet(sheet_id, rows),
        growth=rows * columns - (sheet.rows * sheet.columns if sheet else 0),
        prepare=_resized(sheet, rows, columns) if sheet else _warned(sheet_id),
        cells=_Lines(texts, first_row, end_row, width),
        dress=(),
        first_row=first_row,
        row_count=end_row - first_row,
        column_count=width,
        old_mark=sheet.mark if sheet else None,
        mark=new_mark(sheet_id, sheet.mark if sheet else None, JOURNAL, _fingerprint(texts), as_of),
    )


def _placed(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    """The cells of a line where people have brought their columns."""
    by_column = dict(zip(places, cells, strict=True))
    return [by_column.get(column, "") for column in range(max(places) + 1)]


def _fingerprint(texts: Sequence[Sequence[str]]) -> str:
    return sha256(json.dumps(texts).encode()).hexdigest()


def _grid(sheet: GoogleSheet | None, needed: int, width: int, *, is_anew: bool) -> tuple[int, int]:
    rows = ceil(needed / _ROWS_AT_ONCE) * _ROWS_AT_ONCE
    if sheet is None:
        return rows, width
    return (sheet.rows if needed <= sheet.rows and not is_anew else rows), max(sheet.columns, width)


def _new_sheet(sheet_id: int, rows: int) -> dict[str, Any]:
    return {
        "sheetId": sheet_id,
        "title": JOURNAL,
        "hidden": True,
        "gridProperties": {"rowCount": rows, "columnCount": len(JOURNAL_HEADINGS), "frozenRowCount": 1},
    }


def _warned(sheet_id: int) -> list[Request]:
    protection = {
        "protectedRangeId": chosen_id("journal", sheet_id),
        "range": {"sheetId": sheet_id},
        "description": "The memory of this summary: later runs believe what stands here.",
        "warningOnly": True,
    }
    return [{"addProtectedRange": {"protectedRange": protection}}]


def _resized(sheet: GoogleSheet, rows: int, columns: int) -> list[Request]:
    if (rows, columns) == (sheet.rows, sheet.columns):
        return []
    size = {"rowCount": rows, "columnCount": columns}
    return [
        {
            "updateSheetProperties": {
                "properties": {"sheetId": sheet.sheet_id, "gridProperties": size},
                "fields": "gridProperties.rowCount,gridProperties.columnCount",
            }
        }
    ]
