"""References in formulas: what becomes of them when a formula is copied elsewhere."""

import re

from .a1 import column_index, column_letters

QUOTED = r'"(?:[^"]|"")*"'
CELL = r"(?P<c>\$?[A-Za-z]{1,3})(?P<r>\$?[1-9]\d*)"
COLUMNS = r"(?P<c1>\$?[A-Za-z]{1,3}):(?P<c2>\$?[A-Za-z]{1,3})"
REFERENCE = re.compile(rf"{QUOTED}|'(?:[^']|'')*'!|(?<![\w$])(?:{CELL}|{COLUMNS})(?![\w(!])")
LOST = "#REF!"


def moved(formula: str, down: int, right: int) -> str:
    """The formula with its relative references moved; one that leaves the grid is lost."""

    def replaced(match: re.Match[str]) -> str:
        if match["c"]:
            return _joined("", _column(match["c"], right), _row(match["r"], down))
        if match["c1"]:
            return _joined(":", _column(match["c1"], right), _column(match["c2"], right))
        return match[0]

    return REFERENCE.sub(replaced, formula)


def _joined(mark: str, *parts: str) -> str:
    return LOST if LOST in parts else mark.join(parts)


def _column(text: str, right: int) -> str:
    if text.startswith("$"):
        return text
    index = column_index(text) + right
    return column_letters(index) if index >= 0 else LOST


def _row(text: str, down: int) -> str:
    if text.startswith("$"):
        return text
    return str(int(text) + down) if int(text) + down > 0 else LOST
