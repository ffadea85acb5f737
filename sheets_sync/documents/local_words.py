"""Instants, days and lengths of time to the second, as one time zone shows them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class LocalWords:
    """How a zone's clock shows what happened; the year is said where it is not the one of `now`."""

    timezone: str
    now: datetime

    @property
    def city(self) -> str:
        """'Berlin' of 'Europe/Berlin'."""
        return self.timezone.rsplit("/", 1)[-1].replace("_", " ")

    def there(self, instant: datetime) -> datetime:
        """The instant by the zone's clock."""
        return instant.astimezone(ZoneInfo(self.timezone))

    def midnight(self, day: date) -> datetime:
        """The beginning of a day."""
        return datetime.combine(day, time(), ZoneInfo(self.timezone))

    def day(self, day: date) -> str:
        """'Fri 6 Mar', or 'Fri 6 Mar 2025'."""
        year = "" if day.year == self.there(self.now).year else f" {day.year}"
        return f"{day:%a} {day.day} {day:%b}{year}"

    def time(self, instant: datetime) -> str:
        """'17:00', '17:00:05', or '02:30 +01:00' where the clock shows that time twice."""
        there = self.there(instant)
        seconds = there.strftime(":%S") if there.second or there.microsecond else ""
        is_shown_twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
        offset = there.strftime("%z") if is_shown_twice else ""
        return f"{there:%H:%M}{seconds}" + (f" {offset[:3]}:{offset[3:]}" if offset else "")

    def moment(self, instant: datetime) -> str:
        """'Fri 6 Mar 17:00'."""
        return f"{self.day(self.there(instant).date())} {self.time(instant)}"


def exactly(seconds: float) -> str:
    """A length of time to the second: 16205 is '4 h 30 min 5 s', nothing is '0 min'."""
    whole, rest = divmod(round(seconds, 6), 60)
    hours, minutes = divmod(int(whole), 60)
    parts = ((f"{hours:,} h", hours), (f"{minutes} min", minutes), (f"{rest:g} s", rest))
    return " ".join(words for words, amount in parts if amount) or "0 min"
