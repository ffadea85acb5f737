"""Reads a word of an enumeration: the canonical value, or why the cell does not name one."""

import re

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reader, Reading, Written, as_written
from sheets_sync.trackers.reading.spelling import meant, nearest
from sheets_sync.trackers.vocabulary import Vocabulary, vocabulary_of

_BETWEEN_PARTS = re.compile(r"\s*[/,;|&+()\[\]:→>\n]\s*|\s+[-–—]+\s+|\s+(?:or|oder|ou|o|oppure)\s+")
# Of a list to choose from: "1. Open", "(2) Closed". A number elsewhere counts something, or is a second thing.
_NUMBER_IN_FRONT = re.compile(r"[(\[]?\d{1,2}\s*[.):\]–—_-]\s*(?=[^\W\d_])")
_IN_FRONT_OF_MORE, _BEHIND_LESS = tuple("+&/>→"), tuple(">&/")  # "high+" and "> high" leave something out
_LONGEST = 120  # characters; more is a remark, not a word
_NEVER_GUESSED = (None, "other", "unknown")
_SHOWN = 12  # values that a remedy can list and still be read


def word_reader(kind: str) -> Reader:
    """How cells of one enumeration are read."""

    def read(cell: Written, reading: Reading, _unit: str | None) -> Answer:
        return read_word(as_written(cell), vocabulary_of(kind, reading.words))

    return read


def read_word(text: str, words: Vocabulary) -> Answer:
    """The canonical value of a cleaned text."""
    value = words.spellings.get(text.casefold())  # the usual spellings are their own keys
    if value is not None and text.isascii():
        return ReadCell(value)
    key = words.key(text[:_LONGEST])
    value = words.spellings.get(key) if len(text) <= _LONGEST else None
    if value is not None and text.isascii():
        return ReadCell(value)
    if value is None and words.keeps_any:
        return ReadCell(text)
    if len(text) > _LONGEST:
        return _unknown(key, words)
    if key in words.refused:
        return CellProblem(words.refused[key], _choose(words), _hint(key, words))
    named = {value} if value else _named(text, key, words)
    named |= _marked(text, words) if named else set()
    if len(named) > 1:
        return CellProblem(f"names more than one {words.noun}", f"keep one {words.noun} in the cell")
    return ReadCell(named.pop()) if named else _repaired(key, words) or _unknown(key, words)


def known_value(text: str, words: Vocabulary) -> str | None:
    """The value that a text names by a known spelling, nothing guessed."""
    return words.spellings.get(text.casefold()) or words.spellings.get(words.key(text))


def _named(text: str, key: str, words: Vocabulary) -> set[str]:
    """The values that a text names in its parts. Empty when there is a part that is not known."""
    if match := _NUMBER_IN_FRONT.match(text):
        text = text[match.end() :]
        key = words.key(text)
    parts = [part for part in map(words.key, _BETWEEN_PARTS.split(text)) if part]
    telling = [word for word in key.split() if word not in words.ignored]
    marks = list(key) if not any(map(str.isalnum, key)) else []
    if " ".join(telling) in words.refused or text.endswith(_IN_FRONT_OF_MORE) or text.startswith(_BEHIND_LESS):
        return set()
    for pieces in (parts, [key], [" ".join(telling)], key.split(), marks):
        if named := _values(pieces, words):
            return named
    value = words.any_order.get(frozenset(telling))
    return {value} if value else set()


def _values(pieces: list[str], words: Vocabulary) -> set[str]:
    """What the pieces name together; empty when one is not known. A word beats codes and the numbers beside them."""
    telling = [piece for piece in pieces if piece not in words.ignored]
    values = {piece: _value(piece, words) for piece in telling}
    spelled = {value for piece, value in values.items() if value and piece not in words.codes}
    may_have_numbers = bool(spelled and words.codes)
    if any(value is None and not (may_have_numbers and piece.isdigit()) for piece, value in values.items()):
        return set()
    return spelled or {value for value in values.values() if value}


def _value(piece: str, words: Vocabulary) -> str | None:
    if (value := words.spellings.get(piece)) is not None:
        return value
    if "?" in piece:
        return None
    return next((value for beginning, value in words.beginnings if piece.startswith(beginning)), None)


def _marked(text: str, words: Vocabulary) -> set[str]:
    """What the emoji beside the words say: "😀 negative" names two sentiments."""
    return {words.spellings[mark] for mark in text if not mark.isalnum() and mark in words.spellings}


def _repaired(key: str, words: Vocabulary) -> Answer | None:
    near = meant(key, words.all_spellings)
    values = {words.spellings.get(spelling) for spelling in near}
    value = values.pop() if len(values) == 1 else None
    if value in _NEVER_GUESSED:
        return None
    written = _as_people_write(str(value))
    return ReadCell(value, CellProblem(f"was read as {written}", f"write {written}", written))


def _unknown(key: str, words: Vocabulary) -> CellProblem:
    return CellProblem(f"is not a known {words.noun}", _choose(words), _hint(key, words))


def _hint(key: str, words: Vocabulary) -> str | None:
    value = words.spellings.get(nearest(key, words.all_spellings) or "")
    return None if value is None else _as_people_write(value)


def _choose(words: Vocabulary) -> str:
    if len(words.values) > _SHOWN:
        return f"write one of the known {words.plural}, or add this one to the team's words in the configuration"
    return f"write one of: {', '.join(map(_as_people_write, words.values))}"


def _as_people_write(value: str) -> str:
    """A canonical value without underscores; it is read like this too."""
    return value.replace("_", " ")
