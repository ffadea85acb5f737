"""What the observed history says about clocks: pauses, first answers, closings and the teams' legs, as arrays."""

from collections.abc import Collection, Iterable, Sequence
from typing import Union

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.business_hours import Instants
from sheets_sync.analysis.history import History
from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sighting_lines import all_noted

RecordIds = Union[Sequence[str], "pd.Index[str]"]

_NEVER = np.datetime64("NaT", "us")


def observed_pauses(
    history: History, record_ids: RecordIds, statuses: Collection[str], *, while_done: bool = True
) -> Pauses:
    """The spans in which the clocks of these records, in this order, stood still: NaT for an end while one lasts.

    A record pauses while its observed status is one of `statuses` and, with `while_done`, from when it was done until
    it was reopened. A pause whose beginning is not known any more is left out: a clock that runs is the safer mistake.
    """
    status = history.of("status")
    spans = status[status["value"].isin(statuses)][["record_id", "start", "end"]]
    if while_done:
        closed = history.closed
        spans = pd.concat([spans, closed[closed["end"].notna()][["record_id", "start", "end"]]])
    spans = _placed(spans[spans["start"].notna()], record_ids)
    return Pauses(spans["record"].to_numpy(), as_array(spans["start"]), as_array(spans["end"]))


def first_observed_changes(
    history: History, record_ids: RecordIds, since: Instants
) -> tuple[Instants, NDArray[np.str_]]:
    """When the status or owner of each record was first seen to change from `since` on, and which; NaT, '' if never.

    Stands in for a first response that nobody wrote down. Where both changed in one run, it was the status.
    """
    changes = _placed(history.changes("status", "owner"), record_ids)
    changes = changes[as_array(changes["at"]) >= since[changes["record"]]]
    first = changes.sort_values("at", kind="stable").drop_duplicates("record")
    at, field = np.full(len(record_ids), _NEVER), np.full(len(record_ids), "", dtype="<U6")
    at[first["record"]] = as_array(first["at"])
    field[first["record"]] = first["field"].to_numpy()
    return at, field


def observed_closings(history: History, record_ids: RecordIds) -> Instants:
    """When each record was seen to become resolved, closed or cancelled, if it still is; else NaT.

    One that has been the same since first sight was not seen to become it.
    """
    closed = history.closed
    standing = _placed(closed[closed["end"].isna()], record_ids)
    at = np.full(len(record_ids), _NEVER)
    at[standing["record"]] = as_array(standing["seen_at"])
    return at


def observed_reopenings(history: History, record_ids: RecordIds) -> tuple[NDArray[np.int64], Instants]:
    """When records were seen to be reopened: places in `record_ids` and instants, of each record in order of time."""
    closed = history.closed
    ended = _placed(closed[closed["end"].notna()], record_ids)
    return ended["record"].to_numpy(), as_array(ended["end"])


def remembered_closings(history: History, record_ids: RecordIds) -> Pauses:
    """From when records were done, as far as their tracker said so and that is remembered, to their reopening."""
    closed = history.closed
    told = _placed(closed[closed["done_at"].notna()], record_ids)
    return Pauses(told["record"].to_numpy(), as_array(told["done_at"]), as_array(told["end"]))


def observed_legs(history: History, record_ids: RecordIds, field: str = "team") -> pd.DataFrame:
    """The spans each record spent with each team (or owner): record, value, start, end; NaT for an end while one lasts.

    `record` is the place in `record_ids`; a start is NaT where it is not known any more.
    """
    return _placed(history.of(field), record_ids)[["record", "value", "start", "end"]].reset_index(drop=True)


def noted_ids(record_ids: Iterable[str]) -> "pd.Index[str]":
    """Ids as the journal has them; for who asks about the same records several times, as every answer here takes it."""
    return pd.Index(all_noted(np.asarray(record_ids, dtype=object).tolist()), dtype="str")


def _placed(rows: pd.DataFrame, record_ids: RecordIds) -> pd.DataFrame:
    """The rows of these records, with the places of these as `record`."""
    ids = record_ids if isinstance(record_ids, pd.Index) else noted_ids(record_ids)
    unique = ids if ids.is_unique else ids[~ids.duplicated()]
    place = unique.get_indexer(pd.Index(rows["record_id"]))
    placed = rows.assign(record=place.astype(np.int64))
    return placed if (place >= 0).all() else placed[place >= 0]
