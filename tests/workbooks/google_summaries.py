"""A spreadsheet in the emulator that summaries are published to, and what stands in it afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sheets_sync.workbooks.google_outline import outline
from sheets_sync.workbooks.google_packing import MOST_BYTES
from sheets_sync.workbooks.google_sink import GoogleSink
from sheets_sync.workbooks.google_workbook import GoogleSheet, GoogleWorkbook
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JournalLine
from sheets_sync.workbooks.tab import Column, Tab, Table
from tests.sheets_emulator.book import Book
from tests.sheets_emulator.client import OWNER, Client
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.server import Emulator

from .google_books import kept
from .google_calls import PatientClock, book, client_of

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
OVERVIEW, SLA, PATTERNS = "Overview", "SLA now", "Patterns"
TITLES = [OVERVIEW, SLA, PATTERNS]


def tab(title: str, *words: str, as_of="as of Sunday") -> Tab:
    """A tab whose table has one word in each row."""
    rows = tuple((word,) for word in words)
    return Tab(title, title, "what it stands on", (Table((Column("Word"),), rows, "None."),), as_of)


def three(word: str) -> list[Tab]:
    """A summary of three tabs."""
    return [tab(title, word) for title in TITLES]


def line(after: str) -> JournalLine:
    return JournalLine(observed_at=NINE, kind="rows", tracker="cases", after=after)


def keep_requests(sink: GoogleSink, written: list[Any]) -> None:
    """Every request that the sink sends is added to `written` too."""
    client = sink._workbook.client
    update = client.update

    def kept_and_sent(spreadsheet_id: str, requests: Sequence[Any]) -> Any:
        written.extend(requests)
        return update(spreadsheet_id, requests)

    client.update = kept_and_sent  # type: ignore[method-assign]


class GooglePlace:
    """A spreadsheet of somebody else, shared with us, with one empty sheet."""

    def __init__(self, emulator: Emulator, folder: Path) -> None:
        self.emulator = emulator
        self.spreadsheet_id = book(emulator)
        self.clock = PatientClock()
        self._folder = folder

    @property
    def book(self) -> Book:
        """The spreadsheet as the emulator keeps it now."""
        return kept(self.emulator, self.spreadsheet_id)

    @property
    def other(self) -> Client:
        """Somebody else who may edit it."""
        return Client(self.emulator, self.spreadsheet_id)

    def workbook(self) -> GoogleWorkbook:
        """The spreadsheet as one run knows it."""
        client = client_of(self.emulator, self._folder, clock=self.clock)
        return GoogleWorkbook(client, self.spreadsheet_id)

    def sink(
        self, as_of: datetime, *, workbook: GoogleWorkbook | None = None, most_bytes: int | None = None, is_source=False
    ) -> GoogleSink:
        workbook = workbook or self.workbook()
        workbook.is_source |= is_source
        return GoogleSink(workbook, as_of=as_of, most_bytes=most_bytes or MOST_BYTES)

    def sheets(self) -> dict[str, GoogleSheet]:
        """Every sheet by its title, in its order."""
        answer = self.other.call("GET").json()
        return {sheet.title: sheet for sheet in outline(answer).sheets}

    def standing(self) -> dict[str, list[tuple[Cell, ...]]]:
        """The values of every tab of ours, in the order of the sheets."""
        ours = [sheet for sheet in self.sheets().values() if sheet.mark and sheet.mark.tab != JOURNAL]
        return {sheet.title: self.values(sheet.title) for sheet in ours}

    def values(self, title: str) -> list[tuple[Cell, ...]]:
        rows = self.other.values(f"'{title}'", valueRenderOption="UNFORMATTED_VALUE") or []
        return [tuple(None if cell == "" else cell for cell in row) for row in rows]

    def edit_journal(self, edited: Callable[[list[list[Cell]]], Sequence[Sequence[Cell]]]) -> None:
        """Somebody changes the rows of the journal."""
        rows = [list(row) for row in self.values(JOURNAL)]
        sheet = {"sheetId": self.sheets()[JOURNAL].sheet_id}
        blank = {"updateCells": {"range": sheet, "fields": "userEnteredValue"}}
        wider = {"appendDimension": {**sheet, "dimension": "COLUMNS", "length": 3}}
        self.other.batch(blank, wider).raise_for_status()
        self.other.put(f"{JOURNAL}!A1", [list(row) for row in edited(rows)]).raise_for_status()

    def protect(self, title: str) -> None:
        """The owner lets nobody else edit a tab any more."""
        [protection] = self.sheets()[title].protections
        asked = {"protectedRangeId": protection.protected_range_id, "editors": {"users": [OWNER]}}
        request = {"updateProtectedRange": {"protectedRange": asked, "fields": "warningOnly,editors"}}
        Client(self.emulator, self.spreadsheet_id, OWNER).batch(request).raise_for_status()

    @contextmanager
    def out_of_order(self) -> Iterator[None]:
        self.fail(Fault(status=503, path=":batchUpdate", times=1000))
        yield
        self.emulator.service.faults.clear()

    def fail(self, *faults: Fault) -> None:
        """Queues faults for what is written."""
        self.emulator.service.faults.add(*(replace(fault, path=fault.path or ":batchUpdate") for fault in faults))

    def calls(self) -> list[str]:
        """What was called since this was last asked, sign-in aside."""
        calls = [path.rpartition(self.spreadsheet_id)[2] or "get" for _, path in self.emulator.service.calls]
        self.emulator.service.calls.clear()
        return calls

    def everything(self) -> dict[int, dict[str, Any]]:
        """All that Google tells of each sheet, by its id."""
        answer = self.other.call("GET", params={"includeGridData": "true"}).json()
        return {sheet["properties"]["sheetId"]: deepcopy(sheet) for sheet in answer["sheets"]}
