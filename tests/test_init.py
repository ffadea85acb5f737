"""From a workbook to a configuration, as people do it: looked at, asked, written, run, and later looked at again."""

import json
import tomllib
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.sample.demo import build_demo
from tests.commands import CommandLine, command  # noqa: F401
from tests.drawing import utc

NOW = utc("2026-03-11 10:00")
ESCALATIONS = """\
Ticket,Raised at,Team,Colour,Severity
ESC-1,2026-03-06 16:00,Policy,Open,P1
ESC-2,2026-03-02 09:00,Product,Closed,P2
"""
OPEN_POINTS = "ID,Date,Owner,Status,Description\nA-1,2026-03-02,Ana,Open,Talk to them\n"
LISTS = "Status,Priority,Team,Market\nOpen,P1,Policy,DE\n"


@pytest.fixture
def trackers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files where one stands: one clear tab, one that could be several trackers, one of none."""
    folder = tmp_path / "trackers"
    folder.mkdir()
    for name, text in {"escalations": ESCALATIONS, "open_points": OPEN_POINTS, "lists": LISTS}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workbook = tmp_path_factory.mktemp("demo") / "trackers.xlsx"
    build_demo(workbook, NOW)
    return workbook


def written(path: Path = Path("team.toml")) -> dict[str, object]:
    return tomllib.loads(path.read_text("utf-8"))


def test_the_demo_is_configured_without_a_question_and_runs(
    command: CommandLine,  # noqa: F811
    demo: Path,
    tmp_path: Path,
):
    config = tmp_path / "settings" / "team.toml"
    config.parent.mkdir()

    code, out, err = command("init", demo, "--yes", "--out", config)

    assert (code, err) == (0, "")
    assert out.endswith(f"Wrote {config}. Next: run --config {config}\n")
    assert (config.parent / str(written(config)["workbook"])).resolve() == demo
    ran, _, said = command("run", "--config", config, "--now", NOW.isoformat(), "--dry-run")
    assert (ran, said) == (0, "")


def test_what_is_unclear_is_left_open_with_yes_and_said(command: CommandLine, trackers: Path):  # noqa: F811
    code, out, err = command("init", "trackers", "--yes")

    assert (code, err) == (0, "")
    assert out.splitlines()[-5:] == [
        "Left open; comments in team.toml say how to settle it:",
        "  escalations: 'Severity' is read as priority, not surely",
        "  escalations: no column for subject",
        "  escalations: no column for status",
        "Wrote team.toml. Next: run --config team.toml",
    ]
    assert Path("team.toml").read_text("utf-8") == TEAM


TEAM = """\
# Made by `init` from trackers. Change what you like: `init`, run again, keeps it and adds what is new.
# Lines that begin with '#' only say what was found. config/example.toml shows every key there is.
# Not read: "open_points"; if it should be, add it to tabs in trackers.actions or trackers.escalations or
#   trackers.feedback or trackers.cases or trackers.playbooks or trackers.known_events
# No trackers, so not read: "lists"

workbook = "trackers"
timezone = "Europe/Berlin"        # of times written without one; the usual one, as the workbook names none
# locale = "en_GB"                # order of day and month, decimal sign; else cells decide

[summary]
workbook = "trackers.summary.xlsx"

[trackers.escalations]
# Tabs: "escalations"
# Columns: escalation_id "Ticket"; raised_at "Raised at"; team "Team"; priority "Severity"
# Not read: "Colour"

[trackers.escalations.headings]
# priority = ["Severity"]         # read so, though not surely; if it is something else, name it in unused
# subject = [...]                 # no column was found; write its heading, as in ["Heading"]
# status = [...]                  # no column was found; write its heading, as in ["Heading"]
"""


def test_answers_become_the_configuration(command: CommandLine, trackers: Path):  # noqa: F811
    answers = "escalations\nno\n\n9\nColour\n1\nEurope/Madrid\n"

    code, out, err = command("init", "trackers", answers=answers)

    assert (code, err) == (0, "")
    assert written() == {
        "workbook": "trackers",
        "timezone": "Europe/Madrid",
        "summary": {"workbook": "trackers.summary.xlsx"},
        "trackers": {
            "escalations": {
                "tabs": ["escalations", "open_points"],
                "unused": ["Severity"],
                "headings": {"priority": ["Colour"]},
            }
        },
    }
    assert '"Europe/Madrid"        # of times written without one; as you said' in Path("team.toml").read_text("utf-8")
    assert "'9' is none of these. Write a number from 1 to 1, or press Enter." in out


def test_a_field_may_be_named_instead_and_a_slip_is_asked_again(command: CommandLine, trackers: Path):  # noqa: F811
    code, out, _ = command("init", "trackers", answers="none\n\nstatsu\nstatus\n\n\nMars/Base\nEurope/Paris\n")

    assert code == 0
    assert written()["trackers"] == {"escalations": {"headings": {"status": ["Severity"]}}}
    assert "'none' is not a tracker; known: actions, cases" in out
    assert "'statsu' is not a field; did you mean 'status'?" in out
    assert "is not a time zone; write it as 'Europe/Berlin'" in out


def test_where_nobody_answers_nothing_is_written(command: CommandLine, trackers: Path):  # noqa: F811
    code, _, err = command("init", "trackers", answers="")

    assert code == 2
    assert "nobody answers it: nothing was written" in err
    assert "--yes" in err
    assert not Path("team.toml").exists()


def test_a_date_that_can_be_read_two_ways_is_asked_about(command: CommandLine, tmp_path: Path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    text = "Ticket,Raised at,Team,Priority,Status,Subject\nESC-1,03/04/2026,Policy,P1,Open,Points\n"
    Path("escalations.csv").write_text(text, "utf-8")

    _, out, _ = command("init", "escalations.csv", answers="\nfrench\nen_US\n")
    command("init", "escalations.csv", "--yes", "--config", "other.toml")

    assert "escalations: dates such as 03/04/2026 were read day first" in out
    assert "'french' is not a locale" in out
    assert (written()["locale"], written().keys()) == (
        "en_US",
        {"workbook", "timezone", "locale", "summary", "trackers"},
    )
    assert "#   escalations: dates such as 03/04/2026" in Path("other.toml").read_text("utf-8")
    assert "locale" not in written(Path("other.toml"))


def test_on_the_same_workbook_nothing_is_new(command: CommandLine, trackers: Path):  # noqa: F811
    command("init", "trackers", "--yes")

    code, out, _ = command("init", "trackers", "--yes")

    assert code == 0
    assert out.endswith("Nothing is new since team.toml was written.\nteam.toml stays as it is.\n")
    assert Path("team.toml").read_text("utf-8") == TEAM


def test_edits_and_comments_of_the_team_are_kept_and_what_is_new_is_shown(
    command: CommandLine,  # noqa: F811
    trackers: Path,
):
    command("init", "trackers", "--yes")
    edited = TEAM.replace("[summary]", "# our own\r\n[summary]").replace("# status = [...] ", 'status = ["Colour"] ')
    Path("team.toml").write_bytes(f'{edited}\n[schedule]   # ours, too\nevery = "15m"\n'.encode())
    changed = ESCALATIONS.replace("Severity", "Dringlichkeit").replace("Ticket,", "Ticket,Market,Mood,")
    (trackers / "escalations.csv").write_text(changed.replace("ESC-1,", "ESC-1,DE,,"), "utf-8")
    (trackers / "archive.csv").write_text(ESCALATIONS, "utf-8")

    code, out, _ = command("init", "trackers", "--yes")

    lines = out[out.index("New, not named") :].splitlines()
    assert code == 0
    assert lines == [
        "New, not named in team.toml yet:",
        "  escalations: tab 'archive'",
        "  escalations: column 'Market', read as market",
        "  escalations: column 'Dringlichkeit', read as priority",
        "  escalations: column 'Mood', not read",
        "Added to team.toml; what stood there is as it was.",
    ]
    now = Path("team.toml").read_bytes().decode()
    added = ['# Tabs: "archive"', '# Columns: market "Market"; priority "Dringlichkeit"', '# Not read: "Mood"']
    kept = [line for line in now.split("\n") if line not in added]
    assert "\n".join(kept) == f'{edited}\n[schedule]   # ours, too\nevery = "15m"\n'
    assert written()["trackers"] == {"escalations": {"headings": {"status": ["Colour"]}}}
    assert "Nothing is new" in command("init", "trackers", "--yes")[1]


def test_a_renamed_column_and_tab_that_the_team_named_are_gone(command: CommandLine, trackers: Path):  # noqa: F811
    config = (
        'workbook = "trackers"\n[trackers.escalations]\ntabs = ["escalations", "archive"]\n'
        '[trackers.escalations.headings]\nstatus = ["Ampel"]\n'
    )
    Path("team.toml").write_text(config, "utf-8")

    _, out, _ = command("init", "trackers", "--yes")

    gone = out[out.index("Gone, though") :].splitlines()
    assert gone[1:3] == [
        "  no tab is called 'archive', which trackers.escalations.tabs names",
        "  no column is called 'Ampel', which trackers.escalations.headings.status names",
    ]


def test_a_tab_the_configuration_passes_over_is_asked_about(command: CommandLine, trackers: Path):  # noqa: F811
    (trackers / "archive.csv").write_text(ESCALATIONS, "utf-8")
    config = 'workbook = "trackers"\ntimezone = "UTC"\n[trackers.escalations]\ntabs = [\n  "escalations",  # main\n]\n'
    Path("team.toml").write_text(config, "utf-8")

    command("init", "trackers", answers="yes\n" + "\n" * 9)

    assert written()["trackers"]["escalations"]["tabs"] == ["escalations", "archive"]
    assert '"escalations",  # main' in Path("team.toml").read_text("utf-8")


def test_machines_get_one_object_and_people_are_asked_beside_it(command: CommandLine, trackers: Path):  # noqa: F811
    code, out, err = command("init", "trackers", "--format", "json", answers="\n" * 9)

    answer = json.loads(out)
    assert (code, answer["config"], answer["written"]) == (0, "team.toml", True)
    assert [tab["tracker"] for tab in answer["tabs"]] == ["escalations", None, None]
    assert "Which tracker is the tab 'open_points'?" in err


def test_a_tracker_in_a_workbook_of_its_own_is_looked_for_there(command: CommandLine, trackers: Path):  # noqa: F811
    (trackers / "playbooks.csv").write_text("Playbook ID,Title,Audience,Status\nP-1,Gambling,seller,draft\n", "utf-8")
    own = '[trackers.escalations]\nworkbook = "trackers"\n'
    Path("team.toml").write_text(f'workbook = "other.xlsx"\n{own}', "utf-8")
    Path("own.toml").write_text(own, "utf-8")

    outs = [command("init", "trackers", "--yes", "--config", name)[1] for name in ("team.toml", "own.toml")]

    assert ["1 of them recognised" in out for out in outs] == [True, True]
    assert ["which the configuration keeps in another workbook" in " ".join(out.split()) for out in outs] == [
        True,
        True,
    ]
    assert written()["workbook"] == "other.xlsx"
    assert "workbook" not in written(Path("own.toml"))


def test_a_configuration_that_names_no_workbook_gets_this_one(command: CommandLine, trackers: Path):  # noqa: F811
    Path("team.toml").write_text('currency = "EUR"\n[schedule]\nevery = "15m"\n', "utf-8")

    command("init", "trackers", "--yes")

    assert (written()["workbook"], written()["currency"]) == ("trackers", "EUR")


@pytest.mark.parametrize(
    ("standing", "words", "code", "said"),
    [
        ("workbook = 3", [], 2, "team.toml: stays as it is. Mend it, or name another file with --config."),
        ("[project]\nname = 'x'", [], 2, "team.toml: project: is not known here"),
        ("no TOML", [], 2, "team.toml: is not valid TOML"),
        ("workbook = 'other.xlsx'", [], 2, "is the configuration of 'other.xlsx', not of 'trackers'"),
        (None, ["--config", "team.yaml"], 2, "the name of a configuration ends in .toml"),
        (None, ["--config", "trackers/escalations.csv"], 2, "is not valid TOML"),
        (None, ["--config", "none/team.toml"], 2, "there is no folder"),
    ],
)
def test_what_is_no_configuration_of_ours_stays_as_it_is(
    command: CommandLine,  # noqa: F811
    trackers: Path,
    standing: str | None,
    words: list[str],
    code: int,
    said: str,
):
    if standing is not None:
        Path("team.toml").write_text(standing, "utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    found, _, err = command("init", "trackers", "--yes", *words)

    assert found == code
    assert said in err
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("source", "code", "said"), [("none.xlsx", 2, "does not exist"), ("empty.xlsx", 3, "no tab was")]
)
def test_a_workbook_without_trackers_is_not_configured(
    command: CommandLine,  # noqa: F811
    trackers: Path,
    source: str,
    code: int,
    said: str,
):
    openpyxl.Workbook().save("empty.xlsx")

    found, _, err = command("init", source, "--yes")

    assert (found, said in err) == (code, True)
    assert not Path("team.toml").exists()
