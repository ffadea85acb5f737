from sheets_sync.analysis.history import History, history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.documents.sla_words import CLOCKS, why
from sheets_sync.documents.time_words import LocalWords
from tests.analysis.frozen_runs import Runs
from tests.analysis.frozen_runs import settings as frozen_settings
from tests.analysis.journals import ran, statuses, tracker
from tests.drawing import table, utc

NOW = utc("2026-03-09 11:00")
BERLIN = LocalWords("Europe/Berlin", NOW)
DEFAULTS = SlaSettings()


def sentences(
    drawing: str, settings: SlaSettings = DEFAULTS, days: tuple[str, ...] = (), seen: History | None = None
) -> dict[str, str]:
    """Why each escalation's resolution clock stands as it does; `days` are the columns without a time of day."""
    frame = table(drawing).assign(**{f"{column}_is_day": True for column in days})
    status = sla_status(frame, settings, utc("2026-03-09 11:00"), timezone="Europe/Berlin", history=seen)
    return {clock.record_id: why(clock, BERLIN) for clock in status[status["clock"] == "resolution"].itertuples()}


def test_a_running_clock_tells_its_target_its_start_and_what_is_used():
    assert sentences("""
        escalation_id | priority | raised_at        | resolved_at
        breached      | critical | 2026-03-04 12:30 |
        at-risk       | high     | 2026-03-06 08:00 |
        long-breached | medium   | 2026-02-02 12:10 |
        """) == {
        "breached": "Target 8 h: raised Wed 4 Mar 13:30, 4.5 h Wed, 3.5 h Thu; not resolved",
        "at-risk": "Target 16 h: raised Fri 6 Mar 09:00, 12 h used",
        "long-breached": "Target 40 h: raised Mon 2 Feb 13:10, 223.8 h used; not resolved",
    }


def test_a_stopped_clock_tells_when_and_by_how_much():
    assert sentences("""
        escalation_id | priority | status   | raised_at        | resolved_at         | closed_at
        met           | critical | resolved | 2026-03-04 08:00 | 2026-03-04 11:25:00 |
        a-second-late | critical | closed   | 2026-03-04 09:00 |                     | 2026-03-05 08:00:01
        """) == {
        "met": "Target 8 h: raised Wed 4 Mar 09:00, resolved Wed 4 Mar 12:25, 3 h 25 min used",
        "a-second-late": "Target 8 h: raised Wed 4 Mar 10:00, closed Thu 5 Mar 09:00, 8 h used, 1 s over",
    }


def test_what_only_runs_have_seen_is_called_observed():
    seen = history(statuses("open", "closed"), "escalations", utc("2026-03-09 11:00"))

    assert sentences(
        """
        escalation_id | priority | status | raised_at
        ESC-1         | critical | closed | 2026-03-09 08:00
        """,
        seen=seen,
    ) == {"ESC-1": "Target 8 h: raised Mon 9 Mar 09:00, observed to be done Mon 9 Mar 11:00, 2 h used"}


def test_a_paused_clock_tells_what_it_lost_and_when_it_would_be_due():
    policy = {"name": "all", "clock": "resolution", "calendar": "24x7", "pauses_on": ["waiting"]}
    drawing = """
        escalation_id | status  | raised_at
        ESC-1         | waiting | 2026-03-09 08:30
        """

    def told(target: str) -> str:
        settings = SlaSettings.model_validate({"policies": [policy | {"target": target}]})
        seen = history(statuses("open", "waiting"), "escalations", utc("2026-03-09 11:00"))
        return sentences(drawing, settings, seen=seen)["ESC-1"]

    assert [told("4h"), told("1h")] == [
        "Target 4 h: raised Mon 9 Mar 09:30, 1.5 h used, 1 h paused; paused now; due Mon 9 Mar 14:30 if it went on now",
        "Target 1 h: raised Mon 9 Mar 09:30, 1.5 h used, 1 h paused; not resolved; paused now",
    ]


def test_a_clock_that_changed_hands_tells_who_had_it_how_long():
    drawing = """
        escalation_id | priority | status | raised_at
        ESC-1         | critical | open   | 2026-03-09 08:00
        """
    runs = [tracker(f"escalation_id | team\nESC-1 | {team}") for team in ("policy", "trust_and_safety")]
    seen = history(ran(*runs), "escalations", utc("2026-03-09 11:00"))

    assert sentences(drawing, seen=seen) == {
        "ESC-1": "Target 8 h: raised Mon 9 Mar 09:00, 3 h used; seen with Policy 2 h, then Trust and safety 1 h"
    }


def test_what_cannot_be_judged_says_why():
    assert sentences("""
        escalation_id | priority | status   | raised_at        | resolved_at
        no-start      | high     | open     |                  |
        future        | high     | open     | 2026-03-10 08:00 |
        backwards     | high     | resolved | 2026-03-04 08:00 | 2026-03-03 08:00
        done-when     | high     | resolved | 2026-03-04 08:00 |
        no-policy     |          | open     | 2026-03-04 08:00 |
        """) == {
        "no-start": "Cannot be judged: raised_at is empty",
        "future": "Cannot be judged: raised Tue 10 Mar 09:00, which is still to come",
        "backwards": "Cannot be judged: resolved Tue 3 Mar 09:00, before it was raised Wed 4 Mar 09:00",
        "done-when": "Cannot be judged: its status says it is done, but not when",
        "no-policy": "No target: its priority is missing or unreadable",
    }


def test_a_day_without_a_time_is_told_with_both_figures():
    drawing = """
        escalation_id | priority | raised_at        | resolved_at
        in-doubt      | critical | 2026-03-03 23:00 | 2026-03-05 09:00
        """

    assert sentences(drawing, days=("raised_at",)) == {
        "in-doubt": "Target 8 h: raised on Wed 4 Mar, resolved Thu 5 Mar 10:00, between 1 h and 10 h used; "
        "a day without a time of day leaves it open"
    }


def test_a_day_without_a_time_that_leaves_the_hours_alone_is_told_with_one_figure():
    drawing = """
        feedback_id | status | received_at      | resolved_at
        sunday      | closed | 2026-02-28 23:00 | 2026-03-02 12:00
        """
    told = of_clock("feedback_answer", drawing, target="1 working day", received_at_is_day=True)

    assert told == {
        "sunday": "Target 1 working day: received on Sun 1 Mar, resolved Mon 2 Mar 13:00, 4 h used; "
        "a day without a time of day leaves it open"
    }


def test_what_was_reopened_or_claims_the_future_is_remarked():
    assert sentences("""
        escalation_id | priority | status   | raised_at        | resolved_at
        reopened      | critical | reopened | 2026-03-04 08:00 | 2026-03-04 09:00
        future        | critical | open     | 2026-03-09 08:00 | 2026-03-10 09:00
        """) == {
        "reopened": "Target 8 h: raised Wed 4 Mar 09:00, resolved Wed 4 Mar 10:00, between 1 h and 30 h used; "
        "reopened, and when is not on record",
        "future": "Target 8 h: raised Mon 9 Mar 09:00, 3 h used; "
        "its resolution lies in the future, so it does not count",
    }


def test_working_days_and_empty_targets_are_told_as_the_policy_has_them():
    policies = [
        {"name": "days", "when": {"priority": ["high"]}, "target": "2 working days"},
        {"name": "none", "target": ""},
    ]
    settings = SlaSettings.model_validate(
        {"policies": [policy | {"clock": "resolution", "calendar": "default"} for policy in policies]}
    )
    drawing = """
        escalation_id | priority | raised_at        | resolved_at
        dates         | high     | 2026-03-09 08:00 |
        no-target     | low      | 2026-03-09 08:00 |
        """

    assert sentences(drawing, settings) == {
        "dates": "Target 2 working days: raised Mon 9 Mar 09:00, 3 h used",
        "no-target": "Policy 'none' sets no target",
    }


def of_clock(clock: Clock, drawing: str, target: str = "8h", **columns: object) -> dict[str, str]:
    """Why each record's clock stands as it does, with one target for all."""
    policy = {"name": "the only one", "clock": clock, "target": target, "calendar": "default"}
    settings = SlaSettings.model_validate({"policies": [policy]})
    frame, tracker = table(drawing).assign(**columns), RULES[clock].tracker
    status = sla_status(frame, settings, utc("2026-03-09 11:00"), timezone="Europe/Berlin", tracker=tracker)
    return {row.record_id: why(row, BERLIN) for row in status[status["clock"] == clock].itertuples()}


def test_a_first_response_that_cannot_come_any_more_says_why_it_is_not_judged():
    drawing = """
        escalation_id | status   | raised_at        | first_response_at | resolved_at
        none          | resolved | 2026-03-05 08:00 |                   | 2026-03-05 12:00
        to-come       | resolved | 2026-03-05 08:00 | 2026-03-10 08:00  | 2026-03-05 12:00
        """

    assert of_clock("first_response", drawing) == {
        "none": "Cannot be judged: it has been done, but no first response is on record",
        "to-come": "Cannot be judged: it has been done, but its first response lies in the future",
    }


def test_an_awaited_update_tells_since_when():
    assert of_clock(
        "next_update",
        """
        escalation_id | status   | raised_at        | first_response_at | last_update_at   | resolved_at
        late          | open     | 2026-03-05 08:00 | 2026-03-05 09:00  | 2026-03-06 09:00 |
        no-update-yet | open     | 2026-03-05 08:00 | 2026-03-09 08:00  |                  |
        done          | resolved | 2026-03-05 08:00 |                   | 2026-03-06 10:00 | 2026-03-06 09:00
        """,
    ) == {
        "late": "Target 8 h: last updated Fri 6 Mar 10:00, 8 h Fri; no update since",
        "no-update-yet": "Target 8 h: answered Mon 9 Mar 09:00, 3 h used",
        "done": "No update is due: last updated Fri 6 Mar 11:00, and resolved Fri 6 Mar 10:00",
    }
    assert of_clock(
        "next_update",
        """
        escalation_id | status | raised_at        | last_update_at
        unreadable    | open   | 2026-03-05 08:00 |
        """,
        last_update_at_is_lost=True,
    ) == {
        "unreadable": "Cannot be judged: when it was last updated cannot be read: "
        "the cell or the column is missing or unreadable"
    }


def test_an_appeal_tells_when_it_came_in_and_was_decided():
    assert of_clock(
        "appeal_decision",
        """
        case_id | appeal_status | appealed_at      | appeal_decided_at
        late    | decided       | 2026-03-05 08:00 | 2026-03-06 08:30
        overdue | in_review     | 2026-03-05 08:00 |
        when    | decided       | 2026-03-05 08:00 |
        no-day  | submitted     |                  |
        """,
    ) == {
        "late": "Target 8 h: appealed Thu 5 Mar 09:00, decided Fri 6 Mar 09:30, 9.5 h used, 1.5 h over",
        "overdue": "Target 8 h: appealed Thu 5 Mar 09:00, 8 h Thu; not decided",
        "when": "Cannot be judged: its status says it is decided, but not when",
        "no-day": "Cannot be judged: appealed_at is empty",
    }


def test_a_window_is_told_as_one():
    assert of_clock(
        "appeal_window",
        """
        case_id | decided_at       | appealed_at
        open    | 2026-03-09 08:00 |
        passed  | 2026-03-02 08:00 |
        used    | 2026-03-02 08:00 | 2026-03-03 09:00
        """,
        target="2 working days",
    ) == {
        "open": "Window 2 working days: decided Mon 9 Mar 09:00, 3 h used",
        "passed": "Window 2 working days: decided Mon 2 Mar 09:00, 48 h used; over, and not used",
        "used": "Window 2 working days: decided Mon 2 Mar 09:00, appealed Tue 3 Mar 10:00, 10 h used",
    }


def test_feedback_tells_when_it_came_in():
    assert of_clock(
        "feedback_answer",
        """
        feedback_id | status | received_at      | resolved_at
        late        | open   | 2026-03-05 08:00 |
        """,
    ) == {"late": "Target 8 h: received Thu 5 Mar 09:00, 8 h Thu; not answered"}


def test_every_clock_has_its_name():
    assert set(CLOCKS) == set(RULES)


ANSWERED = """
    escalation_id | raised_at        | resolved_at      | status
    ESC-1         | 2026-03-04 09:00 | 2026-03-04 15:00 | resolved
    """


def after_a_change(target: str, spoil: str = "") -> str:
    """Why the verdict of a target of eight hours stands under this one."""
    runs = Runs()
    runs.run(table(ANSWERED), frozen_settings("8h"))
    runs.journal = [line for line in runs.journal if line.field != spoil]
    runs.run(table(ANSWERED), frozen_settings(target), utc("2026-03-20 11:00"))
    return next(why(clock, BERLIN) for clock in runs.status.itertuples() if clock.clock == "resolution")


def test_a_verdict_that_stands_says_when_it_was_given_and_what_it_would_be_today():
    assert after_a_change("1h") == (
        "Target 8 h: raised Wed 4 Mar 10:00, resolved Wed 4 Mar 16:00, 6 h used; "
        "given on Mon 9 Mar 2026 under an earlier policy; today it would be missed"
    )
    assert after_a_change("9h").endswith("given on Mon 9 Mar 2026 under an earlier policy; today's says the same")


def test_a_verdict_that_cannot_be_counted_any_more_says_so():
    assert after_a_change("1h", spoil="rules") == (
        "Met: raised Wed 4 Mar 10:00, resolved Wed 4 Mar 16:00; its figures cannot be counted any more; "
        "given on Mon 9 Mar 2026; today it would be missed"
    )


def test_another_year_is_said():
    drawing = """
        escalation_id | priority | raised_at        | resolved_at
        long-ago      | critical | 2025-03-04 12:30 |
        """

    assert sentences(drawing)["long-ago"].startswith("Target 8 h: raised Tue 4 Mar 2025 13:30, ")
