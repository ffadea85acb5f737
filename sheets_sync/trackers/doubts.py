"""What looks at all tabs of a tracker tell together, and what they leave open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sheets_sync.trackers.headings import SURE, ColumnMatch
from sheets_sync.trackers.mapping.match import plain_words
from sheets_sync.trackers.names_in_vain import headings_in_vain, tabs_in_vain
from sheets_sync.trackers.recognition import Recognition, missing_fields
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.trackers.tab_reading import read_tab


@dataclass(frozen=True)
class TrackerLook:
    """One tracker in all its tabs; the same heading in several of them stands here once."""

    tracker: str
    tabs: tuple[str, ...]
    read: Mapping[str, tuple[str, ...]]  # field: headings
    unread: tuple[str, ...]  # headings of columns that hold no field
    unsure: tuple[ColumnMatch, ...]  # columns whose heading fits, but not surely
    lacking: tuple[str, ...]  # fields a tracker should have and no column was found for

    def as_json(self) -> Mapping[str, Any]:
        """The same as one object for machines."""
        return {
            "tracker": self.tracker,
            "tabs": list(self.tabs),
            "read": {field: list(headings) for field, headings in self.read.items()},
            "unread": list(self.unread),
            "unsure": [column.heading for column in self.unsure],
            "lacking": list(self.lacking),
        }


def tracker_looks(tabs: Sequence[Recognition], settings: Mapping[str, TrackerSettings]) -> list[TrackerLook]:
    """Every tracker that was recognised, in the order of the schemas."""
    found = {tracker: [tab for tab in tabs if tab.layout and tab.layout.tracker == tracker] for tracker in SCHEMAS}
    return [
        _look(tracker, own_tabs, settings.get(tracker, TrackerSettings()))
        for tracker, own_tabs in found.items()
        if own_tabs
    ]


def _look(tracker: str, tabs: Sequence[Recognition], settings: TrackerSettings) -> TrackerLook:
    columns = [column for tab in tabs for column in tab.columns if column.heading]
    unused = set(map(plain_words, settings.unused))
    read: dict[str, list[ColumnMatch]] = {}
    for column in columns:
        if column.field:
            read.setdefault(column.field, []).append(column)
    return TrackerLook(
        tracker=tracker,
        tabs=tuple(tab.grid.title for tab in tabs),
        read={field: _headings(read[field]) for field in SCHEMAS[tracker].model_fields if field in read},
        unread=_headings(one for one in columns if one.field is None and plain_words(one.heading) not in unused),
        unsure=_once(column for column in columns if column.field and column.score < SURE),
        lacking=_lacking(tracker, tabs),
    )


def _once(columns: Iterable[ColumnMatch]) -> tuple[ColumnMatch, ...]:
    first: dict[tuple[str, ...], ColumnMatch] = {}
    for column in columns:
        first.setdefault(plain_words(column.heading), column)
    return tuple(first.values())


def _headings(columns: Iterable[ColumnMatch]) -> tuple[str, ...]:
    return tuple(column.heading for column in _once(columns))


def _lacking(tracker: str, tabs: Sequence[Recognition]) -> tuple[str, ...]:
    """What no row can do without and some tab lacks, then what is expected and stands in none."""
    schema = SCHEMAS[tracker]
    fields = [{column.field for column in tab.columns} for tab in tabs]
    fatal = (missing for own in fields for missing in missing_fields(own, schema, "fatal"))
    return tuple(dict.fromkeys((*fatal, *missing_fields(set().union(*fields), schema, "expected"))))


def ways_assumed(
    tabs: Sequence[Recognition], reading: ReadingSettings, settings: Mapping[str, TrackerSettings], now: datetime
) -> tuple[str, ...]:
    """What is assumed about the order of days and the decimal sign, tab by tab; nothing where the locale is set."""
    if reading.locale:
        return ()
    zoned = reading if reading.timezone else reading.model_copy(update={"timezone": "UTC"})  # no doubt of this kind
    return tuple(
        f"{tab.grid.title}: {assumption.problem}"
        for tab in tabs
        if tab.layout
        for own in [settings.get(tab.layout.tracker, TrackerSettings())]
        for assumption in read_tab(tab.grid, tab.layout, zoned, own, now).assumptions
    )


def lost_names(tabs: Sequence[Recognition], settings: Mapping[str, TrackerSettings]) -> tuple[str, ...]:
    """What a configuration names and the workbook no longer has, a sentence each."""
    grids = [tab.grid for tab in tabs]
    answer: list[str] = []
    for tracker, own in settings.items():
        columns = [one for tab in tabs if tab.layout and tab.layout.tracker == tracker for one in tab.columns]
        lost = headings_in_vain(columns, tracker, own) if columns else []
        answer.extend(
            f"no tab is called {name!r}, which trackers.{tracker}.tabs names" for name in tabs_in_vain(grids, own)
        )
        answer.extend(f"no column is called {name}" for name in lost)
    return tuple(answer)
