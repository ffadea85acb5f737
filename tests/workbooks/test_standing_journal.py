"""The journal read from its sheet, whatever hands have done to it."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import TrackerError
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.standing_journal import StandingJournal, heading_places, standing_journal

SEEN = ("2026-11-22T09:00:00Z", "rows", "trackers.xlsx", "7", "cases", "", "accepted", "412", "415")
LATER = ("2026-11-22T10:00:00Z", *SEEN[1:-1], "416")

cells = st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.sampled_from([*SEEN, *JOURNAL_HEADINGS])


def standing(*rows: Sequence[Cell]) -> StandingJournal:
    return standing_journal(rows, "summary.xlsx")


def read(*rows: Sequence[Cell]) -> list[tuple[str, ...]]:
    return [line.cells() for line in standing(*rows).lines]


@pytest.mark.parametrize("rows", [[], [()], [("", None)], [(" ",)], [JOURNAL_HEADINGS], [JOURNAL_HEADINGS, ()]])
def test_where_nothing_stands_there_is_no_line_and_nothing_is_spoilt(rows):
    assert standing_journal(rows, "summary.xlsx") == StandingJournal()


@given(st.permutations([JOURNAL_HEADINGS, SEEN, LATER]))
def test_people_may_sort_the_rows_with_their_headings(rows):
    assert sorted(read(*rows)) == [SEEN, LATER]


@given(st.permutations(range(9)))
def test_people_may_move_the_columns_with_their_headings(order):
    moved = [tuple(row[column] for column in order) for row in (JOURNAL_HEADINGS, SEEN, LATER)]

    assert read(*moved) == [SEEN, LATER]


def test_people_may_put_rows_and_columns_of_their_own_between():
    notes = ("Do not touch!",)
    wider = [("note", *row[:4], None, *row[4:], "a remark") for row in (JOURNAL_HEADINGS, SEEN, LATER)]

    journal = standing(notes, wider[0], (), wider[1], ("", None), wider[2])

    assert [line.cells() for line in journal.lines] == [SEEN, LATER]
    assert (journal.rows, journal.spoilt) == ([4, 6], {1: notes})


@pytest.mark.parametrize(
    "row",
    [
        (None, *SEEN[1:]),
        (46348.375, *SEEN[1:]),
        (True, *SEEN[1:]),
        ("#REF!", *SEEN[1:]),
        (SEEN[0], None, *SEEN[2:]),
        SEEN[:1],
        ("", "", "", "a remark"),
        (*[None] * 12, "a remark"),
    ],
)
def test_a_row_that_is_no_line_is_passed_over_and_known_to_be_spoilt(row):
    journal = standing(JOURNAL_HEADINGS, SEEN, row, LATER)

    assert [line.cells() for line in journal.lines] == [SEEN, LATER]
    assert journal.spoilt == {3: row}


@given(st.permutations(range(10)))
def test_what_is_spoilt_stays_under_its_headings_wherever_their_columns_were_moved(order):
    spoilt = ("yesterday", *SEEN[1:])
    rows = [(*JOURNAL_HEADINGS, "note"), (*SEEN, None), (*spoilt, "a remark")]
    moved = [tuple(row[column] for column in order) for row in rows]

    assert standing(*moved).filled_rows() == [SEEN, (*spoilt, "a remark")]


def test_of_a_spoilt_row_that_ends_early_the_rest_is_blank():
    backwards = [tuple(reversed(row)) for row in (JOURNAL_HEADINGS, SEEN)]

    assert standing(*backwards, ("a remark", True)).filled_rows() == [SEEN, (*[None] * 7, True, "a remark")]


def test_headings_that_stand_there_twice_are_no_spoilt_line():
    assert standing(JOURNAL_HEADINGS, SEEN, JOURNAL_HEADINGS).spoilt == {}


def test_cells_left_out_at_the_end_of_a_row_are_empty_and_those_beyond_it_are_no_ones():
    assert read(JOURNAL_HEADINGS, SEEN[:5], (*SEEN, "a remark")) == [(*SEEN[:5], "", "", "", ""), SEEN]


def test_an_id_that_a_hand_made_a_number_keeps_to_its_digits():
    [line] = standing(JOURNAL_HEADINGS, (*SEEN[:3], 7.0, "cases", 0.5, True)).lines

    assert (line.tab_id, line.record_id, line.field) == ("7", "0.5", "True")


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([SEEN, LATER], "its row of headings is gone"),
        ([("hello",)], "its row of headings is gone"),
        ([(*JOURNAL_HEADINGS[:-1], "After it"), SEEN], "its row of headings lacks 'after'"),
        ([JOURNAL_HEADINGS[2:], SEEN[2:]], "its row of headings lacks 'observed_at', 'kind'"),
        ([(*JOURNAL_HEADINGS, "after"), (*SEEN, "9")], "its row of headings has 'after' twice"),
    ],
)
def test_without_all_its_headings_a_journal_is_not_guessed_at(rows, what):
    with pytest.raises(TrackerError) as refused:
        standing_journal(rows, "summary.xlsx")

    assert str(refused.value) == (
        f"summary.xlsx: its hidden sheet Journal cannot be read: {what}. Nothing was written, and nothing is "
        "forgotten.\nPut the headings back above their columns, which were once observed_at, kind, workbook, tab_id, "
        "tracker, record_id, field, before, after. Or delete the sheet, and the next run begins a new one, which knows "
        "nothing of earlier runs."
    )


def test_the_columns_of_the_headings_are_told_in_their_order():
    assert heading_places([("", *reversed(JOURNAL_HEADINGS))], "") == tuple(range(9, 0, -1))
    assert heading_places([], "") == tuple(range(9))


@given(st.lists(st.lists(cells, max_size=10), max_size=4), st.randoms())
def test_whatever_a_hand_writes_between_them_the_other_lines_are_read(rows, order: random.Random):
    rows = [row for row in rows if not set(JOURNAL_HEADINGS).issubset(row)]
    mixed = [*rows, SEEN, LATER, JOURNAL_HEADINGS]
    order.shuffle(mixed)

    journal = standing(*mixed)

    assert {SEEN, LATER} <= {line.cells() for line in journal.lines}
    assert len(journal.lines) == len(journal.rows)
    assert all(isinstance(line, JournalLine) for line in journal.lines)
