import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sheets_sync.analysis.rates import poisson_ratio_interval, wilson_interval

COUNTS = st.integers(0, 5_000)
EXPOSURES = st.floats(0.5, 500)


@pytest.mark.parametrize(
    ("successes", "n", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_figures_of_newcombes_table(successes, n, lower, upper):
    """Newcombe (1998), Statistics in Medicine 17, table I, method 3."""
    ends = wilson_interval(successes, n)

    assert [round(float(end), 4) for end in ends] == [lower, upper]


@pytest.mark.parametrize(
    ("counts_and_exposures", "lower", "upper"),
    [
        ((11, 800, 21, 3011), 0.8584264, 4.2772659),  # the example of R's poisson.test
        ((0, 1, 0, 1), 0.0, np.inf),
        ((0, 1, 5, 1), 0.0, 0.025 ** (-1 / 5) - 1),
        ((5, 1, 0, 1), 1 / (0.025 ** (-1 / 5) - 1), np.inf),
    ],
)
def test_the_ratio_of_two_rates_has_the_exact_interval(counts_and_exposures, lower, upper):
    ends = poisson_ratio_interval(*counts_and_exposures)

    assert [float(end) for end in ends] == pytest.approx([lower, upper], rel=1e-7)


def test_nothing_is_said_where_nothing_was_seen():
    wilson = wilson_interval([0, 3], [0, 10])
    ratio = poisson_ratio_interval([0, 3, 3], [0, 4, 4], [2, 2, 2], [12, 0, 12])

    assert [np.isnan(end).tolist() for end in wilson] == [[True, False]] * 2
    assert [np.isnan(end).tolist() for end in ratio] == [[True, True, False]] * 2


@given(successes=COUNTS, failures=COUNTS)
def test_wilson_lies_between_0_and_1_around_the_share_it_was_made_from(successes, failures):
    n = successes + failures
    lower, upper = wilson_interval(successes, n)

    if n:
        assert 0 <= lower <= successes / n <= upper <= 1
        assert lower < upper


@given(successes=COUNTS, failures=COUNTS)
def test_wilson_of_the_failures_is_the_mirror_of_the_successes(successes, failures):
    n = successes + failures
    lower, upper = wilson_interval(successes, n)
    other_lower, other_upper = wilson_interval(failures, n)

    np.testing.assert_allclose([lower, upper], [1 - other_upper, 1 - other_lower], atol=1e-12)


@given(successes=st.integers(0, 500), failures=st.integers(1, 500))
def test_the_same_share_of_more_trials_is_known_better(successes, failures):
    (few_lower, more_lower), (few_upper, more_upper) = wilson_interval(
        [successes, 4 * successes], [successes + failures, 4 * (successes + failures)]
    )

    assert more_upper - more_lower < few_upper - few_lower


@given(a=COUNTS, time_a=EXPOSURES, b=COUNTS, time_b=EXPOSURES)
def test_the_ratio_of_two_rates_lies_within_its_interval(a, time_a, b, time_b):
    lower, upper = poisson_ratio_interval(a, time_a, b, time_b)

    assert 0 <= lower < upper
    if b:
        assert lower <= (a / time_a) / (b / time_b) <= upper


@given(a=COUNTS, time_a=EXPOSURES, b=COUNTS, time_b=EXPOSURES)
def test_exchanging_both_rates_turns_the_interval_over(a, time_a, b, time_b):
    lower, upper = poisson_ratio_interval(a, time_a, b, time_b)
    other_lower, other_upper = poisson_ratio_interval(b, time_b, a, time_a)

    with np.errstate(divide="ignore"):
        np.testing.assert_allclose([lower, upper], [1 / other_upper, 1 / other_lower], rtol=1e-6)


@given(a=st.integers(0, 60), b=st.integers(0, 60), times=st.sampled_from([(1, 1), (4, 12), (3, 0.5)]))
def test_the_ratio_excludes_1_exactly_when_an_exact_binomial_interval_excludes_an_equal_share(a, b, times):
    time_a, time_b = times
    lower, upper = poisson_ratio_interval(a, time_a, b, time_b)

    if a + b:
        share = stats.binomtest(a, a + b).proportion_ci(method="exact")
        equal = time_a / (time_a + time_b)
        assert (lower > 1, upper < 1) == (share.low > equal, share.high < equal)
