"""What a year of the journal costs, before and after retention: 2,000 records, looked at every 15 minutes.

Run from the root of the checkout: python -m tests.benchmarks.bench_journal
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from sheets_sync.analysis.history import history
from sheets_sync.analysis.issue_memory import KIND as ISSUE
from sheets_sync.analysis.journal import SeenTab, former_titles, notes, shrinks
from sheets_sync.analysis.journal_account import is_unreadable
from sheets_sync.analysis.journal_retention import shortened
from sheets_sync.analysis.notice_lines import Notice, cycle_of, notice_lines
from sheets_sync.analysis.sighting_lines import Sighting, Subject, change_lines, seen_lines
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.verdict_lines import Given, verdict_lines
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.google_blocks import FIRST_BLOCK_CELLS
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.standing_journal import standing_journal
from tests.benchmarks.bench_sla import timed
from tests.drawing import utc

RECORDS = 1000  # of each tracker, in a year
DAYS = 365
START = utc("2025-01-01 06:00")
NOW = START + timedelta(days=DAYS)
RUN = timedelta(minutes=15)
TRACKERS = ("cases", "escalations")
TAB = ("1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg", "712345678")
PATHS = (  # of a status, and how many in ten records go along it
    (("open", "in_progress", "resolved", "closed"), 5),
    (("open", "in_progress", "waiting", "in_progress", "resolved", "closed"), 3),
    (("open", "in_progress", "waiting", "in_progress", "waiting", "in_progress", "resolved", "reopened", "closed"), 2),
)
OWNERS = [f"Owner Nr. {number}" for number in range(40)]
TEAMS = ["policy", "product", "algorithm", "legal", "moderation_quality"]
PRIORITIES = ["critical", "high", "medium", "low"]

VERDICTS: Final[Mapping[Clock, str]] = {"first_response": "in_progress", "resolution": "resolved"}

Event = tuple[datetime, str, str, str, str]  # run, tracker, record, field, value
Known = defaultdict[tuple[str, str], dict[str, str]]  # by tracker and record: field and value


def life(random: Random, tracker: str, record: str, begun: datetime) -> Iterator[Event]:
    """What a run sees of a record, from its first sight to its end."""
    at = begun
    for field, words in (("owner", OWNERS), ("team", TEAMS), ("priority", PRIORITIES)):
        yield seen_at(at), tracker, record, field, random.choice(words)
    path, _ = random.choices(PATHS, [share for _, share in PATHS])[0]
    for status in path:
        yield seen_at(at), tracker, record, "status", status
        at += timedelta(hours=random.expovariate(1 / 30))
        for field, words, chance in (("owner", OWNERS, 0.3), ("team", TEAMS, 0.08), ("priority", PRIORITIES, 0.08)):
            if random.random() < chance:
                yield seen_at(at - timedelta(hours=0.2)), tracker, record, field, random.choice(words)


def seen_at(instant: datetime) -> datetime:
    """The run that sees what happened at an instant."""
    return START + (-(-(instant - START) // RUN)) * RUN


def year(known: Known) -> list[JournalLine]:
    """The journal of the year; `known` is filled with what stands at its end."""
    random, events = Random(0), defaultdict(list)
    issues: defaultdict[datetime, list[list[str]]] = defaultdict(lambda: [[], []])
    for tracker in TRACKERS:
        for number in range(RECORDS):
            begun = START + timedelta(days=random.uniform(0, DAYS))
            for event in life(random, tracker, f"{tracker[:3].upper()}-2025-{number:05}", begun):
                if event[0] <= NOW:
                    events[event[0]].append(event)
            for _ in range(random.choice([0, 0, 1])):
                key = f"{random.getrandbits(32):08x}"
                issues[seen_at(begun)][0].append(key)
                issues[seen_at(begun + timedelta(days=random.expovariate(0.2)))][1].append(key)
    return [line for at in sorted({*events, *issues}) for line in run(at, events[at], issues[at], known)]


def run(at: datetime, events: list[Event], issues: list[list[str]], known: Known) -> Iterator[JournalLine]:
    """The lines that one run adds."""
    firsts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for _, tracker, record, field, value in events:
        stands = known[tracker, record]
        if field not in stands:
            firsts[tracker, record][field] = value
        elif stands[field] != value:
            change = Sighting(at, [record], {field: value}, stands[field])
            yield from change_lines(Subject(tracker, *TAB), field, change)
            yield from judged(at, tracker, record, value)
        stands[field] = value
    for (tracker, record), values in firsts.items():
        yield from seen_lines(Subject(tracker, *TAB), [Sighting(at, [record], values)], at)
        yield from notes([], [SeenTab(*TAB, tracker, "", sum(name == tracker for name, _ in known))], at)[1:]
    for came, went in [issues] if any(issues) else []:
        yield JournalLine(
            observed_at=at,
            kind=ISSUE,
            tracker="cases",
            field="status",
            before=" ".join(went),
            after=" ".join(came),
        )


def judged(at: datetime, tracker: str, record: str, status: str) -> Iterator[JournalLine]:
    """The verdict that is given on an escalation that has come to a status, or the step it fires."""
    if tracker != "escalations":
        return
    for clock in [clock for clock, word in VERDICTS.items() if word == status]:
        given = Given(at, "met", "0123456789abcdef", f"high, {clock}", "eu", ("priority",))
        ends = {record: int(at.timestamp())} if clock == "resolution" else {}
        yield from verdict_lines(tracker, clock, "", {given: {record: 123_456_789}}, at, ends)
    if status == "waiting":
        cycle = cycle_of(f"{at:%Y-%m-%dT%H:%M:%SZ}", record)
        yield from notice_lines([Notice(at, tracker, "resolution", "fired", (("80 %", "owner"),), [cycle])])


def told(name: str, journal: Sequence[JournalLine]) -> None:
    """Its size, and what it costs to read and to ask."""
    cells = [line.cells() for line in journal]
    texts = sum(len(cell) for line in cells for cell in line)
    answer = len(json.dumps(list(map(list, cells)), ensure_ascii=False, separators=(",", ":")))
    reads = "one read" if len(journal) < FIRST_BLOCK_CELLS // len(JOURNAL_HEADINGS) else "two reads"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "summary.xlsx"
        ExcelSink(path, as_of=NOW).publish([], journal, {})
        sys.stdout.write(
            f"{name}: {len(journal):,} lines of {texts:,} characters, {path.stat().st_size:,} bytes of .xlsx, "
            f"{answer:,} bytes of an answer of Google ({reads})\n"
        )
        timed("  read from .xlsx", ExcelSink(path, as_of=NOW).journal)
    lines = timed("  lines from cells", lambda: standing_journal([JOURNAL_HEADINGS, *cells], "").lines)
    timed("  history of both trackers", lambda: [history(lines, tracker, NOW) for tracker in TRACKERS])
    timed("  titles and rows", lambda: (former_titles(lines), shrinks(lines, [])))
    timed("  what cannot be read", lambda: any(map(is_unreadable, lines)))


def main() -> None:
    known: Known = defaultdict(dict)
    journal = year(known)
    told("a year", journal)
    alive = {tracker: [record for name, record in known if name == tracker] for tracker in TRACKERS}
    short = timed("shortened", lambda: shortened(journal, NOW, alive))
    told("a year, shortened", short or journal)


if __name__ == "__main__":
    main()
