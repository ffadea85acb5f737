"""What became of a tracker's records, as far as runs have seen it: spans of status, owner, team and priority."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.instants import as_utc
from sheets_sync.analysis.noted_ends import last_ends, noted_ends
from sheets_sync.analysis.sighting_lines import FIELDS
from sheets_sync.analysis.sightings import UNTOLD, Sightings, sightings
from sheets_sync.workbooks.journal_line import JournalLine

DONE: Final = ("resolved", "closed", "cancelled")  # statuses


@dataclass(frozen=True)
class History:
    """The observed history of one tracker.

    What one run saw and the run before it did not happened between the two; every instant here is that of the run that
    saw it, the first moment at which it was surely so. Instants are UTC. Ids are as `sighting_lines.noted` has them.

    `spans` has a row per record, field and value, in the order of record, field (as in FIELDS) and time:

        record_id, field, value  value is '' where the cell was blank
        start                    NaT where the journal's lines about it are gone
        end                      when the next value was seen; NaT while it lasts
        is_change                whether the value was seen to replace another; else it stood there at first sight

    `first_seen_at` says by `record_id` since when the journal knows each record.

    `closed` has the spans in which a record was done, by one status of `DONE` after the other:

        record_id, start, end    one that has an end was reopened then
        seen_at                  when the record was seen to become so: the start; NaT of one that was at first sight
        done_at                  of one that was reopened, since when it was done as its tracker had it; NaT where that
                                 is not remembered
    """

    tracker: str
    spans: pd.DataFrame
    first_seen_at: "pd.Series[pd.Timestamp]"
    closed: pd.DataFrame

    def of(self, *fields: str) -> pd.DataFrame:
        """The spans of some fields; those of `team` are the legs a record has had."""
        if len(fields) == 1:
            return self._by_field[fields[0]]
        return self.spans[is_one_of(self.spans["field"], fields)]

    def changes(self, *fields: str) -> pd.DataFrame:
        """What was seen to change in some fields: record_id, field, at, before, after; in the order of `spans`."""
        spans = self.of(*fields)
        found = spans.assign(before=spans["value"].shift())[spans["is_change"]]
        return found.rename(columns={"start": "at", "value": "after"})[["record_id", "field", "at", "before", "after"]]

    @cached_property
    def _by_field(self) -> dict[str, pd.DataFrame]:
        return {field: self.spans[self.spans["field"] == field] for field in FIELDS}


def is_one_of(column: "pd.Series[str]", texts: Collection[str]) -> NDArray[np.bool_]:
    """Whether a column of spans holds one of a few texts."""
    hits: NDArray[np.bool_] = column.cat.categories.isin(list(texts))
    return hits[column.cat.codes]


def history(journal: Iterable[JournalLine], tracker: str, now: datetime) -> History:
    """What the journal tells of one tracker's records by `now`."""
    journal = list(journal)
    told = sightings(journal, tracker, now)
    seen = _with_untold(told)
    first = seen.is_first()
    start = seen.at.astype("datetime64[us]")
    end = np.where(np.roll(first, -1), np.datetime64("NaT"), np.roll(start, -1)).astype("datetime64[us]")
    spans = pd.DataFrame(
        {
            "record_id": pd.Categorical.from_codes(seen.record, _texts(seen.records)),
            "field": pd.Categorical.from_codes(seen.field, _texts(FIELDS)),
            "value": pd.Categorical.from_codes(seen.after, _texts(seen.values)),
            "start": as_utc(start),
            "end": as_utc(end),
            "is_change": ~first,
        }
    )
    closed = _closed(spans[seen.field == FIELDS.index("status")])
    ends = noted_ends(journal, tracker, of=set(closed["record_id"][closed["end"].notna()]))
    return History(tracker, spans, _first_seen_at(told), closed.assign(done_at=last_ends(closed, ends)))


def _closed(status: pd.DataFrame) -> pd.DataFrame:
    """What `History` has of the spans in which records were done, without when that was as their tracker had it."""
    done = status[is_one_of(status["value"], DONE)]
    follows = (done["record_id"] == done["record_id"].shift()) & (done["start"] == done["end"].shift())
    begun = done.assign(seen_at=done["start"].where(done["is_change"]))[~follows].reset_index(drop=True)
    begun["end"] = done["end"][~follows.shift(-1, fill_value=False)].array
    return begun[["record_id", "start", "end", "seen_at"]]


def _first_seen_at(seen: Sightings) -> "pd.Series[pd.Timestamp]":
    begins = np.flatnonzero(np.diff(seen.record, prepend=-1))
    first = np.minimum.reduceat(seen.at, begins) if len(begins) else seen.at
    ids = _texts(seen.records).take(seen.record[begins]).rename("record_id")
    return pd.Series(as_utc(first.astype("datetime64[us]")), index=ids, name="first_seen_at")


def _with_untold(seen: Sightings) -> Sightings:
    """The sightings, and before a change whose record the journal knew nothing of before, what it says stood there."""
    is_unfounded = seen.is_first() & (seen.before != UNTOLD) & (seen.before != seen.after)
    lacking = np.flatnonzero(is_unfounded)
    never = np.full(len(lacking), np.datetime64("NaT"))
    return Sightings(
        seen.records,
        seen.values,
        np.insert(seen.record, lacking, seen.record[lacking]),
        np.insert(seen.field, lacking, seen.field[lacking]),
        np.insert(seen.at, lacking, never),
        np.insert(seen.before, lacking, UNTOLD),
        np.insert(seen.after, lacking, seen.before[lacking]),
    )


def _texts(distinct: Iterable[str]) -> "pd.Index[str]":
    return pd.Index(list(distinct), dtype="str")
