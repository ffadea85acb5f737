"""Numbers, whole numbers and ratios keep to the separators of the locale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trackers.answers import REFUSED, answer, problem


@pytest.mark.parametrize(
    ("cell", "locale", "number"),
    [
        ("1234", "en_GB", 1234), ("1,234", "en_GB", 1234), ("1,234.5", "en_GB", 1234.5),
        ("1,234,567.89", "en_US", 1234567.89),
        ("1.234", "en_GB", 1.234), (".5", "en_GB", 0.5), ("-12", "en_GB", -12), ("−12", "en_GB", -12),
        ("–12", "en_GB", -12),
        ("+5", "en_GB", 5), ("(1,234)", "en_US", -1234), ("007", "en_GB", 7), ("１２", "en_GB", 12),
        ("\u200b12 ", "en_GB", 12),
        ("1,234", "de_DE", 1.234), ("1.234", "de_DE", 1234), ("1.234,56", "de_DE", 1234.56), ("1,5", "de_DE", 1.5),
        ("12.345.678,9", "it_IT", 12345678.9), ("1.234,00", "es_ES", 1234), ("1 234,5", "de_DE", 1234.5),
        ("1 234,56", "fr_FR", 1234.56), ("1\u202f234\u202f567", "fr_FR", 1234567), ("0,5", "fr_FR", 0.5),
        ("1'234.50", "de_CH", 1234.5), ("1’234", "it_CH", 1234), ("1,234.5", "es_MX", 1234.5),
        ("12k", "en_GB", 12_000), ("1.2K", "en_GB", 1200), ("1.5M", "en_GB", 1_500_000),
        ("3 Mio.", "de_DE", 3_000_000),
        ("2,5 Mio.", "de_DE", 2_500_000), ("12 Tsd.", "de_DE", 12_000), ("12%", "en_GB", 0.12),
        ("57 %", "en_GB", 0.57),
        ("12,5 %", "de_DE", 0.125), (12.5, "de_DE", 12.5), (-3, "en_GB", -3),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_separators(cell, locale, number):
    assert answer(cell, "number", locale) == number


@pytest.mark.parametrize(
    ("cell", "locale"),
    [
        ("1,5", "en_GB"), ("12,50", "en_GB"), ("1.5", "de_DE"), ("0.123", "de_DE"), ("0,123", "en_GB"),
        ("1.234,5", "en_GB"),
        ("1,234.5", "de_DE"), ("12 34", "en_GB"), ("1 234", "en_GB"), ("1.234", "fr_FR"), ("1,23,456", "en_GB"),
        ("1.2.3", "en_GB"),
        ("1,234,56", "en_GB"), ("1'000", "en_GB"), ("5.", "en_GB"), ("1_000", "en_GB"),
    ],
)  # fmt: skip
def test_separators_of_another_locale_are_refused(cell, locale):
    assert answer(cell, "number", locale) == REFUSED


def test_a_number_in_another_locales_separators_is_shown_in_ones_own():
    assert problem("1.234,5", "number", "en_GB").suggestion == "1234.5"
    assert problem("1.5", "number", "de_DE").suggestion == "1,5"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("~500", "is not an exact number"), ("500+", "is not an exact number"), (">500", "is not an exact number"),
        ("ca. 500", "is not an exact number"), ("500?", "is not an exact number"), ("10-20", "is a range"),
        ("10–20", "is a range"),
        ("1.2E+05", "is in scientific notation and may have lost digits"), ("five", "is not a number"),
        ("12 apples", "is not a number"),
        ("12 €", "is not a number"), ("10²", "is not a number"), ("1½", "is not a number"), ("١٢", "is not a number"),
        ("2.5m", "is not a number"), ("(-12)", "is not a number"), ("1234567890123456789", "is not a number"),
        ("inf", "is not a number"),
        (True, "is a tick box, not a number"), (float("inf"), "is not a number"),
    ],
)  # fmt: skip
def test_what_is_not_one_exact_number_is_refused_with_the_reason(cell, what):
    assert problem(cell, "number").problem == what


def test_a_bare_number_takes_the_columns_unit_and_its_own_unit_wins():
    assert answer("12", "number", unit="k") == answer(12, "number", unit="k") == 12_000
    assert answer("12k", "number", unit="M") == 12_000


@pytest.mark.parametrize(
    ("cell", "number"), [("12", 12), ("12.0", 12), ("1.2k", 1200), (12.0, 12), ("12.5", REFUSED), (12.5, REFUSED)]
)
def test_a_whole_number_has_no_decimals(cell, number):
    assert answer(cell, "integer") == number
    assert isinstance(answer(cell, "integer"), type(number))


@pytest.mark.parametrize(
    ("cell", "ratio"),
    [
        ("12%", 0.12), ("0.12", 0.12), ("5.25 %", 0.0525), ("100%", 1), ("0", 0), ("1", 1), (0.0525, 0.0525),
        (1.0, 1),
        ("12", REFUSED), ("150%", REFUSED), ("-5%", REFUSED), (1.2, REFUSED), ("high", REFUSED), ("~12%", REFUSED),
        ("10-15%", REFUSED),
    ],
)  # fmt: skip
def test_a_ratio_is_a_fraction_up_to_one(cell, ratio):
    assert answer(cell, "ratio") == ratio


@pytest.mark.parametrize(
    ("cell", "ratio"), [("12", 0.12), ("0.5", 0.005), ("12%", 0.12), (12, 0.12), (0, 0), ("101", REFUSED)]
)
def test_a_column_may_count_in_percent(cell, ratio):
    assert answer(cell, "ratio", unit="%") == ratio


def test_a_typed_share_below_a_percent_heading_can_be_either_and_is_refused():
    assert problem(0.85, "ratio", unit="%").problem == "may be a share or percent"


@given(
    st.integers(-(10**12), 10**12), st.sampled_from([("en_GB", ","), ("de_DE", "."), ("fr_FR", " "), ("de_CH", "'")])
)
def test_whole_numbers_survive_being_grouped_and_read(number, style):
    locale, group = style
    assert answer(f"{number:,}".replace(",", group), "number", locale) == number


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_decimals_survive_being_written_and_read(number):
    assert answer(f"{number:,.2f}", "number", "en_GB") == float(number)
    assert answer(f"{number:.2f}".replace(".", ","), "number", "es_ES") == float(number)


@pytest.mark.parametrize("cell", [9345678901234567890.0, 1e300, -1e15, "999999999999999 bn", "1000000000000k"])
def test_a_number_no_one_counts_to_is_refused_as_a_count(cell):
    assert problem(cell, "integer").problem == "is too large for a count"


def test_the_largest_count_is_read():
    assert answer(1e15 - 1, "integer") == answer("999999999999999", "integer") == 999_999_999_999_999


@pytest.mark.parametrize("kind", ["number", "integer", "ratio", "money", "duration", "rating"])
@pytest.mark.parametrize("cell", [1.7e308, -1.7e308, 1.1e300, float("-inf")])
def test_a_number_as_good_as_infinite_is_refused(kind, cell):
    assert answer(cell, kind) == answer(cell, kind, unit="Mio") == REFUSED
