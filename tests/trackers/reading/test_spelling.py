"""A slip of one letter may be repaired, where it cannot make another word."""

import pytest

from sheets_sync.trackers.reading.spelling import meant, nearest

KNOWN = ["resolved", "in progress", "critical", "policy", "slovenia", "slovakia", "high", "p1 critical"]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("resovled", ["resolved"]),  # two letters swapped
        ("critcal", ["critical"]),  # one lost
        ("in proggress", ["in progress"]),  # one too many
        ("slovnia", ["slovenia"]),
        ("unresolved", []),  # another first letter is another word
        ("police", []),  # so is another last one
        ("rasolved", []),  # and a changed one
        ("hgh", []),  # too short to tell
        ("p2 critical", []),  # a number is never repaired
        ("slovkia", ["slovakia"]),
        ("progress in", []),
        ("x" * 10_000, []),
    ],
)
def test_only_a_certain_slip_is_repaired(written, right):
    assert meant(written, KNOWN) == right


def test_two_words_that_are_equally_near_are_both_named():
    assert meant("marial", ["martial", "marital", "marcial"]) == ["marcial", "marital", "martial"]


def test_a_hint_needs_some_likeness():
    assert nearest("critikal", KNOWN) == "critical"
    assert nearest("banana", KNOWN) is None
