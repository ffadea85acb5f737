"""What runs saw of records' status, owner, team and priority, as lines of the journal, and back.

A change is a line with the record's id, the field, and what stood there before and after. What a run sees for the
first time is no change: such records share lines of the field `seen`, where `after` holds them as JSON, many at once,
because a first run sees them all. A change that many records made alike shares lines too, under its field, and what
retention has compacted those of the field `past`, each with its instant.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sheets_sync.analysis.journal_cells import in_parts, noted_instant, packed, unpacked
from sheets_sync.workbooks.journal_line import JournalLine

KIND: Final = "change"
FIELDS: Final = ("status", "owner", "team", "priority")
SEEN: Final = "seen"
PAST: Final = "past"

_LONGEST_TEXT = 200
_MOST_OWN_LINES = 20  # of records that changed alike


@dataclass(frozen=True)
class Sighting:
    """Records of which the same was seen at one instant."""

    at: datetime
    records: Sequence[str]
    values: Mapping[str, str]  # by field; '' is a blank cell
    before: str | None = None  # what stood in the one field, if it was seen to change


@dataclass(frozen=True)
class Subject:
    """What the lines are about: a tracker, and a tab of it where one is known."""

    tracker: str
    workbook: str = ""
    tab_id: str = ""


def noted(text: str) -> str:
    """A text as the journal keeps it, so that every workbook gives it back as it was."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())[:_LONGEST_TEXT].rstrip()


def all_noted(texts: Sequence[str]) -> list[str]:
    """The same for many of them, most of which stand already as the journal keeps them."""
    together = "".join(texts)
    if together.isprintable() and " " not in together and max(map(len, texts), default=0) <= _LONGEST_TEXT:
        return list(texts)
    return [noted(text) for text in texts]


def seen_lines(subject: Subject, sightings: Iterable[Sighting], now: datetime) -> list[JournalLine]:
    """The lines for records of which something was seen for the first time `now`."""
    return [_line(subject, now, SEEN, after=text) for text, _ in packed(_parts(sightings))]


def change_lines(subject: Subject, field: str, change: Sighting) -> list[JournalLine]:
    """The lines for records in which one field changed alike."""
    before, after = change.before or "", change.values[field]
    if len(change.records) <= _MOST_OWN_LINES:
        return [
            _line(subject, change.at, field, record_id=record, before=before, after=after) for record in change.records
        ]
    return [_line(subject, change.at, field, before=before, after=text) for text, _ in packed(_parts([change]))]


def past_lines(tracker: str, sightings: Iterable[Sighting]) -> list[JournalLine]:
    """The lines for sightings of many runs, in their order."""
    cells = packed(_parts(sightings, is_past=True))
    return [_line(Subject(tracker), last_at, PAST, after=text) for text, last_at in cells]


def is_own(line: JournalLine) -> bool:
    """Whether a line tells a change of one record alone."""
    return line.kind == KIND and line.record_id != "" and line.field in FIELDS


def sightings_in(line: JournalLine) -> Iterator[Sighting]:
    """What a line of the journal tells; nothing, if it is of another kind or a hand has spoilt it."""
    if line.kind != KIND or line.field not in (*FIELDS, SEEN, PAST):
        return
    if is_own(line):
        yield Sighting(line.observed_at, (line.record_id,), {line.field: line.after}, line.before)
        return
    for group in unpacked(line.after):
        sighting = _sighting(group, line)
        if sighting:
            yield sighting


def _line(
    subject: Subject, at: datetime, field: str, *, after: str, record_id: str = "", before: str = ""
) -> JournalLine:
    return JournalLine(
        observed_at=at,
        kind=KIND,
        workbook=subject.workbook,
        tab_id=subject.tab_id,
        tracker=subject.tracker,
        record_id=record_id,
        field=field,
        before=before,
        after=after,
    )


def _parts(sightings: Iterable[Sighting], *, is_past: bool = False) -> Iterator[tuple[str, datetime]]:
    return ((text, one.at) for one in sightings for text in in_parts(_told(one, is_past=is_past), one.records))


def _told(sighting: Sighting, *, is_past: bool) -> dict[str, Any]:
    told: dict[str, Any] = dict(sighting.values)
    if is_past:
        told["at"] = sighting.at.isoformat()
        told |= {} if sighting.before is None else {"before": sighting.before}
    return told


def _sighting(group: Mapping[str, Any], line: JournalLine) -> Sighting | None:
    """One part of a line's JSON; None, if it is not what a run would have noted."""
    records = group.get("records")
    values = {field: group[field] for field in FIELDS if isinstance(group.get(field), str)}
    before = group.get("before") if line.field == PAST else line.before if line.field in FIELDS else None
    at = noted_instant(group.get("at")) if line.field == PAST else line.observed_at
    if at is None or not isinstance(records, list) or not values or (before is not None and len(values) > 1):
        return None
    names = [record for record in records if isinstance(record, str)]
    return Sighting(at, names, values, before if isinstance(before, str) else None)
