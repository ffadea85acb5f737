"""How the cells of a page look, as requests for rectangles that look the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sheets_sync.workbooks.cell_values import PlainValue
from sheets_sync.workbooks.google_areas import Strip, grid_range, rectangles, strips
from sheets_sync.workbooks.google_formats import (
    LOOK_FIELDS,
    UPRIGHT_FIELD,
    Look,
    cell_format,
    look_of,
    upright_format,
)
from sheets_sync.workbooks.google_marks import Request
from sheets_sync.workbooks.google_rules import ColumnLook, column_look, rule_requests
from sheets_sync.workbooks.look import Style
from sheets_sync.workbooks.page import Area
from sheets_sync.workbooks.page_content import Content

_MOST_UPRIGHTS: Final = 1_000  # that are set one by one; with more, every row of the table is read from its top


def look_requests(content: Content, body: Area | None, sheet_id: int) -> list[Request]:
    """Formats and rules for every cell of a sheet that has none. `body` is its table without the headings."""
    rows = range(body.first_row, body.last_row + 1) if body else range(0)
    outside = rectangles(
        (number, strips((slot.column, slot.through, look_of(slot.style)) for slot in row.slots))
        for number, row in enumerate(content.rows)
        if number not in rows
    )
    requests = [_dressed(sheet_id, area, look) for area, look in outside]
    return [*requests, *_body_requests(content, body, sheet_id)] if body else requests


def _body_requests(content: Content, body: Area, sheet_id: int) -> Iterator[Request]:
    """A format for each column, then for the rows and the cells that differ, and the rules of states and signs."""
    columns = {
        column: column_look(_cells(content, body, column - body.first_column))
        for column in range(body.first_column, body.last_column + 1)
    }
    upright, uprights = _uprights(content, body)
    bases = strips((column, column, look.base) for column, look in columns.items())
    for first, last, base in bases:
        area = Area(body.first_row, first, body.last_row, last)
        yield _repeated(sheet_id, area, {**cell_format(base), **upright_format(upright)}, LOOK_FIELDS)
    for area, other in uprights:
        yield _repeated(sheet_id, area, upright_format(other), UPRIGHT_FIELD)
    for area, look in rectangles(_exceptions(content, body, columns)):
        yield _dressed(sheet_id, area, look)
    yield from rule_requests(columns, body, sheet_id)


def _cells(content: Content, body: Area, place: int) -> list[tuple[PlainValue, Style]]:
    rows = content.rows[body.first_row : body.last_row + 1]
    return [(row.values[place], row.slots[place].style) for row in rows]


def _uprights(content: Content, body: Area) -> tuple[str, list[tuple[Area, str]]]:
    """Where the text of most rows stands, and the rows in which it stands elsewhere."""
    places: list[str] = [row.slots[0].style.upright for row in content.rows[body.first_row : body.last_row + 1]]
    [(usual, _)] = Counter(places).most_common(1)
    others = rectangles(
        (number, [(body.first_column, body.last_column, place)])
        for number, place in enumerate(places, body.first_row)
        if place != usual
    )
    return (usual, others) if len(others) <= _MOST_UPRIGHTS else ("top", [])


def _exceptions(
    content: Content, body: Area, columns: Mapping[int, ColumnLook]
) -> Iterator[tuple[int, Iterable[Strip[Look]]]]:
    """Cells that look otherwise than their column and its rules say."""
    varied = [(column, column - body.first_column, look) for column, look in columns.items() if look.varies]
    for number in range(body.first_row, body.last_row + 1):
        slots, values = content.rows[number]
        yield (
            number,
            strips(
                (column, column, look_of(slots[place].style))
                for column, place, look in varied
                if not look.shows(values[place], slots[place].style)
            ),
        )


def _dressed(sheet_id: int, area: Area, look: Look) -> Request:
    return _repeated(sheet_id, area, cell_format(look), LOOK_FIELDS)


def _repeated(sheet_id: int, area: Area, shown: Request, fields: str) -> Request:
    return {"repeatCell": {"range": grid_range(sheet_id, area), "cell": {"userEnteredFormat": shown}, "fields": fields}}
