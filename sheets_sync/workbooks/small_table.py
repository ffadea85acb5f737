"""Rows of a small table, laid over the columns that its tab has."""

from collections.abc import Iterator
from itertools import chain

from sheets_sync.workbooks import look
from sheets_sync.workbooks.block_rows import ruled_title, sentence_row
from sheets_sync.workbooks.page import PageRow
from sheets_sync.workbooks.ruler import Ruler, Span
from sheets_sync.workbooks.tab import SmallTable, Table
from sheets_sync.workbooks.table_layout import ColumnPlan, body_rows, column_plans, heading_row

_SENTENCE_ROW = 22


def small_table_rows(block: SmallTable, ruler: Ruler, page: Span) -> Iterator[PageRow]:
    """A title over a hairline, then headings and rows as those of a table, or the sentence that stands for them."""
    yield ruled_title(block.title, page)
    if not block.rows:
        yield sentence_row(block.empty, look.NOTE, _SENTENCE_ROW, ruler, page)
        return
    table = Table(block.columns, block.rows, block.empty)
    plans = column_plans(table)
    spans = _spans(plans, ruler)
    for row in chain([heading_row(plans)], body_rows(table, plans)):
        placed = zip(row.cells, spans, strict=True)
        yield PageRow(row.height, [cell._replace(column=span.first, through=span.last) for cell, span in placed])


def _spans(plans: list[ColumnPlan], ruler: Ruler) -> list[Span]:
    """The columns of the tab that each column takes, from the left."""
    spans: list[Span] = []
    for plan in plans:
        spans.append(ruler.from_left(spans[-1].last + 1 if spans else 1, plan.width))
    return spans
