"""What a look at a tab tells, and why nothing where it tells nothing."""

import re

import pytest

from sheets_sync.trackers.recognition import Recognition, recognition
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid

ESCALATIONS = """
    Ticket | Raised at  | Team   | Priority | State  | Subject | Colour
    ESC-1  | 2026-03-02 | Policy | P1       | Open   | Points  | red
    """


def told(seen: Recognition) -> tuple[str, ...]:
    """The notes, whatever the scores in them."""
    return tuple(re.sub(r"\(0\.\d\d\)", "(…)", note) for note in seen.notes)


def look(tab: Grid, only: str | None = None, **settings: TrackerSettings):
    return recognition(tab, [tab], settings, only=only)


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        ("|", "is empty"),
        ("Our team | keeps this | for itself", "no row of known headings was found in its first 40 rows"),
        (
            "2026-03-02 | LV-17 | 12\n2026-03-03 | LV-18 | 7",
            "row 1 looks like data without headings: put a row of headings above it",
        ),
        (
            "ID | Date | Owner | Status | Description\n1 | 2026-03-02 | Ana | Open | Talk",
            "could be actions (…) or escalations (…) or feedback (…): name it under trackers.<name>.tabs, "
            "or say which with --as",
        ),
        (
            "Status | Priority | Team | Market\nOpen | P1 | Policy | DE",
            "looks most like escalations (…), but has no column for escalation_id or raised_at",
        ),
    ],
)
def test_a_tab_that_is_no_tracker_says_why(drawing: str, why: str):
    seen = look(grid(drawing))

    assert (seen.layout, seen.columns, told(seen)) == (None, (), (why,))


def test_what_a_tab_could_be_is_known_likeliest_first():
    seen = look(grid("ID | Date | Owner | Status | Description"))

    assert [layout.tracker for layout in seen.could_be][:2] == ["actions", "escalations"]


def test_lists_of_values_could_be_no_tracker():
    assert look(grid("Status | Priority | Team | Market\nOpen | P1 | Policy | DE")).could_be == ()


def test_a_known_tracker_is_not_guessed():
    drawing = "ID | Date | Owner | Status | Description"

    found = look(grid(drawing), "escalations").layout
    assert found is not None
    assert [column.field for column in found.columns][:2] == ["escalation_id", "raised_at"]
    assert look(grid("Some | words"), "escalations").layout is None


def test_what_is_missing_and_what_is_doubtful_are_notes():
    seen = look(
        grid("ID | Zone | Severity | Category | Action | Status\n1 | DE | High | Scam | Warning | Open"), "cases"
    )

    assert seen.notes == ("'Zone' (B) was taken for market", "no column for opened_at, which no row can do without")


@pytest.mark.parametrize(
    ("settings", "tracker", "note"),
    [
        (TrackerSettings(tabs=("Tab",)), "escalations", ()),
        (
            TrackerSettings(tabs=("Other",)),
            None,
            ("reads like escalations (…), but trackers.escalations.tabs does not name it",),
        ),
    ],
)
def test_a_tab_is_what_a_run_would_read_it_as(settings: TrackerSettings, tracker: str | None, note: tuple[str, ...]):
    seen = look(grid(ESCALATIONS), escalations=settings)

    assert (seen.layout and seen.layout.tracker, told(seen)) == (tracker, note)


def test_a_tracker_that_lives_in_another_workbook_is_not_looked_for_here():
    tab = grid(ESCALATIONS)

    seen = recognition(tab, [tab], {}, trackers={"cases"})

    assert seen.layout is None
    assert told(seen) == ("reads like escalations (…), which the configuration keeps in another workbook",)


def test_a_file_that_could_not_be_read_says_why():
    seen = look(Grid("folder", "broken", (), unreadable="broken.csv: a quotation mark is never closed"))

    assert seen.notes == ("broken.csv: a quotation mark is never closed",)


def test_machines_get_every_column_in_order_blanks_too():
    answer = look(grid("Our list |\nTicket |  | Raised at | Team | Priority | State | Subject | Colour")).as_json()

    assert {name: value for name, value in answer.items() if name != "columns"} == {
        "tab": "Tab",
        "tracker": "escalations",
        "header_row": 2,
        "notes": [],
    }
    assert [(one["index"], one["heading"], one["field"], one["score"] > 0) for one in answer["columns"]] == [
        (0, "Ticket", "escalation_id", True),
        (1, "", None, False),
        (2, "Raised at", "raised_at", True),
        (3, "Team", "team", True),
        (4, "Priority", "priority", True),
        (5, "State", "status", True),
        (6, "Subject", "subject", True),
        (7, "Colour", None, False),
    ]
