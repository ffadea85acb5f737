"""Instants as people and frames hold them, and as arithmetic takes them: both ways for whole columns."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias, Union

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Moment = datetime | None  # with its time zone; None, like NaT, where it is not known
Moments: TypeAlias = Union[
    NDArray[np.datetime64], np.datetime64, Sequence[Moment], "pd.Series[pd.Timestamp]", pd.DatetimeIndex
]


def as_array(given: Moments | Moment) -> NDArray[np.datetime64]:
    """Instants as an array in UTC, to the microsecond: a datetime, a list of them, a column of any time zone.

    A `datetime64` has no time zone and is in UTC. Raises ValueError for a datetime without one, TypeError for what is
    no instant at all.
    """
    kind = getattr(given, "dtype", np.dtype(object)).kind
    if kind == "M":
        column = np.asarray(given, dtype="datetime64[us]").view()
        column.flags.writeable = False  # it may be a frame's own memory
        return column
    objects = np.array(given, dtype=object)
    return np.array([_in_utc(one) for one in objects.flat], dtype="datetime64[us]").reshape(objects.shape)


def as_utc(instants: NDArray[np.datetime64]) -> pd.DatetimeIndex:
    """An array in UTC as aware instants."""
    return pd.DatetimeIndex(instants).tz_localize("UTC")


def _in_utc(moment: object) -> np.datetime64:
    # NaT alone is not equal to itself.
    if moment is None or moment != moment:
        return np.datetime64("NaT", "us")
    if isinstance(moment, np.datetime64):
        return moment
    if not isinstance(moment, datetime):
        raise TypeError(f"{moment!r} is not an instant; give a datetime with its time zone")
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give one, as in datetime(2026, 3, 9, 10, tzinfo=UTC)")
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "us")
