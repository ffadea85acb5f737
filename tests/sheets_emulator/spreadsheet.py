"""A spreadsheet as spreadsheets.get shows it, with or without its cells, under a field mask."""

from .a1 import Box, as_grid_range, located
from .book import Book, Cell, Json, Sheet
from .entered import effective
from .links import hyperlink
from .masks import Mask, shown, without_blanks
from .metadata import shown_metadata
from .protection import may_edit
from .rendered import formatted
from .requests_dimensions import shown_groups
from .requests_sheets import shown_properties

ROW_PIXELS = 21
COLUMN_PIXELS = 100


def shown_book(book: Book, mask: Mask, ranges: list[str], caller: str, *, with_cells: bool) -> Json:
    """The answer of spreadsheets.get; `with_cells` counts only where there is no mask."""
    places = [located(book, text) for text in ranges]
    return shown_parts(book, mask, [(place.sheet, place.box) for place in places], caller, with_cells=with_cells)


def shown_parts(book: Book, mask: Mask, wanted: list[tuple[Sheet, Box]], caller: str, *, with_cells: bool) -> Json:
    """The spreadsheet with the wanted parts only; with all of it where none are named."""
    parts = _parts(book, wanted)
    sheet_mask = mask.get("sheets", {})
    cells = ("data" in sheet_mask or (("sheets" in mask) and not sheet_mask)) if mask else with_cells
    sheets = []
    for sheet, boxes in parts:
        entry = _shown_sheet(book, sheet, caller)
        if cells:
            entry["data"] = [_grid_data(book, sheet, box, sheet_mask.get("data", {})) for box in boxes]
        sheets.append(entry)
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": book.properties,
        "sheets": sheets,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if book.named_ranges:
        answer["namedRanges"] = list(book.named_ranges.values())
    everywhere = [shown_metadata(e) for e in book.metadata.values() if e["location"].get("spreadsheet")]
    if everywhere:
        answer["developerMetadata"] = everywhere
    return shown(answer, mask)


def _parts(book: Book, wanted: list[tuple[Sheet, Box]]) -> list[tuple[Sheet, list[Box]]]:
    if not wanted:
        return [(sheet, [sheet.box()]) for sheet in book.sheets]
    boxes: dict[int, list[Box]] = {}
    for sheet, box in wanted:
        boxes.setdefault(sheet.id, []).append(box)
    return [(sheet, boxes[sheet.id]) for sheet in book.sheets if sheet.id in boxes]


def _shown_sheet(book: Book, sheet: Sheet, caller: str) -> Json:
    entry = {
        "properties": shown_properties(book, sheet),
        "merges": [as_grid_range(sheet, merge) for merge in sheet.merges],
        "conditionalFormats": sheet.conditional_formats,
        "protectedRanges": [_shown_protection(book, e, caller) for e in sheet.protected.values()],
        "charts": list(sheet.charts.values()),
        "slicers": list(sheet.slicers.values()),
        "tables": list(sheet.tables.values()),
        "bandedRanges": list(sheet.bandings.values()),
        "filterViews": list(sheet.filter_views.values()),
        "basicFilter": sheet.basic_filter,
        "rowGroups": shown_groups(sheet, "ROWS"),
        "columnGroups": shown_groups(sheet, "COLUMNS"),
        "developerMetadata": _on_whole_sheet(book, sheet),
    }
    return {name: value for name, value in entry.items() if value}


def _on_whole_sheet(book: Book, sheet: Sheet) -> list[Json]:
    place = {"locationType": "SHEET", "sheetId": sheet.id}
    return [shown_metadata(entry) for entry in book.metadata.values() if entry["location"] == place]


def _shown_protection(book: Book, entry: Json, caller: str) -> Json:
    able = may_edit(book, entry, caller)
    plain = {name: value for name, value in entry.items() if name not in ("editors", "requestingUserCanEdit")}
    editors = {"editors": entry["editors"]} if able and "editors" in entry else {}
    return {**plain, **({"requestingUserCanEdit": True} if able else {}), **editors}


def _grid_data(book: Book, sheet: Sheet, box: Box, mask: Mask) -> Json:
    wanted = (
        set(mask)
        if mask and "*" not in mask
        else {"rowData", "rowMetadata", "columnMetadata", "startRow", "startColumn"}
    )
    data: Json = {}
    if box.top:
        data["startRow"] = box.top
    if box.left:
        data["startColumn"] = box.left
    if "rowData" in wanted and (rows := _row_data(book, sheet, box, mask.get("rowData", {}).get("values", {}))):
        data["rowData"] = rows
    if "rowMetadata" in wanted:
        data["rowMetadata"] = _sizes(book, sheet, "ROW", box.top, box.bottom)
    if "columnMetadata" in wanted:
        data["columnMetadata"] = _sizes(book, sheet, "COLUMN", box.left, box.right)
    return data


def _sizes(book: Book, sheet: Sheet, kind: str, start: int, end: int) -> list[Json]:
    sizes, pixels = (sheet.row_sizes, ROW_PIXELS) if kind == "ROW" else (sheet.column_sizes, COLUMN_PIXELS)
    tagged: dict[int, list[Json]] = {}
    for entry in book.metadata.values():
        where = entry["location"].get("dimensionRange", {})
        if entry["location"]["locationType"] == kind and where.get("sheetId", 0) == sheet.id:
            tagged.setdefault(where.get("startIndex", 0), []).append(shown_metadata(entry))
    return [
        {
            **without_blanks({"pixelSize": pixels, **sizes.get(at, {})}),
            **({"developerMetadata": tagged[at]} if at in tagged else {}),
        }
        for at in range(start, end)
    ]


def _row_data(book: Book, sheet: Sheet, box: Box, mask: Mask) -> list[Json]:
    """Rows up to the last one that shows anything, cells likewise."""
    rows: dict[int, dict[int, Json]] = {}
    for row, column in sheet.cells_in(box):
        cell = shown(_full_cell(book, sheet.cells[row, column], mask), mask)
        if any(cell.values()):
            rows.setdefault(row - box.top, {})[column - box.left] = cell
    if not rows:
        return []
    return [_row(rows.get(at)) for at in range(max(rows) + 1)]


def _row(cells: dict[int, Json] | None) -> Json:
    return {"values": [cells.get(at, {}) for at in range(max(cells) + 1)]} if cells else {}


def _full_cell(book: Book, cell: Cell, mask: Mask) -> Json:
    """The cell with what Google works out for it."""
    if mask and not {"*", "effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"} & set(mask):
        return cell
    answer = dict(cell)
    content = cell.get("userEnteredValue")
    if content:
        value = effective(content)
        answer["effectiveValue"] = value
        answer["formattedValue"] = formatted(value, cell)
    if content or "userEnteredFormat" in cell:
        answer["effectiveFormat"] = _merged(book.properties["defaultFormat"], cell.get("userEnteredFormat", {}))
    link = hyperlink(cell)
    return {**answer, "hyperlink": link} if link else answer


def _merged(base: Json, over: Json) -> Json:
    answer = dict(base)
    for name, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(name), dict) and "olor" not in name
        answer[name] = _merged(base[name], value) if both else value
    return answer
