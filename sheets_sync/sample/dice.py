"""Chance that falls the same way every time: one generator per seed and subject."""

import math
import random
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

Dice = random.Random


def dice(seed: int, subject: str) -> Dice:
    """A generator of its own for each subject, so that a change to one tracker leaves the others as they are."""
    return random.Random(f"{seed} {subject}")  # noqa: S311 - a demo, not a secret


def weighted(chance: Dice, weights: Mapping[T, float]) -> T:
    """One of the keys, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def poisson(chance: Dice, mean: float) -> int:
    """How many of something happen that happens `mean` times on average."""
    count, product, limit = 0, chance.random(), math.exp(-mean)
    while product > limit:
        count += 1
        product *= chance.random()
    return count


def around(chance: Dice, mean: float, spread: float) -> float:
    """A figure that scatters around its mean as sales and audiences do: never below zero, seldom far above."""
    return mean * math.exp(chance.gauss(-spread * spread / 2, spread))
