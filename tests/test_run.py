"""One run through the whole house: the demo's tabs as text, and what must hold whatever the trackers say.

When a tab changes on purpose, `python -m tests.test_run` writes tests/expected anew; its diff is the review.
"""

import random
import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from sheets_sync.config import TeamConfig
from sheets_sync.pipeline import run_once
from sheets_sync.run_report import RunReport
from sheets_sync.run_request import RunRequest
from sheets_sync.sample.demo import build_demo
from sheets_sync.workbooks.connect import Place, Workbooks
from sheets_sync.workbooks.google_access import GoogleAccess
from sheets_sync.workbooks.tab import Tab
from tests.drawing import utc
from tests.snapshots import as_text

NOW = utc("2026-03-11 10:00")
EXPECTED = Path(__file__).parent / "expected"
ADDRESS = re.compile(r"(?:'[^']+'|\w+)(?:![A-Z]+|, row )\d+ *")


def run(source: Path, now: datetime = NOW, *, out: Path | None = None) -> RunReport:
    defaults = TeamConfig()
    request = RunRequest(
        workbook=Place(str(source)),
        own_workbooks={},
        summary=Place(str(out)) if out else None,
        reading=defaults.reading(),
        trackers={},
        policies=defaults.policies(),
    )
    return run_once(request, Workbooks(GoogleAccess(), time), now)


def demo_run(folder: Path) -> RunReport:
    trackers = folder / "trackers.xlsx"
    build_demo(trackers, NOW)
    return run(trackers)


def expected_file(number: int, tab: Tab) -> Path:
    return EXPECTED / f"{number + 1}_{tab.title.lower().replace(' ', '_')}.txt"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> RunReport:
    return demo_run(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("number", range(5))
def test_each_tab_of_the_demo_reads_as_expected(demo: RunReport, number: int):
    tab = demo.tabs[number]

    assert as_text(tab) == expected_file(number, tab).read_text("utf-8")


def test_the_tabs_stand_in_their_order(demo: RunReport):
    assert openpyxl.load_workbook(demo.summary).sheetnames == [
        "Overview", "SLA now", "SLA attainment", "Patterns", "Row issues", "Journal",
    ]  # fmt: skip


def test_every_account_of_the_demo_adds_up(demo: RunReport):
    accounts = demo.trackers.accounts

    assert {account.tracker for account in accounts} == set(demo.trackers.frames)
    assert all(a.rows == a.accepted + a.left_out + a.not_data + a.blank for a in accounts)


def test_the_same_trackers_and_instant_give_the_same_bytes(demo: RunReport, tmp_path: Path):
    again = run(Path(demo.summary).with_name("trackers.xlsx"), out=tmp_path / "again.xlsx")

    assert Path(again.summary).read_bytes() == Path(demo.summary).read_bytes()


def test_no_text_of_a_tracker_becomes_a_formula(tmp_path: Path):
    trackers = tmp_path / "escalations.csv"
    hostile = ["=1+1", "{=1+1}", '=HYPERLINK(""http://x"",""y"")', "+1", "@SUM(A1)", "-1", "\t=1", "https://x.example"]
    rows = [f'"ESC-{n}",2026-03-02 09:00,"{text}","{text}",Critical,Open' for n, text in enumerate(hostile)]
    trackers.write_text("Escalation ID,Raised at,Subject,Owner,Priority,Status\n" + "\n".join(rows), "utf-8")

    summary = openpyxl.load_workbook(run(trackers).summary)

    cells = [cell for sheet in summary for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert {"=1+1", "{=1+1}"} <= {cell.value for cell in cells}


def test_shuffled_rows_change_cell_addresses_and_nothing_else(tmp_path: Path):
    folder, shuffled = tmp_path / "straight", tmp_path / "shuffled"
    for path in (folder, shuffled):
        path.mkdir()
    for name, text in DRAWN.items():
        heading, *rows = text.strip().splitlines()
        (folder / f"{name}.csv").write_text("\n".join([heading, *rows]), "utf-8")
        random.Random(3).shuffle(rows)
        (shuffled / f"{name}.csv").write_text("\n".join([heading, *rows]), "utf-8")

    straight, other = (["\n".join(map(as_text, run(path).tabs))] for path in (folder, shuffled))

    assert [ADDRESS.sub("ADDRESS", text) for text in straight] == [ADDRESS.sub("ADDRESS", text) for text in other]


def test_a_later_run_keeps_the_day_of_what_was_there_and_notes_nothing_twice(tmp_path: Path):
    tracker = tmp_path / "cases.csv"
    tracker.write_text(DRAWN["cases"].strip(), "utf-8")

    def sheets(day: str) -> tuple[list[object], list[object]]:
        summary = openpyxl.load_workbook(run(tracker, utc(day)).summary)
        table = [row for row in summary["Row issues"].iter_rows(values_only=True) if isinstance(row[-1], datetime)]
        return [(row[5], row[-1].day) for row in table], list(summary["Journal"].values)

    issues, journal = sheets("2026-03-11 10:00")
    same_issues, same_journal = sheets("2026-03-14 10:00")
    tracker.write_text(DRAWN["cases"].strip().replace("C-5", "C-7"), "utf-8")
    changed_issues, longer_journal = sheets("2026-03-15 10:00")

    assert {day for _, day in issues} == {11}
    assert (same_issues, same_journal) == (issues, journal)
    assert sorted(found for found, day in changed_issues if day == 15) == ["Narnia", "banned"]
    assert [row[1] for row in longer_journal[len(journal) :]] == ["issue", "issue", "change"]


def test_a_run_remembers_what_changed_since_the_last_one_and_an_unchanged_one_nothing(tmp_path: Path):
    trackers = tmp_path / "escalations.csv"
    text = DRAWN["escalations"].strip()
    journals = []
    for hour, shown in enumerate([text, text, text.replace("Critical,Open", "Critical,Waiting")]):
        trackers.write_text(shown, "utf-8")
        summary = run(trackers, NOW + timedelta(hours=hour)).summary
        journals.append([[cell.value for cell in row] for row in openpyxl.load_workbook(summary)["Journal"]])

    first, second, third = journals

    assert first == second
    assert [row[6] for row in first if row[1] == "change"] == ["seen"]
    assert {row[6] for row in first if row[1] == "verdict"} == {"rules", "first_response", "resolution"}
    assert [row[6] for row in third[len(second) :] if row[1] == "verdict"] == ["rules", "first_response"]
    assert [row for row in third[len(second) :] if row[1] != "verdict"] == [
        [
            "2026-03-11T12:00:00Z",
            "change",
            "escalations.csv",
            "escalations",
            "escalations",
            "ESC-1",
            "status",
            "open",
            "waiting",
        ]
    ]


def test_a_run_judges_by_what_it_has_just_seen(tmp_path: Path):
    trackers = tmp_path / "escalations.csv"
    text = DRAWN["escalations"].strip()
    stops = []
    for hour, shown in enumerate([text, text.replace("Critical,Open", "Critical,In progress")]):
        trackers.write_text(shown, "utf-8")
        status = run(trackers, NOW + timedelta(hours=hour)).findings.sla_status.set_index(["record_id", "clock"])
        stops.append(status["stop_field"].fillna("")["ESC-1", "first_response"])

    assert stops == ["", "observed_status"]


def test_a_step_fires_in_one_run_and_a_lost_journal_floods_nobody(tmp_path: Path):
    trackers = tmp_path / "escalations.csv"
    trackers.write_text(
        "Escalation ID,Raised at,Priority,Status,First response at,Resolved at\n"
        "ESC-1,2026-03-06 16:00,Critical,Open,,\n"
        "ESC-2,2026-03-11 11:00,Critical,Open,,\n",
        "utf-8",
    )

    def fired(minutes: int) -> tuple[list[str], list[str]]:
        """What a run fires, and the notices that stand in the journal after it."""
        report = run(trackers, NOW + timedelta(minutes=minutes))
        steps = report.findings.escalation_steps
        told = steps[steps["fires_now"]].join(report.findings.sla_status["record_id"])
        lines = openpyxl.load_workbook(report.summary)["Journal"].iter_rows(values_only=True)
        return (told["record_id"] + ", " + told["at"]).tolist(), [str(row) for row in lines if row[1] == "notice"]

    first, early = fired(0)
    second, noted = fired(50)
    third, same = fired(55)
    (tmp_path / "escalations.summary.xlsx").unlink()
    lost, anew = fired(90)

    assert (first, second, third, lost) == ([], ["ESC-2, 80 %"], [], [])
    assert len(early) + 1 == len(noted)
    assert same == noted
    assert len(anew) == len(early)


def test_a_tracker_that_has_shrunk_fires_no_step(tmp_path: Path):
    trackers = tmp_path / "escalations.csv"
    rows = [f"ESC-{n},2026-03-11 11:00,Critical,Open,," for n in range(4)]
    runs = []
    for minutes, count in ((0, 4), (50, 1), (55, 4)):
        text = "\n".join(["Escalation ID,Raised at,Priority,Status,First response at,Resolved at", *rows[:count]])
        trackers.write_text(text, "utf-8")
        runs.append(run(trackers, NOW + timedelta(minutes=minutes)).findings.escalation_steps["fires_now"].sum())

    assert runs == [0, 0, 4]


def test_a_tracker_that_could_not_be_read_before_floods_nobody(tmp_path: Path):
    trackers = tmp_path / "trackers"
    trackers.mkdir()
    fired = []
    for minutes, tracker in enumerate(("cases", "escalations")):
        (trackers / f"{tracker}.csv").write_text(DRAWN[tracker].strip(), "utf-8")
        fired.append(run(trackers, NOW + timedelta(minutes=minutes)).findings.escalation_steps["fires_now"].tolist())

    assert fired[0] == []
    assert fired[1]
    assert not any(fired[1])


DRAWN = {
    "cases": """
Case ID,Opened at,Market,Violation type,Status,Enforcement,Product category
C-1,2026-02-02,DE,Gambling,Open,LIVE ban,Beauty
C-2,2026-02-03,FR,Gambling,Closed,Warning,Beauty
C-2,2026-02-04,FR,Gambling,Closed,Warning,beauty
C-3,31/02/2026,DE,Gambling,Open,LIVE ban,Home
,2026-02-05,DE,Gambling,Open,LIVE ban,Home
C-5,2026-02-06,Narnia,Gambling,Open,banned,Home
C-6,2026-02-09,DE;FR,Fraud,Open,banned,Home
Total,,,,,,
""",
    "escalations": """
Escalation ID,Raised at,Team,Priority,Status,Subject,First response at,Resolved at
ESC-1,2026-03-06 16:00,Policy,Critical,Open,Points not restored,,
ESC-2,2026-03-02 09:00,Product,High,Closed,Wrong category,2026-03-02 10:00,2026-03-03 12:00
ESC-3,2026-03-02,Product,High,Closed,Wrong category,2026-03-02 10:00,2026-03-03
ESC-3,2026-03-02,Policy,High,Closed,Wrong category,2026-03-02 10:00,2026-03-03
ESC-4,2026-03-10 15:00,Legal,whenever,Open,Unclear,,
""",
}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for number, tab in enumerate(demo_run(Path(folder)).tabs):
            expected_file(number, tab).write_text(as_text(tab), "utf-8")
