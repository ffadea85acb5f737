"""A configured tab is found after somebody renamed it, and the rename is said."""

from dataclasses import replace

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.grid import Grid
from tests.drawing import grid, utc

CASES = """
    Case ID | Opened at  | Market | Violation | Enforcement | Status
    {id}    | 2026-03-02 | DE     | Gambling  | Warning     | Open
    """


def tab(title: str, *former_titles: str, record_id: str = "C-1") -> Grid:
    return replace(grid(CASES.replace("{id}", record_id), title=title), former_titles=former_titles)


def read(*grids: Grid, tabs: tuple[str, ...] = ()) -> Trackers:
    settings = {"cases": TrackerSettings(tabs=tabs)}
    return ingest([Book("t.xlsx", grids)], ReadingSettings(locale="en_GB"), settings, utc("2026-03-11 10:00"))


def told(trackers: Trackers) -> list[tuple[str, str, str, str]]:
    return [(issue.tab, issue.problem, issue.remedy, issue.severity) for issue in trackers.issues]


TO_CORRECT = "correct trackers.cases.tabs, or rename it back"


def test_a_configured_tab_is_found_by_its_former_title_and_the_rename_is_said():
    trackers = read(tab("Fälle", "Cases"), tabs=("Cases",))

    assert list(trackers.frames["cases"].index) == ["C-1"]
    assert trackers.troubles == ()
    assert told(trackers) == [("Fälle", "was called 'Cases' when it was last read", TO_CORRECT, "warning")]


def test_a_rename_is_said_until_the_configuration_knows_the_new_name():
    later = tab("Fälle", "Cases", "Fälle")

    assert [problem for _, problem, _, _ in told(read(later, tabs=("Cases",)))] == ["was called 'Cases' before"]
    assert told(read(later, tabs=("Fälle",))) == []
    assert told(read(later, tabs=("Cases", "F*"))) == []


def test_a_tab_that_bears_the_name_today_is_the_one_that_is_meant():
    trackers = read(tab("Archive", "Cases", record_id="C-0"), tab("Cases"), tabs=("Cases",))

    assert list(trackers.frames["cases"].index) == ["C-1"]
    assert [entry[:2] for entry in told(trackers)] == [
        ("Archive", "was not recognised as a tracker, so it was not read")
    ]


def test_a_pattern_that_still_fits_a_tab_does_not_call_back_those_renamed_away_from_it():
    trackers = read(tab("Archive", "Cases DE", record_id="C-0"), tab("Cases FR"), tabs=("Cases *",))

    assert [account.tab for account in trackers.accounts] == ["Cases FR"]


def test_a_pattern_that_fits_no_tab_any_more_finds_one_by_its_former_title():
    assert [entry.tab for entry in read(tab("Fälle", "Cases DE"), tabs=("Cases *",)).accounts] == ["Fälle"]


def test_a_name_no_tab_ever_had_is_still_a_trouble():
    (trouble,) = read(tab("Fälle", "Cases"), tabs=("Casos",)).troubles

    assert trouble.startswith("t.xlsx: no tab is called 'Casos' (found 'Fälle').")


def test_a_rename_of_a_tab_known_by_its_headings_is_only_said():
    renamed = read(tab("Fälle", "Cases"))

    assert len(renamed.frames["cases"]) == 1
    assert told(renamed) == [
        ("Fälle", "was called 'Cases' when it was last read", "nothing, if it is the same tracker", "warning")
    ]
    assert told(read(tab("Fälle", "Cases", "Fälle"))) == []
    assert told(read(tab("Fälle"))) == []


def test_a_rename_after_a_configured_name_is_said_too():
    renamed = read(tab("Cases", "Fälle"), tabs=("Cases",))

    assert told(renamed) == [
        ("Cases", "was called 'Fälle' when it was last read", "nothing, if it is the same tracker", "warning")
    ]
