"""The heading row of a tab is found, and its tracker recognised."""

import csv
import json
import tomllib
from pathlib import Path

import pytest

from sheets_sync.trackers.headings import another_table, heading_of, match_columns, recognise
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
EXAMPLES = SHARED / "examples"


GROUPED = """
    Case |      |     | Seller |      | Violation | Enforcement |       |     |        | Appeal    |         |         |
    #    | Date | Mkt | ID     | Name | Type      | Action      | Start | End | Status | Submitted | Decided | Outcome |
"""


def test_a_merged_group_says_whose_id_and_whose_end_it_is():
    layout = recognise(grid(GROUPED))

    assert layout is not None
    assert (layout.tracker, layout.header_row) == ("cases", 1)
    assert [column.field for column in layout.columns] == [
        "case_id",
        "opened_at",
        "market",
        "seller_id",
        "seller_name",
        "violation_type",
        "enforcement_type",
        "enforcement_starts_at",
        "enforcement_ends_at",
        "status",
        "appealed_at",
        "appeal_decided_at",
        "appeal_outcome",
        None,
    ]
    assert layout.columns[3].heading == "Seller / ID"


def test_a_heading_that_spans_both_rows_stands_in_the_upper_one():
    layout = recognise(
        grid("""
        Case ID | Opened | Market | Seller |      | Violation type | Status | Owner
                |        |        | ID     | Name |                |        |
        """)
    )

    assert layout is not None
    assert layout.header_row == 1
    found = " ".join(column.field or "-" for column in layout.columns)
    assert found == "case_id opened_at market seller_id seller_name violation_type status owner"


def test_titles_legends_ranges_and_totals_above_the_heading_are_passed_over():
    rows = [
        ["LIVE cases – EU"],
        ["Period:", 46023.0, "to", 46053.0],
        ["Status: open, in progress, closed"],
        [],
        ["Total", None, None, 412.0],
        ["Case ID", "Opened at", "Market", "Violation type", "Action", "Status"],
        ["C-1", 46025.0, "DE", "counterfeit", "warning", "closed"],
    ]

    layout = recognise(Grid("trackers.xlsx", "Sheet1", rows))

    assert layout is not None
    assert (layout.tracker, layout.header_row) == ("cases", 5)
    assert [column.index for column in layout.columns] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("headings", "tracker"),
    [
        ("case_id | logged_on | merchant_id | market | violation_type | action | outcome", "cases"),
        ("Eskalations-Nr. | Eskaliert am | Zuständiges Team | Betreff | Prio | Status | Fällig am", "escalations"),
        ("Ticket ID | Subject | Status | Priority | Group | Agent | Created time | Resolved time", "escalations"),
        ("Reçu le | Pays | Vendeur | Canal | Thème | Verbatim | Sentiment | Statut", "feedback"),
        ("Livestream | Start time | Duration | GMV | Orders | Viewers | Product clicks", "traffic"),
        ("week | market | live_sessions", "traffic"),
        ("Doc ID | Title | Version | Owner | Approved by | Next review | Status", "playbooks"),
        ("start | end | kind | market | name", "known_events"),
        ("# | Meeting date | Action item | Owner | Deadline | Status | Outcome", "actions"),
    ],
)
def test_a_tab_is_recognised_by_its_headings(headings, tracker):
    layout = recognise(grid(headings))

    assert layout is not None
    assert layout.tracker == tracker


@pytest.mark.parametrize(
    "drawing",
    [
        "Code | Name | Description",
        "How to use this sheet",
        "Row Labels | Count of case_id | Sum of GMV",
        "Market | Language | Currency | Time zone",
        "First name | Last name | Email | Phone",
        "Term | Meaning",
        "Week | Opened | Closed | Backlog",
        "Violation type | Description | Points",
        "Priority | First response | Resolution",
        "INC-204 | 2026-03-02 | DE | counterfeit | open | 12",
        "C-1 | 3 | warning | 46025",
        "",
    ],
)
def test_a_tab_that_is_no_tracker_is_not_taken_for_one(drawing):
    assert recognise(grid(drawing)) is None


def test_a_period_above_the_heading_is_no_row_of_groups():
    rows = [
        ["Period:", "2026-03-02", "to", "2026-03-08"],
        [None, None, None, "Case ID", "Opened at", "Market", "Violation type", "Enforcement"],
    ]

    layout = recognise(Grid("t.xlsx", "Sheet1", rows))

    assert layout is not None
    assert [column.heading for column in layout.columns[:4]] == ["", "", "", "Case ID"]


def test_a_tab_that_fits_two_trackers_equally_is_left_to_the_team():
    vague = "Ref | Date | Type | Description | Severity | Owner | Status"

    assert recognise(grid(vague)) is None
    assert recognise(grid(vague, title="Violation cases")).tracker == "cases"
    assert recognise(grid(vague), only="cases").tracker == "cases"


def test_a_known_tracker_needs_little_to_find_its_heading_but_not_nothing():
    layout = recognise(grid("FAQ\n\nquestion | answer | tags"), only="playbooks")

    assert layout is not None
    assert layout.header_row == 2
    assert recognise(grid("INC-1 | closed | 12\nINC-2 | open | 14"), only="cases") is None
    assert recognise(grid("Resolved | Closed | 2026-03-01 | C-12 | 46025"), only="escalations") is None


def test_without_what_no_row_can_do_without_a_tab_is_recognised_only_by_its_title():
    no_day = "ID | Team | Status | Begun"

    assert recognise(grid(no_day)) is None
    assert recognise(grid(no_day, title="Escalations")).tracker == "escalations"


def test_a_clear_lead_recognises_a_tab_that_lacks_what_no_row_can_do_without():
    no_day = "Case ID | Market | Violation type | Enforcement | Points | Appeal status | Reviewer | Seller ID"

    assert recognise(grid(no_day)).tracker == "cases"


def test_a_tab_of_words_for_drop_downs_is_no_tracker_however_well_its_words_are_known():
    lists = """
        Status      | Priority | Team    | Market | Enforcement
        Open        | P0       | Policy  | DE     | Warning
        In progress | P1       | Product | FR     | LIVE interrupted
        Resolved    | P2       | Legal   | IT     | Product removed
        """

    assert recognise(grid(lists, title="Lists")) is None


def test_a_tab_of_tasks_is_no_tracker_of_escalations():
    assert recognise(grid("Proyecto | Tarea | Responsable | Estado | Prioridad | Fecha Inicio | Fecha Fin")) is None


def test_repeated_headings_and_stand_ins_are_noted():
    layout = recognise(grid("Ticket ID | Subject | Created | Status | Labels | Labels | Status | Severity | Team"))

    assert layout is not None
    assert layout.notes == (
        "'Status' stands over D and G; D is read as status",
        "'Labels' stands over E and F; E is read as category",
        "'Labels' (E) was taken for category",
        "'Severity' (H) was taken for priority",
    )


def test_an_incident_export_is_a_tracker_of_escalations():
    headings = (
        "number | incident_state | active | reopen_count | made_sla | caller_id | opened_at | sys_updated_at | "
        "category | impact | priority | assignment_group | assigned_to | closed_code | resolved_at | closed_at"
    )

    layout = recognise(grid(headings))

    assert layout is not None
    assert layout.tracker == "escalations"
    assert {column.field: column.heading for column in layout.columns if column.field} == {
        "escalation_id": "number",
        "status": "incident_state",
        "reopen_count": "reopen_count",
        "raised_by": "caller_id",
        "raised_at": "opened_at",
        "last_update_at": "sys_updated_at",
        "category": "category",
        "priority": "priority",
        "team": "assignment_group",
        "owner": "assigned_to",
        "resolved_at": "resolved_at",
        "closed_at": "closed_at",
    }


needs_examples = pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared examples are not here")


def example_headers():
    return json.loads((EXAMPLES / "headers.json").read_text(encoding="utf-8"))


@needs_examples
def test_the_shared_header_rows_are_read_without_a_wrong_column():
    right, wrong, missed = 0, [], []
    for row in example_headers():
        matches = match_columns(row["headers"], SCHEMAS[row["tracker"]], groups=row.get("group_headers") or ())
        for heading, match, wanted in zip(row["headers"], matches, row["expect_columns"], strict=True):
            if match.field in (wanted, *row.get("also_ok", {}).get(heading, [])):
                right += 1
            else:
                (missed if match.field is None else wrong).append((row["id"], heading, match.field))

    assert wrong == []
    assert len(missed) <= 0.05 * (right + len(missed))


@needs_examples
def test_the_shared_header_rows_are_never_taken_for_another_tracker():
    for row in example_headers():
        above = [*row.get("rows_above", []), *([row["group_headers"]] if "group_headers" in row else [])]
        tab = Grid("headers.json", "Sheet1", [*above, row["headers"]])

        assert recognise(tab, only=row["tracker"]).header_row == len(above), row["id"]
        layout = recognise(tab)
        assert layout is None or (layout.tracker, layout.header_row) == (row["tracker"], len(above)), row["id"]


@needs_examples
def test_the_shared_trackers_are_recognised_with_and_without_their_configuration():
    for path in sorted(EXAMPLES.glob("*/*/trackers/*.csv")):
        settings_of_team = tomllib.loads((path.parents[1] / "team.toml").read_text(encoding="utf-8"))["trackers"]
        own = {tracker: about.get("headings", {}) for tracker, about in settings_of_team.items()}
        (tracker,) = (name for name, about in settings_of_team.items() if path.stem in about["tabs"])
        with path.open(encoding="utf-8", newline="") as lines:
            tab = Grid(path.name, path.stem, [next(csv.reader(lines))])

        assert recognise(tab).tracker == tracker
        assert all(column.field for column in recognise(tab, own=own).columns)


def test_a_service_desks_number_is_the_id_and_not_the_problem_it_belongs_to():
    headings = [
        "number", "incident_state", "reopen_count", "caller_id", "opened_by", "opened_at", "sys_updated_at", "category",
        "priority", "assignment_group", "assigned_to", "problem_id", "caused_by", "resolved_at", "closed_at",
    ]  # fmt: skip
    fields = [match.field for match in match_columns(headings, SCHEMAS["escalations"])]

    assert fields == [
        "escalation_id", "status", "reopen_count", None, "raised_by", "raised_at", "last_update_at", "category",
        "priority", "team", "owner", None, None, "resolved_at", "closed_at",
    ]  # fmt: skip


def test_the_export_of_a_help_desk_says_when_a_ticket_was_last_updated():
    (match,) = match_columns(["Last update time"], SCHEMAS["escalations"])

    assert match.field == "last_update_at"


@pytest.mark.parametrize(
    "row",
    [
        ["Case ID"],
        ["Case ID", 12.0, "Opened at", "Market"],
        ["Write FAQ", "Lena", "Open"],
        ["Case ID", "Opened at", "Enforcement", "Qux", "Zork", "Foo", "Bar"],
    ],
)
def test_a_row_that_is_mostly_unknown_or_no_words_is_no_heading(row):
    assert heading_of(row) is None


@pytest.mark.parametrize(
    ("row", "tracker"),
    [
        (["Action", "Owner", "Due", "Status"], "actions"),
        (["Opened at", "Case ID", "Market", "Violation"], "cases"),
        (["Case ID", "Opened", "Country", "Violation"], None),
        (["Points", "Policy", "High", "Open"], None),
    ],
)
def test_another_table_begins_with_other_columns_or_another_trackers(row, tracker):
    layout = recognise(grid("Case ID | Opened at | Market | Violation"))

    assert another_table(row, layout) == tracker


def test_prose_is_passed_over_before_anything_is_matched(monkeypatch):
    def fail(*_args, **_kwargs):
        raise AssertionError("a row of prose was matched")

    monkeypatch.setattr("sheets_sync.trackers.headings.match_columns", fail)
    monkeypatch.setattr("sheets_sync.trackers.mapping.known.respelled", fail)
    prose = ["the sellers appealed against it", "nobody knows which market was meant", "ask the other team tomorrow"]

    assert recognise(Grid("notes.xlsx", "Notes", [prose] * 60)) is None


def test_a_slip_of_the_keyboard_beside_known_headings_is_mended():
    layout = recognise(grid("Case ID | Opened at | Market | Violatoin type | Enforcemnt"))

    assert layout is not None
    assert [column.field for column in layout.columns][3:] == ["violation_type", "enforcement_type"]


def test_the_teams_own_headings_need_no_known_word():
    own = {"cases": {"case_id": ["Zork"], "opened_at": ["Plugh"], "violation_type": ["⭐"]}}

    assert recognise(grid("Zork | Plugh | ⭐")) is None
    layout = recognise(grid("Zork | Plugh | ⭐"), own=own, only="cases")
    assert layout is not None
    assert [column.field for column in layout.columns] == ["case_id", "opened_at", "violation_type"]


def test_only_the_first_columns_of_a_very_wide_tab_are_looked_at_and_that_is_said():
    known = ["Case ID", "Opened at", "Market", "Violation type"]
    blank_to_the_limit = [None] * (500 - len(known))
    filler = [f"Case {number}" for number in range(500 - len(known))]

    wide = recognise(Grid("wide.csv", "wide", [[*known, *filler, "Status", "Owner"]]))
    at_the_limit = recognise(Grid("wide.csv", "wide", [[*known, *blank_to_the_limit[1:], "Status", None, None]]))

    assert wide is not None
    assert at_the_limit is not None
    assert [column.index for column in wide.columns] == list(range(502))
    assert [(column.heading, column.field) for column in wide.columns[500:]] == [("Status", None), ("Owner", None)]
    assert "only the first 500 columns were looked at" in wide.notes
    assert at_the_limit.columns[499].field == "status"
    assert at_the_limit.notes == ()
