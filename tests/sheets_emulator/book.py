"""One spreadsheet's state: its tabs, their cells and everything attached to them."""

import copy
from dataclasses import dataclass, field
from typing import Any

from .a1 import Box
from .errors import RequestError

Cell = dict[str, Any]
Json = dict[str, Any]

CELL_LIMIT = 10_000_000
TEXT_LIMIT = 50_000
FULL = f"This action would increase the number of cells in the workbook above the limit of {CELL_LIMIT} cells."
WHITE = {"red": 1, "green": 1, "blue": 1}
THEME = {
    "TEXT": {},
    "BACKGROUND": WHITE,
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}
DEFAULT_FORMAT = {
    "backgroundColor": WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": WHITE},
}


@dataclass
class Sheet:
    """One tab. Cells are replaced, never changed in place, so that a copy may share them."""

    properties: Json
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Box] = field(default_factory=list)
    row_sizes: dict[int, Json] = field(default_factory=dict)
    column_sizes: dict[int, Json] = field(default_factory=dict)
    groups: dict[str, list[Json]] = field(default_factory=lambda: {"ROWS": [], "COLUMNS": []})
    conditional_formats: list[Json] = field(default_factory=list)
    protected: dict[int, Json] = field(default_factory=dict)
    charts: dict[int, Json] = field(default_factory=dict)
    slicers: dict[int, Json] = field(default_factory=dict)
    tables: dict[str, Json] = field(default_factory=dict)
    bandings: dict[int, Json] = field(default_factory=dict)
    filter_views: dict[int, Json] = field(default_factory=dict)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        return self.properties["sheetId"]

    @property
    def title(self) -> str:
        return self.properties["title"]

    @property
    def grid(self) -> Json:
        return self.properties["gridProperties"]

    @property
    def row_count(self) -> int:
        return self.grid["rowCount"]

    @property
    def column_count(self) -> int:
        return self.grid["columnCount"]

    def box(self) -> Box:
        return Box(0, 0, self.row_count, self.column_count)

    def put(self, row: int, column: int, cell: Cell) -> None:
        if cell:
            self.cells[row, column] = cell
        else:
            self.cells.pop((row, column), None)

    def cells_in(self, box: Box) -> list[tuple[int, int]]:
        """The places of the box that hold anything, in no order."""
        if (box.bottom - box.top) * (box.right - box.left) < len(self.cells):
            rows, columns = range(box.top, box.bottom), range(box.left, box.right)
            return [(row, column) for row in rows for column in columns if (row, column) in self.cells]
        return [place for place in self.cells if box.holds(*place)]

    def dimension_sizes(self, dimension: str) -> dict[int, Json]:
        return self.row_sizes if dimension == "ROWS" else self.column_sizes

    def fork(self) -> "Sheet":
        """A copy that can be changed alone."""
        plain = {name: value for name, value in vars(self).items() if name != "cells"}
        return Sheet(cells=dict(self.cells), **copy.deepcopy(plain))


@dataclass
class Book:
    """One spreadsheet."""

    id: str
    properties: Json
    sheets: list[Sheet]
    owner: str
    named_ranges: dict[str, Json] = field(default_factory=dict)
    metadata: dict[int, Json] = field(default_factory=dict)
    ids_given: int = 0

    def fork(self) -> "Book":
        plain = {name: value for name, value in vars(self).items() if name != "sheets"}
        return Book(sheets=[sheet.fork() for sheet in self.sheets], **copy.deepcopy(plain))

    def sheets_by_id(self) -> dict[int, Sheet]:
        return {sheet.id: sheet for sheet in self.sheets}

    def sheet(self, sheet_id: int) -> Sheet:
        if sheet_id not in self.sheets_by_id():
            raise RequestError(f"No sheet with id: {sheet_id}")
        return self.sheets_by_id()[sheet_id]

    def sheet_titled(self, title: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.title.lower() == title.lower()), None)

    def new_id(self) -> int:
        """An id that looks like Google's and is the same in every run."""
        self.ids_given += 1
        return (self.ids_given * 1_103_515_245 + 12_345) % (2**31 - 1)

    def check_size(self) -> None:
        if sum(sheet.row_count * sheet.column_count for sheet in self.sheets) > CELL_LIMIT:
            raise RequestError(FULL)


def new_sheet(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    grid = {"rowCount": rows, "columnCount": columns}
    return Sheet({"sheetId": sheet_id, "title": title, "sheetType": "GRID", "gridProperties": grid})


def new_book(book_id: str, title: str, owner: str) -> Book:
    """A spreadsheet as Google creates it: one empty tab of 1000 by 26."""
    properties = {
        "title": title,
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        "defaultFormat": copy.deepcopy(DEFAULT_FORMAT),
        "spreadsheetTheme": {
            "primaryFontFamily": "Arial",
            "themeColors": [{"colorType": name, "color": {"rgbColor": dict(rgb)}} for name, rgb in THEME.items()],
        },
    }
    return Book(book_id, properties, [new_sheet(0, "Sheet1")], owner=owner)
