"""Reads one cell as people wrote it: the value, or what is wrong with it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sheets_sync.trackers.reading.answers import (
    SPREADSHEET_ERROR,
    Answer,
    CellProblem,
    Money,
    Rating,
    ReadCell,
    Reader,
    Reading,
    WordRules,
    Written,
    as_written,
    clean,
    is_spreadsheet_error,
    unwritable,
    words_for,
)
from sheets_sync.trackers.reading.booleans import read_boolean
from sheets_sync.trackers.reading.durations import read_duration
from sheets_sync.trackers.reading.enforcement import read_enforcement
from sheets_sync.trackers.reading.enumerations import word_reader
from sheets_sync.trackers.reading.ids import read_handle, read_id
from sheets_sync.trackers.reading.instants import read_date, read_datetime
from sheets_sync.trackers.reading.languages import read_language
from sheets_sync.trackers.reading.lists import list_reader, read_links, read_list
from sheets_sync.trackers.reading.markets import read_market, read_markets
from sheets_sync.trackers.reading.money import read_money
from sheets_sync.trackers.reading.numbers import read_integer, read_number, read_ratio
from sheets_sync.trackers.reading.ratings import read_rating
from sheets_sync.trackers.vocabulary import ENUMERATIONS
from sheets_sync.workbooks.grid import Cell

__all__ = [
    "CellProblem",
    "Money",
    "Rating",
    "ReadCell",
    "Reading",
    "WordRules",
    "means_blank",
    "read_cell",
    "read_value",
]

_LIST = "_list"
_CODED = frozenset({"market", "language"})  # NA is Namibia here
_LARGEST = 1e290  # of a number that a unit multiplies: beyond it the product may be infinite
_ENDLESS = CellProblem("is too large to reckon with", "write the number again")
_BLANK, _EMPTY_LIST = ReadCell(None), ReadCell(())


class _Kind(NamedTuple):
    read: Reader
    blank: ReadCell  # what an empty cell is
    blanks: frozenset[str]  # what may be written into one


def read_value(cell: Cell, kind: str, reading: Reading, *, unit: str | None = None) -> ReadCell | CellProblem:
    """The value of one cell of a column, or what is wrong with it. An empty cell is None, or () in a list."""
    read, blank, blanks = _kind(kind)
    if isinstance(cell, str):
        text = clean(cell)
        if not text or text.casefold() in blanks:
            return blank
        if is_spreadsheet_error(text):
            return SPREADSHEET_ERROR
        if reading.words.blank and means_blank(text, reading.words):
            return blank
        return unwritable(text) or read(text, reading, unit)
    if cell is None or cell != cell or (reading.words.blank and means_blank(cell, reading.words)):
        return blank
    return read(cell, reading, unit)


def read_cell(
    cell: Cell,
    kind: str,
    *,
    locale: str,
    timezone: str,
    now: datetime,
    markets: Sequence[str] | None = None,
    unit: str | None = None,
    scale: float | None = None,
) -> Any:
    """The value of one cell, or a `CellProblem`."""
    reading = Reading(locale, timezone, now, None if markets is None else tuple(markets), scale=scale)
    answer = read_value(cell, kind, reading, unit=unit)
    return answer.value if isinstance(answer, ReadCell) else answer


@cache
def _kind(kind: str) -> _Kind:
    of_what = kind.removesuffix(_LIST)
    blanks = words_for("blank") if of_what in _CODED else words_for("blank") | words_for("blank_unless_code")
    if (reader := _READERS.get(kind)) is not None:
        return _Kind(reader, _BLANK, blanks)
    if (reader := _LIST_READERS.get(kind)) is not None:
        return _Kind(reader, _EMPTY_LIST, blanks)
    member = _READERS.get(of_what)
    if member is None or not kind.endswith(_LIST):
        raise ValueError(f"no kind of cell is called {kind!r}; it is one of {', '.join(sorted(_READERS))}, or a list")
    return _Kind(list_reader(member), _EMPTY_LIST, blanks)


def means_blank(cell: Cell, words: WordRules) -> bool:
    """Whether a cell holds what the team writes into an empty one of its column."""
    return clean(as_written(cell)).casefold() in {clean(blank).casefold() for blank in words.blank}


def _read_text(cell: Written, _reading: Reading, _unit: str | None) -> Answer:
    text = as_written(cell)
    return ReadCell(text if text.strip("?") else None)


def _finite(read: Reader) -> Reader:
    """The reader, kept from numbers that a unit could make infinite."""

    def read_finite(cell: Written, reading: Reading, unit: str | None) -> Answer:
        return _ENDLESS if not isinstance(cell, str) and abs(cell) > _LARGEST else read(cell, reading, unit)

    return read_finite


_READERS: dict[str, Reader] = {kind: word_reader(kind) for kind in ENUMERATIONS} | {
    "text": _read_text,
    "id": read_id,
    "handle": read_handle,
    "date": read_date,
    "datetime": read_datetime,
    "duration": _finite(read_duration),
    "number": read_number,
    "integer": read_integer,
    "ratio": read_ratio,
    "money": _finite(read_money),
    "rating": read_rating,
    "boolean": read_boolean,
    "enforcement_type": read_enforcement,
    "language": read_language,
    "market": read_market,
}
_LIST_READERS: dict[str, Reader] = {
    "list": read_list,
    "url_list": read_links,
    "market_list": read_markets,
    "team_list": list_reader(_READERS["team"], also_at="&+/"),
}
