"""Row issues: what to mend first, how much was read, and every cell someone should mend."""

from collections.abc import Iterator
from datetime import date, datetime

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.time_words import LocalWords, as_of, full_day, team_words
from sheets_sync.documents.words import banner, cells_to_mend, count, cut, label, plural
from sheets_sync.tabs.fix_lines import TONES, fix_line
from sheets_sync.tabs.places import issue_link
from sheets_sync.tabs.share_lines import column_lines, tracker_figures
from sheets_sync.trackers.issues import SEVERITIES, RowIssue
from sheets_sync.workbooks.tab import Attention, Block, Column, Note, State, Tab, Table, Value

TITLE = "Row issues"

_MOST_ROWS = 5000
_MOST_FIXES = 20
_FEW_FIXES = 7  # that are shown although each is a single cell
_LONGEST_TEXT = 300
_WORDS = {"row_left_out": "Row left out", "cell_left_empty": "Cell left empty", "warning": "Warning"}
_COLUMNS = (
    Column("What happened", "state", 120),
    Column("Tracker", width=110),
    Column("Where", "link", 160, identifies=True),
    Column("Field", width=140, identifies=True),
    Column("Found", width=220),
    Column("Problem", width=280, identifies=True),
    Column("What to do", width=320),
    Column("Perhaps", width=140),
    Column("Since", "day"),
)


def row_issues_tab(findings: Findings) -> Tab:
    """The fixes that mend most, the share read, then every issue: worst first, and alike beside alike."""
    issues = sorted(zip(findings.trackers.issues, findings.issues.first_seen, strict=True), key=_worst_then_alike)
    team = team_words(findings)
    rows = tuple(_row(findings, issue, since and team.there(since).date()) for issue, since in issues[:_MOST_ROWS])
    return Tab(
        title=TITLE,
        heading=TITLE,
        banner=banner(_totals(findings)),
        as_of=as_of(findings),
        blocks=(
            tracker_figures(findings),
            *_mend_first(findings, team),
            *column_lines(findings),
            Table(_COLUMNS, rows, empty="Nothing to mend: every cell could be read."),
        ),
    )


def _totals(findings: Findings) -> Iterator[str]:
    issues = findings.trackers.issues
    counts = (
        plural(findings.trackers.total("left_out"), "row left out", "rows left out"),
        plural(cells_to_mend(findings), "cell to mend", "cells to mend"),
        plural(sum(issue.severity == "warning" for issue in issues), "warning"),
    )
    yield ", ".join(counts)
    if len(issues) > _MOST_ROWS:
        yield f"the worst {count(_MOST_ROWS)} of {count(len(issues))} issues; all of them are in the export"
    if issues:
        yield f"remembered since {full_day(team_words(findings).there(findings.issues.began_at))}"


def _mend_first(findings: Findings, team: LocalWords) -> Iterator[Block]:
    if not findings.fixes:
        return
    shown = [fix for place, fix in enumerate(findings.fixes) if place < _FEW_FIXES or fix.count > 1][:_MOST_FIXES]
    lines = (
        fix_line(findings, fix, who=f"since {full_day(team.there(fix.since))}" if fix.since else "") for fix in shown
    )
    yield Attention("Mend these first", tuple(lines), empty="")
    more = len(findings.fixes) - len(shown)
    if more > 0:
        yield Note(f"{plural(more, 'smaller fix follows', 'smaller fixes follow')} among the issues below.")


def _worst_then_alike(known: tuple[RowIssue, datetime | None]) -> tuple[object, ...]:
    issue, _ = known
    alike = (issue.tracker, issue.field or "", issue.problem, issue.value)
    place = (issue.workbook, issue.tab, issue.row or -1, issue.column or -1)
    return (SEVERITIES.index(issue.severity), *alike, *place)


def _row(findings: Findings, issue: RowIssue, since: date | None) -> tuple[Value, ...]:
    return (
        State(_WORDS[issue.severity], TONES[issue.severity]),
        label(issue.tracker),
        issue_link(findings, issue),
        label(issue.field),
        cut(issue.value, _LONGEST_TEXT),
        cut(issue.problem, _LONGEST_TEXT),
        cut(issue.remedy, _LONGEST_TEXT),
        cut(issue.suggestion or "", _LONGEST_TEXT),
        since,
    )
