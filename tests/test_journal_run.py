"""What becomes of the journal from run to run, in a file and at Google alike, whatever people do to it."""

import json
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.analysis.history import history
from sheets_sync.analysis.issue_memory import short_lines
from sheets_sync.asked import run_request
from sheets_sync.config import TeamConfig
from sheets_sync.looking import connected, looked
from sheets_sync.pipeline import run_once
from sheets_sync.workbooks.connect import Workbooks
from sheets_sync.workbooks.google_access import GoogleAccess
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.standing_journal import standing_journal
from tests.commands import CommandLine, command
from tests.drawing import utc
from tests.google_trackers import contents, new_spreadsheet
from tests.sheets_emulator.client import OWNER, ROBOT, Client
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

__all__ = ["command", "emulator"]

NOW = utc("2026-03-09 10:00")
FIRST = "No earlier run is known of this summary: what changes is remembered from now on."
LOST = "its Journal is gone or empty, so nothing is known of earlier runs"
ESCALATIONS = """\
Escalation ID,Raised at,Team,Priority,Status,Subject
ESC-1,2026-03-06 16:00,Policy,Critical,Open,Points not restored
ESC-2,2026-03-06 16:00,Policy,Critical,Open,Tags
ESC-3,2026-03-06 16:00,Policy,Critical,Open,Terms
ESC-4,2026-03-06 16:00,Policy,soonish,Open,Terms
"""

Rows = Sequence[Sequence[Cell]]
Edit = Callable[[list[list[Cell]]], Rows]


class FilePlace:
    """A summary in a file."""

    def __init__(self, folder: Path) -> None:
        self.summary = str(folder / "summary.xlsx")

    def rows(self) -> list[list[Cell]]:
        return [list(row) for row in openpyxl.load_workbook(self.summary)[JOURNAL].iter_rows(values_only=True)]

    def edit(self, edited: Edit) -> None:
        workbook, rows = openpyxl.load_workbook(self.summary), edited(self.rows())
        workbook[JOURNAL].delete_rows(1, workbook[JOURNAL].max_row)
        for row in rows:
            workbook[JOURNAL].append(list(row))
        workbook.save(self.summary)

    def delete_tab(self) -> None:
        workbook = openpyxl.load_workbook(self.summary)
        workbook.remove(workbook[JOURNAL])
        workbook.save(self.summary)

    def lose(self) -> None:
        Path(self.summary).unlink()


class GooglePlace:
    """A summary in a spreadsheet."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self.lose()

    def lose(self) -> None:
        self.id = new_spreadsheet(self._emulator, "Summary")
        self.summary = f"https://docs.google.com/spreadsheets/d/{self.id}/edit"
        self.client = Client(self._emulator, self.id, OWNER)

    @property
    def sheet(self) -> dict[str, Any]:
        return {"sheetId": contents(self._emulator, self.id, JOURNAL)[JOURNAL]["properties"]["sheetId"]}

    def rows(self) -> list[list[Cell]]:
        return [list(row) for row in self.client.values(JOURNAL)]

    def edit(self, edited: Edit) -> None:
        rows = [[cell or "" for cell in row] for row in edited(self.rows())]
        blank = {"updateCells": {"range": self.sheet, "fields": "userEnteredValue"}}
        wider = {"appendDimension": {**self.sheet, "dimension": "COLUMNS", "length": 1}}
        self.client.batch(blank, wider).raise_for_status()
        self.client.put(f"{JOURNAL}!A1", rows).raise_for_status()

    def delete_tab(self) -> None:
        self.client.batch({"deleteSheet": self.sheet}).raise_for_status()


Place = FilePlace | GooglePlace


@pytest.fixture(params=["file", "google"])
def place(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    key = tmp_path / "key.json"
    key.write_text(json.dumps(emulator.key_file(ROBOT)), "utf-8")
    key.chmod(0o600)
    monkeypatch.setenv("SHEETS_API_BASE", emulator.base)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key))
    return FilePlace(tmp_path) if request.param == "file" else GooglePlace(emulator)


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    file = tmp_path / "escalations.csv"
    file.write_text(ESCALATIONS, "utf-8")
    return file


@pytest.fixture
def runs(command: CommandLine, place: Place, tracker: Path):
    """A run so many hours after the first one: its exit code, what it said, and what it said beside that."""

    def run(hour: int = 0, *options: object, word: str = "run") -> tuple[int, str, str]:
        when = ["--now", (NOW + timedelta(hours=hour)).isoformat()] if word == "run" else []
        return command(word, tracker, "--out", place.summary, *when, *options)

    return run


def lines(place: Place) -> list[JournalLine]:
    """What was noted of records' changes, and of issues and tabs; clocks go on by themselves."""
    noted = standing_journal([tuple(row) for row in place.rows()], "").lines
    return [line for line in noted if line.kind in ("change", "issue", "rows", "tab")]


def change(tracker: Path, before: str = "ESC-1,2026-03-06 16:00,Policy,Critical,Open") -> None:
    tracker.write_text(tracker.read_text("utf-8").replace(before, before.replace("Open", "Waiting")), "utf-8")


def test_a_journal_that_somebody_deleted_is_said_once_and_nothing_is_told_twice(runs, place):
    runs(0)
    before = len(lines(place))
    place.delete_tab()

    code, _, err = runs(1)
    after = runs(2)

    assert (code, LOST in err) == (3, True)
    assert (after[0], after[2]) == (0, "")
    assert len(lines(place)) == before


def test_a_summary_that_is_lost_is_said_to_begin_anew(runs, place):
    first = runs(0)[1]
    place.lose()

    code, out, err = runs(1)

    assert (code, err) == (0, "")
    assert FIRST in first
    assert FIRST in out
    assert FIRST not in runs(2)[1]


def test_a_journal_without_its_headings_stops_the_run_until_they_are_back(runs, place, tracker):
    runs(0)
    standing = place.rows()
    place.edit(lambda rows: rows[1:])
    change(tracker)

    code, _, err = runs(1)
    checked, out, _ = runs(word="check")
    place.edit(lambda rows: [list(JOURNAL_HEADINGS), *rows])
    mended = runs(2)

    assert (code, checked, mended[0]) == (3, 3, 0)
    assert "its hidden sheet Journal cannot be read: its row of headings is gone. Nothing was written" in err
    assert "its row of headings is gone" in out
    assert [row[-1] for row in place.rows()[len(standing) :] if row[1] == "change"] == ["waiting"]


def test_a_journal_that_people_sorted_and_whose_columns_they_moved_is_read_as_before(runs, place, tracker):
    runs(0)
    change(tracker)
    runs(1)
    before = lines(place)
    place.edit(lambda rows: [["", *reversed(row)] for row in reversed(rows)])

    code, _, err = runs(2)
    unchanged = sorted(lines(place), key=JournalLine.cells) == sorted(before, key=JournalLine.cells)
    change(tracker, "ESC-2,2026-03-06 16:00,Policy,Critical,Open")
    runs(3)

    assert (code, err, unchanged) == (0, "", True)
    assert sorted(line.cells() for line in lines(place))[:-1] == sorted(line.cells() for line in before)
    assert max(lines(place), key=JournalLine.cells).record_id == "ESC-2"


def spoilt_at_its_end(rows: list[list[Cell]]) -> Rows:
    """The rows, the last change of a status no line any more and below the others."""
    last = max((row for row in rows if row[6] == "status"), key=lambda row: str(row[0]))
    return [*(row for row in rows if row is not last), ["yesterday", *last[1:]]]


def test_lines_that_a_hand_has_spoilt_are_counted_and_the_rest_is_remembered(runs, command, place, tracker):
    runs(0)
    change(tracker)
    runs(1)
    place.edit(spoilt_at_its_end)
    spoilt = len(place.rows())

    code, _, err = runs(2)
    checked, out, _ = runs(word="check")
    answer = json.loads(runs(3, "--format", "json")[1])
    explained, _, doubt = command("explain", "ESC-1", tracker, "--out", place.summary)

    assert (code, checked, explained) == (0, 3, 3)
    assert f"(row {spoilt}): somebody has changed them." in doubt
    assert err.startswith(
        f"{place.summary}: 1 of {spoilt - 1} lines of its hidden sheet Journal cannot be read and are passed over (row "
        f"{spoilt}): somebody has changed them. Undo that (in Google Sheets: File > Version history), or delete those "
        "rows; what they told is then forgotten."
    )
    assert "To mend (1):\n  1. " in out
    assert (answer["journal"]["unreadable"], answer["journal"]["is_new"]) == (1, False)
    assert ["lines of its hidden sheet Journal cannot be read" in sentence for sentence in answer["warnings"]] == [True]
    assert [line.after for line in lines(place) if line.field == "status"] == ["waiting"]


def test_a_tab_of_somebody_else_in_the_place_of_the_journal_is_said_and_never_touched(
    command: CommandLine, emulator: Emulator, tracker: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("SHEETS_API_BASE", emulator.base)
    (tmp_path / "key.json").write_text(json.dumps(emulator.key_file(ROBOT)), "utf-8")
    (tmp_path / "key.json").chmod(0o600)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    theirs = GooglePlace(emulator)
    theirs.client.batch({"addSheet": {"properties": {"title": JOURNAL}}})
    theirs.client.put(f"{JOURNAL}!A1", [list(JOURNAL_HEADINGS), ["mine"]])

    said = [command("run", tracker, "--out", theirs.summary, "--now", NOW.isoformat()) for _ in range(2)]
    checked = command("check", tracker, "--out", theirs.summary)

    assert [code for code, *_ in (*said, checked)] == [3, 3, 3]
    for _, _, err in said:
        assert err.startswith("Journal: the spreadsheet has a sheet of that title that this program did not make")
        assert LOST not in err
    assert "1. Journal: the spreadsheet has a sheet of that title" in checked[1]
    assert theirs.rows() == [list(JOURNAL_HEADINGS), ["mine"]]


def test_two_runs_at_once_on_two_machines_lose_no_line_and_what_both_saw_counts_once(
    emulator: Emulator, tracker: Path, tmp_path: Path
):
    key, google = tmp_path / "key.json", GooglePlace(emulator)
    key.write_text(json.dumps(emulator.key_file(ROBOT)), "utf-8")
    key.chmod(0o600)

    def run(hour: int, *, machine: str = "127.0.0.1", meanwhile: Callable[[], object] = lambda: None) -> None:
        def said(step: str) -> None:
            if step == "writing the summary":
                meanwhile()

        access = GoogleAccess(base=emulator.base.replace("127.0.0.1", machine), key_file=key)
        request = run_request(TeamConfig(), Path(), source=str(tracker), out=google.summary)
        run_once(request, Workbooks(access, time), NOW + timedelta(hours=hour), said)

    run(0)
    first = len(lines(google))
    change(tracker)

    run(1, meanwhile=lambda: run(2, machine="localhost"))

    after = lines(google)
    assert [(line.observed_at.hour, line.record_id, line.after) for line in after[first:]] == [
        (12, "ESC-1", "waiting"), (11, "ESC-1", "waiting"),
    ]  # fmt: skip
    told = history(after, "escalations", NOW + timedelta(hours=9)).of("status")
    assert told[told["record_id"] == "ESC-1"][["value", "start"]].values.tolist() == [
        ["open", NOW], ["waiting", NOW + timedelta(hours=1)],
    ]  # fmt: skip
    run(3)
    assert lines(google) == after
    change(tracker, "ESC-2,2026-03-06 16:00,Policy,Critical,Open")
    run(4)
    assert len(lines(google)) == len(after) + 1


def old_lines(record: str) -> list[list[Cell]]:
    """A year ago a record waited twenty times."""
    words = ["waiting", "open"] * 20
    line = JournalLine(
        observed_at=NOW, kind="change", workbook="escalations.csv", tab_id="escalations", tracker="escalations",
        record_id=record, field="status",
    )  # fmt: skip
    told = [
        replace(line, observed_at=NOW - timedelta(days=420 - number), before=words[number - 1], after=word)
        for number, word in enumerate(words)
    ]
    return [list(line.cells()) for line in told]


def with_old_lines(rows: list[list[Cell]]) -> list[list[Cell]]:
    old = [*old_lines("ESC-1"), *old_lines("ESC-9")]
    random.Random(0).shuffle(old)
    return [*rows, *old]


def told(place: Place, record: str) -> list[str]:
    spans = history(lines(place), "escalations", NOW + timedelta(days=1)).spans
    return list(map(str, spans[spans["record_id"] == record].to_dict("records")))


@pytest.fixture
def grown(runs, place, tracker) -> Place:
    """A summary whose journal is old, with one record that is not in the tracker any more; since then one changed."""
    runs(0)
    place.edit(with_old_lines)
    change(tracker, "ESC-3,2026-03-06 16:00,Policy,Critical,Open")
    return place


def test_an_old_journal_becomes_shorter_and_tells_the_same(runs, grown):
    before = told(grown, "ESC-1"), told(grown, "ESC-9")

    code, _, err = runs(1)

    assert (code, err) == (0, "")
    assert len(lines(grown)) < 15
    assert (told(grown, "ESC-1"), told(grown, "ESC-9")) == before
    assert [line.after for line in lines(grown) if line.record_id == "ESC-3"] == ["waiting"]


def test_as_of_a_day_long_past_a_shorter_journal_tells_what_had_been_seen_by_then(runs, grown, tracker):
    runs(1)
    then = NOW - timedelta(days=390) + timedelta(hours=12)
    access = GoogleAccess(base=os.environ["SHEETS_API_BASE"], credentials_are_named=True)
    request = run_request(TeamConfig(), Path(), source=str(tracker), out=grown.summary)

    found = looked(request, *connected(request, Workbooks(access, time), then), then)

    status = history(found.journal, "escalations", then).of("status")
    assert status[status["record_id"] == "ESC-1"]["value"].tolist()[-2:] == ["open", "waiting"]


def test_what_was_seen_of_records_that_are_gone_is_forgotten_after_the_days_a_team_says(runs, grown, tracker, tmp_path):
    tracker.write_text(tracker.read_text("utf-8").replace("soonish", "High"), "utf-8")
    config = tmp_path / "team.toml"
    config.write_text("[summary]\njournal_days = 60\n", "utf-8")
    before = told(grown, "ESC-1")

    runs(1, "--config", config)

    assert (told(grown, "ESC-1"), told(grown, "ESC-9")) == (before, [])


def test_a_run_by_a_clock_that_is_years_ahead_forgets_nothing(runs, grown, tracker):
    rows = tracker.read_text("utf-8").replace("soonish", "High").splitlines()
    tracker.write_text("\n".join(row for row in rows if not row.startswith("ESC-3")), "utf-8")
    before = told(grown, "ESC-3")

    runs(24 * 800)

    assert told(grown, "ESC-3") == before != []


def test_while_a_row_is_left_out_nothing_is_forgotten_for_it_may_be_anybodys(runs, grown, tracker, tmp_path):
    tracker.write_text(tracker.read_text("utf-8") + ",2026-03-06 16:00,Policy,Critical,Open,No id\n", "utf-8")
    config = tmp_path / "team.toml"
    config.write_text("[summary]\njournal_days = 60\n", "utf-8")
    before = told(grown, "ESC-9")

    runs(1, "--config", config)

    assert len(lines(grown)) < 20
    assert told(grown, "ESC-9") == before != []


@pytest.fixture
def runs_of_two(command: CommandLine, place: Place, tmp_path: Path):
    """A folder with a tracker in two files, a cell to mend in each, and a run so many days after the first."""
    folder = tmp_path / "trackers"
    folder.mkdir()
    (folder / "escalations.csv").write_text(ESCALATIONS, "utf-8")
    row = ESCALATIONS.splitlines()[4].replace("ESC-4", "ESC-9")
    (folder / "archive.csv").write_text(f"{ESCALATIONS.splitlines()[0]}\n{row}\n", "utf-8")

    def run(day: int) -> int:
        return command("run", folder, "--out", place.summary, "--now", (NOW + timedelta(days=day)).isoformat())[0]

    return folder, run


def issue_days(place: Place) -> list[datetime]:
    """Since when each cell of a tracker that someone should mend has stood."""
    found = (line for line in lines(place) if line.kind == "issue")
    return sorted(short.observed_at for short in short_lines([*found]) for _ in short.after.split() if short.tracker)


def test_while_a_tab_of_a_tracker_is_not_recognised_nothing_of_it_is_forgotten(
    command: CommandLine, place: Place, tmp_path: Path
):
    folder, config = tmp_path / "trackers", tmp_path / "team.toml"
    folder.mkdir()
    (folder / "escalations.csv").write_text(ESCALATIONS, "utf-8")
    (folder / "archive.csv").write_text(ESCALATIONS[: ESCALATIONS.index("ESC-2")].replace("ESC-1", "ESC-9"), "utf-8")
    config.write_text("[summary]\njournal_days = 60\n", "utf-8")

    def run(day: int) -> int:
        when = (NOW + timedelta(days=day)).isoformat()
        return command("run", folder, "--out", place.summary, "--now", when, "--config", config)[0]

    run(0)
    place.edit(with_old_lines)
    before = told(place, "ESC-9")
    (folder / "archive.csv").write_text("kept,elsewhere\nsince,May\n", "utf-8")

    code = run(100)

    assert (code, told(place, "ESC-9")) == (0, before)
    assert len(lines(place)) < 20


def test_while_a_file_of_a_tracker_cannot_be_read_its_issues_keep_their_day(runs_of_two, place):
    folder, run = runs_of_two
    archive = folder / "archive.csv"
    run(0)
    whole, since = archive.read_bytes(), issue_days(place)
    archive.write_bytes(b"PK\x03\x04 no text file")

    codes = [run(1)]
    archive.write_bytes(whole)
    codes.append(run(2))

    assert (codes, issue_days(place), len(since)) == ([3, 0], since, 2)


def test_an_issue_whose_file_is_gone_begins_anew(runs_of_two, place):
    folder, run = runs_of_two
    archive = folder / "archive.csv"
    run(0)
    whole, since = archive.read_bytes(), issue_days(place)
    archive.unlink()

    run(1)
    archive.write_bytes(whole)
    run(2)

    assert [day - earlier for day, earlier in zip(issue_days(place), since, strict=True)] == [
        timedelta(0), timedelta(days=2),
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["a dry run", "an unchanged run", "a spoilt line"])
def test_a_journal_stays_as_long_as_it_is(runs, grown, tracker, how):
    if how == "an unchanged run":
        tracker.write_text(ESCALATIONS, "utf-8")
    if how == "a spoilt line":
        grown.edit(lambda rows: [*rows, ["", "spoilt"]])
    before = lines(grown)

    runs(1, *(["--dry-run"] if how == "a dry run" else []))

    assert lines(grown)[: len(before)] == before


def test_a_run_as_of_a_wrong_instant_is_taken_back_by_deleting_its_rows_as_the_warning_says(runs, place, tracker):
    runs(0)
    change(tracker)
    runs(36 * 365 * 24)
    change(tracker, "ESC-2,2026-03-06 16:00,Policy,Critical,Open")

    forgets = runs(1)
    place.edit(lambda rows: [rows[0], *(row for row in rows[1:] if str(row[0]) < "2026-03-09T11:00:00Z")])
    mended = runs(2)

    assert forgets[2].count("delete every row of the hidden sheet Journal whose observed_at is still to come") == 1
    assert (forgets[0], mended[0], mended[2]) == (0, 0, "")
    told = [(line.observed_at.hour, line.after) for line in lines(place) if line.field == "status"]
    assert told == [(12, "waiting"), (12, "waiting")]


def test_a_line_from_the_future_is_believed_when_its_time_has_come(runs, place):
    runs(0)
    place.edit(lambda rows: [*rows, *(["2026-03-10T10:00:00Z", *row[1:-1], "900"] for row in rows if row[1] == "rows")])

    now, later = runs(1), runs(30)

    assert (now[0], later[0]) == (0, 3)
    assert "Escalations from 900 to 4 rows" in later[2]
