"""What clocks stood still for: the open time lost to each status that stops them, and until a reopening."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants, Seconds, elapsed_seconds
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_cells import gathered
from sheets_sync.analysis.sla_clocks import ClockTimes
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings

Reasons = Mapping[str, Pauses]  # what stops clocks, and when
PausedBy = NDArray[np.object_]  # None, or (reason, open seconds) for each reason of a clock that stood still


def paused_by(
    paused: Seconds,
    times: ClockTimes,
    policies: Sequence[SlaPolicy],
    fit: NDArray[np.intp],
    reasons: Mapping[tuple[str, ...], Reasons],
    settings: SlaSettings,
) -> PausedBy:
    """What stopped each clock, and for how much open time; all of it adds up to `paused`, which is in seconds.

    `fit` numbers the policy of each clock, `reasons` are those of each policy's `pauses_on`. Where two hold at once
    the first of them counts.
    """
    found = np.full(len(fit), None)
    stood = np.flatnonzero(paused > 0)
    for number in np.unique(fit[stood]).tolist():
        policy, rows = policies[number], stood[fit[stood] == number]
        own = {reason: pauses.of(rows, len(fit)) for reason, pauses in reasons[policy.pauses_on].items()}
        ran = times.of(rows)
        found[rows] = _split(own, settings.calendar(policy.calendar), ran.earliest_start, ran.latest_end, paused[rows])
    return found


def _split(reasons: Reasons, calendar: Calendar | None, start: Instants, end: Instants, paused: Seconds) -> PausedBy:
    """What each reason takes of the open time that those before it have left."""
    pauses, ran = list(reasons.values()), elapsed_seconds(calendar, start, end)
    less = [elapsed_seconds(calendar, start, end, Pauses.joined(pauses[:number])) for number in range(1, len(pauses))]
    lost = np.round(-np.diff([ran, *less, ran - paused], axis=0), 6)
    row, reason = np.nonzero(lost.T)
    pairs = zip(np.array(list(reasons), dtype=object)[reason], lost[reason, row].tolist(), strict=True)
    return gathered(row, tuple(pairs), len(start))
