"""A page copied onto an Excel sheet."""

from typing import Any, Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.excel_charts import insert_chart
from sheets_sync.workbooks.excel_formats import Formats, excel_text
from sheets_sync.workbooks.page import Page, PageRow
from sheets_sync.workbooks.tab import Link

MOST_LINKS: Final = 65_530

_A4 = 9
_LONGEST_FOOTER_TEXT = 90  # doubled ampersands and all, a footer holds 255
_EVERY_CELL = "A1:XFD1048576"


class SheetWriter:
    """Writes the cells of one sheet, from the top: what is above a row cannot be touched again."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self._sheet = sheet
        self._formats = formats
        self._links = 0

    def write(self, row: int, page_row: PageRow) -> None:
        """One row: its height, its cells, and those of them that stretch over several columns."""
        if page_row.height != look.ROW:
            self._sheet.set_row_pixels(row, page_row.height)
        for column, value, style, through in page_row.cells:
            cell_format = self._formats[style]
            if through > column:
                self._sheet.merge_range(row, column, row, through, "", cell_format)
            if isinstance(value, str):
                self._sheet.write_string(row, column, excel_text(value), cell_format)
            elif isinstance(value, Link):
                self._write_link(row, column, value, style)
            elif value is None:
                self._sheet.write_blank(row, column, None, cell_format)
            else:
                self._sheet.write_number(row, column, value, cell_format)

    def _write_link(self, row: int, column: int, link: Link, style: look.Style) -> None:
        if self._links == MOST_LINKS:
            plain = look.without_link(style)
            self._sheet.write_string(row, column, excel_text(link.text), self._formats[plain])
            return
        self._links += 1
        self._sheet.write_url(row, column, link.url, self._formats[style], string=excel_text(link.text))


def write_page(workbook: Any, page: Page, formats: Formats) -> None:
    """Add `page` to the workbook as its next sheet."""
    sheet = workbook.add_worksheet(page.title)
    _set_up_columns(sheet, page)
    writer = SheetWriter(sheet, formats)
    for number, row in enumerate(page.rows):
        writer.write(number, row)
    for chart in page.charts:
        insert_chart(workbook, sheet, chart)
    _set_up_reading(sheet, page)
    _set_up_printing(sheet, page)


def _set_up_columns(sheet: Any, page: Page) -> None:
    sheet.set_default_row(look.ROW * 0.75)
    for column, width in enumerate(page.widths):
        sheet.set_column_pixels(column, column, width)


def _set_up_reading(sheet: Any, page: Page) -> None:
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": _EVERY_CELL})
    if page.frozen_rows:
        sheet.freeze_panes(page.frozen_rows, 0)
    if page.filtered:
        area = page.filtered
        sheet.autofilter(area.first_row, area.first_column, area.last_row, area.last_column)


def _set_up_printing(sheet: Any, page: Page) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    sheet.fit_to_pages(1, 1 if page.on_one_page else 0)
    sheet.print_area(page.printed.first_row, page.printed.first_column, page.printed.last_row, page.printed.last_column)
    if page.heading_row is not None:
        sheet.repeat_rows(page.heading_row)
    # A space after the size: a heading that begins with a digit would be read as part of it.
    name = excel_text(page.heading[:_LONGEST_FOOTER_TEXT]).replace("&", "&&").replace("\n", " ")
    small = f'&"{look.FONT},Regular"&8 '
    sheet.set_footer(f"&L{small}{name}&R{small}Page &P of &N")
