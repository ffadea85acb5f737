"""Cells that are alike gathered into rectangles, and rectangles as Google names them."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from sheets_sync.workbooks.page import Area

Alike = TypeVar("Alike", bound=Hashable)
Strip = tuple[int, int, Alike]
"""Cells of one row: the first column, the last one, and what they have in common."""


class Run(NamedTuple):
    """Numbers from `first` up to `end`, which is no more among them."""

    first: int
    end: int


def strips(cells: Iterable[Strip[Alike]]) -> Iterator[Strip[Alike]]:
    """Cells of one row, from the left, joined where neighbours are alike."""
    joined: Strip[Alike] | None = None
    for cell in cells:
        if joined and joined[1] + 1 == cell[0] and joined[2] == cell[2]:
            joined = joined[0], cell[1], cell[2]
        else:
            if joined:
                yield joined
            joined = cell
    if joined:
        yield joined


def rectangles(rows: Iterable[tuple[int, Iterable[Strip[Alike]]]]) -> list[tuple[Area, Alike]]:
    """The strips of rows, from the top, joined where the same strip stands in the row below."""
    found: list[tuple[Area, Alike]] = []
    growing: dict[Strip[Alike], Run] = {}
    for row, row_strips in rows:
        for strip in row_strips:
            run = growing.get(strip)
            if run and run.end == row:
                growing[strip] = Run(run.first, row + 1)
                continue
            if run:
                found.append(_rectangle(strip, run))
            growing[strip] = Run(row, row + 1)
    found += [_rectangle(strip, run) for strip, run in growing.items()]
    return sorted(found, key=lambda one: (one[0].first_row, one[0].first_column))


def runs(values: Sequence[int]) -> Iterator[tuple[int, Run]]:
    """Each value with the places, one after the other, where it stands."""
    for value, places in groupby(range(len(values)), key=values.__getitem__):
        numbers = list(places)
        yield value, Run(numbers[0], numbers[-1] + 1)


def grid_range(sheet_id: int, area: Area) -> dict[str, int]:
    """The area as Google names it."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": area.first_row,
        "endRowIndex": area.last_row + 1,
        "startColumnIndex": area.first_column,
        "endColumnIndex": area.last_column + 1,
    }


def _rectangle(strip: Strip[Alike], run: Run) -> tuple[Area, Alike]:
    first, last, alike = strip
    return Area(run.first, first, run.end - 1, last), alike
