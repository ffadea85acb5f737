"""Which parts of a summary fit into the spreadsheet, and which of them into one request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.google_staging import Staging

MOST_CELLS: Final = 10_000_000  # of a Google spreadsheet, blank ones included
MOST_BYTES: Final = 2_000_000  # what Google advises for one request


@dataclass
class Packing:
    """Parts in the order they came, each in the one request as long as that can carry it, else by staging."""

    room: int  # cells that the spreadsheet can still grow by
    most_bytes: int  # that the one request can still take
    staging_of: Callable[[Part], Staging]
    shares: list[Part | Staging] = field(default_factory=list)

    def take(self, part: Part) -> str | None:
        """Takes the part in; the sentence that says why, where it does not fit."""
        is_small = len(part.cells) == 1 and part.cells.most_bytes <= self.most_bytes
        # What a part gives back is not counted on: the others may be written before it.
        growth = max(0, part.growth) + (0 if is_small else (part.first_row + part.row_count) * part.column_count)
        if growth and growth > self.room:
            return _too_full(MOST_CELLS - self.room + growth)
        self.room -= growth
        self.most_bytes -= part.cells.most_bytes if is_small else 0
        self.shares.append(part if is_small else self.staging_of(part))
        return None


def _too_full(cells: int) -> str:
    return (
        f"the spreadsheet would need {cells:,} cells for it and Google allows {MOST_CELLS:,}, so it stays as it was. "
        "Delete sheets, rows or columns that nobody needs, blank ones too, or give the summary its own spreadsheet."
    )
