"""The rows of many sheets in few calls: large sheets in blocks of rows near 2 MB, each sheet whole."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from sheets_sync.workbooks.grid import Cell

FIRST_BLOCK_CELLS: Final = 150_000  # about 2 MB of usual cells; most sheets are smaller
BLOCK_BYTES: Final = 2_000_000  # what Google advises for one answer
QUERY_LENGTH: Final = 8_000  # of all ranges of a call, as they stand in its address

_BLANK_TAIL = 100  # blank rows at the end of a block, after which the rest is taken to be blank

Row = tuple[Cell, ...]
Ask = Callable[[Sequence[str]], Sequence[Sequence[Sequence[Any]]]]  # ranges to the values of each


class ChangedWhileReadError(Exception):
    """The rows of a sheet moved between two of its blocks."""


class Extent(NamedTuple):
    """A sheet and how large it is, blank cells included."""

    title: str
    rows: int
    columns: int


def rows_of_all(extents: Sequence[Extent], ask: Ask) -> list[list[Row]]:
    """The rows of each sheet up to its last one with a value, trailing blanks left out.

    Sheets of up to 150,000 cells, and the beginning of larger ones, come in one call, however many they are; only where
    their ranges make too long an address are there more. Raises ChangedWhileReadError where blocks do not fit together.
    """
    readings = [_Reading(extent) for extent in extents]
    texts: dict[str, Cell] = {"": None}
    blocks = [reading.first_block() for reading in readings if reading.unread]
    while blocks:
        for some in _in_short_queries(blocks):
            answers = ask([block.range for block in some])
            for block, values in zip(some, answers, strict=True):
                block.reading.take(block, values, texts)
        blocks = _next_blocks([reading for reading in readings if reading.unread])
    return [reading.rows for reading in readings]


@dataclass
class _Reading:
    """A sheet as far as it is read."""

    extent: Extent
    rows: list[Row] = field(default_factory=list)
    read_to: int = 0
    row_bytes: float = 0  # on average in the last block; 0 where it ended in blank rows

    @property
    def unread(self) -> int:
        return max(0, self.extent.rows - self.read_to)

    def first_block(self) -> "_Block":
        columns = max(1, self.extent.columns)
        return _Block(self, 0, min(self.extent.rows, max(1, FIRST_BLOCK_CELLS // columns)))

    def take(self, block: "_Block", values: Sequence[Sequence[Any]], texts: dict[str, Cell]) -> None:
        """Adds the rows of a block, which begins with the last row of the block before."""
        rows = [_row(cells, texts) for cells in values]
        if self.read_to:
            self._check_joint(rows[0] if rows else ())
            rows = rows[1:]
        if any(rows):
            self.rows += [()] * (self.read_to - len(self.rows)) + rows
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        self.read_to = block.end
        if self.unread:
            asked = block.end - block.first
            self.row_bytes = 0 if asked - len(values) >= _BLANK_TAIL else _byte_count(values) / asked

    def _check_joint(self, row: Row) -> None:
        before = self.rows[-1] if len(self.rows) == self.read_to else ()
        if _lasting(row) != _lasting(before):
            raise ChangedWhileReadError(f"the rows of {self.extent.title!r} moved")


@dataclass(frozen=True)
class _Block:
    """Rows of a sheet that are asked for at once."""

    reading: _Reading
    first: int
    end: int

    @property
    def range(self) -> str:
        title = self.reading.extent.title
        # Unquoted, a title may mean a cell or a named range.
        quoted = "'" + title.replace("'", "''") + "'"
        is_whole = self.first == 0 and self.end == self.reading.extent.rows
        return quoted if is_whole else f"{quoted}!{self.first + 1}:{self.end}"


def _next_blocks(readings: Sequence[_Reading]) -> list[_Block]:
    """Blocks for one more answer of about 2 MB; what looks blank takes no room in it."""
    blocks: list[_Block] = []
    room: float = BLOCK_BYTES
    for reading in readings:
        fitting = int(room / reading.row_bytes) if reading.row_bytes else reading.unread
        if blocks and not fitting:
            continue
        count = min(reading.unread, max(1, fitting))
        room = max(0, room - count * reading.row_bytes)
        blocks.append(_Block(reading, reading.read_to - 1, reading.read_to + count))
    return blocks


def _in_short_queries(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    rest = iter(blocks)
    lengths = [len("&ranges=") + len(quote(block.range, safe="")) for block in blocks]
    while lengths:
        count = total = 0
        for length in lengths:
            total += length
            if count and total > QUERY_LENGTH:
                break
            count += 1
        yield list(islice(rest, count))
        del lengths[:count]


def _row(values: Sequence[Any], texts: dict[str, Cell]) -> Row:
    cells = [
        texts.setdefault(value, value) if type(value) is str else float(value) if type(value) is int else value
        for value in values
    ]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _lasting(row: Row) -> Row:
    """What stays the same while nobody edits: a fraction may be the clock's own, as of =NOW()."""
    return _row([None if isinstance(cell, float) and cell % 1 else cell for cell in row], {})


def _byte_count(values: Sequence[Sequence[Any]]) -> int:
    return len(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
