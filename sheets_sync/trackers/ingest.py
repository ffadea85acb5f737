"""Grids in; one typed frame per tracker, row issues and row accounts out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sheets_sync.trackers.beside import tables_apart
from sheets_sync.trackers.cell_issues import issue_of
from sheets_sync.trackers.column_accounts import ColumnAccount, column_accounts
from sheets_sync.trackers.columns import Mask
from sheets_sync.trackers.contradictions import contradictions
from sheets_sync.trackers.frames import tracker_frame
from sheets_sync.trackers.issue_keys import issue_keys
from sheets_sync.trackers.issues import AccountPart, RowAccount, RowIssue, issue_in
from sheets_sync.trackers.left_out import LeftOutRow, left_out_rows
from sheets_sync.trackers.names_in_vain import headings_in_vain, tabs_in_vain
from sheets_sync.trackers.recognition import names_meant, tab_layout
from sheets_sync.trackers.repeats import one_row_per_record
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.tab_issues import tab_issues
from sheets_sync.trackers.tab_names import rename_issue
from sheets_sync.trackers.tab_reading import TabReading, read_tab
from sheets_sync.workbooks.grid import Grid


@dataclass(frozen=True)
class Book:
    """The tabs of one workbook, and the trackers that live there."""

    name: str
    grids: Sequence[Grid]
    trackers: frozenset[str] = frozenset(SCHEMAS)


@dataclass(frozen=True)
class Trackers:
    """Everything that was read.

    `frames` has a frame for every tracker, empty ones included: one row per record, indexed by its id and in that order
    (by day where the tracker has no ids of its own), columns as `tracker_frame` gives them.
    `issue_keys` say, issue by issue, what each is about, as `issue_keys` gives them.
    `missing` names the expected fields no tab has a column for. `troubles` are sentences for the operator.
    `workbooks` are the names of those that were looked at. `left_out` has the rows with an id that no frame has.
    """

    frames: Mapping[str, pd.DataFrame]
    issues: tuple[RowIssue, ...]
    issue_keys: tuple[str, ...]
    accounts: tuple[RowAccount, ...]
    columns: tuple[ColumnAccount, ...]
    missing: Mapping[str, tuple[str, ...]]
    troubles: tuple[str, ...]
    workbooks: tuple[str, ...]
    left_out: tuple[LeftOutRow, ...] = ()

    def total(self, part: AccountPart, tracker: str | None = None) -> int:
        """The sum of one part of the accounts, of all trackers or of one."""
        return sum(getattr(account, part) for account in self.accounts if tracker in (None, account.tracker))

    def read(self) -> tuple[str, ...]:
        """The trackers at least one tab of which was read."""
        return tuple(dict.fromkeys(account.tracker for account in self.accounts))


def ingest(
    books: Sequence[Book], reading: ReadingSettings, trackers: Mapping[str, TrackerSettings], now: datetime
) -> Trackers:
    """Read every tab that is a tracker. `trackers` says how the team writes each, where it says so."""
    settings = {tracker: trackers.get(tracker, TrackerSettings()) for tracker in SCHEMAS}
    found, issues = _tabs_read(books, reading, settings, now)
    records = {tracker: one_row_per_record(tabs) for tracker, tabs in found.items()}
    issues.extend(issue for tracker in records.values() for issue in tracker.issues)
    read = [tab for tracker in SCHEMAS for tab in found.get(tracker, ())]
    ids = [own for tracker in SCHEMAS if tracker in records for own in records[tracker].ids]
    masks = [mask for tracker in SCHEMAS if tracker in records for mask in records[tracker].kept]
    issues.extend(issue for tab, kept in zip(read, masks, strict=True) for issue in contradictions(tab, kept))
    missing = {tracker: _missing(SCHEMAS[tracker], tabs) for tracker, tabs in found.items()}
    issues.extend(_missing_issue(found[tracker][0], field) for tracker in missing for field in missing[tracker])
    issues.extend(issue for tracker, tabs in found.items() for issue in _unmatched_headings(tabs, settings[tracker]))
    issues.sort(key=_by_place)
    return Trackers(
        frames={
            tracker: tracker_frame(schema, found.get(tracker, ()), records.get(tracker))
            for tracker, schema in SCHEMAS.items()
        },
        issues=tuple(issues),
        issue_keys=issue_keys(issues, zip(read, ids, strict=True)),
        accounts=tuple(_account(tab, kept) for tab, kept in zip(read, masks, strict=True)),
        columns=column_accounts(read, issues),
        missing=missing,
        troubles=(
            *(grid.unreadable for book in books for grid in book.grids if grid.unreadable),
            *_unmatched_tabs(books, settings),
            *_unread_named_tabs(books, settings, found),
            *_without_fatal_columns(found),
        ),
        workbooks=tuple(dict.fromkeys(book.name for book in books)),
        left_out=tuple(row for tab in zip(read, ids, masks, strict=True) for row in left_out_rows(*tab)),
    )


def _tabs_read(
    books: Sequence[Book], reading: ReadingSettings, settings: Mapping[str, TrackerSettings], now: datetime
) -> tuple[dict[str, list[TabReading]], list[RowIssue]]:
    """Every tab that is a tracker, by tracker, and what there is to say of each tab by itself."""
    found: dict[str, list[TabReading]] = defaultdict(list)
    issues: list[RowIssue] = []
    for book in books:
        for grid, tracker in tables_apart(book.grids, book.trackers, settings):
            layout = tab_layout(grid, book.grids, book.trackers, settings, only=tracker)
            if layout is None:
                issues.extend(_not_a_tracker(grid))
                continue
            tab = read_tab(grid, layout, reading, settings[layout.tracker], now)
            found[layout.tracker].append(tab)
            issues.extend(tab_issues(tab))
            issues.extend(_renamed(grid, book, layout.tracker, settings[layout.tracker]))
    return found, issues


def _renamed(grid: Grid, book: Book, tracker: str, settings: TrackerSettings) -> list[RowIssue]:
    issue = rename_issue(grid, tracker, names_meant(grid, book.grids, settings))
    return [issue] if issue else []


def _not_a_tracker(grid: Grid) -> list[RowIssue]:
    if grid.unreadable:
        return [
            issue_in(
                grid,
                tracker="",
                problem=grid.unreadable,
                remedy="mend the file; the others were read",
                severity="row_left_out",
            )
        ]
    if not any(cell not in (None, "") for row in grid.rows for cell in row):
        return []
    return [
        issue_in(
            grid,
            tracker="",
            problem="was not recognised as a tracker, so it was not read",
            remedy="nothing, or name it under trackers.<name>.tabs in the configuration",
        )
    ]


def _missing(schema: type[TrackerRow], tabs: Sequence[TabReading]) -> tuple[str, ...]:
    return tuple(field for field in schema.fields_with("expected") if not any(field in tab.columns for tab in tabs))


def _missing_issue(tab: TabReading, field: str) -> RowIssue:
    return issue_of(
        tab,
        row=tab.layout.header_row,
        field=field,
        value="; ".join(match.heading for match in tab.layout.columns if match.heading.strip()),
        problem=f"has no column for {field}",
        remedy=f"add the heading to trackers.{tab.schema.tracker}.headings.{field}, or add the column",
    )


def _unmatched_headings(tabs: Sequence[TabReading], settings: TrackerSettings) -> list[RowIssue]:
    """One issue about the headings a team configured that stand over no column of the tracker."""
    first, columns = tabs[0], [column for tab in tabs for column in tab.layout.columns]
    lost = headings_in_vain(columns, first.schema.tracker, settings)
    if not lost:
        return []
    return [
        issue_of(
            first,
            row=first.layout.header_row,
            value="; ".join(match.heading for match in first.layout.columns if match.heading.strip()),
            problem=f"no column is called {' and '.join(lost)}",
            remedy="correct the heading in the configuration, or in the tab",
        )
    ]


def _account(tab: TabReading, kept: Mask) -> RowAccount:
    accepted = int(kept.sum())
    return RowAccount(
        tracker=tab.schema.tracker,
        workbook=tab.grid.workbook,
        tab=tab.grid.title,
        rows=len(tab.kinds),
        accepted=accepted,
        left_out=len(tab.rows) - accepted,
        repeats=int(tab.usable.sum()) - accepted,
        not_data=sum(kind in ("total", "heading", "second table") for kind in tab.kinds),
        blank=tab.kinds.count("blank"),
    )


def _unmatched_tabs(books: Sequence[Book], settings: Mapping[str, TrackerSettings]) -> list[str]:
    troubles = []
    for book in books:
        titles = [grid.title for grid in book.grids]
        for tracker in SCHEMAS:
            for name in tabs_in_vain(book.grids, settings[tracker]) if tracker in book.trackers else ():
                troubles.append(
                    f"{book.name}: no tab is called {name!r} (found {', '.join(map(repr, titles))}). "
                    f"Mend trackers.{tracker}.tabs in the configuration, or rename the tab."
                )
    return troubles


def _unread_named_tabs(
    books: Sequence[Book], settings: Mapping[str, TrackerSettings], found: Mapping[str, Sequence[TabReading]]
) -> Iterator[str]:
    """About the tabs that a team names for a tracker and that could not be read as one."""
    read = {(tab.schema.tracker, tab.grid.workbook, tab.grid.title) for tabs in found.values() for tab in tabs}
    for book in books:
        for grid in (grid for grid in book.grids if not grid.unreadable):
            for tracker in SCHEMAS:
                is_named = tracker in book.trackers and names_meant(grid, book.grids, settings[tracker])
                if is_named and (tracker, grid.workbook, grid.title) not in read:
                    yield (
                        f"{book.name}, {grid.title!r}: the configuration names it for {tracker}, and it was not read "
                        "as that. See that a row of headings stands above its rows, that the configuration has them "
                        f"under trackers.{tracker}.headings where they are unusual, and that no other tracker names it."
                    )


def _without_fatal_columns(found: Mapping[str, Sequence[TabReading]]) -> list[str]:
    return [
        f"{tab.grid.title}, row {tab.layout.header_row + 1}: no column for {field} (found "
        f"{', '.join(repr(match.heading) for match in tab.layout.columns if match.heading.strip())}). "
        f"Add its heading to trackers.{tracker}.headings.{field} in the configuration, or rename the column."
        for tracker, tabs in found.items()
        for tab in tabs
        for field in tab.missing_fatal()
    ]


_ORDER = {tracker: rank for rank, tracker in enumerate(SCHEMAS)}


def _by_place(issue: RowIssue) -> tuple[object, ...]:
    place = (-1 if issue.row is None else issue.row, -1 if issue.column is None else issue.column)
    return (_ORDER.get(issue.tracker, len(_ORDER)), issue.workbook, issue.tab, *place, issue.problem)
