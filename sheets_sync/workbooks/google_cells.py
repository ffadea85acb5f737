"""What stands in cells in the form that Google takes, in blocks of rows that fit one request."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from sheets_sync.workbooks.cell_values import PlainValue, writable_text
from sheets_sync.workbooks.google_formats import link_format
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.page_content import Content, ContentRow
from sheets_sync.workbooks.tab import Link

LONGEST_TEXT: Final = 50_000  # in UTF-16 units, as Google counts
_ELLIPSIS = "…"
_FIELDS = "userEnteredValue,userEnteredFormat"
_AROUND_ROWS = 300  # bytes of a request besides its rows
_AS_SENT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class CellBlocks:
    """All cells of a sheet as requests, each for the rows from one of `starts` to the next.

    Written in order they leave nothing else in the sheet. `most_bytes` is the size of the largest.
    """

    rows: Sequence[ContentRow]
    starts: Sequence[int]
    most_bytes: int

    def __len__(self) -> int:
        return len(self.starts)

    def on(self, sheet_id: int) -> Iterator[Request]:
        """The requests that write the cells to this sheet, made one by one."""
        for start, end in pairwise([*self.starts, None]):
            rows = [_row(row) for row in self.rows[start:end]]
            yield {"updateCells": {"range": _range(sheet_id, start, end), "rows": rows, "fields": _FIELDS}}


def cell_blocks(content: Content, most_bytes: int) -> CellBlocks:
    """The cells of `content` in requests of at most `most_bytes`; a row that is larger has one for itself."""
    starts, size, largest = [0], _AROUND_ROWS, 0
    for number, row in enumerate(content.rows):
        row_size = _size(row)
        if number > starts[-1] and size + row_size > most_bytes:
            starts.append(number)
            size = _AROUND_ROWS
        size += row_size
        largest = max(largest, size)
    return CellBlocks(content.rows, starts, largest)


def google_text(text: str) -> str:
    """`text` as a cell can hold it: no character that files refuse, and an ellipsis where it is too long."""
    text = writable_text(text)
    if len(text) <= LONGEST_TEXT // 2 or len(units := text.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(_ELLIPSIS))].decode("utf-16-le", errors="ignore") + _ELLIPSIS


def _range(sheet_id: int, start: int | None, end: int | None) -> dict[str, int]:
    """Whole rows; the first and the last block reach to the sheet's edges, whatever its size."""
    first = {"startRowIndex": start} if start else {}
    return {"sheetId": sheet_id, **first, **({} if end is None else {"endRowIndex": end})}


def _size(row: ContentRow) -> int:
    return len(_AS_SENT.encode(_row(row)).encode()) + 1


def _row(row: ContentRow) -> Request:
    """A row up to its last value."""
    cells: list[Request] = []
    for slot, value in zip(row.slots, row.values, strict=True):
        if value is not None:
            cells += [{}] * (slot.column - len(cells))
            cells.append(_cell(value, slot.style))
    return {"values": cells} if cells else {}


def _cell(value: PlainValue, style: Style) -> Request:
    shown: dict[str, Any] = {"wrapStrategy": "WRAP"} if style.wrap else {}
    if isinstance(value, Link) and value.url:
        shown |= link_format(value.url, style)
    entered = {"userEnteredValue": _entered(value)}
    return {**entered, "userEnteredFormat": shown} if shown else entered


def _entered(value: PlainValue) -> Request:
    shown = value.text if isinstance(value, Link) else value
    return {"stringValue": google_text(shown)} if isinstance(shown, str) else {"numberValue": shown}
