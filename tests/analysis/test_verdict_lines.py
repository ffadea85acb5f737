"""Verdicts go into the journal and come back, many to a line."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.verdict_lines import (
    KIND,
    Given,
    Verdicts,
    can_be_noted,
    ends_in,
    is_spoilt,
    past_verdict_lines,
    rules_lines,
    rules_texts,
    verdict_lines,
    verdicts,
)
from sheets_sync.analysis.verdict_rules import rules_key
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis import journals
from tests.analysis.journals import hours

CLOCK: Clock = "resolution"
MET = Given(hours(0), "met", "a1b2c3", "high, resolution", "eu", ("priority",))
LATE = hours(99)
MISSED = replace(MET, state="missed")


def noted(given: Given, records: dict[str, int]) -> list[JournalLine]:
    return verdict_lines("escalations", CLOCK, "", {given: records}, given.at)


def read_back(lines: list[JournalLine], now: datetime = LATE) -> Verdicts:
    return verdicts(journals.read_back(lines), "escalations", now)[CLOCK]


def told(lines: list[JournalLine], now: datetime = LATE) -> dict[str, tuple[Given, int]]:
    """The last verdict on each record, and the number of its facts."""
    known = read_back(lines, now)
    place, facts = known.of(sorted(known.last))
    return {
        record: (known.given[one], fact)
        for record, one, fact in zip(sorted(known.last), place.tolist(), facts.tolist(), strict=True)
    }


def test_verdicts_come_back_as_they_were_given():
    lines = noted(MET, {"ESC-2": 7, "ESC-1": 2**32 - 1})

    assert [(line.kind, line.tracker, line.field, line.record_id) for line in lines] == [
        ("verdict", "escalations", "resolution", "")
    ]
    assert told(lines) == {"ESC-1": (MET, 2**32 - 1), "ESC-2": (MET, 7)}


def test_of_a_record_that_was_never_judged_nothing_is_told():
    place, facts = read_back(noted(MET, {"ESC-1": 7})).of(["ESC-0", "ESC-1"])

    assert (place.tolist(), facts.tolist()) == ([-1, 0], [-1, 7])


def test_verdicts_belong_to_their_tracker_and_their_clock():
    lines = noted(MET, {"ESC-1": 7})

    assert verdicts(lines, "feedback", hours(99))[CLOCK].last == {}
    assert verdicts(lines, "escalations", hours(99))["first_response"].last == {}


def test_the_last_verdict_counts_wherever_its_line_stands():
    first, second = noted(MET, {"ESC-1": 7}), noted(replace(MISSED, at=hours(1)), {"ESC-1": 7})

    assert told([*second, *first]) == told([*first, *second]) == {"ESC-1": (replace(MISSED, at=hours(1)), 7)}


def test_of_two_verdicts_of_one_instant_the_later_line_counts():
    assert told([*noted(MET, {"ESC-1": 7}), *noted(MISSED, {"ESC-1": 7})])["ESC-1"] == (MISSED, 7)


def test_what_two_runs_gave_alike_counts_once_from_the_earlier():
    again = replace(MET, at=hours(1))

    assert told([*noted(MET, {"ESC-1": 7, "ESC-2": 8}), *noted(again, {"ESC-1": 7, "ESC-2": 9})]) == {
        "ESC-1": (MET, 7),
        "ESC-2": (again, 9),
    }


def test_a_verdict_from_the_future_waits_for_its_time():
    lines = noted(replace(MET, at=hours(2)), {"ESC-1": 7})

    assert (list(told(lines, hours(1))), list(told(lines, hours(2)))) == ([], ["ESC-1"])


def test_very_many_verdicts_share_lines_that_fit_into_cells():
    records = {f"ESC-{number:06}": number for number in range(10_000)}

    lines = noted(MET, records)

    assert len(lines) < 25
    assert max(len(line.after) for line in lines) < 32_767 // 2
    assert {record: fact for record, (_, fact) in told(lines).items()} == records


@pytest.mark.parametrize("record", ['ESC "1"', "ESC\n1", "ÄÖ-1", "🙂" * 60, "\\", "\ud800", "=1+1"])
def test_any_id_comes_back_as_it_was(record: str):
    assert list(told(noted(MET, {record: 7}))) == [record]


def test_an_id_that_no_cell_can_hold_is_not_noted():
    assert [can_be_noted("x" * length) for length in (200, 201)] == [True, False]


def test_verdicts_of_many_runs_keep_their_instants_in_one_line():
    later = replace(MISSED, at=hours(3))

    lines = past_verdict_lines("escalations", CLOCK, {later: {"ESC-2": 8}, MET: {"ESC-1": 7}})

    assert [line.observed_at for line in lines] == [hours(3)]
    assert told(lines) == {"ESC-1": (MET, 7), "ESC-2": (later, 8)}
    assert list(told(lines, hours(2))) == ["ESC-1"]


ENDED = int(hours(-1).timestamp())


def ended(lines: list[JournalLine]) -> dict[str, int]:
    return {
        record: end for line in journals.read_back(lines) for _, ends in ends_in(line) for record, end in ends.items()
    }


def test_ends_come_back_beside_their_verdicts_as_far_as_they_are_known():
    records = {"ESC-1": 7, "ESC-2": 8, "ESC-3": 9}

    lines = verdict_lines("escalations", CLOCK, "", {MET: records}, MET.at, {"ESC-3": ENDED, "ESC-1": ENDED + 1})

    assert ended(lines) == {"ESC-1": ENDED + 1, "ESC-3": ENDED}
    assert {record: fact for record, (_, fact) in told(lines).items()} == records
    assert not is_spoilt(lines[0])


def test_very_many_verdicts_with_ends_share_lines_that_fit_into_cells():
    records = {f"ESC-{number:06}": number for number in range(10_000)}

    lines = verdict_lines("escalations", CLOCK, "", {MET: records}, MET.at, dict.fromkeys(records, ENDED))

    assert max(len(line.after) for line in lines) < 32_767 // 2
    assert (len(lines) < 30, len(ended(lines))) == (True, 10_000)


@pytest.mark.parametrize(
    "ends", [7, {"ESC-1": ENDED}, [], [ENDED, ENDED], ["x"], [True], [1.5], [2**70], [-1], [int(LATE.timestamp())]]
)
def test_ends_that_a_hand_has_spoilt_are_none_and_the_verdict_stands(ends: Any):
    line = JournalLine(observed_at=MET.at, kind=KIND, tracker="escalations", field=CLOCK, after=spoilt(ends=ends))

    assert (ended([line]), list(told([line]))) == ({}, ["ESC-1"])
    assert is_spoilt(line)


def spoilt(**changed: Any) -> str:
    group = {"state": "met", "rules": "a", "policy": "p", "calendar": "c", "records": {"ESC-1": 7}} | changed
    return json.dumps([group])


@pytest.mark.parametrize(
    "after",
    [
        "", "met", "[", "7", "[7]", "[[]]", "{}", "[" * 9_999, '[{"records":' + "9" * 5_000 + "}]",
        spoilt(state="perhaps"), spoilt(state=7), spoilt(rules=None), spoilt(policy=[]), spoilt(asked="priority"),
        spoilt(asked=[7]), spoilt(at="yesterday"), spoilt(at="2026-03-09"), spoilt(records=["ESC-1"]),
        spoilt(records={"ESC-1": "7"}), spoilt(records={"ESC-1": -1}), spoilt(records={"ESC-1": 2**70}),
        spoilt(records={"ESC-1": True}), spoilt(records={"ESC-1": 1.5}), spoilt(records={}),
    ],
)  # fmt: skip
def test_a_line_that_a_hand_has_spoilt_is_passed_over(after: str):
    line = JournalLine(observed_at=hours(5), kind=KIND, tracker="escalations", field=CLOCK, after=after)

    assert told([line, *noted(MET, {"ESC-2": 8})]) == {"ESC-2": (MET, 8)}


RULES = json.dumps({"calendar": {"exceptions": {f"day {number}": [] for number in range(3_000)}}})


@pytest.mark.parametrize("text", ["short", RULES])
def test_rules_come_back_as_they_were_however_long(text: str):
    lines = rules_lines("escalations", text, hours(0))

    assert max(len(line.after) for line in lines) < 32_767 // 2
    assert rules_texts(lines, "escalations") == {rules_key(text): text}
    assert rules_texts(lines, "cases") == {}


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("change", [{"after": "x"}, {"before": "part 999"}, {"record_id": "abc"}])
def test_rules_of_which_a_hand_has_spoilt_a_part_are_lost_until_they_are_noted_again(part: int, change: dict[str, str]):
    lines = rules_lines("escalations", RULES, hours(0))
    lines[part] = replace(lines[part], **change)

    assert rules_texts(lines, "escalations") == {}
    assert rules_texts([*lines, *rules_lines("escalations", RULES, hours(1))], "escalations") == {
        rules_key(RULES): RULES
    }


def test_what_decided_is_read_whatever_the_order_of_its_parts():
    text = json.dumps(["x" * 40_000])
    parts = rules_lines("escalations", text, hours(0))

    assert len(parts) == 3
    assert rules_texts(parts[::-1], "escalations") == {rules_key(text): text}


def test_of_one_second_the_verdict_that_takes_the_place_of_another_stands():
    first = noted(MISSED, {"ESC-1": 7})
    second = verdict_lines("escalations", CLOCK, "missed", {MET: {"ESC-1": 7}}, MET.at)

    assert told(first + second) == told(second + first) == {"ESC-1": (MET, 7)}
