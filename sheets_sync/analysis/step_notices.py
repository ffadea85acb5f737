"""Which escalation steps fire now: each once in a cycle, and of several that were missed only the highest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.notice_lines import Fate, Notice, StepWords, cycle_of, notices_in
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine

_Key = tuple[str, str]  # a clock, and one of its cycles
_NOTHING: frozenset[StepWords] = frozenset()


def fired_steps(
    steps: pd.DataFrame,
    status: pd.DataFrame,
    settings: SlaSettings,
    journal: Iterable[JournalLine],
    now: datetime,
    *,
    trackers: Collection[str],
) -> tuple[pd.DataFrame, list[Notice]]:
    """The `escalation_steps` of clocks in `status` with a column `fires_now`, and what this run notes of them.

    A step fires once its clock has come to it, if the `journal` does not say that it did, or was passed over, before.
    Where several were missed only the highest fires, and none that lies below one that was reached earlier; the others
    are passed over for good. A paused clock fires nothing. A step that the journal has not heard of (on a first run,
    after a lost journal, just configured) is passed over where it is reached already, so that nobody is flooded. Of
    trackers that are not among `trackers` nothing fires and nothing is noted.
    """
    memory = _Memory.of(journal, now)
    at = now.replace(microsecond=0)  # as the journal keeps it
    new = _new(steps, status[status["tracker"].isin(list(trackers))], memory)
    fires = new["is_known"] & new["is_highest"] & ~new["is_paused"]
    passes = ~fires & ~(new["is_known"] & new["is_paused"])
    fires_now = np.zeros(len(steps), dtype=bool)
    fires_now[new.index[fires]] = True
    notices = [
        *_newly_known(settings, memory, at, trackers),
        *_notices("fired", new[fires], at),
        *_notices("passed", new[passes], at),
    ]
    return steps.assign(fires_now=fires_now), notices


@dataclass(frozen=True)
class _Memory:
    """What runs have noted by now: the steps of each clock that they knew, and those that are done in each cycle."""

    known: frozenset[tuple[str, StepWords]]
    done: Mapping[_Key, frozenset[StepWords]]

    @classmethod
    def of(cls, journal: Iterable[JournalLine], now: datetime) -> "_Memory":
        known: set[tuple[str, StepWords]] = set()
        done: dict[_Key, frozenset[StepWords]] = {}
        for notice in (notice for line in journal for notice in notices_in(line) if notice.at <= now):
            steps = frozenset(notice.steps)
            known.update((notice.clock, step) for step in steps)
            for cycle in notice.cycles:
                key = (notice.clock, cycle)
                done[key] = done.get(key, _NOTHING) | steps
        return cls(frozenset(known), done)


def _new(steps: pd.DataFrame, status: pd.DataFrame, memory: _Memory) -> pd.DataFrame:
    """The steps that clocks of `status` have come to and nothing is noted of, by their places in `steps`."""
    places = np.flatnonzero(steps["is_reached"] & steps.index.isin(status.index))
    reached = steps.iloc[places]
    used = reached["open_seconds"]
    is_highest = (used == used.groupby(level=0).transform("max")).to_numpy()
    clocks = status.loc[reached.index.unique()]
    of_clock = clocks.index.get_indexer(reached.index)
    keys = list(zip(_texts(clocks["clock"]), _cycles(clocks), strict=True))
    words = list(zip(_texts(reached["at"]), _texts(reached["to"]), strict=True))
    rows = _unnoted(words, of_clock, keys, memory)
    own = of_clock[rows].tolist()
    new = [words[row] for row in rows]
    is_known = [(keys[clock][0], step) in memory.known for clock, step in zip(own, new, strict=True)]
    return pd.DataFrame(
        {
            "tracker": clocks["tracker"].take(own).array,
            "clock": clocks["clock"].take(own).array,
            "cycle": pd.Series([keys[clock][1] for clock in own], dtype="str").array,
            "step": np.fromiter(new, dtype=object, count=len(new)),
            "is_highest": is_highest[rows],
            "is_paused": (clocks["clock_state"] == "paused").to_numpy()[own],
            "is_known": np.array(is_known, dtype=bool),
        },
        index=places[rows],
    )


def _unnoted(
    words: Sequence[StepWords], of_clock: NDArray[np.intp], keys: Sequence[_Key], memory: _Memory
) -> NDArray[np.intp]:
    """Which steps nothing is noted of; a record of whose id nothing can be kept has no cycle, and none."""
    done = [memory.done.get(key, _NOTHING) if key[1] else None for key in keys]
    steps = zip(words, (done[clock] for clock in of_clock.tolist()), strict=True)
    return np.flatnonzero([known is not None and step not in known for step, known in steps])


def _cycles(clocks: pd.DataFrame) -> list[str]:
    """The cycle of each clock; '' of a record of whose id nothing can be kept."""
    starts = np.datetime_as_string(as_array(clocks["start"]), unit="s").tolist()
    ids = map(noted, _texts(clocks["record_id"]))
    return [cycle_of(f"{start}Z", record) if record else "" for start, record in zip(starts, ids, strict=True)]


def _texts(column: "pd.Series[str]") -> list[str]:
    """A column's texts; to walk along the column itself takes far longer."""
    texts: list[str] = column.to_numpy(dtype=object).tolist()
    return texts


def _newly_known(settings: SlaSettings, memory: _Memory, at: datetime, trackers: Collection[str]) -> Iterator[Notice]:
    """The steps of policies that no run has noted yet."""
    told = {
        (policy.tracker, policy.clock, step.words)
        for policy in settings.in_force
        if policy.tracker in trackers
        for step in policy.steps
        if (policy.clock, step.words) not in memory.known
    }
    for tracker, clock, step in sorted(told):
        yield Notice(at, tracker, clock, "passed", (step,), ())


def _notices(fate: Fate, steps: pd.DataFrame, at: datetime) -> Iterator[Notice]:
    """The notices of steps that met with the same fate; cycles with the same steps stand together."""
    of_cycle: defaultdict[tuple[str, str, str], list[StepWords]] = defaultdict(list)
    columns = (_texts(steps[name]) for name in ("tracker", "clock", "cycle"))
    for tracker, clock, cycle, step in zip(*columns, steps["step"], strict=True):
        of_cycle[tracker, clock, cycle].append(step)
    alike: defaultdict[tuple[str, str, tuple[StepWords, ...]], list[str]] = defaultdict(list)
    for (tracker, clock, cycle), done in of_cycle.items():
        alike[tracker, clock, tuple(sorted(set(done)))].append(cycle)
    for (tracker, clock, done_steps), cycles in sorted(alike.items()):
        yield Notice(at, tracker, clock, fate, done_steps, sorted(cycles))
