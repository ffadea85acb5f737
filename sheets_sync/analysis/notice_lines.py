"""What became of escalation steps, as lines of the journal, and back.

A line is about one clock. It holds JSON: steps, whether they fired or were passed over, and the cycles it is true of. A
cycle is one run of a record's clock from one start: the start, a blank, the record's id. Steps without any cycle are
known from then on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sheets_sync.analysis.journal_cells import in_parts, is_whole, noted_instant, packed, unpacked
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.workbooks.journal_line import JournalLine

KIND: Final = "notice"

Fate = Literal["fired", "passed"]
StepWords = tuple[str, str]  # when, and to whom


@dataclass(frozen=True)
class Notice:
    """What became of the same steps in some cycles of a clock, as one run noted it."""

    at: datetime
    tracker: str
    clock: str
    fate: Fate
    steps: tuple[StepWords, ...]
    cycles: Sequence[str]


def cycle_of(start: str, record: str) -> str:
    """A cycle by its start, as '2026-03-06T16:00:00Z', and the id of its record as the journal has it."""
    return f"{start} {record}"


def record_of(cycle: str) -> str:
    """The id of the record that a cycle is of."""
    return cycle.partition(" ")[2]


def notice_lines(notices: Iterable[Notice], *, is_past: bool = False) -> list[JournalLine]:
    """The lines for notices of one run, or of many; those of a clock share lines, in their order."""
    by_clock: defaultdict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        by_clock[notice.tracker, notice.clock].append(notice)
    return [
        JournalLine(observed_at=at, kind=KIND, tracker=tracker, field=clock, after=text)
        for (tracker, clock), of_clock in by_clock.items()
        for text, at in packed(
            (text, one.at) for one in of_clock for text in in_parts(_told(one, is_past=is_past), one.cycles)
        )
    ]


def notices_in(line: JournalLine) -> Iterator[Notice]:
    """What a line of the journal tells; nothing, if it is of another kind or a hand has spoilt it."""
    for group in unpacked(line.after) if line.kind == KIND else ():
        yield from _notices(group, line)


def _notices(group: Mapping[str, Any], line: JournalLine) -> Iterator[Notice]:
    at = noted_instant(group["at"]) if "at" in group else line.observed_at
    records = group.get("records")
    cycles = [record for record in records if isinstance(record, str)] if isinstance(records, list) else []
    for fate in get_args(Fate):
        steps = _steps(group.get(fate))
        if at and steps:
            yield Notice(at, line.tracker, line.field, fate, steps, cycles)


def is_spoilt(line: JournalLine) -> bool:
    """Whether a line of this kind does not tell all that a run has noted with it."""
    is_about = line.tracker and line.field
    return not (is_about and is_whole(line.after) and all(_is_whole(group, line) for group in unpacked(line.after)))


def _is_whole(group: Mapping[str, Any], line: JournalLine) -> bool:
    told = [one.cycles for one in _notices(group, line)]
    return len(told) == 1 and told[0] == group.get("records")


def compacted_notices(
    lines: Iterable[JournalLine], keep_since: datetime, alive: Mapping[str, Collection[str]]
) -> Iterator[JournalLine]:
    """The lines with fewer of them for the notices from before `keep_since`; what is compacted again stays as it is.

    Of trackers that `alive` names, notices go of records that are neither alive nor noted since. Since when each step
    is known is told as before, and what is spoilt stays.
    """
    old: list[JournalLine] = []
    others: list[JournalLine] = []
    for line in lines:
        (old if line.observed_at < keep_since and not is_spoilt(line) else others).append(line)
    kept = {tracker: {noted(record) for record in records} for tracker, records in alive.items()}
    for notice in (notice for line in others for notice in notices_in(line)):
        kept.setdefault(notice.tracker, set()).update(map(record_of, notice.cycles))
    together: defaultdict[Notice, set[str]] = defaultdict(set)
    for notice in (notice for line in old for notice in notices_in(line)):
        is_kept = kept[notice.tracker].__contains__ if notice.tracker in alive else bool
        together[replace(notice, cycles=())].update(cycle for cycle in notice.cycles if is_kept(record_of(cycle)))
    notices = [replace(notice, cycles=sorted(cycles)) for notice, cycles in together.items() if cycles]
    yield from notice_lines(sorted([*notices, *_first_mentions(together)], key=_in_order), is_past=True)
    yield from others


def _first_mentions(notices: Iterable[Notice]) -> Iterator[Notice]:
    first: dict[tuple[str, str, StepWords], datetime] = {}
    for notice in notices:
        for step in notice.steps:
            key = (notice.tracker, notice.clock, step)
            first[key] = min(first.get(key, notice.at), notice.at)
    for (tracker, clock, step), at in first.items():
        yield Notice(at, tracker, clock, "passed", (step,), ())


def _in_order(notice: Notice) -> tuple[Any, ...]:
    return notice.tracker, notice.clock, notice.at, notice.fate, notice.steps, bool(notice.cycles)


def _told(notice: Notice, *, is_past: bool) -> dict[str, Any]:
    told: dict[str, Any] = {notice.fate: notice.steps}
    return told | {"at": notice.at.isoformat()} if is_past else told


def _steps(written: Any) -> tuple[StepWords, ...]:
    """Steps as they stand in the JSON; none, if one of them is not what a run would have noted."""
    steps = written if isinstance(written, list) else []
    whole = all(isinstance(one, list) and len(one) == 2 and all(isinstance(word, str) for word in one) for one in steps)
    return tuple((when, whom) for when, whom in steps) if whole else ()
