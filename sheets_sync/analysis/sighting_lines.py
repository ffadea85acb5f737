"""What runs saw of records' status, owner, team and priority, as lines of the journal, and back.

A change is a line with the record's id, the field, and what stood there before and after. What a run sees for the
first time is no change: such records share lines of the field `seen`, where `after` holds them as JSON, many at once,
because a first run sees them all. A change that many records made alike shares lines too, under its field, and what
retention has compacted those of the field `past`, where every record stands beside its instant, in seconds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sheets_sync.analysis.journal_cells import ENCODER, LONGEST_CELL, SECONDS, in_parts, is_whole, packed, unpacked
from sheets_sync.trackers.vocabulary import canonical_values
from sheets_sync.workbooks.journal_line import JournalLine

KIND: Final = "change"
FIELDS: Final = ("status", "owner", "team", "priority")
SEEN: Final = "seen"
PAST: Final = "past"

_KNOWN: Final = {field: frozenset(("", *canonical_values(field))) for field in ("status", "priority")}
_LONGEST_TEXT = 200
_AROUND_GROUP = 40  # characters of a cell besides what was seen, of records that share it
_AROUND_RECORD = 13  # and those of an instant, with its commas
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
    """The lines for sightings of many runs, which come in the order of time."""
    lines: list[JournalLine] = []
    cell = _PastCell()
    for sighting in sightings:
        rest = cell.take(sighting, sighting.records)
        while rest:
            lines.append(cell.line(tracker))
            cell = _PastCell()
            rest = cell.take(sighting, rest)
    return [*lines, cell.line(tracker)] if cell.groups else lines


class _PastCell:
    """Records of which the same was seen, together, and when it was; as many as fit into a cell."""

    def __init__(self) -> None:
        self.groups: dict[tuple[tuple[tuple[str, str], ...], str | None], tuple[list[str], list[int]]] = {}
        self.size = 0
        self.last_at = datetime.min.replace(tzinfo=UTC)

    def take(self, sighting: Sighting, records: Sequence[str]) -> Sequence[str]:
        """Takes in what was seen of the records, as far as there is room; those it has none for are left."""
        if self.size > LONGEST_CELL or not records:
            return records
        what = tuple(sorted(sighting.values.items())), sighting.before
        if what not in self.groups:
            self.size += len(ENCODER.encode(what)) + _AROUND_GROUP
        taken, instants = self.groups.setdefault(what, ([], []))
        second, count = int(sighting.at.timestamp()), 0
        self.last_at = max(self.last_at, sighting.at)
        for record in records:
            if count and self.size > LONGEST_CELL:
                break
            taken.append(record)
            instants.append(second)
            self.size += len(ENCODER.encode(record)) + _AROUND_RECORD
            count += 1
        return records[count:]

    def line(self, tracker: str) -> JournalLine:
        told = [
            {**dict(values), **({} if before is None else {"before": before}), "records": records, "at": instants}
            for (values, before), (records, instants) in self.groups.items()
        ]
        return _line(Subject(tracker), self.last_at, PAST, after=ENCODER.encode(told))


def is_own(line: JournalLine) -> bool:
    """Whether a line tells a change of one record alone."""
    return line.kind == KIND and line.record_id != "" and line.field in FIELDS


def sightings_in(line: JournalLine) -> Iterator[Sighting]:
    """What a line of the journal tells; nothing, if it is of another kind or a hand has spoilt it."""
    if line.kind != KIND or line.field not in (*FIELDS, SEEN, PAST):
        return
    if is_own(line):
        if not is_spoilt(line):
            yield Sighting(line.observed_at, (line.record_id,), {line.field: line.after}, line.before)
        return
    for group in unpacked(line.after):
        yield from _told(group, line)


def is_spoilt(line: JournalLine) -> bool:
    """Whether a line of this kind does not tell all that a run has noted with it."""
    if is_own(line):
        known = _KNOWN.get(line.field)
        return not line.tracker or (known is not None and not known.issuperset((line.before, line.after)))
    is_known = bool(line.tracker) and line.field in (*FIELDS, SEEN, PAST)
    return not (is_known and is_whole(line.after) and all(_is_whole(group, line) for group in unpacked(line.after)))


def _is_whole(group: Mapping[str, Any], line: JournalLine) -> bool:
    told = sum(len(one.records) for one in _told(group, line))
    return told > 0 and told == len(group["records"])


def _told(group: Mapping[str, Any], line: JournalLine) -> Iterator[Sighting]:
    """What one part of a line's JSON tells; nothing, if it is not what a run would have noted."""
    if line.field == PAST:
        yield from _past(group)
    elif sighting := _sighting(group, line):
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


def _parts(sightings: Iterable[Sighting]) -> Iterator[tuple[str, datetime]]:
    return ((text, one.at) for one in sightings for text in in_parts(one.values, one.records))


def _sighting(group: Mapping[str, Any], line: JournalLine) -> Sighting | None:
    records, values = group.get("records"), _values(group)
    before = line.before if line.field in FIELDS else None
    if not isinstance(records, list) or not values or (before is not None and len(values) > 1):
        return None
    return Sighting(line.observed_at, [record for record in records if isinstance(record, str)], values, before)


def _past(group: Mapping[str, Any]) -> Iterator[Sighting]:
    """One part of what retention has compacted, as far as its instants can be read."""
    records, instants, values, before = group.get("records"), group.get("at"), _values(group), group.get("before")
    if not isinstance(records, list) or not isinstance(instants, list) or len(records) != len(instants) or not values:
        return
    if before is not None and (not isinstance(before, str) or len(values) > 1):
        return
    for seconds, together in groupby(zip(instants, records, strict=True), key=itemgetter(0)):
        names = [record for _, record in together if isinstance(record, str)]
        if type(seconds) is int and seconds in SECONDS:
            yield Sighting(datetime.fromtimestamp(seconds, UTC), names, values, before)


def _values(group: Mapping[str, Any]) -> dict[str, str]:
    return {field: group[field] for field in FIELDS if isinstance(group.get(field), str)}
