"""One tab read through its schema: its columns, which of its rows are usable, and what is wrong with which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.trackers.columns import Column, Mask, Rows, read_column, reads
from sheets_sync.trackers.day_order import day_order
from sheets_sync.trackers.heading_units import heading_scale, heading_unit
from sheets_sync.trackers.headings import TabLayout, is_heading_row
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.rows import RowKind, row_kinds, second_tables
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import DEFAULT_LOCALE, DEFAULT_TIMEZONE, ReadingSettings, TrackerSettings
from sheets_sync.trackers.values import Reading, WordRules
from sheets_sync.workbooks.grid import Cell, Grid


@dataclass(frozen=True)
class TabReading:
    """A tab of a tracker, read. `kinds` has every row below the heading, `rows` the data rows' places in the sheet.

    Columns and `usable` (its id and all it cannot do without were read) have the data rows only.
    """

    grid: Grid
    layout: TabLayout
    schema: type[TrackerRow]
    kinds: tuple[RowKind, ...]
    rows: Rows
    columns: Mapping[str, Column]
    usable: Mask
    now: datetime
    order_notes: tuple[str, ...]  # what had to be assumed about the order of day and month

    def place(self, field: str) -> int | None:
        """The column of the sheet, counted from 0, that a field is read from."""
        sources = (field, self.schema.said(field, "day_of"))
        return next((match.index for source in sources for match in self.layout.columns if match.field == source), None)

    def is_fatal(self, field: str) -> bool:
        """Whether a row without this field is left out."""
        fatal = (self.schema.id_field, *_essential(self.schema))
        return field in fatal or any(
            self.schema.said(other, "day_of") == field and self.place(other) == self.place(field)
            for other in fatal
            if other
        )

    def missing_fatal(self) -> tuple[str, ...]:
        """Fields no row can do without and that have no column."""
        return tuple(field for field in _essential(self.schema) if field not in self.columns)


def read_tab(
    grid: Grid, layout: TabLayout, settings: ReadingSettings, tracker: TrackerSettings, now: datetime
) -> TabReading:
    """Every cell below the heading, read. Rows that repeat an id are told apart later, across tabs."""
    schema = SCHEMAS[layout.tracker]
    places = {match.field: match.index for match in layout.columns if match.field}
    below = _below_heading(grid, layout)
    fatal = [places[field] for field in schema.fields_with("fatal") if field in places]
    kinds = row_kinds(below, is_heading=lambda row: is_heading_row(row, layout), fatal=fatal)
    data = [row for row, kind in enumerate(kinds) if kind == "data"]
    cells = {field: [_cell(below[row], place) for row in data] for field, place in places.items()}
    orders, order_notes = _day_orders(cells, schema, settings)
    columns = {}
    for field, column in cells.items():
        heading = layout.columns[places[field]].heading
        context = _reading(field, heading, settings, tracker, now, day_first=orders.get(field))
        unit = heading_unit(heading, reads(schema, field).kind)
        columns[field] = read_column(schema, field, column, context, unit=unit)
    columns = _with_days_of_instants(columns, schema, ZoneInfo(settings.timezone or DEFAULT_TIMEZONE))
    kinds = _with_second_tables(kinds, below, data, columns, schema)
    kept = np.array([place for place, row in enumerate(data) if kinds[row] == "data"], dtype=np.intp)
    columns = {field: column.of_rows(kept) for field, column in columns.items()}
    return TabReading(
        grid=grid,
        layout=layout,
        schema=schema,
        kinds=tuple(kinds),
        rows=np.array(data, dtype=np.intp)[kept] + layout.header_row + 1,
        columns=columns,
        usable=_usable(columns, schema, len(kept)),
        now=now,
        order_notes=order_notes,
    )


def _below_heading(grid: Grid, layout: TabLayout) -> Sequence[Sequence[Cell]]:
    below = grid.rows[layout.header_row + 1 :]
    filled = (row for row in range(len(below), 0, -1) if any(cell not in (None, "") for cell in below[row - 1]))
    return below[: next(filled, 0)]


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None


def _reading(
    field: str,
    heading: str,
    settings: ReadingSettings,
    tracker: TrackerSettings,
    now: datetime,
    *,
    day_first: bool | None,
) -> Reading:
    words = tracker.words[field].rules() if field in tracker.words else WordRules()
    return Reading(
        locale=settings.locale or DEFAULT_LOCALE,
        timezone=settings.timezone or DEFAULT_TIMEZONE,
        now=now,
        markets=settings.markets,
        currency=settings.currency,
        scale=heading_scale(heading),
        day_first=day_first,
        words=words,
    )


def _day_orders(
    cells: Mapping[str, Sequence[Cell]], schema: type[TrackerRow], settings: ReadingSettings
) -> tuple[dict[str, bool], tuple[str, ...]]:
    """Whether the day comes first, for the fields where the text itself shows it, and what had to be assumed.

    The team's own locale decides everything; a column that shows nothing follows the tab's other columns.
    """
    if settings.locale is not None:
        return {}, ()
    days = {field: column for field, column in cells.items() if reads(schema, field).kind in ("date", "datetime")}
    orders = {field: day_order(column) for field, column in days.items()}
    shown = {field: order == "day_first" for field, order in orders.items() if order in ("day_first", "month_first")}
    notes = [
        f"{field}: has dates in both orders, day first and month first"
        for field in orders
        if orders[field] == "contradicts"
    ]
    unclear = [field for field, order in orders.items() if order == "unclear"]
    if unclear and len(set(shown.values())) == 1:
        shown |= dict.fromkeys(unclear, next(iter(shown.values())))
    elif unclear:
        notes.append("dates such as 03/04/2026 were read day first: nothing in the tab shows their order")
    return shown, tuple(notes)


def _with_days_of_instants(
    columns: Mapping[str, Column], schema: type[TrackerRow], zone: ZoneInfo
) -> dict[str, Column]:
    """The same columns, where a missing day is the local day of the instant that stands in for it."""
    answer = dict(columns)
    for field in schema.model_fields:
        instant = columns.get(schema.said(field, "day_of") or "")
        if instant is None:
            continue
        days = [None if value is None else value.astimezone(zone).date() for value in instant.values]
        own = columns.get(field)
        if own is None:
            answer[field] = Column(field, "date", instant.codes, days, instant.problems, {})
            continue
        missing = np.array([v is None and code not in own.problems for code, v in enumerate(own.values)], dtype=bool)
        codes = np.where(missing[own.codes], instant.codes + len(own.values), own.codes)
        answer[field] = Column(field, "date", codes, [*own.values, *days], own.problems, own.warnings)
    return answer


def _with_second_tables(
    kinds: Sequence[RowKind],
    below: Sequence[Sequence[Cell]],
    data: Sequence[int],
    columns: Mapping[str, Column],
    schema: type[TrackerRow],
) -> list[RowKind]:
    usable = np.zeros(len(below), dtype=bool)
    usable[data] = np.any(
        [columns[field].has_value() for field in _essential(schema) if field in columns] or False, axis=0
    )
    answer = list(kinds)
    for block in second_tables(kinds, below, usable.tolist()):
        answer[block.start : block.stop] = ["second table"] * len(block)
    return answer


def _essential(schema: type[TrackerRow]) -> tuple[str, ...]:
    """The fields whose values tell a row of data: all that is fatal but the id, which any word could be."""
    return tuple(field for field in schema.fields_with("fatal") if field != schema.id_field)


def _usable(columns: Mapping[str, Column], schema: type[TrackerRow], count: int) -> Mask:
    needed = [*_essential(schema), *(field for field in columns if field == schema.id_field)]
    answer = np.ones(count, dtype=bool)
    for field in needed:
        answer &= columns[field].has_value() if field in columns else False
    return answer
