"""Every SLA clock of one record, segment by segment, as a run would judge it; nothing is written."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.history import history
from sheets_sync.analysis.observed_changes import TRACKERS as REMEMBERED
from sheets_sync.analysis.record_explained import ExplainedRecord, explained_record
from sheets_sync.analysis.record_remembered import RememberedRecord, remembered_record
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.documents.explain_json import record_json, remembered_json
from sheets_sync.documents.explain_words import explain_words, left_out_words
from sheets_sync.documents.journal_words import lost_to_an_explanation, spoilt_words
from sheets_sync.documents.remembered_words import remembered_words
from sheets_sync.documents.time_words import utc_text
from sheets_sync.documents.words import label, plural
from sheets_sync.errors import ConfigError, TrackerError, nearest_few
from sheets_sync.looking import Looked, Progress, connected, looked
from sheets_sync.run_request import RunRequest
from sheets_sync.tabs.places import issue_link, row_link
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.connect import Workbooks

_MOST_NEAR: Final = 3
_RULE: Final = "\n\n" + "═" * 96 + "\n\n"  # between the records of two trackers with one id


@dataclass(frozen=True)
class Explanation:
    """What a run would find of the records with one id, and why; `troubles` are sentences for the operator.

    Where no tracker has the id any more, what is remembered of it stands instead.
    """

    findings: Findings
    records: tuple[ExplainedRecord, ...]
    troubles: tuple[str, ...]
    remembered: tuple[RememberedRecord, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 3 where something that belongs to the answer could not be read."""
        return TrackerError.exit_code if self.troubles else 0

    def words(self) -> str:
        """The explanation for people."""
        explained = (explain_words(self.findings, one, *self._places(one)) for one in self.records)
        return _RULE.join([*explained, *(remembered_words(self.findings, one) for one in self.remembered)])

    def as_json(self) -> dict[str, Any]:
        """The explanation as one object for machines."""
        return {
            "as_of": utc_text(self.findings.now),
            "timezone": self.findings.policies.timezone,
            "records": [record_json(self.findings, one, *self._places(one)) for one in self.records],
            "remembered": list(map(remembered_json, self.remembered)),
            "troubles": list(self.troubles),
            "exit_code": self.exit_code,
        }

    def _places(self, record: ExplainedRecord) -> tuple[Any, Any]:
        issues = _left_out(self.findings.trackers, {_folded(record.record_id)}, only=record.tracker)
        return row_link(self.findings, record.row), [(issue_link(self.findings, issue), issue) for issue in issues]


def explain_once(
    request: RunRequest, workbooks: Workbooks, asked: str, now: datetime, progress: Progress = lambda _: None
) -> Explanation:
    """Read and find as a run does, and explain every record of this id, or say what is remembered of it.

    Raises ConfigError where no record has or had it, TrackerError where its rows are left out, and what a run raises.
    """
    sources, sink = connected(request, workbooks, now)
    found = looked(request, sources, sink, now, progress)
    named = _records_named({tracker: frame.index for tracker, frame in found.trackers.frames.items()}, asked)
    lost = [lost_to_an_explanation(sink.target)] if found.account.is_lost else []
    spoilt = [spoilt_words(sink.target, found.account)] if found.account.unreadable else []
    troubles = (*found.trackers.troubles, *lost, *spoilt)
    if not named:
        if left_out := _left_out_error(found.findings, asked):
            raise left_out
        remembered = _remembered(found, asked)
        gone = (_gone(one, is_sure=one.tracker in found.whole) for one in remembered)
        return Explanation(found.findings, (), (*gone, *troubles), remembered)
    records = tuple(
        explained_record(found.findings, found.told, history(found.told, tracker, now), record_id)
        for tracker, record_id in named
    )
    return Explanation(found.findings, records, troubles)


def _remembered(found: Looked, asked: str) -> tuple[RememberedRecord, ...]:
    """What runs have noted of records that no tracker shows. Raises ConfigError where they never saw one."""
    now = found.findings.now
    pasts = {tracker: history(found.told, tracker, now) for tracker in REMEMBERED}
    named = _records_named({tracker: past.first_seen_at.index for tracker, past in pasts.items()}, noted(asked))
    if not named:
        raise _unknown(found.trackers, asked)
    return tuple(remembered_record(found.told, pasts[tracker], record_id, now) for tracker, record_id in named)


def _records_named(records: Mapping[str, "pd.Index[str]"], asked: str) -> list[tuple[str, str]]:
    """The records of an id, by tracker; capitals, spaces and dashes may differ where that leaves no doubt."""
    wanted = asked.strip()
    exact = [(tracker, wanted) for tracker, ids in records.items() if wanted in ids]
    if exact:
        return exact
    bare = _bare(asked)
    alike = [
        (tracker, record_id)
        for tracker, ids in records.items()
        for record_id in ids
        if bare and _bare(record_id) == bare
    ]
    ids = sorted({record_id for _, record_id in alike})
    if len(ids) > 1:
        raise ConfigError(
            f"{asked!r}: could be {' or '.join(map(repr, ids))}. Write the id as it stands in the tracker."
        )
    return alike


def _left_out(trackers: Trackers, ids: Collection[str], *, only: str | None = None) -> Iterator[RowIssue]:
    """Why rows of these ids, folded, are left out; also of ids that could not be read."""
    places = {(row.workbook, row.tab, row.row) for row in trackers.left_out if _folded(row.record_id) in ids}
    for issue in trackers.issues:
        if issue.severity == "row_left_out" and issue.tracker and only in (None, issue.tracker):
            is_id = issue.field == SCHEMAS[issue.tracker].id_field and _folded(issue.value) in ids
            if is_id or (issue.workbook, issue.tab, issue.row) in places:
                yield issue


def _left_out_error(findings: Findings, asked: str) -> TrackerError | None:
    lines = [
        left_out_words(issue_link(findings, issue), issue) for issue in _left_out(findings.trackers, {_folded(asked)})
    ]
    return (
        TrackerError("\n".join([f"{asked!r}: is counted nowhere, so no clock of it runs.", *lines])) if lines else None
    )


def _gone(record: RememberedRecord, *, is_sure: bool) -> str:
    tracker = label(record.tracker).lower()
    if is_sure:
        return (
            f"{record.record_id!r}: is not in {tracker} any more, so no clock of it runs; all that is known is what "
            "runs noted of it. If it should be there, restore its row (in Google Sheets: File > Version history)."
        )
    return (
        f"{record.record_id!r}: was not found in {tracker}, which could not be read whole, so it may be there all the "
        "same; all that is known is what runs noted of it. A run says why: mend that, and ask again."
    )


def _unknown(trackers: Trackers, asked: str) -> ConfigError:
    frames = {name: trackers.frames[name] for name in trackers.read() if SCHEMAS[name].id_field}
    sizes = (f"{label(name).lower()} ({plural(len(frame), 'record')})" for name, frame in frames.items())
    searched = ", ".join(sizes) or "no tracker"
    near = nearest_few(asked, {record_id for frame in frames.values() for record_id in frame.index}, _MOST_NEAR)
    meant = f"Did you mean {' or '.join(map(repr, near))}?" if near else "Take the id from its tracker or from SLA now."
    return ConfigError(f"{asked!r}: no record has this id. Looked in {searched}. {meant}")


def _folded(record_id: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", record_id).casefold().split())


def _bare(record_id: str) -> str:
    """An id by its letters and digits alone; only to find what is asked for, as ESC-1-2 is not ESC-12."""
    return re.sub(r"[\W_]+", "", _folded(record_id))
