"""The cells of records that clocks stand on, as whole columns: instants, days without a time, signs of words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.local_time import DAY, local_clock
from sheets_sync.analysis.sla_clock_rules import ANY_VALUE, Signs

Flags = NDArray[np.bool_]
Words = NDArray[np.object_]  # texts, of which many are one and the same; '' where there is nothing to say

_NEVER = np.datetime64("NaT", "us")


def words(conditions: Sequence[Flags], texts: Sequence[str | Words], otherwise: str | Words = "") -> Words:
    """The text of the first condition that holds."""
    return np.select(conditions, [*map(_shared, texts)], _shared(otherwise))


def all_alike(text: str, count: int) -> Words:
    """The same text for every record."""
    return np.full(count, _shared(text))


def _shared(text: str | Words) -> Words:
    """As numpy hands it out to many records without a copy for each."""
    return np.asarray(text, dtype=object)


def gathered(row: NDArray[np.intp], entries: tuple[Any, ...], count: int) -> NDArray[np.object_]:
    """The entries of each of `count` rows, which come row by row, as a tuple; None of a row without any."""
    found = np.full(count, None)
    first = np.flatnonzero(np.diff(row, prepend=-1))
    edges = [*first.tolist(), len(row)]
    own = map(entries.__getitem__, map(slice, edges, edges[1:]))
    found[row[first]] = np.fromiter(own, dtype=object, count=len(first))
    return found


def lacks_column(records: pd.DataFrame, name: str) -> Flags:
    """Whether the tab a record stands in has no column for an instant: there it is lost in every row."""
    lost = flags(records, f"{name}_is_lost")
    if not lost.any() or "source_tab" not in records:
        return np.full(len(lost), bool(lost.all()))
    tab = records.groupby(["source_workbook", "source_tab"], sort=False, dropna=False).ngroup().to_numpy()
    has_some = np.zeros(tab.max() + 1, dtype=bool)
    has_some[tab[~lost]] = True
    return ~has_some[tab]


def is_unread(records: pd.DataFrame, names: tuple[str, ...]) -> Flags:
    """Whether a cell could not be read; what has no column has no cell."""
    unread = np.zeros(len(records), dtype=bool)
    for name in names:
        lost = flags(records, f"{name}_is_lost")
        if lost.any():
            unread |= lost & ~lacks_column(records, name)
    return unread


def first_filled(
    records: pd.DataFrame,
    names: tuple[str, ...],
    now: Instants | None = None,
    after: Mapping[str, Instants] = MappingProxyType({}),
) -> tuple[Instants, Words, Flags]:
    """The first instant that is filled, not after `now`, and `after` what is said of its field, if it is known.

    Then its field, and whether it is a day without a time.
    """
    count = len(records)
    at, field, is_day = np.full(count, _NEVER), all_alike("", count), np.zeros(count, dtype=bool)
    for name in reversed(names):
        given = instants(records, name)
        filled = ~np.isnat(given) if now is None else given <= now
        if name in after:
            filled &= ~(given <= after[name])
        at = np.where(filled, given, at)
        field = words([filled], [name], field)
        is_day = np.where(filled, flags(records, f"{name}_is_day"), is_day)
    return at, field, is_day


def latest(instants: Instants, is_day: Flags, now: Instants, timezone: str) -> Instants:
    """The end of the local day where only the day is known, but not after now."""
    latest = instants.copy()
    rows = np.flatnonzero(is_day & ~np.isnat(instants))
    if len(rows):
        days = local_days(instants[rows], is_day[rows], timezone)
        clock = local_clock(timezone, int(days.min() - 1) * DAY, int(days.max() + 2) * DAY)
        end = clock.instant((days + 1) * DAY).astype("datetime64[us]")
        latest[rows] = np.maximum(instants[rows], np.minimum(end, now))
    return latest


def local_days(instants: Instants, is_day: Flags, timezone: str) -> NDArray[np.int64]:
    """The local date of each instant, in days since 1970."""
    if not len(instants):
        return np.empty(0, dtype=np.int64)
    micros = instants.astype(np.int64)
    clock = local_clock(timezone, int(micros.min()), int(micros.max()) + DAY)
    # The nearest midnight, because the cell of a day may have been read in a zone some hours away.
    return (clock.reading(micros) + np.where(is_day, DAY // 2, 0)) // DAY


def says(records: pd.DataFrame, signs: Signs) -> Flags:
    """Whether a record shows any of the signs."""
    says = np.zeros(len(records), dtype=bool)
    for field, values in signs.items():
        if field in records:
            column = records[field]
            says |= (column.notna() if values == ANY_VALUE else column.isin(values)).to_numpy(dtype=bool)
    return says


def flags(records: pd.DataFrame, name: str) -> Flags:
    if name not in records:
        return np.zeros(len(records), dtype=bool)
    return records[name].to_numpy(dtype=bool)


def instants(records: pd.DataFrame, name: str) -> Instants:
    if name not in records:
        return np.full(len(records), _NEVER)
    return as_array(records[name])
