"""The clocks besides first response and resolution: updates, appeals, their windows, and feedback."""

from typing import Any

import pandas as pd
import pytest

from sheets_sync.analysis.sla import open_clocks, sla_status
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.trackers.schemas import SCHEMAS
from tests.drawing import table, utc

HOUR = 3600
OFFICE = {"timezone": "Europe/Berlin", "week": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
MONDAY_NOON = "2026-03-09 11:00"  # 12:00 in Berlin


def status_of(
    clock: Clock, records: str | pd.DataFrame, *policies: dict[str, Any], now: str = MONDAY_NOON
) -> pd.DataFrame:
    """The rows of one clock, by record; each policy is for it and counts office hours, if it says nothing else."""
    common = {"clock": clock, "calendar": "office"}
    written = [{"name": f"policy {number}"} | common | policy for number, policy in enumerate(policies)]
    settings = SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": written})
    frame = table(records) if isinstance(records, str) else records
    status = sla_status(frame, settings, utc(now), timezone="Europe/Berlin", tracker=CLOCKS[clock].tracker)
    return status[status["clock"] == clock].set_index("record_id")


def judged(
    clock: Clock, records: str | pd.DataFrame, *columns: str, now: str = MONDAY_NOON, **policy: Any
) -> dict[str, tuple[Any, ...]]:
    """Some columns of one clock by record; what is missing is None."""
    chosen = status_of(clock, records, {"target": "8h"} | policy, now=now)[list(columns)].astype(object)
    return {
        record: tuple(None if pd.isna(value) else value for value in row)
        for record, row in zip(chosen.index, chosen.to_numpy(), strict=True)
    }


def test_every_clock_stands_on_instants_and_words_of_its_tracker():
    for rule in CLOCKS.values():
        fields = {
            *rule.starts,
            *rule.stops,
            *rule.ends,
            *rule.done,
            *rule.going_on,
            *rule.reopened,
            *(rule.begun or ()),
        }

        assert fields <= set(SCHEMAS[rule.tracker].model_fields)


def test_an_update_is_awaited_from_the_last_one_else_the_first_response_else_the_start():
    waiting = """
        escalation_id | status | raised_at        | first_response_at | last_update_at
        updated       | open   | 2026-03-04 08:00 | 2026-03-04 09:00  | 2026-03-09 08:00
        answered      | open   | 2026-03-04 08:00 | 2026-03-06 09:00  |
        raised        | open   | 2026-03-06 15:00 |                   |
        """

    assert judged("next_update", waiting, "state", "start_field", "elapsed_seconds", "clock_state") == {
        "updated": ("on_track", "last_update_at", 3 * HOUR, "running"),
        "answered": ("breached", "first_response_at", 11 * HOUR, "running"),
        "raised": ("on_track", "raised_at", 5 * HOUR, "running"),
    }


def test_no_update_is_awaited_once_it_is_done():
    done = """
        escalation_id | status   | raised_at        | last_update_at   | resolved_at      | closed_at
        in-time       | resolved | 2026-03-04 08:00 | 2026-03-04 09:00 | 2026-03-04 12:00 |
        late          | closed   | 2026-03-04 08:00 | 2026-03-04 09:00 |                  | 2026-03-06 12:00
        with-the-end  | resolved | 2026-03-04 08:00 | 2026-03-04 12:00 | 2026-03-04 12:00 |
        after-it      | closed   | 2026-03-04 08:00 | 2026-03-05 12:00 | 2026-03-04 12:00 |
        who-knows     | closed   | 2026-03-04 08:00 | 2026-03-05 12:00 |                  |
        """

    assert judged("next_update", done, "state", "reason", "elapsed_seconds", "is_open") == {
        "in-time": ("met", None, 3 * HOUR, False),
        "late": ("missed", None, 21 * HOUR, False),
        "with-the-end": ("not_applicable", "no_update_due", None, False),
        "after-it": ("not_applicable", "no_update_due", None, False),
        "who-knows": ("unknown", "stop_unrecorded", None, False),
    }


def test_an_update_after_a_reopening_starts_the_clock_anew():
    reopened = """
        escalation_id | status   | raised_at        | last_update_at   | resolved_at
        updated-since | reopened | 2026-03-04 08:00 | 2026-03-09 09:00 | 2026-03-05 12:00
        not-yet       | reopened | 2026-03-04 08:00 | 2026-03-05 11:00 | 2026-03-05 12:00
        """

    assert judged("next_update", reopened, "state", "reason", "stop_field", "least_seconds", "elapsed_seconds") == {
        "updated-since": ("on_track", None, None, 2 * HOUR, 2 * HOUR),
        "not-yet": ("uncertain", "reopened", "resolved_at", HOUR, 18 * HOUR),
    }


def test_an_update_that_could_not_be_read_is_not_taken_for_none():
    frame = table("""
        escalation_id | status | raised_at        | first_response_at | last_update_at
        unreadable    | open   | 2026-03-09 08:00 | 2026-03-09 09:00  |
        readable      | open   | 2026-03-09 08:00 | 2026-03-09 09:00  |
        """).assign(last_update_at_is_lost=[True, False])

    assert judged("next_update", frame, "state", "reason") == {
        "unreadable": ("unknown", "start_lost"),
        "readable": ("on_track", None),
    }
    assert judged("next_update", frame.assign(last_update_at_is_lost=True), "reason") == {
        "unreadable": ("start_lost",),
        "readable": ("start_lost",),
    }


def test_without_a_column_for_the_first_response_updates_are_awaited_from_the_start():
    frame = table("""
        escalation_id | status | raised_at        | last_update_at
        raised        | open   | 2026-03-09 08:00 |
        updated       | open   | 2026-03-09 08:00 | 2026-03-09 10:00
        """).assign(first_response_at_is_lost=True)

    assert judged("next_update", frame, "state", "elapsed_seconds") == {
        "raised": ("on_track", 3 * HOUR),
        "updated": ("on_track", 1 * HOUR),
    }


def test_an_update_in_the_future_is_not_believed():
    drawing = """
        escalation_id | status | raised_at        | last_update_at
        early         | open   | 2026-03-09 08:00 | 2026-03-10 08:00
        """

    assert judged("next_update", drawing, "state", "reason", "is_open") == {
        "early": ("unknown", "start_in_future", True)
    }


def test_an_appeal_is_decided_in_time_or_not():
    appeals = """
        case_id  | status | appeal_status | appealed_at      | appeal_decided_at | appeal_outcome
        in-time  | closed | decided       | 2026-03-05 08:00 | 2026-03-05 16:00  | overturned
        late     | closed | decided       | 2026-03-05 08:00 | 2026-03-06 09:00  | upheld
        pending  | closed | in_review     | 2026-03-09 08:00 |                   |
        overdue  | open   |               | 2026-03-05 08:00 |                   |
        """

    assert judged("appeal_decision", appeals, "state", "elapsed_seconds", "is_open", "stop_field") == {
        "in-time": ("met", 8 * HOUR, False, "appeal_decided_at"),
        "late": ("missed", 10 * HOUR, False, "appeal_decided_at"),
        "pending": ("on_track", 3 * HOUR, True, None),
        "overdue": ("breached", 21 * HOUR, True, None),
    }


def test_a_case_without_an_appeal_has_no_clock_for_one():
    cases = """
        case_id      | status | decided_at       | appeal_status | appealed_at      | appeal_outcome
        no-appeal    | closed | 2026-03-02 09:00 |               |                  |
        none-written | closed | 2026-03-02 09:00 | not_appealed  |                  |
        undecided    | open   |                  |               |                  |
        appealed     | open   | 2026-03-02 09:00 | submitted     | 2026-03-09 08:00 |
        """

    assert list(judged("appeal_decision", cases, "state")) == ["appealed"]
    assert list(judged("appeal_window", cases, "state")) == ["no-appeal", "none-written", "appealed"]


def test_an_appeal_with_gaps_is_unknown_and_counted():
    appeals = """
        case_id     | appeal_status | appealed_at      | appeal_decided_at | appeal_outcome
        when        | in_review     |                  |                   |
        only-end    |               |                  | 2026-03-05 08:00  |
        backwards   |               | 2026-03-05 08:00 | 2026-03-04 08:00  |
        to-come     |               | 2026-03-10 08:00 |                   |
        decided     | decided       | 2026-03-05 08:00 |                   |
        outcome     | in_review     | 2026-03-05 08:00 |                   | withdrawn
        """

    assert judged("appeal_decision", appeals, "state", "reason") == {
        "when": ("unknown", "start_missing"),
        "only-end": ("unknown", "start_missing"),
        "backwards": ("unknown", "stop_before_start"),
        "to-come": ("unknown", "start_in_future"),
        "decided": ("unknown", "stop_unrecorded"),
        "outcome": ("unknown", "stop_unrecorded"),
    }


def test_an_appeal_whose_cells_could_not_be_read_is_unknown_but_a_missing_column_makes_none():
    frame = table("""
        case_id    | appeal_status | appealed_at      | appeal_decided_at
        start-lost |               |                  |
        end-lost   |               | 2026-03-09 08:00 |
        no-appeal  |               |                  |
        known-open | in_review     | 2026-03-09 08:00 |
        """)
    lost = frame.assign(
        appealed_at_is_lost=frame.index == "start-lost", appeal_decided_at_is_lost=frame.index == "end-lost"
    )
    without_columns = frame.assign(appealed_at=pd.NaT, appealed_at_is_lost=True, appeal_decided_at_is_lost=True)
    without_columns["appealed_at"] = pd.to_datetime(without_columns["appealed_at"], utc=True)

    assert judged("appeal_decision", lost, "reason") == {
        "start-lost": ("start_lost",),
        "end-lost": ("stop_lost",),
        "known-open": (None,),
    }
    assert judged("appeal_decision", without_columns, "reason") == {"known-open": ("start_lost",)}


def test_whether_there_is_a_column_is_known_tab_by_tab():
    frame = table("""
        case_id     | source_workbook | source_tab | appeal_status | appealed_at
        lost        | trackers        | 2026       |               |
        no-appeal   | trackers        | 2026       |               |
        old         | trackers        | 2025       |               |
        old-pending | trackers        | 2025       | in_review     |
        """).assign(appealed_at_is_lost=[True, False, True, True])

    assert judged("appeal_decision", frame, "reason") == {"lost": ("start_lost",), "old-pending": ("start_lost",)}


def test_a_decision_in_the_future_is_none_and_is_told():
    appeals = """
        case_id | appeal_status | appealed_at      | appeal_decided_at
        early   | decided       | 2026-03-09 08:00 | 2026-03-10 08:00
        """

    assert judged("appeal_decision", appeals, "state", "stop_in_future", "is_open") == {
        "early": ("on_track", "appeal_decided_at", True)
    }


def test_a_window_is_used_in_time_or_too_late_and_passes_without_a_breach():
    cases = """
        case_id  | decided_at       | appealed_at
        in-time  | 2026-03-02 09:00 | 2026-03-04 09:00
        too-late | 2026-03-02 09:00 | 2026-03-04 09:01
        open     | 2026-03-09 09:00 |
        closing  | 2026-03-05 12:00 |
        passed   | 2026-03-02 09:00 |
        to-come  | 2026-03-10 09:00 |
        backward | 2026-03-05 09:00 | 2026-03-04 09:00
        """
    columns = ("state", "reason", "clock_state", "due_at")

    assert judged("appeal_window", cases, *columns, target="2 working days") == {
        "in-time": ("met", None, "stopped", pd.Timestamp("2026-03-04 09:00Z")),
        "too-late": ("missed", None, "stopped", pd.Timestamp("2026-03-04 09:00Z")),
        "open": ("on_track", None, "running", pd.Timestamp("2026-03-11 09:00Z")),
        "closing": ("at_risk", None, "running", pd.Timestamp("2026-03-09 12:00Z")),
        "passed": ("not_applicable", "window_passed", "stopped", pd.Timestamp("2026-03-04 09:00Z")),
        "to-come": ("unknown", "start_in_future", "stopped", None),
        "backward": ("unknown", "stop_before_start", "stopped", None),
    }


def test_a_window_waits_for_nobody_until_it_is_about_to_close():
    cases = """
        case_id  | decided_at       | appealed_at
        open     | 2026-03-09 09:00 |
        closing  | 2026-03-05 12:00 |
        passed   | 2026-03-02 09:00 |
        """
    status = status_of("appeal_window", cases, {"target": "2 working days"})

    assert open_clocks(status).index.tolist() == ["closing"]


def test_an_update_that_no_policy_asks_for_waits_for_nobody():
    escalations = """
        escalation_id | status | priority | raised_at
        urgent        | open   | critical | 2026-03-09 08:00
        calm          | open   | low      | 2026-03-09 08:00
        unsorted      | open   |          | 2026-03-09 08:00
        to-come       | open   | low      | 2026-05-09 08:00
        """
    updates = status_of("next_update", escalations, {"target": "8h", "when": {"priority": ["critical"]}})
    answers = status_of("first_response", escalations, {"target": "8h", "when": {"priority": ["critical"]}})

    assert open_clocks(updates).index.tolist() == ["urgent", "unsorted"]
    assert open_clocks(answers).index.tolist() == ["urgent", "calm", "unsorted", "to-come"]


def test_feedback_is_answered_in_time_or_not():
    feedback = """
        feedback_id | status   | received_at      | resolved_at
        met         | resolved | 2026-03-05 08:00 | 2026-03-05 12:00
        missed      | closed   | 2026-03-05 08:00 | 2026-03-06 12:00
        breached    | open     | 2026-03-05 08:00 |
        no-status   |          | 2026-03-09 08:00 |
        when        | closed   | 2026-03-05 08:00 |
        reopened    | reopened | 2026-03-05 08:00 | 2026-03-05 09:00
        """

    assert judged("feedback_answer", feedback, "state", "reason", "is_open") == {
        "met": ("met", None, False),
        "missed": ("missed", None, False),
        "breached": ("breached", None, True),
        "no-status": ("on_track", None, True),
        "when": ("unknown", "stop_unrecorded", False),
        "reopened": ("uncertain", "reopened", True),
    }


def test_a_policy_goes_by_the_fields_of_its_own_tracker():
    cases = """
        case_id | violation_type | severity | appealed_at
        a       | gambling       | high     | 2026-03-09 08:00
        b       | gambling       | low      | 2026-03-09 08:00
        c       | fraud_scam     | high     | 2026-03-09 08:00
        """
    status = status_of(
        "appeal_decision",
        cases,
        {"name": "grave", "when": {"violation_type": ["gambling"], "severity": ["critical", "high"]}, "target": "1h"},
        {"name": "gambling", "when": {"violation_type": ["gambling"]}, "target": "4h"},
    )

    assert status["policy"].fillna("").to_dict() == {
        "a": "grave",
        "b": "gambling",
        "c": "",
    }
    assert status["tracker"].tolist() == ["cases"] * 3
    assert status.loc["c", "reason"] == "no_policy"


def test_a_policy_holds_for_the_clocks_that_start_while_it_is_valid():
    raised = """
        escalation_id | raised_at
        before        | 2026-03-04 22:59
        first-day     | 2026-03-04 23:00
        last-day      | 2026-03-06 22:59
        after         | 2026-03-06 23:00
        never         |
        """
    status = status_of(
        "resolution",
        raised,
        {"name": "spring", "target": "1h", "valid_from": "2026-03-05", "valid_to": "2026-03-06"},
        {"name": "old", "target": "2h", "valid_to": "2026-03-04"},
        {"name": "new", "target": "3h", "valid_from": "2026-03-07"},
    )

    assert status["policy"].fillna("").to_dict() == {
        "before": "old",
        "first-day": "spring",
        "last-day": "spring",
        "after": "new",
        "never": "",
    }


@pytest.mark.parametrize(("timezone", "in_the_evening"), [("Europe/Berlin", ""), ("Pacific/Auckland", "team")])
def test_a_policy_is_valid_by_the_dates_of_its_calendar_else_of_the_team(timezone: str, in_the_evening: str):
    tokyo = {"name": "tokyo", "target": "1h", "calendar": "tokyo", "valid_from": "2026-03-05"}
    always = {"name": "team", "target": "2h", "calendar": "24x7", "valid_from": "2026-03-05"}
    settings = SlaSettings.model_validate(
        {
            "calendars": {"tokyo": {"timezone": "Asia/Tokyo", "week": {"mon": ["09:00-17:00"]}}},
            "policies": [policy | {"clock": "resolution"} for policy in (tokyo, always)],
        }
    )
    raised = table("""
        escalation_id    | raised_at
        evening-in-tokyo | 2026-03-04 14:59
        next-day-there   | 2026-03-04 15:00
        """)

    status = sla_status(raised, settings, utc(MONDAY_NOON), timezone=timezone)

    assert status.loc[status["clock"] == "resolution", "policy"].fillna("").tolist() == [in_the_evening, "tokyo"]


def test_a_day_without_a_time_is_valid_on_the_day_it_was_written_as():
    helsinki_midnight = table("""
        escalation_id | raised_at
        ESC-1         | 2026-03-04 22:00
        """).assign(raised_at_is_day=True)
    spring = {"name": "spring", "target": "1h", "valid_from": "2026-03-05", "valid_to": "2026-03-05"}

    assert status_of("resolution", helsinki_midnight, spring)["policy"].tolist() == ["spring"]


def test_records_of_one_tracker_stand_in_their_order_with_the_clocks_they_have():
    cases = table("""
        case_id | decided_at       | appealed_at
        B       | 2026-03-05 08:00 |
        A       | 2026-03-05 08:00 | 2026-03-06 08:00
        C       |                  |
        """)
    settings = SlaSettings.model_validate(
        {
            "policies": [
                {"name": clock, "clock": clock, "target": "8h", "calendar": "24x7"}
                for clock in ("appeal_window", "appeal_decision")
            ]
        }
    )

    status = sla_status(cases, settings, utc(MONDAY_NOON), timezone="Europe/Berlin", tracker="cases")

    assert status[["record_id", "clock"]].to_numpy().tolist() == [
        ["B", "appeal_window"],
        ["A", "appeal_decision"],
        ["A", "appeal_window"],
    ]
    assert status.index.tolist() == [0, 1, 2]
