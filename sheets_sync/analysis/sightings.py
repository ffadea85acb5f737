"""Everything the journal tells of one tracker's records, in the order of time, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.journal_order import in_turn
from sheets_sync.analysis.sighting_lines import FIELDS, KIND, Sighting, is_own, noted, sightings_in
from sheets_sync.workbooks.journal_line import JournalLine

UNTOLD: Final = -1

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Sightings:
    """What was seen of a tracker's records: by record, then field, then time; never the same twice in a row.

    A sighting is a place in `records`, one in `FIELDS`, an instant (UTC) and two places in `values`. `before` is UNTOLD
    where a value was seen for the first time.
    """

    records: Sequence[str]
    values: Sequence[str]
    record: Codes
    field: Codes
    at: NDArray[np.datetime64]
    before: Codes
    after: Codes

    def is_first(self) -> NDArray[np.bool_]:
        """Whether nothing was seen earlier of its record's field."""
        subject = self.record * len(FIELDS) + self.field
        return np.concatenate(([True], subject[1:] != subject[:-1]))[: len(subject)]

    def of(self, rows: NDArray[np.bool_ | np.intp]) -> "Sightings":
        """Some of them."""
        return replace(
            self,
            record=self.record[rows],
            field=self.field[rows],
            at=self.at[rows],
            before=self.before[rows],
            after=self.after[rows],
        )


def sightings(journal: Iterable[JournalLine], tracker: str, now: datetime) -> Sightings:
    """What the journal tells of one tracker by `now`, whatever the order of its lines.

    Lines from the future are passed over until their time has come, as are those that a hand has spoilt. Where two
    runs noted the same, it counts once, from the earlier one.
    """
    table = _Table()
    own = []
    for line in journal:
        if line.kind != KIND or line.tracker != tracker:
            continue
        if is_own(line):
            own.append(line)
        else:
            for sighting in sightings_in(line):
                table.add(sighting)
    table.add_own(own)
    return table.in_order(now)


class _Texts(dict[str, int]):
    """The places of texts in `names`, given in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __missing__(self, text: str) -> int:
        kept = noted(text)
        if kept != text:
            place = self[kept]
        else:
            place = len(self.names)
            self.names.append(kept)
        self[text] = place
        return place


class _Table:
    """Entries, each about one field of some records, as the columns of Sightings."""

    def __init__(self) -> None:
        self.records, self.values = _Texts(), _Texts()
        self.record: list[int] = []  # of all entries, one after the other
        self.counts: list[int] = []  # of records in each
        self.columns: list[list[int]] = [[], [], [], []]

    def add_own(self, lines: Sequence[JournalLine]) -> None:
        field, at, before, after = self.columns
        self.record += [self.records[line.record_id] for line in lines]
        self.counts += [1] * len(lines)
        field += [FIELDS.index(line.field) for line in lines]
        at += [int(line.observed_at.timestamp()) for line in lines]
        before += [self.values[line.before] for line in lines]
        after += [self.values[line.after] for line in lines]

    def add(self, sighting: Sighting) -> None:
        places = list(map(self.records.__getitem__, sighting.records))
        before = UNTOLD if sighting.before is None else self.values[sighting.before]
        at = int(sighting.at.timestamp())
        for name, value in sighting.values.items():
            self.record += places
            self.counts.append(len(places))
            entry = (FIELDS.index(name), at, before, self.values[value])
            for column, code in zip(self.columns, entry, strict=True):
                column.append(code)

    def in_order(self, now: datetime) -> Sightings:
        field, at, before, after = (np.repeat(np.array(column, dtype=np.int64), self.counts) for column in self.columns)
        names, (record,) = _sorted(self.records.names, np.array(self.record, dtype=np.int64))
        values, (before, after) = _sorted(self.values.names, before, after)
        order = np.lexsort((after, before, at, record * len(FIELDS) + field))
        told = Sightings(names, values, record, field, at.astype("datetime64[s]"), before, after)
        seen = _in_turn(told.of(order[at[order] <= now.timestamp()]))
        is_new = np.concatenate(([True], seen.after[1:] != seen.after[:-1]))[: len(seen.after)]
        return seen.of(is_new | seen.is_first())


def _in_turn(seen: Sightings) -> Sightings:
    """The sightings, of which those of one instant follow each other as they can have come about."""
    is_first = seen.is_first()
    is_same = ~is_first[1:] & (seen.at[1:] == seen.at[:-1])
    if not is_same.any():
        return seen
    order = np.arange(len(seen.at))
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_same, [False]))))
    for first, last in edges.reshape(-1, 2).tolist():
        rows = range(first, last + 1)
        changes = [(int(seen.before[row]), int(seen.after[row])) for row in rows]
        stood = None if is_first[first] else int(seen.after[order[first - 1]])
        place = {change: number for number, change in enumerate(in_turn(changes, stood=stood))}
        order[first : last + 1] = sorted(rows, key=lambda row: place[changes[row - first]])
    return seen.of(order)


def _sorted(names: Sequence[str], *places: Codes) -> tuple[list[str], list[Codes]]:
    """The names in their order, and their places in it; UNTOLD stays what it is."""
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.full(len(names) + 1, UNTOLD)
    rank[order] = np.arange(len(names))
    return [names[place] for place in order], [rank[column] for column in places]
