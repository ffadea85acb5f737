"""What attainment would have been, had policies set other targets. Rule: methods.md §2."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.attainment import FEWEST_FOR_A_RATE
from sheets_sync.analysis.history import History
from sheets_sync.analysis.rates import wilson_interval
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_targets import Target

_RANKS, _NO_VERDICT = {"missed": 0, "breached": 0, "met": 2}, 1  # of verdicts; what has none lies between


@dataclass(frozen=True)
class Attained:
    """How many targets were met of those with a verdict."""

    met: int
    n: int

    @property
    def rate(self) -> tuple[float, float, float] | None:
        """met ÷ n and its Wilson 95 % interval; None where there are too few."""
        if self.n < FEWEST_FOR_A_RATE:
            return None
        (low,), (high,) = wilson_interval([self.met], [self.n])
        return self.met / self.n, float(low), float(high)


@dataclass(frozen=True)
class Supposed:
    """What other targets make of the clocks of a policy, or of all clocks of a kind."""

    clock: Clock
    policy: SlaPolicy | None  # as it is; None: all policies of the clock together
    target: Target | None  # the other one; None of all policies together
    clocks: int  # that are judged by it
    before: Attained
    after: Attained
    better: tuple[str, ...]  # ids whose verdict would be a better one
    worse: tuple[str, ...]


def what_if(
    trackers: Mapping[str, pd.DataFrame],
    histories: Mapping[str, History],
    settings: SlaSettings,
    targets: Mapping[str, Target],
    now: datetime,
    *,
    timezone: str,
) -> tuple[Supposed, ...]:
    """What the targets, by the name of their policy, make of all clocks, which are judged anew with and without them.

    Policy by policy in their order, and after those of a clock that has others too all of them together.
    """
    policies = [policy for policy in settings.in_force if policy.name in targets]
    other = _with_targets(settings, targets)
    judged = {
        tracker: [
            sla_status(trackers[tracker], each, now, timezone=timezone, tracker=tracker, history=histories.get(tracker))
            for each in (settings, other)
        ]
        for tracker in {policy.tracker for policy in policies}
    }
    clocks = [clock for clock in CLOCKS if any(policy.clock == clock for policy in policies)]
    return tuple(
        answer for clock in clocks for answer in _of_clock(clock, settings, targets, *judged[CLOCKS[clock].tracker])
    )


def _with_targets(settings: SlaSettings, targets: Mapping[str, Target]) -> SlaSettings:
    """The same policies in force, some with another target."""
    policies = tuple(
        policy.model_copy(update={"target": targets.get(policy.name, policy.target)}) for policy in settings.in_force
    )
    return SlaSettings.model_construct(calendars=settings.calendars, policies=policies)


def _of_clock(
    clock: Clock, settings: SlaSettings, targets: Mapping[str, Target], before: pd.DataFrame, after: pd.DataFrame
) -> Iterator[Supposed]:
    is_clock = (before["clock"] == clock).to_numpy()
    policies = [policy for policy in settings.in_force if policy.clock == clock]
    for policy in policies:
        if policy.name in targets:
            own = is_clock & (before["policy"] == policy.name).to_numpy()
            yield _supposed(clock, policy, targets[policy.name], before[own], after[own])
    if len(policies) > 1:
        yield _supposed(clock, None, None, before[is_clock], after[is_clock])


def _supposed(
    clock: Clock, policy: SlaPolicy | None, target: Target | None, before: pd.DataFrame, after: pd.DataFrame
) -> Supposed:
    was, would_be = _ranks(before), _ranks(after)
    ids = before["record_id"].to_numpy(dtype=object)
    better, worse = (tuple(sorted(ids[changed])) for changed in (would_be > was, would_be < was))
    return Supposed(clock, policy, target, len(before), _attained(was), _attained(would_be), better, worse)


def _ranks(status: pd.DataFrame) -> NDArray[np.float64]:
    return np.asarray(status["state"].map(_RANKS).fillna(_NO_VERDICT), dtype=np.float64)


def _attained(ranks: NDArray[np.float64]) -> Attained:
    return Attained(met=int((ranks == _RANKS["met"]).sum()), n=int((ranks != _NO_VERDICT).sum()))
