"""Reads durations, in seconds."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written
from sheets_sync.trackers.reading.numbers import digits_of, not_exact, plain_number, shifted
from sheets_sync.trackers.reading.tables import table

_LONGEST = 80  # characters of a cell that can still be a duration
_DAY = 86400

_UNITS = {"millisecond": 0.001, "second": 1, "minute": 60, "hour": 3600, "day": _DAY, "week": 7 * _DAY}  # in seconds

_SIZES_WITH_TIMES = (1, 60, 3600)  # columns of seconds, minutes and hours, whose cells may be formatted as times
_ROUNDING = 0.001  # seconds that a whole second is off in a spreadsheet at most

_PART = re.compile(r"([0-9]{1,3}(?: [0-9]{3})+|[0-9.,]*[0-9]) ?([^\W\d_]+)\.?[,:]? ?(?:(?:and|und|et|y|e) )?")
_MINUTES_BEHIND_HOURS = re.compile(r"(.*[0-9] ?(?:h|H)) ?([0-5][0-9])")
_CLOCK = re.compile(
    r"(?:([0-9]{1,4}) ?(?:d|days?|tage?|jours?|j|días?|dias?|giorn[io]),? )?"
    r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9])(?:[.,]([0-9]{1,6}))?)?( ?(?:h|hrs?|hours?|std\.?))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"P(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?")
_WORKING_TIME = re.compile(
    r"business|\bwork|werktag|arbeitstag|arbeitsstunde|ouvr|h[áa]bil|laborable|lavorativ|[0-9] ?(?:bd|bh|wd|at|wt)\b",
    re.IGNORECASE,
)

_NOT_A_DURATION = CellProblem("is not a duration", "write hours and minutes such as 1:30, or units such as 1h 30m")
_TIME_OR_HOURS = CellProblem("may be a time or a number of hours", "write it as 2h, or format the column as plain text")
_NEGATIVE = CellProblem("is below zero", "write how long it took, without a minus")


def read_duration(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """A duration in seconds; a bare number takes the column's unit, a typed one without it counts in days."""
    size = None if unit is None else _seconds().get(unit.strip().rstrip(".").casefold())
    if not isinstance(cell, str):
        return _typed(cell, unit, size)
    if len(cell) > _LONGEST:
        return _NOT_A_DURATION
    number = plain_number(cell, reading.locale)
    if number is not None:
        return _counted(number, size)
    for seconds in (_on_the_clock(cell, size), _in_iso(cell), _in_parts(cell, reading.locale)):
        if seconds is not None:
            return ReadCell(seconds)
    return _why_not(cell)


def _typed(cell: float, unit: str | None, size: float | None) -> Answer:
    if isinstance(cell, bool) or abs(cell) == float("inf"):
        return _NOT_A_DURATION
    if cell < 0:
        return _NEGATIVE if unit is None else _counted(cell, size)
    if unit is None:
        return _time_or_days(cell)
    if not 0 < cell < 1 or size not in _SIZES_WITH_TIMES:
        return _counted(cell, size)
    is_plain = cell == round(cell, 2)
    if size == _UNITS["hour"]:
        return _counted(cell, size) if is_plain else _TIME_OR_HOURS
    return _time_below_unit(cell, is_plain=is_plain, unit=unit)


def _time_or_days(cell: float) -> Answer:
    seconds = _time(cell)
    if cell < 1:
        return ReadCell(seconds)
    doubt = CellProblem(f"was read as {cell:g} days", "name the unit in the heading, such as 'Duration (h)'")
    return ReadCell(seconds, doubt)


def _time_below_unit(cell: float, *, is_plain: bool, unit: str) -> Answer:
    """A time in a column of minutes or seconds; 0.5 may have been typed as half a minute, so it is doubted."""
    seconds = _time(cell)
    clock = f"{seconds // 3600:.0f}:{seconds % 3600 // 60:02.0f}:{seconds % 60:02.0f}"
    doubt = CellProblem(
        f"was read as the time {clock}, not as {cell:g} {unit}", f"write {clock} as plain text, or a unit such as 30s"
    )
    return ReadCell(seconds, doubt if is_plain else None)


def _time(days: float) -> float:
    """The seconds of a time as a spreadsheet stores it: 17 s is 0.000196759."""
    seconds = days * _DAY
    return round(seconds) if abs(seconds - round(seconds)) <= _ROUNDING else _whole(round(seconds, 3))


def _counted(number: float, size: float | None) -> Answer:
    if size is None:
        return CellProblem("has no unit", "write the unit behind the number, such as 90 min")
    return _NEGATIVE if number < 0 else ReadCell(_whole(number * size))


def _on_the_clock(text: str, size: float | None) -> float | None:
    """h:mm or h:mm:ss; m:ss where the column counts in seconds."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    days, first, second, third, fraction, hours = match.groups()
    if days and int(first) >= 24:
        return None
    if third is None and size == 1 and not hours and not days:
        return int(first) * 60 + int(second)
    seconds = int(days or 0) * _DAY + int(first) * 3600 + int(second) * 60 + int(third or 0)
    return seconds + float(f"0.{fraction}") if fraction else seconds


def _in_iso(text: str) -> float | None:
    match = _ISO.fullmatch(text)
    if match is None or not any(match.groups()) or any(part and part.count(".") > 1 for part in match.groups()):
        return None
    sizes = (7 * _DAY, _DAY, 3600, 60, 1)
    return _whole(sum(float(part) * size for part, size in zip(match.groups(), sizes, strict=True) if part))


def _in_parts(text: str, locale: str) -> float | None:
    """Numbers with units from large to small, '1d 4h'; a smaller part must not make up a larger one."""
    if match := _MINUTES_BEHIND_HOURS.fullmatch(text):
        text = f"{match[1]} {match[2]}m"
    total: float = 0
    larger = 0.0
    at = 0
    while match := _PART.match(text, at):
        size = _size(match[2], inside=at > 0)
        digits = digits_of(match[1], locale)
        if size is None or digits is None or (larger and (size >= larger or float(digits) * size >= larger)):
            return None
        if "." in digits and match.end() < len(text):
            return None
        total, larger, at = total + shifted(digits, 0) * size, size, match.end()
    return _whole(total) if at == len(text) and at else None


def _size(name: str, *, inside: bool) -> float | None:
    """The seconds of a unit. A lone capital M may be months."""
    return None if name == "M" and not inside else _seconds().get(name.casefold())


@cache
def _seconds() -> Mapping[str, float]:
    """How many seconds the unit of each name has."""
    return {name: _UNITS[unit] for unit, names in table("unit").items() for name in names}


def _whole(seconds: float) -> float:
    rounded = round(seconds, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _why_not(text: str) -> CellProblem:
    if _WORKING_TIME.search(text):
        return CellProblem("counts working time, which needs a calendar", "write the hours it took, such as 16h")
    if text.startswith(("-", "−", "–")):
        return _NEGATIVE
    inexact = not_exact(text)
    return replace(inexact, remedy=_NOT_A_DURATION.remedy) if inexact else _NOT_A_DURATION
