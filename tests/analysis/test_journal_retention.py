"""A compacted journal answers as the long one did."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.issue_memory import issue_memory, issue_notes
from sheets_sync.analysis.journal import SeenTab, former_titles, notes, shrinks
from sheets_sync.analysis.journal_retention import compacted, known_by, shortened
from sheets_sync.analysis.observed import Observed
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import hours, ran, read_back, run, statuses, tracker
from tests.analysis.test_issue_memory import trackers

LATE = hours(1000)
TAB = SeenTab("1AbC", "7", "escalations", "Escalations", accepted=2)

words = st.sampled_from(["open", "waiting", "closed", ""])
counts = st.integers(0, 3)
keys = st.sets(st.sampled_from(["aaaaaaaa", "bbbbbbbb", "dddddddd"]))
months = st.lists(st.tuples(words, words, words, counts, st.sampled_from(["Esc", "Old"]), keys), min_size=1, max_size=6)


def three(*seen: str) -> pd.DataFrame:
    rows = "\n".join(f"ESC-{number} | {status}" for number, status in enumerate(seen))
    return tracker(f"escalation_id | status\n{rows}")


def journal_of(runs: list[tuple[str, str, str, int, str, set[str]]], hours_between: int = 1) -> list[JournalLine]:
    journal: list[JournalLine] = []
    for number, (*row, accepted, title, keys) in enumerate(runs):
        at = hours(number * hours_between)
        journal += notes(journal, [replace(TAB, accepted=accepted, title=title)], at)
        journal += issue_notes(journal, trackers(*sorted(keys)), at)
        journal = run(journal, three(*row), at)
    return journal


def remembered(journal: Sequence[JournalLine], *records: str) -> list[str]:
    """All that is remembered of these records, as text because a time that is not known is unlike itself."""
    told = history(journal, "escalations", LATE)
    spans, ids = told.spans, sorted(records)
    pauses, since = Observed.of(told, ids).pauses(("waiting",)), np.full(len(ids), np.datetime64(0, "us"))
    return [
        *map(str, spans[spans["record_id"].isin(records)].to_dict("records")),
        *map(str, told.first_seen_at[told.first_seen_at.index.isin(records)].items()),
        *sorted(map(str, zip(pauses.record, pauses.start, pauses.end, strict=True))),
        str(Observed.of(told, ids).first_changes(since)),
        str(Observed.of(told, ids).closings()),
        str(Observed.of(told, ids).legs().to_dict("records")),
    ]


def known(journal: Sequence[JournalLine]) -> list[object]:
    """All that is remembered of issues, some of which stand."""
    found = trackers("aaaaaaaa", "bbbbbbbb", "cccccccc")
    return [issue_memory(journal, found, LATE), issue_notes(journal, found, LATE)]


def test_old_changes_share_a_line_and_are_remembered():
    journal = statuses("open", "waiting", "open", "waiting", "closed")

    short = compacted(journal, hours(4), {"escalations": ["ESC-1"]})

    assert [(line.observed_at, line.field) for line in short] == [(hours(3), "past"), (hours(4), "status")]
    assert remembered(short, "ESC-1") == remembered(journal, "ESC-1")


def test_old_changes_that_share_a_line_are_known_by_an_instant_between_them():
    journal = statuses("open", "waiting", "closed")

    for told in (journal, compacted(journal, LATE, {})):
        spans = history(known_by(told, hours(1)), "escalations", hours(1)).spans
        assert spans["value"].tolist() == ["open", "waiting"]


def test_titles_and_rows_from_the_future_are_not_known_yet():
    journal = notes([], [TAB], hours(0)) + notes(notes([], [TAB], hours(0)), [replace(TAB, accepted=3)], hours(2))

    assert known_by(journal, hours(1)) == journal[:2]


def test_records_that_are_gone_go():
    journal = ran(three("open", "open"), three("waiting", "waiting"))

    short = compacted(journal, LATE, {"escalations": ["ESC-1"]})

    assert remembered(short, "ESC-0") == remembered([], "ESC-0")
    assert remembered(short, "ESC-1") == remembered(journal, "ESC-1")


def test_a_record_that_was_seen_since_stays_though_it_is_gone():
    journal = ran(three("open", "open"), three("waiting", "open"))

    short = compacted(journal, hours(1), {"escalations": ["ESC-1"]})

    assert remembered(short, "ESC-0") == remembered(journal, "ESC-0")


def test_of_a_tracker_that_was_not_read_all_stays():
    journal = statuses("open", "waiting")

    assert remembered(compacted(journal, LATE, {}), "ESC-1") == remembered(journal, "ESC-1")


def test_only_the_last_of_a_tabs_titles_and_rows_stay():
    journal = journal_of(
        [("open", "", "", count, title, set()) for count, title in ((1, "Esc"), (2, "Old"), (3, "Esc"))]
    )

    short = compacted(journal, LATE, {})

    assert [(line.kind, line.after) for line in short if line.kind != "change"] == [
        ("tab", "Old"), ("tab", "Esc"), ("rows", "3"),
    ]  # fmt: skip


def test_lines_of_other_kinds_stay_as_they_are():
    other = JournalLine(observed_at=hours(0), kind="step", tracker="escalations", record_id="ESC-1", after="lead")

    assert compacted([other, other], LATE, {"escalations": []}) == [other, other]


def test_many_old_changes_take_few_lines_that_fit_into_cells():
    journal: list[JournalLine] = []
    for number in range(6):
        seen = ["waiting" if (number + record) % 2 else "open" for record in range(300)]
        journal = run(journal, three(*seen), hours(number))
        journal = run(journal, three(*seen[:10]), hours(number + 0.5))

    short = compacted(journal, LATE, {"escalations": [f"ESC-{n}" for n in range(300)]})

    assert len(short) < 10
    assert max(len(line.after) for line in short) < 32_767 // 2


def test_issues_that_have_gone_are_not_mentioned_and_those_that_stand_keep_their_days():
    journal: list[JournalLine] = []
    for hour, keys in enumerate([("aaaaaaaa", "bbbbbbbb"), ("bbbbbbbb", "cccccccc"), ("bbbbbbbb", "dddddddd")]):
        journal += issue_notes(journal, trackers(*keys), hours(hour))

    short = compacted(journal, LATE, {})

    assert [(line.observed_at, line.before, line.after) for line in short] == [
        (hours(0), "", "bbbbbbbb"), (hours(2), "", "dddddddd"),
    ]  # fmt: skip
    assert known(short) == known(journal)


def test_since_when_issues_are_remembered_stays_known_though_all_of_them_have_gone():
    journal = issue_notes([], trackers("aaaaaaaa"), hours(0))
    journal += issue_notes(journal, trackers(), hours(1))

    short = compacted(journal, LATE, {})

    assert (len(short), known(short)) == (1, known(journal))


@given(months, st.integers(0, 6), st.sets(st.integers(0, 2)), st.integers(0, 99), st.integers(0, 1))
@settings(max_examples=50)
def test_nothing_that_is_asked_is_answered_otherwise(runs, cut: int, living: set[int], seed: int, hours_between: int):
    journal = random.Random(seed).sample(whole := journal_of(runs, hours_between), len(whole))
    alive = {f"ESC-{number}" for number in living}

    short = compacted(journal, hours(cut), {"escalations": alive})
    read = read_back(random.Random(seed).sample(short, len(short)))

    assert remembered(read, *alive) == remembered(journal, *alive)
    assert known(read) == known(journal)
    assert former_titles(read) == former_titles(journal)
    assert shrinks(read, []) == shrinks(journal, [])
    assert notes(read, [TAB], LATE) == notes(journal, [TAB], LATE)
    assert compacted(read_back(short), hours(cut), {"escalations": alive}) == short


def old_and_new(old: int, new: int) -> list[JournalLine]:
    """So many changes of a status over a month ago, and since."""
    words = ["open", "waiting"] * (old + new)
    journal: list[JournalLine] = []
    for number, word in enumerate(words[: old + new]):
        at = LATE - timedelta(days=60 if number < old else 1) + timedelta(hours=number)
        journal = run(journal, three(word), at)
    return journal


@pytest.mark.parametrize(("old", "new", "lines"), [(40, 100, 101), (48, 100, 101), (30, 100, None), (0, 8, None)])
def test_a_journal_becomes_shorter_where_a_quarter_of_its_lines_go(old: int, new: int, lines: int | None):
    journal = old_and_new(old, new)

    short = shortened(journal, LATE, {"escalations": ["ESC-0"]})

    assert (short and len(short)) == lines
    if short:
        assert remembered(short, "ESC-0") == remembered(journal, "ESC-0")


def test_records_that_are_gone_are_forgotten_after_as_many_days_as_a_team_says():
    journal = old_and_new(40, 0)

    kept = [shortened(journal, LATE, {"escalations": []}, days=days) for days in (30, 55, 90)]

    assert [short is None or len(short) for short in kept] == [0, 0, 1]
    assert remembered(kept[-1] or [], "ESC-0") == remembered(journal, "ESC-0")


def test_a_journal_of_which_a_line_is_spoilt_stays_as_it_is():
    journal = old_and_new(40, 0)
    spoilt = replace(journal[0], after=journal[0].after[:-1])

    assert shortened(journal, LATE, {}) is not None
    assert shortened([spoilt, *journal[1:]], LATE, {}) is None


def test_a_journal_from_the_future_stays_as_it_is():
    assert shortened(old_and_new(40, 0), hours(0) - timedelta(days=900), {"escalations": []}) is None
