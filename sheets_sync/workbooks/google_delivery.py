"""A batch brought to Google, and the truth about it found out where its answer is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from sheets_sync.errors import TryLaterError
from sheets_sync.workbooks.google_errors import RefusedRequest, Trouble, UnknownOutcome
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.google_workbook import GoogleWorkbook, Mark

_MOST_TRIES: Final = 5


@dataclass(frozen=True)
class Step:
    """One atomic batch, and the marks that stand once it has landed, by sheet; none where a repeat does no harm."""

    requests: Sequence[Request]
    marks: Mapping[int, Mark] = field(default_factory=dict)


def deliver(step: Step, workbook: GoogleWorkbook) -> None:
    """Carries the batch out once, all of it.

    Raises RefusedRequest where Google refuses it as it stands, and TryLaterError where it could not be brought there.
    """
    for tries in count(1):
        try:
            workbook.client.update(workbook.spreadsheet_id, step.requests)
        except RefusedRequest:
            # A try that was given up for lost may have arrived late, and then this one comes second.
            if tries == 1 or not _has_landed(step, workbook):
                raise
        except UnknownOutcome as error:
            if not _has_landed(step, workbook):
                if tries < _MOST_TRIES and workbook.client.wait(tries):
                    continue
                raise _nothing_arrived(workbook, tries, error.trouble) from error
        return


def _has_landed(step: Step, workbook: GoogleWorkbook) -> bool:
    """What the marks of the step say, read anew; a batch is atomic, so some without the others are somebody else's."""
    if not step.marks:
        return False
    standing = _marks_read_anew(workbook)
    there = [standing.get(sheet_id) == mark for sheet_id, mark in step.marks.items()]
    if any(there) and not all(there):
        raise TryLaterError(
            f"{workbook.url}: was written by another run at the same time. What stands is whole.\n"
            "Let one run at a time write to this spreadsheet, and run it again."
        )
    return all(there)


def _marks_read_anew(workbook: GoogleWorkbook) -> dict[int, Mark | None]:
    workbook.refresh()
    try:
        return {sheet.sheet_id: sheet.mark for sheet in workbook.sheets()}
    except TryLaterError as error:
        raise TryLaterError(
            f"{workbook.url}: whether the summary was written could not be told: no answer came, and then none to the "
            "question what stands. It stands whole, either this summary or the last.\n"
            "Run it again: it looks first."
        ) from error


def _nothing_arrived(workbook: GoogleWorkbook, tries: int, trouble: Trouble) -> TryLaterError:
    counted = "1 try" if tries == 1 else f"{tries} tries"
    return TryLaterError(
        f"{workbook.url}: could not be written, in {counted}: {trouble.what}, and nothing has arrived. "
        f"The last summary stands as it was.\n{trouble.remedy}"
    )
