"""Tabs published to a file and read back, for tests of what stands in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl

from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.journal_line import JournalLine
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
    Receipt,
    Series,
    SmallTable,
    State,
    Tab,
    Table,
    Value,
)

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)
FOUND = Column("Found")


def publish(path: Path, *tabs: Tab, as_of: datetime = NOON, noted: Sequence[JournalLine] = ()) -> Receipt:
    return ExcelSink(path, as_of=as_of).publish(tabs, noted, held={})


def published(folder: Path, *tabs: Tab):
    publish(folder / "summary.xlsx", *tabs)
    return openpyxl.load_workbook(folder / "summary.xlsx")


def tab(*blocks, title="SLA now", heading="SLA now", banner="As of Sun 22 Nov 2026") -> Tab:
    return Tab(title, heading, banner, blocks)


def table(*values: Value, column: Column = FOUND) -> Table:
    return Table((column,), tuple((value,) for value in values), "None is open.")


def cells_of(folder: Path, *values: Value, column: Column = FOUND):
    """The cells below the heading of a table with one column."""
    sheet = published(folder, tab(table(*values, column=column))).active
    return [sheet.cell(5 + index, 2) for index in range(len(values))]


def chart(title="Cases by week", kind="line", number="count", *series: Series) -> Chart:
    drawn = series or (Series("cases", (40, None, 61)),)
    return Chart(title, kind, ("W45", "W46", "W47"), drawn, number, "No case.")


def whole_tab(text: str) -> Tab:
    """A tab that says `text` wherever it says anything."""
    state, link = State(text, "late"), Link(text)
    drawn = Chart(text, "line", (text, text + "2"), (Series(text, (1, 2)),), "count", text)
    return Tab(
        "SLA now",
        text,
        text,
        (
            KeyFigures((KeyFigure(text, text, text),)),
            Attention(text, (AttentionLine(state, text, text, link),), text),
            Charts((drawn,)),
            SmallTable(text, (Column(text), Column(text, "state")), ((text, state), (link, None)), text),
            Note(text),
            Table((Column(text), Column(text, "count")), ((text, text), (state, None), (link, None)), text),
        ),
    )


def parts(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
