"""A real log of incidents, replayed edit by edit and run after run: what the journal remembers is what the log says."""

import csv
from datetime import UTC, datetime
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sheets_sync.analysis.history import History, history
from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.observed import Observed
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.trackers.ingest import Book, ingest
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Grid
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import read_back

LOG = Path(__file__).resolve().parents[3] / "shared" / "real" / "incident_event_log.csv"
HEADINGS = ("Number", "Status", "Priority", "Team", "Owner", "Raised at", "Last update")
COLUMNS = ("number", "incident_state", "priority", "assignment_group", "assigned_to", "opened_at", "sys_updated_at")
STATUSES = {
    "New": "open",
    "Active": "in_progress",
    "Awaiting User Info": "waiting",
    "Awaiting Problem": "waiting",
    "Resolved": "resolved",
    "Closed": "closed",
}
SETTINGS = {"escalations": TrackerSettings.model_validate({"tabs": ["Log"], "words": {"team": {"any": True}}})}

pytestmark = pytest.mark.skipif(not LOG.exists(), reason="the shared log is not here")

Edit = dict[str, str]
Told = tuple[str, str, datetime, str, str]  # number, column, instant, before, after


def instant(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=UTC)


@cache
def edits() -> list[Edit]:
    """In the order they were made; those of one minute as they stand in the log."""
    with LOG.open(encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda edit: instant(edit["sys_updated_at"]))


@cache
def replayed() -> tuple[tuple[JournalLine, ...], History, tuple[int, ...]]:
    """The journal of a run after every edit, what it remembers, and the number of lines of each run."""
    journal: list[JournalLine] = []
    standing: dict[str, Edit] = {}
    counts = []
    for edit in edits():
        standing[edit["number"]] = edit
        now = instant(edit["sys_updated_at"])
        rows = [HEADINGS, *(tuple(row[column] for column in COLUMNS) for row in standing.values())]
        grid = Grid("incidents.xlsx", "Log", rows, timezone="UTC")
        trackers = ingest([Book("incidents.xlsx", [grid])], ReadingSettings(timezone="UTC"), SETTINGS, now)
        assert len(trackers.frames["escalations"]) == len(standing)
        noted = changes(journal, trackers.frames, {("incidents.xlsx", "Log"): ("key", "7")}, now)
        journal = read_back([*journal, *noted])
        counts.append(len(noted))
    return tuple(journal), history(journal, "escalations", now), tuple(counts)


@cache
def told(*columns: str) -> list[Told]:
    """Every change of these columns that the log shows, straight from its rows."""
    by_number = sorted(edits(), key=lambda edit: edit["number"])
    return sorted(
        (number, column, instant(edit["sys_updated_at"]), said(column, last), said(column, edit))
        for number, group in groupby(by_number, key=lambda edit: edit["number"])
        for last, edit in pairwise(group)
        for column in columns
        if said(column, last) != said(column, edit)
    )


def said(column: str, edit: Edit) -> str:
    """A cell of the log in the tracker's words; the log writes '?' where a tracker has an empty cell."""
    text = edit[column]
    return STATUSES[text] if column == "incident_state" else "" if text == "?" else text


def numbers() -> list[str]:
    return sorted({edit["number"] for edit in edits()})


def seen_changes(remembered: History, field: str, column: str) -> list[Told]:
    rows = remembered.changes(field).itertuples()
    return sorted((row.record_id, column, row.at.to_pydatetime(), row.before, row.after) for row in rows)


def log_pauses() -> list[tuple[str, datetime, datetime | None]]:
    """From each edit that made an incident wait to the next one that did not leave it waiting."""
    pauses = []
    for number in numbers():
        since = None
        for edit in (edit for edit in edits() if edit["number"] == number):
            waits, at = edit["incident_state"].startswith("Awaiting"), instant(edit["sys_updated_at"])
            if waits and since is None:
                since = at
            elif not waits and since is not None:
                pauses.append((number, since, at))
                since = None
        if since is not None:
            pauses.append((number, since, None))
    return pauses


def test_every_change_of_status_and_every_reassignment_is_remembered_at_its_minute():
    _, remembered, _ = replayed()

    for field, column in (("status", "incident_state"), ("team", "assignment_group"), ("owner", "assigned_to")):
        assert seen_changes(remembered, field, column) == told(column)


def test_every_pause_is_remembered_from_its_first_minute_to_its_last():
    _, remembered, _ = replayed()

    pauses = Observed.of(remembered, numbers()).pauses(("waiting",))

    found = sorted(
        (numbers()[record], start.item().replace(tzinfo=UTC), None if np.isnat(end) else end.item().replace(tzinfo=UTC))
        for record, start, end in zip(pauses.record, pauses.start, pauses.end, strict=True)
    )
    assert found == log_pauses()


def test_the_first_answer_is_the_first_change_of_status_or_assignee_in_the_log():
    _, remembered, _ = replayed()
    expected: dict[str, datetime] = {}
    for number, _column, at, *_ in told("incident_state", "assigned_to"):
        expected[number] = min(at, expected.get(number, at))

    raised = np.full(len(numbers()), np.datetime64("2016-01-01", "us"))
    at, _ = Observed.of(remembered, numbers()).first_changes(raised)

    found = {number: one.item().replace(tzinfo=UTC) for number, one in zip(numbers(), at, strict=True) if one == one}
    assert found == expected


def test_an_incident_is_done_from_the_edit_that_resolved_it():
    _, remembered, _ = replayed()
    resolved: dict[str, datetime] = {}
    for number, _column, at, before, after in told("incident_state"):
        if after in ("resolved", "closed") and before not in ("resolved", "closed"):
            resolved.setdefault(number, at)

    closings = Observed.of(remembered, numbers()).closings()

    found = zip(numbers(), closings, strict=True)
    assert {number: at.item().replace(tzinfo=UTC) for number, at in found if at == at} == resolved


def test_every_group_that_held_an_incident_has_its_leg_in_order():
    _, remembered, _ = replayed()
    expected = {
        number: [group for group, _ in groupby(said("assignment_group", e) for e in edits() if e["number"] == number)]
        for number in numbers()
    }

    legs = Observed.of(remembered, numbers()).legs()

    found = {numbers()[record]: group["value"].tolist() for record, group in legs.groupby("record")}
    assert found == expected
    is_followed = legs["record"] == legs["record"].shift(-1)
    assert legs["end"][is_followed].tolist() == legs["start"].shift(-1)[is_followed].tolist()


def test_an_edit_that_changes_none_of_them_adds_no_line():
    _, _, counts = replayed()
    last: dict[str, tuple[str, ...]] = {}
    expected = []
    for edit in edits():
        fields = tuple(said(c, edit) for c in ("incident_state", "assigned_to", "assignment_group", "priority"))
        before = last.get(edit["number"])
        differing = 1 if before is None else sum(one != other for one, other in zip(before, fields, strict=True))
        expected.append(differing)
        last[edit["number"]] = fields

    assert list(counts) == expected


def test_a_compacted_journal_remembers_the_whole_log():
    journal, remembered, _ = replayed()
    end = instant(edits()[-1]["sys_updated_at"])

    short = compacted(journal, end, {"escalations": numbers()})

    assert len(short) < len(journal) / 20
    pd.testing.assert_frame_equal(history(short, "escalations", end).spans, remembered.spans)
