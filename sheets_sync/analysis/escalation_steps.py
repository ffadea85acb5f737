"""When the clocks that run come to the escalation steps of their policies. Rule: methods.md §2."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.analysis.business_hours import due_at
from sheets_sync.analysis.history import History
from sheets_sync.analysis.instants import as_array, as_utc
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.sla_clocks import earlier_ends
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_seen import Seen
from sheets_sync.analysis.sla_steps import AboutDue, open_time_used


def escalation_steps(
    records: pd.DataFrame, status: pd.DataFrame, settings: SlaSettings, now: datetime, *, history: History | None = None
) -> pd.DataFrame:
    """The steps of every open clock that runs or is paused, by the longest reading of its cells.

    `status` is the answer of `sla_status` for `records`, all of one tracker, and `history` what that was told. The
    answer has a row for each step under the index that its clock has in `status`, in the order they come in:

        at, to          the step in the words of its policy
        open_seconds    open time the clock has used when it comes to the step
        step_at         when that is; missing while a pause lasts before it
        is_reached      whether it has come to the step by `now`
    """
    running = status[status["is_open"] & (status["clock_state"] != "stopped")]
    stood = _Stood.of(records, running, settings, history)
    steps = pd.concat([_NONE, *_by_policy(running, settings, stood)])
    steps = steps.iloc[np.lexsort((steps["open_seconds"], steps.index))]
    return steps.assign(is_reached=steps["step_at"] <= pd.Timestamp(now))


def next_steps(steps: pd.DataFrame) -> pd.DataFrame:
    """What each clock comes to next and came to last, by the index of `escalation_steps`.

    next_step, next_step_at     to whom, a tuple because several may be for one moment, and when: missing while the
                                clock is paused
    last_step, last_step_at     the same of the last one that it has come to
    """
    coming, reached = steps[~steps["is_reached"]], steps[steps["is_reached"]]
    first = coming[~coming.index.duplicated()]
    last = reached[~reached.index.duplicated(keep="last")]
    return pd.DataFrame(
        {
            "next_step": _to_whom(coming, first),
            "next_step_at": first["step_at"],
            "last_step": _to_whom(reached, last),
            "last_step_at": last["step_at"],
        },
        index=steps.index.unique(),
    )


def _to_whom(steps: pd.DataFrame, chosen: pd.DataFrame) -> "pd.Series[Any]":
    """Whom the chosen step of each clock is for, and those of the same moment."""
    whom = steps["to"][steps["open_seconds"] == chosen["open_seconds"].reindex(steps.index)]
    is_shared = whom.index.duplicated(keep=False)
    alone = pd.Series([(to,) for to in whom[~is_shared]], index=whom.index[~is_shared], dtype="object")
    found: pd.Series[Any] = pd.concat([alone, whom[is_shared].groupby(level=0).agg(tuple).astype("object")])
    return found


@dataclass(frozen=True)
class _Stood:
    """The records with a clock that has stood still, by their ids, and the pauses of each kind of clock."""

    ids: "pd.Index[str]"
    pauses: Mapping[tuple[Clock, tuple[str, ...]], Pauses | None]  # by clock and the statuses it pauses on

    @classmethod
    def of(
        cls, records: pd.DataFrame, running: pd.DataFrame, settings: SlaSettings, history: History | None
    ) -> "_Stood":
        ids = records.index.astype("str")
        stood = running["record_id"][(running["paused_seconds"] > 0) | (running["clock_state"] == "paused")]
        own = ids.isin(stood)
        if history is None or not own.any():
            return cls(ids[:0], {})
        seen = Seen.of(records[own], history)
        kinds = {(policy.clock, policy.pauses_on) for policy in settings.in_force if policy.steps}
        clocks = settings.clocks_of(history.tracker)
        pauses = {
            (clock, on): seen.pauses(on, earlier_ends(records[own], clock, seen))
            for clock, on in kinds
            if clock in clocks
        }
        return cls(ids[own], pauses)

    def pauses_of(self, clocks: pd.DataFrame, policy: SlaPolicy) -> Pauses | None:
        """The pauses of clocks that one policy fits."""
        pauses = self.pauses.get((policy.clock, policy.pauses_on))
        if pauses is None:
            return None
        place = self.ids.get_indexer(pd.Index(clocks["record_id"]))
        rows = np.flatnonzero(place >= 0)
        own = pauses.of(place[rows], len(self.ids))
        return replace(own, record=rows[own.record])


def _by_policy(running: pd.DataFrame, settings: SlaSettings, stood: _Stood) -> Iterator[pd.DataFrame]:
    rows = running.groupby(["clock", "policy"], sort=False).indices
    for policy in settings.in_force:
        if policy.steps and (policy.clock, policy.name) in rows:
            clocks = running.iloc[rows[policy.clock, policy.name]]
            yield _of_policy(clocks, policy, settings, stood.pauses_of(clocks, policy))


def _of_policy(clocks: pd.DataFrame, policy: SlaPolicy, settings: SlaSettings, pauses: Pauses | None) -> pd.DataFrame:
    calendar, start = settings.calendar(policy.calendar), as_array(clocks["start"])
    used = [open_time_used(step.at, clocks["target_seconds"].to_numpy()) for step in policy.steps]
    at = [
        # A target in working days may be due at an opening, where open time alone would end at the closing before.
        as_array(clocks["due_at"]) if step.at == AboutDue(0) else due_at(calendar, start, seconds, pauses)
        for step, seconds in zip(policy.steps, used, strict=True)
    ]
    number = np.repeat(np.arange(len(policy.steps)), len(clocks))
    when, whom = zip(*(step.words for step in policy.steps), strict=True)
    return pd.DataFrame(
        {
            "at": pd.Series(when, dtype="str").take(number).array,
            "to": pd.Series(whom, dtype="str").take(number).array,
            "open_seconds": np.concatenate(used),
            "step_at": as_utc(np.concatenate(at)),
        },
        index=np.tile(clocks.index, len(policy.steps)),
    )


_NONE = pd.DataFrame(
    {
        "at": pd.Series(dtype="str"),
        "to": pd.Series(dtype="str"),
        "open_seconds": pd.Series(dtype="float64"),
        "step_at": pd.Series(dtype="datetime64[us, UTC]"),
    }
)
