from typing import Any

import pytest
from pydantic import ValidationError

from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_targets import OpenTime, WorkingDays
from sheets_sync.trackers.reading.answers import WordRules

POLICY = {"name": "critical, answered", "clock": "first_response", "target": "2h", "calendar": "24x7"}
DAYS_ARE_REFUSED = (
    "does not say which days: write '2 working days' to count dates, or open hours: "
    "two days of nine hours are '18h', two whole days '48h'"
)
CALENDAR = {"timezone": "Europe/Berlin", "week": {"mon": ["09:00-18:00"]}}


def mistakes(written: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        SlaSettings.model_validate(written)
    details = caught.value.errors()
    return [(".".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, ")) for one in details]


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("2h", OpenTime(7200)),
        ("90m", OpenTime(5400)),
        ("90 min", OpenTime(5400)),
        ("1h 30m", OpenTime(5400)),
        (" 1H30M ", OpenTime(5400)),
        ("1.5h", OpenTime(5400)),
        ("0h", OpenTime(0)),
        ("2 working days", WorkingDays(2)),
        ("1  Working Day", WorkingDays(1)),
        ("", None),
    ],
)
def test_a_target_is_open_time_or_working_days(written: str, target: object):
    assert SlaPolicy.model_validate(POLICY | {"target": written}).target == target


@pytest.mark.parametrize("written", ["2d", "2 days", "1d 4h", "2.5 days"])
def test_bare_days_are_refused_because_they_have_two_meanings(written: str):
    ((where, what),) = mistakes({"policies": [POLICY | {"target": written}]})

    assert where == "policies.0.target"
    assert what == DAYS_ARE_REFUSED


@pytest.mark.parametrize("written", ["2", "two hours", "1m 2h", "2h30", 2, None, "2 workingdays", "h"])
def test_what_is_no_target_is_refused(written: object):
    ((where, what),) = mistakes({"policies": [POLICY | {"target": written}]})

    assert (where, what) == ("policies.0.target", "is not a target; write it as '2h', '1h 30m' or '2 working days'")


@pytest.mark.parametrize("written", ["-2h", "- 30m", "−1h 30m", "-2 working days", "-2d"])
def test_a_negative_target_is_refused(written: str):
    ((where, what),) = mistakes({"policies": [POLICY | {"target": written}]})

    assert where == "policies.0.target"
    assert what == "is negative; a clock may run for '0h' or longer, and an empty target '' is none"


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"clock": "first_reponse"}, "policies.0.clock", "is not a clock; did you mean 'first_response'?"),
        ({"name": ""}, "policies.0.name", "String should have at least 1 character"),
        ({"at_risk_share": 80}, "policies.0.at_risk_share", "Input should be less than or equal to 1"),
        ({"minutes_left": 0}, "policies.0.minutes_left", "Input should be greater than 0"),
        ({"taget": "2h"}, "policies.0.taget", "Extra inputs are not permitted"),
        (
            {"when": {"prio": ["critical"]}},
            "policies.0.when",
            "'prio' is not a field of escalations with words in it; did you mean 'priority'?",
        ),
        (
            {"when": {"priority": ["critcal"]}},
            "policies.0.when",
            "'critcal' is not a value of priority; did you mean 'critical'?",
        ),
        (
            {"when": {"market": ["UK"]}},
            "policies.0.when",
            "'UK' is not a value of market; ",
        ),
        (
            {"when": {"team": []}},
            "policies.0.when",
            "team names no value, so nothing would fit; name one or take team out",
        ),
        (
            {"clock": "appeal_decision", "when": {"team": ["policy"]}},
            "policies.0.when",
            "'team' is not a field of cases with words in it; known: appeal_outcome, ",
        ),
        (
            {"clock": "appeal_window", "when": {"enforcement_typ": ["live_ban"]}},
            "policies.0.when",
            "'enforcement_typ' is not a field of cases with words in it; did you mean 'enforcement_type'?",
        ),
        (
            {"clock": "appeal_decision", "when": {"violation_type": ["gambing"]}},
            "policies.0.when",
            "'gambing' is not a value of violation_type; did you mean 'gambling'?",
        ),
        (
            {"clock": "feedback_answer", "when": {"severity": ["hihg"]}},
            "policies.0.when",
            "'hihg' is not a value of severity; did you mean 'high'?",
        ),
        (
            {"clock": "next_update", "when": {"theme": ["payout"]}},
            "policies.0.when",
            "'theme' is not a field of escalations with words in it; ",
        ),
        (
            {"valid_from": "2026-07-01", "valid_to": "2026-06-30"},
            "policies.0",
            "valid_to 2026-06-30 lies before valid_from 2026-07-01, so it would never hold; "
            "correct the one of the two that is wrong",
        ),
        ({"valid_from": "1.7.2026"}, "policies.0.valid_from", "is not a day; write it as '2026-12-24'"),
        ({"valid_to": "2026-06-31"}, "policies.0.valid_to", "is not a day; write it as '2026-12-24'"),
        (
            {"calendar": "eu"},
            "policies.0",
            "there is no calendar 'eu'; known: 24x7, default",
        ),
    ],
)
def test_a_policy_is_checked_against_what_is_known(changes: dict[str, Any], where: str, what: str):
    ((found_where, found_what),) = mistakes({"policies": [POLICY | changes]})

    assert found_where == where
    assert found_what.startswith(what)


def test_a_policy_may_pause_on_statuses_of_its_tracker():
    policy = SlaPolicy.model_validate(POLICY | {"pauses_on": ["waiting", "escalated"]})

    assert policy.pauses_on == ("waiting", "escalated")


def test_a_pause_on_an_unknown_status_is_refused():
    ((where, what),) = mistakes({"policies": [POLICY | {"pauses_on": ["waitin"]}]})

    assert where == "policies.0.pauses_on"
    assert what == "'waitin' is not a value of status; did you mean 'waiting'?"


def test_a_status_a_team_adds_may_pause():
    context = {"own_words": {"escalations": {"status": WordRules(add=("with_merchant",))}}}

    assert SlaPolicy.model_validate(POLICY | {"pauses_on": ["with_merchant"]}, context=context).pauses_on


def test_every_mistake_of_every_policy_is_told_at_once():
    found = mistakes(
        {
            "calendars": {"eu": CALENDAR, "uk": CALENDAR | {"holidays": {"country": "XQ"}}},
            "policies": [
                POLICY | {"target": "2d", "clock": "answer"},
                POLICY | {"when": {"team": ["polcy"]}, "pauses_on": ["wait"]},
            ],
        }
    )

    assert [where for where, _ in found] == [
        "calendars.uk.holidays.country",
        "policies.0.clock",
        "policies.0.target",
        "policies.1.when",
        "policies.1.pauses_on",
    ]
    assert mistakes(
        {"calendars": {"eu": CALENDAR}, "policies": [POLICY | {"calendar": "ue"}, POLICY | {"target": "2d"}]}
    ) == [
        ("policies.0", "there is no calendar 'ue'; known: 24x7, default, eu"),
        ("policies.1.target", DAYS_ARE_REFUSED),
    ]


@pytest.mark.parametrize("rules", [WordRules(add=("trust_and_safety",)), WordRules(any=True)])
def test_a_policy_may_name_the_words_a_team_adds_itself(rules: WordRules):
    written = POLICY | {"when": {"team": ["trust_and_safety"]}}

    assert SlaPolicy.model_validate(written, context={"own_words": {"escalations": {"team": rules}}})
    with pytest.raises(ValidationError, match="trust_and_safety"):
        SlaPolicy.model_validate(written)


def test_the_words_a_team_adds_to_one_tracker_are_not_those_of_another():
    written = POLICY | {"clock": "feedback_answer", "when": {"team": ["trust_and_safety"]}}
    rules = {"team": WordRules(add=("trust_and_safety",))}

    assert SlaPolicy.model_validate(written, context={"own_words": {"feedback": rules}})
    with pytest.raises(ValidationError, match="trust_and_safety"):
        SlaPolicy.model_validate(written, context={"own_words": {"escalations": rules}})


def test_whose_fields_are_meant_is_not_guessed_where_the_clock_is_unknown():
    found = mistakes({"policies": [POLICY | {"clock": "apeal_decision", "when": {"violation_type": ["gambling"]}}]})

    assert found == [("policies.0.clock", "is not a clock; did you mean 'appeal_decision'?")]


def test_a_policy_may_ask_for_words_nobody_lists():
    assert SlaPolicy.model_validate(POLICY | {"when": {"owner": ["Ana"], "seller_id": ["007"]}})


def test_without_configuration_the_default_policy_stands():
    settings = SlaSettings()

    assert settings.is_default
    assert [(policy.name, policy.target, policy.calendar) for policy in settings.in_force] == [
        ("critical, first response", OpenTime(1 * 3600), "default"),
        ("critical, resolution", OpenTime(8 * 3600), "default"),
        ("high, first response", OpenTime(2 * 3600), "default"),
        ("high, resolution", OpenTime(16 * 3600), "default"),
        ("medium, first response", OpenTime(8 * 3600), "default"),
        ("medium, resolution", OpenTime(40 * 3600), "default"),
        ("low, first response", OpenTime(16 * 3600), "default"),
        ("low, resolution", OpenTime(80 * 3600), "default"),
    ]


def test_the_default_targets_count_in_the_only_calendar_a_team_has():
    settings = SlaSettings.model_validate({"calendars": {"eu": CALENDAR}})

    assert settings.is_default
    assert {policy.calendar for policy in settings.in_force} == {"eu"}


def test_policies_of_cases_leave_the_default_targets_of_escalations_in_place():
    settings = SlaSettings.model_validate({"policies": [POLICY | {"clock": "appeal_decision"}]})

    assert settings.is_default
    assert [policy.clock for policy in settings.in_force[:2]] == ["appeal_decision", "first_response"]


def test_of_several_calendars_none_is_guessed_to_be_that_of_the_default_targets():
    settings = SlaSettings.model_validate(
        {"calendars": {"eu": CALENDAR, "uk": CALENDAR}, "policies": [POLICY | {"clock": "feedback_answer"}]}
    )

    assert settings.in_force[1].calendar == "default"


def test_an_empty_list_of_policies_is_the_teams_own():
    assert SlaSettings.model_validate({"policies": []}).in_force == ()


def test_only_first_response_and_resolution_are_judged_without_a_policy_that_names_them():
    settings = SlaSettings.model_validate(
        {"policies": [POLICY | {"name": clock, "clock": clock} for clock in ("feedback_answer", "next_update")]}
    )

    assert SlaSettings().clocks == ("first_response", "resolution")
    assert settings.clocks == ("first_response", "next_update", "resolution", "feedback_answer")
    assert settings.trackers == ("escalations", "feedback")
    assert settings.clocks_of("feedback") == ("feedback_answer",)


def test_several_calendars_without_policies_are_refused():
    assert "no policies" in mistakes({"calendars": {"eu": CALENDAR, "uk": CALENDAR}})[0][1]


def test_policies_set_by_the_team_are_not_the_default():
    settings = SlaSettings.model_validate({"policies": [POLICY]})

    assert (settings.is_default, settings.in_force) == (False, settings.policies)


def test_names_of_policies_and_the_reserved_calendar_are_told_apart():
    assert mistakes({"policies": [POLICY, POLICY]}) == [
        ("", "two policies are called 'critical, answered'; give each its own name")
    ]
    assert "never closes" in mistakes({"calendars": {"24x7": CALENDAR}})[0][1]


def test_what_changes_nothing_is_a_doubt():
    eu = CALENDAR | {"holidays": {"country": "DE", "remove": ["2026-10-03", "2026-10-05"]}}
    policies = [POLICY | {"calendar": "eu"}]

    settings = SlaSettings.model_validate({"calendars": {"eu": eu, "pl": CALENDAR}, "policies": policies})

    assert settings.doubts == (
        "sla.calendars.eu.holidays.remove: 2026-10-05 is no holiday there anyway. Correct the day, or take it out.",
        "sla.calendars.pl: no policy counts in this calendar. Name it in a policy, or take it out.",
    )
    assert SlaSettings.model_validate({"calendars": {"eu": CALENDAR}}).doubts == ()
