"""A .csv or .tsv file as a grid: all cells are text, as they stand in the file."""

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.file_kinds import is_no_table, looks_like
from sheets_sync.workbooks.grid import Cell, Grid

_DELIMITERS = (";", ",", "\t", "|")
_NO_DELIMITER = "\x1f"  # a character no text holds
_DELIMITER_LINE = re.compile(r'"?sep=([^"\w\r\n])"?\s*', re.IGNORECASE)
_SAMPLE_LINES = 200
_LONG_ROW = 200  # lines in one row: a forgotten quotation mark is likelier than such a text
_END = "\x1e"


def csv_grid(path: Path, *, workbook: str, title: str) -> Grid:
    """The file as a grid. Raises ConfigError if it is no table, or a quotation mark is never closed."""
    content = path.read_bytes()
    if is_no_table(content):
        raise ConfigError(
            f"{path} is {looks_like(content)}, not the table its name promises.\n"
            "Export it again as .csv, or give it the ending it should have."
        )
    notes = []
    is_utf_16 = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if b"\0" in content and not is_utf_16:
        content = content.replace(b"\0", b"")
        notes.append(f"{path.name} holds NUL characters, which were left out: export it again if text is missing.")
    with _fields_up_to(len(content)):
        try:
            rows, long_rows = _rows(path, content, "utf-16" if is_utf_16 else "utf-8-sig")
        except UnicodeDecodeError:
            rows, long_rows = _rows(path, content, "cp1252")
            notes.append(f"{path.name} is not UTF-8 and was read as Windows-1252: check letters such as é and ß.")
    return Grid(workbook, title, rows, notes=(*notes, *long_rows))


@contextmanager
def _fields_up_to(length: int) -> Iterator[None]:
    """The csv module's limit is the same for all its users, so it is put back."""
    before = csv.field_size_limit(max(length, 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    errors = "strict" if encoding == "utf-8-sig" else "replace"
    return TextIOWrapper(BytesIO(content), encoding, errors=errors, newline="")


def _rows(path: Path, content: bytes, encoding: str) -> tuple[list[tuple[Cell, ...]], list[str]]:
    sample = list(islice(_lines(content, encoding), _SAMPLE_LINES))
    named = _DELIMITER_LINE.fullmatch(sample[0]) if sample else None
    delimiter = named[1] if named else _found_delimiter(sample, prefers_tabs=path.suffix.lower() == ".tsv")
    spaced = any(f'{delimiter} "' in line for line in sample)
    reader = csv.reader(chain(_lines(content, encoding), [_END]), delimiter=delimiter, skipinitialspace=spaced)
    texts: dict[str, Cell] = {"": None}
    rows: list[tuple[Cell, ...]] = []
    notes = []
    first_line = last_line = 0  # of the row at hand
    for fields in reader:
        first_line, last_line = last_line + 1, reader.line_num
        if last_line - first_line >= _LONG_ROW:
            notes.append(
                f"{path.name}, line {first_line}: this row ends in line {last_line}; check its quotation marks."
            )
        cells = [texts.setdefault(field, field) for field in fields]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(tuple(cells))
    if rows.pop() != (_END,):
        raise ConfigError(
            f"{path}, line {first_line}: a quotation mark opens a cell and is never closed: all below would be lost.\n"
            'Close it, or write two where one is meant (""), or export the file again.'
        )
    while rows and not rows[-1]:
        rows.pop()
    return (rows[1:] if named else rows), notes


def _found_delimiter(sample: Sequence[str], *, prefers_tabs: bool) -> str:
    """The character that splits most rows, and those most evenly."""
    delimiters = sorted(_DELIMITERS, key=lambda delimiter: delimiter != "\t") if prefers_tabs else _DELIMITERS
    fits = {delimiter: _fit(sample, delimiter) for delimiter in delimiters}
    best = max(delimiters, key=lambda delimiter: fits[delimiter])
    return best if any(fits[best]) else _NO_DELIMITER


def _fit(sample: Sequence[str], delimiter: str) -> tuple[int, int, int]:
    """Rows that are split, how many of them into the usual number of cells, and that number."""
    widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(row)]
    split = Counter(width for width in widths if width > 1)
    if not split:
        return (0, 0, 0)
    usual = max(split, key=lambda width: (split[width], width))
    # Lines above the heading are titles; below it, a character that splits less than half of the rows is prose.
    from_heading = next(place for place, width in enumerate(widths) if width > 1)
    if 2 * split.total() < len(widths) - from_heading:
        return (0, 0, 0)
    return (split.total(), split[usual], usual)
