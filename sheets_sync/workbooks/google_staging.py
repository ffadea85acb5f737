"""Cells too many for one request: filled into a hidden sheet first, then copied over the live one in one go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sheets_sync.workbooks.google_areas import grid_range
from sheets_sync.workbooks.google_marks import Request, mark_requests, staging_mark
from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.google_workbook import Mark
from sheets_sync.workbooks.page import Area


@dataclass(frozen=True)
class Staging:
    """The hidden sheet on which the cells of `part` are laid out, at their own places, before anybody sees them."""

    part: Part
    sheet_id: int
    as_of: datetime

    @property
    def mark(self) -> Mark:
        """What lets the next run find the sheet, should this one die."""
        return staging_mark(self.sheet_id, self.part.title, self.as_of)

    def added(self) -> list[Request]:
        """The sheet, at the end and out of sight."""
        properties = {
            "sheetId": self.sheet_id,
            "title": f"{self.part.title} (being written, {self.sheet_id})",
            "hidden": True,
            "gridProperties": {
                "rowCount": self.part.first_row + self.part.row_count,
                "columnCount": self.part.column_count,
            },
        }
        return [{"addSheet": {"properties": properties}}, *mark_requests(self.sheet_id, None, self.mark)]

    def filled(self) -> Iterator[Request]:
        """The cells of the part, block by block."""
        return self.part.cells.on(self.sheet_id)

    def requests(self) -> Iterator[Request]:
        """The part, with its cells copied from here, and the end of this sheet."""
        yield from self.part.with_cells([self._copied()])
        yield removed(self.sheet_id)

    def _copied(self) -> Request:
        part = self.part
        area = Area(part.first_row, 0, part.first_row + part.row_count - 1, part.column_count - 1)
        return {
            "copyPaste": {
                "source": grid_range(self.sheet_id, area),
                "destination": grid_range(part.sheet_id, area),
                "pasteType": "PASTE_NORMAL",
            }
        }


def removed(sheet_id: int) -> Request:
    """Takes a sheet of ours away."""
    return {"deleteSheet": {"sheetId": sheet_id}}


def parts_of(shares: Iterable[Part | Staging]) -> list[Part]:
    """What the shares of a batch are about, however their cells get there."""
    return [share.part if isinstance(share, Staging) else share for share in shares]
