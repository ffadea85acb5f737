"""The table of a tab, found again among the cells of its sheet."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.tab import Column

_FIRST_COLUMN = 1  # the sheet's first is its margin
_NEAR = 1e-9  # relative and absolute; numbers lose their last digits on the way through a file
_INEXACT_FROM = 1e15  # whole numbers have more digits than a file keeps

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class StandingTable:
    """The rows of a table that stand in a sheet, of the columns that do not move, and the rows of the sheet it takes.

    `sentence` stands there in place of rows. `identifying` are the columns that tell one row from another.
    """

    rows: Sequence[Row] = ()
    identifying: Sequence[int] = ()
    sentence: Cell = None
    body: range = range(0)

    def by_key(self) -> dict[Row, list[Row]]:
        """The rows by what identifies them; those that share it in their order."""
        found: dict[Row, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[tuple(settled(row[index]) for index in self.identifying)].append(row)
        return found


def standing_table(columns: Sequence[Column], sheet: Sequence[Sequence[Cell]]) -> StandingTable:
    """What stands below the row that holds most of the columns' headings, down to the first blank row.

    Nothing where no row holds more than half of them; a column whose heading is not there is empty.
    """
    heading = _heading_place(columns, sheet)
    if heading is None:
        return StandingTable()
    body = _body(sheet, heading + 1)
    sentence = _sentence([sheet[number] for number in body], columns)
    if sentence is not None:
        return StandingTable(sentence=sentence, body=body)
    places = list(zip(columns, _places(columns, sheet[heading]), strict=True))
    still = [(column, place) for column, place in places if not column.moves]
    rows = [tuple(_cell(sheet[number], place) for _, place in still) for number in body]
    identifying = [index for index, (column, _) in enumerate(still) if column.identifies]
    return StandingTable(rows, identifying or range(len(still)), body=body)


def settled(cell: Cell) -> Cell:
    """The cell, ready to be compared at once: a number without the digits that a file may lose."""
    if isinstance(cell, int | float) and (cell % 1 or abs(cell) >= _INEXACT_FROM):
        return float(f"{cell:.10g}")
    return cell


def same_value(one: Cell, other: Cell) -> bool:
    """Whether two cells hold the same, as far as a file keeps it."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_NEAR, abs_tol=_NEAR)
    return one == other


def filled(row: Sequence[Cell]) -> Iterator[Cell]:
    """The cells that hold something, from the left."""
    return (cell for cell in row if cell is not None and cell != "")


def _heading_place(columns: Sequence[Column], sheet: Sequence[Sequence[Cell]]) -> int | None:
    wanted = Counter(column.heading for column in columns if column.heading)
    place, most = None, sum(wanted.values()) // 2
    for number, row in enumerate(sheet):
        texts = [cell for cell in row if isinstance(cell, str)]
        shared = sum((wanted & Counter(texts)).values()) if not wanted.keys().isdisjoint(texts) else 0
        if shared > most:
            place, most = number, shared
    return place


def _body(sheet: Sequence[Sequence[Cell]], first: int) -> range:
    blank = (number for number in range(first, len(sheet)) if next(filled(sheet[number]), None) is None)
    return range(first, next(blank, len(sheet)))


def _sentence(body: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> Cell:
    """The only text of a body that says why it has no rows."""
    if len(body) != 1 or len(columns) == 1:
        return None
    only = _cell(body[0], _FIRST_COLUMN)
    return only if isinstance(only, str) and list(filled(body[0])) == [only] else None


def _places(columns: Sequence[Column], heading: Sequence[Cell]) -> list[int | None]:
    """Where each column stands; of those that share a heading the first comes first."""
    missing = max(_FIRST_COLUMN + len(columns) - len(heading), 0)
    places: dict[Cell, list[int]] = defaultdict(list)
    for place, cell in enumerate([*heading, *[None] * missing]):
        if place >= _FIRST_COLUMN:
            places[cell or ""].append(place)
    return [places[column.heading].pop(0) if places[column.heading] else None for column in columns]


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return None if place is None or place >= len(row) or row[place] == "" else row[place]
