"""A verdict once given stands: edits are judged anew, what is configured otherwise is not."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from sheets_sync.analysis.calendars import Holidays
from sheets_sync.analysis.sla_frozen import Flip
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis import journals
from tests.analysis.frozen_runs import NOON, OFFICE, Runs, settings
from tests.analysis.journals import tracker
from tests.drawing import table, utc

HOUR = 3600
DONE = """
    escalation_id | priority | status   | raised_at        | resolved_at
    ESC-1         | high     | resolved | 2026-03-04 09:00 | 2026-03-04 15:00
    ESC-2         | low      | resolved | 2026-03-04 09:00 | 2026-03-05 15:00
    ESC-3         | high     | open     | 2026-03-09 09:00 |
    """
LATER = utc("2026-03-09 13:00")


def records(drawing: str = DONE) -> pd.DataFrame:
    return table(drawing)


def test_a_changed_target_changes_no_verdict_and_what_is_open_follows_it():
    runs = Runs()

    first = runs.states(records(), settings("8h"))
    second = runs.states(records(), settings("1h"), LATER)

    assert first == {"ESC-1": "met", "ESC-2": "missed", "ESC-3": "on_track"}
    assert second == {"ESC-1": "met", "ESC-2": "missed", "ESC-3": "breached"}


def test_a_verdict_that_stands_keeps_the_figures_it_was_given_with_and_says_what_today_would_be():
    runs = Runs()
    runs.run(records(), settings("8h", name="old"))

    status = runs.run(records(), settings("1h", name="new"), LATER).loc[("ESC-1", "resolution")]

    assert status[["policy", "elapsed_seconds", "target_seconds", "left_seconds"]].tolist() == [
        "old", 6 * HOUR, 8 * HOUR, 2 * HOUR,
    ]  # fmt: skip
    assert (status["due_at"], status["given_at"], status["today_state"]) == (
        pd.Timestamp("2026-03-04 17:00Z"), pd.Timestamp(NOON), "missed",
    )  # fmt: skip


def test_a_verdict_by_todays_rules_says_nothing_of_another_time():
    runs = Runs()
    runs.run(records(), settings())

    status = runs.run(records(), settings(), LATER)

    assert status[["given_at", "today_state"]].isna().all(axis=None)


def test_an_unchanged_run_notes_nothing():
    runs = Runs()
    runs.run(records(), settings())
    noted = list(runs.journal)

    runs.run(records(), settings(), LATER)
    runs.run(records(), settings("1h"), LATER)

    assert [(line.field, line.record_id != "") for line in noted] == [("rules", True), ("resolution", False)]
    assert runs.journal == noted


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (("2026-03-04 15:00", "2026-03-04 15:01"), "missed"),
        (("2026-03-04 15:00", "2026-03-04 09:30"), "met"),
        (("ESC-1         | high", "ESC-1         | low "), "missed"),
    ],
)
def test_an_edited_record_is_judged_anew_and_that_verdict_stands_from_then_on(edit: tuple[str, str], state: str):
    runs = Runs()
    edited = records(DONE.replace(*edit))
    runs.run(records(), settings("8h"))

    second = runs.states(edited, settings("1h"), LATER)
    third = runs.states(edited, settings("9h"), LATER)

    assert (second["ESC-1"], third["ESC-1"]) == (state, state)
    assert second["ESC-2"] == "missed"
    assert [(line.field, line.before) for line in runs.journal[-2:]] == [("rules", ""), ("resolution", "met")]


def test_what_is_handed_over_after_its_end_keeps_its_verdict():
    drawing = DONE.replace("| status ", "| owner | status ").replace("| resolved |", "| Ann | resolved |")
    runs = Runs()
    runs.run(records(drawing.replace("| open ", "| Ann | open ")), settings("8h"))

    other = drawing.replace("| open ", "| Ann | open ").replace("Ann", "Ben").replace("| resolved", "| closed")

    assert runs.states(records(other), settings("1h"), LATER)["ESC-1"] == "met"


def test_a_value_that_a_policy_asks_about_is_a_fact_though_nobody_else_would_call_it_one():
    drawing = "escalation_id | owner | raised_at | resolved_at\nESC-1 | Ann | 2026-03-04 09:00 | 2026-03-04 15:00"
    of_ann = {"name": "Ann's", "clock": "resolution", "target": "8h", "calendar": "office", "when": {"owner": ["Ann"]}}
    others = of_ann | {"name": "others", "target": "1h", "when": {}}
    both = SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [of_ann, others]})
    runs = Runs()

    assert runs.states(records(drawing), both) == {"ESC-1": "met"}
    assert runs.states(records(drawing.replace("Ann |", "Ben |")), both, LATER) == {"ESC-1": "missed"}


@pytest.mark.parametrize(
    ("edit", "state"),
    [
        (("ESC-1         | high     | resolved", "ESC-1         | high     | reopened"), "uncertain"),
        (("2026-03-04 15:00", "                "), "unknown"),
        (("2026-03-04 15:00", "2026-03-04 08:00"), "unknown"),
    ],
)
def test_what_is_not_done_any_more_is_judged_by_today(edit: tuple[str, str], state: str):
    runs = Runs()
    runs.run(records(), settings("8h"))

    assert runs.states(records(DONE.replace(*edit)), settings("7h"), LATER)["ESC-1"] == state


def test_an_edit_that_is_undone_finds_the_verdict_it_had():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.run(records(DONE.replace("2026-03-04 15:00", "                ")), settings("1h"), LATER)

    assert runs.states(records(), settings("1h"), LATER)["ESC-1"] == "met"


@pytest.mark.parametrize(
    "today",
    [
        settings("8h", when={"priority": ["critical"]}),
        settings("8h", valid_from="2026-03-05"),
        settings(""),
        settings("8h", clocks=("first_response",)),
    ],
    ids=["another priority", "not valid yet", "no target", "no policy"],
)
def test_a_verdict_stands_though_no_target_fits_today(today: SlaSettings):
    runs = Runs()
    runs.run(records(), settings("8h"))

    status = runs.run(records(), today, LATER).loc[("ESC-1", "resolution")]

    assert status[["state", "today_state", "target_seconds"]].tolist() == ["met", "not_applicable", 8 * HOUR]


def test_a_verdict_stands_though_today_would_leave_it_open():
    day = table("""
        escalation_id | raised_at        | resolved_at      | status
        ESC-1         | 2026-03-04 09:00 | 2026-03-03 23:00 | resolved
        """).assign(resolved_at_is_day=True)
    runs = Runs()

    assert runs.states(day, settings("9h")) == {"ESC-1": "met"}
    assert runs.states(day, settings("1h"), LATER) == {"ESC-1": "met"}
    assert [flip.today for flip in runs.earlier.flips] == ["uncertain"]


def test_a_day_without_a_time_gives_no_verdict_before_it_is_over():
    today = table("""
        escalation_id | raised_at        | resolved_at      | status
        ESC-1         | 2026-03-09 08:00 | 2026-03-08 23:00 | resolved
        """).assign(resolved_at_is_day=True)
    runs = Runs()

    assert runs.states(today, settings("5h"), NOON) == {"ESC-1": "met"}
    assert runs.journal == []
    assert runs.states(today, settings("5h"), utc("2026-03-12 11:00")) == {"ESC-1": "uncertain"}


def test_policies_that_are_valid_from_a_day_on_change_no_verdict_and_none_is_called_an_earlier_one():
    old, new = (
        {"name": name, "clock": "resolution", "target": target, "calendar": "office"} | valid
        for name, target, valid in (
            ("old", "8h", {"valid_to": "2026-03-08"}),
            ("new", "1h", {"valid_from": "2026-03-09"}),
        )
    )
    runs = Runs()
    runs.run(records(), settings("8h", name="old"))

    status = runs.run(
        records(), SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [old, new]}), LATER
    )

    assert status["given_at"].isna().all()
    assert status["state"].tolist()[-1] == "breached"


@pytest.mark.parametrize("calendar", [{"week": {"wed": ["09:00-11:00"]}}, {"holidays": {"add": ["2026-03-05"]}}])
def test_a_changed_calendar_changes_no_verdict(calendar: dict[str, Any]):
    runs = Runs()
    first = runs.run(records(), settings("8h"))

    second = runs.run(records(), settings("8h", calendar=OFFICE | calendar), LATER)

    done = ["ESC-1", "ESC-2"]
    figures = ["state", "elapsed_seconds", "due_at", "breach_at", "calendar"]
    pd.testing.assert_frame_equal(second.loc[done, figures], first.loc[done, figures])
    assert runs.earlier.flips or runs.earlier.alike == 2


def test_holidays_that_a_library_learns_of_change_no_verdict(monkeypatch: pytest.MonkeyPatch):
    chosen = {"calendar": OFFICE | {"holidays": {"country": "DE"}}}
    runs = Runs()
    runs.run(records(), settings("8h", **chosen))
    known = Holidays.of_year
    monkeypatch.setattr(Holidays, "of_year", lambda self, year: known(self, year) | {pd.Timestamp("2026-03-05").date()})

    status = runs.run(records(), settings("8h", **chosen), LATER).loc[("ESC-2", "resolution")]

    assert status[["state", "today_state", "reason"]].tolist() == ["missed", "met", "not_retraceable"]
    assert status[["elapsed_seconds", "target_seconds", "due_at", "paused_seconds", "legs"]].isna().all()
    assert status[["start", "stop"]].notna().all()


def test_a_verdict_whose_rules_are_lost_stands_without_figures():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.journal = [replace(line, after="{}") if line.field == "rules" else line for line in runs.journal]

    status = runs.run(records(), settings("1h"), LATER).loc[("ESC-1", "resolution")]

    assert status[["state", "reason", "policy"]].tolist() == ["met", "not_retraceable", "resolution"]


def test_lost_rules_are_noted_again_by_a_run_that_still_has_them():
    runs = Runs()
    runs.run(records(), settings("8h"))
    whole = list(runs.journal)
    runs.journal = [line for line in whole if line.field != "rules"]

    runs.run(records(), settings("8h"), LATER)

    assert [(line.field, line.after) for line in runs.journal[-1:]] == [("rules", whole[0].after)]


def test_with_a_journal_that_is_gone_verdicts_are_those_of_today():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.journal = []

    assert runs.states(records(), settings("1h"), LATER)["ESC-1"] == "missed"
    assert runs.states(records(), settings("8h"), LATER)["ESC-1"] == "missed"


def test_a_spoilt_line_loses_its_verdicts_and_no_others():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.journal = [
        replace(line, after=line.after.replace("met", "mett")) if line.field == "resolution" else line
        for line in runs.journal
    ]

    assert runs.states(records(), settings("1h"), LATER) == {
        "ESC-1": "missed", "ESC-2": "missed", "ESC-3": "breached",
    }  # fmt: skip


def test_two_runs_at_once_note_the_same_which_counts_once():
    one, other = Runs(), Runs()
    one.run(records(), settings("8h"))
    other.run(records(), settings("8h"), LATER)
    one.journal += other.journal

    status = one.run(records(), settings("1h"), LATER).xs("resolution", level="clock")

    assert status["given_at"].tolist() == [pd.Timestamp(NOON), pd.Timestamp(NOON), pd.NaT]
    assert one.earlier.lines == ()


def test_a_run_set_in_the_past_knows_no_verdict_of_a_later_one():
    runs = Runs()
    runs.run(records(), settings("8h"), LATER)

    assert runs.states(records(), settings("1h"), NOON)["ESC-1"] == "missed"


def test_what_would_be_another_verdict_today_is_told():
    runs = Runs()
    runs.run(records(), settings("8h"))

    runs.run(records(), settings("1h"), LATER)

    assert runs.earlier.flips == (Flip("escalations", "ESC-1", "resolution", "met", NOON, "missed"),)
    assert (runs.earlier.alike, runs.earlier.is_rewritten) == (1, False)


def test_recomputing_judges_all_by_today_and_says_what_has_changed():
    runs = Runs()
    runs.run(records(), settings("8h"))

    states = runs.states(records(), settings("1h"), LATER, rewrite=True)

    assert states == {"ESC-1": "missed", "ESC-2": "missed", "ESC-3": "breached"}
    assert runs.earlier.flips == (Flip("escalations", "ESC-1", "resolution", "met", NOON, "missed"),)
    assert (runs.earlier.alike, runs.earlier.is_rewritten) == (1, True)
    assert {(line.field, line.before) for line in runs.earlier.lines} == {
        ("rules", ""), ("resolution", "met"), ("resolution", "missed"),
    }  # fmt: skip


def test_what_was_recomputed_stands_from_then_on():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.run(records(), settings("1h"), LATER, rewrite=True)

    assert runs.states(records(), settings("8h"), LATER)["ESC-1"] == "missed"
    runs.run(records(), settings("1h"), LATER, rewrite=True)
    assert (runs.earlier.flips, runs.earlier.alike, runs.earlier.lines) == ((), 0, ())


def test_recomputing_takes_back_a_verdict_that_today_gives_none_for():
    runs = Runs()
    none_fits = settings("8h", when={"priority": ["critical"]})
    runs.run(records(), settings("8h"))

    assert runs.states(records(), none_fits, LATER, rewrite=True)["ESC-1"] == "not_applicable"
    assert runs.states(records(), none_fits, LATER)["ESC-1"] == "not_applicable"
    assert runs.states(records(), settings("1h"), LATER)["ESC-1"] == "missed"


def test_recomputing_leaves_nothing_for_a_later_undone_edit_to_find():
    runs = Runs()
    runs.run(records(), settings("8h"))
    runs.run(records(DONE.replace("2026-03-04 15:00", "                ")), settings("1h"), LATER, rewrite=True)

    assert runs.states(records(), settings("1h"), LATER)["ESC-1"] == "missed"


def test_what_stood_still_is_counted_as_it_was():
    seen = [
        tracker(f"escalation_id | status | raised_at | resolved_at\nESC-1 | {status} | 2026-03-09 08:00 | {resolved}")
        for status, resolved in (("open", ""), ("waiting", ""), ("resolved", "2026-03-09 13:30"))
    ]
    runs = Runs()
    for hour, frame in zip((9, 10, 13), seen, strict=True):
        runs.journal = journals.run(runs.journal, frame, utc(f"2026-03-09 {hour:02}:40"))

    assert runs.states(seen[-1], settings("3h", pauses_on=["waiting"]), utc("2026-03-09 14:00")) == {"ESC-1": "met"}

    status = runs.run(seen[-1], settings("3h"), utc("2026-03-09 15:00")).loc[("ESC-1", "resolution")]
    assert status[["state", "today_state", "paused_seconds"]].tolist() == ["met", "missed", 3 * HOUR - 600]


def test_an_unknown_id_of_any_length_breaks_nothing():
    drawing = f"escalation_id | raised_at | resolved_at\n{'x' * 300} | 2026-03-04 09:00 | 2026-03-04 15:00"
    runs = Runs()

    assert list(runs.states(records(drawing), settings("8h")).values()) == ["met"]
    assert list(runs.states(records(drawing), settings("1h"), LATER).values()) == ["missed"]


def test_no_records_have_no_verdicts():
    runs = Runs()

    assert runs.run(records().iloc[:0], settings()).empty
    assert runs.earlier.lines == ()


def test_appeals_and_windows_keep_their_verdicts_too():
    cases = table("""
        case_id | decided_at       | appealed_at      | appeal_decided_at | severity
        C-1     | 2026-03-02 09:00 | 2026-03-02 11:00 | 2026-03-02 13:00  | high
        C-2     | 2026-03-02 09:00 |                  |                   | high
        """)
    clocks = ("appeal_decision", "appeal_window")
    runs = Runs("cases")
    runs.run(cases, settings("3h", clocks=clocks))

    status = runs.run(cases, settings("1h", clocks=clocks), LATER)

    assert status.loc["C-1", "state"].to_dict() == dict.fromkeys(clocks, "met")
    assert [(flip.record_id, flip.clock, flip.today) for flip in runs.earlier.flips] == [
        ("C-1", "appeal_decision", "missed"), ("C-1", "appeal_window", "missed"),
    ]  # fmt: skip
