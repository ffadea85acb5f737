"""One run: trackers in, summary and exports out, and a report of what was done."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime

from sheets_sync.analysis.issue_memory import issue_notes
from sheets_sync.analysis.journal import Shrink, notes
from sheets_sync.analysis.journal_retention import shortened
from sheets_sync.analysis.notice_lines import notice_lines
from sheets_sync.documents.words import label, plural
from sheets_sync.looking import Looked, Progress, connected, looked
from sheets_sync.run_report import RunReport, prepare_export
from sheets_sync.run_request import RunRequest
from sheets_sync.tabs.book import compose, stands_on
from sheets_sync.workbooks.connect import Workbooks
from sheets_sync.workbooks.journal_line import JournalLine
from sheets_sync.workbooks.tab import Receipt, Tab, TabChange


def run_once(
    request: RunRequest, workbooks: Workbooks, now: datetime, progress: Progress = lambda _: None
) -> RunReport:
    """Read, find, compose, publish: whole tabs or an error, with the last summary still standing.

    A dry run publishes nothing. Raises ConfigError, TrackerError, AccessError, TryLaterError or LockedError.
    """
    sources, sink = connected(request, workbooks, now)
    if request.export:
        prepare_export(request.export, [home.path for home in sources if home.spreadsheet_id is None])
    with nullcontext() if request.dry_run else workbooks.lock(sink):
        found = looked(request, sources, sink, now, progress)
        tabs = tuple(compose(found.findings))
        held = _held(tabs, found.shrunk, stands_on(request.policies))
        if request.dry_run:
            outcome: Receipt | tuple[TabChange, ...] = tuple(sink.changes(tabs, held))
        else:
            progress("writing the summary")
            noted = [] if found.account.overtakes(now) else _noted(found, now)
            outcome = sink.publish(tabs, noted, held, _shorter_journal(found, noted, request.journal_days))
    return RunReport(
        now,
        found.names,
        sink.target,
        found.trackers,
        found.findings,
        tabs,
        outcome,
        workbooks.calls,
        found.account,
    )


def _noted(found: Looked, now: datetime) -> list[JournalLine]:
    """What this run tells those after it."""
    return [
        *notes(found.journal, found.seen, now, held=found.lost),
        *issue_notes(found.journal, found.trackers, now, held=found.lost, half_read=found.half_read),
        *found.observed,
        *notice_lines(found.findings.step_notices),
        *found.findings.earlier_verdicts.lines,
    ]


def _shorter_journal(found: Looked, noted: Sequence[JournalLine], days: int) -> Sequence[JournalLine] | None:
    """The journal with fewer lines, where that pays and it is written anyway; None where it stays as it is.

    Its age counts back from its last line, so that a run by a wrong clock, far ahead, forgets nothing.
    """
    if not noted or found.account.unreadable or found.account.latest is None:
        return None
    return shortened(found.standing.lines, found.account.latest, found.whole, days=days)


def _loss(shrink: Shrink) -> str:
    gone = f" (gone: {', '.join(map(repr, shrink.gone))})" if shrink.gone else ""
    return f"{label(shrink.tracker)} from {shrink.before:,} to {plural(shrink.now, 'row')}{gone}"


def _held(tabs: Sequence[Tab], shrunk: Sequence[Shrink], stands: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The tabs that stay as they were because a tracker they stand on lost too many rows, and why."""
    held = {}
    for tab in tabs:
        lost = [shrink for shrink in shrunk if shrink.tracker in stands[tab.title]]
        if lost:
            counts = ", ".join(map(_loss, lost))
            held[tab.title] = (
                f"held back, because a tracker has shrunk since the last run: {counts}. Look at the tracker; "
                "if the rows are meant to be gone, run once with --accept-shrink."
            )
    return held
