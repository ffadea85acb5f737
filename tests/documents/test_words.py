from datetime import date

import pytest

from sheets_sync.documents.words import (
    count,
    cut,
    first_few,
    label,
    plural,
    share,
    share_range,
    share_read_words,
    week_label,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("moderation_quality", "Moderation quality"),
        ("pre_recorded_content", "Pre-recorded content"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_canonical_value_is_put_in_words(value: object, words: str):
    assert label(value) == words


@pytest.mark.parametrize(("number", "text"), [(0, "0 rows"), (1, "1 row"), (1204, "1,204 rows"), (-3, "−3 rows")])
def test_a_count_agrees_with_its_noun(number: int, text: str):
    assert plural(number, "row") == text
    assert count(number) == text.split(maxsplit=1)[0]


def test_of_many_names_the_first_are_told_and_the_others_counted():
    assert [first_few(names, 2) for names in ([7], [7, 8], ["a", "b", *range(1200)])] == [
        "7", "7, 8", "a, b and 1,200 more",
    ]  # fmt: skip


def test_shares_are_whole_percents():
    assert (share(0.874), share_range(0.78, 0.916)) == ("87 %", "78–92 %")


@pytest.mark.parametrize(
    ("fraction", "words"), [(1, "100 %"), (0.99999, "99.9 %"), (0.5, "50.0 %"), (0, "0.0 %"), (None, "–")]
)
def test_only_what_was_read_whole_is_called_so(fraction: float | None, words: str):
    assert share_read_words(fraction) == words


def test_a_week_is_named_after_iso():
    assert (week_label(date(2025, 12, 29)), week_label(date(2026, 11, 16))) == ("W01", "W47")


@pytest.mark.parametrize(("text", "short"), [("a b", "a b"), ("a\n b", "a b"), ("abcdef", "abcd…"), ("", "")])
def test_a_long_text_is_cut_to_one_line(text: str, short: str):
    assert cut(text, 4) == short
