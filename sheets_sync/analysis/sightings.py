"""Everything the journal tells of one tracker's records, in the order of time, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

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
    for number, line in enumerate(journal):
        if line.kind != KIND or line.tracker != tracker:
            continue
        if is_own(line):
            own.append((number, line))
        else:
            for sighting in sightings_in(line):
                table.add(number, sighting)
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
    """Entries, each about one field of some records: the number of its line, then as the columns of Sightings."""

    def __init__(self) -> None:
        self.records, self.values = _Texts(), _Texts()
        self.record: list[int] = []  # of all entries, one after the other
        self.counts: list[int] = []  # of records in each
        self.columns: list[list[int]] = [[], [], [], [], []]

    def add_own(self, numbered: Sequence[tuple[int, JournalLine]]) -> None:
        number, field, at, before, after = self.columns
        self.record += [self.records[line.record_id] for _, line in numbered]
        self.counts += [1] * len(numbered)
        number += [number for number, _ in numbered]
        field += [FIELDS.index(line.field) for _, line in numbered]
        at += [int(line.observed_at.timestamp()) for _, line in numbered]
        before += [self.values[line.before] for _, line in numbered]
        after += [self.values[line.after] for _, line in numbered]

    def add(self, number: int, sighting: Sighting) -> None:
        places = list(map(self.records.__getitem__, sighting.records))
        before = UNTOLD if sighting.before is None else self.values[sighting.before]
        at = int(sighting.at.timestamp())
        for name, value in sighting.values.items():
            self.record += places
            self.counts.append(len(places))
            entry = (number, FIELDS.index(name), at, before, self.values[value])
            for column, code in zip(self.columns, entry, strict=True):
                column.append(code)

    def in_order(self, now: datetime) -> Sightings:
        number, field, at, before, after = (
            np.repeat(np.array(column, dtype=np.int64), self.counts) for column in self.columns
        )
        record = np.array(self.record, dtype=np.int64)
        names, record = _sorted(self.records.names, record)
        order = np.lexsort((number, at, record * len(FIELDS) + field))
        told = Sightings(names, self.values.names, record, field, at.astype("datetime64[s]"), before, after)
        seen = told.of(order[at[order] <= now.timestamp()])
        is_new = np.concatenate(([True], seen.after[1:] != seen.after[:-1]))[: len(order)]
        return seen.of(is_new | seen.is_first())


def _sorted(names: Sequence[str], places: Codes) -> tuple[list[str], Codes]:
    """The names in their order, and their places in it."""
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return [names[place] for place in order], rank[places]
