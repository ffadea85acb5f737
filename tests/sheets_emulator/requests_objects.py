"""Batch requests about charts and slicers."""

from .a1 import as_grid_range, grid_box
from .book import Book, Json
from .errors import RequestError
from .masks import update_mask, updated
from .objects import check_spec, found_object, free_object_id, placed
from .requests_ranges import kept, owner_of


def add_chart(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("chart", {})
    key = free_object_id(book, "Chart", asked.get("chartId"))
    check_spec(book, asked.get("spec", {}))
    sheet, position = placed(book, asked.get("position", {}))
    entry = {**kept(asked), "chartId": key, "position": position}
    sheet.charts[key] = entry
    return {"chart": entry}


def update_chart_spec(book: Book, request: Json, caller: str) -> Json:
    key = request.get("chartId", 0)
    sheet = owner_of(book, "charts", "chart", key)
    check_spec(book, request.get("spec", {}))
    sheet.charts[key] = {**sheet.charts[key], "spec": kept(request["spec"])}
    return {}


def add_slicer(book: Book, request: Json, caller: str) -> Json:
    asked = request.get("slicer", {})
    key = free_object_id(book, "Slicer", asked.get("slicerId"))
    sheet, position = placed(book, asked.get("position", {}))
    spec = _slicer_spec(book, sheet.id, asked.get("spec", {}))
    entry = {"slicerId": key, "spec": spec, "position": position}
    sheet.slicers[key] = entry
    return {"slicer": entry}


def _slicer_spec(book: Book, sheet_id: int, spec: Json) -> Json:
    """The spec as it is kept; all slicers of a tab look at data on that tab."""
    sheet, box = grid_box(book, spec.get("dataRange", {}))
    if sheet.id != sheet_id:
        raise RequestError("The data range of a slicer must be on the slicer's own sheet.")
    if not 0 <= spec.get("columnIndex", 0) < box.right - box.left:
        raise RequestError(f"columnIndex[{spec.get('columnIndex', 0)}] is outside the data range of the slicer.")
    return {"applyToPivotTables": True, **kept(spec), "dataRange": as_grid_range(sheet, box)}


def update_slicer_spec(book: Book, request: Json, caller: str) -> Json:
    key = request.get("slicerId", 0)
    sheet = owner_of(book, "slicers", "slicer", key)
    mask = update_mask(request.get("fields"), "SlicerSpec")
    spec = updated(sheet.slicers[key]["spec"], request.get("spec", {}), mask)
    sheet.slicers[key] = {**sheet.slicers[key], "spec": _slicer_spec(book, sheet.id, spec)}
    return {}


def update_embedded_object_position(book: Book, request: Json, caller: str) -> Json:
    key = request.get("objectId", 0)
    sheet, owner = found_object(book, key)
    mask = {"overlayPosition": update_mask(request.get("fields"), "OverlayPosition")}
    target, position = placed(book, updated(owner[key]["position"], request.get("newPosition", {}), mask))
    if target is not sheet:
        raise RequestError("An embedded object cannot be moved to another sheet.")
    owner[key] = {**owner[key], "position": position}
    return {"position": position}


def update_embedded_object_border(book: Book, request: Json, caller: str) -> Json:
    key = request.get("objectId", 0)
    _, owner = found_object(book, key)
    if "slicerId" in owner[key]:
        raise RequestError("A slicer has no border.")
    mask = update_mask(request.get("fields"), "EmbeddedObjectBorder")
    owner[key] = {**owner[key], "border": kept(updated(owner[key].get("border", {}), request.get("border", {}), mask))}
    return {}


def delete_embedded_object(book: Book, request: Json, caller: str) -> Json:
    key = request.get("objectId", 0)
    _, owner = found_object(book, key)
    del owner[key]
    return {}


HANDLERS = {
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "addSlicer": add_slicer,
    "updateSlicerSpec": update_slicer_spec,
    "updateEmbeddedObjectPosition": update_embedded_object_position,
    "updateEmbeddedObjectBorder": update_embedded_object_border,
    "deleteEmbeddedObject": delete_embedded_object,
}
