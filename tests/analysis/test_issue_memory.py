"""Since when an issue has stood."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.issue_memory import is_spoilt, issue_memory, issue_notes
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.trackers.issues import RowIssue, Severity
from sheets_sync.workbooks.journal_line import JournalLine
from tests.drawing import utc

MONDAY, TUESDAY, FRIDAY = utc("2026-03-09 09:00"), utc("2026-03-10 09:00"), utc("2026-03-13 09:00")


def trackers(*keys: str, tracker: str = "cases", field: str = "status", severity: Severity = "warning") -> Trackers:
    """Trackers with an issue of each of these keys, and nothing else."""
    issue = RowIssue(
        tracker=tracker, workbook="", tab="", field=field, value="", problem="", remedy="", severity=severity
    )
    return Trackers(
        frames={}, issues=(issue,) * len(keys), issue_keys=keys, accounts=(), columns=(), missing={}, troubles=(),
        workbooks=(),
    )  # fmt: skip


def both(one: Trackers, other: Trackers) -> Trackers:
    return replace(one, issues=one.issues + other.issues, issue_keys=one.issue_keys + other.issue_keys)


def run(journal: Sequence[JournalLine], found: Trackers, now: datetime) -> list[JournalLine]:
    """The journal after a run."""
    return [*journal, *issue_notes(journal, found, now)]


def since(journal: Sequence[JournalLine], found: Trackers, now: datetime) -> list[datetime | None]:
    return list(issue_memory(journal, found, now).first_seen)


def test_a_first_run_has_seen_all_today():
    memory = issue_memory([], trackers("aaaaaaaa", "bbbbbbbb"), MONDAY)

    assert memory.first_seen == (MONDAY, MONDAY)
    assert memory.began_at == MONDAY


def test_an_issue_keeps_the_day_it_was_first_seen():
    journal = run([], trackers("aaaaaaaa"), MONDAY)
    journal = run(journal, trackers("bbbbbbbb", "aaaaaaaa"), TUESDAY)
    memory = issue_memory(journal, trackers("bbbbbbbb", "aaaaaaaa", "cccccccc"), FRIDAY)

    assert memory.first_seen == (TUESDAY, MONDAY, FRIDAY)
    assert memory.began_at == MONDAY


def test_what_was_mended_and_came_back_is_new():
    journal = run([], trackers("aaaaaaaa"), MONDAY)
    journal = run(journal, trackers(), TUESDAY)

    assert since(journal, trackers("aaaaaaaa"), FRIDAY) == [FRIDAY]


def test_an_unchanged_run_adds_no_line():
    journal = run([], trackers("aaaaaaaa", "bbbbbbbb", "bbbbbbbb"), MONDAY)

    assert issue_notes(journal, trackers("bbbbbbbb", "aaaaaaaa"), TUESDAY) == []


def test_one_line_tells_what_came_and_went_of_a_field():
    journal = run([], both(trackers("aaaaaaaa"), trackers("zzzzzzzz", field="market")), MONDAY)

    (line,) = issue_notes(
        journal, both(trackers("cccccccc", "bbbbbbbb"), trackers("zzzzzzzz", field="market")), TUESDAY
    )

    assert line == JournalLine(
        observed_at=TUESDAY, kind="issue", tracker="cases", field="status", before="aaaaaaaa",
        after="bbbbbbbb cccccccc",
    )  # fmt: skip


def test_many_issues_take_few_lines_and_every_cell_fits_into_excel():
    keys = [f"{number:08}" for number in range(45_915)]

    lines = issue_notes([], trackers(*keys), MONDAY)

    assert len(lines) == 16
    assert max(len(cell) for line in lines for cell in line.cells()) < 32_767
    assert since(lines, trackers(*keys), TUESDAY) == [MONDAY] * len(keys)


def test_of_too_many_the_worst_are_remembered_and_the_others_have_no_day():
    keys = [f"{number:08}" for number in range(100_000)]
    found = both(trackers(*keys), trackers("zzzzzzzz", severity="row_left_out"))
    journal = run([], found, MONDAY)

    assert since(journal, found, TUESDAY)[-2:] == [None, MONDAY]
    assert issue_notes(journal, found, TUESDAY) == []


def test_of_a_tracker_that_is_held_back_nothing_is_noted():
    journal = run([], both(trackers("aaaaaaaa"), trackers("zzzzzzzz", tracker="feedback")), MONDAY)

    assert issue_notes(journal, trackers("zzzzzzzz", tracker="feedback"), TUESDAY, held={"cases"}) == []
    assert since(journal, trackers("aaaaaaaa"), FRIDAY) == [MONDAY]


def test_while_a_part_of_a_tracker_is_not_read_its_issues_are_not_forgotten_and_new_ones_are_noted():
    first = both(trackers("aaaaaaaa", "bbbbbbbb"), trackers("zzzzzzzz", tracker="feedback"))
    journal = run([], first, MONDAY)

    journal += issue_notes(journal, trackers("aaaaaaaa", "cccccccc"), TUESDAY, half_read={"cases"})

    assert since(journal, both(first, trackers("cccccccc")), FRIDAY) == [MONDAY, MONDAY, FRIDAY, TUESDAY]
    assert since(run(journal, trackers("aaaaaaaa"), FRIDAY), trackers("bbbbbbbb"), FRIDAY) == [FRIDAY]


def test_a_lost_journal_begins_anew():
    memory = issue_memory([], trackers("aaaaaaaa"), FRIDAY)

    assert (memory.first_seen, memory.began_at) == ((FRIDAY,), FRIDAY)


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4))
def test_whatever_a_hand_wrote_the_next_run_knows_its_issues(spoilt: list[tuple[str, str]]):
    journal = [
        JournalLine(observed_at=MONDAY, kind="issue", tracker="cases", before=before, after=after)
        for before, after in spoilt
    ]
    found = trackers("aaaaaaaa", "bbbbbbbb")

    assert since(run(journal, found, TUESDAY), found, FRIDAY) == [TUESDAY, TUESDAY]


months = st.lists(st.sets(st.sampled_from(["aaaaaaaa", "bbbbbbbb", "cccccccc"])), max_size=6)


@given(months, st.integers(0, 3), st.randoms())
def test_the_order_of_the_lines_does_not_matter(runs: list[set[str]], runs_a_day: int, order: random.Random):
    found = trackers("aaaaaaaa", "bbbbbbbb", "dddddddd")
    journal: list[JournalLine] = []
    for number, keys in enumerate(runs):
        at = MONDAY + timedelta(days=number // runs_a_day if runs_a_day else number)
        journal += issue_notes(journal, trackers(*sorted(keys)), at)
    shuffled = order.sample(journal, len(journal))

    assert issue_memory(shuffled, found, FRIDAY) == issue_memory(journal, found, FRIDAY)
    assert issue_notes(shuffled, found, FRIDAY) == issue_notes(journal, found, FRIDAY)


@pytest.mark.parametrize(("text", "is_known"), [("aaaaaaaa bbbbbbbb", True), ("", True), ("aaaaaaa", False)])
def test_a_line_that_names_what_is_no_key_is_spoilt(text: str, *, is_known: bool):
    line = JournalLine(observed_at=MONDAY, kind="issue", tracker="cases", before="zzzzzzzz", after=text)

    assert is_spoilt(line) is not is_known
    assert is_spoilt(replace(line, before=text, after="zzzzzzzz")) is not is_known


@given(months)
def test_an_issue_is_as_old_as_the_last_run_it_has_stood_since(runs: list[set[str]]):
    journal: list[JournalLine] = []
    for day, keys in enumerate(runs, start=1):
        journal = run(journal, trackers(*sorted(keys)), datetime(2026, 3, day, tzinfo=MONDAY.tzinfo))
    unbroken = next((back for back, keys in enumerate(reversed(runs)) if "aaaaaaaa" not in keys), len(runs))

    (seen,) = since(journal, trackers("aaaaaaaa"), datetime(2026, 3, len(runs) + 1, tzinfo=MONDAY.tzinfo))

    assert seen is not None
    assert seen.day == len(runs) + 1 - unbroken
