from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from sheets_sync.documents.words import (
    count,
    cut,
    day_words,
    label,
    local,
    moment,
    plural,
    share,
    share_range,
    share_read_words,
    week_label,
)
from tests.drawing import utc

BERLIN = ZoneInfo("Europe/Berlin")


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


def test_shares_are_whole_percents():
    assert (share(0.874), share_range(0.78, 0.916)) == ("87 %", "78–92 %")


@pytest.mark.parametrize(
    ("fraction", "words"), [(1, "100 %"), (0.99999, "99.9 %"), (0.5, "50.0 %"), (0, "0.0 %"), (None, "–")]
)
def test_only_what_was_read_whole_is_called_so(fraction: float | None, words: str):
    assert share_read_words(fraction) == words


def test_an_instant_is_told_by_the_teams_clock_in_winter_and_summer():
    assert moment(utc("2026-03-28 23:30"), BERLIN) == "Sun 29 Mar 00:30"
    assert moment(utc("2026-03-29 23:30"), BERLIN) == "Mon 30 Mar 01:30"
    assert local(pd.NaT, BERLIN) is None
    assert day_words(utc("2026-03-28 23:30"), BERLIN) == "Sun 29 Mar 2026"


def test_a_week_is_named_after_iso():
    assert (week_label(date(2025, 12, 29)), week_label(date(2026, 11, 16))) == ("W01", "W47")


@pytest.mark.parametrize(("text", "short"), [("a b", "a b"), ("a\n b", "a b"), ("abcdef", "abcd…"), ("", "")])
def test_a_long_text_is_cut_to_one_line(text: str, short: str):
    assert cut(text, 4) == short
