"""Batch requests about banding and filters."""

from .a1 import Box, as_grid_range, grid_box
from .book import Book, Json, Sheet
from .errors import RequestError
from .masks import update_mask, updated
from .requests_ranges import entries, free_id, full_range, kept, owner_of


def add_banding(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("bandedRange", {})
    key = free_id(book, "Banded range", asked.get("bandedRangeId"), set(entries(book, "bandings")))
    sheet, box = grid_box(book, asked.get("range", {}))
    if not ("rowProperties" in asked or "columnProperties" in asked):
        raise RequestError("Must specify at least one of: rowProperties, columnProperties")
    _check_no_band(book, sheet, box)
    entry = {**kept(asked), "bandedRangeId": key, "range": as_grid_range(sheet, box)}
    sheet.bandings[key] = entry
    return {"bandedRange": entry}


def _check_no_band(book: Book, sheet: Sheet, box: Box) -> None:
    for other in sheet.bandings.values():
        if grid_box(book, other["range"])[1].meets(box):
            colours = "alternating background colors"
            raise RequestError(f"You cannot add {colours} to a range that already has {colours}.")


def update_banding(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("bandedRange", {})
    key = asked.get("bandedRangeId", 0)
    sheet = owner_of(book, "bandings", "banding", key)
    fresh = updated(sheet.bandings.pop(key), asked, update_mask(request.get("fields"), "BandedRange"))
    owner, box = grid_box(book, fresh["range"])
    _check_no_band(book, owner, box)
    owner.bandings[key] = {**kept(fresh), "bandedRangeId": key, "range": as_grid_range(owner, box)}
    return {}


def delete_banding(book: Book, request: Json, caller: str) -> Json:
    key = request.get("bandedRangeId", 0)
    del owner_of(book, "bandings", "banding", key).bandings[key]
    return {}


def set_basic_filter(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("filter", {})
    sheet, box = grid_box(book, asked.get("range", {}))
    if any(merge.meets(box) and merge.bottom - merge.top > 1 for merge in sheet.merges):
        raise RequestError("You can't create a filter over a range containing vertical merges.")
    sheet.basic_filter = {**kept(asked), "range": as_grid_range(sheet, box)}
    return {}


def clear_basic_filter(book: Book, request: Json, caller: str) -> Json:
    book.sheet(request.get("sheetId", 0)).basic_filter = None
    return {}


def add_filter_view(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("filter", {})
    key = free_id(book, "Filter view", asked.get("filterViewId"), set(entries(book, "filter_views")))
    sheet, box = grid_box(book, asked.get("range", {}))
    title = asked.get("title") or f"Filter {len(sheet.filter_views) + 1}"
    entry = {**kept(asked), "filterViewId": key, "title": title, "range": as_grid_range(sheet, box)}
    sheet.filter_views[key] = entry
    return {"filter": entry}


def update_filter_view(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("filter", {})
    key = asked.get("filterViewId", 0)
    sheet = owner_of(book, "filter_views", "filter view", key)
    fresh = updated(sheet.filter_views[key], asked, update_mask(request.get("fields"), "FilterView"))
    sheet.filter_views[key] = {**kept(fresh), "filterViewId": key, "range": full_range(book, fresh["range"])}
    return {}


def duplicate_filter_view(book: Book, request: Json, caller: str) -> Json:
    key = request.get("filterId", 0)
    sheet = owner_of(book, "filter_views", "filter view", key)
    twin = {**sheet.filter_views[key], "filterViewId": book.new_id()}
    twin["title"] = f"Copy of {twin['title']}"
    sheet.filter_views[twin["filterViewId"]] = twin
    return {"filter": twin}


def delete_filter_view(book: Book, request: Json, caller: str) -> Json:
    key = request.get("filterId", 0)
    del owner_of(book, "filter_views", "filter view", key).filter_views[key]
    return {}


HANDLERS = {
    "addBanding": add_banding,
    "updateBanding": update_banding,
    "deleteBanding": delete_banding,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "duplicateFilterView": duplicate_filter_view,
    "deleteFilterView": delete_filter_view,
}
