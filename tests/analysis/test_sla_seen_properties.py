"""What must hold of clocks whatever runs have seen."""

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import hours, ran, tracker

RECORDS = ("ESC-1", "ESC-2", "ESC-3")
OFFICE = {"timezone": "Europe/Berlin", "week": {day: ["09:00-12:00", "13:00-18:00"] for day in ("mon", "tue", "wed")}}
words = st.lists(
    st.sampled_from(["open", "waiting", "in_progress", "resolved", "closed", "reopened"]),
    min_size=len(RECORDS),
    max_size=len(RECORDS),
)
stories = st.lists(words, min_size=1, max_size=6)
targets = st.sampled_from(["0h", "1h", "2h 30m", "8h", "1 working day"])
calendars = st.sampled_from(["office", "24x7"])
resolutions = st.lists(st.integers(0, 6).map(hours) | st.none(), min_size=len(RECORDS), max_size=len(RECORDS))


def seen(story: list[list[str]]) -> list[JournalLine]:
    rows = ("\n".join(map(" | ".join, zip(RECORDS, statuses, strict=True))) for statuses in story)
    return ran(*(tracker(f"escalation_id | status\n{drawn}") for drawn in rows))


def escalations(statuses: list[str], resolved: list[Any]) -> pd.DataFrame:
    """All of them raised half an hour before the first run."""
    instants = {"raised_at": [hours(-0.5)] * len(RECORDS), "resolved_at": resolved}
    frame = pd.DataFrame({name: pd.to_datetime(at, utc=True) for name, at in instants.items()}, index=[*RECORDS])
    return frame.astype("datetime64[us, UTC]").assign(status=statuses)


def status_of(
    frame: pd.DataFrame, journal: list[JournalLine], target: str, calendar: str, pauses_on: list[str], after: float
) -> pd.DataFrame:
    clocks = ("first_response", "resolution")
    common = {"target": target, "calendar": calendar, "pauses_on": pauses_on}
    policies = [{"name": clock, "clock": clock} | common for clock in clocks]
    settings = SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": policies})
    told = history(journal, "escalations", hours(after))
    status = sla_status(frame, settings, hours(after), timezone="Europe/Berlin", history=told)
    return status.set_index(["record_id", "clock"]).sort_index()


@effort(max_examples=25)
@given(stories, resolutions, targets, calendars)
def test_a_pause_never_makes_a_clock_due_earlier(
    story: list[list[str]], resolved: list[Any], target: str, calendar: str
):
    frame, journal = escalations(story[-1], resolved), seen(story)

    runs, stands = (status_of(frame, journal, target, calendar, on, 8) for on in ([], ["waiting"]))

    assert not (stands["due_at"] < runs["due_at"]).any()
    assert not (stands["due_if_resumed"] < runs["due_at"]).any()
    assert not (stands["elapsed_seconds"] > runs["elapsed_seconds"]).any()
    assert (
        (stands["elapsed_seconds"] + stands["paused_seconds"])
        .round(6)
        .equals((runs["elapsed_seconds"] + runs["paused_seconds"]).round(6))
    )


@effort(max_examples=15)
@given(stories, resolutions, targets, st.permutations(range(len(RECORDS))), st.randoms(use_true_random=False))
def test_shuffled_rows_and_a_sorted_journal_change_nothing(
    story: list[list[str]], resolved: list[Any], target: str, order: list[int], random: Any
):
    frame, journal = escalations(story[-1], resolved), seen(story)
    mixed = random.sample(journal, len(journal))

    straight = status_of(frame, journal, target, "office", ["waiting"], 8)

    pd.testing.assert_frame_equal(
        straight, status_of(frame.iloc[order], mixed, target, "office", ["waiting"], 8), check_like=True
    )


@effort(max_examples=25)
@given(stories, targets, calendars, st.integers(1, 30))
def test_what_is_breached_stays_so_when_it_pauses(story: list[list[str]], target: str, calendar: str, later: int):
    count = len(story)
    before = status_of(escalations(story[-1], [None] * 3), seen(story), target, calendar, ["waiting"], count)
    paused = [*story, ["waiting"] * 3]
    after = status_of(escalations(paused[-1], [None] * 3), seen(paused), target, calendar, ["waiting"], count + later)

    breached = before.index[(before["state"] == "breached") & (before.index.get_level_values("clock") == "resolution")]

    assert set(after.loc[breached, "state"]) <= {"breached"}


@effort(max_examples=25)
@given(stories, resolutions, targets, calendars, st.integers(1, 40))
def test_a_later_end_never_turns_missed_into_met(
    story: list[list[str]], resolved: list[Any], target: str, calendar: str, later: int
):
    frame, journal = escalations(story[-1], resolved), seen(story)
    late = frame.assign(resolved_at=frame["resolved_at"] + pd.Timedelta(hours=later))

    before, after = (status_of(rows, journal, target, calendar, ["waiting"], 60)["state"] for rows in (frame, late))

    assert "met" not in set(after[before.index[before == "missed"]])


@effort(max_examples=20)
@given(stories, st.data(), resolutions, targets, calendars)
def test_the_legs_of_a_clock_add_up_to_what_it_used(
    story: list[list[str]], data: st.DataObject, resolved: list[Any], target: str, calendar: str
):
    teams = st.lists(st.sampled_from(["policy", "product", "legal"]), min_size=3, max_size=3)
    rows = ["\n".join(map(" | ".join, zip(RECORDS, statuses, data.draw(teams), strict=True))) for statuses in story]
    journal = ran(*(tracker(f"escalation_id | status | team\n{drawn}") for drawn in rows))

    status = status_of(escalations(story[-1], resolved), journal, target, calendar, ["waiting"], 8)

    changed_hands = status[status["legs"].notna()]
    spent = changed_hands["legs"].map(lambda legs: sum(seconds for _, seconds in legs))
    assert spent.astype(float).round(6).equals(changed_hands["elapsed_seconds"].round(6))
