from sheets_sync.trackers.beside import tables_apart
from sheets_sync.trackers.ingest import Book, Trackers, ingest
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
    trackers = read(grid(BOTH, title="Both"))

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
        "a table of escalations stands beside this one, from column A, and was not read; "
        "name the tab under trackers.escalations.tabs too, or move the table to a tab of its own"
    ]


def test_a_blank_column_inside_a_table_parts_nothing():
    one = grid("""
        Case ID | Opened at  | Market |  | Violation type | Enforcement | Status
        C1      | 02/03/2026 | DE     |  | Counterfeit    | LIVE ban    | Closed
        """, title="Cases")  # fmt: skip

    assert tables_apart([one], {}) == [one]


def test_a_legend_beside_a_table_is_no_table():
    one = grid("""
        Case ID | Opened at  | Market | Violation type | Status |  | Abbreviation | Meaning
        C1      | 02/03/2026 | DE     | Counterfeit    | Closed |  | CF           | Counterfeit
        """, title="Cases")  # fmt: skip

    assert tables_apart([one], {}) == [one]


def test_tables_of_one_tracker_beside_each_other_are_one_tab_whose_second_columns_are_told():
    drawn = """
        Date       | Live room ID | Views | Orders |  | Date       | Live room ID | Views | Orders
        02/03/2026 | 71001        | 900   | 3      |  | 02/03/2026 | 72001        | 400   | 1
        """
    trackers = read(grid(drawn, title="Traffic"))

    assert len(trackers.frames["traffic"]) == 1
    assert any("stands over A and F; A is read as date" in issue.problem for issue in trackers.issues)
