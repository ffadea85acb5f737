"""The journal as the last, hidden sheet of a summary workbook."""

from collections.abc import Sequence
from typing import Any, Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.excel_formats import Formats, excel_text
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS

MOST_LINES: Final = 1_000_000  # a sheet holds 1,048,576; beyond, the oldest go

_WIDTHS: Final = (160, 70, 180, 90, 110, 150, 130, 240, 240)  # pixels, in the order of the headings


def write_journal(workbook: Any, rows: Sequence[Sequence[Cell]], formats: Formats) -> None:
    """Add the rows to the workbook as its next sheet, below the headings, locked against slips of the hand."""
    sheet = workbook.add_worksheet(JOURNAL)
    text = workbook.add_format({"num_format": "@"})  # so that a hand that edits a cell leaves it text
    for column, (heading, width) in enumerate(zip(JOURNAL_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(0, column, heading, formats[look.heading_style("text")])
    for row, cells in enumerate(rows[-MOST_LINES:], start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                sheet.write_string(row, column, excel_text(cell), text)
            elif cell is not None and cell != "":
                sheet.write(row, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.protect()
    sheet.hide()
