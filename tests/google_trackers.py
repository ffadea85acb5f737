"""Trackers that another client puts into the emulator through the API, and what they hold afterwards."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.sheets_emulator.client import OWNER, ROBOT, Client
from tests.sheets_emulator.server import Emulator

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no zone in its cells
_DAY = timedelta(days=1)
_NOT_THE_CONTENT = {"developerMetadata"}


def new_spreadsheet(emulator: Emulator, title: str, *, share: str | None = "writer") -> str:
    """The id of an empty spreadsheet as a person makes it, shared with the service's account unless that is None."""
    entry = emulator.service.drive.new_file(title, OWNER)
    if share:
        emulator.service.drive.grant(entry, "user", share, ROBOT)
    return entry.book.id


def loaded(emulator: Emulator, workbook: Path, *, title: str = "EU trackers", share: str = "writer") -> str:
    """The id of a new spreadsheet that holds the sheets of a file as they are."""
    identity = new_spreadsheet(emulator, title, share=share)
    sheets = openpyxl.load_workbook(workbook, data_only=True).worksheets
    requests = [request for number, sheet in enumerate(sheets, start=1) for request in _requests(number, sheet)]
    answer = Client(emulator, identity, OWNER).batch(*requests, {"deleteSheet": {"sheetId": 0}})
    assert answer.status_code == 200, answer.text
    return identity


def contents(emulator: Emulator, identity: str, *titles: str) -> dict[str, Any]:
    """Everything the sheets of these titles hold, formats and all; without titles, every sheet."""
    sheets = Client(emulator, identity, OWNER).call("GET", params={"includeGridData": "true"}).json()["sheets"]
    return {
        sheet["properties"]["title"]: {key: value for key, value in sheet.items() if key not in _NOT_THE_CONTENT}
        for sheet in sheets
        if not titles or sheet["properties"]["title"] in titles
    }


def _requests(sheet_id: int, sheet: Worksheet) -> list[dict[str, Any]]:
    grid = {"rowCount": max(sheet.max_row, 100), "columnCount": max(sheet.max_column, 26)}
    rows = [{"values": [_cell(cell) for cell in row]} for row in sheet.iter_rows()]
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
    return [
        {"addSheet": {"properties": {"sheetId": sheet_id, "title": sheet.title, "gridProperties": grid}}},
        {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue,userEnteredFormat.numberFormat"}},
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    match cell.value:
        case None:
            return {}
        case bool():
            return {"userEnteredValue": {"boolValue": cell.value}}
        case str():
            return {"userEnteredValue": {"stringValue": cell.value}}
        case int() | float():
            return {"userEnteredValue": {"numberValue": cell.value}}
    pattern = {"type": "DATE_TIME", "pattern": "yyyy-mm-dd hh:mm"}
    return {
        "userEnteredValue": {"numberValue": _serial(cell.value)},
        "userEnteredFormat": {"numberFormat": pattern},
    }


def _serial(value: Any) -> float:
    match value:
        case datetime():
            return (value - _DAY_ZERO) / _DAY
        case date():
            return float((datetime.combine(value, time()) - _DAY_ZERO).days)
        case time():
            return (datetime.combine(_DAY_ZERO, value) - _DAY_ZERO) / _DAY
        case timedelta():
            return value / _DAY
    raise TypeError(value)
