"""The verdicts that runs gave, met or missed, as lines of the journal, and back.

Verdicts given alike share lines of their clock, where `after` holds them as JSON: state, policy and what decided, and
of each record the number of the facts it stands on. Where a matter may be reopened, a list beside the records has its
end, in seconds, or null: the cell may be emptied or overwritten then. What decided stands once in lines of the field
`rules`, in as many parts as it needs cells; its key vouches for its text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.analysis.journal_cells import LONGEST_CELL, SECONDS, is_whole, noted_instant, packed, unpacked
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.verdict_facts import FACTS_BELOW
from sheets_sync.analysis.verdict_rules import rules_key
from sheets_sync.workbooks.journal_line import JournalLine

KIND: Final = "verdict"
RULES: Final = "rules"
GIVEN: Final = ("met", "missed")
TAKEN_BACK: Final = ""  # the state of a record of which an earlier verdict does not stand any more

_LONGEST_ID = 200
_AROUND_FACTS = 16  # characters that a record takes in a cell besides its id
_AROUND_END = 11  # and those of its end
_TEXTS = ("state", "rules", "policy", "calendar")


@dataclass(frozen=True, order=True)
class Given:
    """What verdicts that were given together have in common."""

    at: datetime
    state: str
    rules: str  # the key of what decided
    policy: str
    calendar: str
    asked: tuple[str, ...]  # what policies asked of records, in order

    def is_like(self, other: "Given") -> bool:
        """Whether both say the same, whenever they were given."""
        return replace(self, at=other.at) == other


@dataclass(frozen=True)
class Verdicts:
    """The verdicts on one clock of records, each a place in `given` and the number of its facts."""

    given: Sequence[Given]
    place: NDArray[np.intp]
    facts: NDArray[np.int64]
    last: Mapping[str, int]  # which of them was the last on each record

    def of(self, records: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """The last on each of these records: its place in `given`, and the number of its facts; -1 if there is none."""
        last = np.fromiter(map(self.last.get, records, repeat(-1)), dtype=np.intp, count=len(records))
        return np.append(self.place, -1)[last], np.append(self.facts, -1)[last]


Ruled = Mapping[Given, Mapping[str, int]]  # the facts of records, by id
Ends = Mapping[str, int]  # when the matters of records ended, by id, in seconds since 1970

_NO_ENDS: Final[Ends] = MappingProxyType({})


def verdicts(journal: Iterable[JournalLine], tracker: str, now: datetime) -> dict[Clock, Verdicts]:
    """What the journal knows by `now` of a tracker's clocks, whatever the order of its lines.

    Lines from the future are passed over, as are those that a hand has spoilt. Where two runs gave the same, it counts
    once, from the earlier one.
    """
    lines: dict[str, list[JournalLine]] = {clock: [] for clock in CLOCKS}
    for line in journal:
        if line.kind == KIND and line.tracker == tracker and line.field in CLOCKS:
            lines[line.field].append(line)
    return {clock: _last(lines[clock], now) for clock in CLOCKS}


def rules_texts(journal: Iterable[JournalLine], tracker: str) -> dict[str, str]:
    """What decided a tracker's verdicts, by key, as far as every part of it is as it was written."""
    parts: dict[str, dict[str, str]] = {}
    for line in sorted(journal, key=lambda line: (line.observed_at, line.before)):
        if line.kind == KIND and line.tracker == tracker and line.field == RULES:
            if line.before in ("", _part(1)):
                parts[line.record_id] = {}  # noted anew, because an earlier one was lost
            parts.setdefault(line.record_id, {})[line.before] = line.after
    texts = {key: "".join(part for _, part in sorted(numbered.items())) for key, numbered in parts.items()}
    return {key: text for key, text in texts.items() if rules_key(text) == key}


def rules_lines(tracker: str, text: str, now: datetime) -> list[JournalLine]:
    """The lines for what decides; a part of it says in `before` which it is, where there are several."""
    parts = [text[start : start + LONGEST_CELL] for start in range(0, len(text), LONGEST_CELL)]
    return [
        JournalLine(
            observed_at=now,
            kind=KIND,
            tracker=tracker,
            record_id=rules_key(text),
            field=RULES,
            before=_part(number) if len(parts) > 1 else "",
            after=part,
        )
        for number, part in enumerate(parts, start=1)
    ]


def verdict_lines(
    tracker: str, clock: Clock, before: str, ruled: Ruled, now: datetime, ends: Ends = _NO_ENDS
) -> list[JournalLine]:
    """The lines for verdicts given `now`; `before` is the state they take the place of."""
    parts = _parts(ruled, dict.fromkeys(ruled, ends), is_past=False)
    return [_line(tracker, clock, now, before, text) for text, _ in packed(parts)]


def past_verdict_lines(
    tracker: str, clock: Clock, ruled: Ruled, ends: Mapping[Given, Ends] = MappingProxyType({})
) -> list[JournalLine]:
    """The lines for verdicts of many runs."""
    return [_line(tracker, clock, last_at, "", text) for text, last_at in packed(_parts(ruled, ends, is_past=True))]


def can_be_noted(record: str) -> bool:
    """Whether the journal remembers verdicts on a record: hardly an id is too long for it."""
    return len(record) <= _LONGEST_ID


def groups_in(line: JournalLine) -> Iterator[tuple[Given, Mapping[str, int]]]:
    """What a line about verdicts tells; nothing, if a hand has spoilt it, or it is about rules."""
    for group in unpacked(line.after):
        told = _given(group, line), _records(group.get("records"))
        if told[0] and told[1]:
            yield told[0], told[1]


def ends_in(line: JournalLine) -> Iterator[tuple[Given, Ends]]:
    """What a line about verdicts tells of the ends of matters."""
    for group in unpacked(line.after):
        given = _given(group, line)
        if given and (ends := _ends(group, given.at)):
            yield given, ends


def is_spoilt(line: JournalLine) -> bool:
    """Whether a line of this kind does not tell all that a run has noted with it; of a part of rules only if none."""
    if line.field == RULES:
        is_text = bool(line.after) if line.before else rules_key(line.after) == line.record_id
        return not (line.tracker and line.record_id and is_text)
    is_known = line.tracker and line.field in CLOCKS
    return not (is_known and is_whole(line.after) and all(_is_whole(group, line) for group in unpacked(line.after)))


def _is_whole(group: Mapping[str, Any], line: JournalLine) -> bool:
    told, given = _records(group.get("records")), _given(group, line)
    if given is None or not told or len(told) != len(group["records"]):
        return False
    ends = group.get("ends", [None] * len(told))
    is_list = isinstance(ends, list) and len(ends) == len(told)
    return is_list and len(_ends(group, given.at)) == len(ends) - ends.count(None)


def _part(number: int) -> str:
    return f"part {number:03}"


def _last(lines: Iterable[JournalLine], now: datetime) -> Verdicts:
    told = [(line.before, *group) for line in lines for group in groups_in(line) if group[0].at <= now]
    # Of one instant, what takes the place of an earlier verdict counts.
    told.sort(key=lambda one: (one[1].at, one[0] != "", one[1]))
    groups = [(one, records) for _, one, records in told]
    given: list[Given] = []
    place: list[int] = []
    facts: list[int] = []
    last: dict[str, int] = {}
    for number, (one, records) in enumerate(groups):
        again = [record for record in last.keys() & records if facts[last[record]] == records[record]]
        same = {record for record in again if given[place[last[record]]].is_like(one)}
        new = {record: fact for record, fact in records.items() if record not in same} if same else records
        last.update(zip(new, range(len(place), len(place) + len(new)), strict=True))
        given.append(one)
        place += [number] * len(new)
        facts += new.values()
    return Verdicts(given, np.array(place, dtype=np.intp), np.array(facts, dtype=np.int64), last)


def _line(tracker: str, clock: Clock, at: datetime, before: str, after: str) -> JournalLine:
    return JournalLine(observed_at=at, kind=KIND, tracker=tracker, field=clock, before=before, after=after)


def _parts(ruled: Ruled, ends: Mapping[Given, Ends], *, is_past: bool) -> Iterator[tuple[str, datetime]]:
    return (
        (text, given.at)
        for given, records in sorted(ruled.items())
        for text in _texts(given, records, ends.get(given, _NO_ENDS), is_past=is_past)
    )


def _texts(given: Given, records: Mapping[str, int], ends: Ends, *, is_past: bool) -> Iterator[str]:
    """Verdicts as JSON, in as many parts as need cells of their own."""
    told: dict[str, Any] = {name: getattr(given, name) for name in _TEXTS}
    told |= {"asked": given.asked} if given.asked else {}
    told |= {"at": given.at.isoformat()} if is_past else {}
    some: dict[str, int] = {}
    size = 0
    for record, fact in sorted(records.items()):
        needed = len(json.dumps(record)) + _AROUND_FACTS + (_AROUND_END if ends else 0)
        if size + needed > LONGEST_CELL // 2:
            yield _text(told, some, ends)
            some, size = {}, 0
        some[record] = fact
        size += needed
    yield _text(told, some, ends)


def _text(told: Mapping[str, Any], records: Mapping[str, int], ends: Ends) -> str:
    own = [ends.get(record) for record in records]
    group = {**told, "records": records, **({"ends": own} if any(own) else {})}
    return json.dumps(group, separators=(",", ":"))


def _given(group: Mapping[str, Any], line: JournalLine) -> Given | None:
    """What is said of all records in one part of a line's JSON; None, if it is not what a run would have noted."""
    texts = [group.get(name) for name in _TEXTS]
    asked = group.get("asked", [])
    at = noted_instant(group["at"]) if "at" in group else line.observed_at
    if at is None or not isinstance(asked, list) or not all(isinstance(text, str) for text in [*texts, *asked]):
        return None
    state, rules, policy, calendar = map(str, texts)
    return Given(at, state, rules, policy, calendar, tuple(asked)) if state in (*GIVEN, TAKEN_BACK) else None


def _records(records: Any) -> dict[str, int]:
    if not isinstance(records, dict):
        return {}
    return {record: fact for record, fact in records.items() if type(fact) is int and 0 <= fact < FACTS_BELOW}


def _ends(group: Mapping[str, Any], at: datetime) -> dict[str, int]:
    """The ends in one part of a line's JSON: none is later than the verdict on it."""
    records, ends = group.get("records"), group.get("ends")
    if not isinstance(records, dict) or not isinstance(ends, list) or len(records) != len(ends):
        return {}
    told = zip(records, ends, strict=True)
    return {record: end for record, end in told if type(end) is int and end in SECONDS and end <= at.timestamp()}
