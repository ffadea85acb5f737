"""Reads yes and no: ticks and crosses, and words in five languages."""

from collections.abc import Mapping
from functools import cache

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written
from sheets_sync.trackers.reading.tables import table

_NEITHER = CellProblem("is neither yes nor no", "write yes or no")


def read_boolean(cell: Written, _reading: Reading, _unit: str | None) -> Answer:
    """True or False; what is neither is a problem, never False."""
    if isinstance(cell, str):
        answer = _answers().get(cell.casefold().rstrip("\ufe0e\ufe0f"))
        return _NEITHER if answer is None else ReadCell(answer)
    return ReadCell(bool(cell)) if cell in (0, 1) else _NEITHER


@cache
def _answers() -> Mapping[str, bool]:
    words = table("boolean")
    return {word: answer for answer in (True, False) for word in words[str(answer).lower()]}
