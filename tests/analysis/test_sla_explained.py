from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_explained import ExplainedClock, explained_clock
from sheets_sync.analysis.sla_judgement import Judgement, judgement_of
from sheets_sync.analysis.sla_pauses import Pause, pauses_of
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from tests.analysis.hours_drawing import HOUR
from tests.analysis.journals import hours, statuses
from tests.drawing import table, utc

BERLIN = "Europe/Berlin"
OFFICE = {"timezone": BERLIN, "week": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
MONDAY_NOON = "2026-03-09 11:00"  # 12:00 in Berlin


def settings(**policy: Any) -> SlaSettings:
    written = {"name": "all", "clock": "resolution", "calendar": "office", "target": "8h"} | policy
    return SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [written]})


def explained(
    drawing: str, *seen: str, now: str = MONDAY_NOON, days: Sequence[str] = (), **policy: Any
) -> ExplainedClock:
    """The resolution of the one escalation drawn; `seen` are its statuses, an hour each from 9:00 (UTC) on."""
    frame = table(drawing).assign(**{f"{name}_is_day": True for name in days})
    asked, past = settings(**policy), history(statuses(*seen) if seen else [], "escalations", utc(now))
    status = sla_status(frame, asked, utc(now), timezone=BERLIN, history=past)
    row = next(status[status["clock"] == "resolution"].itertuples())
    judgement = judgement_of(row, asked, BERLIN)
    pauses = pauses_of(frame, "resolution", judgement.policy.pauses_on, past) if judgement else ()
    return explained_clock(row, judgement, pauses, utc(now), BERLIN)


RUNNING = """
    escalation_id | status | raised_at        | resolved_at
    ESC-1         | open   | 2026-03-06 15:00 |
    """


def test_a_running_clock_tells_what_counted_and_what_will_until_it_is_due():
    clock = explained(RUNNING)
    (reading,) = clock.readings

    assert (reading.state, reading.elapsed_seconds) == ("on_track", 5 * HOUR)
    assert [one.end for one in reading.stretch.segments] == [utc("2026-03-06 17:00"), utc(MONDAY_NOON)]
    assert clock.upcoming is not None
    assert [(one.start, one.end) for one in clock.upcoming.segments] == [(utc(MONDAY_NOON), utc("2026-03-09 14:00"))]


@pytest.mark.parametrize(
    ("raised", "policy", "at"),
    [
        ("2026-03-06 15:00", {}, "2026-03-09 12:24"),
        ("2026-03-06 15:00", {"at_risk_share": 0.25}, "2026-03-06 17:00"),
        ("2026-03-06 15:00", {"at_risk_share": 1, "minutes_left": 60}, "2026-03-09 13:00"),
        ("2026-03-06 15:00", {"at_risk_share": 0.5, "minutes_left": 60}, "2026-03-09 10:00"),
        ("2026-03-06 17:30", {"minutes_left": 480}, "2026-03-09 08:00"),  # as soon as any time is used
        ("2026-03-06 17:30", {"minutes_left": 481}, "2026-03-06 17:30"),  # at once
    ],
)
def test_it_is_at_risk_from_when_so_much_is_used_or_so_little_left(raised: str, policy: dict[str, Any], at: str):
    assert explained(RUNNING.replace("2026-03-06 15:00", raised), **policy).readings[0].at_risk_at == utc(at)


def test_a_target_used_up_at_closing_time_is_due_then_and_late_only_after_the_next_opening():
    reading = explained(RUNNING.replace("15:00", "09:00")).readings[0]

    assert (reading.due_at, reading.breach_at) == (utc("2026-03-06 17:00"), utc("2026-03-09 08:00"))


def test_working_days_are_explained_by_the_open_time_they_hold():
    clock = explained(RUNNING, target="2 working days")

    assert clock.readings[0].due_at == utc("2026-03-10 15:00")
    assert clock.row.target_seconds == 18 * HOUR
    assert clock.upcoming is not None
    assert sum(one.seconds for one in clock.upcoming.segments) == 13 * HOUR


def test_a_paused_clock_has_no_due_time_but_one_if_it_went_on():
    row = RUNNING.replace("open  ", "waiting").replace("2026-03-06 15:00", "2026-03-09 08:30")

    clock = explained(row, "open", "waiting", now="2026-03-09 12:00", pauses_on=["waiting"])

    (reading,) = clock.readings
    assert (reading.state, reading.elapsed_seconds, reading.paused_seconds) == ("paused", 1.5 * HOUR, 2 * HOUR)
    assert reading.stretch.pauses == (Pause(hours(1), None, "waiting", 2 * HOUR),)
    assert (reading.due_at, reading.breach_at, reading.due_if_resumed) == (None, None, utc("2026-03-10 09:30"))
    assert clock.upcoming is not None
    assert clock.upcoming.end == reading.due_if_resumed


def test_what_stood_still_after_the_end_moves_nothing():
    row = RUNNING.replace("open  ", "waiting").replace("2026-03-06 15:00 |", "2026-03-09 08:30 | 2026-03-09 09:30")

    (reading,) = explained(row, "open", "waiting", now="2026-03-09 12:00", pauses_on=["waiting"]).readings

    assert (reading.stretch.pauses, reading.elapsed_seconds) == ((), HOUR)
    assert (reading.at_risk_at, reading.due_at) == (utc("2026-03-09 14:54"), utc("2026-03-09 16:30"))


def test_what_was_reopened_goes_on_and_stood_still_meanwhile():
    row = RUNNING.replace("open  ", "open").replace("2026-03-06 15:00", "2026-03-09 08:30")

    (reading,) = explained(row, "open", "resolved", "open", now="2026-03-09 12:00").readings

    assert (reading.elapsed_seconds, reading.paused_seconds) == (2.5 * HOUR, HOUR)
    assert reading.stretch.pauses == (Pause(hours(1), hours(2), None, HOUR),)


def test_what_was_reopened_at_an_unknown_time_has_two_readings():
    clock = explained("""
        escalation_id | status   | raised_at        | resolved_at
        ESC-1         | reopened | 2026-03-04 10:00 | 2026-03-04 12:00
        """)

    assert clock.row.state == "uncertain"
    assert [(one.state, one.elapsed_seconds) for one in clock.readings] == [
        ("breached", 28 * HOUR),
        ("on_track", 2 * HOUR),
    ]
    assert clock.upcoming is None


def test_a_day_without_a_time_is_read_from_both_its_ends():
    clock = explained(
        """
        escalation_id | status   | raised_at        | resolved_at
        ESC-1         | resolved | 2026-03-03 23:00 | 2026-03-04 23:00
        """,
        days=("raised_at", "resolved_at"),
        target="9h",
    )

    assert [(one.stretch.start, one.stretch.end, one.state) for one in clock.readings] == [
        (utc("2026-03-03 23:00"), utc("2026-03-05 23:00"), "missed"),
        (utc("2026-03-04 23:00"), utc("2026-03-04 23:00"), "met"),
    ]


@pytest.mark.parametrize(
    ("row", "policy"),
    [
        ("ESC-1 | open |  | ", {}),
        ("ESC-1 | resolved | 2026-03-06 15:00 | ", {}),
        ("ESC-1 | open | 2026-03-06 15:00 | ", {"target": ""}),
        ("ESC-1 | open | 2026-03-06 15:00 | ", {"when": {"priority": ["low"]}}),
    ],
)
def test_where_nothing_can_be_counted_there_is_no_reading(row: str, policy: dict[str, Any]):
    clock = explained(f"escalation_id | status | raised_at | resolved_at\n{row}", **policy)

    assert (clock.readings, clock.upcoming) == ((), None)
    assert (clock.judgement is None) == ("when" in policy)


def test_a_default_policy_is_known_as_one_and_the_teams_own_is_not():
    frame = table(RUNNING).assign(priority="high")
    for asked, is_default in ((SlaSettings(), True), (settings(), False)):
        row = next(sla_status(frame, asked, utc(MONDAY_NOON), timezone=BERLIN).iloc[[1]].itertuples())
        judgement = judgement_of(row, asked, BERLIN)
        assert judgement is not None
        assert (row.clock, judgement.is_default) == ("resolution", is_default)


def test_the_times_of_a_calendar_that_never_closes_are_the_teams():
    row = explained(RUNNING, calendar="24x7").row

    assert judgement_of(row, settings(calendar="24x7"), "Europe/Lisbon") == Judgement(
        settings(calendar="24x7").policies[0], None, "Europe/Lisbon"
    )


def test_a_row_can_be_explained_by_a_policy_that_no_longer_stands():
    past = settings(target="4h")
    frame, now = table(RUNNING), utc(MONDAY_NOON)
    row = next(sla_status(frame, past, now, timezone=BERLIN).iloc[[1]].itertuples())
    policy = SlaPolicy(name="before", clock="resolution", target="4h", calendar="elsewhere")
    judgement = Judgement(policy, CalendarPolicy.model_validate(OFFICE), BERLIN)

    (reading,) = explained_clock(row, judgement, (), now, BERLIN).readings

    assert (reading.state, reading.due_at) == ("breached", now - timedelta(hours=1))


def test_a_pause_that_goes_on_after_a_clock_has_stopped_ends_with_it():
    resolved_while_waiting = """
    escalation_id | status  | raised_at        | resolved_at
    ESC-1         | waiting | 2026-03-09 08:00 | 2026-03-09 10:30
    """

    clock = explained(resolved_while_waiting, "open", "waiting", pauses_on=["waiting"])

    (pause,) = clock.readings[0].stretch.pauses
    assert (clock.row.state, pause.start, pause.end) == ("met", utc("2026-03-09 10:00"), utc("2026-03-09 10:30"))
