import numpy as np
import pandas as pd
import pytest

from sheets_sync.trackers.columns import read_column
from sheets_sync.trackers.escalations import Escalation
from sheets_sync.trackers.frames import typed_frame
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.values import Reading
from tests.drawing import utc

READING = Reading(locale="en_GB", timezone="Europe/Berlin", now=utc("2026-03-11 10:00"))


def frame(**columns: list[str | float | None]) -> pd.DataFrame:
    rows = np.arange(len(next(iter(columns.values()))))
    read = {field: read_column(Escalation, field, cells, READING) for field, cells in columns.items()}
    return typed_frame(Escalation, read, rows)


def test_an_instant_a_day_and_what_was_lost_are_told_apart():
    answer = frame(raised_at=["2026-03-02 09:00", "2026-03-02", "soon", None])

    assert answer["raised_at"].notna().tolist() == [True, True, False, False]
    assert answer["raised_at_is_day"].tolist() == [False, True, False, False]
    assert answer["raised_at_is_lost"].tolist() == [False, False, True, False]
    assert answer["resolved_at_is_lost"].all()


def test_a_blank_cell_of_what_is_followed_is_told_from_a_bad_one_and_from_no_column():
    answer = frame(raised_at=["2026-03-02"] * 3, status=["open", None, "???"], priority=["high", None, "???"])

    assert answer["status_is_lost"].tolist() == answer["priority_is_lost"].tolist() == [False, False, True]
    assert answer["team_is_lost"].tolist() == answer["owner_is_lost"].tolist() == [True, True, True]


def test_lists_are_tuples_blank_is_empty_and_unreadable_is_none():
    assert frame(market=["DE; FR", None, "Narnia"])["market"].tolist() == [("DE", "FR"), (), None]


@pytest.mark.parametrize("tracker", SCHEMAS)
def test_a_frame_without_columns_has_every_field(tracker: str):
    answer = typed_frame(SCHEMAS[tracker], {}, np.arange(2))

    assert set(SCHEMAS[tracker].model_fields) <= set(answer.columns)
    assert len(answer) == 2
