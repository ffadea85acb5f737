"""Reads the days that people write: in the tracker's order of day and month, with month names in five languages."""

import re
from collections.abc import Mapping
from functools import cache

from sheets_sync.trackers.reading.answers import CellProblem, Reading, without_accents
from sheets_sync.trackers.reading.days import Day, existing_day, full_year, nearest_day, serial_day, today_in
from sheets_sync.trackers.reading.tables import table

_LONGEST = 60  # characters of a text that can still be a day
_MAYBE_A_YEAR = 5  # behind a month, a number this near to today's year may be the year: "Nov 26"
_MONTH_FIRST_REGIONS = frozenset({"US", "PR", "GU", "VI", "AS", "UM", "PH"})

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,6})|([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4})")
_NO_YEAR = re.compile(r"([0-9]{1,2})(?:/([0-9]{1,2})|\. ?([0-9]{1,2})(\.?))")
_SERIAL_TEXT = re.compile(r"[0-9]{5}")
_SMALL_WORDS = re.compile(r"\b(?:of|de|del|the|den|der|le|el|il|d')(?=[ 'a-z0-9])\b|[.,]| (?=['’])")
_WEEKDAY_IN_FRONT = re.compile(r"([a-z]{2,10})[.,]* ?(?<=[., ])(.+)")
_WEEKDAY_BEHIND = re.compile(r"(.+?),? ?\(?\b([a-z]{2,10})\.?\)?")

NOT_A_DATE = CellProblem("is not a date", "write a day such as 2026-02-28")
_DAY_OR_YEAR = CellProblem("could name a day or a year", NOT_A_DATE.remedy)
_TWO_ORDERS = CellProblem("can be read in two orders", "write the month as a word, or a day such as 2026-02-28")
_SPAN, _INEXACT, _RELATIVE = "is a span of days", "is not one exact day", "depends on the day it was written"
_REASONS = (
    (r"\d{4}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{4}|[^\W\d]{3,10}[.,]? ?[-/']?(?:\d{4}|\d{2})", "is a month without a day"),
    (r"q[1-4]\b.*|.*\bq[1-4]|[th][1-4] .*|(?:[ck]?w|wk|week|woche|semaine|semana|settimana)\.? ?\d{1,2}\b.*", _SPAN),
    (r"\d{4}-?w\d.*|\d{1,2}[-/]\d{1,2}\.? [^\W\d].*", _SPAN),
    (r".*\d.*(?: ?[–—] ?| - | to | bis | au | al | and | und | et | y | e | / ).*\d.*", _SPAN),
    (r"(?:~|>|<|ca\b|circa|about|approx|around|mid|early|late|end|begin|anfang|ende|mitte|debut|fin).*|.*\?", _INEXACT),
    (r"(?:mi-|mi |inizio|meta|before|after|by |vor |nach |avant|apres|antes|prima|dopo).*", _INEXACT),
    (r"(?:today|yesterday|tomorrow|heute|gestern|morgen|hier|demain|aujourd|hoy|ayer|manana|oggi|ieri).*", _RELATIVE),
    (r"(?:domani|now\b|next|last|this|asap|\d+ (?:days?|weeks?) ago).*", _RELATIVE),
)


def day_in_text(text: str, reading: Reading) -> Day | CellProblem:
    """The one day that a cleaned text names."""
    if len(text) > _LONGEST:
        return NOT_A_DATE
    found = _day_alone(text, reading)
    return found or _day_beside_weekday(without_accents(text), reading) or _why_not(without_accents(text))


def day_and_month(first: int, second: int, sign: str, reading: Reading) -> tuple[int, int] | CellProblem:
    """Which of two numbers is the day and which the month; `sign` stands between them.

    What a column shows about its order is about 03/11: dates with dots have the day first, unless the locale decides.
    """
    if sign == "." and (reading.order_unknown or reading.day_first is not None):
        return first, second
    if reading.order_unknown and first != second and 0 < first <= 12 and 0 < second <= 12:
        return _TWO_ORDERS
    return (first, second) if _day_comes_first(reading) else (second, first)


def day_comes_first(locale: str) -> bool:
    """Whether 03/04/2026 is a day in April where a locale is used."""
    return locale[-2:] not in _MONTH_FIRST_REGIONS


def doubted_serial(text: str) -> Day | CellProblem:
    """The day of a serial number that arrived as text, with a doubt."""
    found = serial_day(float(text))
    if isinstance(found, CellProblem):
        return found
    day = str(found.day)
    return Day(found.day, CellProblem(f"is a serial number; it was read as {day}", f"write the day as {day}", day))


def _day_alone(text: str, reading: Reading) -> Day | CellProblem | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (match[1], match[3], match[4]) if match[1] else match.group(5, 6, 7)
        return existing_day(int(year), int(month), int(day))
    if match := _NUMERIC.fullmatch(text):
        first, sign, second, digits = match.group(1, 2, 3, 4) if match[1] else (match[5], " ", *match.group(6, 7))
        return _in_order(day_and_month(int(first), int(second), sign, reading), digits, reading)
    if match := _NO_YEAR.fullmatch(text):
        return _without_year(match, reading)
    if _SERIAL_TEXT.fullmatch(text):
        return doubted_serial(text)
    return _with_month_name(" ".join(_SMALL_WORDS.sub(" ", without_accents(text)).split()), reading)


def _day_comes_first(reading: Reading) -> bool:
    if reading.day_first is not None:
        return reading.day_first
    return day_comes_first(reading.locale)


def _in_order(parts: tuple[int, int] | CellProblem, digits: str, reading: Reading) -> Day | CellProblem:
    year = full_year(digits, reading)
    if isinstance(year, CellProblem):
        return year
    return parts if isinstance(parts, CellProblem) else existing_day(year, parts[1], parts[0])


def _without_year(match: re.Match[str], reading: Reading) -> Day | CellProblem | None:
    first, second = int(match[1]), int(match[2] or match[3])
    if match[3] and not match[4] and reading.locale.startswith("en"):
        return None  # 3.11 is a number in English, a day only where dates have points
    parts = day_and_month(first, second, "." if match[3] else "/", reading)
    if isinstance(parts, CellProblem):
        return parts
    day, month = parts
    is_month_first = (day, month) != (first, second)
    return _DAY_OR_YEAR if is_month_first and _maybe_a_year(day, reading) else nearest_day(month, day, reading)


def _with_month_name(text: str, reading: Reading) -> Day | CellProblem | None:
    day_month, month_day, year_month_day = _patterns()
    if match := year_month_day.fullmatch(text):
        return existing_day(int(match[1]), _months()[match[2]], int(match[3]))
    if match := day_month.fullmatch(text):
        day, before, month, behind, year = match.groups()
    elif match := month_day.fullmatch(text):
        month, before, day, ordinal, behind, year = match.groups()
        if year is None and not ordinal and _maybe_a_year(int(day), reading):
            return _DAY_OR_YEAR
    else:
        return None
    if year is None:
        return nearest_day(_months()[month], int(day), reading)
    # "Nov 3-12" is a range, not the year 2012.
    if len(year) < 4 and before.strip() != behind.strip():
        return None
    full = full_year(year, reading)
    return full if isinstance(full, CellProblem) else existing_day(full, _months()[month], int(day))


def _maybe_a_year(number: int, reading: Reading) -> bool:
    return abs(2000 + number - today_in(reading).year) <= _MAYBE_A_YEAR


def _day_beside_weekday(text: str, reading: Reading) -> Day | CellProblem | None:
    if (match := _WEEKDAY_IN_FRONT.fullmatch(text)) and match[1] in _weekdays():
        weekday, rest = match[1], match[2].strip()
    elif (match := _WEEKDAY_BEHIND.fullmatch(text)) and match[2] in _weekdays():
        rest, weekday = match[1].strip(), match[2]
    else:
        return None
    found = _day_alone(rest, reading)
    if isinstance(found, Day) and found.day.weekday() != _weekdays()[weekday]:
        day = str(found.day)
        return CellProblem(f"names a weekday that {day} is not", f"write the day alone, as {day}", day)
    return found


def _why_not(text: str) -> CellProblem:
    for form, problem in _REASONS:
        if re.fullmatch(form, text):
            return CellProblem(problem, NOT_A_DATE.remedy)
    return NOT_A_DATE


@cache
def _months() -> Mapping[str, int]:
    return {without_accents(name): int(month) for month, names in table("months").items() for name in names}


@cache
def _weekdays() -> Mapping[str, int]:
    return {without_accents(name): int(day) for day, names in table("weekdays").items() for name in names}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Day month year, month day year, and year month day, in lower case without accents, dots and commas."""
    month = f"({'|'.join(sorted(_months(), key=len, reverse=True))})"
    ordinal = "st|nd|rd|th|er|ere|re|eme|e|o|a|°"
    year = "['’]?[0-9]{2}|[0-9]{3,6}"
    return (
        re.compile(rf"([0-9]{{1,2}})(?:{ordinal})?([ /-]?){month}(?:([ /-]?)({year}))?"),
        re.compile(rf"{month}([ /-]?)([0-9]{{1,2}})({ordinal})?(?:([ /-])({year}))?"),
        re.compile(rf"([0-9]{{4}})[ /-]?{month}[ /-]?([0-9]{{1,2}})(?:{ordinal})?"),
    )
