"""Languages by ISO 639-1."""

import pytest

from tests.trackers.answers import REFUSED, answer


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("de|DE|deu|ger|German|Deutsch|allemand|alemán|tedesco|de-AT|Deutsch (AT)", "de"),
        ("en|EN-GB|en_US|English (UK)|Englisch|inglés", "en"),
        ("fr|Français|francais|Französisch", "fr"), ("es|Castellano|Spanish|español", "es"),
        ("pt-BR|Portuguese", "pt"), ("zh-Hans-CN|Mandarin", "zh"),
        ("uk|Ukrainian", "uk"), ("nl|Flemish", "nl"),
    ],
)  # fmt: skip
def test_a_language_is_two_letters(cells, code):
    assert [answer(cell, "language") for cell in cells.split("|")] == [code] * len(cells.split("|"))


@pytest.mark.parametrize(
    "cell", ["??", "xx", "iw", "multi", "mixed", "DE/EN", "German, English", "Swiss German", "klingon", "1"]
)
def test_what_is_not_one_certain_language_is_refused(cell):
    assert answer(cell, "language") == REFUSED


@pytest.mark.parametrize("cell", ["UK", "CH", "BE", "SE"])
def test_capitals_that_more_often_mean_a_country_are_refused(cell):
    assert answer(cell, "language") == REFUSED
