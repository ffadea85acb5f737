"""How the open time of a clock spreads over the teams that had it, as far as runs have seen. Rule: methods.md §2."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants, elapsed_seconds
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import gathered

Legs = NDArray[np.object_]  # None, or (team, open seconds) in the order of time


def legs_of(
    legs: pd.DataFrame, calendar: Calendar | None, start: Instants, end: Instants, pauses: Pauses | None
) -> Legs:
    """The legs of clocks that ran from `start` to `end` and changed hands meanwhile; None of those that did not.

    `legs` is what `Observed.legs` says of their records: record, value, start, end. The first team that was seen had
    the clock from its start on, a team without a name is ''.
    """
    record = legs["record"].to_numpy()
    is_first = np.concatenate(([True], record[1:] != record[:-1]))[: len(record)]
    begin = np.where(is_first, start[record], np.maximum(as_array(legs["start"]), start[record]))
    until = as_array(legs["end"])
    until = np.where(np.isnat(until), end[record], np.minimum(until, end[record]))
    rows = np.flatnonzero(begin < until)
    rows = rows[np.bincount(record[rows], minlength=len(start))[record[rows]] > 1]
    own = _repeated(pauses, record[rows]) if pauses else None
    seconds = elapsed_seconds(calendar, begin[rows], until[rows], own)
    teams = legs["value"].to_numpy(dtype=object)[rows]
    return gathered(record[rows], tuple(zip(teams, seconds.tolist(), strict=True)), len(start))


def _repeated(pauses: Pauses, record: NDArray[np.int64]) -> Pauses:
    """The pauses of each record, for every leg it has."""
    order = np.argsort(pauses.record, kind="stable")
    first, last = (np.searchsorted(pauses.record[order], record, side=side) for side in ("left", "right"))
    count = last - first
    leg = np.repeat(np.arange(len(record)), count)
    place = order[np.arange(len(leg)) - np.repeat(np.cumsum(count) - count - first, count)]
    return Pauses(leg, pauses.start[place], pauses.end[place])
