"""How what clocks lost to pauses splits by what stopped them."""

import math
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.journals import hours, statuses
from tests.drawing import table

HOUR = 3600
OFFICE = {"timezone": "Europe/Berlin", "week": {day: ["09:00-12:00", "13:00-18:00"] for day in ("mon", "tue")}}


def status_of(
    escalations: pd.DataFrame, journal: list[Any], *pauses_on: str, after: float, calendar: str = "24x7"
) -> pd.DataFrame:
    """The resolution clocks so many hours after the first run."""
    policy = {"name": "all", "clock": "resolution", "target": "4h", "calendar": calendar, "pauses_on": pauses_on}
    settings = SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [policy]})
    told = history(journal, "escalations", hours(after))
    status = sla_status(escalations, settings, hours(after), timezone="Europe/Berlin", history=told)
    return status[status["clock"] == "resolution"].set_index("record_id")


def escalation(status: str, resolved_at: str = "") -> pd.DataFrame:
    return table(f"""
        escalation_id | status   | raised_at        | resolved_at
        ESC-1         | {status} | 2026-03-09 09:00 | {resolved_at}
        """)


def paused_by(*words: str, pauses_on: tuple[str, ...], after: float, resolved_at: str = "") -> Any:
    """Of an escalation whose status was seen to be one of the words every hour."""
    row = escalation(words[-1], resolved_at)
    return status_of(row, statuses(*words), *pauses_on, after=after).loc["ESC-1", "paused_by"]


def test_each_status_that_pauses_has_what_it_took():
    words = ("open", "waiting", "escalated", "escalated", "waiting")

    assert paused_by(*words, pauses_on=("escalated", "waiting"), after=5) == (
        ("escalated", 2 * HOUR),
        ("waiting", 2 * HOUR),
    )


def test_what_was_done_and_reopened_has_a_reason_of_its_own():
    words = ("open", "waiting", "resolved", "closed", "open")

    assert paused_by(*words, pauses_on=("waiting",), after=5) == (("done_until_reopened", 2 * HOUR), ("waiting", HOUR))


def test_what_the_tracker_says_was_done_waited_for_nobody():
    words = ("open", "waiting", "waiting", "resolved", "open")

    answer = paused_by(*words, pauses_on=("waiting",), after=5, resolved_at="2026-03-09 10:30")

    assert answer == (("done_until_reopened", 2.5 * HOUR), ("waiting", 0.5 * HOUR))


def test_a_reason_that_took_no_open_time_is_not_told():
    by_day, at_night = ("open", "escalated", *["open"] * 7), ("waiting", "open")  # from 10:00 in Berlin on
    journal = statuses(*by_day, *at_night)

    status = status_of(escalation("open"), journal, "escalated", "waiting", after=11, calendar="office")

    assert status.loc["ESC-1", "paused_by"] == (("escalated", HOUR),)


def test_without_a_pause_nothing_is_told():
    assert paused_by("open", "waiting", pauses_on=(), after=3) is None
    assert paused_by("open", "open", pauses_on=("waiting",), after=3) is None


words = st.lists(
    st.sampled_from(["open", "waiting", "escalated", "resolved", "closed", "reopened"]), min_size=1, max_size=7
)


@effort(max_examples=60)
@given(
    words,
    st.lists(st.sampled_from(["waiting", "escalated", "resolved", "reopened"]), unique=True).map(tuple),
    st.none() | st.integers(0, 600),
    st.integers(0, 72),
    st.sampled_from(["office", "24x7"]),
)
def test_the_reasons_add_up_to_all_that_was_paused(
    story: list[str], pauses_on: tuple[str, ...], resolved: int | None, later: int, calendar: str
):
    resolved_at = "" if resolved is None else f"{hours(resolved / 60):%Y-%m-%d %H:%M}"
    row = escalation(story[-1], resolved_at)

    status = status_of(row, statuses(*story), *pauses_on, after=len(story) + later, calendar=calendar).loc["ESC-1"]

    reasons = dict(status["paused_by"] or ())
    paused = 0.0 if math.isnan(status["paused_seconds"]) else status["paused_seconds"]
    assert round(sum(reasons.values()), 6) == round(paused, 6)
    assert all(seconds > 0 for seconds in reasons.values())
    assert reasons.keys() <= {"done_until_reopened", *pauses_on}
