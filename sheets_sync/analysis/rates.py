"""How far a rate or a ratio on small numbers can be trusted: 95 % intervals. Rule: methods.md §3 and §4."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2
_Z = float(special.ndtri(1 - _TAIL))


def wilson_interval(successes: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """The lower and upper end of Wilson's interval for `successes` of `n`, both between 0 and 1.

    Element by element; nan where `n` is 0, because nothing was seen.
    """
    hits, trials = (np.asarray(given, dtype=np.float64) for given in (successes, n))
    trials = np.where(trials > 0, trials, np.nan)
    share = hits / trials
    spread = 1 + _Z**2 / trials
    centre = (share + _Z**2 / (2 * trials)) / spread
    margin = _Z / spread * np.sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    # Rounding would leave 1e-17 where the interval begins at nothing or ends at everything.
    lower = np.where(hits == 0, 0.0, centre - margin)
    upper = np.where(hits == trials, 1.0, centre + margin)
    return _nan_where(np.isnan(trials), lower, upper)


def poisson_ratio_interval(
    count_a: ArrayLike, exposure_a: ArrayLike, count_b: ArrayLike, exposure_b: ArrayLike
) -> tuple[Floats, Floats]:
    """The lower and upper end of the exact interval for rate a ÷ rate b, each a count over its exposure.

    Given the sum of both counts, `count_a` is binomial, so the interval is Clopper and Pearson's for its share, turned
    into a ratio. Element by element: 0 below where `count_a` is 0, infinite above where `count_b` is 0, nan where
    an exposure is not above 0.
    """
    a, time_a, b, time_b = (np.asarray(given, dtype=np.float64) for given in (count_a, exposure_a, count_b, exposure_b))
    exposed = (time_a > 0) & (time_b > 0)
    scale = np.divide(time_b, time_a, out=np.full(exposed.shape, np.nan), where=exposed)
    # The beta distribution needs both shapes above 0; the ends are exact where a count is 0.
    lower = np.where(a > 0, _odds(special.betaincinv(np.maximum(a, 1), b + 1, _TAIL)), 0.0) * scale
    upper = np.where(b > 0, _odds(special.betaincinv(a + 1, np.maximum(b, 1), 1 - _TAIL)), np.inf) * scale
    return _nan_where(~exposed, lower, upper)


def _odds(share: Floats) -> Floats:
    return share / (1 - share)


def _nan_where(unknown: NDArray[np.bool_], lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    return np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper)
