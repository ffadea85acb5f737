"""Which rows below a heading are data: blank rows, totals, repeated headings and second tables are told apart."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import Literal

from sheets_sync.trackers.reading.tables import table
from sheets_sync.workbooks.grid import Cell

RowKind = Literal["data", "blank", "total", "heading", "second table"]

_INVISIBLE = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\ufeff\u2007\u202f"
_UNTICKED = {"", "☐", "□", "◻"}
_LONGEST = 60  # characters of a total or a number
_MOST_HEADINGS_TRIED = 100  # of one tab, as headings of another table
_TOTAL = re.compile(
    r"(?:(?:grand |sub[ -]?|overall )?totals?|sums?|averages?|mean|median|count|"
    r"(?:gesamt|zwischen|end)?summe|gesamt|insgesamt|durchschnitt|mittelwert|anzahl|"
    r"(?:sous-)?total général|(?:sous-)?totaux|sous-total|somme|moyenne|nombre|"
    r"suma|total general|promedio|media|"
    r"totali?|totale(?: generale)?|somma|conteggio)(?!\w)",
    re.IGNORECASE,
)
_AFTER_A_TOTAL = re.compile(r"[\s:=.\-–—(].*")
_PERIOD_OR_MARKET = re.compile(
    r"\d[\d.,/-]*|(?i:[hqwt]|kw|cw|wk|week|woche|semaine|semana|settimana)?\d{0,2}|[A-Z]{2}|[=:.–—-]"
)
_NUMBER = re.compile(r"\W*|\W*\d[\d.,:'’ %]*\W*[a-zA-Z]{0,3}")


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing, or nothing but unticked boxes."""
    return _first_filled(row) is None


def _is_blank_cell(cell: Cell) -> bool:
    return cell is None or cell is False or (isinstance(cell, str) and cell.strip(_INVISIBLE) in _UNTICKED)


def row_kinds(
    rows: Sequence[Sequence[Cell]], *, is_heading: Callable[[Sequence[Cell]], bool], fatal: Sequence[int]
) -> list[RowKind]:
    """The kind of every row, second tables aside; `fatal` are the columns (from 0) a row of data cannot do without."""
    return [_row_kind(row, is_heading, fatal) for row in rows]


def _row_kind(row: Sequence[Cell], is_heading: Callable[[Sequence[Cell]], bool], fatal: Sequence[int]) -> RowKind:
    first = _first_filled(row)
    if first is None:
        return "blank"
    cell = row[first]
    if isinstance(cell, str) and len(cell) <= _LONGEST and _is_total(row, first, cell, fatal):
        return "total"
    if list(fatal) == [first] and _is_total_of_a_day(row[first + 1 :]):
        return "total"
    return "heading" if is_heading(row) else "data"


def _first_filled(row: Sequence[Cell]) -> int | None:
    # A loop, since this is asked of every row, and mostly of its first cell alone.
    for place, cell in enumerate(row):
        if not _is_blank_cell(cell):
            return place
    return None


def _is_total(row: Sequence[Cell], first: int, cell: str, fatal: Sequence[int]) -> bool:
    """A row whose first word is a total's and which lacks, that word aside, what a row of data needs.

    In the last of the columns a row cannot do without, its title or its day, the word must stand alone or before a
    period: 'Count the refunds since May' is an action. Where more follows it, only numbers may stand beside it.
    """
    behind = _behind_a_total(cell)
    if behind is None or not all(index == first or index >= len(row) or _is_blank_cell(row[index]) for index in fatal):
        return False
    is_bare, numbers_beside = _is_period(behind), all(map(_is_number, row[first + 1 :]))
    return (is_bare and numbers_beside) if first in fatal[-1:] else (is_bare or numbers_beside)


def _is_total_of_a_day(beside: Sequence[Cell]) -> bool:
    """Whether the only word beside a day is a total's, and the rest numbers: that day's other rows once more."""
    words = [cell for cell in beside if isinstance(cell, str) and not _is_blank_cell(cell) and not _is_number(cell)]
    return len(words) == 1 and _behind_a_total(words[0]) == "" and any(map(_is_figure, beside))


def _is_figure(cell: Cell) -> bool:
    return not _is_blank_cell(cell) and cell is not True and _is_number(cell)


def _behind_a_total(cell: str) -> str | None:
    """What follows a total's word at the start of a cell; None if the cell does not begin with one."""
    words = (cell if cell.isascii() else unicodedata.normalize("NFKC", cell)).strip(_INVISIBLE)
    match = _TOTAL.match(words)
    behind = words[match.end() :] if match else None
    return behind if not behind or _AFTER_A_TOTAL.fullmatch(behind) else None


def _is_period(text: str) -> bool:
    """Whether a text is empty or only says what a total is of: 'KW 45', 'November 2026', 'DE'."""
    words = [word.strip("():.,") for word in text.split()]
    return all(_PERIOD_OR_MARKET.fullmatch(word) or word.casefold() in _months() for word in words)


@cache
def _months() -> frozenset[str]:
    return frozenset(name for names in table("months").values() for name in names)


def _is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, with its unit or not, or no word at all."""
    if isinstance(cell, str):
        return len(cell) <= _LONGEST and _NUMBER.fullmatch(cell) is not None
    return cell is not True


def filled_count(row: Sequence[Cell]) -> int:
    """How many cells of a row hold something."""
    return sum(not _is_blank_cell(cell) for cell in row)


def headed_tables(
    kinds: Sequence[RowKind],
    rows: Sequence[Sequence[Cell]],
    may_begin: Sequence[bool],
    tracker_of: Callable[[Sequence[Cell]], str | None],
) -> dict[range, str]:
    """Tables of a tracker further down, each to the next one or the tab's own heading repeated, and whose they are.

    `may_begin` says per row whether a table could begin there; `tracker_of` names what a row of words is heading of.
    """
    tried = (
        row for row, (may, kind) in enumerate(zip(may_begin, kinds, strict=True)) if may and row and kind == "data"
    )
    words = (row for row in tried if _is_words(rows[row]))
    begun = {row: tracker for row in islice(words, _MOST_HEADINGS_TRIED) if (tracker := tracker_of(rows[row]))}
    ends = sorted([*begun, *(row for row, kind in enumerate(kinds) if kind == "heading"), len(rows)])
    return {range(row, ends[bisect_right(ends, row)]): tracker for row, tracker in begun.items()}


def _is_words(row: Sequence[Cell]) -> bool:
    words = [cell for cell in row if not _is_blank_cell(cell)]
    return len(words) >= 2 and all(isinstance(cell, str) for cell in words)


def second_tables(kinds: Sequence[RowKind], rows: Sequence[Sequence[Cell]], usable: Sequence[bool]) -> list[range]:
    """Blocks of rows between blank ones that begin with words alone and hold no usable row: tables of another kind.

    `usable` says per row whether anything the tracker cannot do without could be read in it.
    """
    found = []
    for block in _blocks(kinds):
        words = [cell for cell in rows[block.start] if not _is_blank_cell(cell)]
        headed = len(words) >= 2 and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in words)
        if headed and block.start > 0 and not any(usable[row] for row in block):
            found.append(block)
    return found


def _blocks(kinds: Sequence[RowKind]) -> list[range]:
    blocks, start = [], 0
    for row, kind in enumerate([*kinds, "blank"]):
        if kind == "blank":
            if row > start:
                blocks.append(range(start, row))
            start = row + 1
    return blocks
