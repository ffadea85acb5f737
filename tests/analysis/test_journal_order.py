"""Lines in the order of time, wherever they stand."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.journal_order import by_subject, in_turn
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import hours

words = st.sampled_from("abcd")
changes = st.lists(st.tuples(words, words), max_size=6)


def line(hour: int, before: str, after: str, tab: str = "7") -> JournalLine:
    return JournalLine(observed_at=hours(hour), kind="tab", tab_id=tab, before=before, after=after)


def test_lines_about_one_thing_are_told_from_the_oldest_on_those_of_one_instant_together():
    lines = [line(2, "b", "c"), line(1, "", "a"), line(2, "a", "b"), line(0, "", "x", tab="8")]

    assert by_subject(lines, lambda one: one.tab_id) == {
        "8": [[line(0, "", "x", tab="8")]],
        "7": [[line(1, "", "a")], [line(2, "a", "b"), line(2, "b", "c")]],
    }


@pytest.mark.parametrize(
    ("stood", "given_changes", "ordered"),
    [
        (None, ["bc", "ab"], ["ab", "bc"]),
        (None, ["cd", "ab"], ["ab", "cd"]),
        ("b", ["ab", "ba"], ["ba", "ab"]),
        ("a", ["ab", "ba"], ["ab", "ba"]),
        (None, ["ba", "ab"], ["ab", "ba"]),
        ("b", ["ba", "bd", "ab"], ["ba", "ab", "bd"]),
        ("x", ["ab", "ab"], ["ab"]),
        ("x", [], []),
    ],
)
def test_a_change_follows_the_one_it_goes_on_from(stood, given_changes, ordered):
    assert in_turn(map(tuple, given_changes), stood=stood) == list(map(tuple, ordered))


@given(changes, st.none() | words, st.randoms())
def test_the_order_in_which_changes_are_given_does_not_matter(some, stood, order: random.Random):
    shuffled = order.sample(some, len(some))

    assert in_turn(shuffled, stood=stood) == in_turn(some, stood=stood)
    assert sorted(in_turn(some, stood=stood)) == sorted(set(some))


@given(st.lists(words, min_size=2, max_size=4, unique=True), st.randoms())
def test_changes_that_went_on_from_each_other_are_found_in_that_order(path, order: random.Random):
    walked = list(pairwise(path))

    assert in_turn(order.sample(walked, len(walked))) == walked
