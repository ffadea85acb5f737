from dataclasses import replace

from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_targets import OpenTime, WorkingDays
from sheets_sync.analysis.what_if import Attained, Supposed
from sheets_sync.documents.time_words import LocalWords
from sheets_sync.documents.what_if_words import what_if_json, what_if_words
from tests.drawing import utc

LOCAL = LocalWords("Europe/Berlin", utc("2026-03-09 09:00"))
POLICY = SlaSettings().in_force[0]
OWN = Supposed("first_response", POLICY, OpenTime(9000), 14, Attained(9, 12), Attained(11, 12), ("ESC-1", "ESC-7"), ())
TOGETHER = Supposed("first_response", None, None, 40, Attained(30, 38), Attained(32, 38), ("ESC-1", "ESC-7"), ())


def test_each_policy_says_what_was_met_what_would_have_been_and_whose_verdicts_change():
    assert what_if_words([OWN, TOGETHER], LOCAL).splitlines() == [
        "What if? All clocks judged anew as of Mon 9 Mar 10:00; nothing is written.",
        "critical, first response (first response), target 1 h → 2 h 30 min:",
        "  met 9 of 12, 75 % (47–91 %) → 11 of 12, 92 % (65–99 %)",
        "  2 verdicts better: ESC-1, ESC-7; none worse",
        "First response, all policies: met 30 of 38, 79 % (64–89 %) → 32 of 38, 84 % (70–93 %)",
    ]


def test_few_verdicts_have_counts_alone_and_many_ids_are_counted():
    ids = tuple(f"ESC-{number:02}" for number in range(12))
    one = replace(OWN, target=WorkingDays(1), before=Attained(3, 4), after=Attained(0, 4), better=(), worse=ids)

    assert what_if_words([one], LOCAL).splitlines()[1:] == [
        "critical, first response (first response), target 1 h → 1 working day:",
        "  met 3 of 4 → 0 of 4",
        f"  none better; 12 verdicts worse: {', '.join(ids[:10])} and 2 more",
    ]


def test_a_policy_without_clocks_or_without_a_target_is_said():
    policy = POLICY.model_copy(update={"target": None})
    nobody = replace(OWN, policy=policy, clocks=0, before=Attained(0, 0), after=Attained(0, 0), better=())

    assert what_if_words([nobody], LOCAL).splitlines()[1:] == [
        "critical, first response (first response), target none → 2 h 30 min:",
        "  no clock is judged by it",
    ]


def test_without_trackers_nothing_can_be_said():
    assert what_if_words([], LOCAL) == "What if? That cannot be said before the trackers can be read."


def test_machines_get_every_id():
    ids = tuple(f"ESC-{number:02}" for number in range(12))

    own, together = what_if_json([replace(OWN, worse=ids, before=Attained(9, 9)), TOGETHER])

    assert own == {
        "clock": "first_response",
        "tracker": "escalations",
        "policy": "critical, first response",
        "target": {"before": {"seconds": 3600}, "after": {"seconds": 9000}},
        "clocks": 14,
        "before": {"met": 9, "n": 9, "share": None, "low": None, "high": None},
        "after": {"met": 11, "n": 12, "share": 11 / 12, "low": 0.646120088858883, "high": 0.9851349055950829},
        "better": ["ESC-1", "ESC-7"],
        "worse": list(ids),
    }
    assert (together["policy"], together["target"]) == (None, None)
