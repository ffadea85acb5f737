"""What a run sees that the journal does not know yet: records new to it, and changes of those it knows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.journal import TabKey
from sheets_sync.analysis.sighting_lines import FIELDS, Sighting, Subject, change_lines, noted, seen_lines
from sheets_sync.analysis.sightings import Sightings, sightings
from sheets_sync.workbooks.journal_line import JournalLine

TRACKERS: Final = ("cases", "escalations", "feedback")

_Texts = NDArray[np.object_]  # None where nothing is known, '' where a cell is blank
_TabName = tuple[str, str]  # the names people know a workbook and a tab by
_Told = tuple[tuple[str, str], ...]  # fields and their values


def changes(
    journal: Sequence[JournalLine],
    frames: Mapping[str, pd.DataFrame],
    tabs: Mapping[_TabName, TabKey],
    now: datetime,
    *,
    held: Collection[str] = (),
) -> list[JournalLine]:
    """What this run adds to the journal about status, owner, team and priority of cases, escalations and feedback.

    `frames` are the trackers as read, `tabs` says what the journal knows their tabs by. A record is known by its id,
    wherever its row stands; what vanishes is no change, and neither are a blank status, a cell that could not be read
    and a column that is not there. Owners and teams that differ only in case are the same. Of the trackers in `held`
    nothing is noted.
    """
    second = now.replace(microsecond=0)  # as the journal keeps it
    return [
        line
        for tracker in TRACKERS
        if tracker in frames and tracker not in held and len(frames[tracker])
        for line in _noted(sightings(journal, tracker, now), tracker, frames[tracker], tabs, second)
    ]


@dataclass(frozen=True)
class _View:
    """A tracker as this run sees it, beside what the journal knows; rows in the order of their ids."""

    tabs: list[_TabName]
    ids: list[str]
    before: Mapping[str, _Texts]  # by field
    now: Mapping[str, _Texts]


def _noted(
    known: Sightings, tracker: str, frame: pd.DataFrame, tabs: Mapping[_TabName, TabKey], now: datetime
) -> Iterator[JournalLine]:
    view = _view(known, frame)
    subjects = {name: Subject(tracker, *tabs[name]) for name in set(view.tabs)}
    for name, sighted in _firsts(view, now):
        yield from seen_lines(subjects[name], sighted, now)
    for name, field, change in _moves(view, now):
        yield from change_lines(subjects[name], field, change)


def _firsts(view: _View, now: datetime) -> Iterator[tuple[_TabName, list[Sighting]]]:
    """What is seen for the first time, tab by tab; records of which the same is seen stand together."""
    is_first = {field: _is_told(view.now[field]) & ~_is_told(view.before[field]) for field in view.now}
    found: dict[_TabName, dict[_Told, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in np.flatnonzero(np.logical_or.reduce(list(is_first.values()))).tolist() if is_first else ():
        told = tuple((field, view.now[field][row]) for field in view.now if is_first[field][row])
        found[view.tabs[row]][told].append(view.ids[row])
    for name, groups in sorted(found.items()):
        yield name, [Sighting(now, records, dict(told)) for told, records in sorted(groups.items())]


def _moves(view: _View, now: datetime) -> Iterator[tuple[_TabName, str, Sighting]]:
    """What has changed, by tab and field; records that changed alike stand together."""
    found: dict[tuple[_TabName, str, str, str], list[str]] = defaultdict(list)
    for field, texts in view.now.items():
        before = view.before[field]
        for row in np.flatnonzero(_is_told(texts) & _is_told(before) & (texts != before)).tolist():
            if texts[row].casefold() != before[row].casefold():
                found[view.tabs[row], field, before[row], texts[row]].append(view.ids[row])
    for (name, field, was, is_now), records in sorted(found.items()):
        yield name, field, Sighting(now, records, {field: is_now}, was)


def _view(known: Sightings, frame: pd.DataFrame) -> _View:
    frame, ids = _by_record(frame)
    seen = {field: _seen(frame, field) for field in FIELDS if field in frame}
    names = list(zip(frame["source_workbook"], frame["source_tab"], strict=True))
    return _View(names, ids, _last_known(known, ids, seen), seen)


def _by_record(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The frame in the order of its ids, and these as the journal keeps them; the first of those it cannot tell apart.

    An id of which nothing can be kept has no record.
    """
    places: dict[str, int] = {}
    raw = frame.index.tolist()
    for place in sorted(range(len(raw)), key=raw.__getitem__):
        places.setdefault(noted(raw[place]), place)
    places.pop("", None)
    ids = sorted(places)
    return frame.iloc[[places[record] for record in ids]], ids


def _seen(frame: pd.DataFrame, field: str) -> _Texts:
    """What stands in a field now; None where the cell could not be read."""
    codes, distinct = pd.factorize(frame[field])
    blank = None if field == "status" else ""
    texts: _Texts = np.array([*(noted(value) for value in distinct), blank], dtype=object)[codes]
    if f"{field}_is_lost" in frame:
        texts[frame[f"{field}_is_lost"].to_numpy(dtype=bool)] = None
    return texts


def _last_known(known: Sightings, ids: Sequence[str], fields: Collection[str]) -> dict[str, _Texts]:
    """What the journal has last seen in each field of these records."""
    is_last = np.roll(known.is_first(), -1)
    last = known.of(is_last)
    values: _Texts = np.array([*known.values, None], dtype=object)
    place = pd.Index(list(known.records), dtype="object").get_indexer(pd.Index(list(ids), dtype="object"))
    answer: dict[str, Any] = {}
    for field in fields:
        of_field = last.field == FIELDS.index(field)
        codes = np.full(len(known.records) + 1, -1)
        codes[last.record[of_field]] = last.after[of_field]
        answer[field] = values[codes[place]]  # what is not found has the place -1, which is the spare one
    return answer


def _is_told(texts: _Texts) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = pd.notna(texts)
    return told
