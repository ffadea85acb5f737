"""Which rows below a heading are data: blank rows, totals, repeated headings and second tables are told apart."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Literal

from sheets_sync.workbooks.grid import Cell

RowKind = Literal["data", "blank", "total", "heading", "second table"]

_INVISIBLE = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\ufeff\u2007\u202f"
_UNTICKED = {"", "☐", "□", "◻"}
_MOST_HEADINGS_TRIED = 100  # of one tab, as headings of another table
_TOTAL = re.compile(
    r"(?:(?:grand |sub[ -]?|overall )?totals?|sums?|averages?|mean|median|count|"
    r"(?:gesamt|zwischen|end)?summe|gesamt|insgesamt|durchschnitt|mittelwert|anzahl|"
    r"(?:sous-)?total général|(?:sous-)?totaux|sous-total|somme|moyenne|nombre|"
    r"suma|total general|promedio|media|"
    r"totali?|totale(?: generale)?|somma|conteggio)(?!\w)"
)
_AFTER_A_TOTAL = re.compile(r"[\s:=.\-–—(].*")


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing, or nothing but unticked boxes."""
    return all(_is_blank_cell(cell) for cell in row)


def _is_blank_cell(cell: Cell) -> bool:
    return cell is None or cell is False or (isinstance(cell, str) and cell.strip(_INVISIBLE) in _UNTICKED)


def row_kinds(
    rows: Sequence[Sequence[Cell]], *, is_heading: Callable[[Sequence[Cell]], bool], fatal: Sequence[int]
) -> list[RowKind]:
    """The kind of every row, second tables aside; `fatal` are the columns (from 0) a row of data cannot do without."""
    return [_row_kind(row, is_heading, fatal) for row in rows]


def _row_kind(row: Sequence[Cell], is_heading: Callable[[Sequence[Cell]], bool], fatal: Sequence[int]) -> RowKind:
    if is_blank(row):
        return "blank"
    if _is_total(row, fatal):
        return "total"
    return "heading" if is_heading(row) else "data"


def _is_total(row: Sequence[Cell], fatal: Sequence[int]) -> bool:
    """A row whose first word is a total's and which lacks, that word aside, what a row of data needs."""
    first = next(index for index, cell in enumerate(row) if not _is_blank_cell(cell))
    cell = row[first]
    if not isinstance(cell, str) or len(cell) > 60 or not _names_a_total(cell):
        return False
    return all(index == first or index >= len(row) or _is_blank_cell(row[index]) for index in fatal)


def _names_a_total(cell: str) -> bool:
    words = unicodedata.normalize("NFKC", cell).strip(_INVISIBLE).casefold()
    match = _TOTAL.match(words)
    return match is not None and (
        match.end() == len(words) or _AFTER_A_TOTAL.fullmatch(words[match.end() :]) is not None
    )


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
