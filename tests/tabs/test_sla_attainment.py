from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sheets_sync.tabs.sla_attainment import sla_attainment_tab
from sheets_sync.workbooks.tab import SmallTable, Table, Value
from tests.tabs.findings import ESCALATIONS, NOW, findings, with_a_pause


def escalations(*resolved: tuple[str, float], low: Sequence[tuple[str, float]] = ()) -> str:
    """Escalations raised at 10:00 in Berlin on a day, and resolved so many hours later.

    They have 16 open hours, those in `low` 80.
    """
    rows = ["Escalation ID | Raised at | Team | Priority | Status | Subject | Resolved at"]
    written = [*(("High", *one) for one in resolved), *(("Low", *one) for one in low)]
    for number, (priority, day, hours) in enumerate(written):
        raised = datetime.fromisoformat(f"{day} 10:00")
        end = raised + timedelta(hours=hours)
        rows.append(f"E-{number} | {raised:%d/%m/%Y %H:%M} | Policy | {priority} | Done | x | {end:%d/%m/%Y %H:%M}")
    return "\n".join(rows)


def rows_by_group(drawing: str, by: str) -> dict[Value, Sequence[Value]]:
    """The rows about resolution, from the column Met on."""
    tab = sla_attainment_tab(findings(NOW, Escalations=drawing))
    (table,) = [block for block in tab.blocks if isinstance(block, Table)]
    return {row[1]: row[3:] for row in table.rows if row[0] == by and row[2] == "Resolution"}


def test_hours_used_by_what_is_done_stand_beside_the_rate():
    rows = rows_by_group(escalations(*[("2026-03-02", hours / 10) for hours in range(10, 70, 5)]), "Team")

    assert rows["Policy"][:7] == (12, 0, 0, 1.0, "76–100 %", 3.75, 5.95)


def test_under_ten_that_are_done_there_are_counts_and_no_hours():
    rows = rows_by_group(escalations(*[("2026-03-02", 1.0)] * 9), "Team")

    assert rows["Policy"][:7] == (9, 0, 0, None, "9 of 9", None, None)


def test_weeks_run_from_this_one_back_and_add_up_to_all():
    long_past, last_week, this_week = ("2025-11-03", 1.0), ("2026-03-02", 1.0), ("2026-03-09", 1.0)
    due_next_week, done_before_it_began = ("2026-03-11", 0.25), ("2026-03-11", -1.0)

    rows = rows_by_group(
        escalations(long_past, last_week, this_week, this_week, low=[due_next_week, done_before_it_began]),
        "Week of due",
    )

    assert [(group, row[0]) for group, row in rows.items()] == [
        ("W11, from 9 Mar, so far", 2),
        ("W10, from 2 Mar", 1),
        ("Earlier weeks", 1),
        ("Later weeks", 1),
        ("No due time", 0),
    ]
    assert rows["No due time"][8] == 1


def small_table(found: object = None) -> SmallTable:
    tab = sla_attainment_tab(found or findings(Escalations=ESCALATIONS))
    (table,) = [block for block in tab.blocks if isinstance(block, SmallTable)]
    return table


def test_hours_lost_to_pauses_stand_by_clock_and_reason():
    (row,) = small_table(with_a_pause()).rows

    assert row[:4] == ("Resolution", "Waiting", 1, 18.0)
    assert row[4] == pytest.approx(18 / (22 + 1.5 + 2 * 55 / 60))
    assert row[5] == "Escalations"


def test_where_no_clock_stood_still_it_is_said_whether_one_could_have():
    could = small_table(replace(with_a_pause(), hours_lost=findings().hours_lost))

    assert small_table().empty == "No clock has stood still; no policy names a status that stops clocks."
    assert could.empty == "No clock has stood still, as far as runs have seen."
