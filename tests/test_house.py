"""The plan of the house, held: which room may import which, and what lies at the top level."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sheets_sync"

MAY_IMPORT = {
    "errors": set(),
    "schedule": {"errors"},
    "workbooks": {"errors"},
    "trackers": {"errors", "workbooks"},
    "analysis": {"errors", "trackers", "workbooks"},
    "documents": {"errors", "trackers", "analysis", "workbooks"},
    "tabs": {"errors", "workbooks", "trackers", "analysis", "documents"},
    "sample": {"errors", "workbooks"},
    "config": {"errors", "workbooks", "trackers", "analysis", "schedule"},
    "run_report": {"errors", "workbooks", "trackers", "analysis", "documents"},
    "run_request": {"errors", "workbooks", "trackers", "analysis"},
    "looking": {"errors", "workbooks", "trackers", "analysis", "run_request"},
    "pipeline": {"workbooks", "trackers", "analysis", "documents", "tabs", "looking", "run_report", "run_request"},
    "check": {"errors", "workbooks", "trackers", "analysis", "documents", "pipeline", "run_report", "run_request"},
    "explain": {"errors", "workbooks", "trackers", "analysis", "documents", "tabs", "looking", "run_request"},
    "inspection": {"errors", "workbooks", "trackers"},
    "asked": {"errors", "workbooks", "trackers", "analysis", "config", "run_request"},
    "questions": {"errors", "trackers"},
    "interview": {"config", "questions", "trackers", "workbooks"},
    "team_file": {"trackers"},
    "init": {"errors", "workbooks", "trackers", "documents", "config", "interview", "questions", "team_file"},
    "service": {"asked", "errors", "workbooks", "trackers", "documents", "config", "pipeline", "schedule"},
    "terminal": {"errors", "questions"},
    "cli": {
        "asked", "check", "explain", "init", "inspection", "errors", "workbooks", "trackers", "analysis", "documents",
        "tabs", "sample", "config", "pipeline", "schedule", "service", "terminal", "run_report", "run_request",
    },
}  # fmt: skip
ONLY_IN_ADAPTERS = {"xlsxwriter", "python_calamine", "gspread", "google"}
ADAPTERS = {"workbooks", "sample"}
HOUSE = {
    "sheets_sync", "config", "tests", "main.py", "requirements.txt", "service_account.example.json", "README.md",
    "pyproject.toml", ".gitignore", ".ci",
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (
                [f"{node.module}.{a.name}" for a in node.names] if node.module == "sheets_sync" else [node.module or ""]
            )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_the_rooms_below_it(path: Path):
    rooms = {name.split(".")[1] for name in imported_names(path) if name.startswith("sheets_sync.")}

    assert rooms - {room(path)} <= MAY_IMPORT[room(path)]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_adapters_know_a_workbook_library(path: Path):
    known = {name.split(".")[0] for name in imported_names(path)} & ONLY_IN_ADAPTERS

    assert room(path) in ADAPTERS or not known


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_looks_at_the_clock_and_the_environment(path: Path):
    text = path.read_text("utf-8")
    looks = [
        word for word in ("datetime.now(", "time.time(", "time.monotonic(", "os.environ", "sys.argv") if word in text
    ]

    assert room(path) == "cli" or not looks


def test_the_top_level_is_the_agreed_one():
    if not (ROOT / ".git").exists():
        pytest.skip("what belongs to the project is known in a checkout alone")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {Path(line).parts[0] for line in listed.splitlines()} == HOUSE
