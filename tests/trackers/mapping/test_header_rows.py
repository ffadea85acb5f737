"""Heading rows of public tables and of teams' sheets, labelled by hand: how many columns get the right field.

The form is that of the shared examples: `expect_columns` is the key, `also_ok` lists other right answers,
`rows_above` and `group_headers` stand above the row, `no_header` means that there is no heading at all.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from sheets_sync.trackers.headings import recognise
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.grid import Grid

ROWS = json.loads(Path(__file__).with_name("header_rows.json").read_text(encoding="utf-8"))
HEADED = [row for row in ROWS if not row.get("no_header")]


def tab(row):
    above = [*row.get("rows_above", []), *([row["group_headers"]] if "group_headers" in row else [])]
    return Grid("rows.csv", "Sheet1", [*above, row["headers"]]), len(above)


def judged(row):
    """Per column: right, wrong or missed."""
    grid, heading_row = tab(row)
    layout = recognise(grid, only=row["tracker"])
    if layout is None or layout.header_row != heading_row:
        return ["missed"] * len(row["headers"])
    return [
        "right"
        if column.field in (wanted, *row.get("also_ok", {}).get(heading, []))
        else "missed"
        if column.field is None
        else "wrong"
        for heading, column, wanted in zip(row["headers"], layout.columns, row["expect_columns"], strict=True)
    ]


def test_every_label_is_a_field_of_its_tracker():
    for row in ROWS:
        also = [field for fields in row.get("also_ok", {}).values() for field in fields]
        assert {*row["expect_columns"], *also} - {None} <= set(SCHEMAS[row["tracker"]].model_fields), row["id"]


def test_the_columns_of_a_known_tracker_get_their_fields():
    counts = Counter(verdict for row in HEADED for verdict in judged(row))

    assert counts["right"] >= 0.98 * counts.total()
    assert counts["wrong"] <= 0.005 * counts.total()


@pytest.mark.parametrize("tracker", SCHEMAS)
def test_no_tracker_is_read_much_worse_than_the_others(tracker):
    counts = Counter(verdict for row in HEADED if row["tracker"] == tracker for verdict in judged(row))

    assert counts["right"] >= 0.95 * counts.total()
    assert counts["wrong"] <= 0.01 * counts.total()


def test_a_tab_without_a_heading_is_not_read():
    for row in ROWS:
        if row.get("no_header"):
            grid, _ = tab(row)
            assert recognise(grid) is None
            assert recognise(grid, only=row["tracker"]) is None


def test_a_tab_is_recognised_alone_and_rarely_taken_for_another_tracker():
    counts: Counter[str] = Counter()
    for row in HEADED:
        grid, heading_row = tab(row)
        layout = recognise(grid)
        found = layout and (layout.tracker, layout.header_row)
        counts["none" if found is None else "right" if found == (row["tracker"], heading_row) else "wrong"] += 1

    assert counts["right"] >= 0.78 * counts.total()
    assert counts["wrong"] <= 0.015 * counts.total()
