"""Fewer lines of the journal for old verdicts, which answer as all of them did."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.verdict_lines import (
    RULES,
    TAKEN_BACK,
    Given,
    Ruled,
    Verdicts,
    ends_in,
    groups_in,
    past_verdict_lines,
    rules_lines,
    rules_texts,
    verdicts,
)
from sheets_sync.workbooks.journal_line import JournalLine


def compacted_verdicts(
    lines: Sequence[JournalLine], keep_since: datetime, alive: Mapping[str, Collection[str]]
) -> Iterator[JournalLine]:
    """The lines, with the last verdict on each clock of records in fewer for those from before `keep_since`.

    Of trackers that `alive` names, by ids as the journal has them of what was seen, verdicts go on records that are
    neither alive nor judged since. What decided stays as long as a verdict needs it, and an end that is not that of the
    next verdict as long as its record; what is spoilt goes.
    """
    for tracker in sorted({line.tracker for line in lines}):
        own = [line for line in lines if line.tracker == tracker]
        old = [line for line in own if line.observed_at < keep_since]
        recent = [line for line in own if line.observed_at >= keep_since]
        yield from _of_tracker(tracker, old, recent, keep_since, alive.get(tracker))
        yield from recent


def _of_tracker(
    tracker: str,
    old: Sequence[JournalLine],
    recent: Sequence[JournalLine],
    keep_since: datetime,
    alive: Collection[str] | None,
) -> Iterator[JournalLine]:
    since = [group for line in recent for group in groups_in(line)]
    judged_since = {record for _, records in since for record in records}
    told = verdicts(old, tracker, keep_since)

    def is_kept(record: str) -> bool:
        return alive is None or record in judged_since or noted(record) in alive

    last = {clock: _last(told[clock], is_kept) for clock in CLOCKS}
    yield from _rules(old, tracker, {given.rules for given in chain(*last.values(), (given for given, _ in since))})
    for clock, ruled in last.items():
        ends = _ends((line for line in old if line.field == clock), is_kept)
        yield from past_verdict_lines(tracker, clock, *_with_ends(ruled, ends))


def _last(told: Verdicts, is_kept: Callable[[str], bool]) -> Ruled:
    """The last verdicts on records that are kept; what was taken back need not be remembered."""
    ruled: defaultdict[Given, dict[str, int]] = defaultdict(dict)
    for record, number in told.last.items():
        given = told.given[told.place[number]]
        if given.state != TAKEN_BACK and is_kept(record):
            ruled[given][record] = int(told.facts[number])
    return ruled


def _ends(lines: Iterable[JournalLine], is_kept: Callable[[str], bool]) -> Mapping[str, list[tuple[datetime, int]]]:
    """The ends told of each record, and when: once for those that are alike, as of the last of them."""
    told = sorted(
        (given.at, record, end) for line in lines for given, ends in ends_in(line) for record, end in ends.items()
    )
    found: defaultdict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for at, record, end in filter(lambda one: is_kept(one[1]), told):
        earlier = found[record]
        if earlier and earlier[-1][1] == end:
            earlier.pop()
        earlier.append((at, end))
    return found


def _with_ends(
    ruled: Ruled, ends: Mapping[str, list[tuple[datetime, int]]]
) -> tuple[Ruled, Mapping[Given, Mapping[str, int]]]:
    """The verdicts and their ends; those of earlier verdicts stand by one that was taken back."""
    last = {record: given for given, records in ruled.items() for record in records}
    every = defaultdict(dict, {given: dict(records) for given, records in ruled.items()})
    told: defaultdict[Given, dict[str, int]] = defaultdict(dict)
    for record, own in ends.items():
        for at, end in own:
            is_last = record in last and last[record].at <= at  # a run beside it may have given the same later
            given = last[record] if is_last else Given(at, TAKEN_BACK, "", "", "", ())
            every[given].setdefault(record, 0)
            told[given][record] = end
    return every, told


def _rules(lines: Sequence[JournalLine], tracker: str, used: Collection[str]) -> Iterator[JournalLine]:
    """What decided, once, as of when it was noted last."""
    noted_at = {line.record_id: line.observed_at for line in lines if line.tracker == tracker and line.field == RULES}
    for key, text in sorted(rules_texts(lines, tracker).items()):
        if key in used:
            yield from rules_lines(tracker, text, noted_at[key])
