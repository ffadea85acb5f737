"""Which slips to mend first: those of one kind together, because they are mended in one go."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sheets_sync.trackers.ingest import Trackers
from sheets_sync.trackers.issues import RowIssue

_ALIKE: Final = 3  # cells from which a value is a fix of its own
_CELLS_A_ROW: Final = 5  # that could not be read weigh as much as a row that is left out
_PARTICULAR = re.compile(r"\d[\d.,:/-]*|'[^']*'|\"[^\"]*\"")  # what a problem says of one cell alone
_NOTHING = "nothing"  # opens the remedy of what is only told

_Issues = list[int]  # places among the trackers' issues


@dataclass(frozen=True, kw_only=True)
class Fix:
    """Issues of one field, in whichever tabs, or else of one column or tab, that share their problem."""

    issue: RowIssue  # the first of its commonest value
    heading: str | None  # of the column, as people wrote it; None where it has none, or it is about no column
    other_values: int  # besides that of `issue`
    other_tabs: int  # besides that of `issue`
    count: int  # rows left out, else cells
    remedy: str  # what to do about all of them, or about `issue` where they share no remedy
    is_shared: bool
    since: datetime | None  # of the oldest; None where that is not remembered


def fixes(trackers: Trackers, first_seen: Sequence[datetime | None]) -> tuple[Fix, ...]:
    """Every fix, the largest first: rows left out weigh more than cells, warnings come last.

    A value in three cells of a field or more is a fix of its own; the field's other values with that problem are one
    together. `first_seen` goes with the trackers' issues.
    """
    headings = {(column.workbook, column.tab, column.column): column.heading for column in trackers.columns}
    found = [
        _fix([trackers.issues[place] for place in alike], [first_seen[place] for place in alike], trackers, headings)
        for alike in _alike(trackers.issues)
    ]
    return tuple(sorted(found, key=_largest_first))


def _alike(issues: Sequence[RowIssue]) -> Iterator[_Issues]:
    """The issues of each fix, those of its commonest value first."""
    kinds: dict[str, str] = {}
    groups: defaultdict[tuple[object, ...], defaultdict[str, _Issues]] = defaultdict(lambda: defaultdict(list))
    for place, issue in enumerate(issues):
        if issue.remedy.startswith(_NOTHING):
            continue
        problem = issue.problem
        kind = kinds.get(problem) or kinds.setdefault(problem, _PARTICULAR.sub("#", problem))
        groups[_about(issue), issue.severity, kind][issue.value].append(place)
    for values in groups.values():
        yield from (places for places in values.values() if len(places) >= _ALIKE)
        few = [(value, places) for value, places in values.items() if len(places) < _ALIKE]
        if few:
            few.sort(key=lambda one: (-len(one[1]), one[0]))
            yield [place for _, places in few for place in places]


def _about(issue: RowIssue) -> tuple[object, ...]:
    if issue.field is not None and issue.column is not None:
        return issue.tracker, issue.field
    return issue.tracker, issue.workbook, issue.tab, issue.column, issue.field


def _fix(
    issues: Sequence[RowIssue],
    first_seen: Sequence[datetime | None],
    trackers: Trackers,
    headings: Mapping[tuple[str, str, int], str],
) -> Fix:
    first, remedies = issues[0], list(dict.fromkeys(issue.remedy for issue in issues))
    shared = _shared(remedies)
    return Fix(
        issue=first,
        heading=None if first.column is None else headings.get((first.workbook, first.tab, first.column)),
        other_values=len({issue.value for issue in issues}) - 1,
        other_tabs=len({(issue.workbook, issue.tab) for issue in issues}) - 1,
        count=_rows_without_column(first, trackers) or len(issues),
        remedy=shared or first.remedy,
        is_shared=bool(shared),
        since=min((day for day in first_seen if day), default=None),
    )


def _rows_without_column(issue: RowIssue, trackers: Trackers) -> int:
    """The rows a missing column left out; 0 where the issue is about something else."""
    if issue.severity != "row_left_out" or issue.column is not None or issue.field is None:
        return 0
    place = (issue.tracker, issue.workbook, issue.tab)
    there = (one for one in trackers.accounts if (one.tracker, one.workbook, one.tab) == place)
    return sum(account.left_out - account.repeats for account in there)


def _shared(remedies: Sequence[str]) -> str:
    """The clauses that all of the remedies share."""
    first, *others = remedies
    parts = [set(remedy.split("; ")) for remedy in others]
    return "; ".join(clause for clause in first.split("; ") if all(clause in part for part in parts))


def _largest_first(fix: Fix) -> tuple[object, ...]:
    issue = fix.issue
    weight = fix.count * (_CELLS_A_ROW if issue.severity == "row_left_out" else 1)
    place = (issue.tracker, issue.workbook, issue.tab, -1 if issue.column is None else issue.column)
    return (issue.severity == "warning", -weight, *place, issue.field or "", issue.value, issue.problem)
