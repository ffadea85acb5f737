"""Batch requests about named and protected ranges; and what all that has an id and a range shares."""

import copy
import re

from .a1 import LIKE_A_CELL, as_grid_range, grid_box
from .book import Book, Json, Sheet
from .colours import COLOURS, with_styles
from .errors import RequestError
from .masks import update_mask, updated, without_blanks
from .protection import PROTECTED, may_edit

NAME = re.compile(r"[A-Za-z_]\w{0,249}")
BLANKS = frozenset(
    {
        "startRowIndex", "startColumnIndex", "rgbColor", "editors", "rowIndex", "columnIndex", "sheetId", "anchorCell",
        "interpolationPoint", *COLOURS,
    }
)  # fmt: skip


def full_range(book: Book, grid_range: Json) -> Json:
    """The range with every side filled in, as Google keeps it."""
    sheet, box = grid_box(book, grid_range)
    return as_grid_range(sheet, box)


def kept(entry: Json) -> Json:
    """The entry as it is kept: without blank fields, colours also as styles."""
    return with_styles(without_blanks(copy.deepcopy(entry), BLANKS))


def free_id(book: Book, kind: str, asked: int | None, used: set[int]) -> int:
    if asked is None or asked == 0:
        return book.new_id()
    if asked in used:
        raise RequestError(f"{kind} with id {asked} already exists.")
    return asked


def entries(book: Book, name: str) -> dict[int, tuple[Sheet, Json]]:
    return {key: (sheet, entry) for sheet in book.sheets for key, entry in getattr(sheet, name).items()}


def owner_of(book: Book, name: str, kind: str, key: int) -> Sheet:
    found = entries(book, name)
    if key not in found:
        raise RequestError(f"No {kind} with id: {key}")
    return found[key][0]


def add_named_range(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("namedRange", {})
    key = asked.get("namedRangeId") or str(book.new_id())
    if key in book.named_ranges:
        raise RequestError(f"Named range with id {key} already exists.")
    _check_name(book, asked.get("name", ""))
    entry = {"namedRangeId": key, "name": asked["name"], "range": full_range(book, asked.get("range", {}))}
    book.named_ranges[key] = entry
    return {"namedRange": entry}


def _check_name(book: Book, name: str) -> None:
    if not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
        raise RequestError(f"The name '{name}' is not a valid name for a range.")
    if any(entry["name"].lower() == name.lower() for entry in book.named_ranges.values()):
        raise RequestError(f"A named range with the name '{name}' already exists.")


def update_named_range(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("namedRange", {})
    entry = _named(book, asked.get("namedRangeId", ""))
    mask = update_mask(request.get("fields"), "NamedRange")
    if "name" in mask and asked.get("name") != entry["name"]:
        _check_name(book, asked.get("name", ""))
    fresh = updated(entry, asked, mask)
    book.named_ranges[entry["namedRangeId"]] = {**fresh, "range": full_range(book, fresh.get("range", {}))}
    return {}


def _named(book: Book, key: str) -> Json:
    if key not in book.named_ranges:
        raise RequestError(f"No named range with id: {key}")
    return book.named_ranges[key]


def delete_named_range(book: Book, request: Json, caller: str) -> Json:
    del book.named_ranges[_named(book, request.get("namedRangeId", ""))["namedRangeId"]]
    return {}


def add_protected_range(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("protectedRange", {})
    used = set(entries(book, "protected"))
    key = free_id(book, "Protected range", asked.get("protectedRangeId"), used)
    sheet, where = _protected_range(book, asked)
    if not _bounded(where) and any(not _bounded(other["range"]) for other in sheet.protected.values()):
        raise RequestError(f'Sheet "{sheet.title}" already has sheet protection.')
    if asked.get("warningOnly") and any(asked.get("editors", {}).values()):
        raise RequestError("Editors are not supported with warningOnly protection.")
    if asked.get("unprotectedRanges") and _bounded(where):
        raise RequestError("Unprotected ranges are only supported on protected sheets.")
    entry = {**kept(asked), "protectedRangeId": key, "range": where}
    users = entry.get("editors", {}).get("users", [])
    answer = {"protectedRange": {**entry, "requestingUserCanEdit": True}}
    if not entry.get("warningOnly"):
        answer["protectedRange"]["editors"] = dict(entry.get("editors", {}))
        entry["editors"] = {**entry.get("editors", {}), "users": sorted({book.owner, caller, *users})}
    sheet.protected[key] = entry
    return answer


def _protected_range(book: Book, asked: Json) -> tuple[Sheet, Json]:
    where = asked.get("range")
    if where is None and asked.get("namedRangeId"):
        where = _named(book, asked["namedRangeId"])["range"]
    if where is None:
        raise RequestError("Must specify one of: range, namedRangeId")
    sheet, _ = grid_box(book, where)
    return sheet, full_range(book, where) if _bounded(where) else {key: where[key] for key in where}


def _bounded(grid_range: Json) -> bool:
    return any(name.endswith("Index") for name in grid_range)


def update_protected_range(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("protectedRange", {})
    key = asked.get("protectedRangeId", 0)
    sheet = owner_of(book, "protected", "protected range", key)
    mask = update_mask(request.get("fields"), "ProtectedRange")
    if not may_edit(book, sheet.protected[key], caller):
        raise RequestError(PROTECTED)
    fresh = {**updated(sheet.protected[key], asked, mask), "protectedRangeId": key}
    del sheet.protected[key]
    owner, where = _protected_range(book, fresh)
    owner.protected[key] = {**kept(fresh), "range": where}
    return {}


def delete_protected_range(book: Book, request: Json, caller: str) -> Json:
    key = request.get("protectedRangeId", 0)
    sheet = owner_of(book, "protected", "protected range", key)
    if not may_edit(book, sheet.protected[key], caller):
        raise RequestError(PROTECTED)
    del sheet.protected[key]
    return {}


HANDLERS = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
