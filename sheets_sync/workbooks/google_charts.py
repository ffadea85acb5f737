"""Charts that Google draws itself, from the figures at the foot of their tab."""

from collections.abc import Container, Iterator, Sequence
from itertools import accumulate
from typing import Final, Literal

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import writable_text
from sheets_sync.workbooks.chart_plan import ChartPlan, SeriesPlan
from sheets_sync.workbooks.google_areas import grid_range
from sheets_sync.workbooks.google_formats import colour, font
from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.page import Area, PlacedChart

_MOST_LEFT_OVER: Final = 64  # charts that an earlier tab may have had more
_POSITION_FIELDS: Final = "anchorCell,offsetXPixels,offsetYPixels,widthPixels,heightPixels"
_DOT: Final = 7
_PIXELS_PER_POINT: Final = 96 / 72

Form = Literal["LINE", "COLUMN", "COMBO"]


def chart_requests(
    charts: Sequence[PlacedChart],
    widths: Sequence[int],
    sheet_id: int,
    *,
    standing: Container[int],
    taken: Container[int],
) -> Iterator[Request]:
    """Draws `charts` over the rows reserved for them.

    Those of ours among the `standing` ones are used again, and deleted where there are fewer charts now. Other
    people's are left alone, and no id of `taken` is given to a new one.
    """
    ours = [chosen_id("chart", sheet_id, place) for place in range(len(charts) + _MOST_LEFT_OVER)]
    old = [chart_id for chart_id in ours if chart_id in standing]
    free = (chart_id for chart_id in ours if chart_id not in standing and chart_id not in taken)
    for place, chart in enumerate(charts):
        position = {"overlayPosition": _position(chart, widths, sheet_id)}
        if place < len(old):
            yield from _redrawn(old[place], chart_spec(chart, sheet_id), position)
        else:
            yield _added(next(free), chart_spec(chart, sheet_id), position)
    for chart_id in old[len(charts) :]:
        yield {"deleteEmbeddedObject": {"objectId": chart_id}}


def chart_spec(placed: PlacedChart, sheet_id: int) -> Request:
    """What the chart shows. Google gives its axes the format of the figures, in a type and size of its own."""
    plan = placed.plan
    title = writable_text(plan.chart.title)
    return {
        "title": title,
        "altText": title,
        "titleTextFormat": font(look.Style(points=plan.title_points, bold=True)),
        "titleTextPosition": {"horizontalAlignment": "LEFT"},
        "fontName": look.FONT,
        "backgroundColorStyle": colour(look.WHITE),
        "hiddenDimensionStrategy": "SHOW_ALL",
        "basicChart": _basic_chart(placed, sheet_id),
    }


def _redrawn(chart_id: int, spec: Request, position: Request) -> Iterator[Request]:
    yield {"updateChartSpec": {"chartId": chart_id, "spec": spec}}
    yield {"updateEmbeddedObjectPosition": {"objectId": chart_id, "newPosition": position, "fields": _POSITION_FIELDS}}


def _added(chart_id: int, spec: Request, position: Request) -> Request:
    border = {"colorStyle": colour(look.HAIRLINE)}
    return {"addChart": {"chart": {"chartId": chart_id, "spec": spec, "position": position, "border": border}}}


def _position(chart: PlacedChart, widths: Sequence[int], sheet_id: int) -> Request:
    """The cell in which the chart's corner lies, and how far from the cell's own."""
    edges = [0, *accumulate(widths[:-1])]
    column = max(number for number, edge in enumerate(edges) if edge <= chart.left)
    return {
        "anchorCell": {"sheetId": sheet_id, "rowIndex": chart.row, "columnIndex": column},
        "offsetXPixels": chart.left - edges[column],
        "offsetYPixels": 0,
        "widthPixels": chart.width,
        "heightPixels": chart.height,
    }


def _basic_chart(placed: PlacedChart, sheet_id: int) -> Request:
    plan = placed.plan
    form = _form(plan)
    window = {"viewWindowMode": "EXPLICIT", "viewWindowMin": plan.axis.low, "viewWindowMax": plan.axis.high}
    shown: Request = {
        "chartType": form,
        "legendPosition": "BOTTOM_LEGEND" if plan.legend else "NO_LEGEND",
        "headerCount": 1,
        "domains": [{"domain": _figures(placed, 0, sheet_id)}],
        "series": [_series(placed, place, form, sheet_id) for place in range(len(plan.series))],
        "axis": [
            {"position": "BOTTOM_AXIS"},
            {"position": "LEFT_AXIS", "viewWindowOptions": window},
        ],
    }
    return shown if form == "LINE" else {**shown, "stackedType": "STACKED" if plan.overlapping else "NOT_STACKED"}


def _form(plan: ChartPlan) -> Form:
    forms = {series.form for series in plan.series}
    if len(forms) > 1:
        return "COMBO"
    return "LINE" if forms == {"line"} else "COLUMN"


def _series(placed: PlacedChart, place: int, form: Form, sheet_id: int) -> Request:
    series = placed.plan.series[place]
    shown = {
        "series": _figures(placed, place + 1, sheet_id),
        "targetAxis": "LEFT_AXIS",
        "colorStyle": colour(series.colour),
    }
    if form == "COMBO":
        shown["type"] = "LINE" if series.form == "line" else "COLUMN"
    return {**shown, **_line(series)} if series.form == "line" else shown


def _line(series: SeriesPlan) -> Request:
    style = {"type": "MEDIUM_DASHED" if series.dashed else "SOLID", "width": round(series.points * _PIXELS_PER_POINT)}
    return {"lineStyle": style, **({"pointStyle": {"shape": "CIRCLE", "size": _DOT}} if series.dots else {})}


def _figures(placed: PlacedChart, place: int, sheet_id: int) -> Request:
    """A column of the chart's figures, from the name that heads it; the first one holds the categories."""
    column = placed.figures_column + place
    last = placed.figures_row + len(placed.plan.chart.categories)
    area = Area(placed.figures_row, column, last, column)
    return {"sourceRange": {"sources": [grid_range(sheet_id, area)]}}
