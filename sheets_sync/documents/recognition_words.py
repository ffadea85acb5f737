"""What was recognised of a workbook, for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from sheets_sync.documents.words import plural
from sheets_sync.trackers.headings import SURE, ColumnMatch
from sheets_sync.trackers.recognition import Recognition
from sheets_sync.workbooks.grid import column_letter

_WIDTH = 100
_WIDEST_TITLE, _WIDEST_HEADING = 28, 48
_INDENT = "  "
_DOUBT = "? not surely: check that the column holds what it is read as"


def inspection_words(tabs: Sequence[Recognition]) -> str:
    """Workbook by workbook an overview of the tabs, then the columns of each tracker."""
    parts = [overview_words(tabs), *(_columns_of(tab) for tab in tabs if tab.layout)]
    is_unsure = any(_is_unsure(column) for tab in tabs for column in tab.columns)
    return "\n\n".join([*parts, *([_DOUBT] if is_unsure else [])])


def overview_words(tabs: Sequence[Recognition]) -> str:
    """A line for each tab: the tracker it was taken for and how surely, or why for none."""
    books = [list(book) for _, book in groupby(tabs, key=lambda tab: tab.grid.workbook)]
    return "\n\n".join("\n".join(_overview(book)) for book in books)


def _overview(tabs: Sequence[Recognition]) -> Iterator[str]:
    found = sum(tab.layout is not None for tab in tabs)
    yield f"{tabs[0].grid.workbook}: {plural(len(tabs), 'tab')}, {found or 'none'} of them recognised as a tracker"
    title = _widest([*(tab.grid.title for tab in tabs), "tab"], _WIDEST_TITLE)
    tracker = _widest([*(tab.layout.tracker for tab in tabs if tab.layout), "tracker"], _WIDEST_TITLE)
    yield _INDENT + f"{set_cell_size('tab', title)}  {'tracker':<{tracker}}  score"
    for tab in tabs:
        name = set_cell_size(tab.grid.title, title)
        if tab.layout:
            yield _INDENT + f"{name}  {tab.layout.tracker:<{tracker}}   {tab.layout.score:.2f}  {_used(tab)}"
        else:
            yield from _hanging(f"{_INDENT}{name}  {'–':<{tracker}}      –  ", tab.notes[-1])


def _used(tab: Recognition) -> str:
    named = [column for column in tab.columns if column.heading]
    used = sum(column.field is not None for column in named)
    row = tab.layout.header_row + 1 if tab.layout else 0
    unsure = sum(map(_is_unsure, named))
    return f"headings in row {row}, {used} of {plural(len(named), 'column')} read" + (
        f", {unsure} not surely" if unsure else ""
    )


def _columns_of(tab: Recognition) -> str:
    shown = [_Shown(list(columns)) for _, columns in groupby(tab.columns, key=lambda one: one.heading and one.index)]
    heading = _widest([*(one.heading for one in shown), "heading"], _WIDEST_HEADING)
    field = max(len("read as"), *(len(column.field or "") for column in tab.columns))
    place = max(len(one.place) for one in shown)
    lines = [
        f"{tab.grid.title}: {tab.layout.tracker if tab.layout else ''}",
        _INDENT + f"{'':<{place}}  {set_cell_size('heading', heading)}  {'read as':<{field}}  score",
        *(_INDENT + one.line(place, heading, field) for one in shown),
        *(line for note in tab.notes for line in _hanging(f"{_INDENT}note: ", note)),
    ]
    return "\n".join(line.rstrip() for line in lines)


class _Shown:
    """Columns that share a line: neighbours without a heading, else one alone."""

    def __init__(self, columns: Sequence[ColumnMatch]) -> None:
        first, last = columns[0], columns[-1]
        self._column = first
        self.heading = first.heading or "(no heading)"
        letters = [column_letter(first.index), column_letter(last.index)]
        self.place = "–".join(dict.fromkeys(letters))

    def line(self, place: int, heading: int, field: int) -> str:
        """'C  Seller / ID   seller_id   1.00'."""
        column = self._column
        score = f"{column.score:5.2f}" + (" ?" if _is_unsure(column) else "") if column.field else "    –"
        name = set_cell_size(self.heading, heading)
        return f"{self.place:<{place}}  {name}  {column.field or '–':<{field}}  {score}"


def _is_unsure(column: ColumnMatch) -> bool:
    return column.field is not None and column.score < SURE


def _widest(texts: Sequence[str], most: int) -> int:
    return min(most, max(map(cell_len, texts)))


def _hanging(start: str, text: str) -> list[str]:
    """A text behind its start, the further lines below its first word."""
    first, *rest = wrap(text, _WIDTH - cell_len(start)) or [""]
    return [start + first, *(" " * cell_len(start) + line for line in rest)]
