"""What runs have seen, where the tracker does not say it, and what it makes of the clocks."""

from typing import Any

import pandas as pd
import pytest

from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.journals import hours, ran, statuses, tracker
from tests.drawing import table

HOUR = 3600
RAISED = "2026-03-09 09:00"  # when the first run of `ran` sees it


def settings(**policy: Any) -> SlaSettings:
    """One policy for each clock of an escalation, open day and night, with the same target."""
    clocks = ("first_response", "resolution", "next_update")
    common = {"calendar": "24x7", "target": "4h"} | policy
    return SlaSettings.model_validate({"policies": [{"name": clock, "clock": clock} | common for clock in clocks]})


def judged(
    drawing: str | pd.DataFrame,
    journal: list[Any],
    *columns: str,
    clock: str = "resolution",
    after: float = 6,
    **policy: Any,
) -> dict[str, tuple[Any, ...]]:
    """Some columns of one clock by record, so many hours after the first run; what is missing is None."""
    frame = table(drawing) if isinstance(drawing, str) else drawing
    now = hours(after)
    told = history(journal, "escalations", now)
    status = sla_status(frame, settings(**policy), now, timezone="Europe/Berlin", history=told)
    chosen = status[status["clock"] == clock].set_index("record_id")[list(columns)].astype(object)
    return {
        record: tuple(None if pd.isna(value) else value for value in row)
        for record, row in zip(chosen.index, chosen.to_numpy(), strict=True)
    }


def escalation(status: str, **cells: str) -> pd.DataFrame:
    """One escalation, raised at the first run; what is not given is blank."""
    cells = {"first_response_at": "", "resolved_at": "", "closed_at": ""} | cells
    return table(
        f"escalation_id | status | raised_at | {' | '.join(cells)}\nESC-1 | {status} | {RAISED} | "
        + " | ".join(cells.values())
    )


def test_an_observed_change_of_status_stands_for_an_answer_nobody_wrote_down():
    row = escalation("in_progress")

    assert judged(row, statuses("open", "open", "in_progress"), "state", "elapsed_seconds", "stop_field",
                  clock="first_response") == {"ESC-1": ("met", 2 * HOUR, "observed_status")}  # fmt: skip


def test_a_change_of_owner_stands_for_an_answer_too():
    journal = ran(*(tracker(f"escalation_id | owner\nESC-1 | {name}") for name in ("Ana", "Ben")))

    assert judged(escalation("open"), journal, "state", "stop", "stop_field", clock="first_response") == {
        "ESC-1": ("met", pd.Timestamp(hours(1)), "observed_owner")
    }


def test_an_answer_on_record_counts_before_what_was_seen():
    row = escalation("in_progress", first_response_at="2026-03-09 14:00")

    assert judged(row, statuses("open", "in_progress"), "state", "stop_field", clock="first_response") == {
        "ESC-1": ("missed", "first_response_at")
    }


def test_what_was_done_at_first_sight_had_been_answered_before():
    journal = statuses("resolved", "closed")

    assert judged(escalation("closed"), journal, "state", "reason", clock="first_response") == {
        "ESC-1": ("unknown", "response_unrecorded")
    }


@pytest.mark.parametrize("done", ["resolved", "closed"])
def test_an_observed_closing_stands_for_one_nobody_wrote_down(done: str):
    assert judged(escalation(done), statuses("open", "waiting", done), "state", "stop", "stop_field", "is_open") == {
        "ESC-1": ("met", pd.Timestamp(hours(2)), "observed_closing", False)
    }


def test_a_closing_on_record_counts_before_what_was_seen():
    row = escalation("closed", closed_at="2026-03-09 14:00")

    assert judged(row, statuses("open", "closed"), "state", "stop_field") == {"ESC-1": ("missed", "closed_at")}


def test_what_was_closed_at_first_sight_closed_nobody_knows_when():
    assert judged(escalation("closed"), statuses("closed"), "state", "reason") == {
        "ESC-1": ("unknown", "stop_unrecorded")
    }


def test_what_was_cancelled_has_no_observed_end():
    assert judged(escalation("cancelled"), statuses("open", "cancelled"), "state", "reason") == {
        "ESC-1": ("unknown", "stop_unrecorded")
    }


@pytest.mark.parametrize(
    ("clock", "field", "reason"),
    [("first_response", "first_response_at", "stop_lost"), ("resolution", "resolved_at", "stop_unrecorded")],
)
def test_a_cell_that_cannot_be_read_is_never_replaced_by_what_was_seen(clock: str, field: str, reason: str):
    row = escalation("in_progress" if clock == "first_response" else "closed")
    rows = pd.concat([row, row.rename(index={"ESC-1": "ESC-2"})])
    rows[f"{field}_is_lost"] = [True, False]
    rows["source_workbook"] = rows["source_tab"] = "Escalations"

    assert judged(rows, statuses("open", row["status"].iloc[0]), "state", "reason", clock=clock)["ESC-1"] == (
        "unknown",
        reason,
    )


def test_without_a_column_for_the_answer_what_was_seen_counts():
    row = escalation("in_progress").drop(columns="first_response_at").assign(first_response_at_is_lost=True)

    assert judged(row, statuses("open", "in_progress"), "state", clock="first_response") == {"ESC-1": ("met",)}


def test_an_end_still_to_come_is_not_replaced_by_what_was_seen():
    row = escalation("resolved", resolved_at="2026-03-12 09:00")

    assert judged(row, statuses("open", "resolved"), "state", "stop_in_future") == {
        "ESC-1": ("breached", "resolved_at")
    }


def test_an_observed_closing_ends_the_wait_for_an_update():
    assert judged(escalation("closed"), statuses("open", "closed"), "state", "stop", clock="next_update") == {
        "ESC-1": ("met", pd.Timestamp(hours(1)))
    }
