"""What an issue is about, wherever its row stands: by this the next runs know it again."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b

from sheets_sync.trackers.cell_issues import shown
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.tab_reading import TabReading

_BYTES = 6  # 8 characters; among 50,000 issues two would share a key once in 200,000 trackers
_NUMBERS = re.compile(r"\d+")
_ADDRESS = re.compile(r"; [A-Z]{1,3}\d+: ")  # of the other cell, where two contradict each other


def issue_keys(issues: Iterable[RowIssue], tabs: Iterable[tuple[TabReading, Sequence[str]]]) -> tuple[str, ...]:
    """A short key for each issue, of its record, field, value and problem; `tabs` come with the ids of their rows.

    A record is its id, its own or one made from what identifies it, or all its cells where it has none; what is above
    the data rows is about the tab. Sorting a tracker, or moving rows to another of its tabs, changes no key.
    """
    records = {(tab.schema.tracker, tab.grid.workbook, tab.grid.title): _record_of(tab, ids) for tab, ids in tabs}
    return tuple(_key(issue, records.get((issue.tracker, issue.workbook, issue.tab))) for issue in issues)


def _key(issue: RowIssue, record_of: Callable[[int], str] | None) -> str:
    record = "" if issue.row is None or record_of is None else record_of(issue.row)
    problem = _NUMBERS.sub("#", issue.problem)  # it may name rows and counts
    value = _ADDRESS.sub("; ", issue.value)
    about = (issue.tracker, record or f"\n{issue.tab}", issue.field or "", value, problem)
    digest = blake2b("\x1f".join(about).encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return urlsafe_b64encode(digest).decode("ascii")


def _record_of(tab: TabReading, ids: Sequence[str]) -> Callable[[int], str]:
    """Names the record in a row of the sheet; '' above the data."""
    names = dict(zip(tab.rows.tolist(), ids, strict=True))

    @cache
    def record(row: int) -> str:
        if row <= tab.layout.header_row:
            return ""
        return names.get(row) or "\x1f".join([shown(cell) for cell in tab.grid.rows[row] if cell not in (None, "")])

    return record
