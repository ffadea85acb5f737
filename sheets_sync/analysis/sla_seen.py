"""What runs have seen of a tracker's records, which the tracker itself does not keep. Rule: methods.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import DONE, History
from sheets_sync.analysis.observed import first_observed_changes, observed_closings, observed_reopenings
from sheets_sync.analysis.sighting_lines import noted

_NEVER = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Seen:
    """The observed history of records, in their order; nothing is known where there is none."""

    history: History | None
    record_ids: Sequence[str]  # as the journal has them
    closed_at: Instants  # NaT of one that is not done, or was not seen to become it
    reopened_at: Instants  # for the last time

    @classmethod
    def of(cls, records: pd.DataFrame, history: History | None) -> "Seen":
        """What the history says of these records."""
        if history is None or history.spans.empty:
            never = np.full(len(records), _NEVER)
            return cls(None, [""] * len(records), never, never)
        ids = [noted(record) for record in records.index.astype("str")]
        reopened_at = np.full(len(ids), _NEVER)
        record, at = observed_reopenings(history, ids)
        reopened_at[record] = at  # in the order of time
        return cls(history, ids, observed_closings(history, ids), reopened_at)

    def some(self, rows: NDArray[np.bool_]) -> "Seen":
        """The same for some of the records."""
        return replace(
            self,
            record_ids=[self.record_ids[row] for row in np.flatnonzero(rows).tolist()],
            closed_at=self.closed_at[rows],
            reopened_at=self.reopened_at[rows],
        )

    def answers(self, since: Instants) -> tuple[Instants, NDArray[np.str_]]:
        """When the status or owner of each record was first seen to change from `since` on, and which of them.

        One that was done when it was first seen had been answered before, nobody knows when.
        """
        if self.history is None:
            return np.full(len(since), _NEVER), np.full(len(since), "", dtype="<U6")
        at, field = first_observed_changes(self.history, self.record_ids, since)
        first = self.history.of("status").drop_duplicates("record_id")
        late = pd.Index(self.record_ids).isin(first.loc[first["value"].isin(DONE), "record_id"])
        return np.where(late, _NEVER, at), np.where(late, "", field)
