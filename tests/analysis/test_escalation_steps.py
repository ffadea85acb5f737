from datetime import timedelta
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.escalation_steps import next_steps
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import hours, statuses
from tests.analysis.stepping import LADDER, settings, steps_and_status
from tests.drawing import table, utc

MONDAY = """
    escalation_id | raised_at        | status
    ESC-1         | 2026-03-09 08:00 | open
    """  # 09:00 in Berlin, when the office opens
TUESDAY_NOON = "2026-03-10 11:00"


def moments(
    drawing: str,
    steps: dict[str, str] = LADDER,
    *,
    now: str = TUESDAY_NOON,
    journal: tuple[JournalLine, ...] = (),
    days: tuple[str, ...] = (),
    **policy: Any,
) -> dict[str, list[tuple[str, str, bool]]]:
    """When each record comes to its steps, and whether it has; `days` are the columns without a time of day."""
    frame = table(drawing).assign(**{f"{column}_is_day": True for column in days})
    found, status = steps_and_status(frame, settings(steps, **policy), utc(now), journal)
    told: dict[str, list[tuple[str, str, bool]]] = {}
    for one in found.join(status["record_id"]).itertuples():
        when = "" if pd.isna(one.step_at) else f"{one.step_at:%a %H:%M}"
        told.setdefault(one.record_id, []).append((one.at, when, one.is_reached))
    return told


def comes_next(drawing: str, steps: dict[str, str] = LADDER, **how: Any) -> list[Any]:
    found, _ = steps_and_status(table(drawing), settings(steps, **how), utc(TUESDAY_NOON))
    (row,) = next_steps(found).astype(object).to_numpy().tolist()
    return [None if value is pd.NaT or value != value else value for value in row]


def test_steps_come_in_open_time_of_the_policys_calendar():
    assert moments(MONDAY, {"due": "lead", "30m before due": "owner", "4h after due": "head", "80 %": "owner"}) == {
        "ESC-1": [
            ("80 %", "Mon 16:00", True),
            ("30m before due", "Tue 08:30", True),
            ("due", "Tue 09:00", True),
            ("4h after due", "Tue 13:00", False),
        ]
    }


def test_a_step_is_reached_at_its_very_instant():
    early, late = (moments(MONDAY, {"80 %": "owner"}, now=now) for now in ("2026-03-09 15:59:59", "2026-03-09 16:00"))

    assert early == {"ESC-1": [("80 %", "Mon 16:00", False)]}
    assert late == {"ESC-1": [("80 %", "Mon 16:00", True)]}


def test_only_open_clocks_that_can_be_judged_have_steps():
    assert set(
        moments("""
        escalation_id | raised_at        | status   | resolved_at
        open          | 2026-03-09 08:00 | open     |
        done          | 2026-03-09 08:00 | resolved | 2026-03-09 09:00
        unknown       |                  | open     |
        unrecorded    | 2026-03-09 08:00 | closed   |
        """)
    ) == {"open"}


def test_a_target_in_working_days_has_steps_in_open_time():
    assert moments(MONDAY, {"50 %": "owner", "1h before due": "lead", "due": "head"}, target="2 working days") == {
        "ESC-1": [("50 %", "Mon 17:00", True), ("1h before due", "Tue 16:00", False), ("due", "Wed 08:00", False)]
    }


def test_longer_before_due_than_a_target_in_working_days_is_the_start():
    assert moments(MONDAY, {"90h before due": "owner"}, target="1 working day") == {
        "ESC-1": [("90h before due", "Mon 08:00", True)]
    }


def test_the_longest_reading_of_a_day_counts():
    drawing = "escalation_id | raised_at | status\nESC-1 | 2026-03-08 23:00 | open"

    assert moments(drawing, {"due": "lead"}, days=("raised_at",)) == {"ESC-1": [("due", "Tue 09:00", True)]}


def test_a_pause_moves_the_steps_after_it_and_hides_them_while_it_lasts():
    drawing = "escalation_id | raised_at | status\nESC-1 | 2026-03-09 09:00 | {}"
    paused = {
        "target": "4h",
        "calendar": "24x7",
        "pauses_on": ["waiting"],
        "steps": {"25 %": "owner", "75 %": "lead", "due": "head"},
    }

    still = moments(drawing.format("waiting"), journal=tuple(statuses("open", "open", "waiting")), **paused)
    again = moments(drawing.format("open"), journal=tuple(statuses("open", "open", "waiting", "open")), **paused)

    assert still == {"ESC-1": [("25 %", "Mon 10:00", True), ("75 %", "", False), ("due", "", False)]}
    assert again == {"ESC-1": [("25 %", "Mon 10:00", True), ("75 %", "Mon 13:00", True), ("due", "Mon 14:00", True)]}


def test_the_next_step_and_the_last_one_are_told():
    sixteen, nine, thirteen = map(utc, ("2026-03-09 16:00", "2026-03-10 09:00", "2026-03-10 13:00"))

    assert comes_next(MONDAY) == [("head",), thirteen, ("team lead",), nine]
    assert comes_next(MONDAY, {"80 %": "owner"}) == [None, None, ("owner",), sixteen]
    assert comes_next(MONDAY, {"200 %": "head"}) == [("head",), utc("2026-03-11 10:00"), None, None]


def test_steps_of_one_moment_are_told_together():
    three = {"due": "lead", "0.1h after due": "head", "101 %": "owner", "300 %": "board"}

    assert comes_next(MONDAY, three)[2] == ("head", "owner")


def test_without_steps_nothing_comes():
    found, status = steps_and_status(table(MONDAY), settings({}), utc(TUESDAY_NOON))

    assert found.empty
    assert next_steps(found).reindex(status.index).isna().all(axis=None)


shares = st.lists(st.integers(1, 400), min_size=2, max_size=6, unique=True)
starts = st.lists(st.integers(0, 20 * 24 * 60), min_size=1, max_size=6)
targets = st.sampled_from(["0h", "1h", "10h", "45h", "1 working day", "3 working days"])
words = st.lists(st.sampled_from(["open", "waiting"]), max_size=8)


def raised(minutes_ago: list[int]) -> pd.DataFrame:
    at = [hours(0) - timedelta(minutes=ago) for ago in minutes_ago]
    ids = pd.Index([f"ESC-{number}" for number in range(len(at))], name="escalation_id")
    return pd.DataFrame({"raised_at": pd.DatetimeIndex(at).astype("datetime64[us, UTC]"), "status": "open"}, index=ids)


@effort(max_examples=25)
@given(starts, shares, targets, words)
def test_a_larger_share_never_comes_earlier(ago: list[int], percents: list[int], target: str, seen: list[str]):
    policies = settings({f"{one} %": "owner" for one in percents}, target=target, pauses_on=["waiting"])

    found, _ = steps_and_status(raised(ago), policies, hours(10), statuses(*seen, record="ESC-0"))

    for _, steps in found.groupby(level=0):
        assert steps["step_at"].dropna().is_monotonic_increasing
        assert steps["is_reached"].is_monotonic_decreasing


@effort(max_examples=25)
@given(starts, shares, targets)
def test_what_a_clock_has_used_tells_which_shares_it_has_come_to(ago: list[int], percents: list[int], target: str):
    policies = settings({f"{one} %": "owner" for one in percents if one != 100}, target=target)

    found, status = steps_and_status(raised(ago), policies, hours(10))

    used = found.join(status["elapsed_seconds"])
    assert (used["is_reached"] == (used["elapsed_seconds"] >= used["open_seconds"])).all()


@effort(max_examples=25)
@given(starts, words.filter(bool))
def test_a_pause_never_makes_a_step_come_earlier(ago: list[int], seen: list[str]):
    frame, journal = raised(ago), statuses(*seen, record="ESC-0")

    straight, _ = steps_and_status(frame, settings(), hours(10), journal)
    paused, _ = steps_and_status(frame, settings(pauses_on=["waiting"]), hours(10), journal)

    assert (paused["step_at"].isna() | (paused["step_at"] >= straight["step_at"])).all()


@effort(max_examples=20)
@given(st.data(), starts, words)
def test_shuffled_rows_change_nothing(data: st.DataObject, ago: list[int], seen: list[str]):
    frame, policies, journal = raised(ago), settings(pauses_on=["waiting"]), statuses(*seen, record="ESC-0")
    order = data.draw(st.permutations(range(len(frame))))

    told = []
    for rows in (frame, frame.iloc[order]):
        found, status = steps_and_status(rows, policies, hours(10), journal)
        told.append(found.join(status["record_id"]).sort_values(["record_id", "open_seconds"]).reset_index(drop=True))

    pd.testing.assert_frame_equal(*told)
