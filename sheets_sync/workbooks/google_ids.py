"""Ids that are chosen, not given: Google refuses one that exists, so a write that is repeated shows."""

from collections.abc import Container
from hashlib import sha256
from itertools import count
from typing import Final

_LARGEST: Final = 2**31 - 1


def chosen_id(*what: object, taken: Container[int] = frozenset()) -> int:
    """The id of something new, from 1 up: for the same words the same, but none of `taken`."""
    ids = (_id_of(*what, turn) for turn in count())
    return next(number for number in ids if number not in taken)


def _id_of(*what: object) -> int:
    words = "\n".join(map(str, what))
    return int.from_bytes(sha256(words.encode()).digest()[:8], "big") % _LARGEST + 1
