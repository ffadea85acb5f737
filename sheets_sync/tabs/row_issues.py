"""Row issues: every cell someone should mend, what was wanted and what to do."""

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.words import as_of, banner, cells_to_mend, cut, label, plural
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.workbooks.grid import quoted_title
from sheets_sync.workbooks.tab import Column, Link, State, Tab, Table, Value

TITLE = "Row issues"

_MOST_ROWS = 5000
_LONGEST_TEXT = 300
_STATES = {
    "row_left_out": State("Row left out", "late"),
    "cell_left_empty": State("Cell left empty", "soon"),
    "warning": State("Warning", "quiet"),
}
_COLUMNS = (
    Column("What happened", "state", 120),
    Column("Tracker", width=110),
    Column("Where", "link", 160),
    Column("Field", width=140),
    Column("Found", width=240),
    Column("Problem", width=300),
    Column("What to do", width=340),
)


def row_issues_tab(findings: Findings) -> Tab:
    """Worst first, then alike beside alike, so that one kind of slip is mended in one go."""
    issues = sorted(findings.trackers.issues, key=_worst_then_alike)
    counts = (
        plural(findings.trackers.total("left_out"), "row left out", "rows left out"),
        plural(cells_to_mend(findings), "cell to mend", "cells to mend"),
        plural(sum(issue.severity == "warning" for issue in issues), "warning"),
    )
    shown = issues[:_MOST_ROWS]
    first = (
        f"the first {_MOST_ROWS:,} of {len(issues):,}; the rest is in the export" if len(issues) > _MOST_ROWS else ""
    )
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner([", ".join(counts), as_of(findings), first]),
        blocks=(
            Table(_COLUMNS, tuple(_row(issue) for issue in shown), empty="Nothing to mend: every cell could be read."),
        ),
    )


def _worst_then_alike(issue: RowIssue) -> tuple[object, ...]:
    alike = (issue.tracker, issue.field or "", issue.problem, issue.value)
    return (list(_STATES).index(issue.severity), *alike, issue.tab, issue.row or -1, issue.column or -1)


def _row(issue: RowIssue) -> tuple[Value, ...]:
    return (
        _STATES[issue.severity],
        label(issue.tracker),
        Link(place(issue)),
        label(issue.field),
        cut(issue.value, _LONGEST_TEXT),
        cut(issue.problem, _LONGEST_TEXT),
        cut(issue.remedy, _LONGEST_TEXT),
    )


def place(issue: RowIssue) -> str:
    """Where an issue is, as people write it: a cell, a row, or a tab."""
    if issue.cell:
        return f"{quoted_title(issue.tab)}!{issue.cell}"
    return issue.tab if issue.row is None else f"{issue.tab}, row {issue.row + 1}"
