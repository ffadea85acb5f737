"""A tab laid out as a page: where every block stands, what is frozen, filtered and printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sheets_sync.workbooks import chart_plan, look
from sheets_sync.workbooks.block_rows import blank_row
from sheets_sync.workbooks.charts_block import figures_block
from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.page import Area, Page, PageRow, PlacedChart
from sheets_sync.workbooks.sections import Canvas, Section, canvas_of, section_of, title_section
from sheets_sync.workbooks.tab import Tab
from sheets_sync.workbooks.table_layout import MOST_ROWS

_MOST_FROZEN: Final = 320  # pixels; more would leave a small screen nothing to scroll
_TALLEST_SINGLE_PAGE: Final = 1200  # pixels that can still be read when they are printed on one sheet of paper
_LONGEST_TITLE: Final = 31
_FORBIDDEN_IN_TITLES: Final = frozenset("[]:*?/\\")


@dataclass(frozen=True)
class _Placed:
    """A section, the row it begins in, and the pixels above it."""

    section: Section
    row: int
    top: int


def page_of(tab: Tab) -> Page:
    """Where everything in `tab` stands and how it looks. Raises ValueError for a tab that cannot be a sheet."""
    _check_title(tab.title)
    canvas = canvas_of(tab)
    sections = [title_section(tab, canvas), *(section_of(block, canvas) for block in tab.blocks)]
    placed = _placed([section for section in sections if section.count])
    end = placed[-1].row + placed[-1].section.count
    figures, charts = _charts(placed, canvas, first_row=end + 1)
    heading = next((one for one in placed if one.section.table is not None), None)
    return Page(
        title=tab.title,
        heading=tab.heading,
        widths=canvas.ruler.widths,
        rows=_rows(placed, figures),
        charts=charts,
        heading_row=heading.row if heading else None,
        frozen_rows=heading.row + 1 if heading and heading.top + look.TABLE_HEADING <= _MOST_FROZEN else 0,
        filtered=_filtered(heading, canvas) if heading else None,
        printed=Area(0, 0, end - 1, canvas.page.last),
        on_one_page=heading is None and placed[-1].top + placed[-1].section.height <= _TALLEST_SINGLE_PAGE,
    )


def check_titles(tabs: Sequence[Tab]) -> None:
    """Raises ValueError where two tabs would be the same sheet, or one would be the journal."""
    titles = [tab.title.casefold() for tab in tabs]
    repeated = sorted({title for title in titles if titles.count(title) > 1})
    if repeated:
        raise ValueError(f"Two tabs are called {repeated[0]!r}; a workbook tells its sheets apart by title alone.")
    if JOURNAL.casefold() in titles:
        raise ValueError(f"A tab is called {JOURNAL!r}; that sheet keeps what runs have noted.")


def _check_title(title: str) -> None:
    if not title or len(title) > _LONGEST_TITLE:
        raise ValueError(f"Tab title {title!r} has {len(title)} characters; a sheet's title has 1 to {_LONGEST_TITLE}.")
    if _FORBIDDEN_IN_TITLES & set(title) or title[0] == "'" or title[-1] == "'":
        raise ValueError(f"Tab title {title!r} holds a character that a sheet's title cannot: [ ] : * ? / \\ or '.")


def _placed(sections: Sequence[Section]) -> list[_Placed]:
    """The sections one below the other, with a gap between them."""
    placed: list[_Placed] = []
    row = top = 0
    for section in sections:
        placed.append(_Placed(section, row, top))
        row += section.count + 1
        top += section.height + look.GAP
    return placed


def _charts(
    placed: Sequence[_Placed], canvas: Canvas, *, first_row: int
) -> tuple[list[PageRow], tuple[PlacedChart, ...]]:
    """The rows of the figures, which begin in `first_row`, and every chart with the figures it draws."""
    spots = [(one, spot) for one in placed for spot in one.section.charts]
    rows, name_rows = figures_block([spot.plan for _, spot in spots], canvas.ruler)
    charts = tuple(
        PlacedChart(
            plan=spot.plan,
            row=one.row + spot.row,
            left=spot.left,
            width=chart_plan.WIDTH,
            height=chart_plan.HEIGHT,
            figures_row=first_row + names_row,
            figures_column=1,
        )
        for (one, spot), names_row in zip(spots, name_rows, strict=True)
    )
    return rows, charts


def _rows(placed: Sequence[_Placed], figures: Sequence[PageRow]) -> Iterable[PageRow]:
    first, *others = [one.section.rows for one in placed]
    content = chain(first, *(chain([blank_row()], rows) for rows in others))
    return chain(content, [blank_row()], figures) if figures else content


def _filtered(heading: _Placed, canvas: Canvas) -> Area | None:
    table = heading.section.table
    if table is None or not table.columns:
        return None
    last_row = heading.row + min(len(table.rows), MOST_ROWS)
    return Area(heading.row, 1, last_row, len(canvas.columns))
