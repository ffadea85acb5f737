"""Whether a spreadsheet may be read, and written, found out without changing anything in it."""

from dataclasses import replace
from typing import Any, Final

from sheets_sync.errors import OperatorError, TrackerError
from sheets_sync.workbooks.google_client import RefusedRequest
from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_source import GoogleSource
from sheets_sync.workbooks.google_workbook import GoogleSheet, GoogleWorkbook
from sheets_sync.workbooks.workbook_check import WorkbookCheck

_KEY: Final = "sheets_sync_check"
_USUAL_READS: Final = 2  # what it is made of, and its values: of a summary, of the journal


def google_check(workbook: GoogleWorkbook, *, trackers: bool, summary: bool) -> WorkbookCheck:
    """The check of a spreadsheet, past the first trouble."""
    found = WorkbookCheck(workbook.spreadsheet_id, workbook.url, trackers, summary)
    before = workbook.client.reads
    try:
        if trackers:
            GoogleSource(workbook).grids()
        sheets = workbook.sheets()
        found = replace(
            found,
            name=workbook.title,
            may_read=True,
            ours=tuple(sheet.title for sheet in sheets if sheet.mark and not sheet.mark.staging),
            protected=tuple(sheet.title for sheet in sheets if _is_protected(sheet)),
            calls=max(workbook.client.reads - before, _USUAL_READS) + int(summary),
        )
        if summary:
            _try_writing(workbook)
        return replace(found, account=workbook.client.account, may_write=True if summary else None)
    except OperatorError as error:
        account = workbook.client.account
        return replace(found, account=account, may_write=False if summary else None, trouble=error)


def _is_protected(sheet: GoogleSheet) -> bool:
    return any(not protection.warning_only and not protection.may_edit for protection in sheet.protections)


def _try_writing(workbook: GoogleWorkbook) -> None:
    """Add an entry of developer metadata and remove it, in one batch. Raises AccessError where it may not."""
    number = chosen_id(_KEY, workbook.spreadsheet_id)
    entry = {
        "metadataId": number,
        "metadataKey": _KEY,
        "metadataValue": "x",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    requests: list[dict[str, Any]] = [
        {"createDeveloperMetadata": {"developerMetadata": entry}},
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": number}}}},
    ]
    try:
        workbook.client.update(workbook.spreadsheet_id, requests)
    except RefusedRequest as error:
        raise TrackerError(
            f"{workbook.url}: Google refused a change on trial: {error.message}\n"
            "Open the spreadsheet and see whether it can be edited."
        ) from error
