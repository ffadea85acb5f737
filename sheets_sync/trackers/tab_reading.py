"""One tab read through its schema: its columns, which of its rows are usable, and what is wrong with which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.trackers.columns import Column, Mask, Rows, read_column
from sheets_sync.trackers.headings import TabLayout, another_table, is_heading_row
from sheets_sync.trackers.mapping.units import heading_scale, heading_unit
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.rows import RowKind, headed_tables, row_kinds, second_tables
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.values import Reading, WordRules
from sheets_sync.trackers.ways_of_writing import Assumption, WaysOfWriting, ways_of_writing
from sheets_sync.workbooks.grid import Cell, Grid


@dataclass(frozen=True)
class TabReading:
    """A tab of a tracker, read. `kinds` has every row below the heading, `rows` the data rows' places in the sheet.

    Columns and `usable` (its id and all it cannot do without were read) have the data rows only. `second_tables` has
    the rows below the heading where another table begins, and the tracker it is of, '' if of none.
    """

    grid: Grid
    layout: TabLayout
    schema: type[TrackerRow]
    kinds: tuple[RowKind, ...]
    second_tables: Mapping[int, str]
    rows: Rows
    columns: Mapping[str, Column]
    usable: Mask
    now: datetime
    timezone: str  # IANA; of what is written without one
    assumptions: tuple[Assumption, ...]  # about how it writes days, numbers and times

    def place(self, field: str) -> int | None:
        """The column of the sheet, counted from 0, that a field is read from."""
        sources = (field, self.schema.said(field, "day_of") or field)
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
    rows = [below[row] for row in data]
    cells = {field: [row[place] if place < len(row) else None for row in rows] for field, place in places.items()}
    ways = ways_of_writing(cells, schema, grid, settings)
    columns = {}
    for field, column in cells.items():
        heading = layout.columns[places[field]].heading
        context = _reading(field, heading, ways, settings, tracker, now)
        unit = heading_unit(heading, reads(schema, field).kind)
        columns[field] = read_column(schema, field, column, context, unit=unit)
    columns = _with_days_of_instants(columns, schema, ZoneInfo(ways.timezone))
    begun = _second_tables(kinds, below, data, columns, layout, tracker)
    for block in begun:
        kinds[block.start : block.stop] = [
            kind if kind == "blank" else "second table" for kind in kinds[block.start : block.stop]
        ]
    kept = np.array([place for place, row in enumerate(data) if kinds[row] == "data"], dtype=np.intp)
    columns = {field: column.of_rows(kept) for field, column in columns.items()}
    return TabReading(
        grid=grid,
        layout=layout,
        schema=schema,
        kinds=tuple(kinds),
        second_tables={block.start: of_what for block, of_what in begun.items()},
        rows=np.array(data, dtype=np.intp)[kept] + layout.header_row + 1,
        columns=columns,
        usable=_usable(columns, schema, len(kept)),
        now=now,
        timezone=ways.timezone,
        assumptions=ways.assumptions,
    )


def _below_heading(grid: Grid, layout: TabLayout) -> Sequence[Sequence[Cell]]:
    below = grid.rows[layout.header_row + 1 :]
    filled = (row for row in range(len(below), 0, -1) if any(cell not in (None, "") for cell in below[row - 1]))
    return below[: next(filled, 0)]


def _reading(
    field: str, heading: str, ways: WaysOfWriting, settings: ReadingSettings, tracker: TrackerSettings, now: datetime
) -> Reading:
    words = tracker.words[field].rules() if field in tracker.words else WordRules()
    reading = Reading(
        locale=ways.locale,
        timezone=ways.timezone,
        now=now,
        markets=settings.markets,
        currency=settings.currency,
        scale=heading_scale(heading),
        words=words,
    )
    return ways.applied_to(field, reading)


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


def _second_tables(
    kinds: Sequence[RowKind],
    below: Sequence[Sequence[Cell]],
    data: Sequence[int],
    columns: Mapping[str, Column],
    layout: TabLayout,
    settings: TrackerSettings,
) -> dict[range, str]:
    """Tables below the tab's own: those under a heading, with the tracker it is of, and blocks of words ('')."""
    schema = SCHEMAS[layout.tracker]
    essential = [field for field in _essential(schema) if field in columns]
    clear = [field for field in essential if reads(schema, field).kind != "text"]  # any heading reads as a text
    dated = _any_value(columns, clear, data, len(below))
    may_begin = [not dated[row] and (bool(clear) or kinds[row - 1] == "blank") for row in range(len(below))]
    own = {layout.tracker: settings.own_headings()}
    headed = headed_tables(kinds, below, may_begin, lambda row: another_table(row, layout, own=own))
    blocks = second_tables(kinds, below, _any_value(columns, essential, data, len(below)))
    taken = {row for block in headed for row in block}
    return headed | {block: "" for block in blocks if taken.isdisjoint(block)}


def _any_value(columns: Mapping[str, Column], fields: Sequence[str], data: Sequence[int], count: int) -> list[bool]:
    """Per row below the heading, whether one of these fields was read."""
    found = np.zeros(count, dtype=bool)
    found[data] = np.any([columns[field].has_value() for field in fields] or False, axis=0)
    answer: list[bool] = found.tolist()
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
