"""Record ids, and which of several rows with one id is kept: by what they say, never by where they stand."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import Any

import numpy as np

from sheets_sync.trackers.cell_issues import issue_of, shown, shown_in
from sheets_sync.trackers.columns import Mask
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.workbooks.grid import column_letter

_NEWEST = "last_update_at"
_MOST_NAMES = 3  # of fields two rows contradict each other in
_MOST_CELLS = 4  # of a record without an id
_Place = tuple[int, int]  # a tab, and a row among its data rows


@dataclass(frozen=True)
class Records:
    """The ids of a tracker's rows, tab by tab, which of the rows are kept, and an issue for each other one."""

    ids: tuple[list[str], ...]
    kept: tuple[Mask, ...]
    issues: tuple[RowIssue, ...]


def one_row_per_record(tabs: Sequence[TabReading]) -> Records:
    """Of usable rows that repeat an id, the latest `last_update_at` is kept, then the greatest canonical values."""
    ids = record_ids(tabs)
    kept = tuple(tab.usable.copy() for tab in tabs)
    issues = []
    for rivals in _repeats(ids, kept):
        best = max(rivals, key=lambda place: _rank(tabs[place[0]], place[1]))
        for tab, row in rivals:
            if (tab, row) != best:
                kept[tab][row] = False
                issues.append(_repeat_issue(tabs, (tab, row), best, ids[tab][row]))
    return Records(ids, kept, tuple(issues))


def record_ids(tabs: Sequence[TabReading]) -> tuple[list[str], ...]:
    """The id of every data row of a tracker's tabs: its own, or one made from what identifies it, never from its place.

    An id is made from the whole row where an identifying cell could not be read. In a tracker that should have ids it
    is so too where rows that differ in any cell would else share one.
    """
    ids = tuple(_own_ids(tab) or _made_ids(tab) for tab in tabs)
    should_have = [bool(tab.schema.id_field) and not _has_ids(tab) for tab in tabs]
    made = [tab.usable if should else np.zeros_like(tab.usable) for tab, should in zip(tabs, should_have, strict=True)]
    for alike in _repeats(ids, made):
        whole = {(tab, row): _whole_row(tabs[tab], row) for tab, row in alike}
        if len(set(whole.values())) > 1:
            for (tab, row), said in whole.items():
                ids[tab][row] = _digest(tabs[tab].schema.tracker, said)
    return ids


def _has_ids(tab: TabReading) -> bool:
    return tab.schema.id_field in tab.columns


def _own_ids(tab: TabReading) -> list[str]:
    column = tab.columns.get(tab.schema.id_field or "")
    return [] if column is None else [column.values[code] or "" for code in column.codes.tolist()]


def _made_ids(tab: TabReading) -> list[str]:
    columns = [tab.columns[field] for field in _identity(tab) if field in tab.columns]
    texts = [["" if value is None else f"{column.field}={value!r}" for value in column.values] for column in columns]
    codes = zip(*(column.codes.tolist() for column in columns), strict=True)
    said = [tuple(text[code] for text, code in zip(texts, row, strict=True)) for row in codes]
    for row in {row for column in columns for row, _ in column.rows_in(column.problems)}:
        said[row] = _whole_row(tab, row)
    return [_digest(tab.schema.tracker, row) for row in said]


def _identity(tab: TabReading) -> Sequence[str]:
    return tab.schema.identity or tuple(tab.schema.model_fields)


def _whole_row(tab: TabReading, row: int) -> tuple[str, ...]:
    """Every cell of a row that holds something, named by its field or heading, wherever its column stands."""
    names = {match.index: match.field or match.heading for match in tab.layout.columns}
    cells = enumerate(tab.grid.rows[int(tab.rows[row])])
    said = ((names.get(index) or column_letter(index), shown(cell).strip()) for index, cell in cells)
    return tuple(sorted(f"{name}: {text}" for name, text in said if text))


def _digest(tracker: str, values: Sequence[str]) -> str:
    said = "\x1f".join(filter(None, values))
    return f"{tracker}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _repeats(ids: Sequence[list[str]], usable: Sequence[Mask]) -> list[list[_Place]]:
    """The usable rows that share their id with others, together."""
    counts = Counter(chain.from_iterable(compress(*tab) for tab in zip(ids, usable, strict=True)))
    rivals: dict[str, list[_Place]] = {record_id: [] for record_id, count in counts.items() if count > 1}
    for tab, mask in enumerate(usable) if rivals else ():
        for row in np.flatnonzero(mask).tolist():
            if ids[tab][row] in rivals:
                rivals[ids[tab][row]].append((tab, row))
    return list(rivals.values())


def _rank(tab: TabReading, row: int) -> tuple[Any, ...]:
    newest = tab.columns[_NEWEST][row] if _NEWEST in tab.columns else None
    if newest is not None and newest > tab.now:
        newest = None  # a slip of the pen must not win
    values = [tab.columns[field][row] if field in tab.columns else None for field in tab.schema.model_fields]
    cells = tuple(shown(cell) for cell in tab.grid.rows[int(tab.rows[row])])
    return (_comparable(newest), tuple(_comparable(value) for value in values), cells)


def _comparable(value: Any) -> tuple[Any, ...]:
    if value is None:
        return (0,)
    return (1, tuple(_comparable(part) for part in value)) if isinstance(value, tuple) else (1, value)


def _repeat_issue(tabs: Sequence[TabReading], place: _Place, best: _Place, record_id: str) -> RowIssue:
    tab, row = tabs[place[0]], place[1]
    id_place = _id_place(tab)
    kept_tab = tabs[best[0]]
    kept = kept_tab.grid.cell_name(int(kept_tab.rows[best[1]]), _id_place(kept_tab) or 0)
    differing = _contradicted(tab, row, kept_tab, best[1])
    named = ", ".join(differing[:_MOST_NAMES]) + (", …" if len(differing) > _MOST_NAMES else "")
    told_apart = "add a column that tells the two apart" if id_place is None else "give it an id of its own"
    return issue_of(
        tab,
        row=int(tab.rows[row]),
        column=id_place,
        field=None if id_place is None else tab.schema.id_field,
        value=_identifying_cells(tab, row) if id_place is None else record_id,
        problem=f"repeats a record and says something else: {named}" if named else "repeats a record",
        remedy=f"delete the row, or {told_apart}; the row that counts is {kept}",
        severity="row_left_out",
    )


def _identifying_cells(tab: TabReading, row: int) -> str:
    """What tells a record without an id from others, as people see it."""
    cells = tab.grid.rows[int(tab.rows[row])]
    places = {place: field for field in reversed(_identity(tab)) if (place := tab.place(field)) is not None}
    texts = [shown_in(tab, field, cells[place]) for place, field in sorted(places.items()) if place < len(cells)]
    said = [text for text in texts if text]
    return " · ".join(said[:_MOST_CELLS]) + (" · …" if len(said) > _MOST_CELLS else "")


def _contradicted(tab: TabReading, row: int, other: TabReading, other_row: int) -> list[str]:
    """Headings of the fields in which both rows hold something, and not the same; when they did aside."""
    return [
        match.heading
        for match in tab.layout.columns
        if match.field not in (None, _NEWEST)
        and (here := _said(tab, row, match.field))
        and (there := _said(other, other_row, match.field))
        and here != there
    ]


def _said(tab: TabReading, row: int, field: str) -> str:
    """The value of a field, or the cell that could not be read."""
    column = tab.columns.get(field)
    if column is None:
        return ""
    if column[row] not in (None, ()):
        return repr(column[row])
    place, cells = tab.place(field), tab.grid.rows[int(tab.rows[row])]
    is_bad = column.codes[row] in column.problems and place is not None and place < len(cells)
    return shown(cells[place]) if is_bad and place is not None else ""


def _id_place(tab: TabReading) -> int | None:
    return tab.place(tab.schema.id_field) if tab.schema.id_field else None
