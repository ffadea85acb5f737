"""What must hold of every state, whatever the trackers say and the policies ask."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_clock_rules import CLOCKS
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.drawing import utc

NOW = utc("2026-11-09 10:30")  # two weeks after Berlin's clocks were put back
TIMEZONE = "Europe/Berlin"
STATUSES = ["open", "in_progress", "waiting", "resolved", "closed", "cancelled", "reopened", None]
WORDS = {  # field: what it may say
    "escalations": {"status": STATUSES, "priority": ["critical", "high", "low", None]},
    "cases": {
        "appeal_status": ["not_appealed", "submitted", "in_review", "decided", None],
        "appeal_outcome": ["overturned", "upheld", "withdrawn", None, None],
        "severity": ["critical", "high", "low", None],
    },
    "feedback": {"status": STATUSES, "priority": ["critical", "high", "low", None]},
}
INSTANTS = {
    tracker: sorted({name for rule in CLOCKS.values() if rule.tracker == tracker for name in rule.starts + rule.stops})
    for tracker in WORDS
}
OFFICE = CalendarPolicy.model_validate(
    {
        "timezone": TIMEZONE,
        "week": {day: ["09:00-12:00", "13:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
        "exceptions": {"2026-10-25": ["01:00-04:00"]},  # the night the clocks are put back
        "holidays": {"country": "DE", "subdivision": "BE"},
    }
)
NIGHTS = CalendarPolicy.model_validate(
    {"timezone": "America/Sao_Paulo", "week": {day: ["22:00-06:00"] for day in ("mon", "wed", "sat", "sun")}}
)

trackers = st.sampled_from(sorted(WORDS))
minutes_before_now = st.integers(-600, 30 * 24 * 60)


@st.composite
def policies(draw: st.DrawFn, tracker: str) -> SlaSettings:
    """A few policies for every clock of a tracker, the first ones for some records or some time only."""
    word = "severity" if tracker == "cases" else "priority"
    written = []
    for clock in (clock for clock, rule in CLOCKS.items() if rule.tracker == tracker):
        for number in range(draw(st.integers(1, 3))):
            target = draw(st.sampled_from(["0h", "1h", "8h", "40h", "1 working day", "2 working days", ""]))
            policy = {"name": f"{clock} {number}", "clock": clock, "target": target}
            policy |= {"calendar": draw(st.sampled_from(["office", "nights", "24x7"]))}
            policy |= draw(st.sampled_from([{}, {"when": {word: ["critical", "high"]}}, {"valid_from": "2026-10-26"}]))
            written.append(policy | draw(st.sampled_from([{}, {"at_risk_share": 0.5}, {"minutes_left": 90}])))
    return SlaSettings.model_validate({"calendars": {"office": OFFICE, "nights": NIGHTS}, "policies": written})


@st.composite
def records(draw: st.DrawFn, tracker: str) -> pd.DataFrame:
    """A few records with any instants around the change of the clocks, some written as days, some lost."""
    count = draw(st.integers(1, 6))
    each = st.lists(minutes_before_now | st.none(), min_size=count, max_size=count)
    flags = st.lists(st.booleans(), min_size=count, max_size=count)
    frame = pd.DataFrame(index=pd.Index([f"R-{number}" for number in range(count)], name="record_id"))
    for name in INSTANTS[tracker]:
        frame[name] = instants(draw(each))
        frame[f"{name}_is_day"] = draw(flags)
        frame[f"{name}_is_lost"] = frame[name].isna() & np.array(draw(flags))
    for field, words in WORDS[tracker].items():
        frame[field] = draw(st.lists(st.sampled_from(words), min_size=count, max_size=count))
    return frame


def instants(minutes: list[int | None]) -> pd.DatetimeIndex:
    given = [None if ago is None else NOW - timedelta(minutes=ago) for ago in minutes]
    return pd.DatetimeIndex(pd.to_datetime(given, utc=True)).astype("datetime64[us, UTC]")


def status_of(frame: pd.DataFrame, settings: SlaSettings, tracker: str, now: datetime = NOW) -> pd.DataFrame:
    status = sla_status(frame, settings, now, timezone=TIMEZONE, tracker=tracker)
    return status.set_index(["record_id", "clock"]).sort_index()


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


@effort(max_examples=12)
@given(st.data(), trackers)
def test_shuffled_rows_change_nothing(data: st.DataObject, tracker: str):
    frame, settings = data.draw(records(tracker)), data.draw(policies(tracker))
    order = data.draw(st.permutations(range(len(frame))))

    pd.testing.assert_frame_equal(status_of(frame, settings, tracker), status_of(frame.iloc[order], settings, tracker))


@effort(max_examples=8)
@given(st.data(), trackers, st.sampled_from(["America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati"]))
def test_the_zone_of_the_machine_plays_no_part(data: st.DataObject, tracker: str, zone: str):
    frame, settings = data.draw(records(tracker)), data.draw(policies(tracker))
    here = status_of(frame, settings, tracker)

    with machine_in(zone):
        there = status_of(frame, settings, tracker)

    pd.testing.assert_frame_equal(here, there)


@effort(max_examples=20)
@given(st.data(), trackers, st.integers(1, 20 * 24 * 60))
def test_a_later_end_never_turns_missed_into_met(data: st.DataObject, tracker: str, later_by: int):
    settings = data.draw(policies(tracker))
    # A day without a time could as well have been earlier, and only an end that is on record can come later.
    frame = data.draw(records(tracker))
    frame = frame.assign(**{name: False for name in frame if name.endswith(("_is_day", "_is_lost"))})
    ends = {name for rule in CLOCKS.values() if rule.tracker == tracker for name in rule.stops} - {"appealed_at"}
    late = frame.assign(**{name: frame[name] + timedelta(minutes=later_by) for name in sorted(ends)})
    last = NOW + timedelta(days=30)

    before, after = (status_of(rows, settings, tracker, last)["state"] for rows in (frame, late))

    missed = before.index[before == "missed"].intersection(after.index)
    assert "met" not in set(after[missed])


@effort(max_examples=15)
@given(st.data(), trackers, st.integers(1, 10 * 24 * 60))
def test_what_is_late_stays_late(data: st.DataObject, tracker: str, minutes: int):
    settings, frame = data.draw(policies(tracker)), data.draw(records(tracker))
    frame = frame.assign(**{name: False for name in frame if name.endswith("_is_day")})
    to_come = (frame[INSTANTS[tracker]] > NOW).any(axis=1)

    now, soon = (
        status_of(frame[~to_come], settings, tracker, NOW + timedelta(minutes=ahead)) for ahead in (0, minutes)
    )

    for state in ("breached", "met", "missed", "not_applicable"):
        assert set(soon.loc[now.index[now["state"] == state], "state"]) <= {state}


@effort(max_examples=15)
@given(st.data(), trackers)
def test_every_figure_of_a_judged_clock_agrees_with_its_state(data: st.DataObject, tracker: str):
    status = status_of(data.draw(records(tracker)), data.draw(policies(tracker)), tracker)
    left, share = status["left_seconds"], status["elapsed_seconds"] / status["target_seconds"]

    assert (left[status["state"].isin(["met", "on_track", "at_risk"])] >= 0).all()
    assert (left[status["state"].isin(["missed", "breached"])] < 0).all()
    assert (share[status["state"] == "on_track"] < 0.8).all()
    assert (status["least_seconds"].fillna(0) <= status["elapsed_seconds"].fillna(0)).all()
    assert status["reason"].notna().equals(status["state"].isin(["unknown", "uncertain", "not_applicable"]))
    assert not np.any(status["breach_at"] < status["due_at"])
