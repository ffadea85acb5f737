"""Writes the demo's tabs into a workbook as people would leave it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sheets_sync.sample.sheet import Content, Failed, Sheet, Tick
from sheets_sync.workbooks.ownership import MARK


def write_book(path: Path, sheets: Sequence[Sheet], created: datetime) -> None:
    """One workbook, one tab per sheet, in the order given."""
    with xlsxwriter.Workbook(str(path), _options()) as book:
        # Same content, same bytes: the time of writing must not get into the file.
        stamp = created.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": "LIVE operations trackers", "created": stamp, "comments": MARK})
        for sheet in sheets:
            _Pen(book, sheet).write()


def _options() -> dict[str, object]:
    # XlsxWriter writes into the properties it is given, so every workbook needs its own.
    return {"default_format_properties": {"font_name": "Arial", "font_size": 10, "valign": "top"}}


class _Pen:
    """Writes one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        self._page: Worksheet = book.add_worksheet(sheet.title)
        self._formats: dict[str, Format] = {}

    def write(self) -> None:
        for column, width in enumerate(self._sheet.widths):
            self._page.set_column(column, column, width)
        top = self._title_rows()
        self._page.set_tab_color(self._sheet.colour)
        self._page.set_landscape()
        self._page.fit_to_pages(1, 0)
        if self._sheet.headings:
            self._headings(top)
        for row, contents in enumerate(self._sheet.rows, start=top + bool(self._sheet.headings)):
            for column, content in enumerate(contents):
                self._cell(row, column, content)

    def _title_rows(self) -> int:
        title = self._book.add_format({"bold": True, "font_size": 14})
        grey = self._book.add_format({"italic": True, "font_color": "#6B7785"})
        self._page.set_row(0, 24)
        self._page.write_string(0, 0, self._sheet.heading or self._sheet.title, title)
        for row, line in enumerate(self._sheet.above, start=1):
            self._page.write_string(row, 0, line, grey)
        return len(self._sheet.above) + 2

    def _headings(self, row: int) -> None:
        style = self._book.add_format(
            {"bold": True, "bg_color": self._sheet.colour, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._page.set_row(row, 30)
        for column, heading in enumerate(self._sheet.headings):
            self._page.write_string(row, column, heading, style)
        self._page.freeze_panes(row + 1, 1)
        self._page.autofilter(row, 0, row + len(self._sheet.rows), len(self._sheet.headings) - 1)

    def _cell(self, row: int, column: int, content: Content) -> None:
        match content:
            case None:
                pass
            case Failed(formula=formula, error=error):
                self._page.write_formula(row, column, formula, None, error)
            case Tick(checked=checked):
                self._page.insert_checkbox(row, column, checked)
            case datetime():
                self._page.write_datetime(row, column, content, self._format(f"{self._sheet.day_format} hh:mm"))
            case date():
                self._page.write_datetime(row, column, content, self._format(self._sheet.day_format))
            case str():
                self._page.write_string(row, column, content)
            case _:
                self._page.write_number(row, column, content, self._number_format(column))

    def _number_format(self, column: int) -> Format:
        number = self._sheet.numbers[column]
        return self._format(number, "right") if number else self._format("General")

    def _format(self, pattern: str, align: str = "center") -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern, "align": align})
        return self._formats[pattern]
