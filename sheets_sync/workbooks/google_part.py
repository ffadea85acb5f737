"""What one sheet of ours is to become, as requests to Google."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sheets_sync.workbooks.google_marks import Request, mark_requests
from sheets_sync.workbooks.google_workbook import Mark


class Cells(Protocol):
    """Cells of a sheet as requests, each of which is small enough for one batch."""

    @property
    def most_bytes(self) -> int:
        """The size of the largest request."""
        ...

    def __len__(self) -> int: ...

    def on(self, sheet_id: int) -> Iterator[Request]:
        """The requests that write the cells to a sheet."""
        ...


@dataclass(frozen=True)
class Part:
    """One sheet's share of a batch. Its `cells` fill `row_count` rows from `first_row`, and `column_count` columns."""

    title: str
    sheet_id: int
    new_sheet: Mapping[str, Any] | None  # its properties, where it has to be added
    growth: int  # the cells that the spreadsheet then has more
    prepare: Sequence[Request]
    cells: Cells
    dress: Sequence[Request]
    first_row: int
    row_count: int
    column_count: int
    old_mark: Mark | None
    mark: Mark

    def requests(self) -> Iterator[Request]:
        """Everything but the adding of its sheet."""
        yield from self.with_cells(self.cells.on(self.sheet_id))

    def with_cells(self, cells: Iterable[Request]) -> Iterator[Request]:
        """The same, where the cells come by other requests."""
        yield from self.prepare
        yield from cells
        yield from self.dress
        yield from mark_requests(self.sheet_id, self.old_mark, self.mark)
