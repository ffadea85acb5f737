"""A journal edited by hand: nothing fails, and what is remembered of everything else stays as it was."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.issue_memory import issue_memory, issue_notes
from sheets_sync.analysis.journal import SeenTab, former_titles, notes, shrinks
from sheets_sync.analysis.journal_account import journal_account
from sheets_sync.analysis.journal_retention import compacted, shortened
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.analysis.sighting_lines import noted, sightings_in
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.standing_journal import standing_journal
from tests.analysis.journals import TABS, hours, run, tracker
from tests.analysis.test_issue_memory import trackers

LATE = hours(1000)
RECORDS = [f"ESC-{number}" for number in range(4)]
KEYS = ["aaaaaaaa", "bbbbbbbb", "cccccccc"]
TAB = SeenTab("1AbC", "7", "escalations", "Escalations", accepted=4)
PAUSING = SlaSettings.model_validate(
    {
        "policies": [
            {"name": clock, "clock": clock, "target": "8h", "calendar": "default", "pauses_on": ["waiting"]}
            for clock in ("first_response", "next_update", "resolution")
        ]
    }
)

Rows = list[tuple[Cell, ...]]

words = st.sampled_from(["open", "waiting", "resolved", "closed"])
months = st.lists(st.lists(words, min_size=4, max_size=4), min_size=2, max_size=5)
cells = st.sampled_from(
    [
        None, "", " ", "x", "[", "[{}]", "{}", "null", "[" * 1000, "9" * 5000, "#REF!", "=1+1", "aaaaaaaa zz", "past",
        "seen", "status", "change", "issue", "rows", "escalations", "cases", "ESC-2", "\u200b", "2026-13-45",
        "2026-03-09T11:00:00Z", "2026-03-09", "9999-12-31T23:59:59Z", "2000-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
        '[{"records":["ESC-0"],"status":"closed"}]', '[{"records":["ESC-0"],"at":[1773046800],"status":"closed"}]',
        '[{"records":["\\ud800"],"status":"\\ud800"}]', 7.0, 0.5, -1e308, float("inf"), float("nan"), 46348.375, True,
    ]
)  # fmt: skip
edits = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), cells), min_size=1, max_size=3)


def escalations(words_of: Sequence[str]) -> pd.DataFrame:
    rows = "\n".join(f"{record} | {word} | 2026-03-09 08:00" for record, word in zip(RECORDS, words_of, strict=True))
    return tracker(f"escalation_id | status | raised_at\n{rows}").assign(raised_at_is_day=False)


def written(runs: list[list[str]]) -> Rows:
    """The journal's rows after runs an hour apart; each record is seen for the first time in a line of its own."""
    journal: list[JournalLine] = []
    for number, row in enumerate(runs):
        journal += notes(journal, [TAB, SeenTab("1AbC", "8", "cases", f"Tab {number}", number)], hours(number))
        journal += issue_notes(journal, trackers(KEYS[number % 3]), hours(number))
        for known in range(len(RECORDS)):
            journal = run(journal, escalations(row).iloc[[known]], hours(number))
    return [JOURNAL_HEADINGS, *(line.cells() for line in journal)]


def edited(rows: Rows, changes_of: Sequence[tuple[int, int, Cell]]) -> tuple[Rows, set[int]]:
    """The rows with other cells, and which of them have some."""
    rows, touched = list(rows), set()
    for place, column, cell in changes_of:
        row = 1 + place % (len(rows) - 1)
        cells_of = [*rows[row], *[None] * 10][:10]
        rows[row] = (*cells_of[:column], cell, *cells_of[column + 1 :])
        touched.add(row)
    return rows, touched


def lines_of(rows: Rows) -> list[JournalLine]:
    return [line for line in standing_journal(rows, "").lines if line.observed_at <= LATE]


def named(rows: Rows) -> set[str]:
    """The records and issues that lines name."""
    lines = lines_of([JOURNAL_HEADINGS, *rows])
    records = {noted(record) for line in lines for one in sightings_in(line) for record in one.records}
    return records.union(*((line.before + " " + line.after).split() for line in lines if line.kind == "issue"))


def remembered(lines: Sequence[JournalLine], things: set[str]) -> list[object]:
    """What is remembered of these records and issues."""
    told = history(lines, "escalations", LATE).spans
    memory = dict(zip(KEYS, issue_memory(lines, trackers(*KEYS), LATE).first_seen, strict=True))
    spans = told[told["record_id"].isin(things)].to_dict("records")
    return [*map(str, spans), *(memory[key] for key in KEYS if key in things)]


def asked(rows: Rows, now: datetime) -> None:
    """Everything that a run asks of the journal."""
    standing = standing_journal(rows, "")
    lines, frame = lines_of(rows), escalations(["open", "closed", "waiting", "reopened"])
    journal_account(standing.lines, standing.rows, standing.spoilt, has_summary=True)
    former_titles(lines), shrinks(lines, [TAB]), notes(lines, [TAB], now)
    issue_memory(lines, trackers(*KEYS), now), issue_notes(lines, trackers(*KEYS), now)
    changes(lines, {"escalations": frame}, TABS, now)
    told = history(lines, "escalations", now)
    sla_status(frame, PAUSING, now, timezone="Europe/Berlin", history=told)
    shortened(standing.lines, now, {"escalations": RECORDS})
    for line in compacted(standing.lines, now, {"escalations": RECORDS}):
        line.cells()


@given(months, edits)
@settings(max_examples=30)
def test_whatever_a_hand_writes_into_cells_the_rest_is_remembered(
    runs: list[list[str]], made: list[tuple[int, int, Cell]]
):
    rows = written(runs)
    after, touched = edited(rows, made)
    others = {*RECORDS, *KEYS} - named([rows[row] for row in touched]) - named([after[row] for row in touched])

    asked(after, LATE)

    assert remembered(lines_of(after), others) == remembered(lines_of(rows), others)
    assert remembered(compacted(lines_of(after), LATE, {}), others) == remembered(lines_of(rows), others)


@given(months, st.sets(st.integers(0, 99), min_size=1, max_size=5))
@settings(max_examples=20)
def test_whatever_rows_a_hand_deletes_the_rest_is_remembered(runs: list[list[str]], places: set[int]):
    rows = written(runs)
    gone = {1 + place % (len(rows) - 1) for place in places}
    left = [row for number, row in enumerate(rows) if number not in gone]
    others = {*RECORDS, *KEYS} - named([rows[row] for row in gone])

    asked(left, LATE)

    assert remembered(lines_of(left), others) == remembered(lines_of(rows), others)
