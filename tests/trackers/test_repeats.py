"""Rows are one record only where they say so: rows that differ are never merged under a made id."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Cell, Grid
from tests.drawing import grid, utc


def read(*grids: Grid) -> Trackers:
    traffic = {"traffic": TrackerSettings(tabs=("Traffic*",)), "feedback": TrackerSettings(tabs=("Feedback*",))}
    return ingest([Book("t.xlsx", grids)], ReadingSettings(locale="en_GB"), traffic, utc("2026-03-11 10:00"))


def repeats(trackers: Trackers) -> list[tuple[int | None, str, str]]:
    return [(i.row, i.value, i.problem) for i in trackers.issues if i.problem.startswith("repeats a record")]


ROOMS: list[list[Cell]] = [
    ["Date", "LIVE room ID", "Market", "Views"],
    ["2026-03-02", 7.51167e18, "DE", 1000.0],
    ["2026-03-02", 7.511670000000001e18, "DE", 1000.0],
    ["2026-03-02", 7.511670000000001e18, "DE", 1001.0],
]


def test_rows_whose_identifying_cell_cannot_be_read_all_count():
    trackers = read(Grid("t.xlsx", "Traffic", ROOMS))

    assert sorted(trackers.frames["traffic"]["views"]) == [1000, 1000, 1001]
    assert trackers.frames["traffic"].index.is_unique


def test_truly_identical_rows_count_once_even_where_a_cell_cannot_be_read():
    trackers = read(Grid("t.xlsx", "Traffic", [*ROOMS, ROOMS[-1]]))

    assert len(trackers.frames["traffic"]) == 3
    assert [problem for _, _, problem in repeats(trackers)] == ["repeats a record"]


def test_a_made_id_stays_when_other_rows_come_before_it():
    moved = [ROOMS[0], ["2026-03-01", "R1", "FR", 5.0], *reversed(ROOMS[1:])]

    before = read(Grid("t.xlsx", "Traffic", ROOMS)).frames["traffic"].index
    assert set(before) < set(read(Grid("t.xlsx", "Traffic", moved)).frames["traffic"].index)


def test_traffic_of_the_same_day_and_segment_repeats_and_says_what_contradicts():
    trackers = read(grid("""
        Date       | Market | Views | Orders | GMV (EUR)
        2026-03-02 | DE     | 1000  | 10     | 100
        2026-03-02 | DE     | 2000  | 20     |
        2026-03-02 | FR     | 2000  | 20     | 200
        """, title="Traffic"))  # fmt: skip

    assert repeats(trackers) == [
        (1, "2026-03-02 · DE", "repeats a record and says something else: Views, Orders"),
    ]


def test_rows_of_a_tracker_without_ids_that_differ_in_an_unused_column_all_count():
    trackers = read(grid("""
        Zeichen | Raised at  | Subject | Team   | Priority | Status
        SEG-0   | 2026-03-02 | Points  | Policy | High     | Open
        SEG-1   | 2026-03-02 | Points  | Policy | High     | Open
        SEG-1   | 2026-03-02 | Points  | Policy | High     | Open
        """, title="Escalations"))  # fmt: skip

    assert len(trackers.frames["escalations"]) == 2
    assert [value for _, value, _ in repeats(trackers)] == ["2026-03-02 · Points · Policy · High · …"]
    assert {issue.column for issue in trackers.issues if issue.problem == "repeats a record"} == {None}


def test_feedback_without_ids_counts_twice_where_anything_but_its_identity_differs():
    drawn = "Received at | Merchant | Feedback | Rating | Channel\n2026-03-02 | Anna | late | {}/5 | Email"
    trackers = read(grid(drawn.format(1), title="Feedback DE"), grid(drawn.format(2), title="Feedback FR"))

    assert sorted(trackers.frames["feedback"]["rating"]) == [1, 2]


def test_the_same_row_in_two_tabs_with_other_column_orders_counts_once():
    trackers = read(
        grid("Date | Market | Room ID | Views\n2026-03-02 | DE | 7e18 | 5", title="Traffic 1"),
        grid("Market | Date | Room ID | Views\nDE | 2026-03-02 | 7e18 | 5", title="Traffic 2"),
    )

    assert len(trackers.frames["traffic"]) == 1


def test_a_later_update_alone_is_no_contradiction():
    trackers = read(grid("""
        Escalation ID | Raised at  | Status | Last update
        ESC-1         | 2026-03-02 | Open   | 2026-03-03
        ESC-1         | 2026-03-02 | Open   | 2026-03-04
        ESC-2         | 2026-03-02 | Open   | 2026-03-03
        ESC-2         | 2026-03-02 | Closed | 2026-03-04
        """, title="Escalations"))  # fmt: skip

    assert repeats(trackers) == [
        (1, "ESC-1", "repeats a record"),
        (3, "ESC-2", "repeats a record and says something else: Status"),
    ]


CELLS = st.sampled_from(["2026-03-02", "2026-03-03", "soon", "DE", "XX", "Open", "", "7.5e18"]) | st.integers(0, 3).map(
    float
)


@settings(max_examples=25)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=5), max_size=8), st.randoms(use_true_random=False))
def test_no_two_different_rows_of_a_tracker_without_ids_ever_become_one(rows: list[list[Cell]], dice: random.Random):
    heading: list[Cell] = ["Raised at", "Market", "Status", "Subject"]
    trackers = read(Grid("t.xlsx", "Escalations", [heading, *rows]))
    left = [tuple(rows[(row or 0) - 1]) for row, _, _ in repeats(trackers)]
    kept = [tuple(rows[row - 2]) for row in trackers.frames["escalations"]["source_row"]]
    dice.shuffle(rows)
    shuffled = read(Grid("t.xlsx", "Escalations", [heading, *rows]))

    def said(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return row if row[-1] != "" else row[:-1]

    assert {said(row) for row in left} <= {said(row) for row in kept}
    assert set(shuffled.frames["escalations"].index) == set(trackers.frames["escalations"].index)
