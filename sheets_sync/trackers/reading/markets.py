"""Reads markets: ISO codes, names in five languages, flags, and groups such as DACH."""

import re
from collections.abc import Mapping
from functools import cache

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written, as_written
from sheets_sync.trackers.reading.enumerations import known_value, read_word
from sheets_sync.trackers.reading.lists import split, together
from sheets_sync.trackers.reading.tables import table
from sheets_sync.trackers.vocabulary import Vocabulary, vocabulary_of, word_key

ALL_MARKETS = "EU"
DEFAULT_MARKETS = frozenset({
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip

_FIRST_FLAG_LETTER = ord("🇦")
_FLAG = re.compile("[🇦-🇿]{2}")
_AROUND_A_NAME = re.compile(r"[()\[\]:,]|\s[-–—]\s")
_AND = re.compile(r"\s(?:and|und|et|y|e|ed)\s", re.IGNORECASE)
_ALSO_WORDS = frozenset({"no", "si"})  # "no" and "yes", unless they are written like codes
_NOT_A_CODE = CellProblem("is not a known market", "write the market's two letters in capitals")
_SEPARATE = CellProblem("names more than one market", "keep one market in the cell")


def read_market(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """The code of the one market that a cell names."""
    text = as_written(cell)
    if text in (DEFAULT_MARKETS if reading.markets is None else reading.markets):
        return ReadCell(text)
    words = vocabulary_of("market", reading.words)
    codes = _codes(text, words)
    if len(codes) == 1:
        return _among(ReadCell(codes.pop()), reading)
    if codes or word_key(text) in _groups():
        return _SEPARATE
    answer = _NOT_A_CODE if _is_no_code(text) else read_word(text, words)
    return _among(answer, reading) if isinstance(answer, ReadCell) else _without_far_hint(answer, reading)


def read_markets(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """The codes of the markets that a cell names, in its order."""
    text = as_written(cell)
    whole = _market_or_group(text, reading, unit)
    if not isinstance(whole, CellProblem):
        return whole
    apart = _FLAG.sub(lambda flag: f"{flag[0]};", text) if len(_FLAG.findall(text)) > 1 else text
    members = split(apart, also_at="&+/")
    if not members:
        return whole if members is None else ReadCell(())
    if len(members) == 1:
        members = [part.strip() for part in _AND.split(members[0])]
    return whole if len(members) == 1 else _flat(together(members, [_named(part, reading, unit) for part in members]))


def _named(text: str, reading: Reading, unit: str | None) -> Answer:
    answer = _market_or_group(text, reading, unit)
    parts = _AND.split(text)
    if isinstance(answer, ReadCell) or len(parts) == 1:
        return answer
    return _flat(together(parts, [_market_or_group(part.strip(), reading, unit) for part in parts]))


def _market_or_group(text: str, reading: Reading, unit: str | None) -> Answer:
    members = _groups().get(word_key(text))
    if members is None:
        answer = read_market(text, reading, unit)
        return answer._replace(value=(answer.value,)) if isinstance(answer, ReadCell) else answer
    return _flat(together(list(members), [_market_or_group(code, reading, unit) for code in members]))


def _flat(answer: Answer) -> Answer:
    if isinstance(answer, CellProblem):
        return answer
    return answer._replace(value=tuple(dict.fromkeys(code for codes in answer.value for code in codes)))


def _codes(text: str, words: Vocabulary) -> set[str]:
    """The codes that all parts of a text name, '🇩🇪 DE (Germany)' three times the same; empty when one is unknown."""
    flags = {_flag_code(flag) for flag in _FLAG.findall(text)}
    rest = _FLAG.sub("", text).strip()
    names = [rest] if known_value(rest, words) else [part for part in _AROUND_A_NAME.split(rest) if part.strip()]
    if any(map(_is_no_code, names)):
        return set()
    codes = {known_value(name, words) for name in names} | flags
    return set() if None in codes else {code for code in codes if code}


def _is_no_code(text: str) -> bool:
    """Whether a short text is an everyday word rather than a code: 'no', 'sí'."""
    key = word_key(text)
    return (len(key) == 2 and not text.isascii()) or (key in _ALSO_WORDS and not text.isupper())


def _flag_code(flag: str) -> str:
    code = "".join(chr(ord("A") + ord(letter) - _FIRST_FLAG_LETTER) for letter in flag)
    return ALL_MARKETS if code == "EU" else code


def _among(answer: ReadCell, reading: Reading) -> Answer:
    """The answer, if its code is one of the team's markets."""
    code: str = answer.value
    allowed = DEFAULT_MARKETS if reading.markets is None else reading.markets
    if code == ALL_MARKETS or code in allowed or code in reading.words.add or reading.words.any:
        return answer
    return CellProblem(
        f"is {table('market')[code][1]} ({code}), which is not one of the configured markets",
        f"write one of the configured markets, or add {code} to markets in the configuration",
    )


def _without_far_hint(problem: CellProblem, reading: Reading) -> CellProblem:
    allowed = DEFAULT_MARKETS if reading.markets is None else reading.markets
    near = problem.suggestion if problem.suggestion in allowed else None
    return CellProblem(problem.problem, "write the two letters of a configured market, such as DE", near)


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    return {word_key(name): tuple(codes) for name, codes in table("market")["groups"].items()}
