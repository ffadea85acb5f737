"""Which verdicts stand: those of clocks that are done, where the tracker says what it said when they were given."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.sla import as_moment
from sheets_sync.analysis.sla_cells import Flags
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.sla_clocks import has_clock
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.verdict_facts import Bits, facts, kinds
from sheets_sync.analysis.verdict_lines import GIVEN, TAKEN_BACK, Given, Verdicts
from sheets_sync.analysis.verdict_rules import rules_key, rules_text

Texts = NDArray[np.object_]  # None where there is none
_Rows = NDArray[np.intp]
_Asked = tuple[str, ...]  # fields

_OVER_FOR_SURE: Final = np.timedelta64(2, "D")  # whatever the time zone a day alone was read in
_NEEDED: Final = (
    "state", "policy", "calendar", "is_reopened", "start", "stop", "start_is_day", "stop_is_day",
)  # fmt: skip


@dataclass(frozen=True)
class ClockVerdicts:
    """One clock of a tracker's records as today's rules judge it, beside the verdicts that were given on it.

    The arrays have a place for each record that has the clock, in their order.
    """

    clock: Clock
    row: _Rows  # of the status
    record: _Rows  # of the records
    ids: list[str]
    today: pd.DataFrame  # columns of the status
    state: Texts  # today's
    rules: Texts  # the keys of those that apply today
    asked: _Asked  # by today's policies
    facts: NDArray[np.int64]
    is_verdict: Flags  # whether today's state is one to remember
    told: Sequence[Given]
    place: _Rows  # of what was told last of each record; -1 if nothing was
    stands: Flags  # whether that was a verdict, and on the facts of today

    @cached_property
    def is_stale(self) -> Flags:
        """Whether the verdict that stands is not the one that today's rules give, or was given by others."""
        stale: Flags = self.flips | (self.stands & (self.of_told("rules") != self.rules))
        return stale

    @cached_property
    def flips(self) -> Flags:
        """Whether the verdict that stands would be another today."""
        flips: Flags = self.stands & (self.of_told("state") != self.state)
        return flips

    def of_told(self, name: str) -> Texts:
        """A text of what was told last of each record."""
        return np.array([*(getattr(given, name) for given in self.told), None], dtype=object)[self.place]

    def given_at(self) -> Instants:
        """When that was."""
        instants = [given.at.replace(tzinfo=None) for given in self.told]
        return np.array([*instants, None], dtype="datetime64[us]")[self.place]


def clock_verdicts(
    status: pd.DataFrame,
    records: pd.DataFrame,
    settings: SlaSettings,
    told: Mapping[Clock, Verdicts],
    clocks: Sequence[Clock],
    now: datetime,
) -> list[ClockVerdicts]:
    """What was told of the clocks of a tracker's records, beside their rows in today's `status`."""
    kinds_of = cache(lambda asked: kinds(records, asked))  # clocks mostly ask the same
    of_clock = pd.Index(list(clocks), dtype="str").get_indexer(pd.Index(status["clock"]))
    needed = status[[*_NEEDED]]
    found = []
    for number, clock in enumerate(clocks):
        row = np.flatnonzero(of_clock == number)
        found.append(_beside(clock, row, needed.take(row), records, kinds_of, settings, told[clock], as_moment(now)))
    return found


def _beside(
    clock: Clock,
    row: _Rows,
    today: pd.DataFrame,
    records: pd.DataFrame,
    kinds_of: Callable[[_Asked], Bits],
    settings: SlaSettings,
    told: Verdicts,
    now: Instants,
) -> ClockVerdicts:
    record = np.flatnonzero(has_clock(records, clock))
    ids = records.index[record].astype("str").tolist()
    policies = [policy for policy in settings.in_force if policy.clock == clock]
    asked = tuple(sorted({field for policy in policies for field in policy.when}))
    place, known = told.of(ids)
    numbers = {
        fields: facts(today, kinds_of(fields)[record]) for fields in {asked, *(given.asked for given in told.given)}
    }
    is_done = _is_done(today)
    return ClockVerdicts(
        clock=clock,
        row=row,
        record=record,
        ids=ids,
        today=today,
        state=today["state"].to_numpy(dtype=object),
        rules=_meant(today["policy"], _keys(policies, settings)),
        asked=asked,
        facts=numbers[asked],
        is_verdict=is_done & _is_final(today, now) & _is_one_of(today["state"], GIVEN),
        told=told.given,
        place=place,
        stands=is_done & _is_on_the_same_facts(told.given, place, known, numbers),
    )


def _keys(policies: Iterable[SlaPolicy], settings: SlaSettings) -> dict[str, str]:
    """The keys of what decides, by the name of the policy; one without a target decides nothing."""
    return {policy.name: rules_key(rules_text(policy, settings)) for policy in policies if policy.target is not None}


def _is_done(clocks: pd.DataFrame) -> Flags:
    stopped: Flags = ~np.isnat(as_array(clocks["stop"])) & ~clocks["is_reopened"].to_numpy(dtype=bool)
    return stopped & ~_is_one_of(clocks["state"], ["unknown"])


def _is_final(clocks: pd.DataFrame, now: Instants) -> Flags:
    """Whether it will be judged tomorrow as today: a day without a time leaves it open until that is over."""
    final = np.ones(len(clocks), dtype=bool)
    for name in ("start", "stop"):
        final &= ~(clocks[f"{name}_is_day"].to_numpy() & (now - as_array(clocks[name]) < _OVER_FOR_SURE))
    return final


def _is_on_the_same_facts(
    told: Sequence[Given], place: _Rows, known: NDArray[np.int64], numbers: Mapping[_Asked, NDArray[np.int64]]
) -> Flags:
    """Whether a verdict was told of each record, and on facts that are those of today."""
    fields = list(numbers)
    kind = np.array([*(-1 if one.state == TAKEN_BACK else fields.index(one.asked) for one in told), -1])[place]
    same = np.zeros(len(place), dtype=bool)
    for number, asked in enumerate(fields):
        same |= (kind == number) & (known == numbers[asked])
    return same


def _is_one_of(column: "pd.Series[str]", words: Collection[str]) -> Flags:
    codes, distinct = pd.factorize(column)
    return np.array([*(text in words for text in distinct), False], dtype=bool)[codes]


def _meant(column: "pd.Series[str]", meanings: Mapping[str, str]) -> Texts:
    codes, distinct = pd.factorize(column)
    return np.array([*(meanings.get(text) for text in distinct), None], dtype=object)[codes]
