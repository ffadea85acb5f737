import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel

from sheets_sync.workbooks import google_looks, google_page
from sheets_sync.workbooks.excel_formats import Formats
from sheets_sync.workbooks.excel_page import write_page
from sheets_sync.workbooks.google_formats import cell_format
from sheets_sync.workbooks.google_page import page_requests
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.tab import Charts, Column, FullInstant, Link, Note, State, Tab, Table
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator
from tests.workbooks.google_pages import SHEET, LiveSheet, blocks_of, line, overview, sla_table, states, tab, tabs

__all__ = ["emulator"]

TABS = tabs()
YEARS_AGO = datetime(2024, 12, 31, 12, 30)  # noqa: DTZ001 - in the team's zone


@pytest.fixture
def sheet(emulator: Emulator) -> LiveSheet:
    return LiveSheet(emulator)


def excel_sheet(tab: Tab, path):
    workbook = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    write_page(workbook, page_of(tab), Formats(workbook))
    workbook.close()
    return openpyxl.load_workbook(path).active


def in_excel(tab: Tab, path) -> dict[tuple[int, int], Any]:
    cells = [cell for row in excel_sheet(tab, path) for cell in row if cell.value is not None]
    return {(cell.row - 1, cell.column - 1): to_excel(cell.value) if cell.is_date else cell.value for cell in cells}


def shown_look(cell: dict[str, Any], rules: list[dict[str, Any]], row: int, column: int) -> dict[str, Any]:
    """How Google shows a cell: its own format, and what the first rule that fits lays over it."""
    own = without_colours_twice(cell.get("userEnteredFormat", {}))
    own.get("textFormat", {}).pop("link", None)
    for rule in rules:
        if any(holds(area, row, column) for area in rule["ranges"]) and fits(rule, cell.get("userEnteredValue", {})):
            laid = without_colours_twice(rule["booleanRule"]["format"])
            text = {**own["textFormat"], **laid.pop("textFormat", {})}
            return {**own, **laid, "textFormat": text}
    return own


def holds(area: dict[str, int], row: int, column: int) -> bool:
    rows = area.get("startRowIndex", 0) <= row < area["endRowIndex"]
    return rows and area.get("startColumnIndex", 0) <= column < area["endColumnIndex"]


def fits(rule: dict[str, Any], value: dict[str, Any]) -> bool:
    condition = rule["booleanRule"]["condition"]
    wanted = condition["values"][0]["userEnteredValue"]
    if condition["type"] == "NUMBER_LESS":
        return value.get("numberValue", 0) < float(wanted)
    return value.get("stringValue", "").casefold() == wanted.casefold()


def without_colours_twice(shown: Any) -> Any:
    if not isinstance(shown, dict):
        return shown
    if "rgbColor" in shown:
        return "".join(f"{round(255 * shown['rgbColor'].get(name, 0)):02X}" for name in ("red", "green", "blue"))
    twice = ("backgroundColor", "foregroundColor", "color")
    return {name: without_colours_twice(value) for name, value in shown.items() if name not in twice and value}


def wanted_look(style: Style, *, filled: bool) -> dict[str, Any]:
    wrap = {"wrapStrategy": "WRAP"} if style.wrap and filled else {}
    return without_colours_twice({**cell_format(style), **wrap})


def ground(shown: dict[str, Any]) -> tuple[Any, Any]:
    return shown.get("backgroundColorStyle"), shown.get("borders")


def wrong_looks(sheet: LiveSheet, tab: Tab) -> list[Any]:
    """Cells that do not look as the page says. Of an empty one only ground and line are seen."""
    cells, rules = sheet.cells(), sheet.shown().get("conditionalFormats", [])
    wrong = []
    for row, page_row in enumerate(page_of(tab).rows):
        for cell in page_row.cells:
            shown = shown_look(cells.get((row, cell.column), {}), rules, row, cell.column)
            wanted = wanted_look(cell.style, filled=cell.value is not None)
            same = shown == wanted if cell.value is not None else ground(shown) == ground(wanted)
            if not same:
                wrong.append((row, cell, shown, wanted))
    return wrong


@pytest.mark.parametrize("name", TABS)
def test_every_value_is_the_one_that_stands_in_excel(sheet, name, tmp_path):
    sheet.write(TABS[name])

    assert sheet.values() == pytest.approx(in_excel(TABS[name], tmp_path / "summary.xlsx"))


@pytest.mark.parametrize("name", TABS)
def test_every_cell_looks_as_its_page_says(sheet, name):
    sheet.write(TABS[name])

    assert wrong_looks(sheet, TABS[name]) == []


WORDS = st.sampled_from(["Open", "open", "Late", "Done 2", "=1+1", "TRUE"])
VALUES = st.one_of(
    st.none(),
    WORDS,
    st.builds(State, st.one_of(WORDS, st.just("")), st.sampled_from(["late", "soon", "fine", "quiet", "plain"])),
    st.builds(Link, WORDS, st.sampled_from([None, "https://sheets.example/d/1"])),
    st.sampled_from([-3.5, 0, 4, 1e6]),
    st.sampled_from([YEARS_AGO, FullInstant(YEARS_AGO)]),
    st.integers(1, 12).map(lambda count: "many words " * 20 * count),
)
COLUMNS = st.builds(
    Column,
    st.just("Heading"),
    st.sampled_from(["text", "hours", "state", "link", "day", "instant"]),
    quiet=st.booleans(),
    below_zero=st.sampled_from(["plain", "late"]),
)


@given(columns=st.lists(COLUMNS, min_size=1, max_size=3), rows=st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_table_looks_as_its_page_says(emulator, columns, rows):
    written = tab(Table(tuple(columns), tuple(row[: len(columns)] for row in rows), "None."))
    sheet = LiveSheet(emulator)

    sheet.write(written)

    assert wrong_looks(sheet, written) == []


def test_rows_columns_and_merged_cells_have_the_measures_of_the_page(sheet):
    sheet.write(overview())
    page = page_of(overview())
    rows = list(page.rows)

    shown = sheet.shown()

    assert [row["pixelSize"] for row in shown["data"][0]["rowMetadata"]] == [row.height for row in rows]
    assert [column["pixelSize"] for column in shown["data"][0]["columnMetadata"]] == list(page.widths)
    assert {(one["startRowIndex"], one["startColumnIndex"], one["endColumnIndex"] - 1) for one in shown["merges"]} == {
        (number, cell.column, cell.through)
        for number, row in enumerate(rows)
        for cell in row.cells
        if cell.through > cell.column
    }
    assert {one["endRowIndex"] - one["startRowIndex"] for one in shown["merges"]} == {1}
    assert not any(row.get("hiddenByUser") for row in shown["data"][0]["rowMetadata"])


def test_headings_are_frozen_and_filtered_and_the_sheet_ends_with_the_page(sheet):
    sheet.write(tab(sla_table(12), Note("Grey.")))

    shown = sheet.shown()

    assert shown["properties"]["gridProperties"] == {
        "rowCount": 18,
        "columnCount": len(page_of(tab(sla_table(12))).widths),
        "frozenRowCount": 4,
        "hideGridlines": True,
    }
    where = {"startRowIndex": 3, "endRowIndex": 16, "startColumnIndex": 1, "endColumnIndex": 9}
    assert shown["basicFilter"]["range"] == {"sheetId": SHEET, **where}


def test_a_sheet_never_ends_with_its_frozen_rows(sheet):
    requests = sheet.write(TABS["table of nothing"])

    assert requests.grid["rowCount"] == requests.grid["frozenRowCount"] + 1


def test_a_second_write_changes_nothing(sheet):
    written = tab(Charts((line(),)), sla_table())
    sheet.write(written)
    before = sheet.shown()

    sheet.write(written)

    assert sheet.shown() == before
    assert (len(before["charts"]), len(before["protectedRanges"]), len(before["conditionalFormats"])) == (1, 1, 5)


@pytest.mark.parametrize("first", ["overview", "everything", "table of nothing"])
@pytest.mark.parametrize("then", TABS)
def test_nothing_remains_of_an_earlier_page(emulator, first, then):
    over, fresh = LiveSheet(emulator), LiveSheet(emulator)
    over.write(TABS[first])

    over.write(TABS[then])
    fresh.write(TABS[then])

    old, new = over.shown(), fresh.shown()
    assert over.cells() == fresh.cells()
    for part in ("merges", "conditionalFormats", "basicFilter", "data", "charts"):
        assert old.get(part) == new.get(part), part
    assert old["properties"]["gridProperties"] == new["properties"]["gridProperties"]


def test_what_people_did_to_the_sheet_is_undone(emulator):
    touched, fresh = LiveSheet(emulator), LiveSheet(emulator)
    for sheet in (touched, fresh):
        sheet.write(TABS["table"])
    where = {"sheetId": SHEET, "dimension": "ROWS", "startIndex": 5, "endIndex": 9}
    bold = {"userEnteredFormat": {"textFormat": {"bold": True, "italic": True}}, "note": "mine"}
    touched.batch(
        {"updateDimensionProperties": {"range": where, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}},
        {"repeatCell": {"range": {"sheetId": SHEET}, "cell": bold, "fields": "userEnteredFormat.textFormat"}},
        {"mergeCells": {"range": {"sheetId": SHEET, "startRowIndex": 6, "endRowIndex": 8}}},
        {"appendDimension": {"sheetId": SHEET, "dimension": "ROWS", "length": 50}},
    )

    touched.write(TABS["table"])

    assert touched.shown() == fresh.shown()


@pytest.mark.parametrize("name", TABS)
def test_a_page_pasted_from_a_staging_sheet_is_the_same(emulator, name):
    at_once, staged = LiveSheet(emulator), LiveSheet(emulator)
    for sheet in (at_once, staged):
        sheet.write(TABS["everything"])

    at_once.write(TABS[name])
    requests = staged.write_over_staging(TABS[name], most_bytes=1_500)

    assert len(requests.cells) > 1 or name in ("one row", "empty table", "table of nothing", "nothing")
    assert staged.shown() == at_once.shown()


def test_no_block_of_cells_is_larger_than_asked():
    requests = page_requests(page_of(tab(sla_table(200))), SHEET, None, most_bytes=4_000)

    sizes = [
        len(json.dumps({"updateCells": block}, ensure_ascii=False, separators=(",", ":")).encode())
        for block in blocks_of(requests)
    ]

    assert len(sizes) > 5
    assert max(sizes) <= requests.cells.most_bytes <= 4_000
    assert len(sizes) == len(requests.cells)


def test_rows_larger_than_a_block_have_one_each_and_none_is_empty():
    requests = page_requests(page_of(tab(sla_table(6))), SHEET, None, most_bytes=100)

    assert [len(block["rows"]) for block in blocks_of(requests)] == [1] * 10


def test_blocks_hold_all_rows_in_order_to_the_end_of_the_sheet():
    requests = page_requests(page_of(tab(sla_table(60))), SHEET, None, most_bytes=4_000)

    first, *others = blocks_of(requests)

    assert first["range"] == {"sheetId": SHEET, "endRowIndex": len(first["rows"])}
    assert [block["range"].get("startRowIndex") for block in others] == list(requests.cells.starts)[1:]
    assert "endRowIndex" not in others[-1]["range"]
    assert sum(len(block["rows"]) for block in (first, *others)) == 64


def test_one_block_covers_the_whole_sheet():
    [block] = blocks_of(page_requests(page_of(TABS["table"]), SHEET, None, most_bytes=2_000_000))

    assert (block["range"], block["fields"]) == ({"sheetId": SHEET}, "userEnteredValue,userEnteredFormat")


def test_looks_cost_little_however_long_the_table():
    short = page_requests(page_of(tab(sla_table(24))), SHEET, None, most_bytes=2_000_000)
    plain = replace(sla_table(), columns=sla_table().columns[:6])
    long = page_requests(
        page_of(tab(replace(plain, rows=tuple(row[:6] for row in sla_table(5_000).rows)))),
        SHEET,
        None,
        most_bytes=2_000_000,
    )

    assert len(long.dress) < len(short.dress)
    assert len(json.dumps(long.dress)) < 30_000


def test_rows_that_differ_too_often_are_fitted_by_google(monkeypatch):
    monkeypatch.setattr(google_page, "_MOST_HEIGHTS", 5)

    requests = page_requests(page_of(tab(sla_table(40), Note("x " * 900))), SHEET, None, most_bytes=2_000_000).dress
    resized = [one["updateDimensionProperties"]["range"] for one in requests if "updateDimensionProperties" in one]

    [fitted] = [one["autoResizeDimensions"]["dimensions"] for one in requests if "autoResizeDimensions" in one]
    assert fitted == {"sheetId": SHEET, "dimension": "ROWS", "startIndex": 4, "endIndex": 44}
    assert [one["startIndex"] for one in resized if one["dimension"] == "ROWS"] == [0, 0, 1, 2, 3, 44, 45]


def test_where_rows_of_all_heights_alternate_all_are_read_from_their_tops(monkeypatch):
    monkeypatch.setattr(google_looks, "_MOST_UPRIGHTS", 2)
    below_headings = [
        one["repeatCell"]
        for one in page_requests(page_of(tab(sla_table(40))), SHEET, None, most_bytes=2_000_000).dress
        if "repeatCell" in one and one["repeatCell"]["range"]["startRowIndex"] > 3
    ]

    assert {one["cell"]["userEnteredFormat"]["verticalAlignment"] for one in below_headings} == {"TOP"}
    assert {one["range"]["startRowIndex"] for one in below_headings} == {4}


def test_the_sheet_warns_before_it_is_edited_unless_somebody_protects_it_already(sheet):
    sheet.write(TABS["table"])
    [ours] = sheet.shown()["protectedRanges"]
    assert (ours["description"], ours["warningOnly"], ours["range"]) == (
        "Written by sheets_sync",
        True,
        {"sheetId": SHEET},
    )
    theirs = {"range": {"sheetId": SHEET}, "description": "Ours", "warningOnly": True}
    sheet.batch({"deleteProtectedRange": {"protectedRangeId": ours["protectedRangeId"]}})
    sheet.batch({"addProtectedRange": {"protectedRange": theirs}})

    sheet.write(TABS["table"])

    assert [one["description"] for one in sheet.shown()["protectedRanges"]] == ["Ours"]


def test_ids_that_are_taken_are_passed_over():
    page = tab(Charts((line(),)))

    def ids(taken: frozenset[int]) -> set[int]:
        dress = page_requests(page_of(page), SHEET, None, most_bytes=2_000_000, taken=taken).dress
        [chart] = [one["addChart"]["chart"]["chartId"] for one in dress if "addChart" in one]
        [protection] = [one["addProtectedRange"]["protectedRange"] for one in dress if "addProtectedRange" in one]
        return {chart, protection["protectedRangeId"]}

    first = ids(frozenset())

    assert ids(frozenset()) == first
    assert not ids(frozenset(first)) & first


def test_text_stays_text_and_only_our_links_are_links(sheet):
    written = Table(
        (Column("Found"),), (("=1+1",), ("https://evil.example",), (Link("A1", "https://x.example/d"),)), ""
    )
    sheet.write(tab(written))

    cells = [sheet.cells()[row, 1] for row in (4, 5, 6)]

    assert [cell["userEnteredValue"] for cell in cells] == [
        {"stringValue": "=1+1"},
        {"stringValue": "https://evil.example"},
        {"stringValue": "A1"},
    ]
    links = [cell["userEnteredFormat"]["textFormat"].get("link") for cell in cells]
    assert links == [None, None, {"uri": "https://x.example/d"}]


def test_states_take_their_colours_from_rules(sheet):
    sheet.write(tab(states("Breached", None, State("At risk", "soon"))))

    rules = sheet.shown()["conditionalFormats"]

    assert [rule["booleanRule"]["condition"]["values"] for rule in rules] == [
        [{"userEnteredValue": "Breached"}],
        [{"userEnteredValue": "At risk"}],
    ]
    assert {area["endRowIndex"] - area["startRowIndex"] for rule in rules for area in rule["ranges"]} == {3}
