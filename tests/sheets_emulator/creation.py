"""A spreadsheet's body as the requests that build it."""

from .book import Json

LISTS = {
    "merges": ("mergeCells", "range"),
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "charts": ("addChart", "chart"),
    "slicers": ("addSlicer", "slicer"),
    "tables": ("addTable", "table"),
    "bandedRanges": ("addBanding", "bandedRange"),
    "filterViews": ("addFilterView", "filter"),
    "developerMetadata": ("createDeveloperMetadata", "developerMetadata"),
}


def tab_requests(sheet: Json, sheet_id: int) -> list[Json]:
    """The tab, its cells and what is attached to it."""
    requests: list[Json] = [{"addSheet": {"properties": {**_sized(sheet), "sheetId": sheet_id}}}]
    for grid in sheet.get("data", []):
        requests += _grid_requests(grid, sheet_id)
    for name, (kind, field) in LISTS.items():
        requests += [{kind: {field: item}} for item in sheet.get(name, [])]
    if "basicFilter" in sheet:
        requests.append({"setBasicFilter": {"filter": sheet["basicFilter"]}})
    return requests


def _sized(sheet: Json) -> Json:
    """The tab's properties with a grid that holds its data."""
    properties: Json = sheet.get("properties", {})
    asked = properties.get("gridProperties", {})
    rows, columns = [asked.get("rowCount", 1000)], [asked.get("columnCount", 26)]
    for grid in sheet.get("data", []):
        lines = grid.get("rowData", [])
        rows.append(grid.get("startRow", 0) + len(lines))
        columns.append(grid.get("startColumn", 0) + max((len(line.get("values", [])) for line in lines), default=0))
    return {**properties, "gridProperties": {**asked, "rowCount": max(rows), "columnCount": max(columns)}}


def _grid_requests(grid: Json, sheet_id: int) -> list[Json]:
    top, left = grid.get("startRow", 0), grid.get("startColumn", 0)
    requests: list[Json] = []
    if grid.get("rowData"):
        start = {"sheetId": sheet_id, "rowIndex": top, "columnIndex": left}
        requests.append({"updateCells": {"start": start, "rows": grid["rowData"], "fields": "*"}})
    for name, dimension, first in (("rowMetadata", "ROWS", top), ("columnMetadata", "COLUMNS", left)):
        for at, properties in enumerate(grid.get(name, []), first):
            where = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
            sizes = {key: properties[key] for key in ("pixelSize", "hiddenByUser") if key in properties}
            asked = {"range": where, "properties": sizes, "fields": ",".join(sizes)}
            requests += [{"updateDimensionProperties": asked}] if sizes else []
    return requests


def book_requests(body: Json) -> list[Json]:
    """What belongs to the spreadsheet as a whole."""
    named = [{"addNamedRange": {"namedRange": item}} for item in body.get("namedRanges", [])]
    tagged = body.get("developerMetadata", [])
    return [*named, *({"createDeveloperMetadata": {"developerMetadata": item}} for item in tagged)]
