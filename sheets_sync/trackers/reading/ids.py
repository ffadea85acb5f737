"""Reads ids: text kept as it stands, or the damage a spreadsheet has done to it."""

import re
from typing import Final

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written, words_for

_SAFE_DIGITS = 15  # more than a spreadsheet's number can hold are lost

# No word for a blank, an error or no id has a digit behind a letter; an id cut to 15 digits ends in zeros.
NAMED_ID: Final = "[A-Za-z][A-Za-z_#-]*[0-9][A-Za-z0-9_#-]*"
PLAIN_ID: Final = f"{NAMED_ID}|[0-9]{{1,16}}|[0-9]{{16,23}}[1-9]"
_PLAIN = re.compile(PLAIN_ID)
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s?[eE](?:[+-]?[0-9]{1,2}|[+-][0-9]{3})")
_POINT_ZERO = re.compile(r"([0-9]+)\.0")
_FLOAT_TAIL = re.compile(r"-?[0-9]+[.,][0-9]+")
# A float keeps 15 digits for certain; written in full, 17 and zeros.
_ZEROED = re.compile(r"[0-9]{15}0{2,}|[0-9]{17}0{3,}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([., '’])[0-9]{3})(?:\1[0-9]{3}){2,}")
_SEVERAL = re.compile(r"[;|\n]|,\s")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")

_DAMAGED = CellProblem(
    "is an id that the spreadsheet has turned into a number and rounded",
    "format the column as text and paste the id again",
)


def read_id(cell: Written, _reading: Reading, _unit: str | None) -> Answer:
    """The id in a cell, as text."""
    if not isinstance(cell, str):
        return _from_number(cell)
    if _PLAIN.fullmatch(cell):
        return ReadCell(cell)
    text = cell[1:].lstrip() if cell[0] in "'’" else cell
    if match := _POINT_ZERO.fullmatch(text):
        return ReadCell(match[1]) if len(match[1]) <= _SAFE_DIGITS else _DAMAGED
    return damage(text) or _no_id(text) or ReadCell(text)


def read_handle(cell: Written, reading: Reading, unit: str | None) -> Answer:
    """A creator's handle, without the @ in front."""
    return read_id(cell.removeprefix("@") or cell if isinstance(cell, str) else cell, reading, unit)


def damage(text: str) -> CellProblem | None:
    """What a spreadsheet has done to an id, if anything."""
    if not text[:1].isdigit() or len(text) < 3:
        return None
    if _SCIENTIFIC.fullmatch(text) or _ZEROED.fullmatch(text) or _GROUPED.fullmatch(text):
        return _DAMAGED
    digits, _, decimals = text.replace(",", ".").partition(".")
    long_tail = len(digits) + len(decimals) > _SAFE_DIGITS or len(decimals) > 8
    return _DAMAGED if _FLOAT_TAIL.fullmatch(text) and long_tail else None


def _no_id(text: str) -> CellProblem | None:
    if not _LETTER_OR_DIGIT.search(text) or text.casefold() in words_for("no_id"):
        return CellProblem("is not an id", "write the id, or leave the cell empty")
    if text.startswith("="):
        return CellProblem("is a formula", "format the column as text and write the id alone")
    if _SEVERAL.search(text):
        return CellProblem("names more than one id", "keep one id in the cell")
    return None


def _from_number(cell: float) -> Answer:
    if isinstance(cell, bool):
        return CellProblem("is a tick box, not an id", "write the id")
    if cell < 0 or not float(cell).is_integer():
        return CellProblem("is a number, not an id", "format the column as text and write the id")
    return ReadCell(str(int(cell))) if cell < 10**_SAFE_DIGITS else _DAMAGED
