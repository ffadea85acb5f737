"""What is recognised of a workbook, shown to people and machines."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.commands import CommandLine, command  # noqa: F401

FILES = {
    "escalations": "Our list,,,,,,\nTicket,Raised at,,,Team,Colour,Severity\n1,2026-03-02,,,Policy,red,P1\n",
    "lists": "Status,Priority,Team,Market\nOpen,P1,Policy,DE\n",
    "log": "2026-03-02,LV-17,12\n2026-03-03,LV-18,7\n",
    "open_points": "ID,Date,Owner,Status,Description\n1,2026-03-02,Ana,Open,Talk to them\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "trackers"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_people_see_each_tab_and_each_column(command: CommandLine, folder: Path):  # noqa: F811
    code, out, err = command("inspect", folder)

    assert (code, err) == (0, "")
    assert out == EXPECTED
    assert max(map(len, out.splitlines())) <= 100


EXPECTED = """\
trackers: 4 tabs, 1 of them recognised as a tracker
  tab          tracker      score
  escalations  escalations   0.69  headings in row 2, 4 of 5 columns read, 1 not surely
  lists        –                –  looks most like escalations (0.72), but has no column for
                                   escalation_id or raised_at
  log          –                –  row 1 looks like data without headings: put a row of headings
                                   above it
  open_points  –                –  could be actions (0.77) or escalations (0.75) or feedback (0.75):
                                   name it under trackers.<name>.tabs, or say which with --as

escalations: escalations
       heading       read as        score
  A    Ticket        escalation_id   1.00
  B    Raised at     raised_at       1.00
  C–D  (no heading)  –                  –
  E    Team          team            1.00
  F    Colour        –                  –
  G    Severity      priority        0.80 ?
  note: 'Severity' (G) was taken for priority
  note: no column for subject or status

? not surely: check that the column holds what it is read as
"""


def test_machines_see_the_same(command: CommandLine, folder: Path):  # noqa: F811
    code, out, _ = command("inspect", folder, "--format", "json")

    tabs = {tab["tab"]: tab for tab in json.loads(out)["tabs"]}
    assert code == 0
    assert list(tabs) == ["escalations", "lists", "log", "open_points"]
    assert tabs["log"] == {
        "tab": "log",
        "tracker": None,
        "header_row": None,
        "columns": [],
        "notes": ["row 1 looks like data without headings: put a row of headings above it"],
    }
    assert (tabs["escalations"]["tracker"], tabs["escalations"]["header_row"]) == ("escalations", 2)
    assert [(one["index"], one["heading"], one["field"]) for one in tabs["escalations"]["columns"]] == [
        (0, "Ticket", "escalation_id"),
        (1, "Raised at", "raised_at"),
        (2, "", None),
        (3, "", None),
        (4, "Team", "team"),
        (5, "Colour", None),
        (6, "Severity", "priority"),
    ]


def test_nothing_is_written(command: CommandLine, folder: Path):  # noqa: F811
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}

    command("inspect", folder)

    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["known_events", "Known events", "KNOWN-EVENTS"])
def test_a_tracker_that_is_named_is_not_guessed(command: CommandLine, folder: Path, name: str):  # noqa: F811
    _, out, _ = command("inspect", folder / "open_points.csv", "--as", name, "--format", "json")

    (tab,) = json.loads(out)["tabs"]
    assert tab["tracker"] == "known_events"
    assert [column["field"] for column in tab["columns"]] == [None, "start", None, None, "name"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["{folder}", "--as", "escalation"], 2, "--as: 'escalation' is not a tracker; did you mean 'escalations'?"),
        (["{folder}/escalatons.csv"], 2, "escalations.csv"),
        (["{folder}/none/trackers.xlsx"], 2, "does not exist"),
        ([], 2, "There is nothing to read."),
        (["{folder}", "--config", "{folder}/team.toml"], 2, "there is no such configuration file"),
    ],
)
def test_what_cannot_be_looked_at_is_a_sentence(
    command: CommandLine,  # noqa: F811
    folder: Path,
    words: list[str],
    code: int,
    said: str,
):
    found, out, err = command("inspect", *(word.format(folder=folder) for word in words))

    assert (found, out) == (code, "")
    assert said in err


def test_an_empty_workbook_is_said_to_be_empty(command: CommandLine, tmp_path: Path):  # noqa: F811
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")

    code, out, _ = command("inspect", tmp_path / "empty.xlsx")

    assert code == 0
    assert out.splitlines() == [
        "empty.xlsx: 1 tab, none of them recognised as a tracker",
        "  tab    tracker  score",
        "  Sheet  –            –  is empty",
    ]


def test_a_broken_file_of_a_folder_is_said_beside_the_others(command: CommandLine, folder: Path):  # noqa: F811
    (folder / "broken.csv").write_text('Case ID\n"C-1\n', "utf-8")

    code, out, err = command("inspect", folder)

    assert code == 3
    assert "broken.csv" in err
    assert "5 tabs, 1 of them recognised as a tracker" in out


def test_the_configuration_is_followed(command: CommandLine, folder: Path, tmp_path: Path):  # noqa: F811
    config = tmp_path / "team.toml"
    config.write_text(
        'workbook = "trackers"\n[trackers.escalations]\ntabs = ["open_points"]\n'
        '[trackers.escalations.headings]\nsubject = ["Description"]\n',
        "utf-8",
    )

    _, out, _ = command("inspect", "--config", config, "--format", "json")

    tabs = {tab["tab"]: tab for tab in json.loads(out)["tabs"]}
    assert [tab["tracker"] for tab in tabs.values()] == [None, None, None, "escalations"]
    assert tabs["open_points"]["columns"][4]["field"] == "subject"
    assert "trackers.escalations.tabs does not name it" in tabs["escalations"]["notes"][-1]
