"""Finds the heading row of a tab and the tracker it belongs to."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from sheets_sync.trackers.mapping.known import is_a_group, may_be_known
from sheets_sync.trackers.mapping.layout import TabLayout, is_heading_row
from sheets_sync.trackers.mapping.lent import record_words
from sheets_sync.trackers.mapping.match import MOST_COLUMNS, ColumnMatch, match_columns, plain_words, written
from sheets_sync.trackers.mapping.witness import cells_of, heard_rows, share_understood
from sheets_sync.trackers.mapping.words import folded, heading_words, singular
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.grid import Cell, Grid, column_letter

__all__ = ["ColumnMatch", "TabLayout", "another_table", "heading_of", "is_heading_row", "match_columns", "recognise"]

OwnHeadings = Mapping[str, Mapping[str, Sequence[str]]]  # tracker: field: headings

ROWS_LOOKED_AT = 40
_MOST_DATA_SHARE = 0.3  # of the cells of a heading row may look like data
_LEAST_KNOWN_SHARE, _ENOUGH_KNOWN = 0.03, 3  # cells of a heading row are known words, letter by letter
_LONGEST_HEADING = 120
_DATA = re.compile(
    r"[\d.,:/ +-]*\d[\d.,:/ -]*[%€$£]?|\d{4}-\d\d-\d\d.*|https?://\S+|\S+@\S+\.\w+|\w+-\d{2,}", re.IGNORECASE
)
_WEIGHT_OF_NEEDED = 2.0  # of a field no row, or no finding, can do without
_HALF_PROOF = 3.0  # the weight of proof that makes a score of one half
LEAST_SCORE = 0.5
_LEAST_COLUMNS = 2
_RIVAL_SHARE, _RIVAL_SHARE_HEARD = 0.84, 0.93  # of the best proof that makes another as likely; once values spoke
_COVERED = 0.5  # of the proof, for a row that has every field of a tracker: those of few fields are soon complete
_STRONG_PROOF, _CLEAR_LEAD = 4.5, 1.35  # that make a tracker of a tab which lacks what no row can do without
_SPOKEN = 2.0  # weight of a column whose cells are all words that its field knows, or none
_COLUMNS_OF_A_TABLE = 6  # that are known, where none is the column of ids
_NEITHER_FOR_NOR_AGAINST = 0.5  # of the cells of a column are words that its field knows
_LOST = 0.5  # of the weight of a column whose values are something else
_TITLE_BONUS, _ID_BONUS = 0.4, 0.1  # the tab, or its column of ids, is called by the tracker's own word
_LEAST_LETTERS = 4  # of a word in a title that tells trackers apart
_GROUPS_MAY_COST = 0.8  # of the proof without them: groups also take false columns away
SURE = 0.85  # below, the owner is told what a column was taken for


def recognise(grid: Grid, *, own: OwnHeadings = MappingProxyType({}), only: str | None = None) -> TabLayout | None:
    """The tracker a tab belongs to and its columns; None when no tracker fits.

    `own` are the team's headings, which beat everything. With `only` the tracker is known, and just its heading row
    is looked for.
    """
    trackers = (only,) if only else tuple(SCHEMAS)
    top = [row[:MOST_COLUMNS] for row in grid.rows[:ROWS_LOOKED_AT]]
    readings = [
        reading for row in _rows_of_words(top, own) for reading in _readings(top, grid.title, row, trackers, own)
    ]
    best = max(readings, key=lambda reading: (reading.proof, -reading.row), default=None)
    if best is None:
        return None
    likely = [best, *(reading for reading in readings if _is_rival(reading, best, _RIVAL_SHARE))]
    heard = [_heard(grid, reading, own) for reading in likely]
    sure = max(heard, key=lambda reading: reading.proof)
    have_values_spoken = [reading.proof for reading in heard] != [reading.proof for reading in likely]
    share = _RIVAL_SHARE_HEARD if have_values_spoken else _RIVAL_SHARE
    is_heading = _is_heading(sure) if only is None else _has_any(sure)
    is_clear = best.tracker == sure.tracker and _leads_clearly(best, readings)
    if not is_heading or not (_can_be_read(sure) or is_clear or only) or any(_is_rival(r, sure, share) for r in heard):
        return None
    return TabLayout(sure.tracker, sure.row, sure.columns, _score(sure), tuple(_notes(sure.columns)))


def heading_of(row: Sequence[Cell], *, own: OwnHeadings = MappingProxyType({})) -> TabLayout | None:
    """What a row alone would be the heading of: words only, at least half of them known; None when it is none."""
    filled = [cell for cell in row if written(cell)]
    if len(filled) < _LEAST_COLUMNS or not all(isinstance(cell, str) for cell in filled):
        return None
    layout = recognise(Grid("", "", [row]), own=own)
    if layout is None or 2 * sum(column.field is not None for column in layout.columns) < len(filled):
        return None
    return layout


def another_table(row: Sequence[Cell], layout: TabLayout, *, own: OwnHeadings = MappingProxyType({})) -> str | None:
    """The tracker a row below the heading begins a table of: another one, or this one with other columns."""
    found = heading_of(row, own=own)
    if found is None:
        return None
    fields = {column.index: column.field for column in layout.columns}
    is_same = all(fields.get(column.index) == column.field for column in found.columns if column.field)
    return None if found.tracker == layout.tracker and is_same else found.tracker


@dataclass(frozen=True)
class _Reading:
    """One row read as the heading of one tracker; `proof` says how much speaks for it."""

    row: int
    tracker: str
    columns: tuple[ColumnMatch, ...]
    proof: float
    is_named: bool  # the tab's title names the tracker
    is_grouped: bool  # the row above it is the upper half of the heading


def _heard(grid: Grid, reading: _Reading, own: OwnHeadings) -> _Reading:
    """The same reading once the cells below were heard: all its columns, and how much now speaks for it."""
    schema = SCHEMAS[reading.tracker]
    groups = grid.rows[reading.row - 1] if reading.is_grouped else ()
    below = grid.rows[reading.row + 1 :]
    columns = match_columns(
        grid.rows[reading.row], schema, own=own.get(reading.tracker, {}), groups=groups, below=below
    )
    lost = _proof_alone(reading.columns, schema) - _proof_alone(columns, schema)
    some = heard_rows(below)
    shares = [share_understood(cells_of(some, c.index), schema, c.field) for c in columns if c.field]
    spoken = _SPOKEN * sum(share - _NEITHER_FOR_NOR_AGAINST for share in shares if share is not None)
    return replace(reading, columns=columns, proof=max(reading.proof - _LOST * lost + spoken, 0.0))


def _proof_alone(columns: Sequence[ColumnMatch], schema: type[TrackerRow]) -> float:
    return sum(_weight(c, c.field, schema) for c in columns[:MOST_COLUMNS] if c.field and c.field != c.doubted)


def _score(reading: _Reading) -> float:
    return round(reading.proof / (reading.proof + _HALF_PROOF), 3)


def _is_heading(reading: _Reading) -> bool:
    mapped = [column for column in reading.columns if column.field]
    return len(mapped) >= _LEAST_COLUMNS and _score(reading) >= LEAST_SCORE


def _has_any(reading: _Reading) -> bool:
    """Whether a row is the heading of a tracker that is known: two columns of it, or one alone."""
    mapped = [column for column in reading.columns if column.field]
    named = [column for column in reading.columns if column.heading]
    return len(mapped) >= min(_LEAST_COLUMNS, len(named)) > 0


def _leads_clearly(best: _Reading, readings: Sequence[_Reading]) -> bool:
    """Whether a row is so surely a tracker's that it is told what its tab lacks; a tab of word lists is not."""
    fields = {column.field for column in best.columns if column.field}
    others = (reading.proof for reading in readings if reading.row == best.row and reading.tracker != best.tracker)
    is_a_table = SCHEMAS[best.tracker].id_field in fields or len(fields) >= _COLUMNS_OF_A_TABLE
    return is_a_table and best.proof >= max(_STRONG_PROOF, _CLEAR_LEAD * max(others, default=0.0))


def _can_be_read(reading: _Reading) -> bool:
    """Whether rows could be read from a tab, or its title at least says that they should be."""
    sure = [column for column in reading.columns if column.field and column.score >= SURE]
    return reading.is_named or _has_fatal(sure, SCHEMAS[reading.tracker])


def _is_rival(other: _Reading, best: _Reading, share: float) -> bool:
    """Whether the same row fits another tracker almost as well: then nobody can tell which it is."""
    return other.row == best.row and other.tracker != best.tracker and other.proof > share * best.proof


def _has_fatal(mapped: Sequence[ColumnMatch], schema: type[TrackerRow]) -> bool:
    """Whether a tab has what no row can do without, its id aside, or an instant that stands in for it."""
    fields = {column.field for column in mapped}
    essential = [field for field in schema.fields_with("fatal") if field != schema.id_field]
    return all(field in fields or schema.said(field, "day_of") in fields for field in essential)


def _rows_of_words(rows: Sequence[Sequence[Cell]], own: OwnHeadings) -> Iterator[int]:
    """Rows that hold words rather than data, some of them known: prose is passed over before it costs time."""
    own_headings = (name for fields in own.values() for names in fields.values() for name in names)
    own_words = frozenset(word for name in own_headings for word in plain_words(name))
    for number, row in enumerate(rows):
        filled = [cell for cell in row if written(cell)]
        if filled and sum(map(looks_like_data, filled)) <= _MOST_DATA_SHARE * len(filled):
            known = sum(_is_of_known_words(written(cell), own_words) for cell in filled)
            if known and known >= min(_ENOUGH_KNOWN, _LEAST_KNOWN_SHARE * len(filled)):
                yield number


def _is_of_known_words(text: str, own_words: frozenset[str]) -> bool:
    if len(text) > _LONGEST_HEADING:
        return False
    return may_be_known(text, is_mended=False) or own_words.issuperset(plain_words(text))


def looks_like_data(cell: Cell) -> bool:
    """Whether a cell is no heading's: a number, a day, an id, an address, or prose."""
    return not isinstance(cell, str) or len(cell) > _LONGEST_HEADING or _DATA.fullmatch(cell.strip()) is not None


def _readings(
    rows: Sequence[Sequence[Cell]], title: str, row: int, trackers: Sequence[str], own: OwnHeadings
) -> Iterator[_Reading]:
    """A row read as the heading of each tracker, under the groups above it where they are groups."""
    columns, is_grouped = _matches(rows[row], (), trackers, own), False
    proofs = _proofs(columns)
    if row and _may_be_groups(rows[row - 1]):
        grouped = _matches(rows[row], rows[row - 1], trackers, own)
        better = _proofs(grouped)
        if max(better.values()) >= _GROUPS_MAY_COST * max(proofs.values()) and _fields(grouped) != _fields(columns):
            columns, proofs, is_grouped = grouped, better, True
    for tracker in trackers:
        is_named = _names(title, tracker)
        id_is_named = _names(_id_heading(columns[tracker], SCHEMAS[tracker]), tracker)
        bonus = 1.0 + _TITLE_BONUS * is_named + _ID_BONUS * id_is_named
        yield _Reading(row, tracker, columns[tracker], bonus * proofs[tracker], is_named, is_grouped)


def _matches(
    headings: Sequence[Cell], groups: Sequence[Cell], trackers: Sequence[str], own: OwnHeadings
) -> dict[str, tuple[ColumnMatch, ...]]:
    return {
        tracker: match_columns(headings, SCHEMAS[tracker], own=own.get(tracker, {}), groups=groups)
        for tracker in trackers
    }


def _may_be_groups(row: Sequence[Cell]) -> bool:
    """Whether a row has several names and no data, one name of what the columns below it could be about."""
    names = [written(cell) for cell in row if written(cell)]
    if len(names) < 2 or any(looks_like_data(cell) for cell in row if written(cell)):
        return False
    return any(is_a_group(name, schema) for name in names for schema in SCHEMAS.values())


def _fields(matches: Mapping[str, Sequence[ColumnMatch]]) -> list[list[str | None]]:
    return [[column.field for column in columns] for columns in matches.values()]


def _proofs(matches: Mapping[str, Sequence[ColumnMatch]]) -> dict[str, float]:
    """How much speaks for each tracker: its fields that were found, those that few trackers have counting more."""
    claims = Counter(column.index for columns in matches.values() for column in columns if column.field)
    return {
        tracker: _covering(columns, SCHEMAS[tracker])
        * sum(
            _weight(column, column.field, SCHEMAS[tracker]) / claims[column.index] ** 0.5
            for column in columns
            if column.field
        )
        for tracker, columns in matches.items()
    }


def _covering(columns: Sequence[ColumnMatch], schema: type[TrackerRow]) -> float:
    return 1.0 + _COVERED * sum(column.field is not None for column in columns) / len(schema.model_fields)


def _weight(column: ColumnMatch, field: str, schema: type[TrackerRow]) -> float:
    is_needed = column.score >= SURE and schema.said(field, "need") != "optional"
    return column.score * (_WEIGHT_OF_NEEDED if is_needed else 1.0)


def _id_heading(columns: Sequence[ColumnMatch], schema: type[TrackerRow]) -> str:
    return next((column.heading for column in columns if column.field and column.field == schema.id_field), "")


def _names(text: str, tracker: str) -> bool:
    """Whether a tab's title, or the heading of its ids, has a word that only this tracker's records are called by."""
    words = [singular(word) for word in heading_words(text).outside]
    return any(word.startswith(name) for word in words for name in _names_of(tracker))


@cache
def _names_of(tracker: str) -> frozenset[str]:
    others = (record_words(schema) for name, schema in SCHEMAS.items() if name != tracker)
    telling = (word for word in record_words(SCHEMAS[tracker]).difference(*others) if len(word) >= _LEAST_LETTERS)
    return frozenset((singular(tracker.rpartition("_")[2]), *telling))


def _notes(columns: Sequence[ColumnMatch]) -> Iterator[str]:
    if any(column.heading for column in columns[MOST_COLUMNS:]):
        yield f"only the first {MOST_COLUMNS} columns were looked at"
    by_heading: dict[str, list[ColumnMatch]] = {}
    for column in columns[:MOST_COLUMNS]:
        if column.heading:
            by_heading.setdefault(folded(column.heading), []).append(column)
    for same in by_heading.values():
        if len(same) > 1:
            yield _about_repeated(same)
    for column in columns:
        if column.doubted:
            yield _about_doubted(column)
        elif column.field and column.score < SURE:
            yield f"{column.heading!r} ({column_letter(column.index)}) was taken for {column.field}"


def _about_repeated(same: Sequence[ColumnMatch]) -> str:
    letters = [column_letter(column.index) for column in same]
    read = [f"{column_letter(column.index)} is read as {column.field}" for column in same if column.field]
    said = f"{same[0].heading!r} stands over {', '.join(letters[:-1])} and {letters[-1]}"
    return f"{said}; {' and '.join(read)}" if read else f"{said}; none of them is read"


def _about_doubted(column: ColumnMatch) -> str:
    named = f"{column.heading!r} ({column_letter(column.index)})"
    if column.field == column.doubted:
        return f"{named} is read as {column.field}, but its cells are {column.look}"
    instead = f"it was taken for {column.field}" if column.field else "it is not read"
    return f"{named} is no {column.doubted}, because its cells are {column.look}; {instead}"
