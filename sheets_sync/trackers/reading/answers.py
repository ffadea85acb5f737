"""What every kind of cell has in common: the types of an answer, clean text, blanks and spreadsheet errors."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sheets_sync.trackers.reading.tables import table
from sheets_sync.workbooks.grid import Cell


@dataclass(frozen=True)
class CellProblem:
    """Why a cell cannot be read ('is not a date'), what to write instead, and the nearest valid value, if any is."""

    problem: str
    remedy: str
    suggestion: str | None = None


class ReadCell(NamedTuple):
    """A cell that was read; `warning` says what had to be assumed, `whole_day` that an instant had no time of day."""

    value: Any
    warning: CellProblem | None = None
    whole_day: bool = False


class Money(NamedTuple):
    amount: float
    currency: str | None  # ISO 4217


class Rating(NamedTuple):
    value: float
    scale: float | None


@dataclass(frozen=True)
class WordRules:
    """What a team adds to the known words of one field."""

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # canonical value: further spellings
    add: tuple[str, ...] = ()  # further canonical values
    blank: tuple[str, ...] = ()  # spellings that mean an empty cell
    any: bool = False  # keep any other spelling as it stands

    def __hash__(self) -> int:
        spellings = tuple((value, tuple(words)) for value, words in self.spellings.items())
        return hash((spellings, tuple(self.add), tuple(self.blank), self.any))


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are to be read."""

    locale: str  # order of day and month, decimal sign: 'de_DE'
    timezone: str  # IANA zone of times written without one
    now: datetime  # UTC; the year of a day without one is the nearest to it
    markets: tuple[str, ...] | None = None  # ISO codes; None is the EU, the EEA, GB and CH
    currency: str | None = None  # of money written without one
    scale: float | None = None  # of ratings written without one
    day_first: bool | None = None  # order in text dates; None is the locale's
    order_unknown: bool = False  # the column's text dates have both orders, so 03/04/2026 could be either day
    words: WordRules = WordRules()


Written = str | float | bool  # a cell that is not empty; text is cleaned
Answer = ReadCell | CellProblem
Reader = Callable[[Written, Reading, str | None], Answer]  # the last is the column's unit

SPREADSHEET_ERROR = CellProblem("is a spreadsheet error", "mend the formula in the cell")
_UNWRITABLE = CellProblem("holds a character that cannot be written", "write the cell again without it")

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    # A joiner holds an emoji or a Persian word together, but never anything in ASCII.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# NFKC would make 102 of "10²", a footnote mark behind a number.
_BETWEEN_RAISED_DIGITS = re.compile("[^⁰¹²³⁴-⁹₀-₉]+")


def clean(text: str) -> str:
    """The text in NFKC, without zero-width characters and without spaces around it."""
    if text.isascii():
        return text.strip()
    # NFKC would part "won´t" at the accent that stands for an apostrophe.
    text = text.replace("´", "'")
    if not unicodedata.is_normalized("NFKC", text):
        text = _BETWEEN_RAISED_DIGITS.sub(lambda part: unicodedata.normalize("NFKC", part[0]), text)
    return (text if text.isprintable() else _INVISIBLE.sub("", text)).strip()


def is_blank(text: str) -> bool:
    """Whether a cleaned text is one of the ways to write 'nothing here'."""
    return not text or text.casefold() in words_for("blank")


def unwritable(text: str) -> CellProblem | None:
    """What is wrong with a text that no file can hold: half of a character of two halves."""
    return None if text.isascii() or not _LONE_SURROGATE.search(text) else _UNWRITABLE


def is_spreadsheet_error(text: str) -> bool:
    """Whether a cleaned text is what a formula leaves when it fails, in any of our languages."""
    return text in words_for("error")


@cache
def words_for(what: str) -> frozenset[str]:
    """The words of words/blank.toml for one thing: 'blank', 'blank_unless_code', 'none', 'no_id', 'error'."""
    return frozenset(table("blank")[what])


def without_accents(text: str) -> str:
    """The text in lower case without accents: 'Clôturé' is 'cloture', 'Groß' is 'gross'."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def as_written(cell: Cell) -> str:
    """A cell as a person would see it: 12.0 is '12'."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() and abs(cell) < 1e15 else repr(cell)
    return "" if cell is None else cell
