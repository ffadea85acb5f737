"""A compacted journal answers as the long one did."""

import random
from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.journal import SeenTab, former_titles, notes, shrinks
from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine, journal_lines
from tests.analysis.journals import hours, ran, run, statuses, tracker

LATE = hours(1000)
TAB = SeenTab("1AbC", "7", "escalations", "Escalations", accepted=2)

words = st.sampled_from(["open", "waiting", "closed", ""])
counts = st.integers(0, 3)
months = st.lists(st.tuples(words, words, words, counts, st.sampled_from(["Esc", "Old"])), min_size=1, max_size=6)


def three(*seen: str) -> pd.DataFrame:
    rows = "\n".join(f"ESC-{number} | {status}" for number, status in enumerate(seen))
    return tracker(f"escalation_id | status\n{rows}")


def journal_of(runs: list[tuple[str, str, str, int, str]]) -> list[JournalLine]:
    journal: list[JournalLine] = []
    for number, (*row, accepted, title) in enumerate(runs):
        journal += notes(journal, [replace(TAB, accepted=accepted, title=title)], hours(number))
        journal = run(journal, three(*row), hours(number))
    return journal


def remembered(journal: list[JournalLine], *records: str) -> list[str]:
    """All that is remembered of these records, as text because a time that is not known is unlike itself."""
    told = history(journal, "escalations", LATE).spans
    return list(map(str, told[told["record_id"].isin(records)].to_dict("records")))


def test_old_changes_share_a_line_and_are_remembered():
    journal = statuses("open", "waiting", "open", "waiting", "closed")

    short = compacted(journal, hours(4), {"escalations": ["ESC-1"]})

    assert [(line.observed_at, line.field) for line in short] == [(hours(3), "past"), (hours(4), "status")]
    assert remembered(short, "ESC-1") == remembered(journal, "ESC-1")


def test_records_that_are_gone_go():
    journal = ran(three("open", "open"), three("waiting", "waiting"))

    short = compacted(journal, LATE, {"escalations": ["ESC-1"]})

    assert remembered(short, "ESC-0") == []
    assert remembered(short, "ESC-1") == remembered(journal, "ESC-1")


def test_a_record_that_was_seen_since_stays_though_it_is_gone():
    journal = ran(three("open", "open"), three("waiting", "open"))

    short = compacted(journal, hours(1), {"escalations": ["ESC-1"]})

    assert remembered(short, "ESC-0") == remembered(journal, "ESC-0")


def test_of_a_tracker_that_was_not_read_all_stays():
    journal = statuses("open", "waiting")

    assert remembered(compacted(journal, LATE, {}), "ESC-1") == remembered(journal, "ESC-1")


def test_only_the_last_of_a_tabs_titles_and_rows_stay():
    journal = journal_of([("open", "", "", count, title) for count, title in ((1, "Esc"), (2, "Old"), (3, "Esc"))])

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


@given(months, st.integers(0, 6), st.sets(st.integers(0, 2)), st.integers(0, 99))
@settings(deadline=None, max_examples=50)
def test_nothing_that_is_asked_is_answered_otherwise(runs, cut: int, living: set[int], seed: int):
    journal = random.Random(seed).sample(whole := journal_of(runs), len(whole))
    alive = {f"ESC-{number}" for number in living}

    short = compacted(journal, hours(cut), {"escalations": alive})
    read_back = journal_lines([JOURNAL_HEADINGS, *(line.cells() for line in short)])

    assert remembered(read_back, *alive) == remembered(journal, *alive)
    assert former_titles(read_back) == former_titles(journal)
    assert shrinks(read_back, []) == shrinks(journal, [])
    assert notes(read_back, [TAB], LATE) == notes(journal, [TAB], LATE)
    assert compacted(read_back, hours(cut), {"escalations": alive}) == read_back
