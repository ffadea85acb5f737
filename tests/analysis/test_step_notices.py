"""Each step fires once in a cycle, whatever happens between runs."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.journals import hours, statuses
from tests.analysis.stepping import LADDER, Runs, settings
from tests.drawing import table

ALWAYS = {"target": "10h", "calendar": "24x7"}
RAISED = "escalation_id | raised_at | status\nESC-1 | 2026-03-09 09:00 | open"  # at hours(0)
ONE = table(RAISED)
POLICIES = settings(**ALWAYS)
OWNER, LEAD, HEAD = (f"ESC-1 resolution: {at} to {to}" for at, to in LADDER.items())


def before(*, journal=()) -> Runs:
    """Runs that have heard of the steps before anything was raised."""
    runs = Runs(journal)
    assert runs(ONE, POLICIES, hours(0)) == []
    return runs


def test_each_step_fires_when_its_clock_comes_to_it_and_never_again():
    runs = before()

    assert [runs(ONE, POLICIES, hours(after)) for after in (7.9, 8, 8.5, 10, 13, 14, 20)] == [
        [], [OWNER], [], [LEAD], [], [HEAD], [],
    ]  # fmt: skip


def test_a_late_run_fires_the_highest_missed_step_and_the_others_never():
    runs = before()

    assert [runs(ONE, POLICIES, hours(after)) for after in (11, 12, 30)] == [[LEAD], [], [HEAD]]


def test_steps_of_one_moment_fire_together():
    policies = settings({"80 %": "owner", "due": "team lead", "0.5h after due": "head", "105 %": "board"}, **ALWAYS)
    runs = Runs()
    runs(ONE, policies, hours(0))

    assert runs(ONE, policies, hours(11)) == [
        "ESC-1 resolution: 30m after due to head",
        "ESC-1 resolution: 105 % to board",
    ]


def test_an_unchanged_run_adds_no_line():
    runs = before()
    runs(ONE, POLICIES, hours(11))
    noted = list(runs.journal)

    runs(ONE, POLICIES, hours(12))

    assert runs.journal == noted


def test_a_first_run_floods_nobody_and_later_steps_fire():
    runs = Runs()

    assert [runs(ONE, POLICIES, hours(after)) for after in (11, 12, 14)] == [[], [], [HEAD]]


def test_a_lost_journal_floods_nobody():
    runs = before()
    runs(ONE, POLICIES, hours(8))
    runs.journal.clear()

    assert [runs(ONE, POLICIES, hours(after)) for after in (11, 12, 14)] == [[], [], [HEAD]]


def test_a_record_that_comes_late_to_the_tracker_fires_its_highest_step():
    runs = before()
    two = table(f"{RAISED}\nESC-2 | 2026-03-09 08:00 | open")

    assert runs(two, POLICIES, hours(9.5)) == [OWNER, "ESC-2 resolution: due to team lead"]


def test_a_step_just_configured_does_not_fire_where_it_is_reached():
    runs = before()
    runs(ONE, POLICIES, hours(8))
    changed = settings({"80 %": "duty manager", "due": "duty manager"}, **ALWAYS)

    assert [runs(ONE, changed, hours(after)) for after in (9, 10)] == [[], ["ESC-1 resolution: due to duty manager"]]


def test_renaming_a_policy_fires_nothing_again():
    runs = before()
    runs(ONE, POLICIES, hours(10))

    assert runs(ONE, settings(name="everything", **ALWAYS), hours(11)) == []


def test_a_target_that_becomes_longer_fires_nothing_twice_and_what_is_still_to_come_once():
    runs = before()
    runs(ONE, POLICIES, hours(10))
    longer = settings(target="20h", calendar="24x7")

    assert [runs(ONE, longer, hours(after)) for after in (11, 16, 20, 24)] == [[], [], [], [HEAD]]


def test_a_step_below_one_that_has_fired_stays_silent():
    early = {"90 %": "owner", "1h before due": "team lead"}
    runs = Runs()
    runs(ONE, settings(early, target="20h", calendar="24x7"), hours(0))
    runs(ONE, settings(early, target="20h", calendar="24x7"), hours(18))

    assert [runs(ONE, settings(early, target="5h", calendar="24x7"), hours(after)) for after in (19, 20)] == [[], []]


def test_a_paused_clock_fires_nothing_until_it_goes_on():
    pausing = settings(pauses_on=["waiting"], **ALWAYS)
    runs = Runs(statuses(*["open"] * 9, "waiting"))
    runs(ONE, pausing, hours(0))
    paused = runs(table(RAISED.replace("open", "waiting")), pausing, hours(9.5))
    runs.journal += [line for line in statuses(*["open"] * 9, "waiting", "open") if line not in runs.journal]

    assert (paused, runs(ONE, pausing, hours(10.5))) == ([], [OWNER])


def test_a_paused_clock_is_no_flood_after_a_lost_journal():
    pausing = settings(pauses_on=["waiting"], **ALWAYS)
    waiting = statuses(*["open"] * 11, "waiting")
    runs = Runs(waiting)
    first = runs(table(RAISED.replace("open", "waiting")), pausing, hours(12))
    runs.journal += [line for line in statuses(*["open"] * 11, "waiting", *["open"] * 2) if line not in waiting]

    assert (first, runs(ONE, pausing, hours(13))) == ([], [])


def test_a_clock_that_is_done_fires_nothing():
    done = table("escalation_id | raised_at | status | resolved_at\n"
                 "ESC-1 | 2026-03-09 09:00 | resolved | 2026-03-09 20:00")  # fmt: skip

    assert before()(done, POLICIES, hours(12)) == []


def test_an_update_starts_a_new_cycle():
    policies = settings({"due": "owner"}, clock="next_update", target="2h", calendar="24x7")
    updated = "escalation_id | raised_at | last_update_at | status\nESC-1 | 2026-03-09 09:00 | {} | open"
    runs = Runs()
    runs(table(updated.format("")), policies, hours(0))

    fired = [
        runs(table(updated.format(update)), policies, hours(after))
        for after, update in (
            (2, ""),
            (3, ""),
            (4, "2026-03-09 12:30"),
            (6, "2026-03-09 12:30"),
            (7, "2026-03-09 12:30"),
        )
    ]

    assert fired == [["ESC-1 next_update: due to owner"], [], [], ["ESC-1 next_update: due to owner"], []]


def test_what_two_runs_noted_counts_once():
    runs = before()
    runs(ONE, POLICIES, hours(8))
    runs.journal += runs.journal

    assert runs(ONE, POLICIES, hours(9)) == []


def test_notices_from_the_future_are_passed_over():
    runs = before()
    runs(ONE, POLICIES, hours(12))

    assert runs(ONE, POLICIES, hours(10)) == [LEAD]


def test_a_line_that_a_hand_has_spoilt_is_passed_over():
    runs = before()
    runs(ONE, POLICIES, hours(8))
    spoilt = [replace(line, after=line.after[:-1]) for line in runs.journal if '"fired"' in line.after]
    runs.journal = [line for line in runs.journal if '"fired"' not in line.after] + spoilt

    assert len(spoilt) == 1
    assert runs(ONE, POLICIES, hours(9)) == [OWNER]


def test_a_tracker_that_is_held_back_fires_and_notes_nothing():
    runs = before()
    noted = list(runs.journal)

    assert runs(ONE, POLICIES, hours(10), trackers=()) == []
    assert runs.journal == noted
    assert runs(ONE, POLICIES, hours(10)) == [LEAD]


def test_a_step_is_known_from_the_first_run_that_could_read_its_tracker():
    runs = Runs()
    runs(ONE, POLICIES, hours(9), trackers=())

    assert [runs(ONE, POLICIES, hours(after)) for after in (9, 10)] == [[], [LEAD]]


@pytest.mark.parametrize("record", ["ESC 1", "E" * 300, "Ü-1", '"quoted"'])
def test_ids_are_remembered_as_the_journal_keeps_them(record: str):
    frame = ONE.rename({"ESC-1": record})
    runs = Runs()
    runs(frame, POLICIES, hours(0))

    assert [len(runs(frame, POLICIES, hours(after))) for after in (10, 11)] == [1, 0]


def test_an_id_of_which_nothing_can_be_kept_fires_nothing():
    assert before()(ONE.rename({"ESC-1": "\u200b"}), POLICIES, hours(10)) == []


def test_of_a_clock_without_steps_nothing_is_noted():
    runs = Runs()
    runs(ONE, settings({}, **ALWAYS), hours(11))

    assert runs.journal == []


def test_many_notices_share_lines_that_fit_into_cells():
    many = table("escalation_id | raised_at | status\n"
                 + "\n".join(f"ESC-{n} | 2026-03-09 08:{n % 60:02} | open" for n in range(3000)))  # fmt: skip
    runs = before()

    assert len(runs(many, POLICIES, hours(9.5))) == 3000
    assert len(runs.journal) < 30
    assert max(len(line.after) for line in runs.journal) < 32_767 // 2


LADDERS = [LADDER, {"10 %": "owner", "30m before due": "owner", "due": "team", "150 %": "head"}]
gaps = st.lists(st.integers(1, 300), min_size=1, max_size=8)
updates = st.lists(st.integers(0, 1500), max_size=3)


def ladder(steps: dict[str, str], target: str) -> SlaSettings:
    clocks = ("resolution", "next_update")
    both = [settings(steps, name=clock, clock=clock, target=target, calendar="24x7").policies[0] for clock in clocks]
    return SlaSettings(policies=tuple(both))


@effort(max_examples=10)
@given(gaps, updates, st.sampled_from(LADDERS), st.lists(st.sampled_from(["2h", "8h", "12h"]), min_size=1, max_size=3))
def test_no_step_fires_twice_in_a_cycle_and_only_the_highest_fires(
    minutes: list[int], updated: list[int], steps: dict[str, str], targets: list[str]
):
    runs, at, fired = Runs(), hours(0), Counter[tuple[str, str]]()
    runs(ONE, ladder(steps, targets[0]), at)
    for number, gap in enumerate(minutes):
        at += timedelta(minutes=gap)
        done = max((hours(ago / 60) for ago in updated if hours(ago / 60) <= at), default=None)
        frame = ONE.assign(last_update_at=done).astype({"last_update_at": "datetime64[us, UTC]"})
        told = runs(frame, ladder(steps, targets[number % len(targets)]), at)
        fired.update((step, str(done) if "next_update" in step else "") for step in told)
        assert max(Counter(step.partition(":")[0] for step in told).values(), default=0) <= 1

    assert set(fired.values()) <= {1}
