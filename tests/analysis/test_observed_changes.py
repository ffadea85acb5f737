"""What a run notes of the records it sees."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.observed_changes import changes
from sheets_sync.analysis.sighting_lines import sightings_in
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import NINE, TABS, hours, ran, run, statuses, tracker

TWO = """
    escalation_id | status  | owner | team   | priority
    ESC-1         | open    |       | policy | high
    ESC-2         | waiting | Mia   | policy | high
    """


def shown(lines: list[JournalLine]) -> list[tuple[str, str, str, str]]:
    return [(line.record_id, line.field, line.before, line.after) for line in lines]


def changed(journal: list[JournalLine]) -> list[tuple[str, str, str, str]]:
    """The lines that tell a change, not a first sight."""
    return shown([line for line in journal if line.field != "seen"])


def test_records_seen_for_the_first_time_share_a_line_that_tells_no_change():
    [line] = ran(tracker(TWO))

    assert (line.observed_at, line.kind, line.workbook, line.tab_id) == (NINE, "change", "1AbC", "7")
    assert (line.tracker, line.record_id, line.field, line.before) == ("escalations", "", "seen", "")
    assert json.loads(line.after) == [
        {"status": "open", "owner": "", "team": "policy", "priority": "high", "records": ["ESC-1"]},
        {"status": "waiting", "owner": "Mia", "team": "policy", "priority": "high", "records": ["ESC-2"]},
    ]


def test_each_field_that_changes_is_a_line_with_what_stood_there_before_and_after():
    journal = ran(
        tracker(TWO),
        tracker("""
            escalation_id | status | owner | team    | priority
            ESC-1         | open   | Ben   | product | critical
            ESC-2         | closed |       | policy  |
            """),
    )

    assert {line.observed_at for line in journal[1:]} == {hours(1)}
    assert changed(journal) == [
        ("ESC-1", "owner", "", "Ben"),
        ("ESC-2", "owner", "Mia", ""),
        ("ESC-2", "priority", "high", ""),
        ("ESC-1", "priority", "high", "critical"),
        ("ESC-2", "status", "waiting", "closed"),
        ("ESC-1", "team", "policy", "product"),
    ]


def test_an_unchanged_run_notes_nothing_however_the_rows_stand():
    journal = ran(tracker(TWO))

    assert run(journal, tracker(TWO).iloc[::-1], hours(1)) == journal


def test_a_record_in_another_tab_is_the_same_record():
    journal = ran(tracker(TWO))

    assert run(journal, tracker(TWO, tab="Archive"), hours(1)) == journal


def test_a_record_that_vanishes_and_returns_has_not_changed():
    without = tracker(TWO).iloc[1:]

    assert changed(ran(tracker(TWO), without, tracker(TWO))) == []


def test_a_record_that_returns_otherwise_has_changed():
    closed = tracker(TWO.replace("open   ", "closed "))

    assert changed(ran(tracker(TWO), tracker(TWO).iloc[1:], closed)) == [("ESC-1", "status", "open", "closed")]


@pytest.mark.parametrize("field", ["status", "owner", "team", "priority"])
def test_a_cell_that_cannot_be_read_is_no_change_and_neither_is_its_return(field: str):
    assert changed(ran(tracker(TWO), tracker(TWO, lost=[field]), tracker(TWO))) == []


def test_a_blank_status_is_no_change():
    assert changed(ran(tracker(TWO), tracker(TWO.replace("waiting", "       ")), tracker(TWO))) == []


def test_what_was_unreadable_at_first_is_seen_for_the_first_time_later():
    journal = ran(tracker(TWO, lost=["owner"]), tracker(TWO))

    assert [json.loads(line.after) for line in journal[1:]] == [
        [{"owner": "", "records": ["ESC-1"]}, {"owner": "Mia", "records": ["ESC-2"]}]
    ]
    assert changed(journal) == []


@pytest.mark.parametrize("spelling", ["MIA", "mia", "Mia "])
def test_an_owner_written_in_another_way_is_the_same_owner(spelling: str):
    assert changed(ran(tracker(TWO), tracker(TWO).replace("Mia", spelling))) == []


def test_a_tracker_without_some_of_the_columns_is_followed_by_the_others():
    cases = tracker("case_id | status\nC-1 | open")

    lines = changes([], {"cases": cases}, TABS, NINE)

    assert [(line.tracker, line.after) for line in lines] == [("cases", '[{"status":"open","records":["C-1"]}]')]


def test_records_of_different_trackers_may_share_an_id():
    journal = statuses("open", record="7")

    lines = changes(journal, {"feedback": tracker("feedback_id | status\n7 | closed")}, TABS, hours(1))

    assert [(line.tracker, line.field) for line in lines] == [("feedback", "seen")]


def test_nothing_is_noted_of_a_tracker_that_is_held_back():
    assert run([], tracker(TWO), NINE, held=["escalations"]) == []


def test_a_lost_journal_begins_again_without_a_flood():
    many = tracker("escalation_id | status | owner\n" + "\n".join(f"ESC-{n} | open | Mia" for n in range(5000)))

    journal = ran(many)

    assert len(journal) < 10
    assert max(len(line.after) for line in journal) < 32_767 // 2
    assert run(journal, many, hours(1)) == journal


def test_records_that_change_alike_share_lines_where_they_are_many():
    rows = "\n".join(f"ESC-{n} | policy" for n in range(5000))
    journal = ran(*(tracker(f"escalation_id | team\n{text}") for text in (rows, rows.replace("policy", "legal"))))

    moved = [line for line in journal if line.field == "team"]

    assert {(line.record_id, line.before) for line in moved} == {("", "policy")}
    assert len(moved) < 10
    told = [sighting for line in moved for sighting in sightings_in(line)]
    assert {(one.before, one.values["team"]) for one in told} == {("policy", "legal")}
    assert sum(len(one.records) for one in told) == 5000


def test_a_change_back_is_a_change_of_its_own():
    assert changed(statuses("open", "waiting", "open")) == [
        ("ESC-1", "status", "open", "waiting"),
        ("ESC-1", "status", "waiting", "open"),
    ]


def test_lines_from_the_future_are_not_believed_yet():
    journal = statuses("open", "closed")
    ahead = [journal[0], replace(journal[1], observed_at=hours(48))]

    noted = run(ahead, tracker("escalation_id | status\nESC-1 | open"), hours(2))

    assert noted == ahead


def test_lines_that_a_hand_has_spoilt_cost_no_more_than_what_they_told():
    journal = ran(tracker(TWO))
    spoilt = [
        replace(journal[0], after=text) for text in ("[{", "7", '[{"records": "ESC-1", "status": "open"}]', "[" * 9999)
    ]

    assert changed(run(spoilt, tracker(TWO), hours(1))) == []


texts = st.text(max_size=6)


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_whatever_cells_say_the_next_run_over_them_notes_nothing(rows, random):
    frame = pd.DataFrame(
        {
            "owner": pd.Series([owner or None for _, owner, _ in rows], dtype="str"),
            "team": pd.Series([team or None for _, _, team in rows], dtype="str"),
            "source_workbook": "trackers.xlsx",
            "source_tab": "Tab",
        }
    ).set_index(pd.Index([record for record, _, _ in rows], dtype="str"))
    frame = frame[~frame.index.duplicated()]
    journal = run([], frame, NINE)

    shuffled = frame.iloc[random.sample(range(len(frame)), len(frame))]

    assert run(journal, shuffled, hours(1)) == journal
