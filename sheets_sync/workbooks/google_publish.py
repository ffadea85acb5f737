"""One publishing as batches: those that prepare it unseen, and the one that people see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_sync.workbooks.google_decisions import TabToWrite
from sheets_sync.workbooks.google_delivery import Step
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.google_part import Part
from sheets_sync.workbooks.google_staging import Staging, parts_of, removed


@dataclass(frozen=True)
class Publication:
    """What is going to be written, what stands already, and what is left as it was."""

    written: tuple[TabToWrite, ...]
    unchanged: tuple[str, ...]
    left: Mapping[str, str]
    shares: tuple[Part | Staging, ...]
    new_places: Mapping[int, int]  # of new sheets that do not go to the end, by their ids
    leftovers: tuple[int, ...]

    def steps(self) -> Iterator[Step]:
        """The batches, in their order; people see nothing before the last one. None where all stands as it should."""
        clearing = [removed(sheet_id) for sheet_id in self.leftovers]
        staged = [share for share in self.shares if isinstance(share, Staging)]
        if staged:
            adding = [request for one in staged for request in one.added()]
            yield Step([*clearing, *adding], {one.sheet_id: one.mark for one in staged})
            clearing = []
            for one in staged:
                yield from (Step([block]) for block in one.filled())
        requests = [*clearing, *self._added(), *(request for share in self.shares for request in share.requests())]
        if requests:
            yield Step(requests, {part.sheet_id: part.mark for part in parts_of(self.shares)})

    def _added(self) -> Iterator[Request]:
        for part in parts_of(self.shares):
            if part.new_sheet is not None:
                place = {"index": self.new_places[part.sheet_id]} if part.sheet_id in self.new_places else {}
                yield {"addSheet": {"properties": {**part.new_sheet, **place}}}
