"""The single instant of an array, as people hold it."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray


def instant_of(instants: NDArray[np.datetime64]) -> datetime:
    """The one instant of an array, in UTC."""
    instant: datetime = instants.astype("datetime64[us]").item()
    return instant.replace(tzinfo=UTC)


def known_instant(instants: NDArray[np.datetime64]) -> datetime | None:
    """The same; None where it is missing."""
    return None if np.isnat(instants).item() else instant_of(instants)
