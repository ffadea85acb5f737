"""Everything one run found, from trackers to findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sheets_sync.analysis.attainment import attainment
from sheets_sync.analysis.attainment_trend import attainment_trend
from sheets_sync.analysis.fixes import Fix, fixes
from sheets_sync.analysis.history import history
from sheets_sync.analysis.issue_memory import IssueMemory, issue_memory
from sheets_sync.analysis.patterns import PatternPolicy, PatternTallies, weekly_patterns
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.workbooks.journal_line import JournalLine


@dataclass(frozen=True)
class Policies:
    """What steers the findings."""

    timezone: str  # the team's: weeks and days are its own
    sla: SlaSettings
    patterns: PatternPolicy


@dataclass(frozen=True)
class Findings:
    """What the trackers say at `now`; each frame is the answer of the function it is named after."""

    now: datetime
    policies: Policies
    trackers: Trackers
    issues: IssueMemory
    fixes: tuple[Fix, ...]
    sla_status: pd.DataFrame
    attainment: pd.DataFrame
    attainment_trend: pd.DataFrame
    patterns: PatternTallies


def find(trackers: Trackers, policies: Policies, now: datetime, journal: Sequence[JournalLine] = ()) -> Findings:
    """The findings of one run, which remembers by the `journal` what it and those before it have seen; pure."""
    memory = issue_memory(journal, trackers, now)
    status = {
        tracker: sla_status(
            trackers.frames[tracker],
            policies.sla,
            now,
            timezone=policies.timezone,
            tracker=tracker,
            history=history(journal, tracker, now),
        )
        for tracker in policies.sla.trackers
    }
    attained = [
        attainment(of_tracker, trackers.frames[tracker], timezone=policies.timezone)
        for tracker, of_tracker in status.items()
    ]
    patterns = weekly_patterns(trackers.frames["cases"], policies.patterns, timezone=policies.timezone, now=now)
    return Findings(
        now=now,
        policies=policies,
        trackers=trackers,
        issues=memory,
        fixes=fixes(trackers, memory.first_seen),
        sla_status=pd.concat(status.values(), ignore_index=True),
        attainment=pd.concat(attained, ignore_index=True),
        attainment_trend=attainment_trend(
            attained[0], patterns.running_week, clocks=policies.sla.clocks_of("escalations")
        ),
        patterns=patterns,
    )
