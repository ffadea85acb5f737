"""What runs have seen of a tracker's records, which the tracker itself does not keep. Rule: methods.md §2."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import DONE, History
from sheets_sync.analysis.observed import (
    first_observed_changes,
    noted_ids,
    observed_closings,
    observed_legs,
    observed_pauses,
    observed_reopenings,
    remembered_closings,
)
from sheets_sync.analysis.pauses import Pauses

UNTIL_REOPENED: Final = "done_until_reopened"  # the reason of a pause that no status tells

_NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Seen:
    """The observed history of records, in their order; nothing is known where there is none."""

    history: History | None
    record_ids: "pd.Index[str]"  # as the journal has them
    closed_at: Instants  # NaT of one that is not done, or was not seen to become it
    reopened_at: Instants  # for the last time
    reopenings: tuple[NDArray[np.int64], Instants]  # all of them: places of records, and in each the order of time

    @classmethod
    def of(cls, records: pd.DataFrame, history: History | None) -> "Seen":
        """What the history says of these records."""
        if history is None or history.spans.empty:
            never = np.full(len(records), _NEVER)
            return cls(
                None, pd.Index([""] * len(records), dtype="str"), never, never, (np.empty(0, dtype=np.int64), never[:0])
            )
        ids = noted_ids(records.index.astype("str"))
        reopened_at = np.full(len(ids), _NEVER)
        record, at = observed_reopenings(history, ids)
        reopened_at[record] = at
        return cls(history, ids, observed_closings(history, ids), reopened_at, (record, at))

    def some(self, rows: NDArray[np.bool_]) -> "Seen":
        """The same for some of the records."""
        record, at = self.reopenings
        place = np.cumsum(rows) - 1
        return replace(
            self,
            record_ids=self.record_ids[rows],
            closed_at=self.closed_at[rows],
            reopened_at=self.reopened_at[rows],
            reopenings=(place[record[rows[record]]], at[rows[record]]),
        )

    def answers(self, since: Instants) -> tuple[Instants, NDArray[np.str_]]:
        """When the status or owner of each record was first seen to change from `since` on, and which of them.

        One that was done when it was first seen had been answered before, nobody knows when.
        """
        if self.history is None:
            return np.full(len(since), _NEVER), np.full(len(since), "", dtype="<U6")
        at, field = first_observed_changes(self.history, self.record_ids, since)
        first = self.history.of("status").drop_duplicates("record_id")
        late = self.record_ids.isin(first.loc[first["value"].isin(DONE), "record_id"])
        return np.where(late, _NEVER, at), np.where(late, "", field)

    def legs(self) -> pd.DataFrame:
        """The teams that records had, as `observed_legs` has them, of those that had more than one."""
        if self.history is None:
            return pd.DataFrame({"record": np.empty(0, dtype=np.int64)})
        legs = observed_legs(self.history, self.record_ids)
        return legs[legs["record"].duplicated(keep=False)]

    def pauses(self, statuses: Collection[str], done_at: Sequence[Instants]) -> Pauses | None:
        """When clocks stood still: while the status was one of `statuses`, and while the record was done.

        `done_at` are the instants at which the tracker says it was; a record seen to be reopened later was done from
        then on, else from the end that is remembered. Without any only `statuses` count. None where nothing ever stood
        still.
        """
        reasons = self.pauses_by_reason(statuses, done_at)
        return Pauses.joined(reasons.values()) if reasons else None

    def pauses_by_reason(self, statuses: Collection[str], done_at: Sequence[Instants]) -> dict[str, Pauses]:
        """The same by what stopped the clocks: UNTIL_REOPENED first, then each of the statuses; none without a pause.

        Statuses do not overlap. What was done may overlap with them, where the tracker's own instant comes before that
        of the run which saw it.
        """
        if self.history is None:
            return {}
        found = {}
        if done_at:
            seen = observed_pauses(self.history, self.record_ids, ())
            named = Pauses.joined([*map(self._until_reopened, done_at)])
            remembered = _ending_apart(remembered_closings(self.history, self.record_ids), named)
            found[UNTIL_REOPENED] = Pauses.joined([seen, named, remembered])
        for status in statuses:
            found[status] = observed_pauses(self.history, self.record_ids, (status,), while_done=False)
        return {reason: pauses for reason, pauses in found.items() if len(pauses.record)}

    def _until_reopened(self, at: Instants) -> Pauses:
        """From each instant to when its record was next seen to be reopened."""
        record, reopened_at = self.reopenings
        later = np.flatnonzero(reopened_at >= at[record])
        places, first = np.unique(record[later], return_index=True)
        return Pauses(places, at[places], reopened_at[later[first]])


def _ending_apart(pauses: Pauses, others: Pauses) -> Pauses:
    """The pauses that end when none of the others of their record does."""
    ends = set(zip(others.record.tolist(), others.end.tolist(), strict=True))
    pairs = zip(pauses.record.tolist(), pauses.end.tolist(), strict=True)
    apart = np.array([pair not in ends for pair in pairs], dtype=bool)
    return Pauses(pauses.record[apart], pauses.start[apart], pauses.end[apart])
