"""What was not read is told, once, where people can find it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Cell, Grid
from tests.drawing import grid, utc


def read(*grids: Grid, **trackers: TrackerSettings) -> Trackers:
    return ingest([Book("t.xlsx", grids)], ReadingSettings(locale="en_GB"), trackers, utc("2026-03-11 10:00"))


def told(trackers: Trackers) -> list[tuple[int | None, str, str, str]]:
    return [(i.row, i.value, i.problem, i.severity) for i in trackers.issues]


def account(trackers: Trackers) -> list[tuple[str, int, int, int, int, int]]:
    return [(a.tracker, a.rows, a.accepted, a.left_out, a.not_data, a.blank) for a in trackers.accounts]


CASES = """
    Case ID | Opened at  | Market | Violation | Enforcement | Status
    C-1     | 2026-03-02 | DE     | Gambling  | Warning     | Open
    C-2     | 2026-03-03 | DE     | Gambling  | Warning     | Open
    """.strip()
ESCALATIONS = """
    Escalation ID | Raised at  | Subject | Team   | Priority | Status
    ESC-1         | 2026-03-02 | Points  | Policy | High     | Open
    """.strip()
ACTIONS = """
    Action    | Owner | Due        | Status
    Write FAQ | Lena  | 2026-03-20 | Open
    """.strip()


def test_rows_above_the_heading_that_are_more_than_a_title_are_told():
    drawn = f"Cases of the week | |\nOpen | 12 | Closed | 3\nOld | 1 | New | 2\n{CASES}"

    assert told(read(grid(drawn))) == [(1, "Open", "2 rows above the heading were not read", "warning")]


def test_titles_and_groups_above_the_heading_are_not_told():
    drawn = """
        Cases of the week | |            |        |           |             |
        Case              | |            | Seller |           | Enforcement |
        ID                | | Opened at  | ID     | Violation | Type        | Status
        C-1               | | 2026-03-02 | S1     | Gambling  | Warning     | Open
        """

    assert not any("above" in problem for _, _, problem, _ in told(read(grid(drawn, title="Cases"))))


@pytest.mark.parametrize(("above", "name"), [(ESCALATIONS, "escalations"), (ACTIONS, "actions")])
def test_a_table_above_the_one_that_is_read_is_named(above: str, name: str):
    trackers = read(grid(f"{above}\n\n{CASES}"))

    assert account(trackers) == [("cases", 2, 2, 0, 0, 0)]
    assert [issue[2:] for issue in told(trackers)] == [
        (f"a table of {name} above (row 1) was not read", "row_left_out")
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_of_another_tracker_below_is_not_read_as_data(gap: str):
    trackers = read(grid(f"{CASES}{gap}{ESCALATIONS}"))

    assert account(trackers)[0][2:5] == (2, 0, 2)
    assert [issue[1:] for issue in told(trackers)] == [
        ("Escalation ID", "begins a table of escalations, not read", "row_left_out")
    ]


def test_every_further_table_is_named():
    problems = [problem for _, _, problem, _ in told(read(grid(f"{CASES}\n\n{ACTIONS}\n\n{ESCALATIONS}")))]

    assert problems == ["begins a table of actions, not read", "begins a table of escalations, not read"]


def test_a_table_of_the_same_tracker_with_other_columns_is_not_read_as_data():
    other = (
        "Opened at | Case ID | Market | Violation | Enforcement | Status\n2026-03-05 | C-9 | DE | Gambling | Ban | Open"
    )
    trackers = read(grid(f"{CASES}\n{other}"))

    assert list(trackers.frames["cases"].index) == ["C-1", "C-2"]
    assert account(trackers) == [("cases", 4, 2, 0, 2, 0)]


def test_the_tabs_own_heading_ends_a_second_table():
    trackers = read(grid(f"{CASES}\n\n{ESCALATIONS}\n\n{CASES.replace('C-', 'D-')}"))

    assert list(trackers.frames["cases"].index) == ["C-1", "C-2", "D-1", "D-2"]


def test_a_table_below_a_tracker_of_plain_texts_is_found_after_a_gap():
    playbooks = """
        Title        | Kind     | Status    | Owner | Link              | Last reviewed
        How to price | Playbook | Published | Ana   | https://e.com/one | 2026-03-01
        """.strip()
    trackers = read(grid(f"{playbooks}\n\n{ACTIONS}"))

    assert account(trackers) == [("playbooks", 4, 1, 0, 2, 1)]


WORDS = [
    "Case ID", "Opened at", "Market", "Escalation ID", "Raised at", "Subject", "Team", "Status", "Priority",
    "2026-03-02", "",
]  # fmt: skip


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=10))
def test_the_account_adds_up_however_headings_are_strewn(rows: list[list[Cell]]):
    heading: list[Cell] = ["Case ID", "Opened at", "Market", "Violation", "Enforcement", "Seller ID"]
    trackers = read(Grid("t.xlsx", "Cases", [heading, *rows]))

    for entry in trackers.accounts:
        assert entry.rows == entry.accepted + entry.left_out + entry.not_data + entry.blank
        assert entry.accepted == len(trackers.frames[entry.tracker])


def test_cells_to_the_right_of_the_last_heading_are_counted():
    trackers = read(grid(f"{CASES} | | ask Lisa | again"))

    assert [(i.cell, i.value, i.problem) for i in trackers.issues] == [
        ("H3", "ask Lisa", "2 cells to the right of the last heading were not read")
    ]


def test_cells_under_no_heading_between_others_are_counted():
    trackers = read(grid("""
        Case ID | Opened at  | Market |        | Violation | Enforcement | Status
        C-1     | 2026-03-02 | DE     | called | Gambling  | Warning     | Open
        C-2     | 2026-03-02 | DE     |        | Gambling  | Warning     | Open
        C-3     | 2026-03-02 | DE     | VIP    | Gambling  | Warning     | Open
        """, title="Cases"))  # fmt: skip

    assert [(i.cell, i.value, i.problem) for i in trackers.issues] == [
        ("D2", "called", "2 cells under no heading were not read")
    ]


def test_a_serial_in_a_date_column_is_told_as_people_see_it():
    heading: list[Cell] = ["Case ID", "Opened at", "Market", "Violation", "Enforcement", "Status"]
    rows: list[list[Cell]] = [
        ["C-1", 46328.41666, "DE", "Gambling", "Warning", "Open"],
        ["C-2", 46328.0, "DE", "Gambling", "Warning", "Open"],
        ["C-3", 46092.0, 46092.0, "Gambling", "Warning", "Open"],
    ]
    trackers = read(Grid("t.xlsx", "Cases", [heading, *rows]))

    assert [(i.cell, i.value) for i in trackers.issues] == [
        ("B2", "2026-11-02 10:00"), ("B3", "2026-11-02"), ("C4", "46092"),
    ]  # fmt: skip


def test_one_unused_column_is_one_column():
    drawn = """
        Case ID | Opened at  | Market | Violation | Enforcement | Status | Mood
        C-1     | 2026-03-02 | DE     | Gambling  | Warning     | Open   | fine
        """

    assert [problem for _, _, problem, _ in told(read(grid(drawn)))] == ["1 column is not used: no known heading"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (" | see below | ", "is not a record: it has neither id nor date"),
        (" | | DE | Gambling", "is not a record: it has neither id nor date"),
        ("November | | ", "is not a record: it has no date"),
    ],
)
def test_a_row_of_notes_is_told_once(row: str, problem: str):
    trackers = read(grid(f"{CASES}\n{row}"))

    assert account(trackers) == [("cases", 3, 2, 1, 0, 0)]
    assert [issue[2:] for issue in told(trackers)] == [(problem, "row_left_out")]


def test_a_row_that_says_more_than_a_note_is_told_cell_by_cell():
    trackers = read(grid(f"{CASES}\n | soon | DE | Gambling | Warning | Open"))

    assert [(i.cell, i.severity) for i in trackers.issues] == [("A4", "row_left_out"), ("B4", "row_left_out")]


def test_a_missing_column_is_said_in_few_words():
    drawn = "Case ID | Opened at | Market | Violation | Enforcement\nC-1 | 2026-03-02 | DE | Gambling | Warning"

    assert [problem for _, _, problem, _ in told(read(grid(drawn)))] == ["has no column for status"]
