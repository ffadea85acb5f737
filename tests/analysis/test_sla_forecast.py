from typing import Any

import pytest

from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_forecast import horizon_ends, sla_forecast
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.analysis.stepping import OFFICE
from tests.drawing import table, utc

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CALENDARS: dict[str, Any] = {
    "office": OFFICE,
    "lunch": OFFICE | {"week": {day: ["09:00-12:00", "13:00-18:00"] for day in WEEK[:5]}},
    "nights": OFFICE | {"week": {day: ["22:00-06:00"] for day in WEEK}},
    "weekdays": OFFICE | {"week": {day: ["00:00-24:00"] for day in WEEK[:5]}},
    "always": OFFICE | {"week": {day: ["00:00-24:00"] for day in WEEK}},
    "once": {"timezone": "Europe/Berlin", "week": {}, "exceptions": {"2026-03-06": ["09:00-18:00"]}},
}
FRIDAY_HALF_PAST_FIVE = "2026-03-06 16:30"


def settings(calendar: str = "office", **policy: Any) -> SlaSettings:
    """One policy for the resolution of every escalation."""
    written = {"name": "all", "clock": "resolution", "target": "10h", "calendar": calendar} | policy
    return SlaSettings.model_validate({"calendars": CALENDARS, "policies": [written]})


def forecast(drawing: str, now: str, *, days: tuple[str, ...] = (), tracker: str = "escalations", **policy: Any):
    """When clocks will breach, the first to breach first; `days` are the columns without a time of day."""
    frame = table(drawing).assign(**{f"{column}_is_day": True for column in days})
    policies = settings(**policy)
    status = sla_status(frame, policies, utc(now), timezone="Europe/Berlin", tracker=tracker)
    found = sla_forecast(status, horizon_ends(policies, utc(now)), utc(now)).join(status["record_id"])
    return [(one.record_id, f"{one.breaches_at:%a %H:%M}") for one in found.itertuples()]


@pytest.mark.parametrize(
    ("calendar", "now", "end"),
    [
        ("office", FRIDAY_HALF_PAST_FIVE, "2026-03-09 17:00"),  # Monday, 18:00 in Berlin
        ("office", "2026-03-07 10:00", "2026-03-09 17:00"),
        ("office", "2026-03-09 07:59", "2026-03-09 17:00"),
        ("office", "2026-03-09 08:00", "2026-03-10 17:00"),
        ("office", "2026-03-09 17:00", "2026-03-10 17:00"),
        ("lunch", FRIDAY_HALF_PAST_FIVE, "2026-03-09 17:00"),
        ("lunch", "2026-03-09 10:00", "2026-03-10 17:00"),
        ("lunch", "2026-03-09 11:30", "2026-03-10 17:00"),
        ("lunch", "2026-03-09 13:00", "2026-03-10 17:00"),
        ("nights", "2026-03-09 12:00", "2026-03-10 05:00"),
        ("nights", "2026-03-09 23:30", "2026-03-11 05:00"),
        ("weekdays", "2026-03-08 12:00", "2026-03-09 23:00"),  # Monday's hours go on, and a day of them counts
        ("weekdays", "2026-03-10 12:00", "2026-03-11 12:00"),
        ("weekdays", "2026-03-06 12:00", "2026-03-09 23:00"),
        ("always", "2026-03-06 12:00", "2026-03-07 12:00"),
        ("24x7", "2026-03-06 12:00", "2026-03-07 12:00"),
        ("once", "2026-03-06 12:00", "2026-03-06 17:00"),  # and never again
    ],
)
def test_the_forecast_ends_with_the_opening_hours_that_begin_next(calendar: str, now: str, end: str):
    assert horizon_ends(settings(calendar), utc(now)) == {calendar: utc(end)}


def test_a_calendar_that_is_closed_for_good_is_not_looked_ahead_in():
    assert horizon_ends(settings("once"), utc("2026-03-06 17:00")) == {}
    assert (
        forecast(
            "escalation_id | raised_at | status\nESC-1 | 2026-03-06 16:00 | open", "2026-03-07 12:00", calendar="once"
        )
        == []
    )


def test_only_calendars_in_which_something_can_breach_are_looked_ahead_in():
    window = {"name": "window", "clock": "appeal_window", "target": "720h", "calendar": "24x7"}
    without = {"name": "none", "clock": "resolution", "target": "", "calendar": "lunch"}
    policies = SlaSettings.model_validate({"calendars": CALENDARS, "policies": [window, without]})

    assert horizon_ends(policies, utc("2026-03-06 12:00")) == {}


def test_what_breaches_by_then_is_listed_in_its_order():
    assert forecast(
        """
        escalation_id | raised_at        | status   | resolved_at
        breached      | 2026-03-04 08:00 | open     |
        monday-late   | 2026-03-06 15:59 | open     |
        monday-first  | 2026-03-06 08:30 | open     |
        at-closing    | 2026-03-06 16:00 | open     |
        tuesday       | 2026-03-06 16:01 | open     |
        done          | 2026-03-06 09:00 | resolved | 2026-03-06 10:00
        no-start      |                  | open     |
        """,
        FRIDAY_HALF_PAST_FIVE,
    ) == [("monday-first", "Mon 09:30"), ("monday-late", "Mon 16:59")]


def test_a_tie_at_closing_time_breaches_when_the_office_opens_again():
    drawing = "escalation_id | raised_at | status\nESC-1 | 2026-03-05 16:00 | open"

    assert forecast(drawing, "2026-03-06 12:00") == [("ESC-1", "Mon 08:00")]


@pytest.mark.parametrize(("now", "listed"), [("2026-03-06 12:00", [("ESC-1", "Mon 08:00")]), ("2026-03-09 12:00", [])])
def test_an_uncertain_clock_counts_by_its_longest_reading(now: str, listed: list[tuple[str, str]]):
    a_day = "escalation_id | raised_at | status\nESC-1 | 2026-03-05 23:00 | open"  # Friday, without a time of day

    assert forecast(a_day, now, days=("raised_at",), target="9h") == listed


def test_a_window_is_never_late():
    drawing = "case_id | decided_at | appeal_status\nC-1 | 2026-03-06 08:00 | not_appealed"
    window = {"clock": "appeal_window", "calendar": "24x7", "target": "10h"}

    assert forecast(drawing, "2026-03-06 12:00", tracker="cases", **window) == []
