import os
import signal
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

import sheets_sync
from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.tab import (
    Charts,
)
from tests.workbooks.excel_files import NOON, chart, parts, publish, tab, table, whole_tab

CHILD = """
import os, resource, signal, sys, zipfile
from datetime import UTC, datetime
from pathlib import Path
import xlsxwriter
from sheets_sync.errors import OperatorError
from sheets_sync.workbooks import excel_page, excel_sink, whole_file
from sheets_sync.workbooks.tab import Column, Tab, Table

def publish(word, count=300):
    rows = tuple((f"{word} {number}",) for number in range(count))
    tab = Tab("Tab", word, "", (Table((Column("Word"),), rows, ""),))
    excel_sink.ExcelSink(Path(sys.argv[1]), as_of=datetime(2026, 11, 22, tzinfo=UTC)).publish([tab], [], {})

def die_in(owner, name, call):
    original, calls = getattr(owner, name), []
    def counted(*args, **kwargs):
        calls.append(name)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **kwargs)
    setattr(owner, name, counted)
"""


def run_child(script: str, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    package = str(Path(sheets_sync.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", CHILD + script, str(path)],
        env={**os.environ, "PYTHONPATH": package, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_same_tabs_give_the_same_bytes(tmp_path):
    tabs = [whole_tab("word"), tab(Charts((chart(),)), title="Charts"), tab(title="Other")]
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"

    publish(one, *tabs)
    publish(two, *tabs, as_of=NOON.astimezone(timezone(timedelta(hours=2))))

    assert one.read_bytes() == two.read_bytes()
    assert "2026-11-22T11:00:00Z" in parts(one)["docProps/core.xml"]


def test_the_bytes_do_not_depend_on_where_the_machine_stands(tmp_path):
    for zone in ("Europe/Berlin", "America/Los_Angeles"):
        run_child("publish('new')", tmp_path / f"{zone[:2]}.xlsx", TZ=zone, PYTHONHASHSEED=str(len(zone)))

    assert (tmp_path / "Eu.xlsx").read_bytes() == (tmp_path / "Am.xlsx").read_bytes()


def test_a_tab_that_cannot_be_a_sheet_leaves_the_last_summary(tmp_path):
    path = tmp_path / "summary.xlsx"
    publish(path, tab())
    before = path.read_bytes()

    for wrong in ([tab(title="x" * 32)], [tab(title="a/b")], [tab(), tab()]):
        with pytest.raises(ValueError, match=r"[Tt]ab"):
            publish(path, *wrong)

    assert path.read_bytes() == before


def test_a_value_that_no_tab_should_hold_leaves_the_last_summary_and_nothing_beside_it(tmp_path):
    path = tmp_path / "summary.xlsx"
    publish(path, tab())
    before = path.read_bytes()

    with pytest.raises(TypeError):
        publish(path, tab(table("a", object())))

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["summary.xlsx"]


def test_a_folder_in_the_way_is_named(tmp_path):
    with pytest.raises(ConfigError, match="found a folder"):
        publish(tmp_path, tab())


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(
    "moment",
    [
        "excel_page.SheetWriter, 'write', 1",
        "excel_page.SheetWriter, 'write', 300",
        "xlsxwriter.Workbook, 'close', 1",
        "zipfile.ZipFile, 'write', 1",
        "zipfile.ZipFile, 'write', 4",
        "zipfile.ZipFile, 'close', 1",
        "os, 'fsync', 1",
        "Path, 'replace', 1",
    ],
)
def test_a_run_killed_at_any_moment_leaves_the_last_summary(tmp_path, moment):
    path = tmp_path / "summary.xlsx"
    publish(path, tab())
    before = path.read_bytes()

    killed = run_child(f"die_in({moment}); publish('new')", path)

    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    publish(path, tab(heading="after"))
    assert openpyxl.load_workbook(path).active["B1"].value == "after"
    assert [one.name for one in tmp_path.iterdir()] == ["summary.xlsx"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_run_killed_after_its_file_was_put_in_place_leaves_it_whole(tmp_path):
    path = tmp_path / "summary.xlsx"
    publish(path, tab())

    run_child("die_in(os, 'fsync', 2); publish('new')", path)

    assert openpyxl.load_workbook(path).active["B1"].value == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit here")
@pytest.mark.parametrize("room", [0, 4_000, 60_000])
def test_a_full_disk_is_said_and_leaves_the_last_summary(tmp_path, room):
    path = tmp_path / "summary.xlsx"
    publish(path, tab())
    before = path.read_bytes()

    failed = run_child(
        f"""
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
try:
    publish('new', 20_000)
except OperatorError as error:
    print(type(error).__name__, error)
""",
        path,
    )

    assert failed.stdout.startswith("AccessError")
    assert "Free some space" in failed.stdout
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["summary.xlsx"]


def test_an_unwritable_folder_is_said(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)

    with pytest.raises(AccessError, match="Open the folder for writing"):
        publish(tmp_path / "summary.xlsx", tab())
