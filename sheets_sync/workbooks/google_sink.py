"""Summary tabs as sheets of a Google spreadsheet: all that changed in one batch, and nobody else's sheet touched."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.errors import TrackerError
from sheets_sync.workbooks.google_cells import google_text
from sheets_sync.workbooks.google_delivery import deliver
from sheets_sync.workbooks.google_errors import RefusedRequest
from sheets_sync.workbooks.google_marks import marked_sheet
from sheets_sync.workbooks.google_packing import MOST_BYTES
from sheets_sync.workbooks.google_planning import Planning
from sheets_sync.workbooks.google_publish import Publication
from sheets_sync.workbooks.google_workbook import GoogleWorkbook, Mark
from sheets_sync.workbooks.journal_line import JOURNAL, JournalLine
from sheets_sync.workbooks.layout import check_titles
from sheets_sync.workbooks.standing_journal import StandingJournal, standing_journal
from sheets_sync.workbooks.tab import Receipt, Tab, TabChange
from sheets_sync.workbooks.tab_changes import change_of


class GoogleSink:
    """Publishes to one spreadsheet. What people gave their sheets, and ours, stays: titles, places, links, views."""

    def __init__(self, workbook: GoogleWorkbook, *, as_of: datetime, most_bytes: int = MOST_BYTES) -> None:
        self._workbook = workbook
        self._planning = Planning(workbook, as_of, most_bytes=most_bytes)
        self._seen: Mark | None = None  # of the journal, when it was read
        self._is_stale = False  # whether the workbook is known only as it stood before we wrote

    @property
    def target(self) -> str:
        """The spreadsheet's address."""
        return self._workbook.url

    def has_summary(self) -> bool:
        """Whether tabs of an earlier run stand in the spreadsheet."""
        self._look_again_if_stale()
        marks = (sheet.mark for sheet in self._workbook.sheets())
        return any(mark is not None and not mark.staging and mark.tab != JOURNAL for mark in marks)

    def journal(self) -> StandingJournal:
        """What earlier runs have noted. Raises TrackerError where it cannot be read any more."""
        self._look_again_if_stale()
        sheet = marked_sheet(JOURNAL, self._workbook.sheets())
        rows = self._workbook.rows(sheet) if sheet else []
        self._seen = self._journal_mark()
        return standing_journal(rows, self.target)

    def publish(
        self,
        tabs: Sequence[Tab],
        noted: Sequence[JournalLine],
        held: Mapping[str, str],
        shorter: Sequence[JournalLine] | None = None,
    ) -> Receipt:
        """Bring the summary's tabs up to `tabs`, all that changed at once, and add what was noted to the journal.

        Raises TrackerError where Google refuses the whole, AccessError or TryLaterError where it cannot be brought
        there, and ValueError for a tab that cannot be a sheet. The last summary then stands.
        """
        check_titles(tabs)
        self._look_again_if_stale()
        try:
            return self._carried_out(self._planning.publication(tabs, noted, held, self._if_as_seen(shorter)))
        except RefusedRequest:
            # Somebody changed the spreadsheet since it was read.
            self._workbook.refresh()
        try:
            plan = replace(self._planning, attempt=1).publication(tabs, noted, held, self._if_as_seen(shorter))
            return self._carried_out(plan)
        except RefusedRequest as error:
            raise TrackerError(
                f"{self.target}: Google refused to write the summary, twice: {error.message!r}. "
                "The last summary stands as it was.\n"
                "See what changed in the spreadsheet (File > Version history), undo it there, and run again; "
                "if nothing did, report this sentence as a fault of this program."
            ) from error

    def changes(self, tabs: Sequence[Tab], held: Mapping[str, str]) -> list[TabChange]:
        """What `publish` would do to each of `tabs`; writes nothing."""
        check_titles(tabs)
        self._look_again_if_stale()
        plan = self._planning.publication(tabs, [], held)
        changes = {change.title: change for change in self._changes(plan)}
        why_left = self._planning.why_journal_is_left()
        return [
            *(changes.get(tab.title) or TabChange(tab.title, left=plan.left.get(tab.title)) for tab in tabs),
            *([TabChange(JOURNAL, left=why_left)] if why_left else []),
        ]

    def _if_as_seen(self, shorter: Sequence[JournalLine] | None) -> Sequence[JournalLine] | None:
        """The lines, unless another run has written to the journal since it was read here."""
        return shorter if self._journal_mark() == self._seen else None

    def _journal_mark(self) -> Mark | None:
        sheet = marked_sheet(JOURNAL, self._workbook.sheets())
        return sheet.mark if sheet else None

    def _carried_out(self, plan: Publication) -> Receipt:
        for step in plan.steps():
            deliver(step, self._workbook)
            self._is_stale = True
        return Receipt(tuple(one.tab.title for one in plan.written), plan.unchanged, plan.left)

    def _changes(self, plan: Publication) -> Iterator[TabChange]:
        changed = [one for one in plan.written if one.has_changed]
        sheets = [one.sheet for one in changed if one.sheet]
        rows = dict(zip(sheets, self._workbook.rows_of(sheets), strict=True))
        for one in changed:
            yield change_of(one.tab, rows[one.sheet] if one.sheet else (), as_text=google_text)

    def _look_again_if_stale(self) -> None:
        if self._is_stale:
            self._workbook.refresh()
            self._is_stale = False
