"""A look at workbooks: what every tab of theirs is taken for. Nothing is written."""

from collections.abc import Mapping

from sheets_sync.trackers.beside import tables_apart
from sheets_sync.trackers.recognition import Recognition, recognition
from sheets_sync.trackers.settings import TrackerSettings
from sheets_sync.workbooks.connect import Place, Workbooks


def inspected(
    homes: Mapping[Place, frozenset[str]],
    workbooks: Workbooks,
    settings: Mapping[str, TrackerSettings],
    *,
    only: str | None = None,
) -> tuple[Recognition, ...]:
    """Every tab of the workbooks, in order, each judged by the trackers that live there; with `only` as that one."""
    return tuple(
        recognition(grid, grids, settings, trackers=trackers, only=only or its_own)
        for place, trackers in homes.items()
        for grids in [workbooks.source(place).grids()]
        for grid, its_own in ([(grid, only) for grid in grids] if only else tables_apart(grids, trackers, settings))
    )
