"""What the journal remembers of records."""

import random
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.history import DONE, History, history
from sheets_sync.analysis.sighting_lines import FIELDS
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import NINE, hours, ran, run, statuses, tracker

LATE = hours(1000)

words = st.sampled_from(["open", "waiting", "resolved", "closed", ""])
months = st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=5)


def remembered(journal: list[JournalLine]) -> History:
    return history(journal, "escalations", LATE)


def spans(journal: list[JournalLine], field: str = "status") -> list[tuple[object, ...]]:
    """Value, hours from the first run to start and end (None: not known, or lasting), and whether it is a change."""
    rows = remembered(journal).of(field)
    return [(row.value, hour(row.start), hour(row.end), row.is_change) for row in rows.itertuples()]


def hour(instant: pd.Timestamp) -> float | None:
    return None if pd.isna(instant) else (instant - NINE).total_seconds() / 3600


def three(*statuses_seen: str) -> pd.DataFrame:
    rows = "\n".join(f"ESC-{number} | {status}" for number, status in enumerate(statuses_seen))
    return tracker(f"escalation_id | status\n{rows}")


def assert_same(one: History, other: History) -> None:
    pd.testing.assert_frame_equal(one.spans, other.spans)
    pd.testing.assert_series_equal(one.first_seen_at, other.first_seen_at)


def test_a_value_lasts_from_the_run_that_saw_it_to_the_run_that_saw_the_next():
    assert spans(statuses("open", "open", "waiting", "open")) == [
        ("open", 0, 2, False),
        ("waiting", 2, 3, True),
        ("open", 3, None, True),
    ]


def test_fields_have_spans_of_their_own():
    journal = ran(
        *(tracker(f"id | owner | team\nESC-1 | {row}") for row in ("Mia | policy", " | policy", "Ben | legal"))
    )

    assert spans(journal, "owner") == [("Mia", 0, 1, False), ("", 1, 2, True), ("Ben", 2, None, True)]
    assert spans(journal, "team") == [("policy", 0, 2, False), ("legal", 2, None, True)]


def test_a_record_is_known_since_it_was_first_seen():
    journal = ran(three("open"), three("open", "waiting"))

    assert remembered(journal).first_seen_at.to_dict() == {"ESC-0": hours(0), "ESC-1": hours(1)}


def test_changes_name_what_stood_there_before():
    changes = remembered(statuses("open", "waiting", "closed")).changes("status")

    assert changes.to_dict("records") == [
        {"record_id": "ESC-1", "field": "status", "at": hours(1), "before": "open", "after": "waiting"},
        {"record_id": "ESC-1", "field": "status", "at": hours(2), "before": "waiting", "after": "closed"},
    ]


@pytest.mark.parametrize(
    ("seen", "closed"),
    [
        (["open", "waiting"], []),
        (["open", "resolved", "closed"], [(1, None, 1)]),
        (["open", "resolved", "closed", "reopened", "closed"], [(1, 3, 1), (4, None, 4)]),
        (["closed", "reopened", "cancelled"], [(0, 1, None), (2, None, 2)]),
        (["resolved", "closed"], [(0, None, None)]),
        (["closed"], [(0, None, None)]),
    ],
)
def test_done_is_one_span_until_a_record_is_reopened(seen: list[str], closed: list[tuple[object, ...]]):
    rows = remembered(statuses(*seen)).closed

    assert [(hour(row.start), hour(row.end), hour(row.seen_at)) for row in rows.itertuples()] == closed


def test_a_closed_record_does_not_go_on_in_the_next_one():
    rows = remembered(ran(three("open", "open"), three("closed", "resolved"))).closed

    assert rows["record_id"].tolist() == ["ESC-0", "ESC-1"]
    assert rows["end"].isna().all()


def test_what_two_runs_noted_counts_once_from_the_earlier():
    journal = statuses("open", "waiting", "closed")
    again = [replace(line, observed_at=line.observed_at.replace(minute=1)) for line in journal]
    interleaved = [line for pair in zip(journal, again, strict=True) for line in pair]

    assert spans(interleaved) == spans(journal)


def test_what_stood_there_before_a_change_is_known_where_the_first_sight_is_lost():
    assert spans(statuses("open", "waiting", "closed")[1:]) == [
        ("open", None, 1, False),
        ("waiting", 1, 2, True),
        ("closed", 2, None, True),
    ]


def test_a_line_that_is_missing_between_two_others_leaves_what_they_tell():
    journal = statuses("open", "waiting", "resolved", "closed")

    assert spans([line for line in journal if line.after != "resolved"]) == [
        ("open", 0, 1, False),
        ("waiting", 1, 3, True),
        ("closed", 3, None, True),
    ]


def test_a_line_that_tells_no_change_makes_none():
    [_, line] = statuses("open", "waiting")

    assert spans([replace(line, before="waiting")]) == [("waiting", 1, None, False)]


def test_lines_from_the_future_wait_for_their_time():
    journal = statuses("open", "waiting", "closed")

    assert history(journal, "escalations", hours(1)).spans["value"].tolist() == ["open", "waiting"]
    assert history(journal[1:], "escalations", hours(0)).spans.empty


def test_an_empty_journal_remembers_nothing():
    nothing = remembered([])

    assert (len(nothing.spans), len(nothing.closed), len(nothing.changes(*FIELDS))) == (0, 0, 0)
    assert nothing.first_seen_at.empty


def test_other_kinds_and_other_trackers_are_none_of_its_business():
    journal = statuses("open")
    others = [
        replace(journal[0], kind="rows"),
        replace(journal[0], tracker="cases"),
        replace(journal[0], field="notes"),
    ]

    assert remembered(others).spans.empty


@given(months, st.integers(0, 99))
def test_the_order_of_the_lines_does_not_matter(runs: list[list[str]], seed: int):
    journal = ran(*(three(*row) for row in runs))
    shuffled = random.Random(seed).sample(journal, len(journal))

    assert_same(remembered(shuffled), remembered(journal))


@given(months, st.integers(0, 99))
def test_the_order_of_lines_does_not_matter_within_a_second(runs: list[list[str]], seed: int):
    journal: list[JournalLine] = []
    for row in runs:
        journal = run(journal, three(*row), NINE)
    shuffled = random.Random(seed).sample(journal, len(journal))

    assert_same(remembered(shuffled), remembered(journal))


def test_what_several_runs_of_one_second_saw_is_told_one_after_the_other():
    journal: list[JournalLine] = []
    for word, at in [("open", 0), ("waiting", 1), ("resolved", 1), ("closed", 1)]:
        journal = run(journal, three(word), hours(at))

    assert [value for value, *_ in spans(journal[::-1])] == ["open", "waiting", "resolved", "closed"]


@given(months)
def test_spans_say_of_every_run_what_it_saw(runs: list[list[str]]):
    told = remembered(ran(*(three(*row) for row in runs))).spans
    last: dict[int, str] = {}

    for number, row in enumerate(runs):
        at = hours(number)
        last |= {record: status for record, status in enumerate(row) if status}
        stands = told[(told["start"] <= at) & ~(told["end"] <= at)]
        assert stands.set_index("record_id")["value"].to_dict() == {f"ESC-{n}": word for n, word in last.items()}


@given(months)
def test_done_spans_are_those_of_the_runs_that_saw_a_record_done(runs: list[list[str]]):
    closed = remembered(ran(*(three(*row) for row in runs))).closed
    last: dict[int, str] = {}

    for number, row in enumerate(runs):
        at = hours(number)
        last |= {record: status for record, status in enumerate(row) if status}
        stands = closed[(closed["start"] <= at) & ~(closed["end"] <= at)]
        assert set(stands["record_id"]) == {f"ESC-{n}" for n, word in last.items() if word in DONE}


def test_a_run_between_two_others_makes_a_span_no_longer_than_it_surely_was():
    often = ran(three("open"), three("waiting"), three("waiting"), three("open"))
    seldom = run(run([], three("open"), hours(0)), three("waiting"), hours(2))
    seldom = run(seldom, three("open"), hours(3))

    assert spans(often)[1] == ("waiting", 1, 3, True)
    assert spans(seldom)[1] == ("waiting", 2, 3, True)
