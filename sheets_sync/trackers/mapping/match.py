"""Columns to fields: each field at most once, each column at most one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sheets_sync.trackers.mapping.index import Meaning
from sheets_sync.trackers.mapping.known import may_be_known, meanings
from sheets_sync.trackers.mapping.witness import contradiction
from sheets_sync.trackers.mapping.words import Words, folded, heading_words, word_set
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.workbooks.grid import Cell

MOST_COLUMNS = 500  # of a tab that are looked at; those further right are unknown
UNUSED = ""  # among the team's own headings by field: those of columns that are not to be read
_LEAST_SCORE = 0.6  # below, a column is not mapped: a wrong mapping is worse than none
_SURE = 0.9  # from here on the better heading counts, not how exactly it was written
_OWN_SCORE = 2.0  # the team's own headings beat everything
_HINTED = 0.12  # what it costs that the cells complete a heading
_HINTS = {"dates": "date", "numbers": "number"}  # 'Appealed' over days is 'Appealed date', 'Seller' over numbers its id
_PLACES = word_set("zip zipcode city county town postal plz ort ville ciudad municipio comune citta address")
_STATES = word_set("state estado stato etat")
_PERSONAL = word_set("email mail phone telephone telefono telefon surname cognome apellido apellidos prenom vorname")
_NAMES = word_set("name nom nombre nome")


@dataclass(frozen=True)
class ColumnMatch:
    """A column and the field it holds, if any; `heading` as written, its merged group in front ('Seller / ID').

    `doubted` is the field its heading means while its cells `look` like something else: 'dates', 'words'.
    """

    index: int
    heading: str
    field: str | None
    score: float
    group: str = ""
    doubted: str | None = None
    look: str = ""


def match_columns(
    headings: Sequence[Cell],
    schema: type[TrackerRow],
    *,
    own: Mapping[str, Sequence[str]] = MappingProxyType({}),
    groups: Sequence[Cell] = (),
    below: Sequence[Sequence[Cell]] = (),
) -> tuple[ColumnMatch, ...]:
    """One match per column of a heading row, in order; `own` are the team's headings by field, or of UNUSED columns.

    `groups` is the upper of two heading rows: a blank continues the group to its left. `below` are the rows below: a
    field that a column's cells contradict is not its field, unless the team says so or no row could be read without.
    Columns past the first MOST_COLUMNS hold no field.
    """
    columns = _columns(headings, groups)
    own_fields = {plain_words(heading): field for field, names in own.items() for heading in names}
    unclear = _unclear_words(columns[:MOST_COLUMNS])
    looked_at = columns[:MOST_COLUMNS]
    wishes = [_meanings(column, schema, own_fields, unclear) for column in looked_at]
    heard = [
        _heard(meant, looked_at[index], schema, below, index) if meant else ((), "")
        for index, meant in enumerate(wishes)
    ]
    taken = _assigned([meant for meant, _ in heard])
    taken |= _indispensable(wishes, taken, schema)
    matches = []
    for index, column in enumerate(columns):
        field, score = taken.get(index, (None, 0.0))
        look = heard[index][1] if index < MOST_COLUMNS else ""
        doubted = wishes[index][0].field if look else None
        matches.append(ColumnMatch(index, column.shown, field, score, column.group, doubted, look))
    return tuple(matches)


def _assigned(wishes: Sequence[Sequence[Meaning]]) -> dict[int, tuple[str, float]]:
    """Field and score by column. Each column asks for what it means most surely, each field keeps its best heading."""
    kept: dict[str, tuple[Meaning, int]] = {}
    asking = [iter(meanings) for meanings in wishes]
    turn = list(range(len(wishes)))
    while turn:
        index = turn.pop()
        meaning = next(asking[index], None)
        if meaning is None:
            continue
        rival = kept.get(meaning.field)
        if rival is None or _worth(meaning, index) < _worth(*rival):
            kept[meaning.field] = meaning, index
            turn.extend([rival[1]] if rival else [])
        else:
            turn.append(index)
    return {index: (field, min(meaning.score, 1.0)) for field, (meaning, index) in kept.items()}


def _worth(meaning: Meaning, index: int) -> tuple[float, int, int]:
    """What a field prefers, the least first: a sure heading, then the better one, then the one further left."""
    return -_SURE if _SURE <= meaning.score <= 1 else -meaning.score, meaning.rank, index


def written(cell: Cell) -> str:
    """A cell of a heading row as text."""
    if cell is None or isinstance(cell, bool):
        return ""
    return " ".join(cell.split()) if isinstance(cell, str) else f"{cell:g}"


@dataclass(frozen=True)
class _Column:
    heading: str
    group: str = ""

    @property
    def shown(self) -> str:
        return f"{self.group} / {self.heading}" if self.group else self.heading


def _columns(headings: Sequence[Cell], groups: Sequence[Cell]) -> list[_Column]:
    """Every column by its names; one that stands in the upper row alone is the heading."""
    columns, group = [], ""
    for index in range(max(len(headings), len(groups))):
        lower = written(headings[index]) if index < len(headings) else ""
        upper = written(groups[index]) if index < len(groups) else ""
        group = upper or group
        columns.append(_Column(lower, group) if lower else _Column(upper))
    return columns


def plain_words(heading: str) -> Words:
    """The words by which a heading of the team's own is known again; the heading itself where it has none."""
    return heading_words(heading).all or (folded(heading),)


def _unclear_words(columns: Sequence[_Column]) -> frozenset[str]:
    """Words that alone say nothing here: beside a town a state is a place, beside an e-mail a name is a person's."""
    beside = [heading_words(column.heading).outside for column in columns if column.heading]
    states = _STATES if not all(map(_PLACES.isdisjoint, beside)) else frozenset()
    names = _NAMES if any(words and _PERSONAL.issuperset(words) for words in beside) else frozenset()
    return states | names


def _meanings(
    column: _Column, schema: type[TrackerRow], own: Mapping[Words, str], unclear: frozenset[str]
) -> tuple[Meaning, ...]:
    if not column.heading:
        return ()
    for name in (column.shown, column.heading) if own else ():
        if (field := own.get(plain_words(name))) is not None:
            return () if field == UNUSED else (Meaning(field, _OWN_SCORE, 0),)
    if not may_be_known(column.heading, column.group):
        return ()
    if not column.group and unclear.issuperset(heading_words(column.heading).outside):
        return ()
    return tuple(m for m in meanings(column.heading, schema, column.group) if m.score >= _LEAST_SCORE)


def _heard(
    wishes: Sequence[Meaning], column: _Column, schema: type[TrackerRow], below: Sequence[Sequence[Cell]], index: int
) -> tuple[Sequence[Meaning], str]:
    """What a heading may mean over its cells, and what they look like if they contradict its surest meaning."""
    looks = [contradiction(below, index, schema, meaning.field) for meaning in wishes]
    if not any(looks):
        return wishes, ""
    possible = [m for m, look in zip(wishes, looks, strict=True) if not look or m.score == _OWN_SCORE]
    if looks[0] in _HINTS and wishes[0].score != _OWN_SCORE:
        hinted = meanings(f"{column.heading} {_HINTS[looks[0]]}", schema, column.group)
        less_sure = [m._replace(score=round(m.score - _HINTED, 3)) for m in hinted]
        possible += [m for m in less_sure if not contradiction(below, index, schema, m.field)]
    likely = [meaning for meaning in possible if meaning.score >= _LEAST_SCORE]
    return sorted(likely, key=lambda meaning: (-meaning.score, meaning.rank)), looks[0] or ""


def _indispensable(
    wishes: Sequence[Sequence[Meaning]], taken: Mapping[int, tuple[str, float]], schema: type[TrackerRow]
) -> dict[int, tuple[str, float]]:
    """The columns that keep a field no row can do without, whatever their cells: so each bad cell is an issue."""
    found = {field for field, _ in taken.values()}
    free = {index: meant[0] for index, meant in reversed(list(enumerate(wishes))) if meant and index not in taken}
    kept = {meaning.field: index for index, meaning in free.items() if meaning.field in schema.fields_with("fatal")}
    return {index: (field, free[index].score) for field, index in kept.items() if field not in found}
