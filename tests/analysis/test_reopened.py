"""What was done and then reopened, from run to run: its clock stood still from the end that the tracker named."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from sheets_sync.analysis.history import history
from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.sla_pauses import pauses_of
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.frozen_runs import Runs
from tests.analysis.journals import hours, read_back, run, tracker

HOUR = 3600
TEN, HALF_PAST_TEN, HALF_PAST_TWO = "2026-03-09 10:00", "2026-03-09 10:30", "2026-03-09 14:30"
RESOLUTION = {"name": "all", "clock": "resolution", "target": "40h", "calendar": "24x7", "pauses_on": ["waiting"]}
ANSWERS = {"name": "answers", "clock": "first_response", "target": "40h", "calendar": "24x7"}


class Told(Runs):
    """Runs over one escalation, raised at nine, when the first of them looks; each also notes its status."""

    policies = (RESOLUTION, ANSWERS)

    def look(self, hour: float, status: str, resolved_at: str = "", **cells: Any) -> None:
        """A run so many hours after the first one."""
        row = f"ESC-1 | {status} | 2026-03-09 09:00 | {resolved_at}"
        self.records = tracker(f"escalation_id | status | raised_at | resolved_at\n{row}").assign(**cells)
        self.now = hours(hour)
        self.journal = run(self.journal, self.records, self.now)
        self.run(self.records, SlaSettings.model_validate({"policies": self.policies}), self.now)

    def hours(self) -> tuple[float, float]:
        """Used and paused on the resolution clock, as the last run found them."""
        row = self.status[self.status["clock"] == "resolution"].iloc[0]
        return row["elapsed_seconds"] / HOUR, row["paused_seconds"] / HOUR

    def stood_still(self) -> set[tuple[datetime, datetime | None]]:
        past = history(self.journal, "escalations", self.now)
        return {(one.start, one.end) for one in pauses_of(self.records, "resolution", (), past)}


@pytest.fixture
def reopened() -> Told:
    """Resolved at half past ten, which a run saw at noon, and reopened, which one saw at two; the cell was emptied."""
    runs = Told()
    runs.look(0, "open")
    runs.look(3, "resolved", HALF_PAST_TEN)
    runs.look(5, "reopened")
    return runs


def test_an_end_that_its_cell_named_is_remembered_when_the_cell_is_emptied(reopened: Told):
    reopened.look(6, "in_progress")

    assert reopened.hours() == (2.5, 3.5)
    assert (hours(1.5), hours(5)) in reopened.stood_still()


def test_an_end_that_its_cell_named_is_remembered_when_the_next_one_overwrites_it(reopened: Told):
    reopened.look(6, "resolved", HALF_PAST_TWO)

    assert reopened.hours() == (2.0, 3.5)


def test_each_closing_has_its_own_end(reopened: Told):
    reopened.look(6, "resolved", HALF_PAST_TWO)
    reopened.look(7, "open")
    reopened.look(8, "open")

    assert reopened.hours() == (3.0, 5.0)
    assert {(hours(1.5), hours(5)), (hours(5.5), hours(7))} <= reopened.stood_still()


def test_what_is_remembered_stays_when_the_journal_is_packed(reopened: Told):
    reopened.look(6, "resolved", HALF_PAST_TWO)
    reopened.look(7, "open")
    before = reopened.hours(), reopened.stood_still()

    for _ in range(2):
        reopened.journal = read_back(compacted(reopened.journal, hours(1000), {"escalations": ["ESC-1"]}))
        lines = len(reopened.journal)
        reopened.look(7, "open")

        assert (reopened.hours(), reopened.stood_still(), len(reopened.journal)) == (*before, lines)


def test_an_end_corrected_before_the_reopening_counts_as_corrected():
    runs = Told()
    runs.look(0, "open")
    runs.look(2, "resolved", TEN)
    runs.look(3, "resolved", HALF_PAST_TEN)
    runs.look(5, "reopened")

    assert runs.hours() == (1.5, 3.5)


@pytest.mark.parametrize("status", ["reopened", "in_progress"])
def test_an_end_that_its_cell_still_names_counts_before_a_remembered_one(status: str):
    runs = Told()
    runs.look(0, "open")
    runs.look(3, "resolved", TEN)
    runs.look(5, status, HALF_PAST_TEN)

    assert runs.hours() == (1.5, 3.5)


def test_an_end_named_before_its_status_said_so_is_remembered():
    runs = Told()
    runs.look(0, "open")
    runs.look(2, "in_progress", HALF_PAST_TEN)
    runs.look(3, "resolved", HALF_PAST_TEN)
    runs.look(5, "reopened")

    assert runs.hours() == (1.5, 3.5)


def test_an_end_that_nobody_named_is_the_run_that_saw_it():
    runs = Told()
    runs.look(0, "open")
    runs.look(3, "resolved")
    runs.look(5, "reopened")

    assert runs.hours() == (3.0, 2.0)


def test_a_day_without_a_time_is_no_end_to_remember():
    runs = Told()
    runs.look(0, "open")
    runs.look(72, "resolved", "2026-03-09 23:00", resolved_at_is_day=True)
    runs.look(73, "reopened")

    assert runs.hours() == (72.0, 1.0)


def test_the_end_of_another_closing_is_not_taken_for_that_of_this_one(reopened: Told):
    reopened.look(6, "cancelled")  # of which no verdict is given
    reopened.look(7, "open")

    assert reopened.hours() == (2.5, 4.5)


def test_a_verdict_of_a_later_run_tells_no_end_yet(reopened: Told):
    early = [line for line in reopened.journal if line.kind != "verdict"]
    late = [replace(line, observed_at=hours(9)) for line in reopened.journal if line.kind == "verdict"]

    closed = history([*early, *late], "escalations", hours(6)).closed

    assert (len(closed), closed["done_at"].notna().sum()) == (1, 0)


def test_a_journal_that_does_not_tell_ends_is_read_as_before(reopened: Told):
    reopened.journal = [
        replace(line, after=line.after.replace('"ends"', '"else"')) if line.kind == "verdict" else line
        for line in reopened.journal
    ]
    lines = len(reopened.journal)

    reopened.look(6, "reopened")

    assert (reopened.hours(), len(reopened.journal)) == ((4.0, 2.0), lines)
