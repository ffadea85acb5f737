"""Reads amounts of money: the number, and its currency by ISO 4217."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sheets_sync.trackers.reading.answers import Answer, CellProblem, Money, ReadCell, Reading, Written
from sheets_sync.trackers.reading.numbers import digits_of, magnitude, not_exact, number_problem, shifted, unbracketed
from sheets_sync.trackers.reading.tables import table

_LONGEST = 60  # characters of a cell that can still be an amount
_AMOUNT = re.compile(r"(\D*?)([.,]?\d(?:.*\d)?)(?:,[-–—]+)?(\D*)", re.ASCII)  # "1.250,- €" has no cents
_SIGN = re.compile(r"[-+−–]")

_NO_AMOUNT = CellProblem("is not an amount of money", "write the amount and the currency, such as 1250 EUR")
_TWO = CellProblem("names two currencies", "keep one currency in the cell")
_WHICH_CURRENCY = CellProblem("has a currency of several countries", "write the currency's three letters, such as SEK")


class _Column(NamedTuple):
    """What a bare 1 is worth in a column."""

    factor: int
    currency: str | None


def read_money(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """An amount; without a currency it takes the column's, given as `unit` ('EUR', 'k€'), or the configured one."""
    default = _column(unit, reading.locale, reading.currency)
    if isinstance(cell, str):
        return _in_text(cell, reading.locale, default)
    if isinstance(cell, bool) or abs(cell) == float("inf"):
        return _NO_AMOUNT
    return ReadCell(Money(cell * default.factor, default.currency))


@cache
def _column(unit: str | None, locale: str, usual_currency: str | None) -> _Column:
    exponent, currency = (_suffix(unit.strip(), locale) if unit else None) or (None, None)
    return _Column(10 ** (exponent or 0), currency or usual_currency)


def _in_text(text: str, locale: str, default: _Column) -> Answer:
    minus, rest = unbracketed(text)
    match = _AMOUNT.fullmatch(rest) if len(text) <= _LONGEST else None
    if match is None:
        return _NO_AMOUNT
    digits = digits_of(match[2], locale)
    if digits is None:
        return not_exact(text) or number_problem(match[2], locale)
    around = _around(match[1], match[3], locale)
    if isinstance(around, CellProblem):
        return around
    if around is None or (around.sign and minus):
        return not_exact(text) or _NO_AMOUNT
    return _amount("-" if around.sign == "-" else minus, digits, around, default)


class _Around(NamedTuple):
    """What stands before and behind the digits of an amount."""

    sign: str
    exponent: int | None
    currency: str | None


@lru_cache(maxsize=1_000)
def _around(before: str, behind: str, locale: str) -> _Around | CellProblem | None:
    """What the signs and words around the digits say; None where they are of no amount."""
    signs = _SIGN.findall(before)
    before, behind = _SIGN.sub("", before).strip(), behind.strip()
    if _shared_signs() & {before.casefold(), behind.casefold()}:
        return _WHICH_CURRENCY
    before_it, behind_it = _suffix(before, locale), _suffix(behind, locale)
    if before_it is None or behind_it is None or before_it[0] is not None or len(signs) > 1:
        return None
    currencies = {before_it[1], behind_it[1]} - {None}
    sign = "+" if signs == ["+"] else "-" if signs else ""
    return _TWO if len(currencies) > 1 else _Around(sign, behind_it[0], next(iter(currencies), None))


def _amount(minus: str, digits: str, around: _Around, default: _Column) -> Answer:
    if around.currency and around.exponent is None and default.factor != 1:
        return CellProblem("may or may not be in thousands", "write the whole amount, or leave the currency out")
    factor = default.factor if around.exponent is None else 1
    amount = shifted(minus + digits, around.exponent or 0) * factor
    return ReadCell(Money(amount, around.currency or default.currency))


def _suffix(text: str, locale: str) -> tuple[int | None, str | None] | None:
    """The power of ten and the currency in a text, either or neither: 'k€' is (3, 'EUR'); None for other texts."""
    if not text:
        return None, None
    for cut in range(len(text) + 1):
        head, tail = text[:cut].strip(), text[cut:].strip()
        for scale, currency in ((head, tail), (tail, head)):
            exponent, code = _scale(scale, locale), _currency(currency)
            if (exponent is None) == (not scale) and (code is None) == (not currency):
                return exponent, code
    return None


def _scale(text: str, locale: str) -> int | None:
    if text == "T":  # "T€" and "TEUR" in German
        return 3
    if text == "m" and locale.startswith("en"):
        return 6
    return magnitude(text)


def _currency(text: str) -> str | None:
    return _currencies().get(text) or _currencies().get(text.casefold())


@cache
def _currencies() -> Mapping[str, str]:
    """Codes in capitals, signs, names and the codes people also write in small letters."""
    words = table("currency")
    signs = {sign: code for code, signs in words.items() if code.isupper() for sign in (code, *signs)}
    small = {code.casefold(): code for code in words["about"]["small_letters"]}
    return signs | small | {code: code for code in words["about"]["codes"]}


@cache
def _shared_signs() -> frozenset[str]:
    return frozenset(table("currency")["refused"]["shared"])
