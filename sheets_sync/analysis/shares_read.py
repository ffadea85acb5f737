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


@dataclass(frozen=True, kw_only=True)
class TrackerShare:
    """The filled cells of a tracker: of all its columns together."""

    tracker: str
    read: int
    unread: int

    @property
    def share(self) -> float | None:
        """The share read."""
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


def tracker_shares(shares: Iterable[ColumnShare]) -> tuple[TrackerShare, ...]:
    """Every tracker of which a column is read, in the order of the columns."""
    trackers: dict[str, list[ColumnShare]] = defaultdict(list)
    for share in shares:
        trackers[share.tracker].append(share)
    return tuple(
        TrackerShare(tracker=tracker, read=sum(one.read for one in parts), unread=sum(one.unread for one in parts))
        for tracker, parts in trackers.items()
    )


def least_read(shares: Iterable[ColumnShare]) -> tuple[ColumnShare, ...]:
    """The columns in which there is something to mend: the least read first, then the most warned about."""
    unsound = (share for share in shares if share.unread or share.warned)
    return tuple(sorted(unsound, key=lambda one: (one.share or 0, -one.warned, one.tracker, one.field)))


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
