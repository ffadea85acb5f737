"""What runs have seen, where the tracker does not say it, and what it makes of the clocks."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from sheets_sync.analysis.history import history
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import TABS, hours, ran, read_back, statuses, tracker
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
        record: tuple(None if value is None or value is pd.NaT or value != value else value for value in row)
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


def test_what_was_done_at_first_sight_and_reopened_since_had_been_answered_before():
    row = escalation("in_progress")

    assert judged(row, statuses("closed", "reopened", "in_progress"), "state", "reason", clock="first_response") == {
        "ESC-1": ("unknown", "response_unrecorded")
    }


def test_an_owner_who_is_taken_off_has_not_answered():
    rows = ("Ann | open", " | open", "Bo | open")
    journal = ran(*(tracker(f"escalation_id | owner | status\nESC-1 | {row}") for row in rows))

    assert judged(escalation("open"), journal, "stop", clock="first_response") == {"ESC-1": (pd.Timestamp(hours(2)),)}


@pytest.mark.parametrize("done", ["resolved", "closed"])
def test_an_observed_closing_stands_for_one_nobody_wrote_down(done: str):
    assert judged(escalation(done), statuses("open", "waiting", done), "state", "stop", "stop_field", "is_open") == {
        "ESC-1": ("met", pd.Timestamp(hours(2)), "observed_closing", False)
    }


def test_an_observed_closing_answers_feedback():
    policy = {"name": "answer", "clock": "feedback_answer", "target": "4h", "calendar": "24x7"}
    frame = table(f"feedback_id | status | received_at | resolved_at\nESC-1 | resolved | {RAISED} |")
    told = history([replace(line, tracker="feedback") for line in statuses("open", "resolved")], "feedback", hours(3))

    status = sla_status(frame, SlaSettings.model_validate({"policies": [policy]}), hours(3), timezone="Europe/Berlin",
                        history=told, tracker="feedback")  # fmt: skip

    assert status[["state", "stop_field", "stop"]].to_numpy().tolist() == [
        ["met", "observed_closing", pd.Timestamp(hours(1))]
    ]


def test_a_closing_on_record_counts_before_what_was_seen():
    row = escalation("closed", closed_at="2026-03-09 14:00")

    assert judged(row, statuses("open", "closed"), "state", "stop_field") == {"ESC-1": ("missed", "closed_at")}


def test_what_was_closed_at_first_sight_closed_nobody_knows_when():
    assert judged(escalation("closed"), statuses("closed"), "state", "reason") == {
        "ESC-1": ("unknown", "stop_unrecorded")
    }


def test_a_resolved_matter_that_is_closed_later_did_not_end_then():
    assert judged(escalation("closed"), statuses("resolved", "closed"), "state", "reason") == {
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


def test_the_next_update_is_awaited_from_an_observed_answer():
    found = judged(escalation("in_progress"), statuses("open", "in_progress"), "state", "start", "start_field",
                   clock="next_update", after=4.5)  # fmt: skip

    assert found == {"ESC-1": ("at_risk", pd.Timestamp(hours(1)), "observed_status")}


def test_what_runs_saw_after_the_end_is_no_answer_that_awaits_an_update():
    row = escalation("open", resolved_at="2026-03-09 10:00")
    journal = ran(*(tracker(f"escalation_id | owner | status\nESC-1 | {who} | open") for who in ("Ana", "Ana", "Ben")))

    assert judged(row, journal, "state", "start_field", clock="next_update") == {"ESC-1": ("met", "raised_at")}


def test_a_wait_that_was_missed_stays_breached_when_the_matter_is_reopened():
    row = escalation("reopened", resolved_at="2026-03-09 14:00")

    found = judged(row, statuses(*["open"] * 5, "resolved", "reopened"), "state", "start_field", clock="next_update")

    assert found == {"ESC-1": ("breached", "raised_at")}


def test_an_answer_that_cannot_be_read_is_not_replaced_by_what_was_seen():
    rows = pd.concat([escalation("in_progress"), escalation("open").rename({"ESC-1": "ESC-2"})])
    rows["first_response_at_is_lost"] = [True, False]

    found = judged(rows, statuses("open", "in_progress"), "reason", "start_field", clock="next_update")

    assert found["ESC-1"] == ("start_lost", "raised_at")


def test_another_team_is_no_answer_that_awaits_an_update():
    journal = of_teams("policy | open", "legal | open")

    assert judged(escalation("open"), journal, "start_field", clock="next_update") == {"ESC-1": ("raised_at",)}


def test_an_observed_closing_ends_the_wait_for_an_update():
    assert judged(escalation("closed"), statuses("open", "closed"), "state", "stop", clock="next_update") == {
        "ESC-1": ("met", pd.Timestamp(hours(1)))
    }


def paused(*words: str, after: float, clock: str = "resolution", target: str = "4h", **cells: str) -> tuple[Any, ...]:
    """State, clock and hours used and paused of an escalation that shows a status an hour for each run."""
    row = escalation(words[-1], **cells)
    columns = ("state", "clock_state", "elapsed_seconds", "paused_seconds")
    journal = statuses(*words)
    (found,) = judged(row, journal, *columns, clock=clock, after=after, target=target, pauses_on=["waiting"]).values()
    return (*found[:2], *(figure / HOUR for figure in found[2:]))


def test_a_clock_stands_still_while_the_status_pauses_it():
    assert paused("open", "waiting", "waiting", after=10) == ("paused", "paused", 1, 9)


def test_a_clock_goes_on_when_the_pause_is_over():
    assert paused("open", "waiting", "open", after=4) == ("on_track", "running", 3, 1)


def test_a_clock_runs_on_where_no_policy_pauses_it():
    assert judged(escalation("waiting"), statuses("open", "waiting"), "state", "paused_seconds") == {
        "ESC-1": ("breached", 0)
    }


def test_what_pauses_later_stays_breached():
    assert paused("open", "open", "waiting", after=10, target="1h") == ("breached", "paused", 2, 8)


def test_a_clock_at_risk_that_pauses_is_paused():
    assert paused("open", "waiting", after=10, target="1h") == ("paused", "paused", 1, 9)


def test_a_pause_after_the_end_is_none():
    assert paused("open", "waiting", "waiting", after=9, resolved_at="2026-03-09 10:30") == ("met", "stopped", 1, 0.5)


def test_a_paused_clock_has_no_due_time_but_one_if_it_went_on_now():
    found = judged(
        escalation("waiting"), statuses("open", "waiting"), "due_at", "breach_at", "due_if_resumed", "left_seconds",
        pauses_on=["waiting"],
    )  # fmt: skip

    assert found == {"ESC-1": (None, None, pd.Timestamp(hours(9)), 3 * HOUR)}


def test_a_due_time_moves_by_what_was_paused():
    columns = ("due_at", "breach_at")

    assert judged(
        escalation("open"), statuses("open", "waiting", "open"), *columns, after=3, pauses_on=["waiting"]
    ) == {"ESC-1": (pd.Timestamp(hours(5)), pd.Timestamp(hours(5)))}


@pytest.mark.parametrize(("last", "due"), [("open", hours(26)), ("waiting", hours(29))])
def test_a_target_in_working_days_moves_by_what_was_paused_too(last: str, due: object):
    found = judged(
        escalation(last), statuses("open", "waiting", "waiting", last), "due_at", "due_if_resumed", "target_seconds",
        target="1 working day", pauses_on=["waiting"],
    )  # fmt: skip

    ((due_at, if_resumed, target),) = found.values()
    assert (due_at if last == "open" else if_resumed, target) == (pd.Timestamp(due), 24 * HOUR)


def test_where_nothing_is_left_a_paused_clock_would_be_due_at_once():
    found = judged(escalation("waiting"), statuses("open", "waiting", "waiting"), "state", "due_if_resumed", "due_at",
                   after=2, target="1h", pauses_on=["waiting"])  # fmt: skip

    assert found == {"ESC-1": ("paused", pd.Timestamp(hours(2)), None)}


@pytest.mark.parametrize("now_is", ["reopened", "in_progress"])
def test_a_reopened_matter_goes_on_where_it_stopped(now_is: str):
    row = escalation(now_is, resolved_at="2026-03-09 10:30")

    found = judged(row, statuses("open", "open", "resolved", "resolved", now_is), "state", "elapsed_seconds",
                   "paused_seconds", "is_open", after=5)  # fmt: skip

    assert found == {"ESC-1": ("on_track", 2.5 * HOUR, 2.5 * HOUR, True)}


def test_a_matter_reopened_for_the_second_time_paused_twice():
    row = escalation("reopened", resolved_at="2026-03-09 10:30")

    found = judged(row, statuses("open", "open", "closed", "open", "open", "closed", "reopened"), "elapsed_seconds",
                   "paused_seconds", after=7)  # fmt: skip

    assert found == {"ESC-1": (4.5 * HOUR, 2.5 * HOUR)}


def test_what_is_done_again_ended_when_it_was_seen_the_second_time():
    row = escalation("closed", resolved_at="2026-03-09 09:30")

    assert judged(row, statuses("open", "closed", "open", "closed"), "state", "stop", "stop_field", "paused_seconds",
                  pauses_on=["waiting"]) == {
        "ESC-1": ("met", pd.Timestamp(hours(3)), "observed_closing", 1.5 * HOUR)
    }  # fmt: skip


def test_the_end_that_a_cell_names_counts_the_same_before_and_after_a_reopening():
    done, reopened = (escalation(status, closed_at="2026-03-09 11:30") for status in ("closed", "reopened"))
    seen = ("open", "resolved", "closed", "closed")

    found = [
        judged(done, statuses(*seen), "state", "elapsed_seconds", after=3, target="2h"),
        judged(reopened, statuses(*seen, "reopened"), "state", "elapsed_seconds", after=4, target="2h"),
    ]

    assert found == [{"ESC-1": ("missed", 2.5 * HOUR)}, {"ESC-1": ("breached", 2.5 * HOUR)}]


def test_a_matter_nobody_saw_reopened_stays_uncertain():
    row = escalation("reopened", resolved_at="2026-03-09 10:30")

    assert judged(row, statuses("reopened"), "state", "reason") == {"ESC-1": ("uncertain", "reopened")}


def test_a_day_without_a_time_pauses_as_the_rest():
    row = escalation("waiting").assign(raised_at_is_day=True)

    assert judged(row, statuses("open", "waiting"), "state", "clock_state", after=2, pauses_on=["waiting"]) == {
        "ESC-1": ("paused", "paused")
    }


def of_teams(*rows: str) -> list[Any]:
    """The journal of runs an hour apart: team and status of one escalation."""
    return ran(*(tracker(f"escalation_id | team | status\nESC-1 | {row}") for row in rows))


def test_time_is_told_team_by_team_where_runs_saw_it_change():
    journal = of_teams("policy | open", "policy | waiting", "product | waiting", "product | open", "policy | open")

    assert judged(escalation("open"), journal, "legs", "elapsed_seconds", after=6, pauses_on=["waiting"]) == {
        "ESC-1": ((("policy", HOUR), ("product", HOUR), ("policy", 2 * HOUR)), 4 * HOUR)
    }


@pytest.mark.parametrize("rows", [["policy | open", "policy | open"], []])
def test_without_a_change_of_team_no_legs_are_told(rows: list[str]):
    assert judged(escalation("open"), of_teams(*rows), "legs") == {"ESC-1": (None,)}


def test_a_team_that_came_after_the_end_has_no_leg():
    row = escalation("closed", resolved_at="2026-03-09 09:30")

    assert judged(row, of_teams("policy | closed", "product | closed"), "legs") == {"ESC-1": (None,)}


def test_another_priority_sets_another_target_from_the_same_start_and_keeps_the_pauses():
    journal = ran(
        *(tracker(f"escalation_id | priority | status\nESC-1 | {row}") for row in ("low | waiting", "high | open"))
    )
    policies = [
        {"name": word, "clock": "resolution", "when": {"priority": [word]}, "target": target, "calendar": "24x7"}
        | {"pauses_on": ["waiting"]}
        for word, target in (("high", "2h"), ("low", "40h"))
    ]
    frame, now = escalation("open").assign(priority="high"), hours(4)

    status = sla_status(
        frame,
        SlaSettings.model_validate({"policies": policies}),
        now,
        timezone="Europe/Berlin",
        history=history(journal, "escalations", now),
    ).set_index("clock")

    assert status.loc["resolution", ["policy", "state", "due_at", "paused_seconds"]].tolist() == [
        "high",
        "breached",
        pd.Timestamp(hours(3)),
        HOUR,
    ]


@pytest.mark.parametrize(
    ("clock", "cells"),
    [
        ("first_response", {"raised_at": RAISED, "first_response_at": "2026-03-09 13:00"}),
        ("next_update", {"last_update_at": RAISED}),
        ("resolution", {"raised_at": RAISED}),
        ("appeal_decision", {"appealed_at": RAISED, "appeal_status": "submitted"}),
        ("appeal_window", {"decided_at": RAISED, "appeal_status": "not_appealed"}),
        ("feedback_answer", {"received_at": RAISED}),
    ],
)
def test_any_clock_stands_still_while_its_policy_says_so(clock: Clock, cells: dict[str, str]):
    rule, now = CLOCKS[clock], hours(4)
    fields = dict.fromkeys([*rule.starts, *rule.stops, "appeal_status", "appeal_outcome"], "") | cells
    journal: list[JournalLine] = []
    for number, status in enumerate(["open", "waiting", "open"]):
        row = tracker(f"record_id | status | {' | '.join(fields)}\nR-1 | {status} | {' | '.join(fields.values())}")
        journal = read_back([*journal, *changes(journal, {rule.tracker: row}, TABS, hours(number))])

    policy = {"name": "one", "clock": clock, "target": "10h", "calendar": "24x7", "pauses_on": ["waiting"]}
    one = SlaSettings.model_validate({"policies": [policy]})
    told = history(journal, rule.tracker, now)
    found = sla_status(row, one, now, tracker=rule.tracker, timezone="Europe/Berlin", history=told)

    (found_clock,) = found[found["clock"] == clock].itertuples()
    assert (found_clock.paused_seconds, found_clock.elapsed_seconds) == (1 * HOUR, 3 * HOUR)
    assert found_clock.due_at == pd.Timestamp(hours(11))
