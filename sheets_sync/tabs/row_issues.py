"""Row issues: every cell someone should mend, what was wanted and what to do."""

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.words import as_of, banner, cells_to_mend, cut, label, plural
from sheets_sync.tabs.places import issue_link
from sheets_sync.trackers.issues import RowIssue
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
    Column("Where", "link", 160, identifies=True),
    Column("Field", width=140, identifies=True),
    Column("Found", width=240),
    Column("Problem", width=300, identifies=True),
    Column("What to do", width=340),
    Column("Perhaps", width=140),
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
        banner=banner([", ".join(counts), first]),
        as_of=as_of(findings),
        blocks=(
            Table(
                _COLUMNS,
                tuple(_row(issue, issue_link(findings, issue)) for issue in shown),
                empty="Nothing to mend: every cell could be read.",
            ),
        ),
    )


def _worst_then_alike(issue: RowIssue) -> tuple[object, ...]:
    alike = (issue.tracker, issue.field or "", issue.problem, issue.value)
    place = (issue.workbook, issue.tab, issue.row or -1, issue.column or -1)
    return (list(_STATES).index(issue.severity), *alike, *place)


def _row(issue: RowIssue, where: Link) -> tuple[Value, ...]:
    return (
        _STATES[issue.severity],
        label(issue.tracker),
        where,
        label(issue.field),
        cut(issue.value, _LONGEST_TEXT),
        cut(issue.problem, _LONGEST_TEXT),
        cut(issue.remedy, _LONGEST_TEXT),
        cut(issue.suggestion or "", _LONGEST_TEXT),
    )
