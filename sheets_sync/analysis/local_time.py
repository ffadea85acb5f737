"""The clock on the wall of a time zone, read for whole columns of instants at once."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Micros = NDArray[np.int64]  # microseconds since 1970, of an instant or of a reading of a local clock

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE

# Since 1970 no zone has changed its offset twice within six days, so nothing is missed between two looks.
_LOOK_EVERY = 4 * 86_400  # seconds


@dataclass(frozen=True)
class LocalClock:
    """The offsets of one zone from UTC: `offsets[i]` holds from `changes[i - 1]` up to `changes[i]`."""

    changes: Micros
    offsets: Micros

    def reading(self, instants: Micros) -> Micros:
        """What the local clock shows at each instant."""
        return instants + self.offsets[np.searchsorted(self.changes, instants, side="right")]

    def instant(self, readings: Micros) -> Micros:
        """When the local clock shows each reading: the first time in the doubled hour of autumn.

        A reading skipped in spring is taken as if the clock had not been moved yet: 02:30 is 03:30.
        """
        turns = self.changes + np.maximum(self.offsets[:-1], self.offsets[1:])
        return readings - self.offsets[np.searchsorted(turns, readings, side="right")]


def local_clock(timezone: str, first: int, last: int) -> LocalClock:
    """The clock of an IANA zone, right for instants from `first` to `last` (microseconds since 1970)."""
    zone = ZoneInfo(timezone)

    looks = range(first // SECOND, last // SECOND + _LOOK_EVERY, _LOOK_EVERY)
    found = [_offset(zone, second) for second in looks]
    moved = [(look, before) for look, (before, after) in zip(looks, pairwise(found), strict=False) if after != before]
    changes = [_change(zone, look, before) * SECOND for look, before in moved]
    offsets = [before for _, before in moved] + found[-1:]
    return LocalClock(np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64) * SECOND)


def _offset(zone: ZoneInfo, second: int) -> int:
    shift = datetime.fromtimestamp(second, zone).utcoffset() or timedelta()
    return shift // timedelta(seconds=1)


def _change(zone: ZoneInfo, second: int, before: int) -> int:
    """The first second after a look at which the offset is no longer `before`."""
    seconds = range(second, second + _LOOK_EVERY)
    return second + bisect_left(seconds, 1, key=lambda moment: _offset(zone, moment) != before)
