"""What a chart shows and where in its frame: axis, lines and bars, room for words. Pixels, from the frame's corner."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sheets_sync.workbooks import look
from sheets_sync.workbooks.tab import Chart, Series
from sheets_sync.workbooks.text_size import line_count, text_width

WIDTH: Final = (look.PAGE_WIDTH - look.GAP) // 2
HEIGHT: Final = 12 * look.ROW
GRIDLINE: Final = "#E6EAEE"
TITLE_LEFT: Final = 12
TITLE_TOP: Final = 10

_SIDE = 14
_TITLE_ROOM = WIDTH - 5 * _SIDE
_TITLE_SIZES = (11, 10, 9)
_TITLE_LINE = 19
_LABELS = 24
_TURNED_LABELS = 46  # LibreOffice turns labels that do not all fit
_LEGEND = 24
_STEPS = (1, 2, 2.5, 5, 10)
_INK: Final[dict[str, str]] = {
    "accent": look.ACCENT,
    "past": "#B8C4D2",
    "expected": look.MUTED,
    "late": look.TONE_INK["late"],
    "soon": "#DE9F2F",  # lighter than the word's ink: beside red bars the dark amber could not be told apart
    "fine": look.TONE_INK["fine"],
}


@dataclass(frozen=True)
class Axis:
    """The value axis: where it begins and ends, and the distance between its lines."""

    low: float
    high: float
    step: float


@dataclass(frozen=True)
class Box:
    """A place within a chart's frame."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class SeriesPlan:
    """How a series is drawn; a line with a lone point needs `dots` to be seen."""

    series: Series
    form: Literal["line", "bars"]
    colour: str
    points: float
    dashed: bool
    dots: bool


@dataclass(frozen=True)
class ChartPlan:
    """A chart with every decision taken that its look needs."""

    chart: Chart
    title_points: int
    series: tuple[SeriesPlan, ...]
    axis: Axis
    axis_number: look.Number
    figure_number: look.Number
    plot: Box
    label_every: int
    overlapping: bool  # no two bars stand over the same category
    legend: bool


def has_values(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    return any(True for _ in _numbers(chart.series))


def planned(chart: Chart) -> ChartPlan:
    """How `chart` is drawn. It must have a value somewhere."""
    series = tuple(_series_plan(chart, one) for one in chart.series)
    axis = value_axis(chart)
    plot = _plot(chart, axis)
    bars = [one.series for one in series if one.form == "bars"]
    return ChartPlan(
        chart=chart,
        title_points=_title_points(chart),
        series=series,
        axis=axis,
        axis_number=chart.number,
        figure_number=_figure_number(chart),
        plot=plot,
        label_every=_label_every(chart.categories, plot.width),
        overlapping=chart.kind == "stacked" or _never_beside(bars),
        legend=len(series) > 1,
    )


def value_axis(chart: Chart) -> Axis:
    """Round bounds around every value; from zero for bars, and for lines unless all they do is far above it."""
    values = [*_numbers(chart.series), *(_stacks(chart) if chart.kind == "stacked" else ())]
    least, most = min(values), max(values)
    if chart.kind != "line" or not _is_far_from_zero(least, most):
        least, most = min(least, 0.0), max(most, 0.0)
    step = _round_step((most - least) / 4, smallest=0.01 if chart.number == "share" else 1)
    low = math.floor(round(least / step, 9)) * step
    high = max(math.ceil(round(most / step, 9)) * step, low + step)
    if chart.number == "share" and most <= 1:
        high = min(high, 1.0)
    return Axis(low=round(low, 6), high=round(high, 6), step=round(step, 6))


def _is_far_from_zero(least: float, most: float) -> bool:
    return least > 0.75 * most and most - least > 0.05 * most


def _numbers(series: Iterable[Series]) -> Iterable[float]:
    return (value for one in series for value in one.values if value is not None and math.isfinite(value))


def _stacks(chart: Chart) -> list[float]:
    stacked = [one.values for one in chart.series if _form(chart, one) == "bars"]
    return [sum(value or 0 for value in values) for values in zip(*stacked, strict=True)]


def _round_step(step: float, *, smallest: float) -> float:
    if step <= smallest:
        return smallest
    magnitude = 10.0 ** math.floor(math.log10(step))
    choices = (factor * magnitude for factor in _STEPS)
    return next(choice for choice in choices if choice >= step * 0.999999 and _is_whole(choice / smallest))


def _is_whole(number: float) -> bool:
    return round(number, 6).is_integer()


def _form(chart: Chart, series: Series) -> Literal["line", "bars"]:
    only_expected = all(one.tone == "expected" for one in chart.series)
    return "line" if chart.kind == "line" or (series.tone == "expected" and not only_expected) else "bars"


def _series_plan(chart: Chart, series: Series) -> SeriesPlan:
    expected = series.tone == "expected"
    return SeriesPlan(
        series=series,
        form=_form(chart, series),
        colour=_INK[series.tone],
        points=1.25 if expected else 2.25,
        dashed=expected,
        dots=_has_lone_point(series.values),
    )


def _has_lone_point(values: Sequence[float | None]) -> bool:
    around = [None, *values, None]
    return any(
        value is not None and before is None and after is None
        for before, value, after in zip(around, values, around[2:], strict=False)
    )


def _never_beside(bars: Sequence[Series]) -> bool:
    side_by_side = zip(*(one.values for one in bars), strict=True)
    return all(sum(value is not None for value in values) <= 1 for values in side_by_side)


def _figure_number(chart: Chart) -> look.Number:
    if chart.number == "share":
        return "exact_share"
    return "count" if all(float(value).is_integer() for value in _numbers(chart.series)) else "decimal"


def _title_points(chart: Chart) -> int:
    """The largest size that keeps the title within one line: a second one would be centred below the first."""
    fitting = (size for size in _TITLE_SIZES if text_width(chart.title, points=size, bold=True) <= _TITLE_ROOM)
    return next(fitting, _TITLE_SIZES[-1])


def _plot(chart: Chart, axis: Axis) -> Box:
    bounds = (f"{bound:,.0%} " if chart.number == "share" else f"{bound:,.0f}" for bound in (axis.low, axis.high))
    left = _SIDE + max(text_width(label, points=9) for label in bounds) + 10
    title_lines = line_count(chart.title, _TITLE_ROOM, points=_title_points(chart), bold=True)
    top = 26 + title_lines * _TITLE_LINE
    width = WIDTH - left - _SIDE
    labels = _LABELS if _label_every(chart.categories, width) == 1 else _TURNED_LABELS
    bottom = labels + (_LEGEND if len(chart.series) > 1 else 4)
    return Box(left=left, top=top, width=width, height=HEIGHT - top - bottom)


def _label_every(categories: Sequence[str], width: int) -> int:
    longest = max((text_width(category, points=9) for category in categories), default=0)
    return max(math.ceil(len(categories) * (longest + 8) / width), 1)
