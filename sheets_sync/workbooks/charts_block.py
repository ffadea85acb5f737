"""Rows reserved for charts, two in a row, and the figures behind them at the foot of the tab."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sheets_sync.workbooks import chart_plan, look
from sheets_sync.workbooks.block_rows import blank_row
from sheets_sync.workbooks.cell_values import plain_value
from sheets_sync.workbooks.chart_plan import ChartPlan
from sheets_sync.workbooks.page import PageCell, PageRow
from sheets_sync.workbooks.ruler import Ruler, Span
from sheets_sync.workbooks.tab import Chart
from sheets_sync.workbooks.text_size import line_count, text_width

FIGURES_HEADING: Final = "Figures behind the charts"

_FIGURES_ROW = 18
_BESIDE_FIGURE = look.INDENT + 10
_SECOND_LEFT = chart_plan.WIDTH + look.GAP


@dataclass(frozen=True)
class ChartSpot:
    """Where a chart lies: rows below the first of its block, pixels from the sheet's left edge."""

    plan: ChartPlan
    row: int
    left: int


def charts_block(charts: Sequence[Chart], ruler: Ruler, page: Span) -> tuple[list[PageRow], list[ChartSpot]]:
    """The rows that charts lie on; a chart without values leaves its title and its sentence there."""
    rows: list[PageRow] = []
    spots: list[ChartSpot] = []
    for start in range(0, len(charts), 2):
        if rows:
            rows.append(blank_row())
        pair = charts[start : start + 2]
        for chart, left in zip(pair, (0, _SECOND_LEFT), strict=False):
            if chart_plan.has_values(chart):
                spots.append(ChartSpot(chart_plan.planned(chart), len(rows), look.MARGIN_COLUMN + left))
        rows += _pair_rows(pair, ruler, page)
    return rows, spots


def figures_block(plans: Sequence[ChartPlan], ruler: Ruler) -> tuple[list[PageRow], list[int]]:
    """A small table per chart, one below the other, and the row of each that names its series."""
    rows = [PageRow(_FIGURES_ROW, [PageCell(1, FIGURES_HEADING, look.FIGURES_HEADING, 1)])] if plans else []
    name_rows = []
    for plan in plans:
        rows += [
            blank_row(look.GAP // 2),
            PageRow(_FIGURES_ROW, [PageCell(1, plan.chart.title or None, look.FIGURES_TITLE, 1)]),
        ]
        name_rows.append(len(rows))
        rows.append(_names_row(plan.chart, ruler))
        rows += _figure_rows(plan, ruler)
    return rows, name_rows


def figure_widths(charts: Sequence[Chart]) -> dict[int, int]:
    """Pixels that the figures need in the columns they stand in: a number that does not fit would show as ####."""
    widths: dict[int, int] = {}
    for chart in charts:
        for column, series in enumerate(chart.series, start=2):
            numbers = [value for value in map(plain_value, series.values) if isinstance(value, int | float)]
            longest = max((text_width(f"{number:,.1f} %", points=9) for number in numbers), default=0)
            widths[column] = max(widths.get(column, 0), longest + _BESIDE_FIGURE)
    return widths


def _pair_rows(pair: Sequence[Chart], ruler: Ruler, page: Span) -> Iterator[PageRow]:
    middle = ruler.beyond(_SECOND_LEFT - look.GAP // 2)
    slots = (Span(page.first, middle - 1), Span(middle, page.last))
    missing = [(chart, slot) for chart, slot in zip(pair, slots, strict=False) if not chart_plan.has_values(chart)]
    yield _merged_row([(chart.title, slot) for chart, slot in missing], look.CHART_TITLE, ruler)
    yield _merged_row([(chart.empty, slot) for chart, slot in missing], look.CHART_SENTENCE, ruler)
    if len(missing) < len(pair):
        yield from [blank_row(look.ROW)] * (chart_plan.HEIGHT // look.ROW - 2)


def _merged_row(texts: Sequence[tuple[str, Span]], style: look.Style, ruler: Ruler) -> PageRow:
    heights = [_height(text, ruler.width(span), style) for text, span in texts]
    cells = [PageCell(span.first, text or None, style, span.last) for text, span in texts]
    return PageRow(max(heights, default=look.ROW), cells)


def _names_row(chart: Chart, ruler: Ruler) -> PageRow:
    names = [series.name for series in chart.series]
    columns = range(2, len(names) + 2)
    cells = [PageCell(1, None, look.FIGURES_COLUMN, 1)]
    cells += [
        PageCell(column, name or None, look.FIGURES_NUMBER_COLUMN, column)
        for column, name in zip(columns, names, strict=True)
    ]
    heights = (
        _height(name, ruler.width(Span(column, column)) - _BESIDE_FIGURE, look.FIGURES_COLUMN)
        for column, name in zip(columns, names, strict=True)
    )
    return PageRow(max(_FIGURES_ROW, *heights), cells)


def _figure_rows(plan: ChartPlan, ruler: Ruler) -> Iterator[PageRow]:
    style = look.figure_style(plan.figure_number)
    room = ruler.width(Span(1, 1))
    for category, *values in zip(plan.chart.categories, *(one.values for one in plan.chart.series), strict=True):
        cells = [PageCell(1, category or None, look.FIGURES_CATEGORY, 1)]
        cells += [PageCell(column, plain_value(value), style, column) for column, value in enumerate(values, start=2)]
        yield PageRow(max(_FIGURES_ROW, _height(category, room, look.FIGURES_CATEGORY)), cells)


def _height(text: str, width: int, style: look.Style) -> int:
    lines = line_count(text, width, points=style.points, bold=style.bold)
    return look.lines_height(lines, style.points)
