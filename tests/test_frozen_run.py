"""Verdicts from run to run, through workbooks in files and the command line.

`check` looks at the clock, so all of this was long ago.
"""

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands import CommandLine, command  # noqa: F401

ESCALATIONS = """Escalation ID,Raised at,Team,Priority,Status,Subject,First response at,Resolved at
ESC-1,2024-03-04 09:00,Policy,High,Closed,Points,2024-03-04 10:00,2024-03-04 15:00
ESC-2,2024-03-04 09:00,Product,High,Closed,Tags,2024-03-04 10:30,2024-03-07 12:00
ESC-3,2024-03-12 15:00,Legal,High,Open,Terms,,
"""
CONFIG = """
workbook = "escalations.csv"
timezone = "Europe/Berlin"

[summary]
workbook = "summary.xlsx"

[sla.calendars.office]
timezone = "Europe/Berlin"
week = { mon = ["09:00-18:00"], tue = ["09:00-18:00"], wed = ["09:00-18:00"], thu = ["09:00-18:00"] }

[[sla.policies]]
name = "resolution"
clock = "resolution"
target = "8h"
calendar = "office"
"""


class Team:
    """A team's tracker and configuration, and the commands it gives."""

    def __init__(self, folder: Path, command: CommandLine) -> None:  # noqa: F811
        self.folder, self.command = folder, command
        self.write()
        self.configure()

    def write(self, *edit: str) -> None:
        (self.folder / "escalations.csv").write_text(ESCALATIONS.replace(*edit) if edit else ESCALATIONS, "utf-8")

    def configure(self, target: str = "8h") -> None:
        (self.folder / "team.toml").write_text(CONFIG.replace("8h", target), "utf-8")

    def run(self, *words: str, day: int = 13) -> tuple[str, dict[str, Any]]:
        """What a run says, and its report."""
        config, export = self.folder / "team.toml", self.folder / "export"
        code, out, err = self.command(
            "run", "--config", config, "--now", f"2024-03-{day}T10:00Z", "--export", export, *words
        )
        assert (code, err) == (0, "")
        return out, json.loads((export / "run.json").read_text("utf-8"))

    def check(self, *words: str) -> tuple[int, str]:
        code, out, _ = self.command("check", "--config", self.folder / "team.toml", *words)
        return code, out

    def states(self) -> dict[str, str]:
        """The state of every resolution clock as the last run exported it."""
        rows = (line.split(",") for line in (self.folder / "export" / "sla.csv").read_text("utf-8").splitlines())
        return {row[1]: row[5] for row in rows if row[2] == "resolution"}

    def attainment(self) -> str:
        """All that the tab of that name says, line by line."""
        sheet = openpyxl.load_workbook(self.folder / "summary.xlsx")["SLA attainment"]
        return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)

    def journal(self) -> list[tuple[Any, ...]]:
        return list(openpyxl.load_workbook(self.folder / "summary.xlsx")["Journal"].values)


@pytest.fixture
def team(tmp_path: Path, command: CommandLine) -> Team:  # noqa: F811
    return Team(tmp_path, command)


def test_a_changed_target_leaves_what_was_given_and_judges_what_is_open(team: Team):
    team.run()
    given = team.states()
    team.configure("2h")

    team.run(day=14)

    assert given == {"ESC-1": "met", "ESC-2": "missed", "ESC-3": "on_track"}
    assert team.states() == {"ESC-1": "met", "ESC-2": "missed", "ESC-3": "breached"}
    assert "2 verdicts stand as given under earlier policies" in team.attainment()


def test_what_was_reopened_stood_still_since_the_end_that_its_cell_named_before_it_was_emptied(team: Team):
    end = "2024-03-13 09:30"  # an hour and a half before the run that sees it
    team.write("Legal,High,Open,Terms,,", f"Legal,High,Resolved,Terms,,{end}")
    team.run()
    team.write()

    team.run(day=14)

    with (team.folder / "export" / "sla.csv").open(encoding="utf-8") as file:
        rows = {row["record_id"]: row for row in csv.DictReader(file) if row["clock"] == "resolution"}
    assert rows["ESC-3"]["paused_by"] == f"done_until_reopened {(8.5 + 2) * 3600:.0f}"
    assert rows["ESC-3"]["elapsed_seconds"] == f"{(3 + 0.5) * 3600:.0f}"


def test_check_lists_what_would_flip_until_a_run_has_recomputed_it(team: Team):
    team.run()
    team.configure("2h")

    code, said = team.check()

    assert code == 0
    assert (
        "2 verdicts stand as given under earlier policies; today's would change 1 of them:\n"
        "  Resolution, met to missed: 1 (ESC-1)\n"
        "  If they should stand, nothing needs doing; `run --recompute` would rewrite them.\n"
        "Nothing to mend."
    ) in said
    flips = json.loads(team.check("--format", "json")[1])["flips"]
    assert [(flip["record_id"], flip["given"], flip["today"]) for flip in flips] == [("ESC-1", "met", "missed")]

    said, report = team.run("--recompute", day=14)

    assert (
        "Recomputed by today's policies: 1 verdict changed, 1 stayed the same:\n  Resolution, met to missed: 1 (ESC-1)"
    ) in said
    assert (report["recomputed"], report["would_recompute"]) == (flips, [])
    assert team.states() == {"ESC-1": "missed", "ESC-2": "missed", "ESC-3": "breached"}
    assert "stand as given" not in team.attainment()
    assert "verdict" not in team.check()[1]
    assert json.loads(team.check("--format", "json")[1])["flips"] == []
    assert "so there is nothing to rewrite" in team.run("--recompute", day=15)[0]


def test_a_dry_run_says_what_it_would_rewrite_and_rewrites_nothing(team: Team):
    team.run()
    team.configure("2h")
    before = (team.folder / "summary.xlsx").read_bytes()

    said, report = team.run("--recompute", "--dry-run", day=14)

    assert report["recomputed"] == []
    assert [(flip["record_id"], flip["today"]) for flip in report["would_recompute"]] == [("ESC-1", "missed")]
    assert "Recomputed by today's policies: 1 verdict would change, 1 would stay the same:" in said
    assert (team.folder / "summary.xlsx").read_bytes() == before
    team.run(day=14)
    assert team.states()["ESC-1"] == "met"


def test_a_corrected_tracker_is_judged_by_todays_policies(team: Team):
    team.run()
    team.configure("7h")
    team.write("2024-03-04 15:00", "2024-03-04 17:30")

    team.run(day=14)

    assert team.states()["ESC-1"] == "missed"
    assert [row[6:8] for row in team.journal() if row[1] == "verdict"][-1] == ("resolution", "met")


def test_an_unchanged_run_adds_no_line_to_the_journal_whatever_is_configured(team: Team):
    team.run()
    journal = team.journal()
    team.run(day=14)
    team.configure("2h")
    team.run(day=15)

    assert team.journal() == journal


def test_verdicts_on_a_tracker_that_has_shrunk_are_neither_noted_nor_rewritten(team: Team, command: CommandLine):  # noqa: F811
    team.run()
    journal = team.journal()
    team.configure("2h")
    team.write("\n".join(["", *ESCALATIONS.splitlines()[2:]]), "")

    code, said, _ = command(
        "run", "--config", team.folder / "team.toml", "--now", "2024-03-14T10:00Z", "--recompute",
        "--export", team.folder / "export",
    )  # fmt: skip

    assert code == 3
    assert "Not recomputed: verdicts on Escalations, held back because the tracker has shrunk." in said
    assert team.states() == {"ESC-1": "met"}
    assert team.journal() == journal


def test_a_run_as_of_an_earlier_instant_publishes_and_is_not_remembered(team: Team):
    team.run(day=14)
    journal = team.journal()
    team.write("Open", "Closed")

    code, _, err = team.command("run", "--config", team.folder / "team.toml", "--now", "2024-03-12T10:00Z")

    assert (code, team.journal()) == (0, journal)
    assert err == (
        f"{team.folder / 'summary.xlsx'}: its Journal tells of a run as of 2024-03-14 10:00 UTC, later than this one, "
        "so nothing of this one is remembered there: it would read as history. Leave --now out and run again. If that "
        "does not help and this machine's clock is right, that run was a mistake (a wrong clock, a wrong --now): "
        "delete every row of the hidden sheet Journal whose observed_at is still to come. To get there: in Google "
        "Sheets View > Hidden sheets; in Excel right-click a tab > Unhide, then Review > Unprotect Sheet (no "
        "password).\n"
    )
    _, report = team.run(day=15)
    assert report["warnings"] == []
    assert len(team.journal()) > len(journal)


def test_verdicts_are_not_rewritten_as_of_an_earlier_instant(team: Team):
    team.run(day=14)

    code, _, err = team.command(
        "run", "--recompute", "--config", team.folder / "team.toml", "--now", "2024-03-12T10:00Z"
    )

    assert code == 2
    assert err == (
        "--recompute: as of 2024-03-12T10:00Z, but the Journal tells of a run at 2024-03-14T10:00Z. "
        "Recompute as of a later instant, or leave --now out.\n"
    )
