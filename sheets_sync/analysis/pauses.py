"""Time during which a clock stood still: merged, in open time, for any number of pauses per record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.instants import Moment, as_array
from sheets_sync.analysis.local_time import Micros
from sheets_sync.analysis.opening_hours import OpenTable

FOREVER = 2**60  # more open time than any table holds


@dataclass(frozen=True)
class Pauses:
    """Spans in which the clocks of records stand still; they may overlap and come in any order.

    `record` is the position of the record in the column of instants, 0 where there is a single one; `end` is NaT while
    a pause lasts.
    """

    record: NDArray[np.int64]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]

    def __post_init__(self) -> None:
        if len({len(self.record), len(self.start), len(self.end)}) > 1:
            raise ValueError("pauses need one record, one start and one end each")
        if np.any(np.isnat(self.start)):
            raise ValueError("a pause has no start")
        if np.any(self.end < self.start):
            first = np.flatnonzero(self.end < self.start)[0]
            raise ValueError(f"a pause ends before it starts: it runs from {self.start[first]} to {self.end[first]}")

    @classmethod
    def of_each(cls, spans: Iterable[Iterable[tuple[Moment, Moment]]]) -> "Pauses":
        """The pauses of each record in turn, as pairs of start and end; the end is None while a pause lasts."""
        found = [(record, *span) for record, own in enumerate(spans) for span in own]
        record, start, end = zip(*found, strict=True) if found else ((), (), ())
        return cls(np.array(record, dtype=np.int64), as_array(start), as_array(end))

    @classmethod
    def joined(cls, parts: Collection["Pauses"]) -> "Pauses":
        """Those of all parts, of which there must be some."""
        return cls(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)))

    def of(self, rows: NDArray[np.intp], count: int) -> "Pauses":
        """Those of some of the `count` records, whose positions are then those in `rows`."""
        place = np.full(count, -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        kept = place[self.record] >= 0
        return Pauses(place[self.record[kept]], self.start[kept], self.end[kept])

    def until(self, ends: NDArray[np.datetime64]) -> "Pauses":
        """The same as far as each record's end, where it has one; NaT lets a pause go on."""
        limit = ends[self.record]
        kept = ~(self.start >= limit)
        cut = np.isnat(self.end) | (self.end > limit)
        end = np.where(cut & ~np.isnat(limit), limit, self.end)
        return Pauses(self.record[kept], self.start[kept], end[kept])

    def lasting(self, count: int) -> NDArray[np.bool_]:
        """Which of the `count` records have a pause that has not ended."""
        lasting = np.zeros(count, dtype=bool)
        lasting[self.record[np.isnat(self.end)]] = True
        return lasting


def paused_time(table: OpenTable, starts: Micros, ends: Micros, pauses: Pauses) -> Micros:
    """The open time of each record's pauses between its start and its end."""
    record, begin, end = _in_time(table, pauses, len(starts))
    begin, end = (np.clip(side, starts[record], ends[record]) for side in (begin, end))
    record, _, length = _merged(record, table.open_time(begin), table.open_time(end))
    total = np.zeros_like(starts)
    np.add.at(total, record, length)
    return total


def skipped_time(table: OpenTable, starts: Micros, targets: Micros, pauses: Pauses, *, through_ties: bool) -> Micros:
    """The open time of the pauses that begin before each record has used up its target.

    With `through_ties` also of one that begins just when the target is used up. A negative target is used up backwards.
    More than any table holds, if the last of them never ends.
    """
    record, begin, end = _in_time(table, pauses, len(starts))
    way = np.where(targets < 0, -1, 1)
    origin = way * table.open_time(starts)
    lasts = np.isnat(pauses.end) & (begin < table.last)
    near, far = table.open_time(begin), np.where(lasts, FOREVER, table.open_time(end))
    near, far = np.where(way[record] > 0, (near, far), (-far, -near))
    record, near, length = _merged(record, np.maximum(near, origin[record]), np.maximum(far, origin[record]))
    used = near - origin[record] - _earlier(record, length)
    limit = np.abs(targets)[record]
    passed = used <= limit if through_ties else used < limit
    skipped = np.zeros_like(starts)
    np.add.at(skipped, record[passed], length[passed])
    return skipped


def _in_time(table: OpenTable, pauses: Pauses, count: int) -> tuple[NDArray[np.int64], Micros, Micros]:
    if len(pauses.record) and not 0 <= pauses.record.min() <= pauses.record.max() < count:
        raise ValueError(f"a pause names a record that is not there; their positions run from 0 to {count - 1}")
    begin = pauses.start.astype("datetime64[us]").astype(np.int64)
    end = np.where(np.isnat(pauses.end), table.last, pauses.end.astype("datetime64[us]").astype(np.int64))
    return pauses.record, np.clip(begin, table.first, table.last), np.clip(end, table.first, table.last)


def _merged(record: NDArray[np.int64], begin: Micros, end: Micros) -> tuple[NDArray[np.int64], Micros, Micros]:
    """Spans sorted by record and begin, each cut to what those before it did not cover: record, begin, length."""
    order = np.lexsort((begin, record))
    record, begin, end = record[order], begin[order], end[order]
    # The furthest end so far within each record, by rank, as the ends themselves times a record would overflow.
    by_end = np.argsort(end)
    rank = np.empty_like(by_end)
    rank[by_end] = np.arange(len(end))
    furthest = end[by_end][np.maximum.accumulate(record * len(end) + rank) % max(len(end), 1)]
    covered = np.where(_is_first(record), begin, np.roll(furthest, 1))
    begin = np.maximum(begin, covered)
    return record, begin, np.maximum(end - begin, 0)


def _earlier(record: NDArray[np.int64], length: Micros) -> Micros:
    """The sum of the lengths before each span of its record."""
    # What comes after a pause that never ends has no length of its own.
    lasting = np.where(length < FOREVER // 2, length, 0)
    before = np.cumsum(lasting) - lasting
    return before - np.maximum.accumulate(np.where(_is_first(record), before, 0))


def _is_first(record: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.concatenate(([True], record[1:] != record[:-1]))[: len(record)]
