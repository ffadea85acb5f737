"""Everything one run found, from trackers to findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sheets_sync.analysis.attainment import attainment
from sheets_sync.analysis.attainment_trend import attainment_trend
from sheets_sync.analysis.fixes import Fix, fixes
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
    """The findings of one run, which remembers by the `journal` of those before it; pure."""
    memory = issue_memory(journal, trackers, now)
    escalations = trackers.frames["escalations"]
    status = sla_status(escalations, policies.sla, now, timezone=policies.timezone)
    attained = attainment(status, escalations, timezone=policies.timezone)
    patterns = weekly_patterns(trackers.frames["cases"], policies.patterns, timezone=policies.timezone, now=now)
    return Findings(
        now=now,
        policies=policies,
        trackers=trackers,
        issues=memory,
        fixes=fixes(trackers, memory.first_seen),
        sla_status=status,
        attainment=attained,
        attainment_trend=attainment_trend(attained, patterns.running_week),
        patterns=patterns,
    )
