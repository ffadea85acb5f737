"""Misspelled words: which known spelling was meant, if only one can have been, and which is nearest."""

from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from sheets_sync.trackers.reading.answers import without_accents
from sheets_sync.trackers.reading.tables import table
from sheets_sync.trackers.vocabulary import known_words

_LONGEST = 60  # characters of a cell that are compared
_MOST_SLIPS = 2  # in a cell of several words; one in each of them

# Letters from which on a slip tells less than the rest of the word: "heute" is not "haute", "mayor" is not "major".
_SWAPPED, _LOST_OR_ADDED, _OTHER_VOWEL = 5, 6, 8
_VOWELS = frozenset("aeiouy")


def meant(key: str, known: Sequence[str]) -> list[str]:
    """The known spellings nearest to a misspelled one, all equally near; none when nothing is near enough.

    A longer word may have two neighbours swapped, a letter lost or too many, or another vowel; never the first or the
    last letter, nor another consonant, for these make other words: "unresolved", "abgenommen". Numbers are not
    repaired, nor are words of their own that lie a slip beside a known one, such as "contact" beside "contract".
    """
    if not _SWAPPED <= len(key) <= _LONGEST:
        return []
    most = min(key.count(" ") + 1, _MOST_SLIPS)
    near = process.extract(key, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    slips = [distance for spelling, distance, _ in near if _is_slip(key, spelling)]
    # What lies as near without being a slip is a rival all the same: "Slovania" is Slovenia or Slovakia.
    return sorted(spelling for spelling, distance, _ in near if slips and distance <= min(slips))


def nearest(key: str, known: Sequence[str]) -> str | None:
    """The known spelling most like this one, as a hint; None when nothing is alike."""
    found = process.extractOne(key[:_LONGEST], known, scorer=fuzz.ratio, score_cutoff=70)
    return found[0] if found else None


def _is_slip(key: str, spelling: str) -> bool:
    written, right = key.split(), spelling.split()
    return len(written) == len(right) and all(map(_may_mean, written, right))


def _may_mean(written: str, right: str) -> bool:
    if written == right:
        return True
    if not (written.isalpha() and right.isalpha() and written[0] == right[0] and written[-1] == right[-1]):
        return False
    if written in _words_of_their_own() or OSA.distance(written, right, score_cutoff=1) > 1:
        return False
    shorter = min(len(written), len(right))
    if len(written) != len(right):
        return shorter >= _LOST_OR_ADDED
    if sorted(written) == sorted(right):
        return shorter >= _SWAPPED
    changed = {letter for pair in zip(written, right, strict=True) if len(set(pair)) == 2 for letter in pair}
    return shorter >= _OTHER_VOWEL and changed <= _VOWELS


@cache
def _words_of_their_own() -> frozenset[str]:
    """Everyday words, and what is known in any column: "Bulgarian" is a language, not a slip of Bulgarien."""
    everyday = (without_accents(word) for words in table("everyday").values() for word in words)
    return known_words() | frozenset(everyday)
