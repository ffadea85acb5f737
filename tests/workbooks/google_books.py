"""Spreadsheets that tests of the Google adapters keep in the emulator, and people who edit them meanwhile."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sheets_sync.workbooks.google_client import SheetsClient
from sheets_sync.workbooks.grid import Cell
from tests.sheets_emulator.book import Book, Sheet, new_sheet
from tests.sheets_emulator.server import Emulator

_KINDS: dict[type, str] = {str: "stringValue", bool: "boolValue", float: "numberValue", int: "numberValue"}


def kept(emulator: Emulator, spreadsheet_id: str) -> Book:
    """The spreadsheet as the emulator keeps it now."""
    return emulator.service.drive.files[spreadsheet_id].book


def sheet_of(sheet_id: int, title: str, rows: Sequence[Sequence[Cell]], *, grid: tuple[int, int] = (1000, 26)) -> Sheet:
    """A sheet that holds these values; nothing in them is a formula."""
    sheet = new_sheet(sheet_id, title, *grid)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.put(row, column, {"userEnteredValue": {_KINDS[type(cell)]: cell}})
    return sheet


def fill(emulator: Emulator, spreadsheet_id: str, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
    """Gives the spreadsheet these sheets and no others; their ids are 0, 7, 14 and so on."""
    kept(emulator, spreadsheet_id).sheets = [
        sheet_of(7 * place, title, rows) for place, (title, rows) in enumerate(sheets.items())
    ]


def mark_value(tab: Any, sheet_id: int = 0, **changes: Any) -> str:
    """The value of our mark on a sheet."""
    value = {"tab": tab, "fingerprint": "f00d", "as_of": "2026-11-22T09:00:00Z", "staging": False, "sheet": sheet_id}
    return json.dumps(value | changes)


def marking(sheet_id: int, value: str, *, metadata_id: int = 900, key: str = "sheets_sync") -> dict[str, Any]:
    """The request that marks a sheet."""
    entry = {
        "metadataId": metadata_id,
        "metadataKey": key,
        "metadataValue": value,
        "location": {"sheetId": sheet_id},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


class Disturbed:
    """A client of a spreadsheet that somebody edits just before values are read, once for each of `edits`."""

    def __init__(self, client: SheetsClient, *edits: Callable[[], object]) -> None:
        self._client = client
        self._edits = list(edits)

    def spreadsheet(self, spreadsheet_id: str, fields: str) -> dict[str, Any]:
        return self._client.spreadsheet(spreadsheet_id, fields)

    def values(self, spreadsheet_id: str, ranges: Sequence[str]) -> list[list[list[Cell]]]:
        if self._edits:
            self._edits.pop(0)()
        return self._client.values(spreadsheet_id, ranges)
