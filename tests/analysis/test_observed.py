"""What the observed history says about the clocks of given records."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.history import History, history
from sheets_sync.analysis.observed import Observed
from tests.analysis.journals import NINE, hours, ran, statuses, tracker

LATE = hours(1000)


def remembered(*trackers: pd.DataFrame) -> History:
    return history(ran(*trackers), "escalations", LATE)


def of_status(*words: str) -> History:
    return history(statuses(*words), "escalations", LATE)


def in_hours(instants: np.ndarray) -> list[float | None]:
    begin = np.datetime64(NINE.replace(tzinfo=None), "us")
    return [None if np.isnat(one) else (one - begin) / np.timedelta64(1, "h") for one in instants]


def at(*counts: float | None) -> np.ndarray:
    none = np.datetime64("NaT", "us")
    return np.array(
        [none if count is None else np.datetime64(hours(count).replace(tzinfo=None), "us") for count in counts]
    )


def paused(told: History, *statuses_named: str, ids: tuple[str, ...] = ("ESC-1",)) -> list[tuple[object, ...]]:
    pauses = Observed.of(told, ids).pauses(statuses_named)
    return sorted(zip(pauses.record.tolist(), in_hours(pauses.start), in_hours(pauses.end), strict=True))


def test_a_record_pauses_while_its_status_is_one_that_pauses():
    told = of_status("open", "waiting", "in_progress", "waiting")

    assert paused(told, "waiting") == [(0, 1, 2), (0, 3, None)]
    assert paused(told, "in_progress") == [(0, 2, 3)]


def test_a_record_that_was_reopened_paused_while_it_was_done():
    assert paused(of_status("open", "resolved", "closed", "reopened", "closed")) == [(0, 1, 3)]


def test_a_pause_whose_beginning_is_lost_is_left_out():
    told = history(statuses("waiting", "open", "waiting")[1:], "escalations", LATE)

    assert paused(told, "waiting") == [(0, 2, None)]


def test_pauses_are_those_of_the_records_asked_for_in_their_order():
    told = remembered(tracker("id | status\nESC-1 | waiting\nESC-2 | open"), tracker("id | status\nESC-2 | waiting"))

    assert paused(told, "waiting", ids=("ESC-9", "ESC-2", "ESC-1")) == [(1, 1, None), (2, 0, None)]
    assert paused(told, "waiting", ids=()) == []


def test_the_first_change_of_status_or_owner_stands_in_for_an_answer():
    rows = (" | policy | open", " | legal | open", "Mia | legal | open", "Mia | legal | closed")
    told = remembered(*(tracker(f"id | owner | team | status\nESC-1 | {row}") for row in rows))

    when, field = Observed.of(told, ["ESC-1", "ESC-2"]).first_changes(at(0, 0))

    assert (in_hours(when), field.tolist()) == ([2, None], ["owner", ""])


def test_where_both_changed_in_one_run_it_was_the_status():
    told = remembered(
        tracker("id | owner | status\nESC-1 | | open"), tracker("id | owner | status\nESC-1 | Mia | closed")
    )

    when, field = Observed.of(told, ["ESC-1"]).first_changes(at(0))

    assert (in_hours(when), field.tolist()) == ([1], ["status"])


def test_changes_before_a_record_was_raised_are_no_answer():
    told = of_status("open", "waiting", "open")

    assert in_hours(Observed.of(told, ["ESC-1"]).first_changes(at(1.5))[0]) == [2]
    assert in_hours(Observed.of(told, ["ESC-1"]).first_changes(at(2.5))[0]) == [None]
    assert in_hours(Observed.of(told, ["ESC-1"]).first_changes(at(None))[0]) == [None]


def test_a_record_closed_when_it_was_seen_to_become_done():
    seen = {
        ("open", "resolved", "closed"): 1,
        ("open", "cancelled"): 1,
        ("resolved", "closed"): None,
        ("closed",): None,
        ("open", "closed", "reopened"): None,
        ("open", "closed", "reopened", "waiting", "resolved"): 4,
        ("open", "waiting"): None,
    }

    assert {words: in_hours(Observed.of(of_status(*words), ["ESC-1"]).closings())[0] for words in seen} == seen


def test_each_team_that_held_a_record_has_its_leg():
    rows = ("policy", "legal", "legal", "policy")
    told = remembered(*(tracker(f"id | team\nESC-1 | {team}") for team in rows))

    legs = Observed.of(told, ["ESC-0", "ESC-1"]).legs()

    assert legs["record"].tolist() == [1, 1, 1]
    assert legs["value"].tolist() == ["policy", "legal", "policy"]
    assert [pd.isna(end) for end in legs["end"]] == [False, False, True]
    assert legs["start"].tolist() == [hours(0), hours(1), hours(3)]


def test_some_of_the_records_are_told_of_as_if_they_had_been_asked_for_alone():
    told = remembered(
        tracker("id | status\nESC-1 | waiting\nESC-2 | open\nESC-3 | open"),
        tracker("id | status\nESC-2 | resolved\nESC-3 | waiting"),
    )

    some = Observed.of(told, ["ESC-3", "ESC-9", "ESC-1", "ESC-2"]).some(np.array([True, False, False, True]))

    alone = Observed.of(told, ["ESC-3", "ESC-2"])
    assert (some.count, some.place.tolist()) == (2, [-1, 1, 0]) == (alone.count, alone.place.tolist())
    assert in_hours(some.closings()) == [None, 1]
    assert some.pauses(("waiting",)).record.tolist() == [0]


def test_a_record_may_have_been_done_when_it_was_first_seen():
    told = remembered(tracker("id | status\nESC-1 | closed\nESC-2 | open"), tracker("id | status\nESC-2 | closed"))

    assert Observed.of(told, ["ESC-2", "ESC-1", "ESC-9"]).done_at_first_sight().tolist() == [False, True, False]


@given(st.lists(st.sampled_from(["open", "waiting", "resolved", "closed"]), min_size=1, max_size=8))
def test_pauses_are_the_hours_in_which_runs_saw_a_record_wait_or_done_before_it_was_reopened(words: list[str]):
    done = ("resolved", "closed")
    is_reopened = [any(word not in done for word in words[number:]) for number in range(len(words))]
    expected = {
        number for number, word in enumerate(words) if word == "waiting" or (word in done and is_reopened[number])
    }

    pauses = paused(of_status(*words), "waiting")

    assert {
        n for n in range(len(words)) for _, start, end in pauses if start <= n and (end is None or n < end)
    } == expected
