"""Record ids, and which of several rows with one id is kept: by what they say, never by where they stand."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sheets_sync.trackers.columns import Mask
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.tab_issues import shown
from sheets_sync.trackers.tab_reading import TabReading

_NEWEST = "last_update_at"
_Place = tuple[int, int]  # a tab, and a row among its data rows


@dataclass(frozen=True)
class Records:
    """The ids of a tracker's rows, tab by tab, which of the rows are kept, and an issue for each other one."""

    ids: tuple[list[str], ...]
    kept: tuple[Mask, ...]
    issues: tuple[RowIssue, ...]


def one_row_per_record(tabs: Sequence[TabReading]) -> Records:
    """Of usable rows that repeat an id, the latest `last_update_at` is kept, then the greatest canonical values."""
    ids = tuple(record_ids(tab) for tab in tabs)
    kept = tuple(tab.usable.copy() for tab in tabs)
    issues = []
    for rivals in _repeats(ids, kept):
        best = max(rivals, key=lambda place: _rank(tabs[place[0]], place[1]))
        for tab, row in rivals:
            if (tab, row) != best:
                kept[tab][row] = False
                issues.append(_repeat_issue(tabs, (tab, row), best, ids[tab][row]))
    return Records(ids, kept, tuple(issues))


def record_ids(tab: TabReading) -> list[str]:
    """The id of every data row: its own, or a stable one made from what identifies it."""
    column = tab.columns.get(tab.schema.id_field or "")
    if column is not None:
        return [column.values[code] or "" for code in column.codes]
    fields = [field for field in tab.schema.identity or tab.schema.model_fields if field in tab.columns]
    texts = [["" if value is None else f"{field}={value!r}" for value in tab.columns[field].values] for field in fields]
    codes = zip(*(tab.columns[field].codes for field in fields), strict=True)
    return [_digest(tab.schema.tracker, [text[code] for text, code in zip(texts, row, strict=True)]) for row in codes]


def _digest(tracker: str, values: Sequence[str]) -> str:
    said = "\x1f".join(filter(None, values))
    return f"{tracker}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _repeats(ids: Sequence[list[str]], usable: Sequence[Mask]) -> list[list[_Place]]:
    places = [(tab, row) for tab, mask in enumerate(usable) for row in np.flatnonzero(mask).tolist()]
    found = pd.Series([ids[tab][row] for tab, row in places], dtype="str")
    rivals: dict[str, list[_Place]] = defaultdict(list)
    for position in np.flatnonzero(found.duplicated(keep=False)).tolist():
        rivals[found.iloc[position]].append(places[position])
    return list(rivals.values())


def _rank(tab: TabReading, row: int) -> tuple[Any, ...]:
    newest = tab.columns[_NEWEST][row] if _NEWEST in tab.columns else None
    values = [tab.columns[field][row] if field in tab.columns else None for field in tab.schema.model_fields]
    cells = tuple(shown(cell) for cell in tab.grid.rows[int(tab.rows[row])])
    return (_comparable(newest), tuple(_comparable(value) for value in values), cells)


def _comparable(value: Any) -> tuple[Any, ...]:
    if value is None:
        return (0,)
    return (1, tuple(_comparable(part) for part in value)) if isinstance(value, tuple) else (1, value)


def _repeat_issue(tabs: Sequence[TabReading], place: _Place, best: _Place, record_id: str) -> RowIssue:
    tab, id_place = tabs[place[0]], _id_place(tabs[place[0]])
    kept_tab = tabs[best[0]]
    kept = kept_tab.grid.cell_name(int(kept_tab.rows[best[1]]), _id_place(kept_tab) or 0)
    return RowIssue(
        tracker=tab.schema.tracker,
        tab=tab.grid.title,
        row=int(tab.rows[place[1]]),
        column=id_place,
        field=tab.schema.id_field,
        value="" if id_place is None else record_id,
        problem="repeats a record; another of its rows counts",
        remedy=f"delete the row, or give it an id of its own; the row that counts is {kept}",
        severity="row_left_out",
    )


def _id_place(tab: TabReading) -> int | None:
    return tab.place(tab.schema.id_field) if tab.schema.id_field else None
