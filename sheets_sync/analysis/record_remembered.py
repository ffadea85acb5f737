"""What runs have noted of a record that its tracker does not show any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sheets_sync.analysis.history import History
from sheets_sync.analysis.record_explained import seen_by_runs
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.sla_clock_rules import Clock
from sheets_sync.analysis.verdict_lines import TAKEN_BACK, Given, verdicts
from sheets_sync.workbooks.journal_line import JournalLine


@dataclass(frozen=True)
class RememberedRecord:
    """A record as runs last saw it; how long it was there after `last_noted_at`, when it last changed, nobody knows.

    `seen` are the spans of status, owner, team and priority in which it was last seen: field, value, start. `changes`
    are what runs have seen of them: at, field, before, after. `verdicts` are the last given, by clock.
    """

    tracker: str
    record_id: str
    seen_since: datetime
    last_noted_at: datetime
    seen: pd.DataFrame
    changes: pd.DataFrame
    verdicts: Mapping[Clock, Given]


def remembered_record(told: Sequence[JournalLine], past: History, record_id: str, now: datetime) -> RememberedRecord:
    """What `told`, the lines of the journal, and `past`, what they tell of its tracker, have of a record by `now`."""
    since, changes = seen_by_runs(past, record_id)
    own = past.spans[past.spans["record_id"] == record_id]
    given = _last_verdicts(told, past.tracker, record_id, now)
    last = [one.at for one in given.values()]
    return RememberedRecord(
        tracker=past.tracker,
        record_id=record_id,
        seen_since=since or now,
        last_noted_at=max([own["start"].max().to_pydatetime(), *last]),
        seen=own[own["end"].isna()],
        changes=changes,
        verdicts=given,
    )


def _last_verdicts(told: Sequence[JournalLine], tracker: str, record_id: str, now: datetime) -> dict[Clock, Given]:
    known = verdicts(told, tracker, now)
    last = {
        clock: of_clock.given[of_clock.place[number]]
        for clock, of_clock in known.items()
        for told_id, number in of_clock.last.items()
        if noted(told_id) == record_id
    }
    return {clock: given for clock, given in last.items() if given.state != TAKEN_BACK}
