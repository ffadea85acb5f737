"""Compacted verdicts answer as all of them did."""

import random
from datetime import datetime
from itertools import groupby
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.noted_ends import noted_ends
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.verdict_lines import (
    TAKEN_BACK,
    Given,
    rules_lines,
    rules_texts,
    verdict_lines,
    verdicts,
)
from sheets_sync.analysis.verdict_rules import rules_key
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.frozen_runs import Runs, settings
from tests.analysis.journals import hours, read_back, statuses
from tests.drawing import table

LATE = hours(1000)
RECORDS = ("ESC-0", "ESC-1", "ESC-2")
DONE = """
    escalation_id | raised_at        | resolved_at
    ESC-0         | 2026-03-04 09:00 | 2026-03-04 15:00
    ESC-1         | 2026-03-04 09:00 | 2026-03-05 15:00
    """


def noted(at: datetime, state: str, rules: str, records: dict[str, int]) -> list[JournalLine]:
    """A verdict on records, of which those with other facts ended at another minute; one taken back tells no end."""
    verdict = Given(at, state, rules_key(rules), "policy", "eu", ("priority",))
    began = int(hours(-1).timestamp())
    ends = {} if state == TAKEN_BACK else {record: began + 60 * fact for record, fact in records.items()}
    return [
        *rules_lines("escalations", rules, at),
        *verdict_lines("escalations", "resolution", "", {verdict: records}, at, ends),
    ]


def ends(journal: list[JournalLine], record: str) -> list[Any]:
    """The ends told of a record, one after the other."""
    return [end for end, _ in groupby(noted_ends(journal, "escalations", of={record})["done_at"])]


def known(journal: list[JournalLine], *records: str, now: datetime = LATE) -> list[Any]:
    """What is known of the records' verdicts, and what decided them."""
    told = verdicts(journal, "escalations", now)["resolution"]
    texts = rules_texts(journal, "escalations")
    place, facts = told.of(records)
    answers: list[Any] = []
    for number, fact in zip(place.tolist(), facts.tolist(), strict=True):
        one = told.given[number] if number >= 0 else None
        stands = one is not None and one.state != TAKEN_BACK
        answers.append((one, texts.get(one.rules), fact) if one and stands else None)
    return answers


def test_of_old_verdicts_the_last_stays_with_its_instant():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1, "ESC-1": 2}), *noted(hours(1), "missed", "b", {"ESC-0": 3})]

    short = compacted(journal, LATE, {})

    assert known(short, *RECORDS) == known(journal, *RECORDS)
    assert [(line.field, line.observed_at) for line in short] == [
        ("rules", hours(0)), ("rules", hours(1)), ("resolution", hours(1)),
    ]  # fmt: skip


def test_of_earlier_verdicts_the_ends_stay_for_what_was_reopened_since_then():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1, "ESC-1": 2}), *noted(hours(1), "missed", "a", {"ESC-0": 3})]

    short = compacted(journal, LATE, {})

    assert [len(ends(short, record)) for record in RECORDS] == [2, 1, 0]
    assert [ends(short, record) for record in RECORDS] == [ends(journal, record) for record in RECORDS]


def test_an_end_that_is_that_of_the_next_verdict_is_told_once():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1}), *noted(hours(1), "missed", "b", {"ESC-0": 1})]

    assert len(noted_ends(compacted(journal, LATE, {}), "escalations", of={"ESC-0"})) == 1


def test_a_verdict_that_two_runs_gave_at_once_stands_with_its_end():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1}), *noted(hours(1), "met", "a", {"ESC-0": 1})]

    short = compacted(journal, LATE, {})

    assert known(short, "ESC-0") == known(journal, "ESC-0") != [None]
    assert (ends(short, "ESC-0"), len(short)) == (ends(journal, "ESC-0"), 2)


def test_rules_that_decide_nothing_any_more_go():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1}), *noted(hours(1), "missed", "b", {"ESC-0": 3})]

    assert rules_texts(compacted(journal, LATE, {}), "escalations") == {rules_key("b"): "b"}


def test_rules_stay_that_a_later_verdict_needs():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1}), *noted(hours(2), "missed", "a", {"ESC-1": 3})[1:]]

    short = compacted(journal, hours(1), {"escalations": ["ESC-1"]})  # ESC-0, which brought them, is gone

    assert known(short, "ESC-1") == known(journal, "ESC-1")
    assert rules_texts(short, "escalations") == {rules_key("a"): "a"}


def test_a_verdict_that_was_taken_back_is_forgotten_and_its_end_is_not():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1}), *noted(hours(1), TAKEN_BACK, "", {"ESC-0": 1})]

    short = compacted(journal, LATE, {})

    assert (known(short, "ESC-0"), rules_texts(short, "escalations")) == ([None], {})
    assert ends(short, "ESC-0") == ends(journal, "ESC-0") != []


def test_verdicts_on_records_that_are_gone_go():
    journal = noted(hours(0), "met", "a", {"ESC-0": 1, "ESC-1": 2})

    short = compacted(journal, LATE, {"escalations": ["ESC-1"]})

    assert known(short, "ESC-0", "ESC-1") == [None, *known(journal, "ESC-1")]


def test_verdicts_stay_on_a_record_that_was_seen_or_judged_since():
    journal = [*noted(hours(0), "met", "a", {"ESC-0": 1, "ESC-1": 2}), *statuses("open", "closed", record="ESC-1")]
    journal += noted(hours(2), "missed", "a", {"ESC-0": 1})

    short = compacted(journal, hours(1), {"escalations": []})

    assert known(short, "ESC-0", "ESC-1", now=hours(1)) == known(journal, "ESC-0", "ESC-1", now=hours(1))


def test_a_run_after_compaction_finds_its_verdicts_and_notes_nothing():
    runs, records = Runs(), table(DONE)
    runs.run(records, settings("8h"), hours(0))
    runs.run(records, settings("1h"), hours(1), rewrite=True)
    runs.run(records, settings("9h"), hours(2))
    before = runs.run(records, settings("9h"), hours(3))

    runs.journal = compacted(runs.journal, LATE, {"escalations": list(records.index)})
    after = runs.run(records, settings("9h"), hours(3))

    pd.testing.assert_frame_equal(after, before)
    assert runs.earlier is not None
    assert runs.earlier.lines == ()


given_verdicts = st.lists(
    st.tuples(
        st.sampled_from(["met", "missed", TAKEN_BACK]),
        st.sampled_from(["a", "b", "a long one" * 2_000]),
        st.dictionaries(st.sampled_from(RECORDS), st.integers(0, 2), min_size=1),
    ),
    max_size=6,
)


@given(given_verdicts, st.integers(0, 6), st.sets(st.sampled_from(RECORDS)), st.integers(0, 99))
@effort(max_examples=60)
def test_nothing_that_is_asked_is_answered_otherwise(runs, cut: int, alive: set[str], seed: int):
    lines = [line for number, one in enumerate(runs) for line in noted(hours(number), *one)]
    journal = random.Random(seed).sample(lines, len(lines))

    short = compacted(journal, hours(cut), {"escalations": alive})
    read = read_back(short)

    for now in (hours(cut), hours(cut + 1), LATE):
        assert known(read, *sorted(alive), now=now) == known(journal, *sorted(alive), now=now)
    assert [ends(read, record) for record in sorted(alive)] == [ends(journal, record) for record in sorted(alive)]
    assert verdicts(read, "escalations", LATE).keys() == CLOCKS.keys()
    assert compacted(read, hours(cut), {"escalations": alive}) == read
