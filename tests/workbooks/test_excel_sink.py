import re
from datetime import date, datetime

import pytest

from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.tab import (
    Attention,
    Charts,
    Column,
    FullInstant,
    KeyFigures,
    Note,
    Receipt,
    Series,
    State,
    Tab,
    Table,
)
from tests.workbooks.excel_files import NOON, cells_of, chart, parts, publish, published, tab, table, whole_tab

YEARS_AGO = datetime(2024, 12, 31, 12, 30)  # noqa: DTZ001 - in the team's zone


def test_the_receipt_names_the_tabs_that_were_written(tmp_path):
    receipt = publish(tmp_path / "summary.xlsx", tab(title="Overview"), tab(title="SLA now"))

    assert receipt == Receipt(written=("Overview", "SLA now"))


def test_a_summary_is_found_at_its_path(tmp_path):
    assert ExcelSink(tmp_path / "summary.xlsx", as_of=NOON).target == str(tmp_path / "summary.xlsx")


def test_the_first_tab_is_open_and_none_has_gridlines(tmp_path):
    workbook = published(tmp_path, tab(title="Overview"), tab(title="SLA now"))

    assert workbook.active.title == "Overview"
    assert [sheet.sheet_view.showGridLines for sheet in workbook] == [False, False]


def test_tabs_stand_in_the_order_they_came_in_and_no_others_do(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(title="SLA now"), tab(title="Patterns"), tab(title="Old"))

    workbook = published(tmp_path, tab(title="Patterns"), tab(title="SLA now"))

    assert workbook.sheetnames == ["Patterns", "SLA now"]


def test_everything_is_set_in_arial(tmp_path):
    sheet = published(tmp_path, whole_tab("word")).active

    assert {cell.font.name for row in sheet for cell in row if cell.value is not None} == {"Arial"}
    assert (sheet["B1"].font.size, sheet["B1"].font.bold) == (18, True)
    assert (sheet["B2"].font.size, sheet["B2"].font.color.rgb) == (9, "FF6B7785")


def test_what_is_no_number_is_left_empty(tmp_path):
    cells = cells_of(tmp_path, float("nan"), float("inf"), -float("inf"), None, "", column=Column("Cases", "count"))

    assert [cell.value for cell in cells] == [None] * 5


@pytest.mark.parametrize(
    ("kind", "value", "read", "number_format"),
    [
        ("count", -1204, -1204, '#,##0;"−"#,##0;#,##0'),
        ("hours", -14.5, -14.5, '#,##0.0;"−"#,##0.0;#,##0.0'),
        ("share", 0.87, 0.87, '0 %;"−"0 %;0 %'),
        ("money", 1250.5, 1250.5, '#,##0.00;"−"#,##0.00;#,##0.00'),
        ("instant", datetime(2026, 11, 19, 12, 30), datetime(2026, 11, 19, 12, 30), "ddd d mmm hh:mm"),  # noqa: DTZ001
        ("instant", FullInstant(YEARS_AGO), YEARS_AGO, "ddd d mmm yyyy hh:mm"),
        ("day", date(2026, 11, 19), datetime(2026, 11, 19), "ddd d mmm yyyy"),  # noqa: DTZ001
        ("day", date(202, 11, 19), "0202-11-19", "ddd d mmm yyyy"),
        ("text", "007", "007", "General"),
    ],
)
def test_values_keep_their_type_and_take_the_format_of_their_kind(tmp_path, kind, value, read, number_format):
    [cell] = cells_of(tmp_path, value, column=Column("N", kind))

    assert cell.value == read
    assert cell.number_format.replace("_ ", "").removesuffix(";@") == number_format


def test_a_state_is_a_word_in_its_tint_above_a_hairline(tmp_path):
    [cell] = cells_of(tmp_path, State("Breached", "late"), column=Column("State", "state"))

    assert (cell.value, cell.font.color.rgb, cell.fill.fgColor.rgb) == ("Breached", "FFB3261E", "FFFBE9E7")
    assert (cell.border.bottom.style, cell.border.bottom.color.rgb) == ("thin", "FFD9DEE4")
    assert cell.border.left.style is None


def test_headings_are_white_on_the_accent_frozen_filtered_and_repeated(tmp_path):
    columns = (Column("Escalation"), Column("Left, open hours", "hours"))
    sheet = published(tmp_path, tab(Table(columns, (("ESC-118", -14.5), ("ESC-121", -7.0)), "None."))).active

    heading = sheet["B4"]

    assert (heading.font.color.rgb, heading.fill.fgColor.rgb, heading.font.bold) == ("FFFFFFFF", "FF2F5D8A", True)
    assert [sheet[name].alignment.horizontal for name in ("B4", "C4", "B5", "C5")] == ["left", "right"] * 2
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "B4:C6", "$4:$4")
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6)] == [27.75, 15, 15]


def test_a_tab_is_printed_across_one_page_in_landscape(tmp_path):
    sheet = published(tmp_path, tab(table("a"), heading="Costs & 2026")).active

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_area == "'SLA now'!$A$1:$C$5"
    assert "Page &P of &N" in parts(tmp_path / "summary.xlsx")["xl/worksheets/sheet1.xml"].replace("&amp;", "&")


def test_columns_fit_their_content_and_no_more(tmp_path):
    columns = (Column("ID"), Column("Why", width=200), Column("Cases", "count", width=10))
    sheet = published(tmp_path, tab(Table(columns, (("E-1", "long " * 40, 1_234_567_890),), "None."))).active

    margin, short, long, number = (sheet.column_dimensions[letter].width * 7 for letter in "ABCD")

    assert round(margin) == 20
    assert 40 < short < 80
    assert round(long) == 200
    assert number > 100
    assert sheet.row_dimensions[5].height > 60
    assert sheet["C5"].alignment.wrap_text


def test_charts_draw_the_figures_at_the_foot_of_their_tab(tmp_path):
    bars = chart(
        "Cases", "column", "count", Series("cases", (40, 44, 61), "past"), Series("usual", (48,) * 3, "expected")
    )
    shares = chart("Met", "line", "share", Series("met", (0.9, None, 0.8)))
    sheet = published(tmp_path, tab(Charts((bars, shares)))).active

    [columns, line] = sheet._charts

    assert [cell.value for cell in sheet["B"]][16:] == [
        "Figures behind the charts", None, "Cases", None, "W45", "W46", "W47", None, "Met", None, "W45", "W46", "W47",
    ]  # fmt: skip
    assert columns.series[0].val.numRef.f == "'SLA now'!$C$21:$C$23"
    assert columns.series[0].cat.strRef.f == "'SLA now'!$B$21:$B$23"
    assert [sheet.cell(row, 3).value for row in (21, 22, 23)] == [40, 44, 61]
    assert line.series[0].val.numRef.f == "'SLA now'!$C$27:$C$29"
    assert (columns.y_axis.scaling.min, columns.y_axis.scaling.max) == (0, 80)
    assert line.series[0].marker.symbol == "circle"


def test_charts_carry_their_values_for_readers_that_do_not_calculate(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(Charts((chart("Cases"),))))

    drawn = parts(tmp_path / "summary.xlsx")["xl/charts/chart1.xml"]

    assert re.findall("<c:v>(.*?)</c:v>", drawn) == ["Cases", "cases", "W45", "W46", "W47", "40", "61"]


def test_a_chart_without_values_is_a_sentence(tmp_path):
    sheet = published(tmp_path, tab(Charts((chart("Met", "line", "share", Series("met", (None,) * 3)),)))).active

    assert sheet._charts == []
    assert [cell.value for cell in sheet["B"]][3:] == ["Met", "No case."]


def test_nothing_at_all_can_be_published(tmp_path):
    empty = Tab("Empty", "", "", (KeyFigures(()), Attention("", (), ""), Charts(()), Table((), (), ""), Note("")))

    assert published(tmp_path, empty).sheetnames == ["Empty"]
    assert publish(tmp_path / "summary.xlsx").written == ()
