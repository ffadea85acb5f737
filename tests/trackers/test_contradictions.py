import itertools
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")
BERLIN = ZoneInfo("Europe/Berlin")
READING = ReadingSettings(locale="en_GB", timezone="Europe/Berlin")


def read(*grids: Grid) -> Trackers:
    return ingest([Book("trackers.xlsx", grids)], READING, {}, NOW)


def told(trackers: Trackers) -> list[tuple[str | None, str, str]]:
    said = ("lies before", "is not '")
    return [(i.cell, i.value, i.problem) for i in trackers.issues if i.problem.startswith(said)]


def test_a_time_before_the_one_it_follows_is_said_and_both_cells_are_named():
    trackers = read(grid("""
        Escalation ID | Raised at        | Status   | First response   | Resolved at
        ESC-1         | 06/03/2026 16:00 | Resolved | 06/03/2026 15:59 | 05/03/2026 10:00
        ESC-2         | 06/03/2026 16:00 | Resolved | 06/03/2026 16:00 | 06/03/2026 17:00
        """, title="Escalations"))  # fmt: skip

    assert told(trackers) == [
        ("D2", "06/03/2026 15:59; B2: 06/03/2026 16:00", "lies before 'Raised at'"),
        ("E2", "05/03/2026 10:00; B2: 06/03/2026 16:00", "lies before 'Raised at'"),
    ]
    assert trackers.frames["escalations"]["resolved_at"].notna().all()
    assert {i.remedy for i in trackers.issues if "lies before" in i.problem} == {
        "correct the one of the two that is wrong"
    }


def test_a_day_without_a_time_is_any_time_of_it():
    trackers = read(grid("""
        Case ID | Opened at        | Market | Violation   | Measure   | Status | Appealed at      | Appeal decided
        C1      | 02/03/2026 09:00 | DE     | Counterfeit | LIVE ban  | Closed | 06/03/2026 23:30 | 06/03/2026
        C2      | 02/03/2026 09:00 | DE     | Counterfeit | LIVE ban  | Closed | 07/03/2026 00:00 | 06/03/2026
        C3      | 02/03/2026 09:00 | DE     | Counterfeit | LIVE ban  | Closed | 07/03/2026       | 07/03/2026 00:00
        """, title="Cases"))  # fmt: skip

    assert [cell for cell, *_ in told(trackers)] == ["H3"]


def test_the_end_of_an_event_before_its_start_is_said():
    trackers = read(grid("""
        Start      | End        | Kind     | Name
        09/03/2026 | 08/03/2026 | Campaign | Spring sale
        09/03/2026 | 09/03/2026 | Holiday  | Carnival
        """, title="Known events"))  # fmt: skip

    assert told(trackers) == [("B2", "08/03/2026; A2: 09/03/2026", "lies before 'Start'")]


def test_a_row_that_does_not_count_is_not_held_against_anybody():
    trackers = read(grid("""
        Escalation ID | Raised at        | Status   | Last update      | Resolved at
        ESC-1         | 06/03/2026 16:00 | Resolved | 07/03/2026 11:00 | 05/03/2026 10:00
        ESC-1         | 06/03/2026 16:00 | Resolved | 09/03/2026 11:00 | 07/03/2026 10:00
        """, title="Escalations"))  # fmt: skip

    assert told(trackers) == []


TRAFFIC = """
    Date       | Live room ID | Market | Product impressions | Product clicks | CTR   | Orders | Click to order rate
    02/03/2026 | 71001        | DE     | 1000                | 50             | {}    | 5      | {}
    """


@pytest.mark.parametrize("written", ["5%", "5.0 %", "0.05", "4.96%", "5.04%"])
def test_a_rate_that_its_counts_give_but_for_rounding_is_left_alone(written):
    assert told(read(grid(TRAFFIC.format(written, "10%"), title="Traffic"))) == []


def test_a_rate_beside_other_counts_is_said_with_the_cells_of_the_counts():
    trackers = read(grid(TRAFFIC.format("6.2%", "9.7%"), title="Traffic"))

    assert told(trackers) == [
        ("F2", "6.2%; E2: 50; D2: 1000", "is not 'Product clicks' ÷ 'Product impressions'; the counts are used"),
        ("H2", "9.7%; G2: 5; E2: 50", "is not 'Orders' ÷ 'Product clicks'; the counts are used"),
    ]
    assert [i.remedy for i in trackers.issues if "÷" in i.problem] == [
        "write 5.0%, or correct the counts",
        "write 10.0%, or correct the counts",
    ]


def test_counts_of_nothing_give_no_rate():
    none = TRAFFIC.replace("| 1000                | 50   ", "| 0                   | 0    ").format("6%", "7%")

    assert told(read(grid(none, title="Traffic"))) == []


def test_every_time_and_count_that_a_schema_compares_is_a_field_of_it():
    for schema in SCHEMAS.values():
        named = [*itertools.chain(*schema.in_order, *schema.rates)]
        assert set(named) <= set(schema.model_fields)


@settings(max_examples=25)
@given(st.integers(0, 60 * 24 * 28), st.integers(-2000, 2000))
def test_only_what_lies_before_is_said_whichever_way_the_clocks_change(minutes, later):
    begun = utc("2026-03-16 00:00") + timedelta(minutes=minutes)
    ended = begun + timedelta(minutes=later)
    trackers = read(grid(f"""
        Escalation ID | Raised at           | Status   | Resolved at
        ESC-1         | {begun.isoformat()} | Resolved | {ended.astimezone(BERLIN).isoformat()}
        """, title="Escalations"))  # fmt: skip

    assert bool(told(trackers)) == (later < 0)
