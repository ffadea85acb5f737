"""Amounts of money carry their currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.trackers.values import Money
from tests.trackers.answers import REFUSED, answer, problem


@pytest.mark.parametrize(
    ("cell", "locale", "money"),
    [
        ("€1,250.00", "en_GB", Money(1250, "EUR")), ("1,250 €", "en_GB", Money(1250, "EUR")),
        ("EUR 1.250", "de_DE", Money(1250, "EUR")),
        ("3.121,71 €", "es_ES", Money(3121.71, "EUR")), ("1 250,00 €", "fr_FR", Money(1250, "EUR")),
        ("1.250,- €", "de_DE", Money(1250, "EUR")),
        ("12,50 euros", "fr_FR", Money(12.5, "EUR")), ("€5 EUR", "en_GB", Money(5, "EUR")),
        ("$52.10", "en_US", Money(52.1, "USD")),
        ("US$52.10", "en_GB", Money(52.1, "USD")), ("£12.50", "en_GB", Money(12.5, "GBP")),
        ("CHF 100", "de_CH", Money(100, "CHF")),
        ("100 zł", "pl_PL", Money(100, "PLN")), ("SEK 100", "en_GB", Money(100, "SEK")),
        ("-€5.00", "en_GB", Money(-5, "EUR")),
        ("€-5.00", "en_GB", Money(-5, "EUR")), ("-5,00 €", "it_IT", Money(-5, "EUR")),
        ("(€5.00)", "en_GB", Money(-5, "EUR")),
        ("€5k", "en_GB", Money(5000, "EUR")), ("5 k€", "fr_FR", Money(5000, "EUR")),
        ("5 Mio. €", "de_DE", Money(5_000_000, "EUR")),
        ("5 T€", "de_DE", Money(5000, "EUR")), ("5 TEUR", "de_DE", Money(5000, "EUR")),
        ("£1.2m", "en_GB", Money(1_200_000, "GBP")),
        ("1250", "en_GB", Money(1250, None)), (1250.5, "en_GB", Money(1250.5, None)),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_currency(cell, locale, money):
    assert answer(cell, "money", locale) == money


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("EUR/USD 5", "is not an amount of money"), ("€5 USD", "names two currencies"),
        ("100 kr", "has a currency of several countries"),
        ("¥500", "has a currency of several countries"), ("XYZ 5", "is not an amount of money"),
        ("~€500", "is not an exact number"),
        ("€500+", "is not an exact number"), ("12,50 €", "does not have the separators of en_GB"),
        ("free", "is not an amount of money"),
        ("5 €/month", "is not an amount of money"), ("€", "is not an amount of money"),
        ("--5 €", "is not an amount of money"),
        (True, "is not an amount of money"),
    ],
)  # fmt: skip
def test_what_is_not_one_amount_in_one_currency_is_refused_with_the_reason(cell, what):
    assert problem(cell, "money").problem == what


def test_without_a_currency_the_columns_comes_before_the_configured_one():
    assert answer("5", "money", unit="GBP", currency="EUR") == Money(5, "GBP")
    assert answer(5.0, "money", currency="EUR") == Money(5, "EUR")
    assert answer("$5", "money", unit="€", currency="EUR") == Money(5, "USD")


def test_a_column_may_count_in_thousands():
    assert answer("12", "money", unit="k€") == answer(12, "money", unit="k€") == Money(12_000, "EUR")
    assert answer("12k", "money", unit="k€") == Money(12_000, "EUR")
    assert answer("12 €", "money", unit="k€") == REFUSED


@given(
    cents=st.integers(-(10**11), 10**11),
    style=st.sampled_from([("en_GB", ",", "."), ("de_DE", ".", ","), ("fr_FR", "\u202f", ","), ("it_IT", ".", ",")]),
    dress=st.sampled_from(["{} €", "€{}", "EUR {}", "{}\u00a0EUR", "{} euro"]),
)
def test_amounts_survive_being_written_and_read(cents, style, dress):
    locale, group, point = style
    written = f"{cents / 100:,.2f}".translate({ord(","): group, ord("."): point})
    assert answer(dress.format(written), "money", locale) == Money(float(f"{cents / 100:.2f}"), "EUR")
