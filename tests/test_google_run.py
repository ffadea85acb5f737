"""Runs on Google spreadsheets, from the command line to what people see, with nothing but the network made up."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.cli import main
from sheets_sync.sample.demo import build_demo
from tests.drawing import utc
from tests.google_trackers import contents, loaded, new_spreadsheet
from tests.sheets_emulator.client import OWNER, ROBOT, Client
from tests.sheets_emulator.fixtures import emulator  # noqa: F401
from tests.sheets_emulator.server import Emulator

NOW = utc("2026-03-11 10:00")
TABS = ["Overview", "SLA now", "SLA attainment", "Patterns", "Row issues"]

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # noqa: F811
    key = tmp_path / "key.json"
    key.write_text(json.dumps(emulator.key_file(ROBOT)), "utf-8")
    key.chmod(0o600)
    monkeypatch.setenv("SHEETS_API_BASE", emulator.base)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["main.py", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workbook = tmp_path_factory.mktemp("demo") / "trackers.xlsx"
    build_demo(workbook, NOW)
    return workbook


def link(identity: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{identity}/edit?usp=sharing"


def run_json(command: Command, *words: object, now: str = "2026-03-11T10:00Z") -> dict[str, Any]:
    code, out, err = command("run", *words, "--now", now, "--format", "json")
    answer: dict[str, Any] = json.loads(out)
    assert answer["exit_code"] == code, err
    return answer


def calls(emulator: Emulator) -> list[str]:  # noqa: F811
    """The calls to the API so far, sign-in aside."""
    return [
        path.rpartition("/")[2].partition("x:")[2] or "get" for method, path in emulator.service.calls if "/v4/" in path
    ]


def google_cells(sheet: dict[str, Any]) -> dict[str, Any]:
    """What stands in each cell that holds something, by its address."""
    found = {}
    for row, cells in enumerate(sheet["data"][0].get("rowData", ()), start=1):
        for column, cell in enumerate(cells.get("values", ()), start=1):
            (value,) = cell.get("userEnteredValue", {"": None}).values()
            if value is not None:
                found[f"{get_column_letter(column)}{row}"] = value
    return found


def excel_cells(sheet: Worksheet) -> dict[str, Any]:
    """The same of a sheet in a file; instants as serial days."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {cell.coordinate: to_excel(cell.value) if cell.is_date else cell.value for cell in cells}


def test_a_run_writes_the_same_tabs_into_google_as_into_a_file(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
    tmp_path: Path,
):
    trackers, summary = loaded(emulator, demo), new_spreadsheet(emulator, "Summary")
    config = tmp_path / "team.toml"
    config.write_text('timezone = "Europe/Berlin"\nlocale = "en_GB"\n', "utf-8")

    run_json(command, link(trackers), "--out", link(summary), "--config", config)
    run_json(command, demo, "--out", tmp_path / "summary.xlsx", "--config", config)

    google, excel = contents(emulator, summary), openpyxl.load_workbook(tmp_path / "summary.xlsx")
    for title in TABS:
        there, here = google_cells(google[title]), excel_cells(excel[title])
        assert there.keys() == here.keys()
        assert {p: (there[p], here[p]) for p in here if there[p] != pytest.approx(here[p])} == {}
    assert list(google)[:5] == TABS


def test_one_spreadsheet_takes_two_reads_and_a_write_and_unchanged_no_write(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    both = link(loaded(emulator, demo))

    first = run_json(command, both, "--out", both)
    seen = len(emulator.service.calls)
    second = run_json(command, both, "--out", both, now="2026-03-11T10:01Z")

    assert (first["calls"], second["calls"]) == (3, 2)
    assert [method for method, path in emulator.service.calls[seen:] if "/v4/" in path] == ["GET", "GET"]
    assert {tab["state"] for tab in second["tabs"]} == {"unchanged"}


def test_trackers_beside_the_summary_are_as_they_were(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    both = loaded(emulator, demo)
    before = contents(emulator, both)

    run_json(command, link(both), "--out", link(both))
    run_json(command, link(both), "--out", link(both), now="2026-03-12T10:00Z")

    assert contents(emulator, both, *before) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    trackers, summary = loaded(emulator, demo, share="reader"), new_spreadsheet(emulator, "Summary", share="reader")

    code, out, err = command("run", link(trackers), "--out", link(summary), "--now", NOW, "--dry-run")

    assert (code, err) == (0, "")
    assert "A run would change:\n  Overview " in out
    assert "SLA now         rows: 41 added" in out
    assert all(method == "GET" for method, path in emulator.service.calls if "/v4/" in path)


def test_without_a_place_for_the_summary_a_file_named_after_the_spreadsheet_is_written(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
    tmp_path: Path,
):
    answer = run_json(command, link(loaded(emulator, demo, title="EU: trackers/2026")))

    assert answer["summary"] == str(tmp_path / "EU trackers 2026.summary.xlsx")
    assert openpyxl.load_workbook(answer["summary"]).sheetnames[:5] == TABS


def test_links_lead_to_the_cells_of_the_tracker(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    trackers, summary = loaded(emulator, demo), new_spreadsheet(emulator, "Summary")

    run_json(command, link(trackers), "--out", link(summary))

    ids = {
        sheet["properties"]["title"]: sheet["properties"]["sheetId"] for sheet in contents(emulator, trackers).values()
    }
    linked = links(contents(emulator, summary, "SLA now")["SLA now"])
    text, address = next(iter(linked.items()))
    title, cell = text.split("!")
    assert address == f"https://docs.google.com/spreadsheets/d/{trackers}/edit#gid={ids[title]}&range={cell}"


def links(sheet: dict[str, Any]) -> dict[str, str]:
    """The links of a sheet by their texts."""
    cells = (cell for row in sheet["data"][0]["rowData"] for cell in row.get("values", ()))
    linked = (cell for cell in cells if "link" in cell.get("userEnteredFormat", {}).get("textFormat", {}))
    return {
        cell["userEnteredValue"]["stringValue"]: cell["userEnteredFormat"]["textFormat"]["link"]["uri"]
        for cell in linked
    }


def emptied(emulator: Emulator, identity: str, *titles: str) -> None:  # noqa: F811
    for title in titles:
        Client(emulator, identity, OWNER).call("POST", f"/values/{title}!A2:Z:clear")


def test_a_tracker_that_comes_back_empty_holds_back_what_stands_on_it(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    trackers, summary = loaded(emulator, demo), new_spreadsheet(emulator, "Summary")
    words = (link(trackers), "--out", link(summary))
    run_json(command, *words)
    standing = contents(emulator, summary)
    emptied(emulator, trackers, "Escalations", "Archiv Eskalationen")

    code, _, err = command("run", *words, "--now", "2026-03-12T10:00Z")

    assert code == 3
    assert (
        "SLA now: held back, because a tracker has shrunk since the last run: Escalations from 128 to 0 rows. "
        "Look at the tracker; if the rows are meant to be gone, run once with --accept-shrink."
    ) in err.splitlines()
    held = ["Overview", "SLA now", "SLA attainment", "Row issues"]
    assert {title: contents(emulator, summary)[title] for title in held} == {title: standing[title] for title in held}


def test_a_shrunk_tracker_is_published_once_someone_says_so(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
):
    trackers, summary = loaded(emulator, demo), new_spreadsheet(emulator, "Summary")
    words = (link(trackers), "--out", link(summary))
    run_json(command, *words)
    emptied(emulator, trackers, "Escalations", "Archiv Eskalationen")

    accepted = run_json(command, *words, "--accept-shrink")
    after = run_json(command, *words, now="2026-03-11T12:00Z")

    assert (accepted["exit_code"], after["exit_code"]) == (0, 0)


def test_a_renamed_tab_is_found_by_its_id_and_the_new_title_is_said(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
    tmp_path: Path,
):
    trackers, summary = loaded(emulator, demo), new_spreadsheet(emulator, "Summary")
    config = tmp_path / "team.toml"
    config.write_text('[trackers.playbooks]\ntabs = ["Playbooks"]\n', "utf-8")
    words = (link(trackers), "--out", link(summary), "--config", config, "--export", tmp_path / "export")
    run_json(command, *words)
    sheet = contents(emulator, trackers, "Playbooks")["Playbooks"]["properties"]["sheetId"]
    Client(emulator, trackers, OWNER).batch(
        {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": "How-to"}, "fields": "title"}}
    )

    answer = run_json(command, *words)

    assert answer["exit_code"] == 0
    assert answer["trackers"]["playbooks"]["accepted"] == 25
    assert "'Playbooks'" in (tmp_path / "export" / "row_issues.csv").read_text("utf-8")


def test_trackers_may_lie_in_several_spreadsheets(
    command: Command,
    emulator: Emulator,  # noqa: F811
    demo: Path,
    tmp_path: Path,
):
    first, second = loaded(emulator, demo, title="EU"), loaded(emulator, demo, title="Playbooks of all")
    summary, config = new_spreadsheet(emulator, "Summary"), tmp_path / "team.toml"
    config.write_text(
        f'workbook = "{link(first)}"\n[summary]\nworkbook = "{link(summary)}"\n'
        f'[trackers.playbooks]\nworkbook = "{link(second)}"\n',
        "utf-8",
    )

    answer = run_json(command, "--config", config)

    assert answer["sources"] == ["EU", "Playbooks of all"]
    assert answer["trackers"]["playbooks"]["accepted"] == 25
    assert answer["calls"] == 6
