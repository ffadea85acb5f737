"""A span of a clock taken apart: every segment that counted, and every pause in which it stood still.

The segments add up to the elapsed time of the span, the pauses to the paused time. Rule: methods.md §2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from sheets_sync.analysis.instants import as_array
from sheets_sync.analysis.local_time import SECOND, Micros
from sheets_sync.analysis.one_instant import instant_of
from sheets_sync.analysis.opening_hours import Calendar, OpenTable, always_open, without
from sheets_sync.analysis.sla_pauses import Pause


@dataclass(frozen=True)
class Segment:
    """Open time that counted, without a gap (UTC)."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """How long it was."""
        return (self.end - self.start).total_seconds()


def counted_segments(
    calendar: Calendar | None, start: datetime, end: datetime, pauses: Sequence[Pause] = ()
) -> tuple[Segment, ...]:
    """What is open from `start` to `end` and not paused, in order; None is open day and night."""
    first, last = _micros(start), max(_micros(start), _micros(end))
    table = (calendar or always_open()).table(first, last)
    spans = np.clip(np.stack((table.opens, table.closes), axis=1), first, last)
    stood = np.array(_spans(pauses, first, last), dtype=np.int64).reshape(-1, 2)
    counted = without(_filled(spans), _filled(stood))
    return tuple(Segment(_instant(begin), _instant(until)) for begin, until in counted.tolist())


def pauses_within(
    calendar: Calendar | None, start: datetime, end: datetime, pauses: Sequence[Pause]
) -> tuple[Pause, ...]:
    """The pauses from `start` to `end` in order, none of which covers another, each with the open time it took."""
    first, last = _micros(start), max(_micros(start), _micros(end))
    table = (calendar or always_open()).table(first, last)
    found, reached = [], first
    for pause in sorted(pauses, key=lambda pause: pause.start):
        begin, until = _span(pause, first, last)
        begin = max(begin, reached)
        if begin < until:
            lasts = pause.end is None and until == last
            found.append(
                replace(
                    pause,
                    start=_instant(begin),
                    end=None if lasts else _instant(until),
                    seconds=_open_seconds(table, begin, until),
                )
            )
            reached = until
    return tuple(found)


def cut_at(segments: Sequence[Segment], instant: datetime) -> tuple[Segment, ...]:
    """The same segments, one of them in two where the instant lies within it."""
    return tuple(
        part
        for one in segments
        for part in (
            (Segment(one.start, instant), Segment(instant, one.end)) if one.start < instant < one.end else (one,)
        )
    )


def _spans(pauses: Sequence[Pause], first: int, last: int) -> list[tuple[int, int]]:
    return [_span(pause, first, last) for pause in pauses]


def _span(pause: Pause, first: int, last: int) -> tuple[int, int]:
    end = last if pause.end is None else min(_micros(pause.end), last)
    return max(_micros(pause.start), first), end


def _filled(spans: Micros) -> Micros:
    filled: Micros = spans[spans[:, 0] < spans[:, 1]]
    return filled


def _open_seconds(table: OpenTable, first: int, last: int) -> float:
    begin, until = table.open_time(np.array([first, last]))
    return float(until - begin) / SECOND


def _micros(instant: datetime) -> int:
    return int(as_array([instant]).astype(np.int64)[0])


def _instant(micros: int) -> datetime:
    return instant_of(np.array([micros]).astype("datetime64[us]"))
