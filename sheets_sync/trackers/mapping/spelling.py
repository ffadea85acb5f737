"""Mends a slip of the keyboard in a heading's word, where the word is long and only one known word is so near."""

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sheets_sync.trackers.mapping.words import heading_words
from sheets_sync.trackers.schemas import SCHEMAS

LEAST_LETTERS = 7  # of a word that may hold one slip
_MANY_LETTERS = 11  # of a word that may hold two


@lru_cache(maxsize=16_384)
def respelled(word: str) -> str:
    """The known word this one is a slip of; a known, a short and any other word as it is."""
    if len(word) < LEAST_LETTERS or word in known_words():
        return word
    slips = 1 if len(word) < _MANY_LETTERS else 2
    near = process.extract(word, _words_as_long(len(word), slips), scorer=OSA.distance, score_cutoff=slips, limit=2)
    is_clear = len(near) == 1 or (len(near) > 1 and near[0][1] < near[1][1])
    return str(near[0][0]) if is_clear and near[0][0][0] == word[0] else word


@cache
def known_words() -> frozenset[str]:
    """Every word of a known heading in any tracker, those that mean something else among them."""
    headings = [
        heading
        for schema in SCHEMAS.values()
        for name in schema.model_fields
        for heading in (name, *schema.said(name, "headings"), *schema.said(name, "weak_headings"))
    ]
    others = [heading for schema in SCHEMAS.values() for heading in schema.not_fields.split("|")]
    return frozenset(word for heading in (*headings, *others) for word in heading_words(heading).all)


@cache
def _words_as_long(letters: int, slips: int) -> tuple[str, ...]:
    """The known words so many slips could make as long: each adds or drops one letter at most."""
    long_words = (word for word in known_words() if len(word) >= LEAST_LETTERS)
    return tuple(sorted(word for word in long_words if abs(len(word) - letters) <= slips))
