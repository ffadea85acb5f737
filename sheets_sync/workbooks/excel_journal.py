"""The journal as the last, hidden sheet of a summary workbook."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.excel_formats import Formats, excel_text
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS, JournalLine

MOST_LINES: Final = 1_000_000  # a sheet holds 1,048,576; beyond, the oldest go

_WIDTHS: Final = (160, 70, 180, 90, 110, 150, 130, 240, 240)  # pixels, in the order of the headings


def write_journal(
    workbook: Any, lines: Sequence[JournalLine], spoilt: Sequence[Sequence[Cell]], formats: Formats
) -> None:
    """Add the lines to the workbook as its next sheet, locked against slips of the hand; below them what is spoilt."""
    sheet = workbook.add_worksheet(JOURNAL)
    text = workbook.add_format({"num_format": "@"})  # so that a hand that edits a cell leaves it text
    for column, (heading, width) in enumerate(zip(JOURNAL_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column_pixels(column, column, width)
        sheet.write_string(0, column, heading, formats[look.heading_style("text")])
    kept = (line.cells() for line in lines[-MOST_LINES:])
    for row, cells in enumerate(chain(kept, spoilt), start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                sheet.write_string(row, column, excel_text(cell), text)
            elif cell is not None and cell != "":
                sheet.write(row, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.protect()
    sheet.hide()
