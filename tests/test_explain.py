"""`explain` from the command line: the same answer as a run, for people and for machines, and nothing written.

When the words change on purpose, `python -m tests.test_explain` writes tests/expected/explain.txt anew.
"""

import csv
import io
import json
import re
import shutil
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sheets_sync.analysis.history import history
from sheets_sync.analysis.record_explained import explained_record
from sheets_sync.asked import configured, run_request
from sheets_sync.documents.explain_json import record_json
from sheets_sync.documents.exports import sla_csv
from sheets_sync.errors import ConfigError
from sheets_sync.explain import Explanation, explain_once
from sheets_sync.looking import connected, looked
from sheets_sync.pipeline import run_once
from sheets_sync.run_report import RunReport
from sheets_sync.sample.demo import build_demo
from sheets_sync.workbooks.connect import Workbooks
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.google_access import GoogleAccess
from sheets_sync.workbooks.tab import Link, Tab
from tests.commands import CommandLine, command  # noqa: F401
from tests.drawing import utc

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests" / "expected" / "explain.txt"
NOW = "2026-04-09T10:00Z"
DEMO_NOW = utc("2026-03-13 09:00")
TEAM = """
workbook = "trackers"
timezone = "Europe/Berlin"

[sla.calendars.eu]
timezone = "Europe/Berlin"
week = { mon = ["09:00-12:00", "13:00-18:00"], tue = ["09:00-18:00"], wed = ["09:00-18:00"], thu = ["09:00-18:00"] }
holidays = { country = "DE", subdivision = "BE", add = ["2026-04-08"] }
exceptions = { "2026-04-07" = ["10:00-12:00"] }
breaks = { thu = ["12:30-13:00"] }

[sla.calendars.nights]
timezone = "Europe/Lisbon"
week = { sat = ["22:00-06:00"] }

[[sla.policies]]
name = "critical"
clock = "resolution"
when = { priority = ["critical"] }
target = "12h"
calendar = "eu"
pauses_on = ["waiting"]
valid_from = "2026-01-01"
steps = [{ at = "80 %", to = "owner" }, { at = "due", to = "team lead" }]

[[sla.policies]]
name = "nights"
clock = "resolution"
when = { priority = ["high"] }
target = "10h"
calendar = "nights"
minutes_left = 90

[[sla.policies]]
name = "answers"
clock = "first_response"
target = "2 working days"
calendar = "eu"
"""
RUNS = [  # when; the status and the team of ESC-1
    ("2026-04-02 14:00", "Open", "Policy"),
    ("2026-04-02 15:00:30", "Waiting", "Policy"),
    ("2026-04-07 09:00", "In progress", "Product"),
    ("2026-04-07 09:30", "Resolved", "Product"),
    ("2026-04-09 08:00", "Reopened", "Product"),
]
SAME = ("clock", "state", "start", "stop", "due_at", "breach_at", "why")  # in sla.csv, and here
FIGURES = ("elapsed_seconds", "target_seconds", "paused_seconds")
ESCALATIONS = """\
Escalation ID,Raised at,Team,Owner,Priority,Status,Subject,First response at,Resolved at
ESC-1,2026-04-02 15:00,{team},Ana,Critical,{status},Points not restored,,
ESC-2,2026-03-28 20:00,Policy,Ben,High,Open,Rooms throttled at night,2026-03-30,
ESC-3,2026-04-01,Legal,Ben,Low,Closed,Which clause,2026-04-06,2026-04-07
ESC-4,31/02/2026,Legal,Ben,Low,Open,Bad day,,
ESC-5,2026-04-01 09:00,Legal,Ben,Low,Open,Twice,,
ESC-5,2026-04-01 09:00,Legal,Ben,High,Open,Twice,,
"""
CASES = """\
Case ID,Opened at,Market,Violation type,Status,Enforcement
C-1,2026-02-02,DE,Gambling,Open,LIVE ban
ESC-1,2026-02-03,FR,Gambling,Closed,Warning
"""


def told(folder: Path, asked: str, now: str = NOW, config: str = "team.toml") -> Explanation:
    settings, base = configured(folder / config)
    request = run_request(settings, base)
    return explain_once(request, Workbooks(GoogleAccess(), time), asked, utc(now.replace("Z", "").replace("T", " ")))


def after_runs(folder: Path) -> Path:
    """Trackers that have changed from run to run, and the summary of the last."""
    (folder / "trackers").mkdir()
    (folder / "team.toml").write_text(TEAM, "utf-8")
    (folder / "trackers" / "Cases.csv").write_text(CASES, "utf-8")
    settings, base = configured(folder / "team.toml")
    for now, status, team in RUNS:
        (folder / "trackers" / "Escalations.csv").write_text(ESCALATIONS.format(status=status, team=team), "utf-8")
        run_once(run_request(settings, base), Workbooks(GoogleAccess(), time), utc(now))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return after_runs(tmp_path_factory.mktemp("explain"))


@pytest.fixture(scope="module")
def words(folder: Path) -> str:
    return snapshot(folder)


def snapshot(folder: Path) -> str:
    return "\n\n\n".join(told(folder, asked).words() for asked in ("ESC-1", "ESC-2", "ESC-3", "ESC-5")) + "\n"


def test_the_words_read_as_expected(words: str):
    assert words == EXPECTED.read_text("utf-8")


def test_no_line_is_wider_than_a_terminal(words: str):
    assert max(map(len, words.splitlines())) <= 100


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunReport]:
    """The demo's trackers after two runs, and what the second one found."""
    folder = tmp_path_factory.mktemp("demo")
    build_demo(folder / "trackers.xlsx", utc("2026-03-11 10:00"))
    (folder / "team.toml").write_text('workbook = "trackers.xlsx"', "utf-8")
    request = run_request(*configured(folder / "team.toml"))
    run_once(request, Workbooks(GoogleAccess(), time), utc("2026-03-12 09:00"))
    return folder, run_once(request, Workbooks(GoogleAccess(), time), DEMO_NOW)


def test_the_readme_shows_a_real_answer(demo: tuple[Path, RunReport]):
    (example,) = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    head, tail = example.split("\n\n…\n\n")

    words = told(demo[0], example.split()[0], "2026-03-13 09:00").words()

    assert words.startswith(f"{head}\n\n")
    assert words.endswith(f"\n\n{tail.rstrip()}")


def test_it_says_what_a_run_at_the_same_instant_exports(demo: tuple[Path, RunReport]):
    folder, report = demo
    request = run_request(*configured(folder / "team.toml"))
    exported: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(sla_csv(report.findings))):
        exported[row["record_id"]].append(row)

    workbooks = Workbooks(GoogleAccess(), time)
    found = looked(request, *connected(request, workbooks, DEMO_NOW), DEMO_NOW)
    past = history(found.told, "escalations", DEMO_NOW)
    for record_id, rows in sorted(exported.items())[::6]:
        record = explained_record(found.findings, found.told, past, record_id)
        answer = record_json(found.findings, record, Link("Escalations!A1"), [])
        assert [{name: clock[name] or "" for name in SAME} for clock in answer["clocks"]] == [
            {name: row[name] for name in SAME} for row in rows
        ]
        for clock, row in zip(answer["clocks"], rows, strict=True):
            assert [clock[name] for name in FIGURES] == [float(row[name]) if row[name] else None for name in FIGURES]
            counted = [sum(one["seconds"] for one in reading["segments"]) for reading in clock["readings"]]
            assert counted == [reading["elapsed_seconds"] for reading in clock["readings"]]
    assert len(exported) > 100


def test_json_has_every_segment_pause_and_closed_day(folder: Path, command: CommandLine):  # noqa: F811
    code, out, err = command("explain", "ESC-1", "--config", folder / "team.toml", "--now", NOW, "--format", "json")

    answer = json.loads(out)
    escalation = next(record for record in answer["records"] if record["tracker"] == "escalations")
    resolution = escalation["clocks"][1]
    (reading,) = resolution["readings"]
    assert (code, err) == (answer["exit_code"], "") == (0, "")
    assert answer["as_of"] == "2026-04-09T10:00:00Z"
    assert escalation["place"] == {
        "workbook": "trackers", "tab": "Escalations", "row": 2, "address": "Escalations!A2", "url": None,
    }  # fmt: skip
    assert (resolution["policy"]["name"], resolution["policy"]["timezone"]) == ("critical", "Europe/Berlin")
    assert reading["segments"] == [
        {"start": "2026-04-02T13:00:00Z", "end": "2026-04-02T15:00:30Z", "seconds": 7230.0},
        {"start": "2026-04-07T09:00:00Z", "end": "2026-04-07T09:30:00Z", "seconds": 1800.0},
        {"start": "2026-04-09T08:00:00Z", "end": "2026-04-09T10:00:00Z", "seconds": 7200.0},
    ]
    assert [(one["start"], one["status"], one["seconds"]) for one in reading["pauses"]] == [
        ("2026-04-02T15:00:30Z", "waiting", 3570.0 + 3600.0),
        ("2026-04-07T09:30:00Z", None, 1800.0 + 3600.0),
    ]
    assert [(one["day"], one["name"], one["is_added"]) for one in reading["holidays"]] == [
        ("2026-04-06", "Easter Monday", False),
        ("2026-04-08", None, True),
    ]
    assert reading["other_hours"] == [{"day": "2026-04-07", "hours": "10:00–12:00"}]
    assert (resolution["next_step"], resolution["next_step_at"]) == (["owner"], "2026-04-09T15:35:30Z")
    assert resolution["legs"] == [{"team": "policy", "seconds": 7230.0}, {"team": "product", "seconds": 9000.0}]


def test_an_id_that_two_trackers_have_is_explained_in_both(folder: Path):
    explanation = told(folder, "ESC-1")

    assert [record.tracker for record in explanation.records] == ["cases", "escalations"]
    assert "Case in Cases!A3" in explanation.words()
    assert "Escalation in Escalations!A2" in explanation.words()


@pytest.mark.parametrize("asked", ["esc-2", "  ESC-2 ", "ESC 2", "esc2", "ＥＳＣ-2"])
def test_capitals_spaces_and_dashes_of_an_id_are_forgiven(folder: Path, asked: str):
    assert [record.record_id for record in told(folder, asked).records] == ["ESC-2"]


def test_ids_that_differ_only_in_capitals_must_be_written_as_they_stand(tmp_path: Path, command: CommandLine):  # noqa: F811
    tracker = tmp_path / "cases.csv"
    tracker.write_text("Case ID,Opened at,Market,Violation type,Status\nab1,2026-02-02,DE,Gambling,Open\n", "utf-8")
    tracker.write_text(tracker.read_text("utf-8") + "AB1,2026-02-02,DE,Gambling,Open\n", "utf-8")

    code, _, err = command("explain", "Ab1", tracker)

    assert (code, err) == (2, "'Ab1': could be 'AB1' or 'ab1'. Write the id as it stands in the tracker.\n")
    assert command("explain", "ab1", tracker)[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ESC-11", "{folder}/trackers"], 2, "'ESC-11': no record has this id. Looked in cases (2 records), "
            "escalations (4 records). Did you mean 'ESC-1'"),
        (["nonsense", "{folder}/trackers"], 2, "Take the id from its tracker or from SLA now."),
        (["", "{folder}/trackers"], 2, "'': no record has this id."),
        (["ESC-4", "{folder}/trackers"], 3, "'ESC-4': is counted nowhere, so no clock of it runs.\n"
            "Left out: Escalations!B5, '31/02/2026', is not a day that exists; write the day as 2026-02-28"),
        (["ESC-1", "{folder}/trackerz"], 2, "trackerz"),
        (["ESC-1"], 2, "There is nothing to read."),
        (["ESC-1", "{folder}/empty.csv"], 3, "no tab was recognised as a tracker"),
        (["ESC-1", "{folder}/trackers", "--now", "yesterday"], 2, "--now: 'yesterday' is not an instant"),
        (["ESC-1", "{folder}/trackers", "--config", "{folder}/none.toml"], 2, "no such configuration file"),
        (["ESC-1", "{folder}/trackers", "--out", "{folder}/x.pdf"], 2, "ends in .xlsx"),
        ([], 2, "record_id"),
    ],
)  # fmt: skip
def test_what_is_amiss_is_a_sentence_and_an_exit_code(
    folder: Path, command: CommandLine, words: list[str], code: int, said: str  # noqa: F811
):  # fmt: skip
    (folder / "empty.csv").touch()

    found, out, err = command("explain", *(word.format(folder=folder) for word in words))

    assert (found, out) == (code, "")
    assert said in err


def test_rows_left_out_beside_the_one_that_counts_are_told(folder: Path):
    assert told(folder, "ESC-5").words().endswith(
        "Left out: Escalations!A7, 'ESC-5', repeats a record and says something else: Priority; delete\n"
        "the row, or give it an id of its own; the row that counts is Escalations!A6."
    )  # fmt: skip


def test_rows_left_out_of_an_id_that_differs_in_a_dash_are_another_records(tmp_path: Path):
    rows = ["E-1-2,High", "E-1-2,Low", "E-12,High", "?,High"]
    lines = [f"{row},2026-03-02 09:00,Policy,Open,Points" for row in rows]
    heading = "Escalation ID,Priority,Raised at,Team,Status,Subject"
    (tmp_path / "escalations.csv").write_text("\n".join([heading, *lines]), "utf-8")
    (tmp_path / "team.toml").write_text('workbook = "escalations.csv"', "utf-8")

    assert "Left out" in told(tmp_path, "E-1-2").words()
    assert "Left out" not in told(tmp_path, "E-12").words()
    for asked, said in (("e 12", "could be 'E-1-2' or 'E-12'"), ("-", "no record has this id")):
        with pytest.raises(ConfigError, match=said):
            told(tmp_path, asked)


GONE = """\
ESC-2  ·  not found
Escalation as earlier runs saw it
As of Thu 9 Apr 2026, 12:00 Berlin  ·  seen by runs since Thu 2 Apr 16:00  ·  last noted Tue 7 Apr 11:30

  Status        Resolved, seen since Tue 7 Apr 11:30
  Owner         Ben, seen since Thu 2 Apr 16:00
  Team          Product, seen since Tue 7 Apr 11:00
  Priority      High, seen since Thu 2 Apr 16:00
  Verdict       first response met, given Tue 7 Apr 11:00 by policy 'answers'
  Verdict       resolution missed, given Tue 7 Apr 11:30 by policy 'nights'

Seen to change
  Thu 2 Apr 17:00:30  Status from Open to Waiting
  Tue 7 Apr 11:00     Status from Waiting to In progress
  Tue 7 Apr 11:00     Team from Policy to Product
  Tue 7 Apr 11:30     Status from In progress to Resolved
"""


@pytest.fixture
def since_gone(tmp_path: Path) -> Path:
    """Trackers after runs that saw an escalation change, and from which it then vanished."""
    (tmp_path / "trackers").mkdir()
    (tmp_path / "team.toml").write_text(TEAM, "utf-8")
    rows = ESCALATIONS.replace("31/02/2026", "2026-03-31").splitlines()[:-1]
    changing = rows[2].replace("Policy,Ben,High,Open", "{team},Ben,High,{status}")
    for now, status, team in RUNS:
        kept = [] if status == "Reopened" else [changing.format(status=status, team=team)]
        kept = [rows[0], *rows[3:], *kept]
        (tmp_path / "trackers" / "Escalations.csv").write_text("\n".join(kept), "utf-8")
        run_once(run_request(*configured(tmp_path / "team.toml")), Workbooks(GoogleAccess(), time), utc(now))
    return tmp_path


@pytest.mark.parametrize("asked", ["ESC-2", "esc 2"])
def test_of_a_record_that_is_gone_what_runs_noted_is_told(since_gone: Path, command: CommandLine, asked: str):  # noqa: F811
    code, out, err = command("explain", asked, "--config", since_gone / "team.toml", "--now", NOW)

    assert (code, out) == (3, GONE)
    assert err == (
        "'ESC-2': is not in escalations any more, so no clock of it runs; all that is known is what runs noted of it. "
        "If it should be there, restore its row (in Google Sheets: File > Version history).\n"
    )


def test_json_has_what_runs_noted_of_a_record_that_is_gone(since_gone: Path, command: CommandLine):  # noqa: F811
    words = ("explain", "ESC-2", "--config", since_gone / "team.toml", "--now", NOW, "--format", "json")

    code, out, _ = command(*words)

    answer = json.loads(out)
    (record,) = answer["remembered"]
    assert (code, answer["exit_code"], answer["records"], len(answer["troubles"])) == (3, 3, [], 1)
    assert (record["tracker"], record["record_id"]) == ("escalations", "ESC-2")
    assert (record["seen_since"], record["last_noted_at"]) == ("2026-04-02T14:00:00Z", "2026-04-07T09:30:00Z")
    assert record["seen"]["status"] == {"value": "resolved", "since": "2026-04-07T09:30:00Z"}
    assert record["changes"][0] == {
        "at": "2026-04-02T15:00:30Z", "field": "status", "before": "open", "after": "waiting",
    }  # fmt: skip
    assert [list(verdict.values()) for verdict in record["verdicts"]] == [
        ["first_response", "met", "answers", "eu", "2026-04-07T09:00:00Z"],
        ["resolution", "missed", "nights", "nights", "2026-04-07T09:30:00Z"],
    ]
    assert list(record["verdicts"][0]) == ["clock", "state", "policy", "calendar", "given_at"]


def test_a_record_in_a_row_that_cannot_be_read_is_not_said_to_be_gone(since_gone: Path):
    with (since_gone / "trackers" / "Escalations.csv").open("a", encoding="utf-8") as file:
        file.write("\n,2026-03-28 20:00,Policy,Ben,High,Open,Rooms throttled at night,,\n")

    explanation = told(since_gone, "ESC-2")

    assert explanation.exit_code == 3
    assert "which could not be read whole, so it may be there all the same" in explanation.troubles[0]


def test_of_an_id_that_nobody_ever_had_the_nearest_are_named(since_gone: Path):
    with pytest.raises(ConfigError, match=r"'ESC-33': no record has this id\..* Did you mean 'ESC-3'"):
        told(since_gone, "ESC-33")


def test_a_record_without_a_clock_says_what_to_configure(folder: Path, tmp_path: Path):
    assert told(folder, "C-1").words().splitlines()[-3:] == [
        "No policy names a clock of cases, so none is counted. To have one, add a policy with clock =",
        "'appeal_decision' (appeal decision) or clock = 'appeal_window' (appeal window) under",
        "[[sla.policies]] in the configuration; config/example.toml shows how.",
    ]
    shutil.copytree(folder / "trackers", tmp_path / "trackers")
    policy = '[[sla.policies]]\nname = "appeals"\nclock = "appeal_decision"\ntarget = "8h"\ncalendar = "24x7"\n'
    (tmp_path / "team.toml").write_text(f'workbook = "trackers"\n{policy}', "utf-8")

    assert (
        told(tmp_path, "C-1").words().endswith("there is an appeal, and nothing in its row says that there was\none.")
    )


def test_a_record_of_a_tracker_without_clocks_says_so(tmp_path: Path):
    text = "Playbook ID,Title,Type,Status,Question,Answer\nPB-1,What counts as LIVE,Playbook,Published,What?,That.\n"
    (tmp_path / "Playbooks.csv").write_text(text, "utf-8")
    (tmp_path / "team.toml").write_text('workbook = "Playbooks.csv"', "utf-8")

    words = told(tmp_path, "PB-1").words()

    assert words.endswith("No clock runs for playbooks: clocks are those of escalations, cases and feedback.")


def given_and_changed(folder: Path, then: str) -> Explanation:
    """An answer that a run found to be met within four hours, explained once the policy has become another."""
    trackers = folder / "escalations.csv"
    heading = "Escalation ID,Raised at,Team,Priority,Status,Subject,First response at\n"
    trackers.write_text(f"{heading}ESC-1,2026-03-06 15:00,Policy,High,Closed,Points,2026-03-06 18:00\n", "utf-8")
    policy = '[[sla.policies]]\nname = "all"\nclock = "first_response"\ncalendar = "24x7"\n'
    for target in ("4h", then):
        (folder / "team.toml").write_text(f'workbook = "escalations.csv"\n{policy}target = "{target}"\n', "utf-8")
        if target != then:
            request = run_request(*configured(folder / "team.toml"))
            run_once(request, Workbooks(GoogleAccess(), time), utc("2026-03-09 09:00"))
    return told(folder, "ESC-1", "2026-03-10 09:00")


@pytest.mark.parametrize("then", ["1h", "8h"])
def test_a_verdict_that_stands_is_explained_by_the_policy_it_was_given_by(tmp_path: Path, then: str):
    explanation = given_and_changed(tmp_path, then)

    clock = explanation.as_json()["records"][0]["clocks"][0]
    (reading,) = clock["readings"]
    assert (clock["state"], clock["given_at"]) == ("met", "2026-03-09T09:00:00Z")
    assert (clock["policy"]["target_seconds"], clock["policy"]["is_earlier"]) == (4 * 3600, True)
    assert (clock["policy"]["when"], clock["policy"]["at_risk_share"]) == (None, None)
    assert (reading["due_at"], reading["at_risk_at"]) == (clock["due_at"], None) == ("2026-03-06T18:00:00Z", None)
    assert sum(one["seconds"] for one in reading["segments"]) == clock["elapsed_seconds"] == 3 * 3600
    words = explanation.words()
    assert "Policy        'all', as it was when the verdict was given\n  Target        4 h of open time\n" in words
    assert "today it would be missed" in words if then == "1h" else "today's says the same" in words


def explained(folder: Path, tracker: str, *policies: str, now: str, before: str = "") -> str:
    """What is said of the one record of a tracker judged by these policies."""
    (folder / "tracker.csv").write_text(tracker, "utf-8")
    written = "".join(f"\n[[sla.policies]]\nname = '{number}'\n{policy}\n" for number, policy in enumerate(policies))
    (folder / "team.toml").write_text(f'workbook = "tracker.csv"\n{before}{written}', "utf-8")
    return told(folder, tracker.splitlines()[1].split(",")[0], now).words()


OPEN = "Escalation ID,Raised at,Team,Priority,Status,Subject\nESC-1,2026-03-06 15:00,Policy,High,Open,Points\n"


def test_the_next_step_is_told_by_the_clock_of_the_calendar_as_all_else_is(tmp_path: Path):
    hours = '[sla.calendars.far]\ntimezone = "America/New_York"\nweek = { fri = ["00:00-24:00"] }\n'
    policy = 'clock = "resolution"\ntarget = "4h"\ncalendar = "far"\nsteps = [{ at = "due", to = "team" }]'

    words = explained(tmp_path, OPEN, policy, now="2026-03-06 15:00", before=hours)

    assert "Due           Fri 6 Mar 13:00 (Fri 6 Mar 19:00 in Berlin); late from then on" in words
    assert "Next step     Policy team, Fri 6 Mar 13:00\n" in words


def test_a_step_of_last_year_says_its_year(tmp_path: Path):
    policy = 'clock = "resolution"\ntarget = "4h"\ncalendar = "24x7"\nsteps = [{ at = "due", to = "team" }]'

    words = explained(tmp_path, OPEN, policy, now="2027-01-04 09:00")

    assert "Next step     Policy team since Fri 6 Mar 2026 19:00\n" in words


def test_nothing_is_at_risk_of_a_policy_without_a_target(tmp_path: Path):
    words = explained(tmp_path, OPEN, 'clock = "resolution"\ntarget = ""\ncalendar = "24x7"', now="2026-03-06 15:00")

    assert "  Target        none\n" in words


def test_a_window_closes_and_nobody_is_late(tmp_path: Path):
    case = (
        "Case ID,Opened at,Market,Violation type,Status,Decided at,Appealed at\n"
        "C-1,2026-03-02,DE,Gambling,Open,2026-03-03 12:00,\n"
    )

    words = explained(
        tmp_path, case, 'clock = "appeal_window"\ntarget = "48h"\ncalendar = "24x7"', now="2026-03-06 15:00"
    )

    assert "Closes        Thu 5 Mar 12:00; over from then on" in words
    assert "late" not in words


def test_nothing_is_written(folder: Path, command: CommandLine):  # noqa: F811
    def standing() -> dict[str, tuple[bytes, int]]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = standing()

    assert command("explain", "ESC-1", "--config", folder / "team.toml", "--now", NOW)[0] == 0
    assert standing() == before


def test_it_answers_while_a_run_holds_the_lock(folder: Path):
    settings, base = configured(folder / "team.toml")
    workbooks = Workbooks(GoogleAccess(), time)
    sink = workbooks.sink(None, [run_request(settings, base).workbook], utc("2026-04-09 10:00"))

    with workbooks.lock(sink):
        assert told(folder, "ESC-1").exit_code == 0


def test_a_lost_journal_is_said_because_pauses_are_not_known_then(
    folder: Path, tmp_path: Path, command: CommandLine,  # noqa: F811
):  # fmt: skip
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    summary = tmp_path / "trackers.summary.xlsx"
    summary.unlink()
    ExcelSink(summary, as_of=utc("2026-04-09 10:00")).publish([Tab("Overview", "Overview", "", ())], [], {})

    code, out, err = command("explain", "ESC-1", "--config", tmp_path / "team.toml", "--now", NOW)

    assert (code, "no earlier run has seen it" in out) == (3, True)
    assert "its Journal is gone or empty" in err


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        EXPECTED.write_text(snapshot(after_runs(Path(place))), "utf-8")
