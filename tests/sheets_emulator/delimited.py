"""Spreadsheets as comma or tab separated text, as Drive converts them."""

import csv
import io

from .book import Book, new_sheet
from .rendered import rendered
from .requests_fills import type_in

DELIMITERS = {"text/csv": ",", "text/tab-separated-values": "\t"}


def exported(book: Book, kind: str) -> bytes:
    """The first tab as shown, as far as it is filled; lines end in CRLF, the last in nothing."""
    sheet = book.sheets[0]
    shown = {place: str(text) for place, cell in sheet.cells.items() if (text := rendered(cell)) != ""}
    height = max((row for row, _ in shown), default=-1) + 1
    width = max((column for _, column in shown), default=-1) + 1
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITERS[kind], lineterminator="\r\n")
    writer.writerows([[shown.get((row, column), "") for column in range(width)] for row in range(height)])
    return text.getvalue().removesuffix("\r\n").encode()


def imported(book: Book, content: bytes, kind: str, caller: str) -> Book:
    """The book with nothing but one tab, its texts entered as if typed."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=DELIMITERS[kind]))
    fresh = book.fork()
    first = book.sheets[0]
    fresh.sheets = [new_sheet(first.id, first.title)]
    fresh.named_ranges, fresh.metadata = {}, {}
    type_in(fresh, fresh.sheets[0], (0, 0), rows, caller)
    return fresh
