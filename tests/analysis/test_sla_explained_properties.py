"""What must hold of every explanation: that it is the state it explains, to the second."""

from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.history import History, history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_explained import ExplainedClock, explained_clock
from sheets_sync.analysis.sla_judgement import judgement_of
from sheets_sync.analysis.sla_pauses import pauses_of
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.journals import hours
from tests.analysis.test_sla_properties import NOW, TIMEZONE, policies, records, trackers
from tests.analysis.test_sla_seen_properties import escalations, resolutions, seen, stories, targets

WEEK = {day: ["09:00-12:00", "13:00-18:00"] for day in ("mon", "tue", "wed")}
pauses_on = st.sampled_from([[], ["waiting", "open"]])
CALENDARS = {"office": {"timezone": TIMEZONE, "week": WEEK, "holidays": {"add": ["2026-03-10"]}}}


def explained(
    frame: pd.DataFrame, settings: SlaSettings, now: datetime, tracker: str, told: History | None = None
) -> list[ExplainedClock]:
    """Every clock of every record, each explained from its row."""
    found = []
    for row in sla_status(frame, settings, now, timezone=TIMEZONE, tracker=tracker, history=told).itertuples():
        judgement = judgement_of(row, settings, TIMEZONE)
        statuses = judgement.policy.pauses_on if judgement else ()
        pauses = pauses_of(frame.loc[[row.record_id]], row.clock, statuses, told)
        found.append(explained_clock(row, judgement, pauses, now, TIMEZONE))
    return found


def instant(at: Any) -> datetime | None:
    return None if pd.isna(at) else at.to_pydatetime()


def assert_explains_its_row(clock: ExplainedClock) -> None:
    row = clock.row
    assert bool(clock.readings) == (not pd.isna(row.elapsed_seconds))
    for reading in clock.readings:
        stretch = reading.stretch
        assert round(sum(one.seconds for one in stretch.segments), 6) == round(reading.elapsed_seconds, 6)
        assert round(sum(one.seconds for one in stretch.pauses), 6) == round(reading.paused_seconds, 6)
        assert all(one.start < one.end for one in stretch.segments)
        assert None in (reading.at_risk_at, reading.due_at) or reading.at_risk_at <= reading.due_at
        assert all(one.end < other.start for one, other in zip(stretch.segments, stretch.segments[1:], strict=False))
    if clock.readings:
        longest, shortest = clock.readings[0], clock.readings[-1]
        assert (longest.elapsed_seconds, longest.paused_seconds) == (row.elapsed_seconds, row.paused_seconds)
        assert shortest.elapsed_seconds == row.least_seconds
        assert (longest.state == shortest.state) == (row.state != "uncertain")
        if row.state != "uncertain":
            assert longest.state == row.state
            assert longest.due_if_resumed == instant(row.due_if_resumed)
            assert (longest.due_at, longest.breach_at) == (instant(row.due_at), instant(row.breach_at))


@effort(max_examples=20)
@given(st.data(), trackers)
def test_an_explanation_adds_up_to_the_state_it_explains(data: st.DataObject, tracker: str):
    frame, settings = data.draw(records(tracker)), data.draw(policies(tracker))

    for clock in explained(frame, settings, NOW, tracker):
        assert_explains_its_row(clock)


@effort(max_examples=20)
@given(
    stories,
    resolutions,
    targets,
    st.sampled_from(["office", "24x7"]),
    st.floats(0, 60),
    st.sampled_from([[], ["waiting", "open"]]),
)
def test_it_adds_up_whatever_runs_have_seen(
    story: list[list[str]], resolved: list[Any], target: str, calendar: str, after: float, statuses: list[str]
):
    frame, now = escalations(story[-1], resolved), hours(len(story) + after).replace(microsecond=0)
    common = {"target": target, "calendar": calendar, "pauses_on": statuses}
    written = [{"name": clock, "clock": clock} | common for clock in ("first_response", "resolution", "next_update")]
    settings = SlaSettings.model_validate({"calendars": CALENDARS, "policies": written})

    for clock in explained(frame, settings, now, "escalations", history(seen(story), "escalations", now)):
        assert_explains_its_row(clock)


@effort(max_examples=15)
@given(st.data(), trackers)
def test_what_has_counted_and_what_will_count_until_it_is_due_is_the_target(data: st.DataObject, tracker: str):
    frame, settings = data.draw(records(tracker)), data.draw(policies(tracker))

    for clock in explained(frame, settings, NOW, tracker):
        if clock.upcoming and clock.row.state in ("on_track", "at_risk"):
            ahead = sum(one.seconds for one in clock.upcoming.segments)
            assert round(ahead, 6) == round(clock.row.left_seconds, 6)


@effort(max_examples=15)
@given(st.data(), trackers)
def test_a_clock_is_at_risk_from_the_instant_it_names_on_and_not_before(data: st.DataObject, tracker: str):
    frame, settings = data.draw(records(tracker)), data.draw(policies(tracker))
    frame = frame.assign(**{name: False for name in frame if name.endswith("_is_day")})
    second = timedelta(seconds=1)

    for clock in explained(frame, settings, NOW, tracker):
        if clock.row.state in ("on_track", "at_risk"):
            at = clock.readings[0].at_risk_at
            assert at is not None
            assert (at <= NOW) == (clock.row.state == "at_risk") or abs(at - NOW) <= second
