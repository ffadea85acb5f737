"""The blocks of a tab as sections of a page: rows on the columns of its table, or on the grid where it has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sheets_sync.workbooks import look
from sheets_sync.workbooks.block_rows import attention_rows, card_spans, figures_in_a_row, key_figure_rows, sentence_row
from sheets_sync.workbooks.charts_block import ChartSpot, charts_block, figure_widths
from sheets_sync.workbooks.page import PageRow
from sheets_sync.workbooks.ruler import Ruler, Span, ruler_of
from sheets_sync.workbooks.small_table import small_table_rows
from sheets_sync.workbooks.tab import Attention, Block, Chart, Charts, KeyFigures, Note, SmallTable, Tab, Table
from sheets_sync.workbooks.table_layout import MOST_ROWS, ColumnPlan, body_rows, column_plans, heading_row
from sheets_sync.workbooks.text_size import text_width

_DOT = "  ·  "


@dataclass(frozen=True)
class Canvas:
    """What the blocks of a tab lie on: its columns, the part that is its page, and its table's columns."""

    ruler: Ruler
    page: Span
    columns: Sequence[ColumnPlan]


@dataclass(frozen=True)
class Section:
    """The rows of one block, `count` of them. A table's are made while they are read, so their height is unknown."""

    rows: Iterable[PageRow]
    count: int
    height: int = 0
    charts: Sequence[ChartSpot] = ()
    table: Table | None = None


def canvas_of(tab: Tab) -> Canvas:
    """The columns that suit the tab's blocks. Raises ValueError where it has two tables."""
    columns = _columns(tab)
    ruler = ruler_of([column.width for column in columns])
    page = ruler.page(_width_wanted(tab))
    cards = [figures_in_a_row(len(block.figures)) for block in tab.blocks if isinstance(block, KeyFigures)]
    last = max((span.last for count in cards for span in card_spans(ruler, count)), default=0)
    page = Span(1, max(page.last, last))
    return Canvas(ruler.up_to(page.last), page, columns)


def title_section(tab: Tab, canvas: Canvas) -> Section:
    """The heading, and under it the banner."""
    rows = [
        sentence_row(tab.heading, look.TITLE, 34, canvas.ruler, canvas.page),
        sentence_row(stamped_banner(tab), look.NOTE, 18, canvas.ruler, canvas.page),
    ]
    return _section(rows)


def stamped_banner(tab: Tab) -> str:
    """The line under the heading: as of when, then what the tab is and stands on."""
    line = _DOT.join(filter(None, (tab.as_of, tab.banner)))
    return line[:1].upper() + line[1:]


def without_stamp(line: str) -> str:
    """A stamped banner without its stamp."""
    return line.partition(_DOT)[2]


def section_of(block: Block, canvas: Canvas) -> Section:
    """The block's rows; none where it has nothing to say."""
    match block:
        case Table():
            return _table_section(block, canvas)
        case Charts():
            rows, spots = charts_block(block.charts, canvas.ruler, canvas.page)
            return replace(_section(rows), charts=spots)
        case KeyFigures():
            return _section(list(key_figure_rows(block, canvas.ruler, canvas.page)))
        case Attention():
            return _section(list(attention_rows(block, canvas.ruler, canvas.page)))
        case SmallTable():
            return _section(list(small_table_rows(block, canvas.ruler, canvas.page)))
        case Note():
            return _section([sentence_row(block.text, look.NOTE, 18, canvas.ruler, canvas.page)])


def _section(rows: Sequence[PageRow]) -> Section:
    return Section(rows, count=len(rows), height=sum(row.height for row in rows))


def _table_section(table: Table, canvas: Canvas) -> Section:
    """Headings, then the rows, or the sentence that stands for rows that are not there."""
    missing = _missing_rows(table)
    sentences = [sentence_row(missing, look.NOTE, 22, canvas.ruler, canvas.page)] if missing else []
    rows = chain([heading_row(canvas.columns)], body_rows(table, canvas.columns), sentences)
    return Section(rows, count=1 + min(len(table.rows), MOST_ROWS) + len(sentences), table=table)


def _missing_rows(table: Table) -> str:
    if not table.rows:
        return table.empty
    unshown = len(table.rows) - MOST_ROWS
    return f"{unshown:,} more rows follow; a sheet holds no more than these." if unshown > 0 else ""


def _columns(tab: Tab) -> list[ColumnPlan]:
    """The table's columns, wide enough also for the figures that stand below it."""
    tables = [block for block in tab.blocks if isinstance(block, Table)]
    if len(tables) > 1:
        raise ValueError(f"{tab.title!r} has {len(tables)} tables; a tab holds one, because it sets the columns.")
    plans = column_plans(tables[0]) if tables else []
    least = figure_widths(_charts(tab))
    return [replace(plan, width=max(plan.width, least.get(plan.number, 0))) for plan in plans]


def _charts(tab: Tab) -> list[Chart]:
    return [chart for block in tab.blocks if isinstance(block, Charts) for chart in block.charts]


def _width_wanted(tab: Tab) -> int:
    if any(isinstance(block, KeyFigures | Attention | Charts | SmallTable) for block in tab.blocks):
        return look.PAGE_WIDTH
    sentences = [stamped_banner(tab), *(block.text for block in tab.blocks if isinstance(block, Note))]
    sentences += [block.empty for block in tab.blocks if isinstance(block, Table) and not block.rows]
    widths = [text_width(tab.heading, points=18, bold=True), *(text_width(one, points=9) for one in sentences)]
    return min(int(max(widths) * 1.06), look.PAGE_WIDTH)
