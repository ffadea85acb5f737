"""A stretch of a clock as lines in order of time: what counted, with a running total, and what did not and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sheets_sync.analysis.sla_explained import Stretch
from sheets_sync.analysis.sla_segments import cut_at
from sheets_sync.documents.policy_words import spans_words
from sheets_sync.documents.time_words import LocalWords, exactly
from sheets_sync.documents.words import label, plural

_MOST_LINES = 40
_KEPT = 8  # lines at either end of what is folded
_MOST_WEEKS = 30


@dataclass(frozen=True)
class Line:
    """What began at an instant: time that counted, or else something in words."""

    at: datetime
    begin: str
    until: str = ""
    end: datetime | None = None
    seconds: float | None = None  # that counted
    segments: int = 1  # in which they did
    note: str = ""
    lost: float = 0.0  # open seconds that did not count
    is_due: bool = False


def stretch_lines(stretch: Stretch, local: LocalWords, due: datetime | None, target: str) -> list[Line]:
    """Everything in a stretch, in order; where it was due a segment is cut in two. A long middle is folded."""
    lines = [*_counted(stretch, local, due), *_not_counted(stretch, local)]
    if due and stretch.start <= due <= stretch.end:
        lines.append(Line(due, _moment(due, local), note=f"due: {target} used up", is_due=True))
    return _folded(sorted(lines, key=lambda line: (line.at, line.seconds is not None)), local)


def table(lines: Sequence[Line], *, used: float = 0.0) -> list[str]:
    """The lines as a table with a running total, which begins with what was used before."""
    rows = [("From", "To", "Open time", "Total", "")]
    for line in lines:
        if line.seconds is None:
            rows.append((line.begin, line.until, "", "", line.note))
        else:
            used = round(used + line.seconds, 6)
            folded = plural(line.segments, "segment") if line.segments > 1 else ""
            rows.append((line.begin, line.until, exactly(line.seconds), exactly(used), folded))
    begin, until, spent, total = (max(len(row[place]) for row in rows) for place in range(4))
    return [
        f"{row[0]:<{begin}}  {row[1]:<{until}}  "
        + (f"{row[2]:>{spent}}  {row[3]:>{total}}  {row[4]}".rstrip() if row[2] else row[4])
        for row in rows
    ]


def _counted(stretch: Stretch, local: LocalWords, due: datetime | None) -> Iterator[Line]:
    for one in cut_at(stretch.segments, due) if due else stretch.segments:
        until = _until(one.start, one.end, local) + (", now" if one.end == local.now else "")
        yield Line(one.start, _moment(one.start, local), until, one.end, one.seconds)


def _not_counted(stretch: Stretch, local: LocalWords) -> Iterator[Line]:
    for pause in stretch.pauses:
        why = "done until it was reopened" if pause.status is None else f"paused, {label(pause.status)}"
        until = _until(pause.start, pause.end, local) if pause.end else "now"
        note = f"{why}: {_lost(pause.seconds)}"
        yield Line(pause.start, _moment(pause.start, local), until, note=note, lost=pause.seconds)
    for holiday in stretch.holidays:
        name = f"holiday, {holiday.name or 'added to the calendar'}"
        note = f"{name}: {_lost(holiday.seconds)}"
        yield Line(local.midnight(holiday.day), _day(holiday.day, local), note=note, lost=holiday.seconds)
    for other in stretch.other_hours:
        note = f"other hours on this day: {spans_words(other.spans)}"
        yield Line(local.midnight(other.day), _day(other.day, local), note=note)
    for change in stretch.clock_changes:
        note = f"clocks put {'forward' if change.seconds > 0 else 'back'} {exactly(abs(change.seconds))}"
        yield Line(change.at, _moment(change.at, local), note=note)


def _lost(seconds: float) -> str:
    return f"{exactly(seconds)} not counted" if seconds else "outside opening hours"


def _folded(lines: Sequence[Line], local: LocalWords) -> list[Line]:
    """All lines, where they are few; else the middle week by week, or in one where that would be many too."""
    if len(lines) <= _MOST_LINES:
        return list(lines)
    head, middle, tail = lines[:_KEPT], lines[_KEPT:-_KEPT], lines[-_KEPT:]
    weeks = _grouped(middle, lambda line: (_monday(line, local), line.seconds is None, line.note), local)
    shown = weeks if len(weeks) <= _MOST_WEEKS else _grouped(middle, lambda line: line.is_due, local)
    return [*head, *shown, *tail]


def _grouped(lines: Sequence[Line], key: Callable[[Line], object], local: LocalWords) -> list[Line]:
    return [line for _, group in groupby(lines, key) for line in _in_one(list(group), local)]


def _in_one(lines: Sequence[Line], local: LocalWords) -> list[Line]:
    """What counted from the first to the last of some lines in one, and how much of it did not in another."""
    if len(lines) == 1:
        return list(lines)
    counted = [line for line in lines if line.seconds is not None]
    folded = []
    if counted:
        first, last = counted[0], counted[-1]
        until = _until(first.at, last.end or last.at, local)
        seconds, segments = (sum(getattr(line, name) for line in counted) for name in ("seconds", "segments"))
        folded.append(Line(first.at, first.begin, until, last.end, seconds, segments))
    losses = [line.lost for line in lines if line.lost]
    if losses:
        many = plural(len(losses), "holiday or pause", "holidays and pauses")
        lost = sum(losses)
        folded.append(Line(lines[-1].at, "", note=f"in between {many}: {_lost(lost)}", lost=lost))
    return folded


def _monday(line: Line, local: LocalWords) -> date:
    day = local.there(line.at).date()
    return day - timedelta(days=day.weekday())


def _day(day: date, local: LocalWords) -> str:
    """The day as a column has it: ' 6' stands under '16'."""
    words = local.day(day)
    return words.replace(" ", "  ", 1) if day.day < 10 else words


def _moment(instant: datetime, local: LocalWords) -> str:
    return f"{_day(local.there(instant).date(), local)} {local.exact_time(instant)}"


def _until(start: datetime, end: datetime, local: LocalWords) -> str:
    """The end of what began: the time alone, where that is on the same day."""
    is_same_day = local.there(start).date() == local.there(end).date()
    return local.exact_time(end) if is_same_day else _moment(end, local)
