"""Reads one column of a tab through its schema: each distinct cell once, the whole column by index."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import Annotated, Any

import numpy as np
from pydantic import TypeAdapter

from sheets_sync.trackers.row import ColumnContext, TrackerRow, cell_key, reads
from sheets_sync.trackers.values import CellProblem, ReadCell, Reading, means_blank
from sheets_sync.workbooks.grid import Cell

Rows = np.ndarray[Any, np.dtype[np.intp]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@cache
def _column_adapter(schema: type[TrackerRow], field: str) -> TypeAdapter[list[Any]]:
    info = schema.model_fields[field]
    cell: Any = Annotated[(info.annotation, *info.metadata)]
    return TypeAdapter(list[cell])


@dataclass(frozen=True)
class Column:
    """A column as read: `values` are the distinct values, `codes` says which of them each row holds.

    `problems` and `warnings` are by code. None is a blank cell and a cell that could not be read.
    """

    field: str
    kind: str
    codes: Rows
    values: list[Any]
    problems: dict[int, CellProblem]
    warnings: dict[int, CellProblem]
    whole_days: frozenset[int] = frozenset()

    def __getitem__(self, row: int) -> Any:
        return self.values[self.codes[row]]

    def has_value(self) -> Mask:
        """Per row, whether a value was read."""
        return np.array([value is not None for value in self.values], dtype=bool)[self.codes]

    def rows_in(self, codes: Collection[int]) -> Iterator[tuple[int, int]]:
        """The rows that hold one of these distinct values, each with the value's code, from the top."""
        found = np.isin(self.codes, list(codes)) if codes else np.zeros(0, dtype=bool)
        return ((row, int(self.codes[row])) for row in np.flatnonzero(found).tolist())

    def of_rows(self, rows: Rows) -> "Column":
        """The column of these rows alone."""
        return replace(self, codes=self.codes[rows])


def read_column(
    schema: type[TrackerRow], field: str, cells: Sequence[Cell], reading: Reading, *, unit: str | None = None
) -> Column:
    """The column `cells` of a tab, validated by the schema's own field; `unit` is what its heading names."""
    order, codes = _distinct(cells)
    distinct = [key[1] if key.__class__ is tuple else key for key in order]
    if reading.words.blank:
        distinct = [None if means_blank(cell, reading.words) else cell for cell in distinct]
    # The core's own default for errors would swallow every exception of a reader, a signal's among them.
    context = ColumnContext(reading, unit, marks=True)
    values = _column_adapter(schema, field).validate_python(distinct, context=context)
    remarks = {order[key]: remark for key, remark in context.remarks.items()}
    answers = {code: remark for code, remark in remarks.items() if isinstance(remark, ReadCell)}
    return Column(
        field=field,
        kind=reads(schema, field).kind,
        codes=codes,
        values=values,
        problems={code: remark for code, remark in remarks.items() if isinstance(remark, CellProblem)},
        warnings={code: answer.warning for code, answer in answers.items() if answer.warning},
        whole_days=frozenset(code for code, answer in answers.items() if answer.whole_day),
    )


def _distinct(cells: Sequence[Cell]) -> tuple[dict[Any, int], Rows]:
    """The code of every distinct cell, by its key, and which of them each row holds."""
    keys = list(map(cell_key, cells)) if bool in set(map(type, cells)) else cells
    order: dict[Any, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(order.__getitem__, keys), dtype=np.intp, count=len(keys))
    return dict(order), codes
