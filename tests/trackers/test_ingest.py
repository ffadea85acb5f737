import random
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sheets_sync.trackers.columns import read_column
from sheets_sync.trackers.escalations import Escalation
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.row import ColumnContext
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.values import Reading
from sheets_sync.workbooks.grid import Cell, Grid
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")
DAY_FIRST = ReadingSettings(locale="en_GB")


def read(*grids: Grid, reading: ReadingSettings = DAY_FIRST, **trackers: TrackerSettings) -> Trackers:
    return ingest([Book("trackers.xlsx", grids)], reading, trackers, NOW)


def account(trackers: Trackers) -> list[tuple[str, int, int, int, int, int]]:
    return [(a.tab, a.rows, a.accepted, a.left_out, a.not_data, a.blank) for a in trackers.accounts]


def told(trackers: Trackers, *severities: str) -> list[tuple[str | None, str, str]]:
    return [(i.cell, i.value, i.problem) for i in trackers.issues if i.severity in severities]


ESCALATIONS = """
    Our escalations   |                  |        |          |        |
    Escalation ID     | Raised at        | Team   | Priority | Status | Subject
    ESC-1             | 06/03/2026 16:00 | Policy | P1       | Open   | Points
    ESC-2             | 31/02/2026       | Policy | P1       | Open   | Points
                      | 06/03/2026 16:00 | Policy | P1       | Open   | Points
    ESC-4             | 06/03/2026 16:00 | Prodct | whenever | Open   | Points
                      |                  |        |          |        |
    Escalation ID     | Raised at        | Team   | Priority | Status | Subject
    Total             |                  |        |          |        | 4
    """


def test_every_row_is_accepted_left_out_not_data_or_blank():
    trackers = read(grid(ESCALATIONS, title="Escalations"))

    assert account(trackers) == [("Escalations", 7, 2, 2, 2, 1)]
    assert list(trackers.frames["escalations"].index) == ["ESC-1", "ESC-4"]


def test_every_bad_cell_is_told_once_at_its_place():
    trackers = read(grid(ESCALATIONS, title="Escalations"))

    assert told(trackers, "row_left_out", "cell_left_empty") == [
        ("B4", "31/02/2026", "is not a day that exists"),
        ("A5", "", "is empty, so the row is left out"),
        ("D6", "whenever", "is not a known priority"),
    ]
    assert ("C6", "Prodct") in [(cell, value) for cell, value, _ in told(trackers, "warning")]


def test_a_row_keeps_its_good_cells_beside_a_bad_one():
    row = read(grid(ESCALATIONS, title="Escalations")).frames["escalations"].loc["ESC-4"]

    assert (row["team"], row["status"], row["subject"]) == ("product", "open", "Points")
    assert pd.isna(row["priority"])
    assert row["raised_at"] == pd.Timestamp("2026-03-06 15:00", tz="UTC")
    assert (row["source_workbook"], row["source_tab"], row["source_row"]) == ("trackers.xlsx", "Escalations", 6)


def test_of_rows_that_repeat_an_id_the_last_updated_is_kept_wherever_it_stands():
    rows = [
        ["ESC-1", "2026-03-02 09:00", "Open", "2026-03-02 09:00"],
        ["ESC-1", "2026-03-02 09:00", "Closed", "2026-03-04 09:00"],
        ["ESC-1", "2026-03-02 09:00", "On hold", "2026-03-03 09:00"],
    ]
    heading = ["Escalation ID", "Raised at", "Status", "Last update"]
    for order in ([0, 1, 2], [1, 2, 0], [2, 0, 1]):
        trackers = read(Grid("t.xlsx", "Escalations", [heading, *(rows[place] for place in order)]))

        assert trackers.frames["escalations"]["status"].tolist() == ["closed"]
        assert account(trackers) == [("Escalations", 3, 1, 2, 0, 0)]


def test_the_same_record_in_two_tabs_counts_once():
    row = """
        Case ID | Opened at  | Market | Status | Violation type | Enforcement
        C-1     | 2026-03-02 | DE     | Open   | Gambling       | Warning
        """
    trackers = read(grid(row, title="Cases DE"), grid(row, title="Cases FR"))

    assert [entry[1:4] for entry in account(trackers)] in ([(1, 1, 0), (1, 0, 1)], [(1, 0, 1), (1, 1, 0)])
    assert len(trackers.frames["cases"]) == 1


def test_rows_without_an_id_column_get_stable_ids_and_one_warning():
    drawn = """
        Raised at  | Team    | Priority | Subject | Status
        2026-03-02 | Policy  | High     | Points  | Open
        2026-03-03 | Product | High     | Tags    | Open
        """
    ids = list(read(grid(drawn, title="Escalations")).frames["escalations"].index)
    again = read(
        grid("\n".join([drawn.strip().splitlines()[0], *reversed(drawn.strip().splitlines()[1:])]), title="Other")
    )

    assert ids == list(again.frames["escalations"].index)
    assert len([i for i in again.issues if "rows are told apart by what they say" in i.problem]) == 1


def test_a_missing_column_is_said_once_and_named():
    trackers = read(grid("Escalation ID | Raised at | Status\nESC-1 | 2026-03-02 | Open", title="A"))

    assert trackers.missing["escalations"] == ("team", "subject", "priority")
    assert [i.field for i in trackers.issues if i.problem.startswith("has no column")] == [
        "priority",
        "subject",
        "team",
    ]


def test_a_tracker_without_its_fatal_column_leaves_every_row_out_and_says_so():
    drawn = """
        Escalation ID | Team   | Subject | Status | Priority
        ESC-1         | Policy | x       | Open   | High
        """
    named = TrackerSettings(tabs=("Escalations",))
    trackers = read(grid(drawn, title="Escalations"), escalations=named)

    assert account(trackers) == [("Escalations", 1, 0, 1, 0, 0)]
    assert trackers.troubles == (
        "Escalations, row 1: no column for raised_at (found 'Escalation ID', 'Team', 'Subject', 'Status', 'Priority'). "
        "Add its heading to trackers.escalations.headings.raised_at in the configuration, or rename the column.",
    )


def test_a_heading_alone_is_an_empty_tracker():
    trackers = read(grid("Escalation ID | Raised at | Team | Priority | Status | Subject", title="Escalations"))

    assert account(trackers) == [("Escalations", 0, 0, 0, 0, 0)]
    assert trackers.frames["escalations"].empty


def test_a_tab_that_is_no_tracker_is_reported_not_read():
    trackers = read(grid("Shopping | Euro\nMilk | 2", title="Notes"))

    assert trackers.accounts == ()
    assert [(i.tab, i.problem) for i in trackers.issues] == [
        ("Notes", "was not recognised as a tracker, so it was not read")
    ]


def test_an_id_damaged_by_the_spreadsheet_leaves_the_row_out():
    trackers = read(Grid("t.xlsx", "Escalations", [
        ["Escalation ID", "Raised at", "Team", "Status", "Subject"],
        [7311234567890123456.0, "2026-03-02", "Policy", "Open", "x"],
        ["7311234567890123456", "2026-03-02", "Policy", "Open", "y"],
    ]))  # fmt: skip

    assert list(trackers.frames["escalations"].index) == ["7311234567890123456"]
    assert [cell for cell, _, _ in told(trackers, "row_left_out")] == ["A2"]


@pytest.mark.parametrize(
    ("days", "read_as", "note"),
    [
        (["03/04/2026", "13/04/2026"], ["2026-04-03", "2026-04-13"], ""),
        (["03/04/2026", "04/13/2026"], ["2026-03-04", "2026-04-13"], ""),
        (["03/04/2026", "05/04/2026"], ["2026-04-03", "2026-04-05"], "read day first"),
    ],
)
def test_the_order_of_day_and_month_is_the_columns_own(days: list[str], read_as: list[str], note: str):
    rows: list[list[Cell]] = [[f"ESC-{n}", day, "Policy", "Open", "x"] for n, day in enumerate(days)]
    heading: list[Cell] = ["Escalation ID", "Raised at", "Team", "Status", "Subject"]
    trackers = read(Grid("t.xlsx", "Escalations", [heading, *rows]), reading=ReadingSettings())

    raised = trackers.frames["escalations"]["raised_at"].dt.tz_convert("Europe/Berlin").dt.strftime("%Y-%m-%d")
    assert raised.tolist() == read_as
    assert any("read day first" in issue.problem for issue in trackers.issues) == bool(note)


def test_the_day_of_a_session_is_the_local_day_it_started():
    trackers = read(grid("""
        Start time          | Live room ID | Market | Views | Orders | GMV
        2026-03-01 23:30:00 | R1           | DE     | 10    | 1      | 5
        soon                | R2           | DE     | 10    | 1      | 5
        """, title="Traffic"), traffic=TrackerSettings(tabs=("Traffic",)))  # fmt: skip

    assert trackers.frames["traffic"]["date"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-01"]
    assert [(cell, value) for cell, value, _ in told(trackers, "row_left_out")] == [("A3", "soon")]


WORDS = [
    "", "ESC-1", "ESC-2", "2026-03-02", "31/02/2026", "Total", "Policy", "High", "Open", "?", "=1+1", "#REF!", "☐",
    "Escalation ID",
]  # fmt: skip
CELLS = st.sampled_from(WORDS) | st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=50)
@given(st.lists(st.lists(CELLS, max_size=8), max_size=12), st.randoms(use_true_random=False))
def test_the_account_adds_up_and_order_does_not_matter_whatever_the_cells_hold(
    rows: Sequence[Sequence[Cell]], dice: random.Random
):
    heading: list[Cell] = ["Escalation ID", "Raised at", "Team", "Priority", "Status", "Subject"]
    straight = read(Grid("t.xlsx", "Escalations", [heading, *rows]))
    shuffled_rows = [row for row in rows if any(cell not in (None, "") for cell in row)]
    dice.shuffle(shuffled_rows)
    shuffled = read(Grid("t.xlsx", "Escalations", [heading, *shuffled_rows]))

    for trackers in (straight, shuffled):
        assert all(a.rows == a.accepted + a.left_out + a.not_data + a.blank for a in trackers.accounts)
        left_out = {i.row for i in trackers.issues if i.severity == "row_left_out"}
        assert len(left_out) == sum(a.left_out for a in trackers.accounts)
    pd.testing.assert_frame_equal(
        straight.frames["escalations"].drop(columns="source_row"),
        shuffled.frames["escalations"].drop(columns="source_row"),
    )


def test_the_schema_reads_a_row_as_its_columns_are_read():
    row = dict(
        zip(
            ["escalation_id", "raised_at", "team", "priority", "status"],
            ["ESC-1", "06/03/2026", "Prodct", "P1", "WIP"],
            strict=True,
        )
    )
    context = ColumnContext(Reading(locale="en_GB", timezone="Europe/Berlin", now=NOW))
    model = Escalation.model_validate(row, context=context)
    columns = {field: read_column(Escalation, field, [cell], context.reading)[0] for field, cell in row.items()}

    assert columns == {field: getattr(model, field) for field in row}


def test_the_schema_refuses_what_a_column_marks():
    context = ColumnContext(Reading(locale="en_GB", timezone="Europe/Berlin", now=NOW))

    with pytest.raises(ValidationError, match="is not a known priority"):
        Escalation.model_validate({"priority": "whenever"}, context=context)


@pytest.mark.parametrize("raised", [KeyError("a bug"), SystemExit(143), KeyboardInterrupt()])
def test_what_no_reader_may_raise_is_not_taken_for_a_bad_cell(raised, monkeypatch: pytest.MonkeyPatch):
    def read_value(*_args: object, **_options: object) -> None:
        raise raised

    monkeypatch.setattr("sheets_sync.trackers.row.read_value", read_value)

    with pytest.raises(type(raised)):
        read_column(Escalation, "status", ["Open"], Reading(locale="en_GB", timezone="Europe/Berlin", now=NOW))


def test_what_is_done_in_the_future_is_said():
    trackers = read(grid("""
        Escalation ID | Raised at        | Team   | Status | Subject | Priority | Resolved at
        ESC-1         | 06/03/2026 16:00 | Policy | Open   | Points  | P1       | 11/03/2026 10:59
        ESC-2         | 06/03/2026 16:00 | Policy | Open   | Points  | P1       | 11/03/2026 11:01
        """, title="Escalations"))  # fmt: skip

    assert [cell for cell, _, problem in told(trackers, "warning") if problem == "lies in the future"] == ["G3"]


def test_what_could_not_be_read_is_told_from_what_was_not_there():
    drawn = """
        Escalation ID | Raised at  | Status  | First response at
        ESC-1         | 2026-03-02 | Open    | 2026-03-03
        ESC-2         | 2026-03-02 | zzzzzz! | soon
        ESC-3         | 2026-03-02 |         |
        """
    frame = read(grid(drawn, title="Escalations")).frames["escalations"]

    assert frame["first_response_at_is_lost"].tolist() == [False, True, False]
    assert frame["status_is_lost"].tolist() == [False, True, False]
    assert frame["resolved_at_is_lost"].all()  # it has no column
    assert {frame[column].dtype.name for column in frame if column.endswith("_is_lost")} == {"bool"}


def test_a_status_without_a_column_is_not_lost():
    frame = read(grid("Escalation ID | Raised at | Team\nESC-1 | 2026-03-02 | Policy", title="Escalations")).frames[
        "escalations"
    ]

    assert frame["status_is_lost"].tolist() == [False]


def test_a_configured_heading_over_no_column_is_said_once_per_tracker():
    drawn = "Escalation ID | Raised at | Status | Wichtigkeit\n{} | 2026-03-02 | Open | P1"
    named = TrackerSettings(headings={"raised_at": ("Datum",), "priority": ("wichtigkeit",)})
    tabs = [grid(drawn.format(name), title=name) for name in ("A", "B")]
    trackers = read(*tabs, escalations=named)

    assert [i.problem for i in trackers.issues if "is called" in i.problem] == [
        "no column is called 'Datum', which trackers.escalations.headings.raised_at names"
    ]
    assert trackers.frames["escalations"]["priority"].notna().all()


def test_a_column_the_team_does_not_want_read_is_not_read():
    tab = grid("""
        Escalation ID | Raised at  | Subject | Status | Priority
        ESC-1         | 2026-03-02 | Points  | Open   | P1
        """)

    frame = read(tab, escalations=TrackerSettings(unused=("Priority",))).frames["escalations"]

    assert (frame["status"].tolist(), frame["priority"].isna().tolist()) == (["open"], [True])


def test_a_status_that_goes_on_beside_the_time_it_was_done_is_said_once_of_the_rows_that_count():
    trackers = read(grid("""
        Escalation ID | Raised at        | Status      | Last update      | Resolved at      | Closed at
        ESC-1         | 06/03/2026 16:00 | In progress | 09/03/2026 11:00 | 09/03/2026 10:00 | 09/03/2026 11:00
        ESC-2         | 06/03/2026 16:00 | Open        | 09/03/2026 09:00 | 09/03/2026 10:00 |
        ESC-2         | 06/03/2026 16:00 | Resolved    | 09/03/2026 10:00 | 09/03/2026 10:00 |
        ESC-3         | 06/03/2026 16:00 | In progress | 09/03/2026 09:00 |                  |
        """, title="Escalations"))  # fmt: skip

    said = [(cell, value, problem) for cell, value, problem in told(trackers, "warning") if "goes on" in problem]
    problem = "goes on, although 'Resolved at' is filled; it counts as done, unless a run saw it reopened"
    assert said == [("C2", "In progress", problem)]


def test_an_update_in_the_future_does_not_win():
    trackers = read(grid("""
        Escalation ID | Raised at        | Status | Last update
        ESC-1         | 06/03/2026 16:00 | Closed | 10/03/2026 09:00
        ESC-1         | 06/03/2026 16:00 | Open   | 03/11/2062 09:00
        """, title="Escalations"))  # fmt: skip

    assert trackers.frames["escalations"]["status"].tolist() == ["closed"]


def test_a_tab_with_brackets_in_its_name_is_found_by_it():
    named = TrackerSettings(tabs=("Esc [DE]",))

    assert read(grid(ESCALATIONS, title="Esc [DE]"), escalations=named).troubles == ()


def test_a_blank_start_that_is_also_the_day_is_told_once():
    trackers = read(grid("""
        Live room ID | Start time       | Market | Views | Orders | GMV (EUR)
        71001        | 02/03/2026 10:00 | DE     | 900   | 3      | 10
        71002        |                  | DE     | 900   | 3      | 10
        """, title="Traffic"))  # fmt: skip

    assert [i.cell for i in trackers.issues if i.severity == "row_left_out"] == ["B3"]


def test_a_tab_that_is_named_and_has_no_headings_is_told():
    trackers = read(
        grid("C1 | 02/03/2026 | DE\nC2 | 02/03/2026 | FR", title="Old"), cases=TrackerSettings(tabs=("Old",))
    )

    assert [trouble.partition(". See")[0] for trouble in trackers.troubles] == [
        "trackers.xlsx, 'Old': the configuration names it for cases, and it was not read as that"
    ]


def test_a_tab_named_for_two_trackers_is_read_for_one_and_told_for_the_other():
    both = TrackerSettings(tabs=("Escalations",))
    trackers = read(grid(ESCALATIONS, title="Escalations"), escalations=both, actions=both)

    assert trackers.read() == ("escalations",)
    assert [trouble.partition(". See")[0] for trouble in trackers.troubles] == [
        "trackers.xlsx, 'Escalations': the configuration names it for actions, and it was not read as that"
    ]


def test_a_heading_without_rows_is_said():
    trackers = read(grid("Escalation ID | Raised at | Team | Priority | Status | Subject", title="Escalations"))

    assert "has a heading and no rows below it" in [issue.problem for issue in trackers.issues]


def test_a_tracker_without_ids_is_in_the_order_of_its_days():
    trackers = read(grid("""
        Date       | Live room ID | Market | Views | Orders | GMV
        2026-03-03 | R1           | DE     | 10    | 1      | 5
        2026-03-01 | R2           | DE     | 10    | 1      | 5
        2026-03-02 | R3           | DE     | 10    | 1      | 5
        """, title="Traffic"), traffic=TrackerSettings(tabs=("Traffic",)))  # fmt: skip

    assert trackers.frames["traffic"]["live_room_id"].tolist() == ["R2", "R3", "R1"]


def test_a_record_and_its_issues_know_their_workbook_and_the_way_to_their_tab():
    tab = "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=7"
    trackers = read(replace(grid(ESCALATIONS, title="Escalations", workbook="EU trackers"), url=tab))

    assert set(trackers.frames["escalations"]["source_url"]) == {tab}
    assert {issue.workbook for issue in trackers.issues} == {"EU trackers"}
    assert {issue.cell: issue.url for issue in trackers.issues}["D6"] == f"{tab}&range=D6"
    assert [account.workbook for account in trackers.accounts] == ["EU trackers"]


def test_a_record_of_a_file_has_no_way_to_its_tab():
    trackers = read(grid(ESCALATIONS, title="Escalations"))

    assert trackers.frames["escalations"]["source_url"].isna().all()
    assert {issue.url for issue in trackers.issues} == {None}


def test_tabs_of_one_title_in_two_workbooks_are_told_apart():
    books = [
        Book(name, [grid("Shopping | Euro\nMilk | 2", title="Notes", workbook=name)]) for name in ("b.xlsx", "a.xlsx")
    ]
    trackers = ingest(books, DAY_FIRST, {}, NOW)

    assert [(issue.workbook, issue.tab) for issue in trackers.issues] == [("a.xlsx", "Notes"), ("b.xlsx", "Notes")]
    assert trackers.workbooks == ("b.xlsx", "a.xlsx")


def test_an_empty_tracker_has_the_columns_of_a_full_one():
    full = read(grid(ESCALATIONS, title="Escalations")).frames["escalations"]

    pd.testing.assert_frame_equal(read().frames["escalations"], full.iloc[:0])
