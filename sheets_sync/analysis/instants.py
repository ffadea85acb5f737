"""Instants as frames hold them, in UTC, and as arithmetic takes them: both ways for whole columns."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def as_array(column: "pd.Series[pd.Timestamp]") -> NDArray[np.datetime64]:
    """A column of aware instants as an array in UTC, to the microsecond."""
    instants: NDArray[np.datetime64] = column.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
    return instants


def as_utc(instants: NDArray[np.datetime64]) -> pd.DatetimeIndex:
    """An array in UTC as aware instants."""
    return pd.DatetimeIndex(instants).tz_localize("UTC")
