"""How much of the journal could be read."""

import json
from dataclasses import replace

import pytest

from sheets_sync.analysis.journal_account import is_unreadable, journal_account
from sheets_sync.analysis.verdict_rules import rules_key
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import NINE, hours, ran, statuses, tracker

ROWS = JournalLine(observed_at=NINE, kind="rows", tracker="cases", tab_id="7", after="412")
TAB = replace(ROWS, kind="tab", after="Cases")
NOTICE = replace(
    ROWS, kind="notice", field="resolution", after='[{"fired":[["at 80 %","lead"]],"records":["x ESC-1"]}]'
)
RULES = replace(ROWS, kind="verdict", field="rules", record_id=rules_key("[]"), after="[]")
A_PART = replace(RULES, before="part 001", after="[")
VERDICT = replace(
    ROWS,
    kind="verdict",
    field="resolution",
    after=json.dumps([{"state": "met", "rules": "k", "policy": "all", "calendar": "eu", "records": {"ESC-1": 7}}]),
)
ISSUE = replace(ROWS, kind="issue", before="", after="aaaaaaaa bbbbbbbb")
SEEN, OWN = statuses("open", "waiting")
MANY = ran(
    *(
        tracker("id | status\n" + "\n".join(f"ESC-{number} | {word}" for number in range(30)))
        for word in ("open", "waiting")
    )
)


@pytest.mark.parametrize(
    "line", [ROWS, TAB, ISSUE, NOTICE, RULES, A_PART, VERDICT, SEEN, OWN, *MANY, replace(ROWS, kind="memo", after="{")]
)
def test_what_runs_note_can_be_read(line: JournalLine):
    assert not is_unreadable(line)


@pytest.mark.parametrize(
    "line",
    [
        replace(ROWS, after="412.5"),
        replace(ROWS, tracker=""),
        replace(TAB, after=""),
        replace(TAB, tab_id=""),
        replace(ISSUE, after="aaaaaaa"),
        replace(NOTICE, after="{"),
        replace(NOTICE, after=NOTICE.after.replace('"x ESC-1"', '"x ESC-1",7')),
        replace(NOTICE, after=f'{NOTICE.after[:-1]},{{"records":[]}}]'),
        replace(NOTICE, tracker=""),
        replace(VERDICT, after="{"),
        replace(VERDICT, field="resolved"),
        replace(VERDICT, after=VERDICT.after.replace('"ESC-1": 7', '"ESC-1": 7, "ESC-2": "8"')),
        replace(VERDICT, after=f"{VERDICT.after[:-1]},{VERDICT.after[1:].replace('met', 'mte')}"),
        replace(RULES, record_id=""),
        replace(RULES, after="{}"),
        replace(A_PART, after=""),
        replace(SEEN, after=SEEN.after[:-1]),
        replace(SEEN, after=SEEN.after.replace('"ESC-1"', '"ESC-1",7')),
        replace(SEEN, after=SEEN.after.replace("status", "state")),
        replace(SEEN, after="[]"),
        replace(SEEN, after=f"[7,{SEEN.after[1:]}"),
        replace(SEEN, field="notes"),
        replace(SEEN, tracker=""),
        replace(OWN, record_id=""),
        replace(OWN, tracker=""),
        replace(MANY[-1], after="waiting"),
    ],
)
def test_what_a_hand_has_spoilt_of_a_line_makes_it_unreadable(line: JournalLine):
    assert is_unreadable(line)


def test_spoilt_lines_and_rows_that_are_none_are_told_by_their_rows():
    spoilt = replace(ROWS, after="many")

    account = journal_account([ROWS, spoilt, OWN], [2, 3, 9], [5], has_summary=True)

    assert (account.lines, account.unreadable) == (4, (3, 5))


@pytest.mark.parametrize(
    ("lines", "has_summary", "answer"),
    [(0, False, (False, True)), (0, True, (True, False)), (1, False, (False, False)), (1, True, (False, False))],
)
def test_a_journal_is_lost_where_a_summary_stands_without_one_and_begins_where_nothing_stands(
    lines: int, answer: tuple[bool, bool], *, has_summary: bool
):
    account = journal_account([ROWS] * lines, [2] * lines, [], has_summary=has_summary)

    assert (account.is_lost, account.begins) == answer


def test_an_old_line_of_retention_can_be_read():
    past = JournalLine(
        observed_at=hours(1), kind="change", tracker="escalations", field="past",
        after='[{"status":"open","records":["ESC-1","ESC-2"],"at":[1773046800,1773046900]}]',
    )  # fmt: skip

    assert not is_unreadable(past)
    assert is_unreadable(replace(past, after=past.after.replace(",1773046900", "")))
