"""A page as requests to Google: what empties a sheet, what fills it and what dresses it."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.google_areas import Run, grid_range, rectangles, runs
from sheets_sync.workbooks.google_cells import CellBlocks, cell_blocks
from sheets_sync.workbooks.google_charts import chart_requests
from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_looks import look_requests
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.google_workbook import GoogleSheet
from sheets_sync.workbooks.page import Area, Page
from sheets_sync.workbooks.page_content import Content, content_of

PROTECTION: Final = "Written by sheets_sync"

_GRID_FIELDS = "gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)"
_MOST_HEIGHTS = 5_000  # that are set one by one; with more, Google fits a table's rows to their text itself


@dataclass(frozen=True)
class PageRequests:
    """One sheet's share of a batch, in this order.

    `prepare` gives the live sheet the page's size and takes off what an earlier page left on it, `cells` fill it, or
    a sheet from which they are pasted, and `dress` does the rest.
    """

    grid: Request  # the gridProperties with which a new sheet is added
    prepare: list[Request]
    cells: CellBlocks
    dress: list[Request]


def page_requests(
    page: Page, sheet_id: int, live: GoogleSheet | None, *, most_bytes: int, taken: Container[int] = frozenset()
) -> PageRequests:
    """What makes the sheet show `page`, whose rows this reads; nothing of what `live` showed before remains.

    Without `live` the sheet is new. No block of cells is larger than `most_bytes`, and no id of `taken` is given.
    """
    content = content_of(page)
    grid = _grid(page, content)
    return PageRequests(
        grid=grid,
        prepare=_prepare(grid, live) if live else [],
        cells=cell_blocks(content, most_bytes),
        dress=list(_dress(page, content, sheet_id, live, taken)),
    )


def _grid(page: Page, content: Content) -> Request:
    """Exactly the page, but never all of its rows frozen: Google refuses that."""
    return {
        "rowCount": max(len(content.rows), page.frozen_rows + 1),
        "columnCount": content.column_count,
        "frozenRowCount": page.frozen_rows,
        "frozenColumnCount": 0,
        "hideGridlines": True,
    }


def _prepare(grid: Request, live: GoogleSheet) -> list[Request]:
    # Rules have no ids: the first one goes as often as there are any.
    first_rule = {"deleteConditionalFormatRule": {"sheetId": live.sheet_id, "index": 0}}
    properties = {"sheetId": live.sheet_id, "gridProperties": grid}
    return [
        {"clearBasicFilter": {"sheetId": live.sheet_id}},
        {"unmergeCells": {"range": {"sheetId": live.sheet_id}}},
        *[first_rule] * live.rule_count,
        {"updateSheetProperties": {"properties": properties, "fields": _GRID_FIELDS}},
    ]


def _dress(
    page: Page, content: Content, sheet_id: int, live: GoogleSheet | None, taken: Container[int]
) -> Iterator[Request]:
    body = _body(page)
    yield from look_requests(content, body, sheet_id)
    yield from _merges(content, sheet_id)
    grid = _grid(page, content)
    yield from _sizes("COLUMNS", _padded(page.widths, grid["columnCount"], look.GRID_COLUMN), sheet_id)
    yield from _heights(_padded(content.heights, grid["rowCount"], look.ROW), body, sheet_id)
    if page.filtered:
        yield {"setBasicFilter": {"filter": {"range": grid_range(sheet_id, page.filtered)}}}
    standing = live.chart_ids if live else ()
    yield from chart_requests(page.charts, page.widths, sheet_id, standing=standing, taken=taken)
    if not (live and any(protection.whole_sheet for protection in live.protections)):
        yield _protection(sheet_id, taken)


def _body(page: Page) -> Area | None:
    """The rows of the page's table, below its headings."""
    table = page.filtered
    if table is None or table.last_row == table.first_row:
        return None
    return replace(table, first_row=table.first_row + 1)


def _merges(content: Content, sheet_id: int) -> Iterator[Request]:
    rows = (
        (number, [(slot.column, slot.through, "merged") for slot in row.slots if slot.through > slot.column])
        for number, row in enumerate(content.rows)
    )
    for area, _ in rectangles(rows):
        yield {"mergeCells": {"range": grid_range(sheet_id, area), "mergeType": "MERGE_ROWS"}}


def _padded(pixels: Sequence[int], count: int, usual: int) -> list[int]:
    """Sizes for all of the grid, where it is larger than the page."""
    return [*pixels, *[usual] * (count - len(pixels))]


def _heights(heights: Sequence[int], body: Area | None, sheet_id: int) -> Iterator[Request]:
    requests = list(_sizes("ROWS", heights, sheet_id))
    if body is None or len(requests) <= _MOST_HEIGHTS:
        yield from requests
        return
    table = Run(body.first_row, body.last_row + 1)
    usual = [look.ROW] * (table.end - table.first)
    yield from _sizes("ROWS", [*heights[: table.first], *usual, *heights[table.end :]], sheet_id)
    yield {"autoResizeDimensions": {"dimensions": _dimension(sheet_id, "ROWS", table)}}


def _sizes(dimension: str, pixels: Sequence[int], sheet_id: int) -> Iterator[Request]:
    """The size that most rows or columns have, for all of them, and then those that have another."""
    [(usual, _)] = Counter(pixels).most_common(1)
    yield _sized(_dimension(sheet_id, dimension, Run(0, len(pixels))), usual)
    for size, run in runs(pixels):
        if size != usual:
            yield _sized(_dimension(sheet_id, dimension, run), size)


def _sized(dimension: Request, pixels: int) -> Request:
    # What somebody hid holds something else by now.
    shown = {"pixelSize": pixels, "hiddenByUser": False}
    fields = "pixelSize,hiddenByUser"
    return {"updateDimensionProperties": {"range": dimension, "properties": shown, "fields": fields}}


def _dimension(sheet_id: int, dimension: str, run: Run) -> Request:
    return {"sheetId": sheet_id, "dimension": dimension, "startIndex": run.first, "endIndex": run.end}


def _protection(sheet_id: int, taken: Container[int]) -> Request:
    protection = {
        "protectedRangeId": chosen_id("protection", sheet_id, taken=taken),
        "range": {"sheetId": sheet_id},
        "description": PROTECTION,
        "warningOnly": True,
    }
    return {"addProtectedRange": {"protectedRange": protection}}
