"""Misspelled words: which known spelling was meant, if only one can have been, and which is nearest."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

_LONGEST = 60  # characters of a cell that are compared
_SHORTEST_WORD = 6  # letters below which a slip is as often another word: "heute" is not "haute"


def meant(key: str, known: Sequence[str]) -> list[str]:
    """The known spellings nearest to a misspelled one, all equally near; none when nothing is near enough.

    One letter of a longer word may be missing, too many, or swapped with its neighbour; never the first or the last,
    and none may be another one, for that makes other words: "unresolved", "abgenommen". Numbers are not repaired.
    """
    if not _SHORTEST_WORD <= len(key) <= _LONGEST:
        return []
    near = process.extract(key, known, scorer=OSA.distance, score_cutoff=1, limit=None)
    return sorted(spelling for spelling, _, _ in near if _is_slip(key, spelling))


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
    is_changed = len(written) == len(right) and sorted(written) != sorted(right)
    return min(len(written), len(right)) >= _SHORTEST_WORD and not is_changed
