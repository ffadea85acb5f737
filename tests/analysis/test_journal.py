"""What a run remembers of the runs before it."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.journal import SeenTab, Shrink, former_titles, half_read, notes, shrinks
from sheets_sync.workbooks.journal_line import JournalLine
from tests.drawing import utc

MONDAY, TUESDAY = utc("2026-03-09 09:00"), utc("2026-03-10 09:00")
CASES = SeenTab("1AbC", "7", "cases", "Cases", accepted=100)
MORE_CASES = SeenTab("1AbC", "8", "cases", "Cases ES", accepted=20)
FEEDBACK = SeenTab("feedback.csv", "feedback", "feedback", "feedback", accepted=10)


def test_a_first_run_notes_the_titles_of_tabs_with_ids_and_every_number_of_rows():
    lines = notes([], [CASES, FEEDBACK], MONDAY)

    assert [(line.kind, line.workbook, line.tab_id, line.before, line.after) for line in lines] == [
        ("tab", "1AbC", "7", "", "Cases"),
        ("rows", "1AbC", "7", "", "100"),
        ("rows", "feedback.csv", "feedback", "", "10"),
    ]
    assert {line.observed_at for line in lines} == {MONDAY}


def test_an_unchanged_run_notes_nothing():
    journal = notes([], [CASES, FEEDBACK], MONDAY)

    assert notes(journal, [FEEDBACK, CASES], TUESDAY) == []


def test_a_renamed_tab_is_known_by_all_its_titles_the_latest_last():
    journal = notes([], [CASES], MONDAY)
    journal += notes(journal, [replace(CASES, title="Fälle")], TUESDAY)

    assert former_titles(journal) == {("1AbC", "7"): ("Cases", "Fälle")}


def test_a_tab_that_got_its_old_title_back_has_that_one_last():
    journal = notes([], [CASES], MONDAY)
    journal += notes(journal, [replace(CASES, title="Fälle")], MONDAY)
    journal += notes(journal, [CASES], TUESDAY)

    assert former_titles(journal)["1AbC", "7"] == ("Fälle", "Cases")


def test_a_tracker_has_shrunk_when_it_lost_over_three_tenths_of_its_rows():
    journal = notes([], [CASES, MORE_CASES, FEEDBACK], MONDAY)

    assert shrinks(journal, [replace(CASES, accepted=64), MORE_CASES, FEEDBACK]) == ()
    assert shrinks(journal, [replace(CASES, accepted=63), MORE_CASES, FEEDBACK]) == (Shrink("cases", 120, 83),)


@pytest.mark.parametrize(
    ("limit", "left", "held"),
    [(0.5, 50, []), (0.5, 49, ["cases"]), (0, 100, []), (0, 99, ["cases"]), (1, 0, []), (0.07, 93, [])],
)
def test_a_team_may_say_how_much_a_tracker_may_lose(limit: float, left: int, held: list[str]):
    journal = notes([], [CASES, FEEDBACK], MONDAY)
    shrunk = shrinks(journal, [replace(CASES, accepted=left), replace(FEEDBACK, accepted=6)], {"cases": limit})

    assert [shrink.tracker for shrink in shrunk] == [*held, "feedback"]


def test_a_tracker_that_is_not_there_any_more_has_shrunk_to_nothing_and_its_tabs_are_named():
    journal = notes([], [CASES, FEEDBACK], MONDAY)

    assert shrinks(journal, [FEEDBACK]) == (Shrink("cases", 100, 0, gone=("Cases",)),)


def test_rows_that_moved_to_another_tab_are_no_loss():
    journal = notes([], [CASES], MONDAY)

    assert shrinks(journal, [replace(MORE_CASES, accepted=100)]) == ()


@pytest.mark.parametrize(
    ("seen", "standing", "trackers"),
    [
        ([CASES, MORE_CASES], {("1AbC", "7"), ("1AbC", "8")}, set()),
        ([CASES], {("1AbC", "7"), ("1AbC", "8")}, {"cases"}),
        ([CASES], {("1AbC", "7")}, set()),
        ([CASES, replace(MORE_CASES, tracker="feedback")], {("1AbC", "7"), ("1AbC", "8")}, {"cases"}),
    ],
    ids=["both are read", "one is not recognised", "one was deleted", "one is another tracker now"],
)
def test_a_tracker_is_half_read_while_a_tab_of_it_is_there_and_is_not_read(seen, standing, trackers):
    assert half_read(notes([], [CASES, MORE_CASES], MONDAY), seen, standing) == trackers


def test_a_tab_that_is_gone_is_noted_once_and_not_counted_again():
    journal = notes([], [CASES, MORE_CASES], MONDAY)
    lines = notes(journal, [CASES], TUESDAY)

    assert [(line.tab_id, line.before, line.after) for line in lines] == [("8", "20", "0")]
    assert notes(journal + lines, [CASES], TUESDAY) == []


def test_nothing_is_noted_of_a_tracker_that_is_held_back():
    journal = notes([], [CASES, FEEDBACK], MONDAY)
    emptied = [replace(CASES, accepted=0), replace(FEEDBACK, accepted=11)]

    lines = notes(journal, emptied, TUESDAY, held={"cases"})

    assert [(line.tracker, line.after) for line in lines] == [("feedback", "11")]
    assert shrinks(journal + lines, emptied) == (Shrink("cases", 100, 0),)


def test_of_one_second_the_later_run_has_the_last_word():
    journal = notes([], [CASES], MONDAY)
    journal += notes(journal, [replace(CASES, accepted=120, title="Fälle")], MONDAY)
    journal += notes(journal, [replace(CASES, accepted=50, title="Alt")], MONDAY)

    assert former_titles(journal[::-1])["1AbC", "7"] == ("Cases", "Fälle", "Alt")
    assert shrinks(journal[::-1], []) == (Shrink("cases", 50, 0, gone=("Alt",)),)


months = st.lists(
    st.dictionaries(st.sampled_from("789"), st.tuples(st.integers(0, 3), st.sampled_from(["A", "B", "C"]))), max_size=5
)


@given(months, st.integers(0, 1), st.randoms())
def test_the_order_of_the_lines_does_not_matter(months, days_apart: int, order: random.Random):
    journal: list[JournalLine] = []
    for month, tabs in enumerate(months):
        seen = [SeenTab("1AbC", tab, "cases", title, accepted) for tab, (accepted, title) in sorted(tabs.items())]
        journal += notes(journal, seen, MONDAY + timedelta(days=month * days_apart))
    shuffled = order.sample(journal, len(journal))

    assert former_titles(shuffled) == former_titles(journal)
    assert shrinks(shuffled, [CASES]) == shrinks(journal, [CASES])
    assert notes(shuffled, [CASES, MORE_CASES], TUESDAY) == notes(journal, [CASES, MORE_CASES], TUESDAY)


@pytest.mark.parametrize("spoilt", ["", "many", "-3", "1.5", "٣٣x", "9" * 5000])
def test_a_number_somebody_has_spoilt_is_passed_over(spoilt: str):
    journal = notes([], [FEEDBACK], MONDAY)
    journal.append(replace(journal[-1], after=spoilt))

    assert notes(journal, [FEEDBACK], TUESDAY) == []
