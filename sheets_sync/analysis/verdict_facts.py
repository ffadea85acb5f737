"""What verdicts stand on in a tracker, as a number for each: it changes when somebody edits what was judged."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.instants import as_array

FACTS_BELOW: Final = 2**32

# What a record is; who has it and how far it has got are left out, because they go on changing when it is done.
# One more or one less here makes every verdict that was given one whose record somebody edited.
_KINDS: Final = ("priority", "severity", "team", "market", "category", "product_category", "violation_type", "theme")

Bits = NDArray[np.uint64]


def kinds(records: pd.DataFrame, asked: Iterable[str]) -> Bits:
    """64 bits that stand for what kind of record each is, and for what else policies `asked` of it."""
    bits = np.zeros(len(records), dtype=np.uint64)
    for field in sorted({*_KINDS, *asked}):
        bits = _mixed(bits, _word_bits(records[field]) if field in records else np.zeros(1, dtype=np.uint64))
    return bits


def facts(clocks: pd.DataFrame, kinds: Bits) -> NDArray[np.int64]:
    """A number from 0 to FACTS_BELOW for each clock, the same on every machine and in every version.

    `clocks` are rows of `sla_status`, `kinds` those of their records. It stands for both, and for when the clock
    started and stopped.
    """
    bits = kinds
    for name in ("start", "stop"):
        bits = _mixed(bits, as_array(clocks[name]).astype(np.int64).astype(np.uint64))
        bits = _mixed(bits, clocks[f"{name}_is_day"].to_numpy(dtype=np.uint64))
    return (bits >> np.uint64(32)).astype(np.int64)


def _word_bits(column: "pd.Series[Any]") -> Bits:
    """64 bits for each value, whatever the order of a list; 0 for what is missing."""
    codes, distinct = pd.factorize(column)
    return np.array([*map(_bits, distinct), 0], dtype=np.uint64)[codes]


def _bits(value: Any) -> int:
    text = "\n".join(sorted(map(str, value))) if isinstance(value, tuple) else str(value)
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _mixed(bits: Bits, more: Bits) -> Bits:
    """Both, stirred so that every bit of either changes about half of the answer's: splitmix64, by Sebastiano Vigna."""
    mixed = (bits ^ more) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
