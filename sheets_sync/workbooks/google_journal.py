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

_COLUMNS: Final = len(JOURNAL_HEADINGS)
_ROWS_AT_ONCE: Final = 500  # the sheet grows by so many, so that it seldom has to
_REQUEST_BYTES: Final = 1_900_000  # somewhat less than Google advises for one request
_AROUND_TEXT: Final = 50  # bytes of a request that a cell takes besides its text


@dataclass(frozen=True)
class _Lines:
    """Lines as cells, from `first_row` down."""

    texts: Sequence[Sequence[str]]
    first_row: int

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first line of every request."""
        starts, size = [0], 0
        for number, line in enumerate(self.texts):
            line_size = len(json.dumps(line, ensure_ascii=False).encode()) + _AROUND_TEXT * _COLUMNS
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
        start, end = (*self.starts, len(self.texts))[number : number + 2]
        lines = self.texts[start:end]
        first = self.first_row + start
        area = Area(first, 0, first + len(lines) - 1, _COLUMNS - 1)
        rows = [
            {"values": [{"userEnteredValue": {"stringValue": google_text(text)}} for text in line]} for line in lines
        ]
        return {"updateCells": {"range": grid_range(sheet_id, area), "rows": rows, "fields": "userEnteredValue"}}


def journal_part(
    noted: Sequence[JournalLine], sheet: GoogleSheet | None, standing_rows: int, *, new_id: int, as_of: datetime
) -> Part:
    """The lines `noted`, below the rows that stand; with the sheet itself, and its headings, where they do not."""
    sheet_id = sheet.sheet_id if sheet else new_id
    texts = [line.cells() for line in noted]
    if not standing_rows:
        texts.insert(0, JOURNAL_HEADINGS)
    rows, columns = _grid(sheet, standing_rows + len(texts))
    return Part(
        title=JOURNAL,
        sheet_id=sheet_id,
        new_sheet=None if sheet else _new_sheet(sheet_id, rows),
        growth=rows * columns - (sheet.rows * sheet.columns if sheet else 0),
        prepare=_grown(sheet, rows, columns) if sheet else _warned(sheet_id),
        cells=_Lines(texts, standing_rows),
        dress=(),
        first_row=standing_rows,
        row_count=len(texts),
        column_count=_COLUMNS,
        old_mark=sheet.mark if sheet else None,
        mark=new_mark(sheet_id, sheet.mark if sheet else None, JOURNAL, _fingerprint(texts), as_of),
    )


def _fingerprint(texts: Sequence[Sequence[str]]) -> str:
    return sha256(json.dumps(texts).encode()).hexdigest()


def _grid(sheet: GoogleSheet | None, needed: int) -> tuple[int, int]:
    rows = ceil(needed / _ROWS_AT_ONCE) * _ROWS_AT_ONCE
    if sheet is None:
        return rows, _COLUMNS
    return (sheet.rows if needed <= sheet.rows else rows), max(sheet.columns, _COLUMNS)


def _new_sheet(sheet_id: int, rows: int) -> dict[str, Any]:
    return {
        "sheetId": sheet_id,
        "title": JOURNAL,
        "hidden": True,
        "gridProperties": {"rowCount": rows, "columnCount": _COLUMNS, "frozenRowCount": 1},
    }


def _warned(sheet_id: int) -> list[Request]:
    protection = {
        "protectedRangeId": chosen_id("journal", sheet_id),
        "range": {"sheetId": sheet_id},
        "description": "The memory of this summary: later runs believe what stands here.",
        "warningOnly": True,
    }
    return [{"addProtectedRange": {"protectedRange": protection}}]


def _grown(sheet: GoogleSheet, rows: int, columns: int) -> list[Request]:
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
