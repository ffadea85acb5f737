import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_sync import schedule
from tests.commands import CommandLine

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-03-09T10:00Z"
ESCALATIONS = """\
Escalation ID,Raised at,Team,Priority,Status,Subject,First response at,Resolved at
ESC-1,2026-03-06 16:00,Policy,Critical,Open,Points not restored,,
ESC-2,2026-03-02 09:00,Product,High,Closed,Wrong category,2026-03-02 10:00,2026-03-03 12:00
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    file = tmp_path / "escalations.csv"
    file.write_text(ESCALATIONS, "utf-8")
    return file


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(monkeypatch, capsys)


def test_a_run_says_in_three_lines_what_was_found_and_what_to_open(command, tracker: Path):
    command("run", tracker, "--now", NOW)
    code, out, err = command("run", tracker, "--now", NOW)

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Read 2 rows of 1 tracker: 2 accepted, 0 left out, 0 not data; "
        "0 further cells could not be read (see Row issues).",
        "Found 1 open escalation, 1 breached and 0 at risk; 0 recurring violation types, 0 patterns rising.",
        f"5 tabs written. Open {tracker.with_name('escalations.summary.xlsx')}",
    ]
    assert tracker.with_name("escalations.summary.xlsx").is_file()


def test_the_first_run_says_that_none_is_known_before_it(command, tracker: Path):
    said = [command("run", tracker, "--now", NOW)[1].splitlines() for _ in range(2)]

    assert [len(lines) for lines in said] == [4, 3]
    assert said[0][2] == "No earlier run is known of this summary: what changes is remembered from now on."


def test_json_is_one_object_with_the_account(command, tracker: Path):
    code, out, _ = command("run", tracker, "--now", NOW, "--format", "json")

    answer = json.loads(out)
    assert code == answer["exit_code"] == 0
    assert answer["as_of"] == "2026-03-09T10:00:00Z"
    assert answer["trackers"]["escalations"]["accepted"] == 2


def test_a_dry_run_exports_but_writes_no_workbook(command, tracker: Path, tmp_path: Path):
    code, out, _ = command("run", tracker, "--now", NOW, "--dry-run", "--export", tmp_path / "out")

    assert code == 0
    assert "Dry run" in out
    assert not tracker.with_name("escalations.summary.xlsx").exists()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "actions.csv", "cases.csv", "column_accounts.csv", "escalations.csv", "feedback.csv", "known_events.csv",
        "playbooks.csv", "row_accounts.csv", "row_issues.csv", "run.json", "sla.csv", "traffic.csv",
    ]  # fmt: skip


def test_trackers_are_never_written(command, tracker: Path):
    before = (tracker.read_bytes(), tracker.stat().st_mtime_ns)

    command("run", tracker, "--now", NOW, "--export", tracker.parent / "export")

    assert (tracker.read_bytes(), tracker.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["run", "{folder}/escalatons.csv"], 2, "escalations.csv"),
        (["run", "{folder}/nothing"], 2, "nothing"),
        (["run"], 2, "There is nothing to read."),
        (["run", "{tracker}", "--out", "{tracker}"], 2, ".xlsx"),
        (["run", "{tracker}", "--out", "{folder}/x.pdf"], 2, "ends in .xlsx"),
        (["run", "{tracker}", "--now", "yesterday"], 2, "--now: 'yesterday' is not an instant"),
        (["run", "{tracker}", "--config", "{folder}/none.toml"], 2, "there is no such configuration file"),
        (["run", "{tracker}", "--export", "{folder}"], 2, "holds escalations.csv, which this program did not write"),
        (["run", "{folder}", "--export", "{folder}"], 2, "holds the trackers"),
        (["run", "https://docs.google.com/document/d/1AbC/edit"], 2, "leads to a text document, not to a spreadsheet"),
        (["run", "{folder}/empty.csv"], 3, "no tab was recognised as a tracker"),
        (["run", ""], 2, "found no name of a workbook"),
        (["run", "{tracker}", "--now", "1800-01-01T00:00"], 2, "outside the years 2000 to 2099"),
        (["run", "{tracker}", "--now", "9999-12-31T23:59"], 2, "outside the years 2000 to 2099"),
        (["rum"], 2, "run"),
    ],
)
def test_what_the_operator_must_mend_is_a_sentence_and_an_exit_code(
    command, tracker: Path, words: list[str], code: int, said: str
):
    (tracker.parent / "empty.csv").touch()
    places = {"folder": tracker.parent, "tracker": tracker}

    found, out, err = command(*(word.format(**places) for word in words))

    assert found == code
    assert said in err
    assert "Traceback" not in out + err


def test_an_error_is_an_object_for_machines_too(command, tmp_path: Path):
    code, out, _ = command("run", tmp_path / "nothing.xlsx", "--format", "json")

    assert code == 2
    assert json.loads(out)["kind"] == "ConfigError"


def test_a_tab_that_is_not_there_is_said_and_the_rest_is_published(command, tracker: Path, tmp_path: Path):
    settings = tmp_path / "team.toml"
    settings.write_text("[trackers.cases]\ntabs = ['Casez']\n", "utf-8")

    code, out, err = command("run", tracker, "--now", NOW, "--config", settings)

    assert code == 3
    assert "no tab is called 'Casez' (found 'escalations')" in err
    assert "Open" in out


def test_help_needs_no_heavy_import():
    heavy = "{'pandas', 'pydantic', 'numpy', 'scipy', 'rich', 'xlsxwriter', 'python_calamine', 'holidays'}"
    script = (
        f"import sys, sheets_sync.cli; sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_workbook_of_somebody_else_is_never_replaced(command, tracker: Path, tmp_path: Path):
    (tmp_path / "mine.xlsx").write_bytes(b"somebody's figures")
    (tmp_path / "trackers.xlsx").write_bytes(b"somebody's trackers")

    runs = [command("run", tracker, "--out", tmp_path / "mine.xlsx"), command("demo", "--out", tmp_path)]

    assert [(code, "was not written by this program" in err) for code, _, err in runs] == [(2, True), (2, True)]
    assert (tmp_path / "mine.xlsx").read_bytes() == b"somebody's figures"
    assert (tmp_path / "trackers.xlsx").read_bytes() == b"somebody's trackers"


def test_our_own_summary_and_exports_are_replaced(command, tracker: Path, tmp_path: Path):
    codes = [command("run", tracker, "--now", NOW, "--export", tmp_path / "out")[0] for _ in range(2)]

    assert codes == [0, 0]


def test_exports_never_land_among_csv_files_of_somebody_else(command, tracker: Path, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "cases.csv").write_text("mine", "utf-8")

    code, _, err = command("run", tracker, "--export", tmp_path / "mine")

    assert (code, "did not write" in err) == (2, True)
    assert not tracker.with_name("escalations.summary.xlsx").exists()


def test_the_folder_one_stands_in_gets_its_summary_beside_it(command, tracker: Path, monkeypatch: pytest.MonkeyPatch):
    inner = tracker.parent / "trackers"
    inner.mkdir()
    tracker.rename(inner / tracker.name)
    monkeypatch.chdir(inner)

    code, _, err = command("run", ".", "--now", NOW)

    assert (code, err) == (0, "")
    assert (inner.parent / "trackers.summary.xlsx").is_file()


def test_a_long_name_of_a_folder_is_not_taken_for_a_google_spreadsheet(
    command, tracker: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tracker.parent / "export_of_our_ticket_tool_from_november_2026_v2"
    folder.mkdir()
    tracker.rename(folder / tracker.name)
    monkeypatch.chdir(tracker.parent)

    assert command("run", folder.name, "--now", NOW)[0] == 0


def test_one_broken_file_of_a_folder_is_said_and_the_others_are_published(command, tracker: Path):
    folder = tracker.parent / "trackers"
    folder.mkdir()
    tracker.rename(folder / tracker.name)
    (folder / "cases.csv").write_text('Case ID,Opened at\n"C-1,2026-03-02\n', "utf-8")

    code, out, err = command("run", folder, "--now", NOW)

    assert code == 3
    assert "cases.csv" in err
    assert "Read 2 rows of 1 tracker" in out


def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the service run every job once, whatever its times, and end."""
    monkeypatch.setattr(schedule, "serve", lambda jobs, clock: [schedule.run_logged(job) for job in jobs] and None)


def test_the_service_says_in_one_line_what_each_run_wrote(command, tracker: Path, monkeypatch, caplog):
    served(monkeypatch)
    config = tracker.with_name("team.toml")
    config.write_text(f'workbook = "{tracker.name}"\n[schedule]\nevery = "15m"\n', "utf-8")

    code, out, _ = command("serve", "--config", config)

    assert (code, out) == (0, "")
    (line,) = caplog.messages
    assert re.fullmatch(r"team\.toml: 5 tabs written; No earlier run .* now on\. \(0 calls, \d+\.\d s\)", line)
    assert tracker.with_name("escalations.summary.xlsx").is_file()


def test_a_run_of_the_service_that_fails_is_one_line_and_the_next_one_is_tried(
    command, tracker: Path, monkeypatch, caplog
):
    served(monkeypatch)
    configs = [tracker.with_name(f"{name}.toml") for name in ("gone", "team")]
    for config, workbook in zip(configs, ("gone.csv", tracker.name), strict=True):
        config.write_text(f'workbook = "{workbook}"\n[schedule]\ndaily_at = ["07:00"]\n', "utf-8")

    code, _, _ = command("serve", "--config", configs[0], "--config", configs[1])

    assert code == 0
    assert [message.partition(":")[0] for message in caplog.messages] == ["gone.toml", "team.toml"]
    assert "gone.csv does not exist" in caplog.messages[0]


def test_a_configuration_without_a_schedule_cannot_be_served(command, tracker: Path):
    config = tracker.with_name("team.toml")
    config.write_text(f'workbook = "{tracker.name}"\n', "utf-8")

    code, _, err = command("serve", "--config", config)

    assert code == 2
    assert err == 'team.toml: has no [schedule]. Add one, such as every = "15m", or call `run` from cron.\n'


def test_check_of_files_says_what_was_recognised(command, tracker: Path):
    code, out, err = command("check", tracker)

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "escalations.csv (trackers): can be read",
        f"  {tracker}",
        "escalations.summary.xlsx (summary): can be read, can be written",
        f"  {tracker.with_name('escalations.summary.xlsx')}",
        "Escalations in 'escalations': 2 rows accepted, 0 left out",
        "No tab found for: Cases, Feedback, Traffic, Playbooks, Known events, Actions",
        "Nothing to mend.",
    ]
    assert not tracker.with_name("escalations.summary.xlsx").exists()


def test_check_says_where_a_run_could_not_write(command, tracker: Path, tmp_path: Path):
    code, out, _ = command("check", tracker, "--out", tmp_path / "gone" / "summary.xlsx")

    assert code == 2
    assert "summary.xlsx (summary): can be read, cannot be written\n" in out
    assert f"summary.xlsx: there is no folder '{tmp_path / 'gone'}'. Create it or name another one.\n" in out


def test_check_says_that_a_file_of_somebody_else_stands_there(command, tracker: Path):
    code, out, _ = command("check", tracker, "--out", tracker)

    assert code == 2
    assert "already exists and was not written by this program, so it is not replaced." in out


def test_a_summary_is_not_read_as_a_tracker(command, tracker: Path):
    command("run", tracker)
    summary = tracker.with_name("escalations.summary.xlsx")

    code, out, err = command("run", summary)

    assert (code, out) == (2, "")
    assert err.startswith(f"{summary} is a summary that this program wrote, not a tracker.\n")
    assert not tracker.with_name("escalations.summary.summary.xlsx").exists()


def test_check_says_what_a_configuration_asks_for_in_vain(command, tracker: Path, tmp_path: Path):
    config = tmp_path / "team.toml"
    calendar = "timezone = 'Europe/Berlin'\nweek = { mon = ['09:00-18:00'] }\nholidays = { remove = ['2026-10-05'] }"
    config.write_text(f"sla.policies = []\n[sla.calendars.pl]\n{calendar}\n", "utf-8")

    code, out, _ = command("check", tracker, "--config", config)

    assert code == 3
    assert "  1. sla.calendars.pl: no policy counts in this calendar. Name it in a policy, or take it out.\n" in out
    assert "  2. sla.calendars.pl.holidays.remove: 2026-10-05 is no holiday there anyway. Correct the day, or" in out


def test_check_says_every_trouble_at_once(command, tracker: Path, tmp_path: Path):
    config = tmp_path / "team.toml"
    config.write_text('workbook = "escalatons.csv"\n[summary]\nworkbook = "none/live.xlsx"\n', "utf-8")

    code, out, _ = command("check", "--config", config)

    assert code == 2
    assert "To mend (" in out
    assert f"Did you mean {str(tracker)!r}?" in out


def test_check_says_what_another_target_would_have_made_of_attainment(command, tracker: Path):
    before = sorted(tracker.parent.iterdir())

    code, out, _ = command("check", tracker, "--what-if", "high, resolution=4h", "--what-if", "high, first response=2h")

    assert code == 0
    head, *lines = out.split("\n\n")[1].splitlines()
    assert head.startswith("What if? All clocks judged anew as of ")
    assert lines == [
        "high, first response (first response), target 2 h → 2 h:",
        "  met 1 of 1 → 1 of 1",
        "  none better; none worse",
        "First response, all policies: met 1 of 2 → 1 of 2",
        "high, resolution (resolution), target 16 h → 4 h:",
        "  met 1 of 1 → 0 of 1",
        "  none better; 1 verdict worse: ESC-2",
        "Resolution, all policies: met 1 of 2 → 0 of 2",
    ]
    assert sorted(tracker.parent.iterdir()) == before


def test_check_tells_machines_too(command, tracker: Path):
    code, out, _ = command("check", tracker, "--what-if", "high, resolution=4h", "--format", "json")

    own, together = json.loads(out)["what_if"]
    assert code == 0
    assert (own["policy"], own["worse"], own["target"]["after"]) == ("high, resolution", ["ESC-2"], {"seconds": 14400})
    assert together["policy"] is None
    assert json.loads(command("check", tracker, "--format", "json")[1])["what_if"] == []


def test_check_cannot_suppose_anything_of_trackers_it_cannot_read(command, tmp_path: Path):
    (tmp_path / "empty.csv").write_text("Nothing,here\n1,2\n", "utf-8")

    code, out, _ = command("check", tmp_path / "empty.csv", "--what-if", "high, resolution=4h")

    assert code == 3
    assert out.splitlines()[-1] == "What if? That cannot be said before the trackers can be read."


@pytest.mark.parametrize("asked", ["high", "high, resolution=4h"])
def test_without_policies_what_if_says_so(command, tracker: Path, tmp_path: Path, asked: str):
    (tmp_path / "team.toml").write_text("[sla]\npolicies = []\n", "utf-8")

    code, _, err = command("check", tracker, "--config", tmp_path / "team.toml", "--what-if", asked)

    assert (code, err) == (
        2,
        f"--what-if {asked!r}: no policy is in force, so there is no target to change; add one under "
        "[[sla.policies]]\n",
    )


def test_every_mistake_in_what_if_is_a_sentence(command, tracker: Path):
    asked = ("high", "low resolution", "hihg, resolution=4h", "=4h", "low, resolution=2d", "low, resolution=-1h",
             "low, resolution=soon", "high, resolution=", "high, resolution=4h", "high, resolution = 5h")  # fmt: skip

    code, out, err = command("check", tracker, *(word for text in asked for word in ("--what-if", text)))

    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "--what-if 'high': has no '='; write the policy's name, '=' and its target, "
        "such as 'critical, first response=8h'",
        "--what-if 'low resolution': has no '='; write the policy's name, '=' and its target, "
        "such as 'low, resolution=8h'",
        "--what-if 'hihg, resolution=4h': there is no policy 'hihg, resolution'; did you mean 'high, resolution'?",
        "--what-if '=4h': names no policy before '='; write its name there",
        "--what-if 'low, resolution=2d': '2d' does not say which days: write '2 working days' to count dates, "
        "or open hours: two days of nine hours are '18h', two whole days '48h'",
        "--what-if 'low, resolution=-1h': '-1h' is negative; a clock may run for '0h' or longer, "
        "and an empty target '' is none",
        "--what-if 'low, resolution=soon': 'soon' is not a target; write it as '2h', '1h 30m' or '2 working days'",
        "--what-if 'high, resolution=': names no target after '='; write one such as '8h' or '2 working days'",
        "--what-if 'high, resolution = 5h': another target of 'high, resolution' is named already; name one",
    ]


def test_a_window_has_no_attainment_to_suppose(command, tracker: Path, tmp_path: Path):
    (tmp_path / "team.toml").write_text(
        'workbook = "escalations.csv"\n[[sla.policies]]\nname = "window"\nclock = "appeal_window"\n'
        'target = "8h"\ncalendar = "24x7"\n',
        "utf-8",
    )

    code, _, err = command("check", "--config", tmp_path / "team.toml", "--what-if", "window=9h")

    assert code == 2
    assert "'window' is a window, which nobody keeps or breaks, so no rate stands on it; name another" in err
