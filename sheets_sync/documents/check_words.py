"""What a check found, for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sheets_sync.analysis.sla_frozen import EarlierVerdicts
from sheets_sync.documents.time_words import LocalWords
from sheets_sync.documents.verdict_words import would_flip_words
from sheets_sync.documents.words import count, label, plural
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.workbooks.workbook_check import WorkbookCheck


def check_words(
    workbooks: Sequence[WorkbookCheck],
    trackers: Trackers | None,
    *,
    clock: str,
    calls: int,
    next_runs: Sequence[datetime],
    local: LocalWords,
    earlier: EarlierVerdicts | None,
    to_mend: Sequence[str],
) -> str:
    """Workbook by workbook and tracker by tracker what was found, then what to mend."""
    runs = ", ".join(local.moment(instant) for instant in next_runs)
    lines = [
        *(line for workbook in workbooks for line in _workbook(workbook)),
        *(_trackers(trackers) if trackers else ()),
        *(would_flip_words(earlier) if earlier else ()),
        *([f"{clock} A run makes at most {plural(calls, 'call')} to Google."] if calls else []),
        *([f"Next runs ({local.timezone}): {runs}"] if runs else []),
        *_to_mend(to_mend),
    ]
    return "\n".join(lines)


def _workbook(check: WorkbookCheck) -> Iterator[str]:
    holds = " and ".join([*(["trackers"] if check.trackers else []), *(["summary"] if check.summary else [])])
    yield f"{check.name} ({holds}): {_may(check)}"
    yield f"  {check.where}"
    if check.account:
        yield f"  as {check.account}"
    if check.ours:
        yield f"  our tabs: {', '.join(check.ours)}"
    if check.protected:
        yield f"  protected against this account: {', '.join(check.protected)}"


def _may(check: WorkbookCheck) -> str:
    read = "can be read" if check.may_read else "cannot be read"
    if check.may_write is None:
        return read
    return f"{read}, {'can be written' if check.may_write else 'cannot be written'}"


def _trackers(trackers: Trackers) -> Iterator[str]:
    for tracker in trackers.read():
        tabs = [account for account in trackers.accounts if account.tracker == tracker]
        names = ", ".join(repr(account.tab) for account in tabs)
        accepted, left_out = (trackers.total(part, tracker) for part in ("accepted", "left_out"))
        missing = "".join(f", no column for {field}" for field in trackers.missing.get(tracker, ()))
        rows = f"{plural(accepted, 'row')} accepted, {count(left_out)} left out"
        yield f"{label(tracker)} in {names}: {rows}{missing}"
    unread = [label(tracker) for tracker in trackers.frames if tracker not in trackers.read()]
    if unread:
        yield f"No tab found for: {', '.join(unread)}"


def _to_mend(sentences: Sequence[str]) -> Iterator[str]:
    if not sentences:
        yield "Nothing to mend."
        return
    yield f"To mend ({len(sentences)}):"
    for number, sentence in enumerate(sentences, start=1):
        first, *rest = sentence.splitlines()
        yield f"{number:>3}. {first}"
        yield from (f"     {line}" for line in rest)
