"""How a spreadsheet comes from how it stands to how it should: which tabs, which ids, which places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.workbooks.google_decisions import TabToWrite, decided, why_left, without_leftovers
from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_journal import JournalSheet, journal_part
from sheets_sync.workbooks.google_marks import leftovers, marked_sheet
from sheets_sync.workbooks.google_packing import MOST_BYTES, MOST_CELLS, Packing
from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.google_publish import Publication
from sheets_sync.workbooks.google_staging import Staging, parts_of
from sheets_sync.workbooks.google_tab_part import tab_part
from sheets_sync.workbooks.google_workbook import GoogleSheet, GoogleWorkbook
from sheets_sync.workbooks.journal_line import JOURNAL, JournalLine
from sheets_sync.workbooks.sheet_order import index_of_new
from sheets_sync.workbooks.standing_journal import heading_places
from sheets_sync.workbooks.tab import Tab


@dataclass(frozen=True)
class Planning:
    """Plans for one spreadsheet; another `attempt` chooses other ids."""

    workbook: GoogleWorkbook
    as_of: datetime
    attempt: int = 0
    most_bytes: int = MOST_BYTES

    def publication(
        self,
        tabs: Sequence[Tab],
        noted: Sequence[JournalLine],
        held: Mapping[str, str],
        shorter: Sequence[JournalLine] | None = None,
    ) -> Publication:
        """The plan for the spreadsheet as it stands; its journal is what `shorter` says, where that is given.

        What leaves something else no room stays as long as it is: another run may shorten it.
        """
        plan = self._plan(tabs, noted, held, shorter)
        if shorter is None or not plan.left:
            return plan
        without = self._plan(tabs, noted, held, None)
        return without if without.left.keys() < plan.left.keys() else plan

    def why_journal_is_left(self) -> str | None:
        """The sentence that says why nothing can be noted; None where it can."""
        sheets = self.workbook.sheets()
        reason = why_left(JOURNAL, marked_sheet(JOURNAL, sheets), sheets, self.workbook.client.account)
        return reason and f"{reason} Until then no run remembers what this one has seen."

    def _plan(
        self,
        tabs: Sequence[Tab],
        noted: Sequence[JournalLine],
        held: Mapping[str, str],
        shorter: Sequence[JournalLine] | None,
    ) -> Publication:
        sheets = self.workbook.sheets()
        stay = without_leftovers(sheets)
        decisions = decided(tabs, held, sheets, account=self.workbook.client.account, as_of=self.as_of)
        packing = Packing(MOST_CELLS - _cells(stay), self.most_bytes, self._staging)
        left = {**decisions.left, JOURNAL: self._take_journal(noted, shorter, packing)}
        left |= {one.tab.title: packing.take(self._tab_part(one)) for one in decisions.to_write}
        return Publication(
            written=tuple(one for one in decisions.to_write if not left[one.tab.title]),
            unchanged=decisions.unchanged,
            left={title: reason for title, reason in left.items() if reason},
            shares=tuple(packing.shares),
            new_places=self._new_places(parts_of(packing.shares), tabs, stay),
            leftovers=tuple(sheet.sheet_id for sheet in leftovers(sheets)),
        )

    def _take_journal(
        self, noted: Sequence[JournalLine], shorter: Sequence[JournalLine] | None, packing: Packing
    ) -> str | None:
        """Takes in what was noted; the sentence that says why, where that cannot be written."""
        if not noted:
            return None
        reason = self.why_journal_is_left()
        if reason:
            return reason
        part = journal_part(
            noted, self._standing_journal(), shorter=shorter, new_id=self._new_id(JOURNAL), as_of=self.as_of
        )
        return packing.take(part)

    def _standing_journal(self) -> JournalSheet:
        sheet = marked_sheet(JOURNAL, self.workbook.sheets())
        rows = self.workbook.rows(sheet) if sheet else []
        return JournalSheet(sheet, len(rows), heading_places(rows, self.workbook.url))

    def _tab_part(self, one: TabToWrite) -> Part:
        return tab_part(
            one,
            new_id=self._new_id(one.tab.title),
            as_of=self.as_of,
            most_bytes=self.most_bytes,
            taken=_object_ids(self.workbook.sheets()),
        )

    def _staging(self, part: Part) -> Staging:
        return Staging(part, self._new_id("staging", part.title, self.as_of), self.as_of)

    def _new_id(self, *what: object) -> int:
        taken = {sheet.sheet_id for sheet in self.workbook.sheets()}
        return chosen_id("sheet", *what, self.attempt, taken=taken)

    def _new_places(self, parts: Sequence[Part], tabs: Sequence[Tab], stay: Sequence[GoogleSheet]) -> dict[int, int]:
        """Where new tabs go that do not go to the end: among trackers they do, so that no tracker moves."""
        if self.workbook.is_source:
            return {}
        titles = [tab.title for tab in tabs]
        standing = [sheet.mark.tab if sheet.mark else "" for sheet in stay]
        places = {}
        for part in parts:
            if part.new_sheet is not None and part.title in titles:
                places[part.sheet_id] = index_of_new(part.title, titles, standing)
                standing.insert(places[part.sheet_id], part.title)
        return places


def _cells(sheets: Sequence[GoogleSheet]) -> int:
    return sum(sheet.rows * sheet.columns for sheet in sheets)


def _object_ids(sheets: Sequence[GoogleSheet]) -> set[int]:
    """The ids of what lies on the sheets."""
    charts = {chart_id for sheet in sheets for chart_id in sheet.chart_ids}
    return charts | {protection.protected_range_id for sheet in sheets for protection in sheet.protections}
