"""From .xlsx to published summary, beside a bare floor: calamine, the same validation, one tally, XlsxWriter.

Each is a process of its own, so that its CPU seconds and its peak of memory are its own too.
Run from the root of the checkout: python -m tests.benchmarks.bench_run [ROWS …]
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROWS = (100_000, 500_000)
REPEATS = 3
MEBIBYTE = 1024  # of the kibibytes that ru_maxrss counts
ISSUES = 5_000  # as many as the summary shows


def floor(workbook: Path, summary: Path) -> None:
    """Nothing but the libraries: no look at the archive, no account, no issue, no layout."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    from sheets_sync.trackers.cases import Case
    from sheets_sync.trackers.columns import read_column
    from sheets_sync.trackers.mapping.units import heading_unit
    from sheets_sync.trackers.values import Reading
    from tests.planted_cases import COLUMNS, NOW

    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python(skip_empty_area=False)
    reading = Reading("en_GB", "Europe/Berlin", NOW)
    columns = {
        column.field: read_column(
            Case,
            column.field,
            [serial(row[place]) for row in rows[1:]],
            reading,
            unit=heading_unit(column.heading, column.kind),
        )
        for place, column in enumerate(COLUMNS)
    }
    markets, kinds = (
        [column.values[code] for code in column.codes] for column in (columns["market"], columns["violation_type"])
    )
    tally = Counter(zip(markets, kinds, strict=True))
    book = xlsxwriter.Workbook(summary, {"constant_memory": True})
    sheet = book.add_worksheet()
    for row, (key, count) in enumerate(tally.most_common()):
        sheet.write_row(row, 0, [str(key), count])
    problems = ((name, column, code) for name, column in columns.items() for code in column.problems)
    for row, (name, column, code) in enumerate(list(problems)[:ISSUES], start=len(tally)):
        problem = column.problems[code]
        sheet.write_row(row, 0, ["cases", "Cases", name, code, problem.problem, problem.remedy, "left empty"])
    book.close()


def serial(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return (cell - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001 - on the clock of the sheet
    return (cell - date(1899, 12, 30)).days * 1.0 if isinstance(cell, date) else cell


def run(workbook: Path, summary: Path) -> None:
    """The command as people give it."""
    from sheets_sync.cli import main

    sys.argv = ["sheets-sync", "run", str(workbook), "--out", str(summary), "--now", "2026-11-20T12:00Z"]
    main()


def measured(what: str, workbook: Path) -> tuple[float, float]:
    """CPU seconds and MiB at the peak of a process of its own: the median of a few."""
    spent = []
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.benchmarks.bench_run", what, str(workbook), f"{folder}/out.xlsx"]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
        spent.append(json.loads(answer.stdout.splitlines()[-1]))
    return statistics.median(cpu for cpu, _ in spent), statistics.median(peak for _, peak in spent)


def work(what: str, workbook: str, summary: str) -> None:
    begun = time.process_time()
    try:
        {"floor": floor, "run": run}[what](Path(workbook), Path(summary))
    except SystemExit as end:
        if end.code:
            raise
    spent, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(json.dumps([spent, peak / MEBIBYTE]))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def compare() -> None:
    from tests.planted_cases import planted_cases

    runs = {}
    for rows in map(int, sys.argv[1:]) if len(sys.argv) > 1 else ROWS:
        with tempfile.TemporaryDirectory() as folder:
            workbook = Path(folder) / "cases.xlsx"
            planted_cases(rows).write(workbook)
            least, least_memory = measured("floor", workbook)
            runs[rows], memory = measured("run", workbook)
        say(f"{rows:>9,} rows, floor {least:>7.2f} CPU s, {least_memory:>6.0f} MiB")
        say(
            f"{'':>14} run   {runs[rows]:>7.2f} CPU s, {memory:>6.0f} MiB: "
            f"{runs[rows] / least:.2f} times the time, {memory / least_memory:.2f} times the memory"
        )
    if len(runs) > 1:
        fewest, most = min(runs), max(runs)
        growth = runs[most] / runs[fewest] / (most / fewest)
        say(f"a row of {most:,} costs {growth:.2f} times one of {fewest:,}")


if __name__ == "__main__":
    if sys.argv[1:2] in (["floor"], ["run"]):
        work(*sys.argv[1:])
    else:
        compare()
