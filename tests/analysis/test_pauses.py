from typing import Any

import numpy as np
import pandas as pd
import pytest

from sheets_sync.analysis.business_hours import breach_at, due_after_days, due_at, elapsed_seconds
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses
from tests.analysis.hours_drawing import HOUR, calendar, pauses, told
from tests.drawing import utc


@pytest.mark.parametrize(
    ("given", "elapsed", "due", "breach", "because"),
    [
        ([], 8, "2024-01-15 11", "2024-01-15 11", ""),
        ([("2024-01-15 10:00", "2024-01-15 12:00")], 6, "2024-01-15 13", "2024-01-15 13", "the clock stood still"),
        ([("2024-01-15 11:00", "2024-01-15 12:00")], 7, "2024-01-15 11", "2024-01-15 12", "used up as it began"),
        ([("2024-01-15 18:00", "2024-01-15 20:00")], 8, "2024-01-15 11", "2024-01-15 11", "a closed pause is free"),
        ([("2024-01-14 00:00", "2024-01-15 10:00")], 7, "2024-01-15 12", "2024-01-15 12", "begun before the start"),
        ([("2024-01-15 12:00", None)], 3, "2024-01-15 11", "2024-01-15 11", "already due before it began"),
        ([("2024-01-15 10:00", None)], 1, "never", "never", "it may never end"),
        ([("2024-01-15 11:00", None)], 2, "2024-01-15 11", "never", "used up as it began, exceeded never"),
        (
            [("2024-01-15 10:00", "2024-01-15 12:00"), ("2024-01-15 09:30", "2024-01-15 11:00")],
            5.5, "2024-01-15 13:30", "2024-01-15 13:30", "overlapping pauses count once",
        ),
        (
            [("2024-01-15 10:00", "2024-01-15 15:00"), ("2024-01-15 11:00", "2024-01-15 12:00")],
            3, "2024-01-15 16", "2024-01-15 16", "a pause within a pause adds nothing",
        ),
        (
            [("2024-01-15 10:00", None), ("2024-01-15 10:30", "2024-01-15 12:00")],
            1, "never", "never", "what follows a pause without an end is paused too",
        ),
    ],
)  # fmt: skip
def test_a_clock_stands_still_while_paused(
    given: list[tuple[str, str | None]], elapsed: float, due: str, breach: str, because: str
):
    office, monday = calendar("mon-fri 09:00-17:00", "UTC"), utc("2024-01-15 09:00")
    paused = pauses(*given)

    assert elapsed_seconds(office, monday, utc("2024-01-15 17:00"), paused) == elapsed * HOUR, because
    assert told(due_at(office, monday, 2 * HOUR, paused)).removesuffix(":00") == due, because
    assert told(breach_at(office, monday, 2 * HOUR, paused)).removesuffix(":00") == breach, because


def test_pauses_belong_to_their_own_record():
    monday = np.array(["2024-01-15T09:00"] * 3, "datetime64[us]")
    paused = Pauses(
        np.array([2, 0, 2]),
        np.array(["2024-01-15T10:00", "2024-01-15T10:00", "2024-01-15T12:00"], "datetime64[us]"),
        np.array(["2024-01-15T11:00", "2024-01-15T13:00", "NaT"], "datetime64[us]"),
    )

    due = due_at(calendar("mon-fri 09:00-17:00", "UTC"), monday, np.array([2, 2, 1.5]) * HOUR, paused)

    assert list(map(told, due)) == ["2024-01-15 14:00", "2024-01-15 11:00", "2024-01-15 11:30"]


def test_any_number_of_records_may_be_paused_without_an_end():
    count = 40
    monday = np.full(count, np.datetime64("2024-01-15T09:00", "us"))
    begun = np.full(2 * count, np.datetime64("2024-01-15T10:00", "us"))
    ended = np.tile(np.array(["2024-01-15T11:00", "NaT"], "datetime64[us]"), count)
    begun[1::2] = np.datetime64("2024-01-15T12:00", "us")
    paused = Pauses(np.repeat(np.arange(count), 2), begun, ended)
    office = calendar("mon-fri 09:00-17:00", "UTC")

    due = due_at(office, monday, np.where(np.arange(count) % 2, 2, 3) * HOUR, paused)

    assert list(map(told, due)) == ["never", "2024-01-15 12:00"] * (count // 2)


def test_pauses_are_given_record_by_record():
    ten, noon = utc("2024-01-15 10:00"), utc("2024-01-15 12:00")

    paused = Pauses.of_each([[(ten, noon)], [], [(np.datetime64(noon.replace(tzinfo=None)), None), (ten, pd.NaT)]])

    assert paused.record.tolist() == [0, 2, 2]
    assert list(map(told, paused.start)) == ["2024-01-15 10:00", "2024-01-15 12:00", "2024-01-15 10:00"]
    assert list(map(told, paused.end)) == ["2024-01-15 12:00", "never", "never"]
    assert len(Pauses.of_each([[], []]).record) == 0


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        (
            [("2024-01-15 10:00", "2024-01-15 09:00")],
            "ends before it starts: it runs from 2024-01-15T10:00:00.000000 to",
        ),
        ([(None, "2024-01-15 09:00")], "a pause has no start"),
    ],
)
def test_a_pause_that_ends_before_it_starts_or_never_starts_is_refused(spans: list[Any], message: str):
    with pytest.raises(ValueError, match=message):
        Pauses.of_each([[(start and utc(start), utc(end)) for start, end in spans]])


@pytest.mark.parametrize("record", [1, -1])
def test_a_pause_of_a_record_that_is_not_there_is_refused(record: int):
    monday = utc("2024-01-15 09:00")
    paused = Pauses(np.array([record]), np.array(["2024-01-15T10:00"], "datetime64[us]"), np.array(["NaT"], "M8[us]"))

    for count in (
        lambda: elapsed_seconds(None, monday, monday, paused),
        lambda: due_at(None, monday, HOUR, paused),
        lambda: due_after_days(None, monday, 1, paused),
    ):
        with pytest.raises(ValueError, match="names a record that is not there; their positions run from 0 to 0"):
            count()


def test_pauses_of_unequal_columns_are_refused():
    with pytest.raises(ValueError, match="one record, one start and one end each"):
        Pauses(np.array([0, 0]), np.array(["2024-01-15T10:00"], "M8[us]"), np.array(["2024-01-15T11:00"], "M8[us]"))


def test_a_lasting_pause_years_ahead_does_not_hide_the_next_opening():
    # The hours end just where a table laid out for 2024 does.
    def fresh() -> Calendar:
        return calendar("tue 00:00-24:00", "UTC", exceptions={"2025-12-31": "00:00-24:00"})

    start = utc("2024-06-04 00:00")
    until_new_year = float(elapsed_seconds(fresh(), start, utc("2026-01-01 00:00")))

    breach = breach_at(fresh(), start, until_new_year, pauses(("2026-03-01 00:00", None)))

    assert told(breach) == "2026-01-06 00:00"


@pytest.mark.parametrize(
    ("given", "due"),
    [
        (("2026-03-02 10:00", "2026-03-02 11:30"), "2026-03-04 11:00"),
        (("2026-03-02 20:00", "2026-03-03 08:00"), "2026-03-04 09:30"),
        (("2026-03-04 12:00", "2026-03-04 13:00"), "2026-03-04 09:30"),
        (("2026-03-03 09:00", None), "never"),
    ],
)
def test_working_days_move_on_by_the_open_time_paused(given: tuple[str, str | None], due: str):
    office = calendar("mon-fri 09:00-17:00", "UTC")

    assert told(due_after_days(office, utc("2026-03-02 09:30"), 2, pauses(given))) == due
