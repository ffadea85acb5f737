"""Frames and grids drawn as tables, so that a test shows what it is about."""

from datetime import UTC, datetime

import pandas as pd

from sheets_sync.workbooks.grid import Cell, Grid


def utc(text: str) -> datetime:
    """'2026-03-09 10:00' as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _cells(drawing: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]


def grid(drawing: str, *, title: str = "Tab", workbook: str = "trackers.xlsx") -> Grid:
    """A grid of text cells; an empty cell is None."""
    rows: list[list[Cell]] = [[cell or None for cell in line] for line in _cells(drawing)]
    return Grid(workbook=workbook, title=title, rows=rows)


def table(drawing: str) -> pd.DataFrame:
    """A typed frame: the first column is the index, columns ending in `_at` are instants, empty cells are missing."""
    heading, *lines = _cells(drawing)
    frame = pd.DataFrame([[cell or None for cell in line] for line in lines], columns=heading, dtype=object)
    for column in frame.columns:
        if column.endswith("_at"):
            frame[column] = pd.to_datetime(frame[column], utc=True).astype("datetime64[us, UTC]")
    return frame.set_index(heading[0])
