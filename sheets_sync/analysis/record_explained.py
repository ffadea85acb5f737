"""One record with every clock it has, and what runs have seen of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.history import History
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.sla_explained import ExplainedClock, explained_clock
from sheets_sync.analysis.sla_judgement import judgement_of
from sheets_sync.analysis.sla_pauses import pauses_of
from sheets_sync.analysis.verdict_judgement import given_judgement
from sheets_sync.workbooks.journal_line import JournalLine


@dataclass(frozen=True)
class ExplainedRecord:
    """A record as its tracker has it (`row`), its clocks in their order, and since when runs have seen it.

    The rows of its clocks also have what `next_steps` says of them.

    `changes` are what runs have seen of its status, owner, team and priority: at, field, before, after.
    """

    tracker: str
    record_id: str
    row: Any
    clocks: tuple[ExplainedClock, ...]
    seen_since: datetime | None
    changes: pd.DataFrame


def explained_record(findings: Findings, told: Sequence[JournalLine], past: History, record_id: str) -> ExplainedRecord:
    """A record explained from what one run found; `told` and `past` are what runs, that one included, have seen.

    The second is the history of the record's tracker. Verdicts that stand are explained by what they were given by.
    """
    tracker, zone = past.tracker, findings.policies.timezone
    record = findings.trackers.frames[tracker].loc[[record_id]]
    status = findings.sla_status.join(findings.next_steps)
    clocks = []
    rows: Iterable[Any] = status[(status["tracker"] == tracker) & (status["record_id"] == record_id)].itertuples()
    for row in rows:
        if pd.isna(row.given_at):
            judgement = judgement_of(row, findings.policies.sla, zone)
        else:
            judgement = given_judgement(row, told, findings.now, zone)
        pauses = pauses_of(record, row.clock, judgement.policy.pauses_on, past) if judgement else ()
        clocks.append(explained_clock(row, judgement, pauses, findings.now, zone))
    return ExplainedRecord(
        tracker, record_id, next(record.itertuples()), tuple(clocks), *seen_by_runs(past, noted(record_id))
    )


def seen_by_runs(past: History, record_id: str) -> tuple[datetime | None, pd.DataFrame]:
    """Since when runs have seen a record, and what they have seen to change; its id is as the journal has it."""
    changes = past.changes("status", "owner", "team", "priority")
    own = changes[changes["record_id"] == record_id].sort_values("at", kind="stable")
    since = past.first_seen_at.get(record_id)
    return since.to_pydatetime() if since is not None else None, own
