"""How much of the journal could be read."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sheets_sync.analysis import issue_memory, notice_lines, sighting_lines, verdict_lines
from sheets_sync.analysis.journal import is_count
from sheets_sync.workbooks.journal_line import JournalLine

_SPOILT: Final[Mapping[str, Callable[[JournalLine], bool]]] = MappingProxyType(
    {
        sighting_lines.KIND: sighting_lines.is_spoilt,
        issue_memory.KIND: issue_memory.is_spoilt,
        notice_lines.KIND: notice_lines.is_spoilt,
        verdict_lines.KIND: verdict_lines.is_spoilt,
        "tab": lambda line: not (line.tab_id and line.after),
        "rows": lambda line: not (line.tracker and is_count(line)),
    }
)


@dataclass(frozen=True)
class JournalAccount:
    """What a run found of the journal. Rows are numbered from 1, as people see them."""

    lines: int
    unreadable: tuple[int, ...]  # the rows of those that a hand has spoilt, or that are none
    has_summary: bool  # whether tabs of an earlier run stand beside it
    latest: datetime | None  # when the last line was noted

    @property
    def is_lost(self) -> bool:
        """Whether a summary stands, and nothing of what the runs before noted."""
        return self.has_summary and not self.lines

    @property
    def begins(self) -> bool:
        """Whether no run has been here before."""
        return not self.has_summary and not self.lines

    def overtakes(self, now: datetime) -> bool:
        """Whether a run has noted what it saw later than `now`.

        What the trackers say today would then be told as if it had stood there before that.
        """
        return self.latest is not None and self.latest > now


def journal_account(
    lines: Sequence[JournalLine], rows: Sequence[int], spoilt: Collection[int], *, has_summary: bool
) -> JournalAccount:
    """The account of lines that stand in `rows`, and of the rows `spoilt`, which are no lines any more."""
    unreadable = {row for line, row in zip(lines, rows, strict=True) if is_unreadable(line)}.union(spoilt)
    latest = max((line.observed_at for line in lines), default=None)
    return JournalAccount(len(lines) + len(spoilt), tuple(sorted(unreadable)), has_summary, latest)


def is_unreadable(line: JournalLine) -> bool:
    """Whether a line does not tell what a run has noted with it; of kinds that are not known here, nobody can say."""
    is_spoilt = _SPOILT.get(line.kind)
    return is_spoilt is not None and is_spoilt(line)
