"""Opening hours looked up second by second: slow, plain, and written apart from the engine it judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.analysis.opening_hours import Calendar

Spans = Sequence[tuple[int, int]]

SECOND = timedelta(seconds=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rules:
    """What a calendar is told, in minutes of the local day."""

    timezone: str
    week: Mapping[int, Spans]
    exceptions: Mapping[date, Spans] = field(default_factory=dict)
    weekly_breaks: Mapping[int, Spans] = field(default_factory=dict)
    dated_breaks: Mapping[date, Spans] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()

    def calendar(self) -> Calendar:
        return Calendar(
            self.timezone,
            self.week,
            self.exceptions,
            self.weekly_breaks,
            self.dated_breaks,
            holidays=lambda year: [day for day in self.holidays if day.year == year],
        )

    def is_open(self, day: date, minute: int) -> bool:
        """Whether the team works while its clock reads this."""
        if day in self.holidays or self._is_break(day, minute):
            return False
        exception = _within(self.exceptions.get(day), self.exceptions.get(day - ONE_DAY), minute)
        if day in self.exceptions:
            return exception
        return exception or _within(self.week.get(day.weekday()), self.week.get((day - ONE_DAY).weekday()), minute)

    def _is_break(self, day: date, minute: int) -> bool:
        yesterday = day - ONE_DAY
        weekly = _within(self.weekly_breaks.get(day.weekday()), self.weekly_breaks.get(yesterday.weekday()), minute)
        return weekly or _within(self.dated_breaks.get(day), self.dated_breaks.get(yesterday), minute)


def _within(today: Spans | None, yesterday: Spans | None, minute: int) -> bool:
    tail = minute + 24 * 60
    return any(a <= minute < b for a, b in today or ()) or any(a <= tail < b for a, b in yesterday or ())


@cache
def _readings(timezone: str, first: datetime, minutes: int) -> list[tuple[date, int]]:
    zone = ZoneInfo(timezone)
    there = [(first + timedelta(minutes=n)).astimezone(zone) for n in range(minutes)]
    return [(moment.date(), moment.hour * 60 + moment.minute) for moment in there]


class SecondOracle:
    """The seconds of a few days, each counted or not. Zones whose offsets are whole minutes only."""

    def __init__(
        self, rules: Rules, first: datetime, days: int, pauses: Sequence[tuple[datetime, datetime | None]] = ()
    ):
        self.first, self.seconds, self.timezone = first, days * 86_400, rules.timezone
        known: dict[tuple[date, int], bool] = {}
        self.counts = bytearray()
        for reading in _readings(rules.timezone, first, days * 1440):
            if reading not in known:
                known[reading] = rules.is_open(*reading)
            self.counts += (b"\x01" if known[reading] else b"\x00") * 60
        self.opens = bytes(self.counts)
        self.worked = sorted({day for (day, _), is_open in known.items() if is_open})
        for start, end in pauses:
            begin, until = self._at(start), self.seconds if end is None else self._at(end)
            self.counts[begin:until] = bytes(len(self.counts[begin:until]))

    def _at(self, instant: datetime) -> int:
        return min(max((instant - self.first) // SECOND, 0), self.seconds)

    def is_open(self, instant: datetime) -> bool:
        return bool(self.opens[self._at(instant)])

    def elapsed(self, start: datetime, end: datetime) -> int:
        return sum(self.counts[self._at(start) : self._at(end)])

    def due(self, start: datetime, target: int) -> datetime | None:
        """The first instant with as much counted since the start (before it, for a negative target)."""
        if target == 0:
            return start
        place = self._place_of_counted(start, target, abs(target))
        return None if place is None else self.first + (place + (1 if target > 0 else -1)) * SECOND

    def breach(self, start: datetime, target: int) -> datetime | None:
        """The last instant with no more counted: where the second that would be too much begins."""
        place = self._place_of_counted(start, target, abs(target) + 1)
        return None if place is None else self.first + place * SECOND

    def after_days(self, start: datetime, days: int) -> datetime | None:
        """The same time of day so many worked dates later, moved on (or back) to an open second."""
        zone = ZoneInfo(self.timezone)
        there = start.astimezone(zone)
        later = [day for day in self.worked if day > there.date()] if days > 0 else []
        earlier = [day for day in self.worked if day < there.date()] if days < 0 else []
        if len(later) < days or len(earlier) < -days:
            return None
        day = later[days - 1] if days > 0 else earlier[days] if days < 0 else there.date()
        landed = datetime.combine(day, there.time(), zone).astimezone(UTC) if days else start
        if not timedelta() <= landed - self.first < self.seconds * SECOND:
            return None
        if self.is_open(landed):
            return landed
        opening, closing = self.breach(landed, 0), self.due(landed, -1)
        return opening if days >= 0 else closing and closing + SECOND

    def after_days_and_pauses(self, start: datetime, days: int) -> datetime | None:
        """The same, and then on (or back) by as many counted seconds as were open and not counted on the way."""
        landed = self.after_days(start, days)
        if landed is None:
            return None
        way = slice(*sorted((self._at(start), self._at(landed))))
        lost = sum(self.opens[way]) - sum(self.counts[way])
        return self.due(landed, lost if days >= 0 else -lost)

    def _place_of_counted(self, start: datetime, target: int, number: int) -> int | None:
        """Where one stands before the n-th counted second, walking as the target says."""
        place = self._at(start)
        walked = self.counts[place:] if target >= 0 else self.counts[:place][::-1]
        counted = np.flatnonzero(np.frombuffer(bytes(walked), dtype=np.uint8))
        if len(counted) < number:
            return None
        steps = int(counted[number - 1])
        return place + steps if target >= 0 else place - steps
