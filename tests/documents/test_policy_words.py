from typing import Any

import pytest

from sheets_sync.analysis.calendars import CalendarPolicy, Holidays
from sheets_sync.analysis.sla_policies import SlaPolicy
from sheets_sync.documents.policy_words import at_risk_words, calendar_words, holds_for, target_words

WEEK = {"mon": ["09:00-12:00", "13:00-18:00"], "tue": ["09:00-12:00", "13:00-18:00"], "fri": ["22:00-06:00"]}


def policy(**said: Any) -> SlaPolicy:
    written = {"name": "one", "clock": "resolution", "target": "90m", "calendar": "eu"}
    return SlaPolicy.model_validate(written | said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "every record"),
        ({"when": {"priority": ["critical", "high"], "market": ["DE"]}}, "priority Critical or High, market DE"),
        (
            {"when": {"priority": ["low"]}, "valid_from": "2026-01-01", "valid_to": "2026-06-30"},
            "priority Low; for clocks started from Thu 1 Jan 2026 to Tue 30 Jun 2026",
        ),
    ],
)
def test_a_policy_says_what_it_is_for(said: dict[str, Any], words: str):
    assert holds_for(policy(**said)) == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("90m", "1 h 30 min of open time"),
        ("1 working day", "1 working day"),
        ("0h", "0 min of open time"),
        ("", "none"),
    ],
)
def test_a_target_is_open_time_or_working_days(target: str, words: str):
    assert target_words(policy(target=target)) == words


def test_it_says_from_when_on_a_clock_is_at_risk():
    assert at_risk_words(policy()) == "from 80 % of the target on"
    assert at_risk_words(policy(at_risk_share=0.125, minutes_left=45)) == (
        "from 12.5 % of the target on, or when less than 45 min is left"
    )


def test_a_calendar_is_told_by_its_hours_breaks_zone_and_holidays():
    hours = CalendarPolicy.model_validate(
        {
            "timezone": "Europe/Rome",
            "week": WEEK,
            "breaks": {"fri": ["00:00-01:00"], "2026-11-20": ["15:00-16:00"]},
            "holidays": {"country": "IT", "add": ["2026-12-24"], "remove": ["2026-12-26", "2026-06-02"]},
        }
    )

    assert calendar_words("rome", hours) == (
        "rome: Mon–Tue 09:00–12:00 and 13:00–18:00, Fri 22:00–06:00 Europe/Rome; "
        "breaks Fri 00:00–01:00, Fri 20 Nov 2026 15:00–16:00; holidays of IT, 1 more, 2 fewer"
    )


def test_a_calendar_may_have_hours_on_single_days_alone_or_never_close():
    single = CalendarPolicy.model_validate(
        {"timezone": "UTC", "week": {}, "exceptions": {"2026-11-20": ["15:00-24:00"]}}
    )

    assert calendar_words("fair", single) == "fair: no weekly hours UTC; no holidays"
    assert calendar_words("own", single.model_copy(update={"holidays": Holidays(add=("2026-12-24",))})).endswith(
        "; 1 holiday added"
    )
    assert calendar_words("24x7", None) == "24x7: day and night, every day"
