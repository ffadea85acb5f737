"""A tab laid out: rows of styled cells, widths, heights and charts in their places, ready for any sink to copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sheets_sync.workbooks.chart_plan import ChartPlan
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.tab import Link


class PageCell(NamedTuple):
    """What stands in a column of the sheet; days and instants are serial days, `through` is its last column."""

    column: int
    value: str | float | Link | None
    style: Style
    through: int


class PageRow(NamedTuple):
    """One row of the sheet, `height` in pixels."""

    height: int
    cells: list[PageCell]


@dataclass(frozen=True)
class PlacedChart:
    """A chart, where it lies (pixels from the sheet's left edge, top of `row`), and where its figures stand.

    The categories stand below `figures_row` in `figures_column`, the series to the right of them; `figures_row`
    holds the names of the series and the row above it the chart's title.
    """

    plan: ChartPlan
    row: int
    left: int
    width: int
    height: int
    figures_row: int
    figures_column: int


@dataclass(frozen=True)
class Area:
    """Cells from one corner to the other, both included, counted from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Page:
    """A sheet to be. `rows` come from the top, none left out, and are made while they are read: read them once."""

    title: str
    heading: str
    widths: tuple[int, ...]
    rows: Iterable[PageRow]
    charts: tuple[PlacedChart, ...]
    heading_row: int | None  # of its table: repeated on every printed page
    frozen_rows: int
    filtered: Area | None
    printed: Area
    on_one_page: bool  # no table that may run on
