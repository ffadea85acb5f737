"""When a team is open: the rules of a calendar, laid out as one table of open intervals."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.local_time import DAY, MINUTE, LocalClock, Micros, local_clock

Spans = Sequence[tuple[int, int]]  # minutes of a local day; an end above 1440 lies on the next day

# Holidays and clock changes are known for these years; nothing is counted outside them.
FIRST_YEAR, LAST_YEAR = 1970, 2100

_DAY_MINUTES = 24 * 60


def _no_holidays(_year: int) -> Collection[date]:
    return ()


@dataclass(frozen=True)
class OpenTable:
    """The open intervals from `first` up to `last` (microseconds since 1970), in order and apart.

    `before[i]` is the open time from `first` to `opens[i]`; an empty interval stands in front, so that every instant
    has one at or before it. `working_days` are the local dates, in days since 1970, with any open time.
    """

    first: int
    last: int
    opens: Micros
    closes: Micros
    before: Micros
    working_days: NDArray[np.int64]
    clock: LocalClock

    @property
    def total(self) -> int:
        """The open time of the whole table."""
        return int(self.before[-1] + self.closes[-1] - self.opens[-1])

    def open_time(self, instants: Micros) -> Micros:
        """F(t): the open time from `first` to each instant."""
        at = np.searchsorted(self.opens, instants, side="right") - 1
        return self.before[at] + np.minimum(instants, self.closes[at]) - self.opens[at]

    def first_reaching(self, amounts: Micros) -> Micros:
        """The first instant with that much open time before it: closing time, where it is used up just then."""
        at = np.maximum(np.searchsorted(self.before, amounts, side="left") - 1, 0)
        return self.opens[at] + amounts - self.before[at]

    def last_holding(self, amounts: Micros) -> Micros:
        """The last instant with no more open time before it: the next opening, where it is used up at closing."""
        at = np.searchsorted(self.before, amounts, side="right") - 1
        return self.opens[at] + amounts - self.before[at]


_NONE, _ZERO = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
NO_HOURS = OpenTable(0, 0, _ZERO, _ZERO, _ZERO, _NONE, LocalClock(_NONE, _ZERO))  # for no instant at all


@dataclass(frozen=True, eq=False)
class Calendar:
    """The opening hours of a team, by its own clock.

    For each local date one rule decides: a holiday closes it, else an exception replaces the week on it, else the
    week stands. What runs past midnight belongs to the date it falls on; only the end of an exception's own night adds
    to the week of the next date. Breaks are taken out of whatever is open.
    """

    timezone: str  # IANA
    week: Mapping[int, Spans]  # by weekday, Monday is 0
    exceptions: Mapping[date, Spans] = field(default_factory=dict)
    weekly_breaks: Mapping[int, Spans] = field(default_factory=dict)
    dated_breaks: Mapping[date, Spans] = field(default_factory=dict)
    holidays: Callable[[int], Collection[date]] = _no_holidays  # of a year
    _widest: list[OpenTable] = field(default_factory=list, init=False, repr=False)

    def table(self, first: int, last: int) -> OpenTable:
        """The open intervals from `first` to `last` and for a year or more on either side; laid out once per span."""
        low, high = max(_year(first) - 1, FIRST_YEAR), min(_year(last) + 1, LAST_YEAR)
        for known in self._widest:
            if known.first <= new_year(low) and new_year(high + 1) <= known.last:
                return known
            low, high = min(low, _year(known.first)), max(high, _year(known.last) - 1)
        self._widest[:] = [_laid_out(self, low, high)]
        return self._widest[0]


def always_open(timezone: str = "UTC") -> Calendar:
    """Day and night, every day; the zone decides only where one date ends and the next begins."""
    return Calendar(timezone, {weekday: [(0, _DAY_MINUTES)] for weekday in range(7)})


def new_year(year: int) -> int:
    """The first instant of a year in UTC, in microseconds since 1970."""
    return _days_since_1970(date(year, 1, 1)) * DAY


def _year(instant: int) -> int:
    return 1970 + int(np.datetime64(instant, "us").astype("datetime64[Y]").astype(np.int64))


def _days_since_1970(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _laid_out(calendar: Calendar, first_year: int, last_year: int) -> OpenTable:
    first, last = new_year(first_year), new_year(last_year + 1)
    clock = local_clock(calendar.timezone, first, last)
    readings = _open_readings(calendar, first_year, last_year)
    spans, days = _instants(readings, clock, first, last)
    apart = spans[1:, 0] > spans[:-1, 1]
    opens = spans[np.concatenate(([True], apart)), 0]
    closes = spans[np.concatenate((apart, [True])), 1]
    before = np.concatenate(([0], np.cumsum(closes - opens)[:-1]))
    # A date at either end may be cut off from the hours that make it a working one.
    whole = (days > first // DAY) & (days < last // DAY - 1)
    return OpenTable(first, last, opens, closes, before, np.unique(days[whole]), clock)


def _open_readings(calendar: Calendar, first_year: int, last_year: int) -> Micros:
    """What the local clock reads while open, as rows of start and end; none runs past midnight."""
    # A day or two more on either side: the zone may be ahead or behind, and a night reaches into the next date.
    days = np.arange(new_year(first_year) // DAY - 2, new_year(last_year + 1) // DAY + 2)
    years = range(first_year - 1, last_year + 2)
    holidays = [_days_since_1970(day) for year in years for day in calendar.holidays(year)]
    exceptional = [_days_since_1970(day) for day in calendar.exceptions]
    week = _off(_weekly(calendar.week, days), [*holidays, *exceptional])
    exceptions = _off(_dated(calendar.exceptions), holidays)
    breaks = [_weekly(calendar.weekly_breaks, days), _dated(calendar.dated_breaks)]
    return without(np.concatenate((week, exceptions)), np.concatenate(breaks))


def _weekly(spans: Mapping[int, Spans], days: NDArray[np.int64]) -> Micros:
    weekdays = (days + 3) % 7  # 1970 began on a Thursday
    return _stacked(_on_days(days[weekdays == weekday], of_day) for weekday, of_day in spans.items())


def _dated(spans: Mapping[date, Spans]) -> Micros:
    return _stacked(_on_days(np.array([_days_since_1970(day)]), of_day) for day, of_day in spans.items())


def _on_days(days: NDArray[np.int64], spans: Spans) -> Micros:
    """The same spans on each day, cut at midnight."""
    cuts = [(start, min(end, _DAY_MINUTES)) for start, end in spans]
    cuts += [(_DAY_MINUTES, end) for _, end in spans if end > _DAY_MINUTES]
    return _stacked(np.stack((days * DAY + start * MINUTE, days * DAY + end * MINUTE), axis=1) for start, end in cuts)


def _stacked(rows: Iterable[Micros]) -> Micros:
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *rows])


def _off(spans: Micros, days: Sequence[int]) -> Micros:
    return spans[~np.isin(spans[:, 0] // DAY, days)]


def without(spans: Micros, breaks: Micros) -> Micros:
    """The union of spans less the breaks, in order, cut wherever one of either begins or ends."""
    cuts = np.unique(np.concatenate((spans, breaks)))
    is_open = (_covering(spans, cuts) > 0) & (_covering(breaks, cuts) == 0)
    pieces: Micros = np.stack((cuts[:-1], cuts[1:]), axis=1)[is_open[:-1]]
    return pieces


def _covering(spans: Micros, cuts: Micros) -> NDArray[np.int64]:
    """How many of the spans hold what follows each cut."""
    begun, ended = (np.searchsorted(np.sort(spans[:, side]), cuts, side="right") for side in (0, 1))
    return begun - ended


def _instants(readings: Micros, clock: LocalClock, first: int, last: int) -> tuple[Micros, NDArray[np.int64]]:
    """The instants at which a clock shows the readings, and the local date of each; an empty row stands in front."""
    edges = np.concatenate(([first], clock.changes, [last]))
    spans, days = [np.array([[first, first]])], [np.empty(0, dtype=np.int64)]
    for offset, begin, end in zip(clock.offsets, edges[:-1] + clock.offsets, edges[1:] + clock.offsets, strict=True):
        reached = np.searchsorted(readings[:, 1], begin, side="right")
        passed = np.searchsorted(readings[:, 0], end, side="left")
        shown = np.clip(readings[reached:passed], begin, end)
        spans.append(shown - offset)
        days.append(shown[:, 0] // DAY)
    return np.concatenate(spans), np.concatenate(days)
