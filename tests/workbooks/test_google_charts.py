from dataclasses import replace
from typing import Any

import pytest

from sheets_sync.workbooks.google_charts import chart_requests, chart_spec
from sheets_sync.workbooks.google_formats import colour
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.page import PlacedChart
from sheets_sync.workbooks.tab import Chart, Charts, Series
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator
from tests.workbooks.google_pages import SHEET, WEEKS, LiveSheet, bars_and_line, line, no_values, stacked, tab

__all__ = ["emulator"]


@pytest.fixture
def sheet(emulator: Emulator) -> LiveSheet:
    return LiveSheet(emulator)


def placed(chart: Chart) -> PlacedChart:
    [one] = page_of(tab(Charts((chart,)))).charts
    return one


def spec(chart: Chart) -> dict[str, Any]:
    return chart_spec(placed(chart), SHEET)


def basic(chart: Chart) -> dict[str, Any]:
    return spec(chart)["basicChart"]


def requests(*charts: Chart, standing: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    page = page_of(tab(Charts(charts)))
    return list(chart_requests(page.charts, page.widths, SHEET, standing=standing, taken=()))


def test_the_title_is_the_finding():
    shown = spec(bars_and_line())

    assert (shown["title"], shown["altText"], shown["fontName"]) == ("Cases rise", "Cases rise", "Arial")
    assert shown["titleTextFormat"] == {
        "fontFamily": "Arial",
        "fontSize": 11,
        "bold": True,
        "foregroundColorStyle": colour("#1F2933"),
    }


def test_bars_with_a_line_are_one_chart():
    shown = basic(bars_and_line())

    assert (shown["chartType"], shown["legendPosition"]) == ("COMBO", "BOTTOM_LEGEND")
    assert [one["type"] for one in shown["series"]] == ["COLUMN", "LINE"]
    assert shown["series"][1]["lineStyle"] == {"type": "MEDIUM_DASHED", "width": 2}
    assert [one["colorStyle"] for one in shown["series"]] == [colour("#B8C4D2"), colour("#6B7785")]


def test_a_line_has_dots_only_where_a_lone_point_would_not_be_seen():
    lone, joined = basic(line()), basic(replace(line(), series=(Series("met", (0.9, 0.8, 0.7)),)))

    assert (lone["chartType"], lone["legendPosition"]) == ("LINE", "NO_LEGEND")
    assert lone["series"][0]["pointStyle"] == {"shape": "CIRCLE", "size": 7}
    assert "pointStyle" not in joined["series"][0]
    assert "type" not in lone["series"][0]
    assert "stackedType" not in lone


def test_bars_are_stacked_where_the_plan_lays_them_over_one_another():
    beside = replace(stacked(), kind="column")

    assert [basic(chart)["stackedType"] for chart in (stacked(), beside)] == ["STACKED", "NOT_STACKED"]
    assert {basic(chart)["chartType"] for chart in (stacked(), beside)} == {"COLUMN"}


def test_the_axis_has_the_bounds_of_the_plan():
    chart = placed(bars_and_line())
    _, left = chart_spec(chart, SHEET)["basicChart"]["axis"]

    assert left["viewWindowOptions"] == {
        "viewWindowMode": "EXPLICIT",
        "viewWindowMin": chart.plan.axis.low,
        "viewWindowMax": chart.plan.axis.high,
    }


def test_a_chart_draws_the_figures_at_the_foot_of_its_sheet(sheet):
    sheet.write(tab(Charts((line(), bars_and_line()))))
    values = sheet.values()

    [first, second] = sorted(sheet.shown()["charts"], key=lambda chart: chart["spec"]["title"])
    drawn = [[values.get(place) for place in _places(source)] for source in _sources(first)]

    assert drawn == [[None, *WEEKS], ["cases", 40, 44, 61], ["usual", 48, 48, 48]]
    assert [[values.get(place) for place in _places(source)] for source in _sources(second)] == [
        [None, *WEEKS],
        ["met", 0.9, None, 0.8],
    ]


def _sources(chart: dict[str, Any]) -> list[dict[str, int]]:
    shown = chart["spec"]["basicChart"]
    parts = [shown["domains"][0]["domain"], *(one["series"] for one in shown["series"])]
    return [part["sourceRange"]["sources"][0] for part in parts]


def _places(source: dict[str, int]) -> list[tuple[int, int]]:
    assert source["endColumnIndex"] - source["startColumnIndex"] == 1
    return [(row, source["startColumnIndex"]) for row in range(source["startRowIndex"], source["endRowIndex"])]


def test_charts_lie_where_the_page_has_room_for_them():
    page = page_of(tab(Charts((line(), bars_and_line()))))
    positions = [one["addChart"]["chart"]["position"]["overlayPosition"] for one in requests(line(), bars_and_line())]

    assert [sum(page.widths[: one["anchorCell"]["columnIndex"]]) + one["offsetXPixels"] for one in positions] == [
        chart.left for chart in page.charts
    ]
    assert all(one["offsetXPixels"] < page.widths[one["anchorCell"]["columnIndex"]] for one in positions)
    assert [(one["anchorCell"]["rowIndex"], one["widthPixels"], one["heightPixels"]) for one in positions] == [
        (chart.row, chart.width, chart.height) for chart in page.charts
    ]


def test_charts_of_the_last_page_are_used_again_and_the_rest_deleted(sheet):
    sheet.write(tab(Charts((line(), bars_and_line(), stacked()))))
    before = {chart["chartId"] for chart in sheet.shown()["charts"]}

    sheet.write(tab(Charts((stacked(), line()))))
    fewer = {chart["chartId"]: chart["spec"]["title"] for chart in sheet.shown()["charts"]}
    sheet.write(tab(Charts((line(), bars_and_line(), stacked()))))
    after = {chart["chartId"] for chart in sheet.shown()["charts"]}

    assert sorted(fewer.values()) == ["Late", "Met"]
    assert set(fewer) < before
    assert after == before


def test_a_chart_moves_with_the_rows_it_lies_on(sheet):
    sheet.write(tab(Charts((line(),))))
    sheet.write(tab(Charts((no_values(), bars_and_line(), line()))))

    tops = sorted(chart["position"]["overlayPosition"]["anchorCell"]["rowIndex"] for chart in sheet.shown()["charts"])

    assert tops == sorted(chart.row for chart in page_of(tab(Charts((no_values(), bars_and_line(), line())))).charts)


def test_charts_of_other_people_are_left_alone(sheet):
    sheet.write(tab(Charts((line(),))))
    [ours] = sheet.shown()["charts"]
    sheet.batch({"addChart": {"chart": {**ours, "chartId": 99}}})

    sheet.write(tab())

    assert [chart["chartId"] for chart in sheet.shown()["charts"]] == [99]


def test_a_chart_that_somebody_deleted_comes_back(sheet):
    sheet.write(tab(Charts((line(), stacked()))))
    before = {chart["chartId"] for chart in sheet.shown()["charts"]}
    sheet.batch({"deleteEmbeddedObject": {"objectId": min(before)}})

    sheet.write(tab(Charts((line(), stacked()))))

    assert {chart["chartId"] for chart in sheet.shown()["charts"]} == before


def test_a_title_that_no_workbook_holds_is_made_fit():
    assert spec(replace(line(), title="=Cases\x00!A1"))["title"] == "=Cases\ufffd!A1"
