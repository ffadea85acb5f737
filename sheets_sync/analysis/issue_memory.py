"""Since when each row issue has stood: what earlier runs noted of them, and what this one notes for the next."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, zip_longest
from typing import Final

from sheets_sync.trackers.ingest import Trackers
from sheets_sync.trackers.issues import SEVERITIES, RowIssue
from sheets_sync.workbooks.journal_line import JournalLine

KIND: Final = "issue"  # of journal lines: keys of issues that came stand in `after`, of those that went in `before`

_MOST_REMEMBERED = 100_000  # issues of all trackers; the journal is read by every run
_KEYS_IN_A_LINE = 3_000  # a cell of Excel holds 32,767 characters
_KEY_LENGTH = 8

_Subject = tuple[str, str]  # tracker and field


@dataclass(frozen=True)
class IssueMemory:
    """When each issue was first seen, in the order of the trackers' issues, and since when that is remembered.

    None where there are more issues than are remembered.
    """

    first_seen: tuple[datetime | None, ...]
    began_at: datetime


def issue_memory(journal: Sequence[JournalLine], trackers: Trackers, now: datetime) -> IssueMemory:
    """What the journal knows of the issues; those it does not know are of this run."""
    known = _known(journal)
    dates = {key: line.observed_at for key, line in known.items()} | dict.fromkeys(_new(known, trackers), now)
    began_at = min((line.observed_at for line in journal if line.kind == KIND), default=now)
    return IssueMemory(tuple(dates.get(key) for key in trackers.issue_keys), began_at)


def issue_notes(
    journal: Sequence[JournalLine],
    trackers: Trackers,
    now: datetime,
    *,
    held: Collection[str] = (),
    half_read: Collection[str] = (),
) -> list[JournalLine]:
    """The issues that came and went since the last run, many to a line; nothing of the trackers in `held`.

    Of those that are `half_read` none goes: it may stand in the part that was not read.
    """
    known, standing = _known(journal), set(trackers.issue_keys)
    gone = {
        key: (line.tracker, line.field)
        for key, line in known.items()
        if key not in standing and line.tracker not in half_read
    }
    came, went = _by_subject(_new(known, trackers)), _by_subject(gone)
    subjects = sorted(subject for subject in came.keys() | went.keys() if subject[0] not in held)
    return [line for subject in subjects for line in _lines(subject, came[subject], went[subject], now)]


def is_spoilt(line: JournalLine) -> bool:
    """Whether a line of this kind names what is no key."""
    return any(len(key) != _KEY_LENGTH for key in (*line.before.split(), *line.after.split()))


def short_lines(lines: Sequence[JournalLine]) -> list[JournalLine]:
    """Lines of this kind by which the same issues are known, since the same days; what has gone is not mentioned."""
    named: defaultdict[tuple[datetime, str, str], list[str]] = defaultdict(list)
    for key, line in _known(lines).items():
        named[line.observed_at, line.tracker, line.field].append(key)
    short = [
        line
        for (at, tracker, field), keys in sorted(named.items())
        for line in _lines((tracker, field), sorted(keys), (), at)
    ]
    began_at = min((line.observed_at for line in lines), default=None)
    if began_at and (not short or began_at < short[0].observed_at):
        short.insert(0, JournalLine(observed_at=began_at, kind=KIND))
    return short


def _known(journal: Iterable[JournalLine]) -> dict[str, JournalLine]:
    """The line that first named each issue that has not gone since; what a hand has spoilt is passed over."""
    known: dict[str, JournalLine] = {}
    lines = sorted((line for line in journal if line.kind == KIND), key=_in_time)
    for _, together in groupby(lines, key=lambda line: line.observed_at):
        told = list(together)
        for line in told:
            for key in line.before.split():
                known.pop(key, None)
        for line in told:
            for key in line.after.split():
                if len(key) == _KEY_LENGTH:
                    known.setdefault(key, line)
    return known


def _in_time(line: JournalLine) -> tuple[object, ...]:
    return line.observed_at, line.tracker, line.field


def _new(known: Mapping[str, JournalLine], trackers: Trackers) -> dict[str, _Subject]:
    """The issues to remember that are not known yet: the worst, where there are too many."""
    issues = dict(zip(trackers.issue_keys, trackers.issues, strict=True))
    kept: Iterable[str] = issues
    if len(issues) > _MOST_REMEMBERED:
        kept = sorted(issues, key=lambda key: (SEVERITIES.index(issues[key].severity), key))[:_MOST_REMEMBERED]
    return {key: _subject(issues[key]) for key in kept if key not in known}


def _subject(issue: RowIssue) -> _Subject:
    return issue.tracker, issue.field or ""


def _by_subject(keys: Mapping[str, _Subject]) -> defaultdict[_Subject, list[str]]:
    found: defaultdict[_Subject, list[str]] = defaultdict(list)
    for key in sorted(keys):
        found[keys[key]].append(key)
    return found


def _lines(subject: _Subject, came: Sequence[str], went: Sequence[str], now: datetime) -> Iterator[JournalLine]:
    tracker, field = subject
    for new, gone in zip_longest(_packed(came), _packed(went), fillvalue=""):
        yield JournalLine(observed_at=now, kind=KIND, tracker=tracker, field=field, before=gone, after=new)


def _packed(keys: Sequence[str]) -> list[str]:
    return [" ".join(keys[start : start + _KEYS_IN_A_LINE]) for start in range(0, len(keys), _KEYS_IN_A_LINE)]
