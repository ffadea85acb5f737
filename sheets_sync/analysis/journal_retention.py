"""A shorter journal that answers as the long one did."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from sheets_sync.analysis.issue_memory import KIND as ISSUE
from sheets_sync.analysis.issue_memory import short_lines
from sheets_sync.analysis.journal import is_count, tab_of, tracker_tab_of
from sheets_sync.analysis.journal_account import is_unreadable
from sheets_sync.analysis.journal_order import by_subject
from sheets_sync.analysis.notice_lines import KIND as NOTICE
from sheets_sync.analysis.notice_lines import compacted_notices
from sheets_sync.analysis.sighting_lines import KIND as CHANGE
from sheets_sync.analysis.sighting_lines import Sighting, noted, past_lines, sightings_in
from sheets_sync.analysis.verdict_lines import KIND as VERDICT
from sheets_sync.analysis.verdict_retention import compacted_verdicts
from sheets_sync.workbooks.journal_line import JournalLine

JOURNAL_DAYS: Final = 400  # after which what was seen of records that are gone is forgotten

_PACKED_AFTER: Final = timedelta(days=30)  # until then every observation has a line that people can read
_DATED_WITHIN: Final = (CHANGE, NOTICE, VERDICT)  # kinds of lines that hold what was observed at several instants
_WORTH_IT: Final = 0.25  # of the lines: what is written anew is then never more than a few times what goes

Alive = Mapping[str, Collection[str]]  # records by tracker
Compaction = Callable[[Sequence[JournalLine], datetime, Alive], Iterable[JournalLine]]


def known_by(journal: Iterable[JournalLine], now: datetime) -> list[JournalLine]:
    """What the journal tells by `now`: a line from the future waits until its time has come.

    A line that many observations share may be younger than some of them. It is there too, because each of those has an
    instant of its own, by which who reads it passes over what lies ahead.
    """
    return [line for line in journal if line.observed_at <= now or line.kind in _DATED_WITHIN]


def shortened(
    journal: Sequence[JournalLine], now: datetime, alive: Alive, *, days: int = JOURNAL_DAYS
) -> list[JournalLine] | None:
    """The journal without what was seen of records that are gone, `days` ago, and with few lines for what is old.

    None where that does not pay, or where not all of it could be read: what is spoilt may yet be mended.
    """
    packed_before = now - _PACKED_AFTER
    worth = max(_WORTH_IT * len(journal), 1)
    if sum(line.observed_at < packed_before for line in journal) < worth or any(map(is_unreadable, journal)):
        return None
    short = compacted(compacted(journal, now - timedelta(days=days), alive), packed_before, {})
    return short if len(journal) - len(short) >= worth else None


def compacted(journal: Sequence[JournalLine], keep_since: datetime, alive: Alive) -> list[JournalLine]:
    """The journal, the oldest first, with fewer lines for what was observed before `keep_since`.

    `alive` names the records of every tracker that was read whole: what was seen of others there, all of it before
    `keep_since`, goes. Of trackers that are not named everything stays. Lines of a kind that is not known here stay as
    they are. What is asked about tabs, issues and records that are alive or were seen since is answered as before, of
    verdicts as of `keep_since` or later; what is compacted again stays as it is.
    """
    kept = _alive_or_seen_since(journal, keep_since, alive)
    of_kind: dict[str, list[JournalLine]] = {kind: [] for kind in _COMPACTIONS}
    for line in journal:
        of_kind.setdefault(line.kind, []).append(line)
    short = [
        line
        for kind, lines in of_kind.items()
        for line in (_COMPACTIONS[kind](lines, keep_since, kept) if kind in _COMPACTIONS else lines)
    ]
    return sorted(short, key=lambda line: line.observed_at)


def _parted(lines: Iterable[JournalLine], keep_since: datetime) -> tuple[list[JournalLine], list[JournalLine]]:
    """The lines before that instant, and those from it on."""
    old: list[JournalLine] = []
    recent: list[JournalLine] = []
    for line in lines:
        (old if line.observed_at < keep_since else recent).append(line)
    return old, recent


def _alive_or_seen_since(journal: Iterable[JournalLine], keep_since: datetime, alive: Alive) -> Alive:
    """The records of the same trackers, as the journal has them, and those that something was seen of since."""
    kept = {tracker: {noted(record) for record in records} for tracker, records in alive.items()}
    for line in journal:
        if line.observed_at >= keep_since and line.tracker in kept:
            kept[line.tracker].update(noted(record) for one in sightings_in(line) for record in one.records)
    return kept


def _changes(lines: Sequence[JournalLine], keep_since: datetime, kept: Alive) -> Iterator[JournalLine]:
    """What was seen of records shares lines, many to each; that of records which are gone goes."""
    old, recent = _parted(lines, keep_since)
    for tracker, seen in sorted(_by_tracker(old).items()):
        is_kept = kept[tracker].__contains__ if tracker in kept else bool
        yield from past_lines(tracker, _merged(seen, is_kept))
    yield from recent


def _by_tracker(lines: Iterable[JournalLine]) -> dict[str, list[Sighting]]:
    found: defaultdict[str, list[Sighting]] = defaultdict(list)
    for line in lines:
        found[line.tracker].extend(sightings_in(line))
    return found


def _merged(sightings: Iterable[Sighting], is_kept: Callable[[str], bool]) -> list[Sighting]:
    """The sightings of some records in the order of time; what was seen alike at one instant is one sighting."""
    found: defaultdict[tuple[datetime, tuple[tuple[str, str], ...], str | None], set[str]] = defaultdict(set)
    for one in sightings:
        what = one.at.replace(microsecond=0), tuple(sorted(one.values.items())), one.before
        found[what].update(filter(is_kept, map(noted, one.records)))
    merged = [Sighting(at, sorted(records), dict(values), before) for (at, values, before), records in found.items()]
    return sorted(merged, key=lambda one: (one.at, sorted(one.values.items()), one.before or "", one.records))


def _issues(lines: Sequence[JournalLine], keep_since: datetime, _: Alive) -> Iterator[JournalLine]:
    """Issues that had gone by then are not mentioned any more."""
    old, recent = _parted(lines, keep_since)
    yield from short_lines(old)
    yield from recent


def _without_superseded(
    lines: Sequence[JournalLine],
    keep_since: datetime,
    _: Alive,
    *,
    subject_of: Callable[[JournalLine], Hashable],
    says: Callable[[JournalLine], Hashable],
) -> Iterator[JournalLine]:
    """The lines, of each subject without those before that instant that say nothing which is not said later."""
    for told in by_subject(lines, subject_of).values():
        said: set[Hashable] = set()
        for together in reversed(told):
            if together[0].observed_at >= keep_since or not said.issuperset(map(says, together)):
                yield from together
            said.update(map(says, together))


_COMPACTIONS: Final[Mapping[str, Compaction]] = MappingProxyType(
    {
        CHANGE: _changes,
        "tab": partial(_without_superseded, subject_of=tab_of, says=lambda line: line.after),
        "rows": partial(_without_superseded, subject_of=tracker_tab_of, says=is_count),
        ISSUE: _issues,
        NOTICE: compacted_notices,
        VERDICT: compacted_verdicts,
    }
)
