"""How much of what stands in the trackers could be read, by tracker and by column."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_sync.trackers.column_accounts import ColumnAccount


@dataclass(frozen=True, kw_only=True)
class ColumnShare:
    """The cells of one field of a tracker, in all its tabs: data rows = read + unread + blank."""

    tracker: str
    field: str
    headings: tuple[str, ...]  # as people wrote them, each once
    read: int
    unread: int
    blank: int
    warned: int
    worst: ColumnAccount  # the tab's column with most to mend

    @property
    def share(self) -> float | None:
        """The share read, of the cells that hold something."""
        return share_read(self.read, self.unread)


def share_read(read: int, unread: int) -> float | None:
    """The share of filled cells that were read, 0 to 1; None where no cell is filled."""
    return read / (read + unread) if read + unread else None


def column_shares(columns: Iterable[ColumnAccount]) -> tuple[ColumnShare, ...]:
    """Every field that has a column, in the order of the columns."""
    fields: dict[tuple[str, str], list[ColumnAccount]] = defaultdict(list)
    for column in columns:
        fields[column.tracker, column.field].append(column)
    return tuple(_share(parts) for parts in fields.values())


def _share(parts: Sequence[ColumnAccount]) -> ColumnShare:
    return ColumnShare(
        tracker=parts[0].tracker,
        field=parts[0].field,
        headings=tuple(dict.fromkeys(part.heading for part in parts)),
        read=sum(part.read for part in parts),
        unread=sum(part.unread for part in parts),
        blank=sum(part.blank for part in parts),
        warned=sum(part.warned for part in parts),
        worst=max(parts, key=lambda part: (part.unread, part.warned)),
    )
