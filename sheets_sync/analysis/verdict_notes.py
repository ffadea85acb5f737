"""What a run notes of the verdicts it gives, takes back or gives anew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.journal_cells import SECONDS
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.verdict_lines import TAKEN_BACK, Ends, Given, can_be_noted, rules_lines, verdict_lines
from sheets_sync.analysis.verdict_rules import rules_key, rules_text
from sheets_sync.analysis.verdict_standing import ClockVerdicts, Texts
from sheets_sync.workbooks.journal_line import JournalLine

_LONGEST_NAME = 200


def verdict_notes(
    tracker: str,
    clocks: Sequence[ClockVerdicts],
    settings: SlaSettings,
    known_rules: Mapping[str, str],
    now: datetime,
    *,
    rewrite: bool,
) -> Iterator[JournalLine]:
    """The lines for verdicts that are new, or on edited records; with `rewrite` for every one that is not today's.

    What decides is noted with the first verdict it gives, and again if its lines are lost.
    """
    second = now.replace(microsecond=0)  # as the journal keeps it
    used: set[str] = set()
    lines: list[JournalLine] = []
    for clock in clocks:
        used |= {clock.told[place].rules for place in np.unique(clock.place[clock.stands]).tolist()}
        rows = _to_be_noted(clock, rewrite=rewrite)
        ends = _ends(clock, rows)
        for before, ruled in sorted(_ruled(clock, rows, second).items()):
            used |= {given.rules for given in ruled}
            lines += verdict_lines(tracker, clock.clock, before, ruled, second, ends)
    todays = (rules_text(policy, settings) for policy in settings.in_force if policy.tracker == tracker)
    for key, text in sorted({rules_key(text): text for text in todays}.items()):
        if key in used and key not in known_rules:
            yield from rules_lines(tracker, text, second)
    yield from lines


def _to_be_noted(clock: ClockVerdicts, *, rewrite: bool) -> NDArray[np.intp]:
    """The records whose verdict is new, and with `rewrite` those whose verdict is another one or none today."""
    fresh = clock.is_verdict & (~clock.stands | (clock.is_stale & rewrite))
    taken_back = (_was(clock) != TAKEN_BACK) & ~clock.is_verdict & rewrite
    return np.flatnonzero(fresh | taken_back)


def _was(clock: ClockVerdicts) -> Texts:
    """The state of what was told last of each record."""
    return np.where(clock.place < 0, TAKEN_BACK, clock.of_told("state"))


def _ends(clock: ClockVerdicts, rows: NDArray[np.intp]) -> Ends:
    """When matters were over that may be reopened; a day alone says too little."""
    rule = CLOCKS[clock.clock]
    if not (rule.spans_the_matter and rule.reopened):
        return {}
    rows = rows[clock.is_verdict[rows] & ~clock.today["stop_is_day"].to_numpy(dtype=bool)[rows]]
    seconds = as_array(clock.today["stop"])[rows].astype("datetime64[s]").astype(np.int64)
    return {
        clock.ids[row]: second for row, second in zip(rows.tolist(), seconds.tolist(), strict=True) if second in SECONDS
    }


def _ruled(
    clock: ClockVerdicts, rows: NDArray[np.intp], now: datetime
) -> Mapping[str, Mapping[Given, Mapping[str, int]]]:
    """What is to be noted of some records on one clock, by the state that it takes the place of."""
    ids = [clock.ids[row] for row in rows.tolist()]
    ruled: defaultdict[str, defaultdict[Given, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for before, given, record, fact in zip(
        _was(clock)[rows], _given(clock, rows, now), ids, clock.facts[rows].tolist(), strict=True
    ):
        if can_be_noted(record):
            ruled[before][given][record] = fact
    return ruled


def _given(clock: ClockVerdicts, rows: NDArray[np.intp], now: datetime) -> Iterator[Given]:
    """What today's rules say of some records."""
    is_verdict, columns = clock.is_verdict[rows], clock.today.take(rows)
    said = (np.where(is_verdict, told, "") for told in (clock.state[rows], clock.rules[rows]))
    names = (columns[name].fillna("") for name in ("policy", "calendar"))
    for state, rules, policy, calendar in zip(*said, *names, strict=True):
        yield Given(now, state, rules, policy[:_LONGEST_NAME], calendar[:_LONGEST_NAME], clock.asked)
