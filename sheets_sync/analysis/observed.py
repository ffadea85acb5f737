"""What the observed history says about clocks: pauses, first answers, closings and the teams' legs, as arrays."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import DONE, History, is_one_of
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sighting_lines import all_noted
from sheets_sync.analysis.sla_cells import Words, all_alike

_NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Observed:
    """The observed history of some records, each of which is its place among them."""

    history: History
    place: NDArray[np.int64]  # of every record that the history knows; -1 if it is none of them
    count: int  # of the records

    @classmethod
    def of(cls, history: History, record_ids: Iterable[str]) -> "Observed":
        """What the history says of the records with these ids."""
        known = history.spans["record_id"].cat.categories
        ids = all_noted(np.asarray(record_ids, dtype=object).tolist())
        place = np.full(len(known) + 1, -1, dtype=np.int64)
        place[known.get_indexer(pd.Index(ids, dtype="str"))] = np.arange(len(ids))  # -1 is the one place too many
        return cls(history, place[:-1], len(ids))

    def some(self, rows: NDArray[np.bool_]) -> "Observed":
        """The same for some of the records."""
        places = np.append(np.where(rows, np.cumsum(rows) - 1, -1), -1)
        return replace(self, place=places[self.place], count=int(rows.sum()))

    def pauses(self, statuses: Collection[str], *, while_done: bool = True) -> Pauses:
        """The spans in which the clocks of the records stood still: NaT for an end while one lasts.

        A record pauses while its observed status is one of `statuses` and, with `while_done`, from when it was done
        until it was reopened. A pause whose beginning is not known any more is left out: a clock that runs is the safer
        mistake.
        """
        status = self.history.of("status")
        spans = status[is_one_of(status["value"], statuses)][["record_id", "start", "end"]]
        if while_done:
            closed = self.history.closed
            spans = pd.concat([spans, closed[closed["end"].notna()][["record_id", "start", "end"]]])
        spans = self._placed(spans[spans["start"].notna()])
        return Pauses(spans["record"].to_numpy(), as_array(spans["start"]), as_array(spans["end"]))

    def first_changes(self, since: Instants) -> tuple[Instants, Words]:
        """When the status or owner of each record was first seen to change from `since` on, and which; NaT, '' if never

        Stands in for a first response that nobody wrote down. Where both changed in one run, it was the status. What
        was emptied answers nobody.
        """
        changes = self._placed(self.history.changes("status", "owner"))
        changes = changes[(as_array(changes["at"]) >= since[changes["record"]]) & ~is_one_of(changes["after"], [""])]
        first = changes.sort_values("at", kind="stable").drop_duplicates("record")
        at, field = np.full(self.count, _NEVER), all_alike("", self.count)
        at[first["record"]] = as_array(first["at"])
        field[first["record"]] = first["field"].to_numpy()
        return at, field

    def done_at_first_sight(self) -> NDArray[np.bool_]:
        """Whether each record was done when it was first seen."""
        first = self.history.of("status").drop_duplicates("record_id")
        done = np.zeros(self.count, dtype=bool)
        done[self._placed(first[is_one_of(first["value"], DONE)])["record"]] = True
        return done

    def closings(self) -> Instants:
        """When each record was seen to become resolved, closed or cancelled, if it still is; else NaT.

        One that was so at first sight was not seen to become it, also where one such status replaced another since.
        """
        closed = self.history.closed
        standing = self._placed(closed[closed["end"].isna()])
        at = np.full(self.count, _NEVER)
        at[standing["record"]] = as_array(standing["seen_at"])
        return at

    def first_closings(self) -> Instants:
        """When each record was first seen to become resolved, closed or cancelled; NaT if never."""
        closed = self.history.closed
        first = self._placed(closed[closed["seen_at"].notna()]).drop_duplicates("record")
        at = np.full(self.count, _NEVER)
        at[first["record"]] = as_array(first["seen_at"])
        return at

    def reopenings(self) -> tuple[NDArray[np.int64], Instants]:
        """When records were seen to be reopened: records and instants, of each record in order of time."""
        closed = self.history.closed
        ended = self._placed(closed[closed["end"].notna()])
        return ended["record"].to_numpy(), as_array(ended["end"])

    def remembered_closings(self) -> Pauses:
        """From when records were done, as far as their tracker said so and that is remembered, to their reopening."""
        closed = self.history.closed
        told = self._placed(closed[closed["done_at"].notna()])
        return Pauses(told["record"].to_numpy(), as_array(told["done_at"]), as_array(told["end"]))

    def legs(self) -> pd.DataFrame:
        """The spans each record spent with each team: record, value, start, end; NaT for an end while one lasts.

        A start is NaT where it is not known any more.
        """
        return self._placed(self.history.of("team"))[["record", "value", "start", "end"]].reset_index(drop=True)

    def _placed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows about the records, with the places of these as `record`."""
        place = self.place[rows["record_id"].cat.codes]
        placed = rows.assign(record=place)
        return placed if (place >= 0).all() else placed[place >= 0]
