"""spreadsheets.batchUpdate: every request of a batch on a copy of the book, all of them or none."""

from . import (
    requests_cells,
    requests_dimensions,
    requests_fills,
    requests_looks,
    requests_metadata,
    requests_moves,
    requests_objects,
    requests_pastes,
    requests_ranges,
    requests_replace,
    requests_rows,
    requests_rules,
    requests_sheets,
    requests_tables,
)
from .book import Book, Json
from .errors import RequestError, bad_request

REQUEST_LIMIT = 100_000
HANDLERS = {
    **requests_sheets.HANDLERS,
    **requests_cells.HANDLERS,
    **requests_moves.HANDLERS,
    **requests_pastes.HANDLERS,
    **requests_fills.HANDLERS,
    **requests_replace.HANDLERS,
    **requests_rows.HANDLERS,
    **requests_dimensions.HANDLERS,
    **requests_ranges.HANDLERS,
    **requests_looks.HANDLERS,
    **requests_rules.HANDLERS,
    **requests_objects.HANDLERS,
    **requests_tables.HANDLERS,
    **requests_metadata.HANDLERS,
}


def applied(book: Book, requests: list[Json], caller: str) -> tuple[Book, list[Json]]:
    """The book after the batch and one reply per request; raises with the book untouched."""
    if not requests:
        raise bad_request("Must specify at least one request.")
    if len(requests) > REQUEST_LIMIT:
        raise bad_request(f"Cannot exceed {REQUEST_LIMIT} requests in a single batch.")
    fresh = book.fork()
    return fresh, [_reply(fresh, number, request, caller) for number, request in enumerate(requests)]


def _reply(book: Book, number: int, request: Json, caller: str) -> Json:
    if not request:
        raise bad_request(f"Invalid requests[{number}]: No request set.")
    kind, body = next(iter(request.items()))
    if kind not in HANDLERS:
        raise bad_request(f"Invalid requests[{number}].{kind}: The emulator does not know this kind of request.")
    try:
        reply = HANDLERS[kind](book, body, caller)
    except RequestError as error:
        raise bad_request(f"Invalid requests[{number}].{kind}: {error}") from error
    return {kind: reply} if reply or kind in ALWAYS_NAMED else {}


ALWAYS_NAMED = {"deleteDimensionGroup", "deleteDuplicates", "findReplace", "trimWhitespace"}
