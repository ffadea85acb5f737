"""A fix as a line of attention: how many cells, what stands where, what to do about it."""

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.fixes import Fix
from sheets_sync.documents.words import cut, plural
from sheets_sync.tabs.places import column_words, issue_link
from sheets_sync.trackers.issues import Severity
from sheets_sync.workbooks.tab import AttentionLine, State, Tone

TONES: dict[Severity, Tone] = {"row_left_out": "late", "cell_left_empty": "soon", "warning": "quiet"}

_LONGEST_VALUE = 60
_LONGEST_WORDS = 160


def fix_line(findings: Findings, fix: Fix, *, who: str) -> AttentionLine:
    """'37 cells', "'Banned' in Cases!Enforcement: does not say …; write …", and a link to the first of them."""
    state = State(_count(fix), TONES[fix.issue.severity])
    return AttentionLine(state, fix_sentence(findings, fix), who, issue_link(findings, fix.issue))


def fix_sentence(findings: Findings, fix: Fix) -> str:
    """What was found where, what is wrong with it and what to do."""
    where = column_words(findings, fix.issue, fix.heading)
    where += f" and {plural(fix.other_tabs, 'other tab')}" if fix.other_tabs else ""
    found = f"{_values(fix)} in {where}" if fix.issue.value else where
    likewise = "" if fix.is_shared else ", the others likewise"
    return f"{found}: {cut(fix.issue.problem, _LONGEST_WORDS)}; {cut(fix.remedy, _LONGEST_WORDS)}{likewise}"


def _values(fix: Fix) -> str:
    value = repr(cut(fix.issue.value, _LONGEST_VALUE))
    return f"{value} and {plural(fix.other_values, 'other value')}" if fix.other_values else value


def _count(fix: Fix) -> str:
    if fix.issue.severity == "row_left_out":
        return plural(fix.count, "row")
    return "Tab" if fix.issue.column is None else plural(fix.count, "cell")
