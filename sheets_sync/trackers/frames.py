"""Columns as read, turned into one typed frame per tracker."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.trackers.columns import Column, Mask, Rows
from sheets_sync.trackers.repeats import Records
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.workbooks.grid import Grid

_EPOCH_DAY = date(1970, 1, 1)
_FOLLOWED = ("status", "owner", "team", "priority")  # from run to run, so a blank cell must be told from a bad one
_MISSING = np.iinfo(np.int64).min  # NaT


def tracker_frame(schema: type[TrackerRow], tabs: Sequence[TabReading], records: Records | None) -> pd.DataFrame:
    """The records of a tracker's tabs, by id, or by day where it has no ids; empty where no tab was read.

    Columns as `typed_frame` gives them, then where the record stands: `source_workbook` (the name people know it by),
    `source_tab`, `source_row` (as in the sheet, from 1) and `source_url` (of the tab, where its workbook has any).
    """
    parts = [_part(*tab) for tab in zip(tabs, records.ids, records.kept, strict=True)] if records else []
    frame = pd.concat(parts or [_empty_part(schema)]).sort_index()
    return frame if schema.id_field else frame.sort_values(list(schema.fields_with("fatal")), kind="stable")


def typed_frame(schema: type[TrackerRow], columns: Mapping[str, Column], rows: Rows) -> pd.DataFrame:
    """The given rows of a tab, a typed column per field of the schema, empty where it has no column.

    Instants are UTC with `<field>_is_day` beside them, days are midnights without a zone, durations seconds, ratios
    fractions, lists tuples (None where unreadable); money has `<field>_currency`, a rating `<field>_scale`.
    Instants, `status`, `owner`, `team` and `priority` have `<field>_is_lost`: a cell was there and could not be read;
    without a column they are lost in every row, a status in none.
    """
    frame: dict[str, pd.Series[Any]] = {}
    for field in schema.model_fields:
        column = columns.get(field)
        kind = reads(schema, field).kind
        codes = np.zeros(len(rows), dtype=np.intp) if column is None else column.codes[rows]
        values = [None] if column is None else column.values
        for suffix, series in _typed_values(kind, values).items():
            frame[field + suffix] = series.take(codes).reset_index(drop=True)
        if kind == "datetime":
            whole_days: Collection[int] = column.whole_days if column else ()
            frame[f"{field}_is_day"] = pd.Series(_is_one_of(whole_days, len(values))[codes])
        if kind == "datetime" or field in _FOLLOWED:
            lost: Collection[int] = column.problems if column else () if field == "status" else [0]
            frame[f"{field}_is_lost"] = pd.Series(_is_one_of(lost, len(values))[codes])
    return pd.DataFrame(frame)


def _is_one_of(codes: Collection[int], count: int) -> Mask:
    """Per code, whether it is among these."""
    answer = np.zeros(count, dtype=bool)
    answer[list(codes)] = True
    return answer


def _part(tab: TabReading, ids: Sequence[str], kept: Mask) -> pd.DataFrame:
    rows = np.flatnonzero(kept)
    kept_ids = [ids[row] for row in rows.tolist()]
    frame = typed_frame(tab.schema, tab.columns, rows)
    if tab.schema.id_field:
        frame[tab.schema.id_field] = pd.Series(kept_ids, dtype="str")
    return _with_source(frame, tab.grid, tab.rows[rows] + 1, kept_ids)


@cache
def _empty_part(schema: type[TrackerRow]) -> pd.DataFrame:
    none = np.zeros(0, dtype=np.intp)
    return _with_source(typed_frame(schema, {}, none), Grid("", "", rows=()), none, [])


def _with_source(frame: pd.DataFrame, grid: Grid, sheet_rows: Rows, ids: list[str]) -> pd.DataFrame:
    frame["source_workbook"] = pd.Series([grid.workbook] * len(ids), dtype="str")
    frame["source_tab"] = pd.Series([grid.title] * len(ids), dtype="str")
    frame["source_row"] = sheet_rows
    frame["source_url"] = pd.Series([grid.url] * len(ids), dtype="str")
    frame.index = pd.Index(ids, dtype="str", name="record_id")
    return frame


def _typed_values(kind: str, values: list[Any]) -> dict[str, "pd.Series[Any]"]:
    if kind in _TYPED:
        return _TYPED[kind](values)
    return {"": pd.Series(values, dtype="object" if kind.endswith("list") else "str")}


def _instants(values: list[Any]) -> dict[str, "pd.Series[Any]"]:
    return {"": pd.Series(pd.DatetimeIndex(values, tz="UTC").as_unit("us"))}


def _days(values: list[Any]) -> dict[str, "pd.Series[Any]"]:
    micros = [_MISSING if value is None else (value - _EPOCH_DAY).days * 86_400_000_000 for value in values]
    return {"": pd.Series(np.array(micros, dtype="int64").view("datetime64[us]"))}


def _money(values: list[Any]) -> dict[str, "pd.Series[Any]"]:
    return {
        "": pd.Series([None if value is None else value.amount for value in values], dtype="float64"),
        "_currency": pd.Series([None if value is None else value.currency for value in values], dtype="str"),
    }


def _rating(values: list[Any]) -> dict[str, "pd.Series[Any]"]:
    return {
        "": pd.Series([None if value is None else value.value for value in values], dtype="float64"),
        "_scale": pd.Series([None if value is None else value.scale for value in values], dtype="float64"),
    }


def _typed(dtype: str) -> Callable[[list[Any]], dict[str, "pd.Series[Any]"]]:
    return lambda values: {"": pd.Series(values, dtype=dtype)}


_TYPED: dict[str, Callable[[list[Any]], dict[str, "pd.Series[Any]"]]] = {
    "datetime": _instants,
    "date": _days,
    "duration": _typed("float64"),
    "number": _typed("float64"),
    "ratio": _typed("float64"),
    "integer": _typed("Int64"),
    "boolean": _typed("boolean"),
    "money": _money,
    "rating": _rating,
}
