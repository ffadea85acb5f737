"""Charts that Excel draws itself, from the figures at the foot of their tab."""

from collections.abc import Sequence
from typing import Any

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import plain_value
from sheets_sync.workbooks.chart_plan import GRIDLINE, TITLE_LEFT, TITLE_TOP, SeriesPlan
from sheets_sync.workbooks.excel_formats import excel_text
from sheets_sync.workbooks.page import PlacedChart

_SMALL = {"name": look.FONT, "size": 9, "color": look.MUTED}
_NO_LINE = {"none": True}


def insert_chart(workbook: Any, sheet: Any, placed: PlacedChart) -> None:
    """Draw the chart over the rows reserved for it."""
    bars = [series for series in placed.plan.series if series.form == "bars"]
    lines = [series for series in placed.plan.series if series.form == "line"]
    chart = _chart(workbook, sheet, placed, bars or lines)
    if bars and lines:
        chart.combine(_chart(workbook, sheet, placed, lines))
    _frame(chart, sheet, placed)
    _axes(chart, placed)
    options = {"x_offset": placed.left, "object_position": 2, "description": excel_text(placed.plan.chart.title)}
    sheet.insert_chart(placed.row, 0, chart, options)


def _chart(workbook: Any, sheet: Any, placed: PlacedChart, series: Sequence[SeriesPlan]) -> Any:
    stacked = placed.plan.chart.kind == "stacked" and series[0].form == "bars"
    kind = {"type": "column" if series[0].form == "bars" else "line", **({"subtype": "stacked"} if stacked else {})}
    chart = workbook.add_chart(kind)
    for one in series:
        chart.add_series({**_figures(sheet, placed, one), **_drawn(one, placed)})
    return chart


def _figures(sheet: Any, placed: PlacedChart, plan: SeriesPlan) -> dict[str, Any]:
    """Where the series stands in the sheet, and its values again: readers that do not calculate show those."""
    chart = placed.plan.chart
    names, first = placed.figures_row, placed.figures_row + 1
    last = placed.figures_row + len(chart.categories)
    column = placed.figures_column + 1 + placed.plan.series.index(plan)
    return {
        "name": [sheet.name, names, column],
        "name_data": [excel_text(plan.series.name)],
        "categories": [sheet.name, first, placed.figures_column, last, placed.figures_column],
        "categories_data": [excel_text(category) for category in chart.categories],
        "values": [sheet.name, first, column, last, column],
        "values_data": [plain_value(value) for value in plan.series.values],
    }


def _drawn(plan: SeriesPlan, placed: PlacedChart) -> dict[str, Any]:
    if plan.form == "bars":
        bars = {"fill": {"color": plan.colour}, "border": _NO_LINE, "gap": 55}
        return {**bars, "overlap": 100} if placed.plan.overlapping else bars
    line = {"color": plan.colour, "width": plan.points, **({"dash_type": "dash"} if plan.dashed else {})}
    dot = {"type": "circle", "size": 5, "fill": {"color": plan.colour}, "border": {"color": plan.colour}}
    return {"line": line, "marker": dot if plan.dots else {"type": "none"}}


def _frame(chart: Any, sheet: Any, placed: PlacedChart) -> None:
    plan = placed.plan
    chart.set_size({"width": placed.width, "height": placed.height})
    chart.set_chartarea({"border": {"color": look.HAIRLINE, "width": 0.75}, "fill": {"color": look.WHITE}})
    chart.set_title(
        {
            # By reference: XlsxWriter would take a title such as "Cases!A2 rises" for a formula.
            "name": [sheet.name, placed.figures_row - 1, placed.figures_column],
            "data": [excel_text(plan.chart.title)],
            "name_font": {"name": look.FONT, "size": plan.title_points, "bold": True, "color": look.INK},
            "overlay": True,
            "layout": {"x": TITLE_LEFT / placed.width, "y": TITLE_TOP / placed.height},
        }
    )
    box = {
        "x": plan.plot.left / placed.width,
        "y": plan.plot.top / placed.height,
        "width": plan.plot.width / placed.width,
        "height": plan.plot.height / placed.height,
    }
    chart.set_plotarea({"layout": box, "border": _NO_LINE, "fill": _NO_LINE})
    chart.set_legend({"position": "bottom", "font": _SMALL} if plan.legend else {"none": True})
    chart.show_blanks_as("gap")
    chart.show_hidden_data()


def _axes(chart: Any, placed: PlacedChart) -> None:
    plan = placed.plan
    chart.set_x_axis(
        {
            # Level where all labels fit; where some are left out, LibreOffice turns them instead of breaking words.
            "num_font": {**_SMALL, "rotation": 0} if plan.label_every == 1 else _SMALL,
            "line": {"color": look.HAIRLINE, "width": 0.75},
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
            "label_position": "low",
            "interval_unit": plan.label_every,
            "text_axis": True,
        }
    )
    chart.set_y_axis(
        {
            "num_font": _SMALL,
            "num_format": look.NUMBER_PATTERN[plan.axis_number],
            "line": _NO_LINE,
            "major_gridlines": {"visible": True, "line": {"color": GRIDLINE, "width": 0.75}},
            "major_tick_mark": "none",
            "minor_tick_mark": "none",
            "min": plan.axis.low,
            "max": plan.axis.high,
            "major_unit": plan.axis.step,
        }
    )
