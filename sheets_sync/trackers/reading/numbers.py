"""Reads numbers, whole numbers and ratios with the separators of the tracker's locale."""

import re
from collections.abc import Mapping
from functools import cache

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written
from sheets_sync.trackers.reading.tables import table

_LONGEST = 60  # characters of a cell that can still be a number
_LARGEST_NUMBER = 1e300  # beyond it sums become infinite
_LARGEST_COUNT = 10**15  # from here on a spreadsheet loses digits
_NOT_A_DIGIT = re.compile(r"\D")
_NUMBER_AND_SUFFIX = re.compile(r"(.*\d) ?(\D+)", re.ASCII)
_PERCENT = re.compile(r"%|percent|per cent|prozent|pour cent|por ciento|per cento|pct\.?", re.IGNORECASE)

_POINT_LANGUAGES = frozenset({"en", "ga", "mt", "zh", "ja", "ko"})
_SPACE_LANGUAGES = frozenset({"fr", "pl", "cs", "sk", "sv", "nb", "no", "nn", "fi", "hu", "bg", "uk", "et", "lv", "lt"})
# Decimal sign and group signs of locales that do not write as their language does elsewhere.
_OWN_STYLES = {"de_CH": (".", "'’"), "de_LI": (".", "'’"), "it_CH": (".", "'’"), "es_MX": (".", ",")}

_INEXACT = re.compile(
    r"(?:[~≈<>±≤≥]|ca\b|circa\b|about\b|approx|around\b|env|unos\b|etwa\b|rund\b).*|.*(?:\d ?\+|\?)", re.IGNORECASE
)
_RANGE = re.compile(r"[\d.,]+ ?(?:[-–—]|to|bis|à|a) ?[\d.,]+\D*", re.ASCII)
_SCIENTIFIC = re.compile(r"[-+]?\d[\d.,]*[eE][-+]?\d+", re.ASCII)

_SHARE_OR_PERCENT = CellProblem("may be a share or percent", "write the % sign in the cell, or not in the heading")


def read_number(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """A number; percent is a fraction."""
    if not isinstance(cell, str):
        return _typed(cell, unit)
    value = _in_text(cell, reading.locale, unit)
    return number_problem(cell, reading.locale) if value is None else ReadCell(value)


def read_integer(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """A whole number."""
    answer = read_number(cell, reading, unit)
    if isinstance(answer, CellProblem):
        return answer
    if abs(answer.value) >= _LARGEST_COUNT:
        return CellProblem("is too large for a count", "write the number in full, or leave the cell empty")
    if answer.value != int(answer.value):
        return CellProblem("is not a whole number", "write a whole number", str(round(answer.value)))
    return ReadCell(int(answer.value))


def read_ratio(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """A fraction from 0 to 1. A number without a percent sign is a fraction, unless the column counts in percent."""
    answer = read_number(cell, reading, unit)
    if isinstance(answer, CellProblem) or 0 <= answer.value <= 1:
        return answer
    beyond = "is below 0 %" if answer.value < 0 else "is above 100 %"
    return CellProblem(beyond, "write a share between 0 % and 100 %, with the percent sign")


def has_decimal_comma(locale: str) -> bool:
    """Whether 2,5 is two and a half where a locale is used."""
    return _signs(locale)[0] == ","


def plain_number(text: str, locale: str) -> float | None:
    """The number that a text is, with sign and separators and nothing else; None for anything else."""
    if len(text) <= 15 and text.isdecimal() and text.isascii():
        return int(text)
    digits = digits_of(text, locale)
    return None if digits is None else shifted(digits, 0)


def digits_of(text: str, locale: str) -> str | None:
    """The number in a text as Python writes it ('-1234.5'); None if it does not keep to the locale."""
    match = _pattern(locale).fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    sign = "-" if match["sign"] and match["sign"] != "+" else ""
    whole = _NOT_A_DIGIT.sub("", match["whole"] or "0")
    return f"{sign}{whole}.{match['decimals']}" if match["decimals"] else sign + whole


def shifted(digits: str, exponent: int) -> float:
    """The number times a power of ten, rounded only once: '57' and -2 is 0.57."""
    if exponent >= 0 and "." not in digits:
        return int(digits + "0" * exponent)
    return float(f"{digits}e{exponent}")


def magnitude(word: str) -> int | None:
    """The power of ten that a word behind a number stands for: 3 for 'k' and 'Tsd.'; None if it is no such word."""
    # A small m may be minutes or metres.
    return None if word == "m" else _magnitudes().get(word.casefold())


def unbracketed(text: str) -> tuple[str, str]:
    """The sign and the rest of a number in brackets, which bookkeepers use for a minus."""
    if len(text) > 2 and text[0] == "(" and text[-1] == ")" and text[1] not in "-−–+":
        return "-", text[1:-1].strip()
    return "", text


def not_exact(text: str) -> CellProblem | None:
    """Why a text is not one exact number, if it is about, up to, or between numbers."""
    if _INEXACT.fullmatch(text):
        return CellProblem("is not an exact number", "write the number alone")
    if _RANGE.fullmatch(text):
        return CellProblem("is a range", "write one number")
    if _SCIENTIFIC.fullmatch(text):
        return CellProblem("is in scientific notation and may have lost digits", "format the column as a number")
    return None


def number_problem(text: str, locale: str) -> CellProblem:
    """Why a text is not a number in a locale."""
    if len(text) <= _LONGEST and (problem := not_exact(text)):
        return problem
    for other in ("en_GB", "de_DE", "fr_FR"):
        value = plain_number(text, other)
        if value is not None:
            written = f"{value:.15g}".replace(".", _signs(locale)[0])
            strange = f"does not have the separators of {locale}"
            return CellProblem(strange, f"write {written} if that is meant", written)
    return CellProblem("is not a number", "write the number alone, in digits")


def _in_text(text: str, locale: str, unit: str | None) -> float | None:
    if len(text) > _LONGEST:
        return None
    if unit is None and (value := plain_number(text, locale)) is not None:
        return value
    sign, rest = unbracketed(text)
    exponent: int | None = _exponent_of(unit)
    if (digits := digits_of(rest, locale)) is None and (match := _NUMBER_AND_SUFFIX.fullmatch(rest)):
        digits = digits_of(match[1], locale)
        exponent = -2 if _PERCENT.fullmatch(match[2]) else magnitude(match[2])
    return None if digits is None or exponent is None else shifted(sign + digits, exponent)


def _typed(cell: float, unit: str | None) -> Answer:
    if isinstance(cell, bool):
        return CellProblem("is a tick box, not a number", "write the number")
    exponent = _exponent_of(unit)
    number = cell * 10**exponent if exponent >= 0 else cell / 10**-exponent
    if abs(number) > _LARGEST_NUMBER:
        return CellProblem("is not a number", "write the number")
    if exponent == -2 and 0 < abs(cell) <= 1:
        # Sheets stores 5 % as 0.05 whatever the heading says, and people type 0.85 below "CTR (%)".
        return _SHARE_OR_PERCENT
    return ReadCell(number)


def _exponent_of(unit: str | None) -> int:
    if unit is None:
        return 0
    return -2 if _PERCENT.fullmatch(unit.strip()) else magnitude(unit.strip()) or 0


def _signs(locale: str) -> tuple[str, str]:
    """The decimal sign, and the signs that may stand between groups of three digits."""
    locale = locale.replace("-", "_")
    language = locale.partition("_")[0]
    if locale in _OWN_STYLES:
        return _OWN_STYLES[locale]
    if language in _POINT_LANGUAGES:
        return ".", ","
    return ",", " " if language in _SPACE_LANGUAGES else ". "


@cache
def _magnitudes() -> Mapping[str, int]:
    return {word: int(exponent) for exponent, words in table("magnitude").items() for word in words}


@cache
def _pattern(locale: str) -> re.Pattern[str]:
    decimal, groups = _signs(locale)
    grouped = rf"[1-9]\d{{0,2}}(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}}){{0,3}}"
    whole = rf"(?=[\d{decimal}])(?P<whole>{grouped}|\d{{1,15}})?"
    return re.compile(rf"(?P<sign>[-+−–]?){whole}(?:\{decimal}(?P<decimals>\d{{1,30}}))?", re.ASCII)
