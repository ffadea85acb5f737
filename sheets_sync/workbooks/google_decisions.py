"""What is to happen to each tab of a summary, given the spreadsheet as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sheets_sync.workbooks.fingerprint import fingerprint
from sheets_sync.workbooks.google_marks import leftovers, marked_sheet
from sheets_sync.workbooks.google_workbook import GoogleSheet, Mark
from sheets_sync.workbooks.tab import Tab

_FRESH_FOR: Final = timedelta(hours=1)
_TAKEN: Final = (
    "the spreadsheet has a sheet of that title that this program did not make, so that sheet was not touched. "
    "Rename it, or move it to another spreadsheet; the next run adds this tab."
)


@dataclass(frozen=True)
class TabToWrite:
    """A tab that is written, over its standing sheet or as a new one."""

    tab: Tab
    fingerprint: str
    sheet: GoogleSheet | None

    @property
    def has_changed(self) -> bool:
        """Whether more than its clock values moved."""
        return self.sheet is None or self.sheet.mark is None or self.sheet.mark.fingerprint != self.fingerprint


@dataclass(frozen=True)
class Decisions:
    """Which tabs are written, which stand as they should, and which are left as they were, with the reason."""

    to_write: tuple[TabToWrite, ...]
    unchanged: tuple[str, ...]
    left: Mapping[str, str]


def decided(
    tabs: Sequence[Tab], held: Mapping[str, str], sheets: Sequence[GoogleSheet], *, account: str, as_of: datetime
) -> Decisions:
    """What is to happen to each of `tabs`, in their order."""
    to_write, unchanged, left = [], [], {}
    for tab in tabs:
        sheet = marked_sheet(tab.title, sheets)
        reason = held.get(tab.title) or why_left(tab.title, sheet, sheets, account)
        content = fingerprint(tab)
        if reason:
            left[tab.title] = reason
        elif sheet and sheet.mark and _is_fresh(sheet.mark, content, as_of):
            unchanged.append(tab.title)
        else:
            to_write.append(TabToWrite(tab, content, sheet))
    return Decisions(tuple(to_write), tuple(unchanged), left)


def why_left(title: str, sheet: GoogleSheet | None, sheets: Sequence[GoogleSheet], account: str) -> str | None:
    """The sentence that says why the sheet of a tab, or of the journal, cannot be written; None where it can."""
    if sheet is None:
        return _TAKEN if any(_same_title(title, other) for other in without_leftovers(sheets)) else None
    if any(not protection.warning_only and not protection.may_edit for protection in sheet.protections):
        return _protected(sheet, account)
    return None


def without_leftovers(sheets: Sequence[GoogleSheet]) -> list[GoogleSheet]:
    """The sheets that stay, whatever is written."""
    gone = {sheet.sheet_id for sheet in leftovers(sheets)}
    return [sheet for sheet in sheets if sheet.sheet_id not in gone]


def _same_title(title: str, sheet: GoogleSheet) -> bool:
    # Google tells titles apart by their letters alone, not by their case.
    return title.casefold() == sheet.title.casefold()


def _is_fresh(mark: Mark, content: str, as_of: datetime) -> bool:
    if mark.fingerprint != content:
        return False
    try:
        return abs(as_of - datetime.fromisoformat(mark.as_of)) < _FRESH_FOR
    except (ValueError, TypeError):
        return False


def _protected(sheet: GoogleSheet, account: str) -> str:
    return (
        f"its sheet {sheet.title!r} is protected against {account or 'this account'}, so it stays as it was. "
        "Under Data > Protect sheets and ranges, remove the protection or add this account to those who may edit."
    )
