"""Which method of the API's description a call means."""

from typing import Any, NamedTuple
from urllib.parse import unquote

from .errors import not_found


class Route(NamedTuple):
    """What a path of the Sheets API stands for."""

    resource: tuple[str, ...]
    method: str
    book_id: str
    target: str


ON_BOOK = {("GET", ""): "get", ("POST", "batchUpdate"): "batchUpdate", ("POST", "getByDataFilter"): "getByDataFilter"}
ON_VALUES = (
    "batchUpdate", "batchClear", "batchGetByDataFilter", "batchUpdateByDataFilter", "batchClearByDataFilter",
)  # fmt: skip


def routed(method: str, path: str) -> Route:
    """The method of the description that a call means; raises 404 for any other path."""
    parts = path.strip("/").split("/")[2:]
    if not parts:
        return Route((), {"POST": "create"}.get(method) or _nowhere(), "", "")
    if len(parts) == 1:
        book_id, _, verb = parts[0].partition(":")
        return Route((), ON_BOOK.get((method, verb)) or _nowhere(), unquote(book_id), "")
    return _routed_below(method, parts)


def _routed_below(method: str, parts: list[str]) -> Route:
    book_id, rest = unquote(parts[0]), parts[1:]
    match (method, rest):
        case ("GET", ["values:batchGet"]):
            return Route(("values",), "batchGet", book_id, "")
        case ("POST", [text]) if text.startswith("values:") and text[7:] in ON_VALUES:
            return Route(("values",), text[7:], book_id, "")
        case ("GET" | "PUT", ["values", text]):
            return Route(("values",), "get" if method == "GET" else "update", book_id, unquote(text))
        case ("POST", ["values", text]) if text.endswith((":append", ":clear")):
            text, _, verb = text.rpartition(":")
            return Route(("values",), verb, book_id, unquote(text))
        case ("GET", ["developerMetadata", key]):
            return Route(("developerMetadata",), "get", book_id, key)
        case ("POST", ["developerMetadata:search"]):
            return Route(("developerMetadata",), "search", book_id, "")
        case ("POST", ["sheets", text]) if text.endswith(":copyTo"):
            return Route(("sheets",), "copyTo", book_id, text.removesuffix(":copyTo"))
    return _nowhere()


def _nowhere() -> Any:
    raise not_found()
