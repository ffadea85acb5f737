"""A summary tab as one sheet's share of a batch."""

from collections.abc import Container
from datetime import datetime

from sheets_sync.workbooks.google_decisions import TabToWrite
from sheets_sync.workbooks.google_marks import new_mark
from sheets_sync.workbooks.google_page import page_requests
from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.layout import page_of


def tab_part(one: TabToWrite, *, new_id: int, as_of: datetime, most_bytes: int, taken: Container[int]) -> Part:
    """The tab over its standing sheet, else on a new one called `new_id`; no object on it gets an id of `taken`."""
    sheet = one.sheet
    title, sheet_id = one.tab.title, sheet.sheet_id if sheet else new_id
    page = page_requests(page_of(one.tab), sheet_id, sheet, most_bytes=most_bytes, taken=taken)
    rows, columns = page.grid["rowCount"], page.grid["columnCount"]
    old_mark = sheet.mark if sheet else None
    return Part(
        title=title,
        sheet_id=sheet_id,
        new_sheet=None if sheet else {"sheetId": sheet_id, "title": title, "gridProperties": page.grid},
        growth=rows * columns - (sheet.rows * sheet.columns if sheet else 0),
        prepare=page.prepare,
        cells=page.cells,
        dress=page.dress,
        first_row=0,
        row_count=rows,
        column_count=columns,
        old_mark=old_mark,
        mark=new_mark(sheet_id, old_mark, title, one.fingerprint, as_of),
    )
