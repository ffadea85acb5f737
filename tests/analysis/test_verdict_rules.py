"""What decides a verdict is the same text for the same rules, and judges again as they did."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.calendars import WEEKDAYS
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.verdict_rules import rules_key, rules_of, rules_text

WEEK = {"mon": ["13:00-18:00", "09:00-12:00"], "tue": ["22:00-06:00"]}
OFFICE = {
    "timezone": "Europe/Berlin",
    "week": WEEK,
    "breaks": {"mon": ["10:00-10:30"], "2026-03-11": ["15:00-16:00"]},
    "exceptions": {"2026-12-31": ["09:00-12:00"], "2026-12-30": []},
    "holidays": {"country": "DE", "subdivision": "BE", "add": ["2026-12-24"], "remove": ["2026-05-01"]},
}


def settings(office: dict[str, Any] | None = None, **policy: Any) -> SlaSettings:
    written = {"name": "one", "clock": "resolution", "target": "8h", "calendar": "office", "pauses_on": ["waiting"]}
    return SlaSettings.model_validate({"calendars": {"office": office or OFFICE}, "policies": [written | policy]})


def text_of(office: dict[str, Any] | None = None, **policy: Any) -> str:
    chosen = settings(office, **policy)
    return rules_text(chosen.policies[0], chosen)


def reread(text: str) -> str:
    """The text of the rules that a text stands for."""
    judged = rules_of("resolution", {rules_key(text): text})
    return rules_text(judged.policies[0], judged)


def test_the_text_names_the_target_the_calendar_and_the_pauses():
    assert json.loads(text_of()) == {
        "target": {"seconds": 28800},
        "calendar": {
            "timezone": "Europe/Berlin",
            "week": {"mon": ["09:00-12:00", "13:00-18:00"], "tue": ["22:00-06:00"]},
            "breaks": {"2026-03-11": ["15:00-16:00"], "mon": ["10:00-10:30"]},
            "exceptions": {"2026-12-30": [], "2026-12-31": ["09:00-12:00"]},
            "holidays": {"country": "DE", "subdivision": "BE", "add": ["2026-12-24"], "remove": ["2026-05-01"]},
        },
        "pauses_on": ["waiting"],
    }


@pytest.mark.parametrize(
    "policy",
    [
        {"name": "another name"},
        {"when": {"priority": ["critical"]}},
        {"at_risk_share": 0.5, "minutes_left": 30},
        {"valid_from": "2026-01-01", "valid_to": "2026-06-30"},
        {"target": "480m"},
        {"pauses_on": ["waiting", "waiting"]},
    ],
)
def test_what_changes_no_verdict_changes_nothing(policy: dict[str, Any]):
    assert text_of(**policy) == text_of()


@pytest.mark.parametrize(
    "calendar",
    [
        {"week": {"tue": ["22:00-06:00"], "mon": ["09:00-12:00", "13:00-18:00"], "sun": []}},
        {"exceptions": {"2026-12-30": [], "2026-12-31": ["09:00-12:00"]}},
    ],
)
def test_the_order_in_which_a_calendar_is_written_changes_nothing(calendar: dict[str, Any]):
    assert text_of(OFFICE | calendar) == text_of()


@pytest.mark.parametrize(
    "policy", [{"target": "7h"}, {"target": "8 working days"}, {"calendar": "24x7"}, {"pauses_on": []}]
)
def test_what_may_change_a_verdict_changes_the_text(policy: dict[str, Any]):
    assert text_of(**policy) != text_of()


@pytest.mark.parametrize(
    "calendar",
    [
        {"timezone": "Europe/Paris"},
        {"week": {**WEEK, "wed": ["09:00-10:00"]}},
        {"breaks": {}},
        {"exceptions": {"2026-12-31": ["09:00-12:00"]}},
        {"holidays": {"country": "DE"}},
    ],
)
def test_what_may_change_the_hours_changes_the_text(calendar: dict[str, Any]):
    assert text_of(OFFICE | calendar) != text_of()


@pytest.mark.parametrize("policy", [{}, {"calendar": "24x7"}, {"target": "2 working days"}, {"target": "0.0123h"}])
def test_rules_that_are_read_back_are_the_same(policy: dict[str, Any]):
    text = text_of(**policy)

    assert reread(text) == text


times = st.integers(0, 24 * 60 - 1)
spans = (
    st.tuples(times, times)
    .filter(lambda span: span[0] < span[1])
    .map(lambda span: "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in span))
)
weeks = st.dictionaries(st.sampled_from(WEEKDAYS), spans.map(lambda span: [span]), min_size=1)


@given(weeks, st.integers(0, 9_999_999))
def test_any_calendar_and_target_is_read_back_as_it_was(week: dict[str, list[str]], minutes: int):
    text = text_of({"timezone": "Europe/Berlin", "week": week}, target=f"{minutes}m")

    assert reread(text) == text


def test_a_status_that_the_team_has_taken_out_of_its_words_still_pauses():
    text = text_of().replace('"waiting"', '"parked"')

    assert rules_of("resolution", {rules_key(text): text}).policies[0].pauses_on == ("parked",)


@pytest.mark.parametrize(
    "spoilt", ["", "[]", "{}", text_of().replace("Europe/Berlin", "Europe/Atlantis"), '{"target":1}']
)
def test_what_judges_nothing_any_more_is_passed_over(spoilt: str):
    good = text_of()

    judged = rules_of("resolution", {"spoilt": spoilt, rules_key(good): good})

    assert [policy.name for policy in judged.policies] == [rules_key(good)]


def test_calendars_that_are_alike_are_one():
    texts = [text_of(), text_of(target="4h"), text_of(OFFICE | {"timezone": "Europe/Madrid"})]

    calendars = list(rules_of("resolution", {rules_key(text): text for text in texts}).calendars.values())

    assert [calendar is calendars[0] for calendar in calendars] == [True, True, False]
