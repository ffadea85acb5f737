"""Tabs written to a sheet of the emulator and read back, for tests of what stands there."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sheets_sync.workbooks.google_page import PageRequests, page_requests
from sheets_sync.workbooks.google_workbook import GoogleSheet, Protection
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.tab import (
    Attention,
    AttentionLine,
    Chart,
    Charts,
    Column,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    Series,
    SmallTable,
    State,
    Tab,
    Table,
)
from tests.sheets_emulator.client import Client, shared_book
from tests.sheets_emulator.server import Emulator

SHEET = 7
STAGING = 8
WEEKS = ("W45", "W46", "W47")
FIELDS = (
    "sheets(properties,merges,conditionalFormats,protectedRanges,charts,basicFilter,"
    "data(rowData.values(userEnteredValue,userEnteredFormat),rowMetadata,columnMetadata))"
)


class LiveSheet:
    """Our sheet in a spreadsheet that has one more."""

    def __init__(self, emulator: Emulator) -> None:
        self.client = Client(emulator, shared_book(emulator))

    def write(self, tab: Tab, *, most_bytes: int = 2_000_000) -> PageRequests:
        """In one batch, as a sink does it."""
        live = self.live()
        requests = page_requests(page_of(tab), SHEET, live, most_bytes=most_bytes)
        add = [] if live else [_added(SHEET, tab.title, requests)]
        self.batch(*add, *requests.prepare, *requests.cells.on(SHEET), *requests.dress)
        return requests

    def write_over_staging(self, tab: Tab, *, most_bytes: int) -> PageRequests:
        """Block by block to another sheet, which is then pasted over ours."""
        requests = page_requests(page_of(tab), SHEET, self.live(), most_bytes=most_bytes)
        self.batch(_added(STAGING, "staging", requests))
        for block in requests.cells.on(STAGING):
            self.batch(block)
        paste = {"source": {"sheetId": STAGING}, "destination": {"sheetId": SHEET}, "pasteType": "PASTE_NORMAL"}
        self.batch(*requests.prepare, {"copyPaste": paste}, *requests.dress, {"deleteSheet": {"sheetId": STAGING}})
        return requests

    def batch(self, *requests: dict[str, Any]) -> None:
        answer = self.client.batch(*requests)
        assert answer.status_code == 200, answer.text

    def live(self) -> GoogleSheet | None:
        shown = self.shown()
        if not shown:
            return None
        grid = shown["properties"]["gridProperties"]
        return GoogleSheet(
            sheet_id=SHEET,
            title=shown["properties"]["title"],
            index=1,
            hidden=False,
            rows=grid["rowCount"],
            columns=grid["columnCount"],
            mark=None,
            protections=tuple(
                Protection(
                    one["protectedRangeId"], "startRowIndex" not in one["range"], warning_only=True, may_edit=True
                )
                for one in shown.get("protectedRanges", [])
            ),
            chart_ids=tuple(chart["chartId"] for chart in shown.get("charts", [])),
            rule_count=len(shown.get("conditionalFormats", [])),
        )

    def shown(self) -> dict[str, Any]:
        """Everything about the sheet."""
        sheets = self.client.get(FIELDS)["sheets"]
        return next((one for one in sheets if one["properties"]["sheetId"] == SHEET), {})

    def cells(self) -> dict[tuple[int, int], dict[str, Any]]:
        """Every cell that has something, by row and column."""
        rows = self.shown()["data"][0].get("rowData", [])
        return {
            (number, column): cell
            for number, row in enumerate(rows)
            for column, cell in enumerate(row.get("values", []))
            if cell
        }

    def values(self) -> dict[tuple[int, int], Any]:
        """What stands in the cells, by row and column."""
        entered = {place: cell.get("userEnteredValue", {}) for place, cell in self.cells().items()}
        assert not any("formulaValue" in value for value in entered.values())
        return {place: next(iter(value.values())) for place, value in entered.items() if value}


def _added(sheet_id: int, title: str, requests: PageRequests) -> dict[str, Any]:
    return {"addSheet": {"properties": {"sheetId": sheet_id, "title": title, "gridProperties": requests.grid}}}


def blocks_of(requests: PageRequests) -> Iterator[dict[str, Any]]:
    return (block["updateCells"] for block in requests.cells.on(SHEET))


def tab(*blocks: Any, title: str = "SLA now", heading: str = "SLA now", banner: str = "As of Sun 22 Nov") -> Tab:
    return Tab(title, heading, banner, blocks)


def states(*words: str | State | None, **others: Any) -> Table:
    values = (State(word, "late") if isinstance(word, str) else word for word in words)
    return Table((Column("State", "state", **others),), tuple((value,) for value in values), "None.")


def hours(*values: float | None) -> Table:
    column = Column("Left, open hours", "hours", below_zero="late")
    return Table((column,), tuple((value,) for value in values), "None.")


def sla_table(count: int = 12) -> Table:
    """States, negative hours, links, long texts and dates, several rows of each."""
    columns = (
        Column("Escalation", "link"),
        Column("State", "state"),
        Column("Left, open hours", "hours", below_zero="late"),
        Column("Share", "share"),
        Column("Due", "instant"),
        Column("Raised", "day", quiet=True),
        Column("Why", width=200),
        Column("GMV", "money"),
    )
    kinds = (State("Breached", "late"), State("At risk", "soon"), State("On track", "fine"), State("Paused", "quiet"))
    rows = tuple(
        (
            Link(f"ESC-{number}", f"https://sheets.example/d/1/edit#gid=7&range=A{number}"),
            kinds[number % 4],
            number - 4.5,
            number / 40,
            datetime(2026, 11, 22, number % 24, 30),  # noqa: DTZ001
            date(2026, 11, 1 + number % 28) if number % 3 else None,
            "=A1+1 long text " * (number % 5) * (12 if number % 6 == 5 else 2) or None,
            -1250.5 * number,
        )
        for number in range(count)
    )
    return Table(columns, rows, "None is open.")


def bars_and_line() -> Chart:
    past, usual = Series("cases", (40, 44, 61), "past"), Series("usual", (48.0,) * 3, "expected")
    return Chart("Cases rise", "column", WEEKS, (past, usual), "count", "No case.")


def line() -> Chart:
    return Chart("Met", "line", WEEKS, (Series("met", (0.9, None, 0.8)),), "share", "Nothing was due.")


def stacked() -> Chart:
    late, fine = Series("late", (1, 2, 3), "late"), Series("fine", (3, 2, 1), "fine")
    return Chart("Late", "stacked", WEEKS, (late, fine), "count", "Nothing was due.")


def no_values() -> Chart:
    return Chart("Empty", "line", WEEKS, (Series("met", (None,) * 3),), "share", "Nothing was due.")


def overview() -> Tab:
    """Every block that lies on the grid."""
    figures = tuple(KeyFigure(f"Label {number}", str(number), "a note " * number, "late") for number in range(8))
    address = Link("Cases!A42", "https://sheets.example/d/1/edit#gid=7&range=A42")
    lines = (
        AttentionLine(State("Breached", "late"), "ESC-118 is late", "Policy", address),
        AttentionLine(State("New", "plain"), "A pattern " * 30, "Quality", Link("Cases!A43")),
        AttentionLine(State("Gone", "quiet"), "ESC-119 is gone", "Quality", address),
    )
    return tab(
        KeyFigures(figures),
        Attention("Cannot wait", lines, "Nothing."),
        SmallTable("Hours lost", (Column("Reason"), Column("Hours", "hours")), (("Waiting", 1.5),), "None."),
        Charts((bars_and_line(), line(), stacked(), no_values())),
        Note("A note that never ends. " * 40),
        title="Overview",
    )


def tabs() -> dict[str, Tab]:
    """A tab of each kind."""
    return {
        "overview": overview(),
        "table": tab(sla_table()),
        "everything": tab(
            KeyFigures((KeyFigure("Open", "38", "+5"),)),
            SmallTable("Hours lost", (Column("Reason"), Column("Hours", "hours")), (("Waiting", 1.5),), "None."),
            Charts((line(),)),
            sla_table(30),
            Note("Grey."),
        ),
        "one row": tab(sla_table(1)),
        "empty table": tab(Table((Column("ID"), Column("Cases", "count")), (), "None is open.")),
        "table of nothing": tab(Table((Column("ID"),), (), "")),
        "nothing": tab(Attention("", (), ""), heading="", banner=""),
    }
