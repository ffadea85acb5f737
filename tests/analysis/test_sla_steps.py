from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_steps import AboutDue, AtShare, Step, StepTime, open_time_used

HOUR = 3600
POLICY = {"name": "all", "clock": "resolution", "target": "2h", "calendar": "24x7"}


def mistakes(*steps: Any, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        SlaSettings.model_validate({"policies": [POLICY | {"steps": list(steps)} | changes]})
    details = caught.value.errors()
    return [(".".join(map(str, one["loc"][2:])), one["msg"].removeprefix("Value error, ")) for one in details]


@pytest.mark.parametrize(
    ("written", "at", "words"),
    [
        ("80 %", AtShare(0.8), "80 %"),
        ("80%", AtShare(0.8), "80 %"),
        ("33.33 %", AtShare(0.3333), "33.33 %"),
        ("150 %", AtShare(1.5), "150 %"),
        ("100 %", AboutDue(0), "due"),
        (" Due ", AboutDue(0), "due"),
        ("30m before due", AboutDue(-1800), "30m before due"),
        ("90 min  before due", AboutDue(-5400), "1h 30m before due"),
        ("4h after due", AboutDue(4 * HOUR), "4h after due"),
        ("0.005h after due", AboutDue(18), "18s after due"),
    ],
)
def test_a_step_comes_at_a_share_of_the_target_or_about_due(written: str, at: StepTime, words: str):
    step = Step.model_validate({"at": written, "to": " head  of operations "})

    assert (step.at, step.words) == (at, (words, "head of operations"))


@pytest.mark.parametrize(
    ("at", "used"),
    [(AtShare(0.14), 504.0), (AtShare(2.0), 7200.0), (AboutDue(-600), 3000.0), (AboutDue(60), 3660.0)],
)
def test_the_open_time_used_at_a_step_follows_from_the_target(at: StepTime, used: float):
    assert open_time_used(at, np.array([3600.0])).tolist() == [used]


def test_a_step_before_the_start_comes_with_the_start():
    assert open_time_used(AboutDue(-7200), np.array([3600.0])).tolist() == [0.0]


FORMS = "write it as '80 %' (of the target), '30m before due', 'due' or '4h after due'"
OUTSIDE = "is no share of a target; write more than 0 % and at most 1,000 %"
NEGATIVE = "is negative; for what comes earlier write '30m before due' or a smaller share"
DAYS = "counts days, and steps count open time: of days of nine hours, two are '18h before due'"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("80", f"is no moment of a clock; {FORMS}"),
        ("", f"is no moment of a clock; {FORMS}"),
        (0.8, f"is no moment of a clock; {FORMS}"),
        ("30m bevore due", f"is no moment of a clock; {FORMS}"),
        ("at due", f"is no moment of a clock; {FORMS}"),
        ("0 %", OUTSIDE),
        ("1001 %", OUTSIDE),
        ("-80 %", NEGATIVE),
        ("−30m before due", NEGATIVE),
        ("2d before due", DAYS),
        ("2 working days after due", DAYS),
        ("30m", "does not say on which side of due; write '30m before due' or '30m after due'"),
        ("soon after due", f"does not say how long after due; {FORMS}"),
        ("0m before due", "is due itself; write 'due'"),
    ],
)
def test_what_is_no_moment_of_a_clock_is_refused(written: Any, said: str):
    assert mistakes({"at": written, "to": "owner"}) == [("steps.0.at", said)]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (" \n", "is empty; say whom the step is for, such as 'owner', 'team' or 'head of operations'"),
        ("x" * 101, "has 101 characters; a step names whom it is for in at most 100"),
        (7, "Input should be a valid string"),
    ],
)
def test_a_step_for_nobody_is_refused(to: Any, said: str):
    assert mistakes({"at": "due", "to": to}) == [("steps.0.to", said)]


def test_two_equal_steps_are_refused_however_they_are_written():
    ((where, said),) = mistakes({"at": "1h before due", "to": "owner"}, {"at": "60m before due", "to": "Owner"})

    assert (where, said) == ("steps", "have '1h before due' to 'owner' twice; take one of the two out")


def test_one_moment_may_have_steps_for_several():
    steps = [{"at": "due", "to": "owner"}, {"at": "due", "to": "team lead"}]

    (policy,) = SlaSettings.model_validate({"policies": [POLICY | {"steps": steps}]}).policies

    assert [step.words for step in policy.steps] == [("due", "owner"), ("due", "team lead")]


def test_steps_without_a_target_are_refused():
    ((where, said),) = mistakes({"at": "due", "to": "owner"}, target="")

    assert where == "steps"
    assert said == "count from a target, and this policy has none; give it a target or take the steps out"


def test_a_step_before_the_start_is_refused_where_the_target_tells():
    ((where, said),) = mistakes({"at": "3h before due", "to": "owner"})

    assert where == "steps"
    assert said == "'3h before due' lies before the start: the target is shorter; name a later moment"


def test_a_step_after_a_window_has_passed_is_refused():
    early = {"at": "80 %", "to": "seller support"}

    ((where, said),) = mistakes(early, {"at": "due", "to": "owner"}, clock="appeal_window")

    assert where == "steps"
    assert said == "'due' never comes: a window that has passed is over; name an earlier moment"


def test_a_mistake_beside_the_steps_is_said_alone():
    ((where, _),) = mistakes({"at": "due", "to": "owner"}, target="2d")

    assert where == "target"


def test_the_default_policies_escalate_to_the_owner_and_then_to_the_team():
    assert {tuple(step.words for step in policy.steps) for policy in SlaSettings().in_force} == {
        (("80 %", "owner"), ("due", "team"))
    }
