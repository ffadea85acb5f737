"""Instants, days and lengths of time in words, as a zone's clock shows them, and for machines."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from sheets_sync.analysis.findings import Findings

# Written out, because strftime is too slow for every clock of a large tracker.
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class LocalWords:
    """How a zone's clock shows what happened; the year is said where it is not the one of `now`."""

    timezone: str
    now: datetime

    @property
    def city(self) -> str:
        """'Berlin' of 'Europe/Berlin'."""
        return self.timezone.rsplit("/", 1)[-1].replace("_", " ")

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def this_year(self) -> int:
        """That of `now`."""
        return self.there(self.now).year

    def there(self, instant: datetime) -> datetime:
        """The instant by the zone's clock."""
        if isinstance(instant, pd.Timestamp):
            instant = instant.to_pydatetime()  # which takes a fifth of the time
        return instant.astimezone(self._zone)

    def cell(self, instant: Any) -> datetime | None:
        """The instant as a cell holds it, to the minute; None when it is missing."""
        return None if pd.isna(instant) else self.there(instant).replace(tzinfo=None, second=0, microsecond=0)

    def midnight(self, day: date) -> datetime:
        """The beginning of a day."""
        return datetime.combine(day, time(), self._zone)

    def day(self, day: date) -> str:
        """'Fri 6 Mar', or 'Fri 6 Mar 2025'."""
        return _weekday_and(day) if day.year == self.this_year else full_day(day)

    def moment(self, instant: datetime) -> str:
        """'Fri 6 Mar 17:00'."""
        there = self.there(instant)
        return f"{self.day(there)} {_minute(there)}"

    def exact_moment(self, instant: datetime) -> str:
        """'Fri 6 Mar 17:00:05'."""
        return f"{self.day(self.there(instant))} {self.exact_time(instant)}"

    def exact_time(self, instant: datetime) -> str:
        """'17:00', '17:00:05', or '02:30 +01:00' where the clock shows that time twice."""
        there = self.there(instant)
        seconds = there.strftime(":%S") if there.second or there.microsecond else ""
        is_shown_twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
        offset = there.strftime("%z") if is_shown_twice else ""
        return f"{_minute(there)}{seconds}" + (f" {offset[:3]}:{offset[3:]}" if offset else "")


def team_words(findings: Findings) -> LocalWords:
    """How the team's own clock shows it."""
    return LocalWords(findings.policies.timezone, findings.now)


def as_of(findings: Findings) -> str:
    """'as of Sun 22 Nov 2026, 09:00 Berlin'."""
    team = team_words(findings)
    there = team.there(findings.now)
    return f"as of {full_day(there)}, {_minute(there)} {team.city}"


def short_day(day: date) -> str:
    """'19 Nov'."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """'Thu 19 Nov 2026'."""
    return f"{_weekday_and(day)} {day.year}"


def _weekday_and(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"


def _minute(there: datetime) -> str:
    return f"{there.hour:02}:{there.minute:02}"


def utc_text(instant: Any) -> str | None:
    """'2026-11-03T13:00:00Z'; None when it is missing."""
    if instant is None or instant is pd.NaT:
        return None
    text: str = instant.astimezone(UTC).isoformat()
    return text.replace("+00:00", "Z")


def hours(seconds: float) -> str:
    """A length of time: 16200 is '4.5 h', 1500 is '25 min', 12 is '12 s'."""
    if 0 < seconds < 60:
        return f"{seconds:.0f} s"
    if seconds % 360 == 0 and (seconds >= 3600 or seconds == 0):
        return f"{seconds / 3600:,g} h"
    if seconds >= 36_000:
        return f"{seconds / 3600:,.1f} h"
    whole, minutes = divmod(int(seconds // 60), 60)
    return " ".join([*([f"{whole} h"] if whole else []), *([f"{minutes} min"] if minutes else [])])


def exactly(seconds: float) -> str:
    """A length of time to the second: 16205 is '4 h 30 min 5 s', nothing is '0 min'."""
    whole, rest = divmod(round(seconds, 6), 60)
    hours, minutes = divmod(int(whole), 60)
    parts = ((f"{hours:,} h", hours), (f"{minutes} min", minutes), (f"{rest:g} s", rest))
    return " ".join(words for words, amount in parts if amount) or "0 min"
