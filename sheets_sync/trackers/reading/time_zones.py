"""Time zones in cells, and local times as instants."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from sheets_sync.trackers.reading.answers import CellProblem, Reading

# Letters with one meaning in Europe: hours east of Greenwich, and a zone that keeps them for a part of the year.
_LETTERS = {
    "Z": (0, "UTC"), "UTC": (0, "UTC"), "GMT": (0, "UTC"),
    "CET": (1, "Europe/Berlin"), "MEZ": (1, "Europe/Berlin"), "CEST": (2, "Europe/Berlin"),
    "MESZ": (2, "Europe/Berlin"), "WET": (0, "Europe/Lisbon"), "WEST": (1, "Europe/Lisbon"),
    "EET": (2, "Europe/Helsinki"), "EEST": (3, "Europe/Helsinki"), "BST": (1, "Europe/London"),
}  # fmt: skip
_BRITISH_ZONES = frozenset({
    "Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Dublin",
})  # fmt: skip
_BRITISH_REGIONS = frozenset({"GB", "IE"})

_ZONE = re.compile(r"([A-Za-z]{0,5}) ?(?:([-+−])([0-9]{1,2}):?([0-9]{2})?)?(?: ?[(\[][^()\[\]]*[)\]])?")
_NAMED = re.compile(r"[\[(]?([A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)[\])]?")
_IN_BRACKETS = re.compile(r"[(\[]([A-Za-z]{1,5})[)\]]")
_RFC_OFFSET = re.compile(r" [-−][0-9]{4}")
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=-12)

_UNCLEAR = CellProblem("has a time zone that is not clear", "write the time with its offset, such as 14:00 +01:00")
_SKIPPED = CellProblem("is a local time that the change to summer time skips", "write the time that the clock showed")


class Instant(NamedTuple):
    """An instant in UTC, and what had to be assumed to tell it."""

    at: datetime
    doubt: CellProblem | None = None


def local_instant(local: datetime, zone: tzinfo, *, whole_day: bool = False) -> Instant | CellProblem:
    """The instant at which a clock in `zone` shows `local`: of two the first; a day begins when its first hour does."""
    steady = steady_offset(zone, local.date())
    if steady is not None:
        return Instant((local - steady).replace(tzinfo=UTC))
    here = local.replace(tzinfo=zone)
    offset = here.utcoffset() or timedelta(0)
    second_offset = here.replace(fold=1).utcoffset() or timedelta(0)
    if offset < second_offset and not whole_day:
        return _SKIPPED
    at = (local - offset).replace(tzinfo=UTC)
    if offset <= second_offset:
        return Instant(at)
    written = here.isoformat(" ", "minutes")
    doubt = CellProblem("is an hour that came twice; the first was taken", f"write the offset, as {written}", written)
    return Instant(at, doubt)


def zone_behind(text: str, local: datetime, reading: Reading, *, precise: bool) -> tzinfo | CellProblem:
    """The zone that stands behind a time, or the tracker's if nothing does.

    A minus and an hour behind a plain time is a span, 10:00-11:00; only a `precise` time may have such an offset.
    """
    name = text.strip()
    if not name:
        return zone_named(reading.timezone)
    if match := _NAMED.fullmatch(name):
        return zone_named(match[1]) if match[1] in _known_zones() else _UNCLEAR
    if match := _IN_BRACKETS.fullmatch(name):
        name = match[1]
    match = _ZONE.fullmatch(name)
    if match is None:
        return _UNCLEAR
    letters, sign, hours, minutes = match.groups()
    if sign is None:
        return _by_letters(letters.upper(), local, reading)
    if letters.upper() not in ("", "UTC", "GMT"):
        return _UNCLEAR
    may_be_a_span = sign != "+" and not precise and not _RFC_OFFSET.fullmatch(text)
    if not letters and (len(hours) == 1 or may_be_a_span):
        return _UNCLEAR
    return _offset(sign, int(hours), int(minutes or 0))


def doubt_about(text: str, local: datetime) -> CellProblem | None:
    """A warning when the letters behind a time do not hold on that day, such as CEST in winter."""
    name = text.strip(" ()[]").upper()
    hours, zone = _LETTERS.get(name, (0, "UTC"))
    there = local.replace(tzinfo=zone_named(zone))
    if zone == "UTC" or timedelta(hours=hours) in (there.utcoffset(), there.replace(fold=1).utcoffset()):
        return None
    problem = f"says {name}, which does not hold on that day; UTC+{hours} was taken"
    return CellProblem(problem, "write the offset instead")


@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name."""
    return ZoneInfo(name)


def _by_letters(letters: str, local: datetime, reading: Reading) -> tzinfo | CellProblem:
    if letters not in _LETTERS or (letters == "BST" and not _is_british_summer(local, reading)):
        return _UNCLEAR
    return timezone(timedelta(hours=_LETTERS[letters][0]))


def _is_british_summer(local: datetime, reading: Reading) -> bool:
    """Whether BST can only be British Summer Time here."""
    british = reading.timezone in _BRITISH_ZONES or reading.locale[-2:] in _BRITISH_REGIONS
    return british and doubt_about("BST", local) is None


def _offset(sign: str, hours: int, minutes: int) -> tzinfo | CellProblem:
    offset = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
    if minutes > 59 or not _WESTMOST <= offset <= _EASTMOST:
        return _UNCLEAR
    return timezone(offset)


@lru_cache(maxsize=20_000)
def steady_offset(zone: tzinfo, day: date) -> timedelta | None:
    """The offset that a zone keeps all day; None on a day with a change."""
    midnight = datetime.combine(day, time(0), zone)
    first, last = midnight.utcoffset(), (midnight + timedelta(days=1)).replace(fold=1).utcoffset()
    return first if first == last == midnight.replace(fold=1).utcoffset() else None


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())
