"""What a team's configuration names and its workbooks do not have."""

from collections.abc import Iterable, Sequence

from sheets_sync.trackers.headings import ColumnMatch
from sheets_sync.trackers.mapping.match import plain_words
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.trackers.tab_names import name_meant
from sheets_sync.workbooks.grid import Grid


def tabs_in_vain(grids: Sequence[Grid], settings: TrackerSettings) -> list[str]:
    """The names and patterns that mean no tab of a workbook."""
    return [pattern for pattern in settings.tabs if not any(name_meant(pattern, grid, grids) for grid in grids)]


def headings_in_vain(columns: Iterable[ColumnMatch], tracker: str, settings: TrackerSettings) -> list[str]:
    """The headings that stand over none of a tracker's columns: "'Datum', which trackers.cases.headings.… names"."""
    known = {
        plain_words(name)
        for column in columns
        for name in (column.heading, column.heading.removeprefix(f"{column.group} / "))
    }
    return [
        f"{heading!r}, which trackers.{tracker}.headings.{field} names"
        for field, headings in settings.headings.items()
        for heading in headings
        if plain_words(heading) not in known
    ]
