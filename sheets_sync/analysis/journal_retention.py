"""A shorter journal that answers as the long one did."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.analysis.notice_lines import KIND as NOTICE
from sheets_sync.analysis.notice_lines import compacted_notices
from sheets_sync.analysis.sighting_lines import KIND, Sighting, noted, past_lines, sightings_in
from sheets_sync.analysis.verdict_lines import KIND as VERDICT
from sheets_sync.analysis.verdict_retention import compacted_verdicts
from sheets_sync.workbooks.journal_line import JournalLine


def compacted(
    journal: Sequence[JournalLine], keep_since: datetime, alive: Mapping[str, Collection[str]]
) -> list[JournalLine]:
    """The journal with fewer lines for what was observed before `keep_since`; later lines stay as they are.

    What was seen of records then shares lines, many to each, and that of records which are gone goes. `alive` names the
    records of every tracker that was read whole; of others, all stay. Of verdicts, and of a tab's titles and numbers of
    accepted rows, the last stays. Notices share lines as what was seen does. Lines of other kinds stay. What is asked
    about tabs, and about records that are alive or were seen since, is answered as before, of verdicts as of
    `keep_since` or later; what is compacted again stays as it is.
    """
    notices = [line for line in journal if line.kind == NOTICE]
    verdicts = [line for line in journal if line.kind == VERDICT]
    old: list[JournalLine] = []
    recent: list[JournalLine] = []
    for line in (line for line in journal if line.kind not in (NOTICE, VERDICT)):
        (old if line.kind == KIND and line.observed_at < keep_since else recent).append(line)
    seen = _by_tracker(old)
    kept = {tracker: {noted(record) for record in records} for tracker, records in alive.items()}
    for tracker, sightings in _by_tracker(recent).items():
        kept.setdefault(tracker, set()).update(noted(record) for one in sightings for record in one.records)
    past = [
        line
        for tracker in sorted(seen)
        for line in past_lines(
            tracker, _of_records(seen[tracker], kept[tracker]) if tracker in alive else seen[tracker]
        )
    ]
    return [
        *past,
        *_without_superseded(recent, keep_since),
        *compacted_notices(notices, keep_since, alive),
        *compacted_verdicts(verdicts, keep_since, {tracker: kept[tracker] for tracker in alive}),
    ]


def _by_tracker(lines: Iterable[JournalLine]) -> dict[str, list[Sighting]]:
    found: defaultdict[str, list[Sighting]] = defaultdict(list)
    for line in lines:
        found[line.tracker].extend(sightings_in(line))
    return found


def _of_records(sightings: Iterable[Sighting], records: Collection[str]) -> Iterator[Sighting]:
    """The sightings of these records alone."""
    for sighting in sightings:
        kept = [record for record in sighting.records if noted(record) in records]
        if kept:
            yield replace(sighting, records=kept)


def _without_superseded(lines: Sequence[JournalLine], keep_since: datetime) -> list[JournalLine]:
    """The lines, without those before `keep_since` that a further one about the same tab makes needless."""
    kept: list[JournalLine] = []
    said: set[Hashable] = set()
    for line in reversed(lines):
        says = _says(line)
        if says is None or says not in said or line.observed_at >= keep_since:
            kept.append(line)
        said.add(says)
    return kept[::-1]


def _says(line: JournalLine) -> Hashable:
    """What a line about a tab is the last word on; None for every other line."""
    if line.kind == "tab":
        return line.kind, line.workbook, line.tab_id, line.after
    if line.kind == "rows" and line.after.isdecimal():
        return line.kind, line.workbook, line.tab_id, line.tracker
    return None
