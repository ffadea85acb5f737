"""A table laid out: columns as wide as their content, and rows as high as their longest text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import PlainValue, plain_value
from sheets_sync.workbooks.page import PageCell, PageRow
from sheets_sync.workbooks.tab import Column, FullInstant, Link, State, Table, Value
from sheets_sync.workbooks.text_size import SAFE, line_count, longest_word_width, text_width

MOST_ROWS: Final = 1_000_000  # a sheet holds 1,048,576, and other things stand on it

_NARROWEST = 48
_WIDEST = 1700
_BESIDE_TEXT = look.INDENT + 10
_BESIDE_NUMBER = 2 * look.INDENT + 4
_PATTERNS = {"count": "{:,.0f}", "share": "{:,.0%} ", "hours": "{:,.1f}", "money": "{:,.2f}"}
_WIDEST_DATES = {"instant": "Wed 28 May 00:00", "day": "Wed 28 May 2000"}
_WIDEST_INSTANT = "Wed 28 May 2000 00:00"
_HEADING_ROOM = 110  # pixels a heading may claim to stay within two lines


@dataclass(frozen=True)
class ColumnPlan:
    """A column in its place, `number` counted from the sheet's first column."""

    column: Column
    number: int
    width: int
    may_wrap: bool

    @property
    def points(self) -> int:
        """The size of its text."""
        return _points(self.column)

    @property
    def room(self) -> int:
        """Pixels between its indent and its end."""
        return self.width - _beside(self.column)


def column_plans(table: Table) -> list[ColumnPlan]:
    """Every column with its width: what its content takes, at most what it may, at least what its heading needs.

    Raises ValueError where a row has more or fewer values than there are columns.
    """
    wrong = next((row for row in table.rows if len(row) != len(table.columns)), None)
    if wrong is not None:
        raise ValueError(f"A row of {len(wrong)} values does not fit {len(table.columns)} columns: {wrong!r}")
    return [
        _column_plan(column, index + 1, [row[index] for row in table.rows])
        for index, column in enumerate(table.columns)
    ]


def heading_row(plans: Sequence[ColumnPlan]) -> PageRow:
    """The headings, white on the accent, as high as the longest of them needs."""
    lines = max((line_count(plan.column.heading, _heading_room(plan), bold=True) for plan in plans), default=1)
    cells = [
        PageCell(plan.number, plan.column.heading or None, look.heading_style(plan.column.kind), plan.number)
        for plan in plans
    ]
    return PageRow(max(look.TABLE_HEADING, look.lines_height(lines, 10)), cells)


def body_rows(table: Table, plans: Sequence[ColumnPlan]) -> Iterator[PageRow]:
    """The table's rows, as many as a sheet holds; where a text wraps, the row is as high as it needs."""
    wrapping = [(index, plan) for index, plan in enumerate(plans) if plan.may_wrap]
    styles = {lines: [_text_style(plan.column, lines) for plan in plans] for lines in get_args(look.Lines)}
    for values in table.rows[:MOST_ROWS]:
        height = max((_height(plan, values[index]) for index, plan in wrapping), default=look.ROW)
        lines = look.lines_in(height)
        cells = [
            # Most cells are text; they take the short way.
            PageCell(plan.number, value, style, plan.number)
            if type(value) is str and value
            else _cell(plan, value, lines)
            for plan, value, style in zip(plans, values, styles[lines], strict=True)
        ]
        yield PageRow(height, cells)


def _cell(plan: ColumnPlan, value: Value, lines: look.Lines) -> PageCell:
    plain = plain_value(value)
    return PageCell(plan.number, plain, _style(plan.column, value, plain, lines), plan.number)


def _style(column: Column, value: Value, plain: PlainValue, lines: look.Lines) -> look.Style:
    if isinstance(value, State):
        return look.state_style(value.tone, lines)
    if isinstance(value, FullInstant):
        return look.full_instant_style(lines, quiet=column.quiet)
    if isinstance(plain, Link):
        return look.link_style(lines, quiet=column.quiet)
    if column.below_zero != "plain" and isinstance(plain, int | float) and plain < 0:
        return look.cell_style(column.kind, lines, colour=look.TONE_INK[column.below_zero])
    return _text_style(column, lines)


def _text_style(column: Column, lines: look.Lines) -> look.Style:
    return look.cell_style(column.kind, lines, quiet=column.quiet)


def _height(plan: ColumnPlan, value: Value) -> int:
    lines = line_count(_text(value), plan.room, points=plan.points, bold=_is_bold(plan.column))
    return look.lines_height(lines, plan.points)


def _column_plan(column: Column, number: int, values: Sequence[Value]) -> ColumnPlan:
    texts = {text for value in values if (text := _text(value))}
    shown = texts | _shown_numbers(column, values) | _shown_dates(column, values)
    content = max((text_width(text, points=_points(column), bold=_is_bold(column)) for text in shown), default=0)
    needed = math.ceil(content / SAFE) + _beside(column)
    width = min(needed, column.width, _WIDEST) if _is_text(column) else needed
    width = max(width, _heading_width(column), _NARROWEST)
    return ColumnPlan(column, number, width, may_wrap=needed > width or any("\n" in text for text in texts))


def _shown_numbers(column: Column, values: Sequence[Value]) -> set[str]:
    """The longest numbers of a column as they are shown."""
    others = (value for value in values if not isinstance(value, str | State | Link | date | FullInstant))
    numbers = [plain for plain in map(plain_value, others) if isinstance(plain, int | float)]
    pattern = _PATTERNS.get(column.kind, "{}")
    return {pattern.format(bound) for bound in (min(numbers), max(numbers))} if numbers else set()


def _shown_dates(column: Column, values: Sequence[Value]) -> set[str]:
    """A date as wide as they get, with what other languages add to a month: one that does not fit shows as ####."""
    kinds = set(map(type, values))
    if FullInstant in kinds:
        return {f"{_WIDEST_INSTANT} ..."}
    return {_WIDEST_DATES.get(column.kind, "") + " ..." if any(issubclass(kind, date) for kind in kinds) else ""}


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, State):
        return value.word
    return value.text if isinstance(value, Link) else ""


def _points(column: Column) -> int:
    return 9 if column.quiet else 10


def _is_bold(column: Column) -> bool:
    return column.kind == "state"


def _is_text(column: Column) -> bool:
    return not look.is_numeric(column.kind) and not look.is_calendar(column.kind)


def _beside(column: Column) -> int:
    return _BESIDE_NUMBER if look.is_numeric(column.kind) else _BESIDE_TEXT


def _beside_heading(column: Column) -> int:
    # The filter's button lies over the heading's end; a number's heading keeps free of it by its indent.
    return _beside(column) + (0 if look.is_numeric(column.kind) else look.FILTER_BUTTON)


def _heading_room(plan: ColumnPlan) -> int:
    return plan.width - _beside_heading(plan.column)


def _heading_width(column: Column) -> int:
    """Pixels at which the heading takes two lines, or three if two are too wide; no word of it is broken."""
    room = _room_for(column.heading, 2)
    if room > _HEADING_ROOM:
        room = max(_room_for(column.heading, 3), _HEADING_ROOM)
    return math.ceil((room + 1) / SAFE) + _beside_heading(column)


def _room_for(heading: str, lines: int) -> int:
    least, most = longest_word_width(heading, bold=True), text_width(heading, bold=True)
    return next((room for room in range(least, most, 2) if line_count(heading, room, bold=True) <= lines), most)
