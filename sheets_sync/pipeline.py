"""One run: trackers in, summary and exports out, and a report of what was done."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from sheets_sync.analysis.findings import Findings, Policies, find
from sheets_sync.analysis.issue_memory import issue_notes
from sheets_sync.analysis.journal import SeenTab, Shrink, former_titles, notes, shrinks
from sheets_sync.analysis.journal_account import JournalAccount, journal_account
from sheets_sync.analysis.journal_retention import JOURNAL_DAYS, known_by, shortened
from sheets_sync.analysis.notice_lines import notice_lines
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.documents.words import label, plural
from sheets_sync.errors import ConfigError, TrackerError
from sheets_sync.run_report import RunReport, prepare_export
from sheets_sync.tabs.book import compose, stands_on
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.workbook_locale import own_timezone
from sheets_sync.workbooks.connect import Place, Workbooks
from sheets_sync.workbooks.grid import Grid, TrackerSource
from sheets_sync.workbooks.journal_line import JournalLine
from sheets_sync.workbooks.standing_journal import StandingJournal
from sheets_sync.workbooks.tab import Receipt, SummarySink, Tab, TabChange

Progress = Callable[[str], None]


@dataclass(frozen=True)
class RunRequest:
    """What one run was asked to do."""

    workbook: Place | None  # of every tracker that has none of its own
    own_workbooks: Mapping[str, Place]  # by tracker
    summary: Place | None
    reading: ReadingSettings
    trackers: Mapping[str, TrackerSettings]
    policies: Policies
    export: Path | None = None
    dry_run: bool = False
    accept_shrink: bool = False
    recompute: bool = False
    journal_days: int = JOURNAL_DAYS


@dataclass(frozen=True)
class Looked:
    """What a run has read and found before it writes anything."""

    names: tuple[str, ...]  # what people know the workbooks by
    standing: StandingJournal
    account: JournalAccount
    journal: Sequence[JournalLine]  # what the runs before have noted
    trackers: Trackers
    seen: Sequence[SeenTab]
    shrunk: Sequence[Shrink]  # trackers that have lost more rows than they may
    observed: Sequence[JournalLine]  # what this run sees that the journal does not know yet
    findings: Findings

    @property
    def lost(self) -> set[str]:
        """The trackers that have shrunk: of them nothing is noted."""
        return {shrink.tracker for shrink in self.shrunk}

    @property
    def told(self) -> list[JournalLine]:
        """All that runs have seen, this one included."""
        return [*self.journal, *self.observed]


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
            outcome = sink.publish(tabs, noted, held, _shorter_journal(found, noted, request.journal_days, now))
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
        *issue_notes(found.journal, found.trackers, now, held=found.lost),
        *found.observed,
        *notice_lines(found.findings.step_notices),
        *found.findings.earlier_verdicts.lines,
    ]


def connected(
    request: RunRequest, workbooks: Workbooks, now: datetime
) -> tuple[Mapping[Place, TrackerSource], SummarySink]:
    """Every workbook to read, and the summary. Raises ConfigError where there is nothing to read or to write to."""
    sources = {home: workbooks.source(home) for home in homes_of(request)}
    return sources, workbooks.sink(request.summary, list(sources), now)


def looked(
    request: RunRequest,
    sources: Mapping[Place, TrackerSource],
    sink: SummarySink,
    now: datetime,
    progress: Progress = lambda _: None,
) -> Looked:
    """Read the trackers and what the runs before have noted, and find what they say `now`; nothing is written."""
    progress("reading trackers")
    homes, standing, names = homes_of(request), sink.journal(), _names(sources.values())
    account = journal_account(standing.lines, standing.rows, standing.spoilt, has_summary=sink.has_summary())
    if request.recompute and account.overtakes(now):
        raise ConfigError(
            f"--recompute: as of {now:%Y-%m-%dT%H:%MZ}, but the Journal tells of a run at "
            f"{account.latest:%Y-%m-%dT%H:%MZ}. Recompute as of a later instant, or leave --now out."
        )
    journal = known_by(standing.lines, now)
    books = [
        _book(home, source, name, homes[home], journal)
        for (home, source), name in zip(sources.items(), names, strict=True)
    ]
    trackers = ingest(books, request.reading, request.trackers, now)
    _require_a_tracker(trackers, names, before=sum(shrink.before for shrink in shrinks(journal, [])))
    seen = _seen(homes, books, trackers)
    shrunk = () if request.accept_shrink else shrinks(journal, seen, _shrink_limits(request))
    progress("computing")
    lost = {shrink.tracker for shrink in shrunk}
    overtaken = account.overtakes(now)
    observed = [] if overtaken else changes(journal, trackers.frames, _tab_keys(homes, books), now, held=lost)
    told = [*journal, *observed]
    findings = find(trackers, _in_zone(request, books), now, told, held=lost, recompute=request.recompute)
    return Looked(names, standing, account, journal, trackers, seen, shrunk, observed, findings)


def homes_of(request: RunRequest) -> dict[Place, frozenset[str]]:
    """Every workbook to read and the trackers that live there; the team's own comes first."""
    homes: dict[Place, frozenset[str]] = {}
    if request.workbook:
        homes[request.workbook] = frozenset(SCHEMAS) - set(request.own_workbooks)
    for tracker, home in sorted(request.own_workbooks.items()):
        same = next((known for known in homes if known.is_same(home)), home)
        homes[same] = homes.get(same, frozenset()) | {tracker}
    if not homes:
        raise ConfigError(
            "There is nothing to read. Name a Google spreadsheet, a workbook, a .csv file or a folder, "
            "or set workbook in the configuration."
        )
    return homes


def _names(sources: Iterable[TrackerSource]) -> tuple[str, ...]:
    """What people know the workbooks by; a number tells those of one name apart."""
    names: list[str] = []
    for name in (source.name for source in sources):
        others = (f"{name} ({number})" for number in count(2))
        names.append(next(other for other in chain([name], others) if other not in names))
    return tuple(names)


def _book(
    home: Place, source: TrackerSource, name: str, trackers: frozenset[str], journal: Sequence[JournalLine]
) -> Book:
    titles = former_titles(journal)
    grids = [
        replace(grid, workbook=name, former_titles=titles.get(_tab_key(home, grid), ())) for grid in source.grids()
    ]
    return Book(name, grids, trackers)


def _tab_key(home: Place, grid: Grid) -> tuple[str, str]:
    return home.key, grid.tab_id or grid.title


def _tab_keys(homes: Iterable[Place], books: Sequence[Book]) -> dict[tuple[str, str], tuple[str, str]]:
    """What the journal knows the tabs by, by the names people know their workbooks and them by."""
    return {
        (grid.workbook, grid.title): _tab_key(home, grid)
        for home, book in zip(homes, books, strict=True)
        for grid in book.grids
    }


def _seen(homes: Iterable[Place], books: Sequence[Book], trackers: Trackers) -> list[SeenTab]:
    """The tabs that were read as trackers, as the journal knows them."""
    keys = _tab_keys(homes, books)
    return [
        SeenTab(*keys[account.workbook, account.tab], account.tracker, account.tab, account.accepted)
        for account in trackers.accounts
    ]


def _shorter_journal(
    found: Looked, noted: Sequence[JournalLine], days: int, now: datetime
) -> Sequence[JournalLine] | None:
    """The journal with fewer lines, where that pays and it is written anyway; None where it stays as it is."""
    if not noted or found.account.unreadable:
        return None
    return shortened(found.standing.lines, now, _read_whole(found.trackers, except_for=found.lost), days=days)


def _read_whole(trackers: Trackers, *, except_for: Collection[str]) -> dict[str, Collection[str]]:
    """The ids of the trackers in which every row could be read: in the others a record may be there all the same."""
    if trackers.troubles:
        return {}
    lacking = {one.tracker for one in trackers.accounts if one.left_out > one.repeats}
    whole = set(trackers.read()) - lacking - set(except_for)
    return {tracker: list(trackers.frames[tracker].index) for tracker in sorted(whole)}


def _shrink_limits(request: RunRequest) -> dict[str, float]:
    """The share of its rows that a tracker may lose, for those whose team has said so."""
    limits = {tracker: settings.shrink_limit for tracker, settings in request.trackers.items()}
    return {tracker: limit for tracker, limit in limits.items() if limit is not None}


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


def _in_zone(request: RunRequest, books: Sequence[Book]) -> Policies:
    """The policies in the team's zone: as configured, else the first workbook's own, else the default."""
    if request.reading.timezone:
        return request.policies
    zones = (own_timezone(grid) for book in books for grid in book.grids)
    return replace(request.policies, timezone=next(filter(None, zones), request.policies.timezone))


def _require_a_tracker(trackers: Trackers, names: Sequence[str], *, before: int) -> None:
    """Raises TrackerError where there is none; `before` is how many rows the last runs read."""
    if trackers.accounts:
        return
    if trackers.troubles:
        raise TrackerError("\n".join(trackers.troubles))
    tabs = [issue.tab for issue in trackers.issues if not issue.tracker]
    found = f"found the tabs {', '.join(map(repr, tabs))}" if tabs else "found nothing but empty tabs"
    if before:
        raise TrackerError(
            f"{', '.join(names)}: no tab is a tracker any more ({found}), and the last run read {before:,} rows. "
            "The last summary stands as it was. Restore the trackers' rows and headings, and run again."
        )
    raise TrackerError(
        f"{', '.join(names)}: no tab was recognised as a tracker ({found}). "
        "Name each tracker's tab under trackers.<name>.tabs in a configuration, and its headings there too."
    )
