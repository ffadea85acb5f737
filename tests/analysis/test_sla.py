from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_verdicts import states
from tests.drawing import table, utc

HOUR = 3600
OFFICE = {"timezone": "Europe/Berlin", "week": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
MONDAY_NOON = "2026-03-09 11:00"  # 12:00 in Berlin


def escalations(drawing: str) -> pd.DataFrame:
    """Escalations in UTC; an instant drawn as a day alone is one, and begins at Berlin's midnight."""
    frame = table(drawing)
    for column in [name for name in frame.columns if name.endswith("_at")]:
        frame[f"{column}_is_day"] = frame[column].dt.hour.eq(23) & frame[column].dt.minute.eq(0)
    return frame


def settings(**policy: Any) -> SlaSettings:
    """Two policies for every escalation, for either clock, with the same target."""
    policies = [{"name": clock, "clock": clock, "calendar": "office"} for clock in ("first_response", "resolution")]
    return SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [one | policy for one in policies]})


def judged(
    drawing: str, *columns: str, clock: str = "resolution", now: str = MONDAY_NOON, **policy: Any
) -> dict[str, tuple[Any, ...]]:
    """Some columns of one clock, by escalation; what is missing is None."""
    status = sla_status(
        escalations(drawing), settings(**({"target": "8h"} | policy)), utc(now), timezone="Europe/Berlin"
    )
    chosen = status[status["clock"] == clock].set_index("record_id")[list(columns)].astype(object)
    return {
        record: tuple(None if pd.isna(value) else value for value in row)
        for record, row in zip(chosen.index, chosen.to_numpy(), strict=True)
    }


def test_the_clock_stops_over_the_weekend():
    friday = """
        escalation_id | priority | raised_at        | resolved_at
        ESC-1         | critical | 2026-03-06 15:00 |
        """

    assert judged(friday, "state", "elapsed_seconds", "left_seconds", "due_at", "clock_state") == {
        "ESC-1": ("on_track", 5 * HOUR, 3 * HOUR, pd.Timestamp("2026-03-09 14:00Z"), "running")
    }


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-03-09 14:23:59", "on_track"),
        ("2026-03-09 14:24:00", "at_risk"),
        ("2026-03-09 16:00:00", "at_risk"),
        ("2026-03-09 16:00:01", "breached"),
    ],
)
def test_a_running_clock_is_at_risk_from_its_share_on_and_breached_after_its_target(now: str, state: str):
    raised = """
        escalation_id | raised_at        | resolved_at
        ESC-1         | 2026-03-09 08:00 |
        """

    assert judged(raised, "state", now=now) == {"ESC-1": (state,)}


@pytest.mark.parametrize(("now", "state"), [("2026-03-09 15:29", "on_track"), ("2026-03-09 15:31", "at_risk")])
def test_a_clock_is_at_risk_too_when_few_minutes_are_left(now: str, state: str):
    raised = """
        escalation_id | raised_at        | resolved_at
        ESC-1         | 2026-03-09 08:00 |
        """

    assert judged(raised, "state", now=now, at_risk_share=1, minutes_left=30) == {"ESC-1": (state,)}


def test_a_share_of_a_target_is_reached_to_the_microsecond():
    assert states(504.0, 3600.0, is_done=False, at_risk_share=0.14) == "at_risk"
    assert states(503.999999, 3600.0, is_done=False, at_risk_share=0.14) == "on_track"


def test_what_is_used_up_exactly_is_met():
    done = """
        escalation_id | raised_at        | resolved_at
        tie           | 2026-03-05 08:00 | 2026-03-05 16:00:00
        late          | 2026-03-05 08:00 | 2026-03-05 16:00:01
        overnight     | 2026-03-05 09:00 | 2026-03-06 08:00:00
        """

    assert judged(done, "state", "elapsed_seconds", "clock_state", "stop_field") == {
        "tie": ("met", 8 * HOUR, "stopped", "resolved_at"),
        "late": ("missed", 8 * HOUR + 1, "stopped", "resolved_at"),
        "overnight": ("met", 8 * HOUR, "stopped", "resolved_at"),
    }


def test_a_target_used_up_at_closing_time_is_breached_only_after_the_next_opening():
    thursday = """
        escalation_id | raised_at        | resolved_at
        ESC-1         | 2026-03-06 09:00 |
        """

    status = judged(thursday, "state", "clock_state", "due_at", "breach_at", now="2026-03-08 12:00")

    assert status == {
        "ESC-1": ("at_risk", "off_hours", pd.Timestamp("2026-03-06 17:00Z"), pd.Timestamp("2026-03-09 08:00Z"))
    }


def test_what_cannot_be_judged_is_unknown_with_its_reason():
    odd = """
        escalation_id | status   | raised_at        | first_response_at | resolved_at      | closed_at
        no-start      | open     |                  |                   | 2026-03-06 09:00 |
        future        | open     | 2026-03-09 11:01 |                   |                  |
        backwards     | resolved | 2026-03-06 09:00 | 2026-03-06 09:30  | 2026-03-05 09:00 |
        done-when     | resolved | 2026-03-06 09:00 | 2026-03-06 09:30  |                  |
        dropped       | cancelled | 2026-03-06 09:00 |                  |                  |
        unanswered    | closed   | 2026-03-06 09:00 |                   |                  | 2026-03-06 10:00
        """
    columns = ("state", "reason", "clock_state", "elapsed_seconds", "left_seconds")

    assert judged(odd, *columns) == {
        "no-start": ("unknown", "start_missing", "stopped", None, None),
        "future": ("unknown", "start_in_future", "stopped", None, None),
        "backwards": ("unknown", "stop_before_start", "stopped", None, None),
        "done-when": ("unknown", "stop_unrecorded", "stopped", None, None),
        "dropped": ("unknown", "stop_unrecorded", "stopped", None, None),
        "unanswered": ("met", None, "stopped", HOUR, 7 * HOUR),
    }
    assert {record: reason for record, (reason,) in judged(odd, "reason", clock="first_response").items()} == {
        "no-start": "start_missing",
        "future": "start_in_future",
        "backwards": None,
        "done-when": None,
        "dropped": "response_unrecorded",
        "unanswered": "response_unrecorded",
    }


def test_a_stop_in_the_future_is_none_and_is_told():
    early = """
        escalation_id | status   | raised_at        | first_response_at | resolved_at      | closed_at
        open          | open     | 2026-03-09 08:00 |                   | 2026-03-09 12:00 |
        resolved      | resolved | 2026-03-09 08:00 |                   | 2026-03-10 12:00 |
        closed        | closed   | 2026-03-09 08:00 |                   | 2026-03-10 12:00 | 2026-03-09 09:00
        right         | open     | 2026-03-09 08:00 |                   | 2026-03-09 11:00 |
        """

    assert judged(early, "state", "stop_in_future", "stop_field") == {
        "open": ("on_track", "resolved_at", None),
        "resolved": ("on_track", "resolved_at", None),
        "closed": ("met", "resolved_at", "closed_at"),
        "right": ("met", None, "resolved_at"),
    }


def test_once_it_is_done_nobody_waits_for_a_first_response_in_the_future():
    early = """
        escalation_id | status    | raised_at        | first_response_at | resolved_at
        open          | open      | 2026-03-09 08:00 | 2026-03-10 12:00  |
        resolved      | resolved  | 2026-03-02 08:00 | 2026-03-10 12:00  | 2026-03-02 12:00
        no-status     |           | 2026-03-02 08:00 | 2026-03-10 12:00  | 2026-03-02 12:00
        cancelled     | cancelled | 2026-03-02 08:00 | 2026-03-10 12:00  |
        both          | resolved  | 2026-03-02 08:00 | 2026-03-10 12:00  | 2026-03-11 12:00
        """

    assert judged(early, "state", "reason", "stop_in_future", clock="first_response") == {
        "open": ("on_track", None, "first_response_at"),
        "resolved": ("unknown", "response_in_future", "first_response_at"),
        "no-status": ("unknown", "response_in_future", "first_response_at"),
        "cancelled": ("unknown", "response_in_future", "first_response_at"),
        "both": ("unknown", "response_in_future", "first_response_at"),
    }


def test_the_first_policy_that_fits_wins():
    frame = escalations("""
        escalation_id | priority | team    | raised_at        | resolved_at
        both          | critical | policy  | 2026-03-09 08:00 |
        team-only     | low      | policy  | 2026-03-09 08:00 |
        market        | high     | product | 2026-03-09 08:00 |
        neither       | high     |         | 2026-03-09 08:00 |
        """)
    frame["market"] = [("DE",), None, ("ES", "FR"), ()]
    policies = [
        {"name": "critical policy", "when": {"priority": ["critical", "high"], "team": ["policy"]}, "target": "1h"},
        {"name": "policy", "when": {"team": ["policy"]}, "target": ""},
        {"name": "south", "when": {"market": ["FR", "IT"]}, "target": "3h"},
        {"name": "low", "when": {"priority": ["low"]}, "target": "4h"},
    ]
    chosen = SlaSettings.model_validate(
        {"policies": [policy | {"clock": "resolution", "calendar": "24x7"} for policy in policies]}
    )

    status = sla_status(frame, chosen, utc(MONDAY_NOON), timezone="Europe/Berlin")

    told = status[status["clock"] == "resolution"][
        ["record_id", "policy", "calendar", "state", "reason", "target_seconds"]
    ]
    assert told.astype(object).where(told.notna(), None).to_numpy().tolist() == [
        ["both", "critical policy", "24x7", "breached", None, 1 * HOUR],
        ["team-only", "policy", "24x7", "not_applicable", "no_target", None],
        ["market", "south", "24x7", "at_risk", None, 3 * HOUR],
        ["neither", None, None, "not_applicable", "no_policy", None],
    ]
    assert set(status.loc[status["clock"] == "first_response", "reason"]) == {"no_policy"}


def test_a_target_of_zero_is_a_real_target():
    raised = """
        escalation_id | raised_at        | resolved_at
        at-once       | 2026-03-09 08:00 | 2026-03-09 08:00:00
        a-second      | 2026-03-09 08:00 | 2026-03-09 08:00:01
        """

    assert judged(raised, "state", target="0h") == {"at-once": ("met",), "a-second": ("missed",)}


def test_working_days_count_dates_and_forgive_the_time_of_day():
    raised = """
        escalation_id | raised_at        | resolved_at
        in-time       | 2026-03-05 12:30 | 2026-03-09 08:30
        tie           | 2026-03-04 12:30 | 2026-03-06 12:30
        late          | 2026-03-04 12:30 | 2026-03-06 12:31
        open          | 2026-03-06 12:30 |
        """

    assert judged(raised, "state", "due_at", "target_days", target="2 working days") == {
        "in-time": ("met", pd.Timestamp("2026-03-09 12:30Z"), 2),
        "tie": ("met", pd.Timestamp("2026-03-06 12:30Z"), 2),
        "late": ("missed", pd.Timestamp("2026-03-06 12:30Z"), 2),
        "open": ("on_track", pd.Timestamp("2026-03-10 12:30Z"), 2),
    }


def test_a_day_without_a_time_is_judged_at_both_its_ends():
    days = """
        escalation_id | raised_at        | resolved_at
        sure          | 2026-03-03 23:00 | 2026-03-04 23:00
        in-doubt      | 2026-03-03 10:00 | 2026-03-03 23:00
        open          | 2026-03-05 23:00 |
        today         | 2026-03-08 23:00 |
        """

    assert judged(days, "state", "reason", "least_seconds", "elapsed_seconds", target="10h") == {
        "sure": ("uncertain", "day_without_time", 0, 18 * HOUR),
        "in-doubt": ("uncertain", "day_without_time", 7 * HOUR, 16 * HOUR),
        "open": ("uncertain", "day_without_time", 3 * HOUR, 12 * HOUR),
        "today": ("on_track", None, 0, 3 * HOUR),
    }


def test_a_day_without_a_time_is_no_doubt_where_both_its_ends_agree():
    days = """
        escalation_id | raised_at        | resolved_at
        early         | 2026-03-03 23:00 | 2026-03-04 10:00
        late          | 2026-03-01 23:00 | 2026-03-05 23:00
        """

    assert judged(days, "state", "reason", target="10h") == {"early": ("met", None), "late": ("missed", None)}


def test_a_day_of_today_does_not_reach_into_the_future():
    today = """
        escalation_id | raised_at        | first_response_at
        ESC-1         | 2026-03-09 08:00 | 2026-03-08 23:00
        """

    assert judged(today, "state", "elapsed_seconds", clock="first_response", target="3h") == {
        "ESC-1": ("met", 3 * HOUR)
    }


def test_a_day_written_in_another_zone_is_the_day_it_was_written_as():
    helsinki_midnight = table("""
        escalation_id | raised_at        | first_response_at
        ESC-1         | 2026-03-03 22:00 | 2026-03-04 12:00
        """).assign(raised_at_is_day=True)

    status = sla_status(helsinki_midnight, settings(target="8h"), utc(MONDAY_NOON), timezone="Europe/Berlin")

    assert status.loc[0, ["least_seconds", "elapsed_seconds", "state"]].tolist() == [0, 4 * HOUR, "met"]


def test_a_reopened_escalation_is_judged_with_and_without_the_time_it_was_closed():
    reopened = """
        escalation_id | status   | raised_at        | resolved_at
        either-way    | reopened | 2026-03-09 08:00 | 2026-03-09 09:00
        late-before   | reopened | 2026-03-05 08:00 | 2026-03-06 16:30
        who-knows     | reopened | 2026-03-05 08:00 | 2026-03-05 09:00
        cleared       | reopened | 2026-03-05 08:00 |
        """

    assert judged(reopened, "state", "reason", "is_open", "least_seconds", "elapsed_seconds") == {
        "either-way": ("on_track", None, True, 1 * HOUR, 3 * HOUR),
        "late-before": ("breached", None, True, 17.5 * HOUR, 21 * HOUR),
        "who-knows": ("uncertain", "reopened", True, 1 * HOUR, 21 * HOUR),
        "cleared": ("breached", None, True, 21 * HOUR, 21 * HOUR),
    }


def test_an_escalation_is_open_until_its_status_or_a_time_says_it_is_done():
    drawing = """
        escalation_id | status      | raised_at        | resolved_at
        a             | in_progress | 2026-03-05 08:00 |
        b             | closed      | 2026-03-05 08:00 |
        c             | in_progress | 2026-03-05 08:00 | 2026-03-05 09:00
        d             |             | 2026-03-05 08:00 |
        e             | open        | 2026-03-05 08:00 | 2026-03-11 09:00
        """

    assert judged(drawing, "is_open") == {"a": (True,), "b": (False,), "c": (False,), "d": (True,), "e": (True,)}


def test_the_dates_a_target_spreads_over_are_told_while_they_are_few():
    raised = """
        escalation_id | raised_at        | resolved_at
        two           | 2026-03-04 12:30 |
        five          | 2026-03-04 12:30 |
        done          | 2026-03-04 12:30 | 2026-03-04 13:30
        """

    spread = {record: days for record, (days,) in judged(raised, "open_days").items()}
    wide = judged(raised, "open_days", target="40h")

    assert [(str(day), seconds / HOUR) for day, seconds in spread["two"]] == [("2026-03-04", 4.5), ("2026-03-05", 3.5)]
    assert (spread["done"], wide["five"]) == (None, (None,))


def test_there_is_one_row_per_escalation_and_clock_in_their_order():
    frame = escalations("""
        escalation_id | raised_at
        B             | 2026-03-04 12:30
        A             | 2026-03-04 12:30
        """)

    status = sla_status(frame, SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin")

    assert status[["record_id", "clock"]].to_numpy().tolist() == [
        ["B", "first_response"],
        ["B", "resolution"],
        ["A", "first_response"],
        ["A", "resolution"],
    ]
    assert status.index.tolist() == [0, 1, 2, 3]


def test_no_escalations_give_no_rows_of_the_same_columns():
    frame = escalations("""
        escalation_id | priority | raised_at
        A             | low      | 2026-03-04 12:30
        """)
    some = sla_status(frame, SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin")

    none = sla_status(frame.iloc[:0], SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin")

    assert len(none) == 0
    assert none.dtypes.to_dict() == some.dtypes.to_dict()


def test_a_naive_now_is_refused_because_the_machines_zone_plays_no_part():
    with pytest.raises(ValueError, match="no time zone"):
        sla_status(pd.DataFrame(), SlaSettings(), datetime(2026, 3, 9, 12), timezone="Europe/Berlin")  # noqa: DTZ001


def test_shuffled_rows_get_the_same_states():
    random = np.random.default_rng(7)
    hours = random.integers(0, 2000, (300, 2))
    start = np.datetime64("2026-01-01", "us") + hours[:, 0].astype("timedelta64[h]")
    frame = pd.DataFrame(
        {
            "raised_at": pd.DatetimeIndex(start).tz_localize("UTC"),
            "resolved_at": pd.DatetimeIndex(start + hours[:, 1].astype("timedelta64[h]")).tz_localize("UTC"),
            "raised_at_is_day": random.random(300) < 0.5,
            "priority": random.choice(["critical", "high", "medium", "low"], 300),
        },
        index=pd.Index([f"ESC-{n}" for n in range(300)], name="escalation_id"),
    )
    order = random.permutation(300)

    one, other = (
        sla_status(rows, SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin").set_index(["record_id", "clock"])
        for rows in (frame, frame.iloc[order])
    )

    pd.testing.assert_frame_equal(one, other.loc[one.index])


def test_what_could_not_be_read_is_not_taken_for_what_did_not_happen():
    drawing = escalations("""
        escalation_id | priority | status | raised_at        | first_response_at | resolved_at      | closed_at
        answer-lost   | critical | open   | 2026-03-05 08:00 |                   |                  |
        end-lost      | critical | open   | 2026-03-05 08:00 |                   |                  |
        status-lost   | critical |        | 2026-03-05 08:00 |                   |                  |
        all-read      | critical | open   | 2026-03-05 08:00 |                   |                  |
        """)
    lost = {"first_response_at": "answer-lost", "resolved_at": "end-lost", "status": "status-lost"}
    drawing = drawing.assign(**{f"{field}_is_lost": drawing.index == record for field, record in lost.items()})
    status = sla_status(drawing, SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin")
    unknown = status[status["state"] == "unknown"]

    assert list(zip(unknown["record_id"], unknown["clock"], unknown["reason"], strict=True)) == [
        ("answer-lost", "first_response", "stop_lost"),
        ("end-lost", "resolution", "stop_lost"),
        ("status-lost", "resolution", "status_lost"),
    ]


@pytest.mark.parametrize(("status", "state"), [("open", "breached"), ("", "unknown")])
def test_without_a_column_for_the_end_the_status_alone_says_what_is_open(status: str, state: str):
    drawing = escalations(f"""
        escalation_id | priority | status   | raised_at        | first_response_at
        a             | critical | {status} | 2026-03-05 08:00 |
        """).assign(first_response_at_is_lost=True, resolved_at_is_lost=True, closed_at_is_lost=True)
    clocks = sla_status(drawing, SlaSettings(), utc(MONDAY_NOON), timezone="Europe/Berlin").set_index("clock")["state"]

    assert (clocks["first_response"], clocks["resolution"]) == ("unknown", state)


def test_what_is_dated_in_the_future_is_open_until_something_says_it_is_done():
    drawing = """
        escalation_id | status   | raised_at        | resolved_at
        later         | open     | 2026-03-20 08:00 |
        then-open     | resolved | 2026-03-05 08:00 | 2026-03-20 08:00
        """

    assert judged(drawing, "is_open") == {"later": (True,), "then-open": (True,)}


def test_day_and_night_is_told_by_the_teams_own_dates():
    drawing = "escalation_id | priority | raised_at\na | critical | 2026-03-03 22:30"
    status = sla_status(
        escalations(drawing), settings(target="2h", calendar="24x7"), utc("2026-03-04 09:00"), timezone="Europe/Berlin"
    )

    assert status.iloc[-1]["open_days"] == ((date(2026, 3, 3), 0.5 * HOUR), (date(2026, 3, 4), 1.5 * HOUR))
