"""The journal as it stands in its sheet, in whatever order people have brought its rows and columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sheets_sync.errors import TrackerError
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine, line_of

Row = Sequence[Cell]

_USUAL: Final = tuple(range(len(JOURNAL_HEADINGS)))


@dataclass(frozen=True)
class StandingJournal:
    """What the journal's sheet holds; nothing where there is none. Rows are numbered from 1."""

    lines: Sequence[JournalLine] = field(default_factory=list)
    rows: Sequence[int] = field(default_factory=list)  # where each line stands
    spoilt: Mapping[int, Row] = field(default_factory=dict)  # rows that are no lines any more
    places: Sequence[int] = _USUAL  # the column of each heading

    def filled_rows(self) -> list[Row]:
        """The cells of all that stands there, lines and what is spoilt, from the top, by the usual order of headings.

        What a spoilt row holds under no heading comes last.
        """
        cells: dict[int, Row] = dict(zip(self.rows, (line.cells() for line in self.lines), strict=True))
        spoilt = {number: self._in_usual_order(row) for number, row in self.spoilt.items()}
        return [row for _, row in sorted({**cells, **spoilt}.items())]

    def _in_usual_order(self, row: Row) -> Row:
        own = [row[place] if place < len(row) else None for place in self.places]
        return (*own, *(cell for place, cell in enumerate(row) if place not in self.places))


def standing_journal(rows: Sequence[Row], workbook: str) -> StandingJournal:
    """The journal that stands in these rows, read by its headings, wherever they are.

    Raises TrackerError where they are not all there: what stands in which column is never guessed.
    """
    places = heading_places(rows, workbook)
    lines, line_rows, spoilt = [], [], {}
    for number, row in enumerate(rows, start=1):
        texts = _texts(row, places)
        line = line_of(texts)
        if line is not None:
            lines.append(line)
            line_rows.append(number)
        elif tuple(texts) != JOURNAL_HEADINGS and _is_filled(row):
            spoilt[number] = row
    return StandingJournal(lines, line_rows, spoilt, places)


def has_headings(rows: Sequence[Row]) -> bool:
    """Whether the rows of a sheet are those of a journal."""
    return _heading(rows) is not None


def heading_places(rows: Sequence[Row], workbook: str) -> tuple[int, ...]:
    """The column of each heading; the usual one where nothing stands at all. Raises as `standing_journal` does."""
    heading = _heading(rows)
    if heading is not None and all(heading.count(name) == 1 for name in JOURNAL_HEADINGS):
        return tuple(map(heading.index, JOURNAL_HEADINGS))
    if heading is None and not any(map(_is_filled, rows)):
        return _USUAL
    raise _without_headings(workbook, rows)


def _heading(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if JOURNAL_HEADINGS[0] in row and set(JOURNAL_HEADINGS).issubset(row)), None)


def _without_headings(workbook: str, rows: Sequence[Row]) -> TrackerError:
    found = max(rows, key=lambda row: len(set(JOURNAL_HEADINGS).intersection(row)))
    missing = [name for name in JOURNAL_HEADINGS if name not in found]
    twice = [name for name in JOURNAL_HEADINGS if found.count(name) > 1]
    what = "its row of headings is gone"
    if twice:
        what = f"its row of headings has {', '.join(map(repr, twice))} twice"
    elif len(missing) < len(JOURNAL_HEADINGS):
        what = f"its row of headings lacks {', '.join(map(repr, missing))}"
    return TrackerError(
        f"{workbook}: its hidden sheet Journal cannot be read: {what}. Nothing was written, and nothing is forgotten.\n"
        f"Put the headings back above their columns, which were once {', '.join(JOURNAL_HEADINGS)}. "
        "Or delete the sheet, and the next run begins a new one, which knows nothing of earlier runs."
    )


def _texts(row: Row, places: Sequence[int]) -> list[str]:
    """The cells of a row in the order of the headings, as text."""
    return [_text(row[place]) if place < len(row) else "" for place in places]


def _text(cell: Cell) -> str:
    """A cell as text; an id that a hand made a number keeps to its digits."""
    if type(cell) is str:
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _is_filled(row: Row) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)
