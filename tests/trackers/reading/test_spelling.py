"""A slip of one letter may be repaired, where it cannot make another word."""

import pytest

from sheets_sync.trackers.reading.spelling import meant, nearest

KNOWN = [
    "resolved", "in progress", "critical", "policy", "slovenia", "slovakia", "high", "p1 critical",
    "contract", "context", "account suspended", "closed", "bulgarien",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("resovled", ["resolved"]),  # two letters swapped
        ("critcal", ["critical"]),  # one lost
        ("in proggress", ["in progress"]),  # one too many
        ("slovnia", ["slovenia"]),
        ("unresolved", []),  # another first letter is another word
        ("police", []),  # so is another last one
        ("rasolved", ["resolved"]),  # a vowel mistaken
        ("resolned", []),  # another consonant is another word
        ("in pogress", ["in progress"]),
        ("im progress", []),
        ("contect", []),  # too short for another vowel
        ("contact", []),  # a word of its own, whatever is known
        ("bulgarian", []),  # known in another column
        ("acount suspendd", ["account suspended"]),  # one slip in each word
        ("policiy", ["policy"]),
        ("policies", []),
        ("clsoed", ["closed"]),
        ("hgh", []),  # too short to tell
        ("p2 critical", []),  # a number is never repaired
        ("slovkia", ["slovakia"]),
        ("progress in", []),
        ("x" * 10_000, []),
    ],
)
def test_only_a_certain_slip_is_repaired(written, right):
    assert meant(written, KNOWN) == right


def test_a_word_as_near_is_a_rival_even_where_it_is_no_slip():
    assert meant("slovania", KNOWN) == ["slovakia", "slovenia"]


def test_two_words_that_are_equally_near_are_both_named():
    assert meant("marial", ["martial", "marital", "marcial"]) == ["marcial", "marital", "martial"]


def test_a_hint_needs_some_likeness():
    assert nearest("critikal", KNOWN) == "critical"
    assert nearest("banana", KNOWN) is None
