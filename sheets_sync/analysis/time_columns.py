"""What callers hand to the arithmetic of time, as flat columns of one length, and its answers in their shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sheets_sync.analysis.instants import Moment, Moments, as_array
from sheets_sync.analysis.local_time import Micros
from sheets_sync.analysis.opening_hours import FIRST_YEAR, LAST_YEAR, new_year

Entry = TypeVar("Entry", bound=np.generic)
Durations: TypeAlias = ArrayLike | timedelta | Sequence[timedelta | None]  # numbers are seconds

BEGIN, END = new_year(FIRST_YEAR), new_year(LAST_YEAR + 1)
MISSING = np.iinfo(np.int64).min  # NaT


@dataclass(frozen=True)
class TimeColumns:
    """Flat columns of one length and the form of the answer; where one is missing, they hold a row that is not."""

    columns: tuple[Micros, ...]
    missing: NDArray[np.bool_]
    shape: tuple[int, ...]
    is_single: bool  # a lone datetime and no array is asked about

    @classmethod
    def of(cls, *instants: Moments | Moment, amounts: Micros | None = None) -> "TimeColumns":
        """Instants, and amounts beside them, spread over their common shape."""
        given = [micros(instant) for instant in instants] + ([] if amounts is None else [amounts])
        wide = np.broadcast_arrays(*given)
        flat = [column.ravel() for column in wide]
        missing = np.logical_or.reduce([column == MISSING for column in flat])
        if missing.any():
            whole = np.flatnonzero(~missing)[:1]
            flat = [np.where(missing, column[whole] if len(whole) else 0, column) for column in flat]
        is_single = wide[0].ndim == 0 and all(one is None or isinstance(one, datetime) for one in instants)
        return cls(tuple(flat), missing, wide[0].shape, is_single)

    def answer(self, values: NDArray[Entry]) -> Any:
        """A value for each row, in the shape of what was given; a plain one, if that was single."""
        shaped = values.reshape(self.shape)
        return shaped.item() if self.is_single else shaped

    def instants(self, micros: Micros) -> Any:
        """An instant for each row, in the shape of what was given; a datetime in UTC or None, if that was single."""
        found = self.answer(np.where(self.missing, MISSING, micros).astype("datetime64[us]"))
        return found.replace(tzinfo=UTC) if isinstance(found, datetime) else found


def durations(given: Durations) -> Micros:
    """Durations, or numbers of seconds, as amounts; longer than all known years is the same as never."""
    amounts = np.asarray(given)
    if amounts.dtype.kind == "O":
        plain = [one.total_seconds() if isinstance(one, timedelta) else one for one in amounts.flat]
        amounts = np.array(plain, dtype=np.float64).reshape(amounts.shape)
    if amounts.dtype.kind == "m":
        amounts = amounts / np.timedelta64(1, "s")
    return _whole(amounts.astype(np.float64) * 1_000_000)


def day_counts(given: ArrayLike) -> Micros:
    """Numbers of days as amounts. Raises ValueError where one is not whole."""
    amounts = np.asarray(given, dtype=np.float64)
    if np.any(np.mod(np.nan_to_num(amounts), 1)):
        raise ValueError("working days are counted whole")
    return _whole(amounts)


def micros(instants: Moments | Moment) -> Micros:
    """Instants as microseconds since 1970. Raises ValueError where they lie outside the known years."""
    column = as_array(instants).astype(np.int64)
    if np.any((column != MISSING) & ((column < BEGIN) | (column >= END))):
        raise ValueError(f"instants outside {FIRST_YEAR} to {LAST_YEAR} cannot be counted")
    return column


def _whole(amounts: NDArray[np.float64]) -> Micros:
    whole = np.rint(np.clip(np.nan_to_num(amounts), BEGIN - END, END - BEGIN)).astype(np.int64)
    return np.where(np.isnan(amounts), MISSING, whole)
