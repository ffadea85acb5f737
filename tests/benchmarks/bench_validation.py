"""Rows a CPU second with every bad cell told, beside what pydantic's core alone needs to look at the same rows.

Run from the root of the checkout: python -m tests.benchmarks.bench_validation [ROWS]
"""

import gc
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from sheets_sync.trackers.columns import read_column
from sheets_sync.trackers.headings import recognise
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.mapping.units import heading_unit
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings
from sheets_sync.trackers.values import Reading
from sheets_sync.workbooks.grid import Grid
from tests.planted_cases import COLUMNS, NOW, Planted, planted_cases

ROWS = 100_000
REPEATS = 3


def cpu_seconds(work: Callable[[], object]) -> float:
    """The median of a few runs."""
    spent = []
    for _ in range(REPEATS):
        gc.collect()
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def column_validation(grid: Grid) -> Callable[[], object]:
    """The work of validating every column, its cells picked beforehand."""
    layout = recognise(grid)
    assert layout is not None
    schema: type[TrackerRow] = SCHEMAS[layout.tracker]
    reading = Reading("en_GB", "Europe/Berlin", NOW)
    columns = {
        match.field: ([row[match.index] for row in grid.rows[1:]], heading_unit(match.heading, COLUMNS[place].kind))
        for place, match in enumerate(layout.columns)
        if match.field
    }
    return lambda: [read_column(schema, field, cells, reading, unit=unit) for field, (cells, unit) in columns.items()]


def core_alone(grid: Grid) -> Callable[[], object]:
    """The work of pydantic's core on the same rows, where any text, number, tick or blank is good in any column."""
    fields: dict[str, Any] = {column.field: str | float | bool | None for column in COLUMNS}
    adapter = TypeAdapter(list[TypedDict("Row", fields)])  # type: ignore[misc]
    rows = [dict(zip(fields, row, strict=True)) for row in grid.rows[1:]]
    return lambda: adapter.validate_python(rows)


def check(planted: Planted, trackers: Trackers) -> None:
    """Exactly the planted cells are told, each once."""
    told = Counter(issue.cell for issue in trackers.issues)
    if told != Counter(planted.bad_cells):
        raise SystemExit(f"{len(planted.bad)} bad cells were planted, {told.total()} told at {len(told)} places")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    planted = planted_cases(rows)
    grid = planted.grid

    def whole() -> Trackers:
        return ingest([Book(grid.workbook, [grid])], ReadingSettings(), {}, NOW)

    check(planted, whole())
    least = cpu_seconds(core_alone(grid))
    say(f"{rows:,} rows of {len(COLUMNS)} columns, {len(planted.bad):,} bad cells, all told, each once and at its cell")
    for name, spent in {
        "pydantic's core alone": least,
        "columns validated": cpu_seconds(column_validation(grid)),
        "ingest: headings to frames and issues": cpu_seconds(whole),
    }.items():
        say(f"{name:<40}{rows / spent:>10,.0f} rows a CPU second, {spent / least:>5.1f} times the core alone")


if __name__ == "__main__":
    main()
