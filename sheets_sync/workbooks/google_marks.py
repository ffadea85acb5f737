"""The marks that say which sheets are ours, as requests to Google."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_outline import MARK_KEY, GoogleSheet, Mark

Request = dict[str, Any]

_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"


def new_mark(sheet_id: int, old: Mark | None, tab: str, fingerprint: str, as_of: datetime) -> Mark:
    """The mark that follows `old` on a sheet.

    Its id follows from the old one's: of two runs that start from the same mark, Google refuses the second.
    """
    number = chosen_id("mark", sheet_id, old.metadata_id if old else 0)
    return Mark(number, tab, fingerprint, stamp(as_of), staging=False)


def staging_mark(sheet_id: int, tab: str, as_of: datetime) -> Mark:
    """The mark of a sheet that is being filled."""
    return Mark(chosen_id("staging mark", sheet_id), tab, "", stamp(as_of), staging=True)


def mark_requests(sheet_id: int, old: Mark | None, new: Mark) -> list[Request]:
    """Puts `new` on a sheet in the place of `old`."""
    value = {name: part for name, part in asdict(new).items() if name != "metadata_id"} | {"sheet": sheet_id}
    fresh = {
        "metadataId": new.metadata_id,
        "metadataKey": MARK_KEY,
        "metadataValue": json.dumps(value, ensure_ascii=False),
        "location": {"sheetId": sheet_id},
        "visibility": "DOCUMENT",
    }
    return [*_removed(old), {"createDeveloperMetadata": {"developerMetadata": fresh}}]


def _removed(mark: Mark | None) -> list[Request]:
    if mark is None:
        return []
    return [{"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": mark.metadata_id}}}}]


def marked_sheet(tab: str, sheets: Sequence[GoogleSheet]) -> GoogleSheet | None:
    """Our sheet of that tab, whatever people call it now."""
    marked = (sheet for sheet in sheets if sheet.mark and sheet.mark.tab == tab and not sheet.mark.staging)
    return next(marked, None)


def leftovers(sheets: Sequence[GoogleSheet]) -> list[GoogleSheet]:
    """Sheets that a run began to fill and never came to use."""
    return [sheet for sheet in sheets if sheet.mark and sheet.mark.staging]


def stamp(as_of: datetime) -> str:
    """The instant as marks hold it."""
    return as_of.astimezone(UTC).strftime(_INSTANT)
