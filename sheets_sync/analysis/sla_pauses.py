"""When one record's clocks stood still, and why, as far as runs have seen. Rule: methods.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from sheets_sync.analysis.history import History
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.one_instant import instant_of, known_instant
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.sla_clocks import earlier_ends
from sheets_sync.analysis.sla_seen import UNTIL_REOPENED, Seen


@dataclass(frozen=True)
class Pause:
    """Time in which a clock stood still (UTC), and the open time that took."""

    start: datetime
    end: datetime | None  # None while it lasts
    status: str | None  # that runs have seen meanwhile; None: it was done, until it was reopened
    seconds: float = 0.0


def pauses_of(
    record: pd.DataFrame, clock: Clock, statuses: Sequence[str], history: History | None
) -> tuple[Pause, ...]:
    """When a clock of the one record in the frame stood still, and why, as far as runs have seen."""
    seen = Seen.of(record, history)
    return tuple(
        Pause(
            instant_of(pauses.start[[row]]),
            known_instant(pauses.end[[row]]),
            None if reason == UNTIL_REOPENED else reason,
        )
        for reason, pauses in seen.pauses_by_reason(statuses, earlier_ends(record, clock, seen)).items()
        for row in range(len(pauses.start))
    )


def as_pauses(pauses: Sequence[Pause]) -> Pauses | None:
    """The same as arithmetic takes them; None where there is none."""
    if not pauses:
        return None
    start, end = (np.concatenate([as_array([getattr(one, side)]) for one in pauses]) for side in ("start", "end"))
    return Pauses(np.zeros(len(pauses), dtype=np.int64), start, end)
