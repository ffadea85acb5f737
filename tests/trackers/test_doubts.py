"""What the tabs of a tracker tell together, and what they leave open."""

from sheets_sync.trackers.doubts import TrackerLook, lost_names, tracker_looks, ways_assumed
from sheets_sync.trackers.recognition import Recognition, recognition
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")
GERMANY = grid(
    "Case ID | Opened at  | Market | Violation type | Mood | Status\nC-1 | 03/04/2026 | DE | Scam | good | Open",
    title="Cases DE",
)
FRANCE = grid(
    "Case ID | Zone | Violation type | Mood | Colour | Severity\nC-2 | FR | Scam | bad | red | P1", title="FR"
)


def look(*tabs: Grid, **settings: TrackerSettings) -> list[Recognition]:
    return [recognition(tab, tabs, settings) for tab in tabs]


def test_headings_of_several_tabs_stand_once_and_what_one_tab_lacks_is_lacking():
    settings = {"cases": TrackerSettings(tabs=("Cases DE", "FR"))}

    (found,) = tracker_looks(look(GERMANY, FRANCE, **settings), settings)

    assert (found.tracker, found.tabs, found.unread) == ("cases", ("Cases DE", "FR"), ("Mood", "Colour"))
    assert found.read["market"] == ("Market", "Zone")
    assert found.read["case_id"] == ("Case ID",)
    assert [(column.heading, column.field) for column in found.unsure] == [("Zone", "market")]
    assert found.lacking == ("opened_at", "enforcement_type")


def test_columns_the_team_does_not_want_read_are_not_offered_again():
    settings = {"cases": TrackerSettings(tabs=("FR",), unused=("mood", "Zone"))}

    (found,) = tracker_looks(look(FRANCE, **settings), settings)

    assert (found.unread, found.unsure) == (("Colour",), ())
    assert "market" in found.lacking


def test_an_assumption_about_days_is_told_with_its_tab_unless_the_locale_is_set():
    tabs = look(GERMANY)

    (assumed,) = ways_assumed(tabs, ReadingSettings(), {}, NOW)

    assert assumed.startswith("Cases DE: dates such as 03/04/2026 were read day first")
    assert ways_assumed(tabs, ReadingSettings(locale="en_US"), {}, NOW) == ()


def test_names_no_tab_and_no_column_bears_any_more_are_lost():
    settings = {
        "cases": TrackerSettings(tabs=("Cases *", "Fälle"), headings={"severity": ("Mood", "Laune"), "notes": ("x",)}),
        "feedback": TrackerSettings(headings={"theme": ("Thema",)}),
    }

    assert lost_names(look(GERMANY, **settings), settings) == (
        "no tab is called 'Fälle', which trackers.cases.tabs names",
        "no column is called 'Laune', which trackers.cases.headings.severity names",
        "no column is called 'x', which trackers.cases.headings.notes names",
    )


def test_machines_get_a_look_as_an_object():
    (found,) = tracker_looks(look(GERMANY), {})

    assert isinstance(found, TrackerLook)
    assert found.as_json() == {
        "tracker": "cases",
        "tabs": ["Cases DE"],
        "read": {
            "case_id": ["Case ID"],
            "opened_at": ["Opened at"],
            "market": ["Market"],
            "violation_type": ["Violation type"],
            "status": ["Status"],
        },
        "unread": ["Mood"],
        "unsure": [],
        "lacking": ["enforcement_type"],
    }
