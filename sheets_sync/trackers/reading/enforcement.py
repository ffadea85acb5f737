"""Reads what was done about a violation; a time in the cell ("LIVE suspended 7d") tells a suspension from a ban."""

import re

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written, as_written
from sheets_sync.trackers.reading.enumerations import read_word
from sheets_sync.trackers.vocabulary import Vocabulary, vocabulary_of

_TIME = re.compile(
    r"\b(?:for |fur |pour |por |per |pendant |di )?(?:a |an |\d{1,3} ?)"
    r"(?:h|hrs?|hours?|std|stunden?|heures?|horas?|ore|d|days?|tagen?|tage?|jours?|dias?|giorni|giorno|w|weeks?|wochen?|semaines?"
    r"|semanas?|settiman[ae]|months?|monate?n?|mois|mes(?:es)?|mes[ei])\b"
)
_ENDLESS = {"live_ban", "account_termination"}
_WITH_AN_END = CellProblem("names a permanent measure and a time", "write the suspension with its time, or the ban")


def read_enforcement(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """The enforcement type that a cell names."""
    text = as_written(cell)
    words = vocabulary_of("enforcement_type", reading.words)
    if words.keeps_any or words.key(text) in words.spellings:
        return read_word(text, words)
    limited = _without_time(words.key(text))
    return read_word(text, words) if limited is None else _limited_measure(limited, words)


def _without_time(key: str) -> str | None:
    """What is left of a text once its one time is taken out."""
    left, times = _TIME.subn(" ", key)
    return " ".join(left.split()) if times == 1 else None


def _limited_measure(measure: str, words: Vocabulary) -> Answer:
    first, _, rest = measure.partition(" ")
    for spelling in (f"temporary {measure}", f"{first} temporary {rest}"):
        if (value := words.spellings.get(spelling)) is not None:
            return ReadCell(value)
    answer = read_word(measure, words)
    return _WITH_AN_END if isinstance(answer, ReadCell) and answer.value in _ENDLESS else answer
