"""The rows of a tracker that are left out although they have an id, so that who asks for one can be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sheets_sync.trackers.columns import Mask
from sheets_sync.trackers.tab_reading import TabReading


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row that is left out, its id, and where it stands; `row` counts from 0."""

    tracker: str
    record_id: str
    workbook: str
    tab: str
    row: int


def left_out_rows(tab: TabReading, ids: Sequence[str], kept: Mask) -> Iterator[LeftOutRow]:
    """The data rows of a tab that are not kept and have an id that could be read."""
    for place in np.flatnonzero(~kept).tolist():
        if ids[place]:
            yield LeftOutRow(tab.schema.tracker, ids[place], tab.grid.workbook, tab.grid.title, int(tab.rows[place]))
