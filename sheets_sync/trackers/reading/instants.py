"""Reads instants in UTC, and days that may carry a time."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written
from sheets_sync.trackers.reading.dates import NOT_A_DATE, day_and_month, day_in_text, doubted_serial
from sheets_sync.trackers.reading.days import Day, existing_day, serial_day
from sheets_sync.trackers.reading.time_of_day import TimeOfDay, time_in
from sheets_sync.trackers.reading.time_zones import doubt_about, local_instant, steady_offset, zone_behind, zone_named
from sheets_sync.workbooks.grid import Cell

_LONGEST = 100  # characters of a text that can still be an instant
_COMMON = re.compile(
    r"(?:([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})([/.-])([0-9]{1,2})\5([0-9]{4}))"
    r"(?:[T ]([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?"
    r"(Z|\+[0-9]{2}:?[0-9]{2}|(?<=:[0-9]{2}:[0-9]{2})-[0-9]{2}:?[0-9]{2})?)?"
)
_COMMON_TIME = re.compile(r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")
_DAY_LENGTH = 10  # of 2026-02-28 and 28/02/2026
_SERIAL_TEXT = re.compile(r"[0-9]{5}\.[0-9]{1,17}")
_UNIX_SECONDS, _UNIX_MILLISECONDS = range(10**9, 4_102_444_800), range(10**12, 4_102_444_800_000)
_YEAR_BEHIND = re.compile(r"(?:(.*) )?([0-9]{4})")  # Tue Nov 3 14:00:00 CET 2026
_ZONE_IN_FRONT = re.compile(r"(\S+)[ ,]+(.+)")
_BEFORE_A_DAY = re.compile(r"[\s,]*(?:(?:on|am|le|el|il|del|of|-|–|@)\s+)?", re.IGNORECASE)
_DAY_SECONDS = 86400
_SERIALS_END = 100_000  # no day of ours lies beyond

_NO_TIME = CellProblem("has a time that no clock shows", "write a time such as 14:30")
_NO_DAY = CellProblem("has a time but no day", "write both, such as 2026-02-28 14:30")
_TIME_LEFT_OUT = CellProblem("has a time, which was left out", "write the day alone, such as 2026-02-28")


class Moment(NamedTuple):
    """What a cell names: date and time on a clock in `zone`."""

    local: datetime
    zone: tzinfo
    has_time: bool
    doubt: CellProblem | None = None


class CommonInstants:
    """Tells the instants of one column's commonest cells fast: its days and its times of day recur.

    Those are serial numbers with a time, and texts such as '2026-02-28 14:30' and '28/02/2026 14:30', on days when
    the clock is not changed.
    """

    def __init__(self, reading: Reading) -> None:
        self._start_of_serial = cache(lambda serial: _steady_start(serial_day(serial), reading))
        self._start_of_text = cache(lambda text: _steady_start(_common_day_in(text, reading), reading))
        self._since_midnight = cache(_common_time_in)

    def at(self, cell: Cell) -> datetime | None:
        """The instant in UTC, as `read_datetime` reads it; None for any other cell, good or bad."""
        if isinstance(cell, str):
            since_midnight = self._since_midnight(cell[_DAY_LENGTH:])
            start = self._start_of_text(cell[:_DAY_LENGTH]) if since_midnight else None
        elif isinstance(cell, float) and 0 < cell < _SERIALS_END:
            seconds = round(cell % 1 * _DAY_SECONDS)
            since_midnight = timedelta(seconds=seconds)
            start = self._start_of_serial(int(cell)) if 0 < seconds < _DAY_SECONDS else None
        else:
            return None
        return start + since_midnight if start and since_midnight else None


def read_datetime(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """The instant in UTC. A day without a time is its midnight in the tracker's zone."""
    if (instant := _unix_instant(cell)) is not None:
        return ReadCell(instant)
    moment = _moment(cell, reading)
    if isinstance(moment, CellProblem):
        return moment
    found = local_instant(moment.local, moment.zone, whole_day=not moment.has_time)
    if isinstance(found, CellProblem):
        return found
    return ReadCell(found.at, moment.doubt or found.doubt, not moment.has_time)


def read_date(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """The day. A time beside it is left out, with a warning unless it is midnight."""
    moment = _moment(cell, reading)
    if isinstance(moment, CellProblem):
        return moment
    if not moment.has_time:
        return ReadCell(moment.local.date(), moment.doubt)
    here = zone_named(reading.timezone)
    found = local_instant(moment.local, moment.zone)
    if isinstance(found, CellProblem):
        return found
    local = moment.local if moment.zone is here else found.at.astimezone(here)
    midnight = time(0) in (local.time(), moment.local.time())
    return ReadCell(local.date(), moment.doubt or (None if midnight else _TIME_LEFT_OUT))


def _moment(cell: Written, reading: Reading) -> Moment | CellProblem:
    if isinstance(cell, bool):
        return NOT_A_DATE
    if not isinstance(cell, str):
        return _serial_moment(cell, serial_day(cell), reading)
    if match := _COMMON.fullmatch(cell):
        return _common_moment(match, reading)
    if _SERIAL_TEXT.fullmatch(cell):
        return _serial_moment(float(cell), doubted_serial(cell), reading)
    if len(cell) > _LONGEST:
        return NOT_A_DATE
    found = time_in(cell)
    return _written_moment(found, reading) if found else _whole_day(day_in_text(cell, reading), reading)


def _common_day_in(text: str, reading: Reading) -> Day | CellProblem | None:
    match = _COMMON.fullmatch(text)
    return match and _common_day(match, reading)


def _common_time_in(text: str) -> timedelta | None:
    """How long after midnight a time behind a day is."""
    if not _COMMON_TIME.fullmatch(text):
        return None
    hours, minutes, seconds = int(text[1:3]), int(text[4:6]), int(text[7:] or 0)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _steady_start(day: Day | CellProblem | None, reading: Reading) -> datetime | None:
    """The instant at which a day begins for the tracker; None where the clock is changed in it."""
    if not isinstance(day, Day):
        return None
    offset = steady_offset(zone_named(reading.timezone), day.day)
    return None if offset is None else (_midnight(day.day) - offset).replace(tzinfo=UTC)


def _common_moment(match: re.Match[str], reading: Reading) -> Moment | CellProblem:
    *_, hours, minutes, seconds, offset = match.groups()
    found = _common_day(match, reading)
    if hours is None or isinstance(found, CellProblem):
        return _whole_day(found, reading)
    local = _midnight(found.day) + timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    zone = zone_behind(offset, local, reading, precise=True) if offset else zone_named(reading.timezone)
    return zone if isinstance(zone, CellProblem) else Moment(local, zone, has_time=True)


def _common_day(match: re.Match[str], reading: Reading) -> Day | CellProblem:
    year, month, day, first, sign, second, later_year = match.groups()[:7]
    if year is not None:
        return existing_day(int(year), int(month), int(day))
    parts = day_and_month(int(first), int(second), sign, reading)
    return parts if isinstance(parts, CellProblem) else existing_day(int(later_year), parts[1], parts[0])


def _written_moment(found: TimeOfDay, reading: Reading) -> Moment | CellProblem:
    if found.since_midnight is None:
        return _NO_TIME
    day_text, zone_text = _around_the_time(found, reading)
    if not day_text:
        return _NO_DAY
    day = day_in_text(day_text, reading)
    if isinstance(day, CellProblem):
        return day
    local = _midnight(day.day) + found.since_midnight
    zone = zone_behind(zone_text, local, reading, precise=found.precise)
    if isinstance(zone, CellProblem):
        return zone
    return Moment(local, zone, has_time=True, doubt=day.doubt or doubt_about(zone_text, local))


def _around_the_time(found: TimeOfDay, reading: Reading) -> tuple[str, str]:
    """The texts of the day and of the zone."""
    behind = found.behind.strip()
    if found.before:
        match = _YEAR_BEHIND.fullmatch(behind)
        return (f"{found.before} {match[2]}", match[1] or "") if match else (found.before, found.behind)
    behind = _BEFORE_A_DAY.sub("", behind, count=1)
    match = _ZONE_IN_FRONT.fullmatch(behind)
    if match is None or isinstance(day_in_text(behind, reading), Day):
        return behind, ""
    return match[2], match[1]


def _serial_moment(serial: float, day: Day | CellProblem, reading: Reading) -> Moment | CellProblem:
    if isinstance(day, CellProblem):
        return day
    seconds = round(serial % 1 * _DAY_SECONDS)
    local = _midnight(day.day) + timedelta(seconds=seconds)
    return Moment(local, zone_named(reading.timezone), has_time=seconds > 0, doubt=day.doubt)


def _whole_day(day: Day | CellProblem, reading: Reading) -> Moment | CellProblem:
    if isinstance(day, CellProblem):
        return day
    return Moment(_midnight(day.day), zone_named(reading.timezone), has_time=False, doubt=day.doubt)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0))


def _unix_instant(cell: Written) -> datetime | None:
    """The instant of a Unix time in seconds or milliseconds."""
    if isinstance(cell, str):
        if len(cell) not in (10, 13) or not (cell.isascii() and cell.isdigit()):
            return None
        number = int(cell)
    elif not isinstance(cell, bool) and cell >= _UNIX_SECONDS.start and cell % 1 == 0:
        number = int(cell)
    else:
        return None
    if number in _UNIX_SECONDS:
        return datetime.fromtimestamp(number, UTC)
    if number in _UNIX_MILLISECONDS:
        return datetime.fromtimestamp(number // 1000, UTC) + timedelta(milliseconds=number % 1000)
    return None
