"""The second witness: what the cells below a heading are, and whether a field's column could hold them.

A mapping is only doubted where almost no cell can be read and nearly all are plainly something else: dates in a
status, words in a date. A column with many bad cells, or with words nobody knows, keeps its field, so that every bad
cell is an issue.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache

from sheets_sync.trackers.mapping.words import word_set
from sheets_sync.trackers.reading.answers import clean, is_blank, is_spreadsheet_error
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.values import ReadCell, Reading, read_value
from sheets_sync.trackers.vocabulary import ENUMERATIONS
from sheets_sync.workbooks.grid import Cell

_ROWS_HEARD = 50
_ROWS_HEARD_OF_A_SUSPECT = 600  # so many that it does not matter in what order rows stand
_FEWEST_CELLS = 3
_NEARLY_ALL, _SUSPECT = 0.9, 0.7  # of the cells of a column; of those heard
_LONGEST = 200  # letters of a cell that are looked at
_WORDS_OF_A_SENTENCE, _LETTERS_OF_A_SENTENCE = 6, 35
_MOST_CODES, _HIGHEST_CODE = 10, 20  # whole numbers that may stand for words: 2 for open

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+(]?\s?[€$£%]?\s?\d[\d.,' \u00a0:]*\s?[%€$£kKmMh]?\)?")
_MAY_BE_A_DAY = re.compile(r"(?=.*\d)(?=.*[\s./:-]|\d{8}).{6,40}", re.DOTALL)

# Days and decimals are tried in each order: whether they can be read at all is asked, not what they say.
_READINGS = tuple(
    Reading(locale, "Europe/Berlin", datetime(2026, 1, 1, tzinfo=UTC), currency="EUR", scale=100)
    for locale in ("en_GB", "en_US", "de_DE")
)

_COUNTED = frozenset({"number", "integer", "money", "ratio", "duration", "rating"})
_CLOSED = frozenset(ENUMERATIONS) | {"enforcement_type", "market", "language", "boolean"}
_NEVER_NUMBERS = word_set(
    "summary description subject notes resolution feedback_text action answer question title live_title outcome "
    "seller_name"
)
_SECTIONS = frozenset({"policy_ref", "version"})  # 10.1.12 is no day there
_NAMES = word_set("owner reviewer raised_by approved_by seller_name version")
_TIMES = frozenset({"date", "datetime"})
_DAYS_IN_DIGITS = range(20_000_101, 20_991_232)  # yyyymmdd
_DAYS = range(36_526, 73_051)  # 2000 to 2099, as a spreadsheet counts them


def heard_rows(below: Sequence[Sequence[Cell]], most: int = _ROWS_HEARD) -> Sequence[Sequence[Cell]]:
    """Some rows from all over those below a heading."""
    return below[:: len(below) // most + 1]


def cells_of(rows: Sequence[Sequence[Cell]], index: int) -> tuple[Cell, ...]:
    """The cells of a column that hold something, texts cleaned."""
    cells = (row[index] for row in rows if index < len(row))
    texts = (clean(cell[:_LONGEST]) if isinstance(cell, str) else cell for cell in cells)
    return tuple(cell for cell in texts if cell is not None and not (isinstance(cell, str) and is_blank(cell)))


def contradiction(below: Sequence[Sequence[Cell]], index: int, schema: type[TrackerRow], field: str) -> str | None:
    """What nearly all cells of a column are instead of what the field holds: 'dates', 'sentences'; None if they may do.

    A field of free text is contradicted by its cells' look alone, any other only by cells that it cannot read.
    """
    look = _foreign_look(cells_of(heard_rows(below), index), schema, field, _SUSPECT)
    if look is None:
        return None
    return _foreign_look(cells_of(heard_rows(below, _ROWS_HEARD_OF_A_SUSPECT), index), schema, field, _NEARLY_ALL)


def _foreign_look(cells: Sequence[Cell], schema: type[TrackerRow], field: str, least: float) -> str | None:
    if len(cells) < _FEWEST_CELLS:
        return None
    kind = reads(schema, field).kind
    foreign = _foreign(kind, field)
    looks: Counter[str] = Counter()
    may_fit = int(len(cells) * (1 - least) + 1e-9)
    for cell in cells:
        is_open = _reads_all(kind) or not (_is_read(cell, kind) or _is_nearly_read(cell, kind))
        if is_open and (look := _look(cell)) in foreign:
            looks[look] += 1
        elif (may_fit := may_fit - 1) < 0:
            return None
    if kind in _CLOSED and _are_codes(cells):
        return None
    most = max(sorted(looks), key=lambda look: looks[look])
    return "dates" if most == "numbers" and all(_is_serial_day(cell) for cell in cells) else most


def share_understood(cells: Sequence[Cell], schema: type[TrackerRow], field: str) -> float | None:
    """The share of cells that are words of the field's vocabulary; None where it has none, or there are few cells."""
    kind = reads(schema, field).kind
    if len(cells) < _FEWEST_CELLS or kind not in ENUMERATIONS or _is_read("zork qux", kind):
        return None
    return sum(_is_read(cell, kind) for cell in cells) / len(cells)


@cache
def _foreign(kind: str, field: str) -> frozenset[str]:
    """What the cells of a field never are."""
    kind = kind.removesuffix("_list")
    if kind in _TIMES:
        return frozenset({"words", "sentences", "links", "numbers"})
    if kind in _COUNTED:
        return frozenset({"words", "sentences", "links", "dates"})
    if kind in _CLOSED:
        return frozenset({"dates", "numbers", "sentences", "links"})
    if kind == "url":
        return frozenset({"dates", "numbers"})
    foreign = set() if field in _SECTIONS else {"dates"}
    if kind != "text" or field in _NAMES:
        foreign.add("sentences")
    if field in _NEVER_NUMBERS:
        foreign.add("numbers")
    return frozenset(foreign)


@lru_cache(maxsize=4096, typed=True)  # True is not 1
def _look(cell: Cell) -> str:
    """What a cell is, to a reader who does not know its heading."""
    if not isinstance(cell, str):
        return "ticks" if isinstance(cell, bool) else "numbers"
    if is_spreadsheet_error(cell):
        return "errors"
    if _LINK.fullmatch(cell):
        return "links"
    if cell.isdigit() or (_NUMBER.fullmatch(cell) and not _is_a_day(cell)):
        return "numbers"
    if _is_a_day(cell):
        return "dates"
    if len(cell) >= _LETTERS_OF_A_SENTENCE and len(cell.split()) >= _WORDS_OF_A_SENTENCE:
        return "sentences"
    return "words"


def _is_a_day(text: str) -> bool:
    return _MAY_BE_A_DAY.fullmatch(text) is not None and _is_read(text, "datetime")


@lru_cache(maxsize=16_384, typed=True)
def _is_read(cell: Cell, kind: str) -> bool:
    answers = (read_value(cell, kind, reading) for reading in (_READINGS[:1] if kind in ENUMERATIONS else _READINGS))
    return any(isinstance(answer, ReadCell) and answer.value not in (None, ()) for answer in answers)


def _is_nearly_read(cell: Cell, kind: str) -> bool:
    """Whether a cell was meant as what its column holds, though it cannot be read: '~500', 'Q1 2026', 20260301."""
    if isinstance(cell, str):
        return (kind in _COUNTED or kind in _TIMES) and any(map(str.isdigit, cell)) and _look(cell) == "words"
    return kind in _TIMES and _is_number(cell) and int(float(cell or 0)) in _DAYS_IN_DIGITS


def _reads_all(kind: str) -> bool:
    return kind in ("text", "id", "handle", "list", "url_list")


def _are_codes(cells: Sequence[Cell]) -> bool:
    """Whether the cells are a few small whole numbers, which may stand for words."""
    distinct = {f"{cell:g}" if _is_number(cell) else cell for cell in cells}
    return len(distinct) <= _MOST_CODES and distinct <= {str(number) for number in range(_HIGHEST_CODE + 1)}


def _is_serial_day(cell: Cell) -> bool:
    return _is_number(cell) and int(float(cell or 0)) in _DAYS


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
