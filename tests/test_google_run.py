"""Runs on Google spreadsheets, from the command line to what people see, with nothing but the network made up."""

import json
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.sample.demo import build_demo
from tests.commands import CommandLine
from tests.drawing import grid, utc
from tests.google_trackers import contents, loaded, new_spreadsheet
from tests.sheets_emulator.client import OWNER, ROBOT, Client
from tests.sheets_emulator.fixtures import emulator  # noqa: F401
from tests.sheets_emulator.server import Emulator

NOW = utc("2026-03-11 10:00")
TABS = ["Overview", "SLA now", "SLA attainment", "Patterns", "Row issues"]


@pytest.fixture
def command(
    emulator: Emulator,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    key = tmp_path / "key.json"
    key.write_text(json.dumps(emulator.key_file(ROBOT)), "utf-8")
    key.chmod(0o600)
    monkeypatch.setenv("SHEETS_API_BASE", emulator.base)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsys)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workbook = tmp_path_factory.mktemp("demo") / "trackers.xlsx"
    build_demo(workbook, NOW)
    return workbook


ESCALATIONS = """
    Escalation ID | Raised at        | Team    | Priority | Status | Subject | First response   | Resolved at
    ESC-1         | 06/03/2026 16:00 | Policy  | Critical | Open   | Points  |                  |
    ESC-2         | 11/03/2026 09:30 | Product | Medium   | Open   | Tags    |                  |
    ESC-3         | 11/03/2026 09:05 | Legal   | Critical | Open   | =1+1    |                  |
    ESC-4         | 02/03/2026 10:05 | Legal   | soonish  | Closed | Terms   | 02/03/2026 11:05 | 03/03/2026 11:05
    """
CASES = """
    Case ID | Opened at  | Market | Violation type | Status | Enforcement
    LV-1    | 02/03/2026 | DE     | Gambling       | Open   | Warning
    LV-2    | 03/03/2026 | FR     | Gambling       | Open   | banned
    """
PLAYBOOKS = """
    Playbook ID | Title             | Violation type
    PB-1        | Gambling on LIVE  | Gambling
    """


@pytest.fixture
def trackers(tmp_path: Path) -> Path:
    """Three small trackers in a file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, drawing in {"Escalations": ESCALATIONS, "Cases": CASES, "Playbooks": PLAYBOOKS}.items():
        sheet = workbook.create_sheet(title)
        for row in grid(drawing).rows:
            sheet.append(list(row))
    workbook.save(tmp_path / "small.xlsx")
    return tmp_path / "small.xlsx"


@pytest.fixture
def source(emulator: Emulator, trackers: Path) -> str:  # noqa: F811
    """The id of a spreadsheet with these trackers."""
    return loaded(emulator, trackers)


@pytest.fixture
def summary(emulator: Emulator) -> str:  # noqa: F811
    """The id of a spreadsheet in which nothing stands yet."""
    return new_spreadsheet(emulator, "Summary")


@pytest.fixture
def words(source: str, summary: str) -> tuple[str, str, str]:
    """How a command is told of both."""
    return (link(source), "--out", link(summary))


def link(identity: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{identity}/edit?usp=sharing"


def run_json(command: CommandLine, *words: object, now: str = "2026-03-11T10:00Z") -> dict[str, Any]:
    code, out, err = command("run", *words, "--now", now, "--format", "json")
    answer: dict[str, Any] = json.loads(out)
    assert answer["exit_code"] == code, err
    return answer


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
    command: CommandLine,
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
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
):
    both = link(source)

    first = run_json(command, both, "--out", both)
    seen = len(emulator.service.calls)
    second = run_json(command, both, "--out", both, now="2026-03-11T10:01Z")

    assert (first["calls"], second["calls"]) == (3, 2)
    assert [method for method, path in emulator.service.calls[seen:] if "/v4/" in path] == ["GET", "GET"]
    assert {tab["state"] for tab in second["tabs"]} == {"unchanged"}


def test_trackers_beside_the_summary_are_as_they_were(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
):
    before = contents(emulator, source)

    run_json(command, link(source), "--out", link(source))
    run_json(command, link(source), "--out", link(source), now="2026-03-12T10:00Z")

    assert contents(emulator, source, *before) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
):
    source, summary = loaded(emulator, trackers, share="reader"), new_spreadsheet(emulator, "Summary", share="reader")

    seen = len(emulator.service.calls)

    code, out, err = command("run", link(source), "--out", link(summary), "--now", NOW, "--dry-run")

    assert (code, err) == (0, "")
    assert "A run would change:\n  Overview " in out
    assert "SLA now         rows: 6 added" in out
    assert {method for method, path in emulator.service.calls[seen:] if "/v4/" in path} == {"GET"}


def test_without_a_place_for_the_summary_a_file_named_after_the_spreadsheet_is_written(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
    tmp_path: Path,
):
    answer = run_json(command, link(loaded(emulator, trackers, title="EU: trackers/2026")))

    assert answer["summary"] == str(tmp_path / "EU trackers 2026.summary.xlsx")
    assert openpyxl.load_workbook(answer["summary"]).sheetnames[:5] == TABS


def test_links_lead_to_the_cells_of_the_tracker(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    summary: str,
    words: tuple[str, ...],
):
    run_json(command, *words)

    ids = {
        sheet["properties"]["title"]: sheet["properties"]["sheetId"] for sheet in contents(emulator, source).values()
    }
    linked = links(contents(emulator, summary, "SLA now")["SLA now"])
    text, address = next(iter(linked.items()))
    title, cell = text.split("!")
    assert address == f"https://docs.google.com/spreadsheets/d/{source}/edit#gid={ids[title]}&range={cell}"


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
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    summary: str,
    words: tuple[str, ...],
):
    run_json(command, *words)
    standing = contents(emulator, summary)
    emptied(emulator, source, "Escalations")

    code, _, err = command("run", *words, "--now", "2026-03-12T10:00Z")

    assert code == 3
    assert (
        "Overview, SLA now, SLA attainment, Row issues: held back, because a tracker has shrunk since the last run: "
        "Escalations from 4 to 0 rows. "
        "Look at the tracker; if the rows are meant to be gone, run once with --accept-shrink."
    ) in err.splitlines()
    held = ["Overview", "SLA now", "SLA attainment", "Row issues"]
    assert {title: contents(emulator, summary)[title] for title in held} == {title: standing[title] for title in held}


def test_trackers_that_come_back_without_any_cell_are_missed(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    summary: str,
    words: tuple[str, ...],
):
    run_json(command, *words)
    standing = contents(emulator, summary)
    for title in contents(emulator, source):
        Client(emulator, source, OWNER).call("POST", f"/values/'{title}':clear")

    code, _, err = command("run", *words, "--now", "2026-03-12T10:00Z")

    assert code == 3
    assert "no tab is a tracker any more (found nothing but empty tabs), and the last run read" in err
    assert contents(emulator, summary) == standing


def test_a_journal_that_is_gone_is_said_once_and_begun_anew(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    summary: str,
    words: tuple[str, ...],
):
    run_json(command, *words)
    journal = contents(emulator, summary)["Journal"]["properties"]["sheetId"]
    Client(emulator, summary, OWNER).batch({"deleteSheet": {"sheetId": journal}}).raise_for_status()

    code, _, err = command("run", *words, "--now", "2026-03-12T10:00Z")
    after = run_json(command, *words, now="2026-03-13T10:00Z")

    assert (code, after["exit_code"]) == (3, 0)
    assert f"/{summary}/edit: its Journal is gone or empty, so nothing is known of earlier runs" in err


def test_a_shrunk_tracker_is_published_once_someone_says_so(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    words: tuple[str, ...],
):
    run_json(command, *words)
    emptied(emulator, source, "Escalations")

    accepted = run_json(command, *words, "--accept-shrink")
    after = run_json(command, *words, now="2026-03-11T12:00Z")

    assert (accepted["exit_code"], after["exit_code"]) == (0, 0)


def test_a_tracker_may_lose_as_much_as_its_team_says(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    words: tuple[str, ...],
    tmp_path: Path,
):
    config = tmp_path / "team.toml"
    config.write_text("[trackers.escalations]\nshrink_limit = 1\n", "utf-8")
    words = (*words, "--config", config)
    run_json(command, *words)
    emptied(emulator, source, "Escalations")

    emptied_and_said = run_json(command, *words, now="2026-03-12T10:00Z")

    assert emptied_and_said["exit_code"] == 0


def test_a_renamed_tab_is_found_by_its_id_and_the_new_title_is_said(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    words: tuple[str, ...],
    tmp_path: Path,
):
    config = tmp_path / "team.toml"
    config.write_text('[trackers.playbooks]\ntabs = ["Playbooks"]\n', "utf-8")
    words = (*words, "--config", config, "--export", tmp_path / "export")
    run_json(command, *words)
    sheet = contents(emulator, source, "Playbooks")["Playbooks"]["properties"]["sheetId"]
    Client(emulator, source, OWNER).batch(
        {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": "How-to"}, "fields": "title"}}
    )

    answer = run_json(command, *words)

    assert answer["exit_code"] == 0
    assert answer["trackers"]["playbooks"]["accepted"] == 1
    assert "'Playbooks'" in (tmp_path / "export" / "row_issues.csv").read_text("utf-8")


def test_trackers_may_lie_in_several_spreadsheets(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
    tmp_path: Path,
):
    first, second = loaded(emulator, trackers, title="EU"), loaded(emulator, trackers, title="Playbooks of all")
    summary, config = new_spreadsheet(emulator, "Summary"), tmp_path / "team.toml"
    config.write_text(
        f'workbook = "{link(first)}"\n[summary]\nworkbook = "{link(summary)}"\n'
        f'[trackers.playbooks]\nworkbook = "{link(second)}"\n',
        "utf-8",
    )

    answer = run_json(command, "--config", config)

    assert answer["sources"] == ["EU", "Playbooks of all"]
    assert answer["trackers"]["playbooks"]["accepted"] == 1
    assert answer["calls"] == 6


@pytest.mark.parametrize(
    ("shared", "summary_shared", "code", "said"),
    [
        (None, "writer", 4, f"Share the spreadsheet with {ROBOT} as Viewer"),
        ("reader", None, 4, f"with {ROBOT} as "),
        ("reader", "reader", 4, f"with {ROBOT} as Editor"),
    ],
)
def test_a_spreadsheet_that_is_not_shared_is_said_with_the_account_to_share_it_with(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
    shared: str | None,
    summary_shared: str | None,
    code: int,
    said: str,
):
    source = loaded(emulator, trackers, share=shared)
    summary = new_spreadsheet(emulator, "Summary", share=summary_shared)

    found, out, err = command("run", link(source), "--out", link(summary))

    assert (found, out) == (code, "")
    assert said in err


def test_a_wrong_id_is_a_mistake_of_the_command(command: CommandLine):
    code, _, err = command("run", link("1" * 44))

    assert code == 2
    assert f"'{'1' * 44}'" in err


def test_a_link_pasted_with_spaces_and_quotes_is_understood(command: CommandLine, source: str):
    answer = run_json(command, f' "{link(source)}" ', "--dry-run")

    assert answer["sources"] == ["EU trackers"]


def test_a_sheet_of_our_title_that_is_not_ours_stays_and_the_other_tabs_are_published(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    summary: str,
    words: tuple[str, ...],
):
    Client(emulator, summary, OWNER).batch({"addSheet": {"properties": {"title": "patterns"}}})
    before = contents(emulator, summary, "patterns")["patterns"]["data"]

    answer = run_json(command, *words)

    assert answer["exit_code"] == 3
    assert {tab["title"]: tab["state"] for tab in answer["tabs"]} == {
        title: "left" if title == "Patterns" else "written" for title in TABS
    }
    assert contents(emulator, summary, "patterns")["patterns"]["data"] == before


def test_check_says_what_may_be_done_and_changes_nothing(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
    tmp_path: Path,
):
    source, summary = loaded(emulator, trackers, share="reader"), new_spreadsheet(emulator, "Summary")
    config = tmp_path / "team.toml"
    config.write_text(
        f'workbook = "{link(source)}"\n[summary]\nworkbook = "{link(summary)}"\n[schedule]\nevery = "15m"\n', "utf-8"
    )
    before = Client(emulator, summary, OWNER).call("GET", params={"includeGridData": "true"}).json()

    code, out, err = command("check", "--config", config)

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:6] == [
        "EU trackers (trackers): can be read",
        f"  https://docs.google.com/spreadsheets/d/{source}/edit",
        f"  as {ROBOT}",
        "Summary (summary): can be read, can be written",
        f"  https://docs.google.com/spreadsheets/d/{summary}/edit",
        f"  as {ROBOT}",
    ]
    assert "Escalations in 'Escalations': 4 rows accepted, 0 left out" in lines
    assert lines[-3].endswith("A run makes at most 5 calls to Google.")
    assert lines[-2].startswith("Next runs (Europe/Berlin): ")
    assert lines[-1] == "Nothing to mend."
    assert Client(emulator, summary, OWNER).call("GET", params={"includeGridData": "true"}).json() == before


def test_explain_reads_the_journal_of_a_spreadsheet_and_changes_nothing(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    source: str,
    summary: str,
    tmp_path: Path,
):
    config = tmp_path / "team.toml"
    policy = 'name = "all"\nclock = "resolution"\ntarget = "8h"\ncalendar = "24x7"\npauses_on = ["waiting"]\n'
    places = f'workbook = "{link(source)}"\n[summary]\nworkbook = "{link(summary)}"\n'
    config.write_text(f"{places}[[sla.policies]]\n{policy}", "utf-8")
    run_json(command, "--config", config)
    Client(emulator, source, OWNER).put("Escalations!E3", [["On hold"]])
    run_json(command, "--config", config, now="2026-03-11T11:00Z")
    before = [
        Client(emulator, book, OWNER).call("GET", params={"includeGridData": "true"}).json()
        for book in (source, summary)
    ]

    code, out, err = command("explain", "ESC-2", "--config", config, "--now", "2026-03-11T12:00Z")

    assert (code, err) == (0, "")
    assert out.splitlines()[2].startswith(f"https://docs.google.com/spreadsheets/d/{source}/edit#gid=")
    assert "Wed 11 Mar 12:00  now    paused, Waiting: 1 h not counted" in out
    after = [
        Client(emulator, book, OWNER).call("GET", params={"includeGridData": "true"}).json()
        for book in (source, summary)
    ]
    assert after == before


def test_inspect_shows_a_spreadsheet_as_it_shows_a_file(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
):
    source = loaded(emulator, trackers, share="reader")

    answers = [json.loads(command("inspect", place, "--format", "json")[1]) for place in (link(source), trackers)]
    google, file = ([tab | {"notes": []} for tab in answer["tabs"]] for answer in answers)

    assert [tab["tracker"] for tab in google] == ["escalations", "cases", "playbooks"]
    assert google == file


def test_a_spreadsheet_is_configured_by_its_link_and_runs_at_once(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
    tmp_path: Path,
):
    source = loaded(emulator, trackers, share="reader")

    code, _, err = command("init", link(source), "--yes")

    assert (code, err) == (0, "")
    config = tomllib.loads((tmp_path / "team.toml").read_text("utf-8"))
    assert config["workbook"] == f"https://docs.google.com/spreadsheets/d/{source}/edit"
    assert config["summary"] == {"workbook": "EU trackers.summary.xlsx"}
    assert command("run", "--config", "team.toml", "--now", NOW.isoformat())[0] == 0
    assert (tmp_path / "EU trackers.summary.xlsx").is_file()


def test_check_goes_on_past_the_first_trouble_and_says_how_to_mend_each(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    trackers: Path,
):
    source = loaded(emulator, trackers, share=None)
    summary = new_spreadsheet(emulator, "Summary", share="reader")

    code, out, _ = command("check", link(source), "--out", link(summary), "--format", "json")

    answer = json.loads(out)
    assert code == answer["exit_code"] == 4
    assert [(book["may_read"], book["may_write"]) for book in answer["workbooks"]] == [(False, None), (True, False)]
    assert [f"{ROBOT} as Viewer" in answer["to_mend"][0], f"{ROBOT} as Editor" in answer["to_mend"][1]] == [True, True]


def test_check_counts_what_keeps_a_tab_from_being_written_as_something_to_mend(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    summary: str,
    words: tuple[str, ...],
):
    Client(emulator, summary, OWNER).batch({"addSheet": {"properties": {"title": "Patterns"}}})

    code, out, _ = command("check", *words)

    assert code == 3
    assert (
        "To mend (1):\n  1. Patterns: the spreadsheet has a sheet of that title that this program did not make" in out
    )


LONG_AGO = """
    Escalation ID | Raised at        | Priority | Status | First response   | Resolved at
    ESC-1         | 04/03/2024 09:00 | Critical | Closed | 04/03/2024 10:00 | 04/03/2024 15:00
    """


def test_verdicts_stand_in_google_until_a_run_recomputes_them(
    command: CommandLine,
    emulator: Emulator,  # noqa: F811
    tmp_path: Path,
):
    workbook = openpyxl.Workbook()
    for row in grid(LONG_AGO).rows:
        workbook.active.append(list(row))
    workbook.active.title = "Escalations"
    workbook.save(tmp_path / "escalations.xlsx")
    source, summary = loaded(emulator, tmp_path / "escalations.xlsx"), new_spreadsheet(emulator, "Summary")
    config = tmp_path / "team.toml"

    def run(target: str, *words: str) -> dict[str, Any]:
        policy = f'name = "resolution"\nclock = "resolution"\ntarget = "{target}"\ncalendar = "24x7"\n'
        places = f'workbook = "{link(source)}"\n[summary]\nworkbook = "{link(summary)}"\n'
        config.write_text(f"{places}[[sla.policies]]\n{policy}", "utf-8")
        return run_json(command, "--config", config, *words, now="2024-03-13T10:00Z")

    def flips() -> list[tuple[str, str]]:
        found = json.loads(command("check", "--config", config, "--format", "json")[1])["flips"]
        return [(flip["given"], flip["today"]) for flip in found]

    run("8h")
    unchanged = run("8h")
    run("1h")
    before = flips()
    recomputed = run("1h", "--recompute")["recomputed"]

    assert {tab["state"] for tab in unchanged["tabs"]} == {"unchanged"}
    assert before == [(flip["given"], flip["today"]) for flip in recomputed] == [("met", "missed")]
    assert flips() == []
