"""What a run notes for the runs after it: one line per observation, as cells of the summary's Journal."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Final

JOURNAL: Final = "Journal"

_YEARS: Final = range(2000, 2100)  # in which a run can have observed something


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """One observation. What does not apply to its kind is empty."""

    observed_at: datetime  # UTC, to the second
    kind: str
    workbook: str = ""
    tab_id: str = ""
    tracker: str = ""
    record_id: str = ""
    field: str = ""
    before: str = ""
    after: str = ""

    def cells(self) -> tuple[str, ...]:
        """The line as it stands in the journal, in the order of `JOURNAL_HEADINGS`."""
        if self.observed_at.tzinfo is None:
            raise ValueError(f"{self.observed_at} has no zone; what a run notes was observed in UTC.")
        instant = self.observed_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return (instant, *(getattr(self, name) for name in JOURNAL_HEADINGS[1:]))


JOURNAL_HEADINGS: Final = tuple(field.name for field in fields(JournalLine))


def line_of(texts: Sequence[str]) -> JournalLine | None:
    """The line that stands in cells in the order of `JOURNAL_HEADINGS`; None where they are no line any more."""
    instant, *told = texts
    try:
        observed_at = datetime.fromisoformat(instant)
        if observed_at.tzinfo is None:
            return None
        observed_at = observed_at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if observed_at.year not in _YEARS or not told[0]:
        return None
    return JournalLine(observed_at=observed_at, **dict(zip(JOURNAL_HEADINGS[1:], told, strict=True)))
