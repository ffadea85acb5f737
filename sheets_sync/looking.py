"""What a run reads and finds before it writes anything."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count

from sheets_sync.analysis.findings import Findings, Policies, find
from sheets_sync.analysis.journal import SeenTab, Shrink, former_titles, half_read, shrinks
from sheets_sync.analysis.journal_account import JournalAccount, journal_account
from sheets_sync.analysis.journal_retention import known_by
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.errors import ConfigError, TrackerError
from sheets_sync.run_request import RunRequest, homes_of
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.workbook_locale import own_timezone
from sheets_sync.workbooks.connect import Place, Workbooks
from sheets_sync.workbooks.grid import Grid, TrackerSource
from sheets_sync.workbooks.journal_line import JournalLine
from sheets_sync.workbooks.standing_journal import StandingJournal
from sheets_sync.workbooks.tab import SummarySink

Progress = Callable[[str], None]


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
    half_read: Collection[str]  # trackers of which a tab is there and was not read
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

    @property
    def whole(self) -> dict[str, Collection[str]]:
        """The ids of the trackers in which every row could be read: in the others a record may be there unread."""
        if self.trackers.troubles:
            return {}
        lacking = {one.tracker for one in self.trackers.accounts if one.left_out > one.repeats}
        whole = set(self.trackers.read()) - lacking - self.lost - set(self.half_read)
        return {tracker: list(self.trackers.frames[tracker].index) for tracker in sorted(whole)}


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
    keys = _tab_keys(homes, books)
    observed = [] if account.overtakes(now) else changes(journal, trackers.frames, keys, now, held=lost)
    told = [*journal, *observed]
    findings = find(trackers, _in_zone(request, books), now, told, held=lost, recompute=request.recompute)
    unread = half_read(journal, seen, set(keys.values()))
    return Looked(names, standing, account, journal, trackers, seen, shrunk, unread, observed, findings)


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


def _shrink_limits(request: RunRequest) -> dict[str, float]:
    """The share of its rows that a tracker may lose, for those whose team has said so."""
    limits = {tracker: settings.shrink_limit for tracker, settings in request.trackers.items()}
    return {tracker: limit for tracker, limit in limits.items() if limit is not None}


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
