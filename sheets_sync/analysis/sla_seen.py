"""What runs have seen of a tracker's records, which the tracker itself does not keep. Rule: methods.md §2."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import History
from sheets_sync.analysis.observed import Observed
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import Flags, Words, all_alike, words

UNTIL_REOPENED: Final = "done_until_reopened"  # the reason of a pause that no status tells

_NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Seen:
    """The observed history of records, in their order; nothing is known where there is none."""

    observed: Observed | None
    closed_at: Instants  # NaT of one that is not done, or was not seen to become it
    first_closed_at: Instants  # NaT of one that was never seen to become it
    done_first: Flags  # when it was first seen
    reopened_at: Instants  # for the last time
    reopenings: tuple[NDArray[np.int64], Instants]  # all of them: places of records, and in each the order of time

    @classmethod
    def of(cls, records: pd.DataFrame, history: History | None) -> "Seen":
        """What the history says of these records."""
        never = np.full(len(records), _NEVER)
        if history is None or history.spans.empty:
            nowhere = np.zeros(len(records), dtype=bool)
            return cls(None, never, never, nowhere, never, (np.empty(0, dtype=np.int64), never[:0]))
        observed = Observed.of(history, records.index.astype("str"))
        record, at = observed.reopenings()
        reopened_at = never.copy()
        reopened_at[record] = at
        return cls(
            observed,
            observed.closings(),
            observed.first_closings(),
            observed.done_at_first_sight(),
            reopened_at,
            (record, at),
        )

    def some(self, rows: NDArray[np.bool_]) -> "Seen":
        """The same for some of the records."""
        record, at = self.reopenings
        place = np.cumsum(rows) - 1
        return replace(
            self,
            observed=self.observed.some(rows) if self.observed else None,
            closed_at=self.closed_at[rows],
            first_closed_at=self.first_closed_at[rows],
            done_first=self.done_first[rows],
            reopened_at=self.reopened_at[rows],
            reopenings=(place[record[rows[record]]], at[rows[record]]),
        )

    def answers(self, since: Instants) -> tuple[Instants, Words]:
        """When each record's status or owner was first seen to change from `since` on, and which, as the stop's field.

        One that was done when it was first seen had been answered before, nobody knows when.
        """
        if self.observed is None:
            return np.full(len(since), _NEVER), all_alike("", len(since))
        at, field = self.observed.first_changes(since)
        told = words([self.done_first, field == "status", field == "owner"], ["", "observed_status", "observed_owner"])
        return np.where(self.done_first, _NEVER, at), told

    def legs(self) -> pd.DataFrame:
        """The teams that records had, as `Observed.legs` has them, of those that had more than one."""
        if self.observed is None:
            return pd.DataFrame({"record": np.empty(0, dtype=np.int64)})
        legs = self.observed.legs()
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
        if self.observed is None:
            return {}
        found = {}
        if done_at:
            named = Pauses.joined([*map(self._until_reopened, done_at)])
            told = Pauses.joined([named, _ending_apart(self.observed.remembered_closings(), named)])
            found[UNTIL_REOPENED] = Pauses.joined([told, _ending_apart(self.observed.pauses(()), told)])
        for status in statuses:
            found[status] = self.observed.pauses((status,), while_done=False)
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
