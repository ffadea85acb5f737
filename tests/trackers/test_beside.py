import pytest

from sheets_sync.trackers.beside import tables_apart
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")
READING = ReadingSettings(locale="en_GB", timezone="Europe/Berlin")
BOTH = """
    All we know   |                  |        |          |        |         |  |         |            |        |
    Escalation ID | Raised at        | Team   | Priority | Status | Subject |  | Case ID | Opened at  | Market | Status
    ESC-1         | 06/03/2026 16:00 | Policy | P1       | Open   | Points  |  | C1      | 02/03/2026 | DE     | Closed
                  |                  |        |          |        |         |  | C2      | 31/02/2026 | FR     | Closed
                  |                  |        |          |        |         |  | C3      | 02/03/2026 | FR     | Closed
    """


def read(*grids: Grid, **settings: TrackerSettings) -> Trackers:
    return ingest([Book("trackers.xlsx", grids)], READING, settings, NOW)


def test_tables_of_two_trackers_beside_each_other_are_both_read_each_with_its_own_columns():
    trackers = read(grid(BOTH, title="Escalations"))

    assert [(a.tracker, a.rows, a.accepted, a.left_out) for a in trackers.accounts] == [
        ("cases", 3, 2, 1),
        ("escalations", 1, 1, 0),
    ]
    assert trackers.frames["cases"]["status"].to_dict() == {"C1": "closed", "C3": "closed"}
    assert trackers.frames["escalations"]["status"].to_dict() == {"ESC-1": "open"}
    assert [i.cell for i in trackers.issues if i.severity == "row_left_out"] == ["I4"]


def test_of_a_tab_named_for_one_tracker_its_table_is_read_and_the_other_told():
    trackers = read(grid(BOTH, title="Both"), cases=TrackerSettings(tabs=("Both",)))

    assert trackers.read() == ("cases",)
    assert trackers.frames["cases"]["status"].to_dict() == {"C1": "closed", "C3": "closed"}
    assert [i.problem for i in trackers.issues if "beside" in i.problem] == [
        "a table of escalations stands beside this one, in columns A to F, and was not read; "
        "move it to a tab of its own, or take out the blank column if it belongs to this one"
    ]


def test_a_blank_column_inside_a_table_parts_nothing():
    one = grid("""
        Case ID | Opened at  | Market |  | Violation type | Enforcement | Status
        C1      | 02/03/2026 | DE     |  | Counterfeit    | LIVE ban    | Closed
        """, title="Cases")  # fmt: skip

    assert tables_apart([one], SCHEMAS, {}) == [(one, None)]


BESIDE = {
    "a legend": """
        Case ID | Opened at  | Market | Violation type | Status |  | Abbreviation | Severity
        C1      | 02/03/2026 | DE     | Counterfeit    | Closed |  | CF           | High
        C2      | 03/03/2026 | DE     | Counterfeit    | Closed |  |              |
        """,
    "a list that goes on": """
        Case ID | Opened at  | Market | Violation type | Status |  | Owner | Severity
        C1      | 02/03/2026 | DE     | Counterfeit    | Closed |  | Ana   | High
                |            |        |                |        |  | Bo    | Low
        """,
    "a table with a heading of the same name": """
        Case ID | Opened at  | Market | Violation type | Status |  | Owner | Status
        C1      | 02/03/2026 | DE     | Counterfeit    | Closed |  | Ana   | here
        C2      | 03/03/2026 | DE     | Counterfeit    | Closed |  | Bo    | away
        """,
}


@pytest.mark.parametrize("drawn", BESIDE.values(), ids=BESIDE)
def test_what_looks_like_a_table_of_its_own_lends_no_value_to_the_one_beside_it(drawn):
    trackers = read(grid(drawn, title="Cases"))

    assert trackers.frames["cases"][["owner", "severity"]].isna().all(axis=None)
    assert trackers.frames["cases"]["status"].dropna().unique().tolist() == ["closed"]
    assert [i.problem for i in trackers.issues if "beside" in i.problem] == [
        "what looks like a table of its own stands beside this one, in columns G to H, and was not read; "
        "move it to a tab of its own, or take out the blank column if it belongs to this one"
    ]


def test_a_second_table_of_one_tracker_is_told_and_not_mixed_in():
    trackers = read(grid("""
        Date       | Live room ID | Views | Orders |  | Date       | Live room ID | Views | Orders | GMV (EUR)
        02/03/2026 | 71001        | 900   | 3      |  | 02/03/2026 | 72001        | 400   | 1      | 10
        """, title="Traffic"))  # fmt: skip

    assert trackers.frames["traffic"]["gmv"].isna().all()
    assert [i.problem for i in trackers.issues if "beside" in i.problem] == [
        "a table of traffic stands beside this one, in columns F to J, and was not read; "
        "move it to a tab of its own, or take out the blank column if it belongs to this one"
    ]


def test_a_list_beside_two_tables_lends_neither_a_value():
    drawn = """
        Escalation ID | Raised at  | Team   | Priority | Status |  | Case ID | Opened at  | Market | Status |  | Owner | Status
        ESC-1         | 02/03/2026 | Policy | P1       | Open   |  | C1      | 02/03/2026 | DE     | Closed |  | Ana   | here
        """  # noqa: E501
    trackers = read(grid(drawn, title="Both"))

    assert sorted(trackers.read()) == ["cases", "escalations"]
    assert [trackers.frames[name]["owner"].isna().all() for name in ("cases", "escalations")] == [True, True]
    assert [i.problem[:45] for i in trackers.issues if "beside" in i.problem] == [
        "what looks like a table of its own stands bes"
    ]


def test_a_wide_table_with_a_blank_column_anywhere_stays_one():
    headings = [
        "Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee", "Reporter", "Created",
        "Updated", "Resolved", "Due date", "Labels", "Labels", "Description",
    ]  # fmt: skip
    for place in range(1, len(headings)):
        one = Grid("t.xlsx", "Jira", [[*headings[:place], None, *headings[place:]]])

        assert tables_apart([one], SCHEMAS, {}) == [(one, None)]
