"""Which slips to mend first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.fixes import Fix, fixes
from sheets_sync.trackers.column_accounts import ColumnAccount
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.trackers.issues import RowAccount, RowIssue
from tests.drawing import utc

NOW, MONDAY, TUESDAY = utc("2026-03-11 10:00"), utc("2026-03-09 10:00"), utc("2026-03-10 10:00")


def issue(value: str, row: int, **more: object) -> RowIssue:
    said: dict[str, object] = {
        "tracker": "cases", "workbook": "EU", "tab": "Cases", "row": row, "column": 6, "field": "enforcement_type",
        "problem": "does not say what was banned", "remedy": "write LIVE ban", "severity": "cell_left_empty",
    }  # fmt: skip
    return RowIssue(value=value, **(said | more))  # type: ignore[arg-type]


def of(*issues: RowIssue) -> Trackers:
    return Trackers(
        frames={}, issues=issues, issue_keys=("",) * len(issues), accounts=(), columns=(), missing={}, troubles=(),
        workbooks=(),
    )  # fmt: skip


def found(*issues: RowIssue, first_seen: Sequence[datetime | None] | None = None) -> tuple[Fix, ...]:
    return fixes(of(*issues), first_seen or [NOW] * len(issues))


def said(*issues: RowIssue) -> list[tuple[str, int, int]]:
    return [(fix.issue.value, fix.other_values, fix.count) for fix in found(*issues)]


def test_the_value_in_most_cells_comes_first_and_rare_ones_are_one_fix():
    banned = [issue("banned", row) for row in range(1, 5)]
    rare = [issue(value, row) for row, value in enumerate(["blocked", "suspended", "blocked"], start=10)]

    assert said(*rare, *banned) == [("banned", 0, 4), ("blocked", 1, 3)]


def test_many_values_of_one_problem_are_one_fix_whatever_the_problem_says_of_each():
    days = [issue(f"{n} Feb", n, problem=f"has no year; {2020 + n} was assumed") for n in range(1, 30)]

    assert said(*days) == [("1 Feb", 28, 29)]


def test_a_field_is_mended_in_all_its_tabs_at_once_and_another_field_apart():
    here, there = [issue("banned", row) for row in (1, 2)], issue("banned", 1, tab="Older")
    fix, other = found(*here, there, issue("banned", 1, field="status", column=5))

    assert (fix.count, fix.other_tabs, fix.issue) == (3, 1, here[0])
    assert (other.count, other.other_tabs) == (1, 0)


def test_rows_left_out_weigh_more_than_cells_and_warnings_come_last():
    rows = [issue("whenever", 1, field="opened_at", column=1, severity="row_left_out")]
    cells = [issue("banned", row) for row in range(4)]
    warnings = [issue("critcal", row, severity="warning") for row in range(30)]

    assert [value for value, _, _ in said(*warnings, *cells, *rows)] == ["whenever", "banned", "critcal"]


def test_what_needs_nothing_done_is_no_fix():
    assert said(issue("Total", 9, remedy="nothing, if it is one; else give the row its id and date")) == []


def test_a_fix_says_what_all_its_cells_need():
    repeats = [issue(f"C-{n}", n, remedy=f"delete the row; the row that counts is A{n}") for n in range(3)]
    days = [issue(f"{n} Feb", n, remedy=f"write 2026-02-0{n}", field="opened_at") for n in (1, 2)]
    remedies = {(fix.remedy, fix.is_shared) for fix in found(*repeats, *days)}

    assert remedies == {("delete the row", True), ("write 2026-02-01", False)}


def test_a_fix_is_as_old_as_its_oldest_cell():
    cells = [issue("banned", row) for row in range(3)]

    assert [fix.since for fix in found(*cells, first_seen=[None, TUESDAY, MONDAY])] == [MONDAY]
    assert [fix.since for fix in found(*cells, first_seen=[None] * 3)] == [None]


def test_a_missing_column_counts_the_rows_that_it_leaves_out():
    missing = issue("Case ID; Status", 0, column=None, field="opened_at", severity="row_left_out")
    account = RowAccount(
        tracker="cases", workbook="EU", tab="Cases", rows=9, accepted=0, left_out=8, not_data=1, blank=0, repeats=2
    )
    other = replace(account, tab="Older", left_out=50)

    (fix,) = fixes(replace(of(missing), accounts=(account, other)), [NOW])

    assert (fix.count, fix.heading) == (6, None)


def test_a_cell_is_known_by_the_heading_of_its_column():
    column = ColumnAccount(
        tracker="cases", workbook="EU", tab="Cases", tab_url=None, row=0, column=6, heading="Maßnahme",
        field="enforcement_type", read=0, unread=1, blank=0, warned=0,
    )  # fmt: skip
    unused = issue("7", 3, column=9, field=None)

    found = fixes(replace(of(issue("banned", 1), unused), columns=(column,)), [NOW] * 2)

    assert {fix.issue.value: fix.heading for fix in found} == {"banned": "Maßnahme", "7": None}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.sampled_from(["p", "q"]))))
def test_every_issue_is_in_one_fix_and_sorting_rows_changes_none(cells: list[tuple[str, str, str]]):
    issues = [issue(value, row, field=field, problem=problem) for row, (value, field, problem) in enumerate(cells)]

    assert sum(count for _, _, count in said(*issues)) == len(issues)
    assert said(*issues) == said(*reversed(issues))
