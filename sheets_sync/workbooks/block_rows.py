"""Rows of the blocks that lie across a page: titles, sentences, key figures and attention lines."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import plain_value
from sheets_sync.workbooks.page import PageCell, PageRow
from sheets_sync.workbooks.ruler import Ruler, Span
from sheets_sync.workbooks.tab import Attention, AttentionLine, KeyFigure, KeyFigures, Link
from sheets_sync.workbooks.text_size import line_count, text_width

_MOST_IN_A_ROW: Final = 6

_CARD_WIDTH = 170  # two columns of the grid give more
_CARD_PADDING = look.INDENT + 8
_FIGURE_SIZES = (20, 17, 14, 12)
_ATTENTION_ROW = 22
_WIDEST_LINK = 260
_AIR = 8  # between the columns of attention lines


def blank_row(height: int = look.GAP) -> PageRow:
    """Air."""
    return PageRow(height, [])


def sentence_row(text: str, style: look.Style, height: int, ruler: Ruler, span: Span) -> PageRow:
    """One line that runs on over the empty cells beside it, or wraps where it is longer than `span`."""
    lines = line_count(text, ruler.width(span), points=style.points, bold=style.bold)
    if lines == 1:
        return PageRow(height, [PageCell(span.first, text or None, style, span.first)])
    return PageRow(look.lines_height(lines, style.points), [PageCell(span.first, text, look.wrapped(style), span.last)])


def figures_in_a_row(count: int) -> int:
    """How many of so many cards a row holds: 7 make rows of 4 and 3."""
    rows = math.ceil(count / _MOST_IN_A_ROW)
    return math.ceil(count / max(rows, 1)) or 1


def card_spans(ruler: Ruler, count: int) -> list[Span]:
    """The columns of each of `count` cards in a row, from the left."""
    spans: list[Span] = []
    for _ in range(count):
        spans.append(ruler.from_left(spans[-1].last + 1 if spans else 1, _CARD_WIDTH))
    return spans


def key_figure_rows(block: KeyFigures, ruler: Ruler, page: Span) -> Iterator[PageRow]:
    """Cards on a band, at most six in a row: label, figure, and the line that makes it meaningful."""
    in_a_row = figures_in_a_row(len(block.figures))
    for start in range(0, len(block.figures), in_a_row):
        figures = block.figures[start : start + in_a_row]
        spans = card_spans(ruler, len(figures))
        rooms = [ruler.width(span) - _CARD_PADDING for span in spans]
        labels = [(figure.label, look.CARD_LABEL) for figure in figures]
        shown = [(figure.figure, _figure_style(figure, room)) for figure, room in zip(figures, rooms, strict=True)]
        notes = [(figure.note, look.CARD_NOTE) for figure in figures]
        yield _band_row(labels, spans, rooms, page, least=28)
        yield _band_row(shown, spans, rooms, page, least=38)
        yield _band_row(notes, spans, rooms, page, least=26)


def attention_rows(block: Attention, ruler: Ruler, page: Span) -> Iterator[PageRow]:
    """A title over a hairline, then one line each: kind, sentence, who should act, link."""
    yield ruled_title(block.title, page)
    if not block.lines:
        yield sentence_row(block.empty, look.NOTE, _ATTENTION_ROW, ruler, page)
        return
    spans = _attention_spans(block.lines, ruler, page)
    for line in block.lines:
        yield _attention_row(line, spans, ruler)


def _figure_style(figure: KeyFigure, room: int) -> look.Style:
    fitting = (size for size in _FIGURE_SIZES if text_width(figure.figure, points=size, bold=True) <= room)
    return look.card_figure(figure.tone, next(fitting, _FIGURE_SIZES[-1]))


def _band_row(
    texts: Sequence[tuple[str, look.Style]], spans: Sequence[Span], rooms: Sequence[int], page: Span, *, least: int
) -> PageRow:
    """One line of the cards; the band goes on behind them to the page's edge."""
    cells = [
        PageCell(span.first, text or None, style, span.last) for (text, style), span in zip(texts, spans, strict=True)
    ]
    cells += [PageCell(column, None, look.CARD, column) for column in range(spans[-1].last + 1, page.last + 1)]
    heights = (
        look.lines_height(line_count(text, room, points=style.points, bold=style.bold), style.points)
        for (text, style), room in zip(texts, rooms, strict=True)
    )
    return PageRow(max(least, *heights), cells)


def ruled_title(title: str, page: Span) -> PageRow:
    """A title over a hairline."""
    cells = [PageCell(column, None, look.SECTION, column) for column in range(page.first + 1, page.last + 1)]
    return PageRow(24, [PageCell(page.first, title or None, look.SECTION, page.first), *cells])


def _attention_row(line: AttentionLine, spans: Sequence[Span], ruler: Ruler) -> PageRow:
    link = plain_value(line.link)
    texts = (line.kind.word, line.sentence, line.who, line.link.text)
    values = (line.kind.word or None, line.sentence or None, line.who or None, link)
    styles = (
        look.attention_kind(line.kind.tone),
        look.SENTENCE,
        look.WHO,
        look.LINK if isinstance(link, Link) else look.ADDRESS,
    )
    lines = max(
        line_count(text, ruler.width(span) - _AIR, bold=style.bold)
        for text, span, style in zip(texts, spans, styles, strict=True)
    )
    cells = [
        PageCell(span.first, value, style if lines == 1 else look.wrapped(style), span.last)
        for value, span, style in zip(values, spans, styles, strict=True)
    ]
    return PageRow(max(_ATTENTION_ROW, look.lines_height(lines, 10)), cells)


def _attention_spans(lines: Sequence[AttentionLine], ruler: Ruler, page: Span) -> tuple[Span, Span, Span, Span]:
    """Kind, who and link as wide as their longest; the sentence has the rest."""
    kind_width = max(text_width(line.kind.word, bold=True) for line in lines) + _AIR
    who_width = max(text_width(line.who) for line in lines) + _AIR
    link_width = max(text_width(line.link.text) for line in lines) + _AIR
    kind = ruler.from_left(page.first, kind_width)
    link = ruler.from_right(page.last, min(link_width, _WIDEST_LINK))
    who = ruler.from_right(link.first - 1, min(who_width, _WIDEST_LINK))
    return kind, Span(kind.last + 1, who.first - 1), who, link
