"""What must hold of given verdicts, whatever a team configures and whatever people edit."""

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.verdict_lines import GIVEN, verdicts
from tests.analysis.frozen_runs import OFFICE, Runs
from tests.drawing import utc

LATE = utc("2026-03-20 11:00")
TEAMS = ("policy", "product", None)
CALENDARS = {
    "office": OFFICE,
    "short": OFFICE | {"week": {"mon": ["09:00-12:00"], "wed": ["22:00-06:00"]}},
    "holidays": OFFICE | {"holidays": {"add": ["2026-03-10"]}},
}

minutes = st.integers(0, 5 * 24 * 60)
escalations = st.lists(
    st.fixed_dictionaries(
        {
            "raised": minutes,
            "lasted": minutes | st.none(),
            "is_day": st.booleans(),
            "team": st.sampled_from(TEAMS),
            "status": st.sampled_from(["open", "resolved", "reopened"]),
        }
    ),
    min_size=1,
    max_size=6,
)
policies = st.lists(
    st.fixed_dictionaries(
        {
            "clock": st.sampled_from(["first_response", "resolution"]),
            "target": st.sampled_from(["", "0h", "2h", "9h", "1 working day", "3 working days"]),
            "calendar": st.sampled_from([*CALENDARS, "24x7"]),
        },
        optional={
            "when": st.sampled_from([{"team": ["policy"]}, {"team": ["product"]}]),
            "valid_from": st.just("2026-03-04"),
        },
    ),
    max_size=4,
).map(
    lambda written: SlaSettings.model_validate(
        {"calendars": CALENDARS, "policies": [one | {"name": str(place)} for place, one in enumerate(written)]}
    )
)


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    start = pd.Timestamp("2026-03-02 07:00Z")
    raised = [start + pd.Timedelta(minutes=row["raised"]) for row in rows]
    resolved = [
        None if row["lasted"] is None else at + pd.Timedelta(minutes=row["lasted"])
        for at, row in zip(raised, rows, strict=True)
    ]
    columns = {"raised_at": raised, "resolved_at": resolved, "first_response_at": resolved}
    drawn = pd.DataFrame({name: pd.to_datetime(at, utc=True) for name, at in columns.items()})
    drawn = drawn.astype("datetime64[us, UTC]").set_axis([f"ESC-{number}" for number in range(len(rows))])
    words = {name: pd.array([row[name] for row in rows], dtype="str") for name in ("team", "status")}
    return drawn.assign(**words, resolved_at_is_day=[row["is_day"] for row in rows])


def known(runs: Runs) -> dict[Any, Any]:
    """The state, rules and facts of every verdict that a journal knows."""
    found = {}
    for clock, told in verdicts(runs.journal, "escalations", LATE).items():
        place, facts = told.of(records := sorted(told.last))
        for record, number, fact in zip(records, place.tolist(), facts.tolist(), strict=True):
            one = told.given[number]
            if one.state in GIVEN:
                found[clock, record] = (one.state, one.rules, one.policy, one.calendar, fact)
    return found


@effort(max_examples=15)
@given(escalations, policies, policies)
def test_no_change_of_policies_changes_a_given_verdict_or_its_figures(
    rows: list[dict[str, Any]], before: SlaSettings, after: SlaSettings
):
    runs, records = Runs(), frame(rows)

    first = runs.run(records, before, LATE)
    second = runs.run(records, after, LATE)

    done = first.index[first["state"].isin(GIVEN)]
    kept = ["state", "policy", "calendar", "elapsed_seconds", "target_seconds", "due_at", "breach_at"]
    same = second.loc[done, "given_at"].notna()
    pd.testing.assert_frame_equal(first.loc[done[same], kept], second.loc[done[same], kept])
    assert second.loc[done, "state"].equals(first.loc[done, "state"])


@effort(max_examples=15)
@given(escalations, policies, policies)
def test_a_second_run_notes_nothing(rows: list[dict[str, Any]], before: SlaSettings, after: SlaSettings):
    runs, records = Runs(), frame(rows)

    for settings in (before, after, after):
        runs.run(records, settings, LATE)

    assert runs.earlier is not None
    assert runs.earlier.lines == ()


@effort(max_examples=15)
@given(escalations, policies, policies)
def test_after_recomputing_all_is_as_with_a_fresh_journal(
    rows: list[dict[str, Any]], before: SlaSettings, after: SlaSettings
):
    runs, fresh, records = Runs(), Runs(), frame(rows)
    runs.run(records, before, LATE)

    recomputed = runs.run(records, after, LATE, rewrite=True)

    pd.testing.assert_frame_equal(recomputed, fresh.run(records, after, LATE))
    assert known(runs) == known(fresh)


@effort(max_examples=12)
@given(escalations, escalations, policies, policies, st.randoms(use_true_random=False))
def test_shuffled_rows_change_nothing(
    rows: list[dict[str, Any]], edited: list[dict[str, Any]], before: SlaSettings, after: SlaSettings, random: Any
):
    straight, shuffled = Runs(), Runs()
    for shown, settings in ((rows, before), (edited, after)):
        records = frame(shown)
        order = random.sample(range(len(records)), len(records))
        one = straight.run(records, settings, LATE)
        other = shuffled.run(records.iloc[order], settings, LATE)
        pd.testing.assert_frame_equal(one.sort_index(), other.sort_index())

    assert straight.journal == shuffled.journal
    assert straight.earlier == shuffled.earlier


@effort(max_examples=15)
@given(escalations, escalations, policies)
def test_without_a_change_of_policies_edits_are_judged_as_if_nothing_had_been_given(
    rows: list[dict[str, Any]], edited: list[dict[str, Any]], settings: SlaSettings
):
    runs, fresh = Runs(), Runs()
    runs.run(frame(rows), settings, LATE)

    again = runs.run(frame(edited), settings, LATE)

    pd.testing.assert_frame_equal(again, fresh.run(frame(edited), settings, LATE))
