"""Everything one run found, from trackers to findings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from sheets_sync.analysis.attainment import attainment
from sheets_sync.analysis.attainment_trend import attainment_trend
from sheets_sync.analysis.escalation_steps import escalation_steps, next_steps
from sheets_sync.analysis.fixes import Fix, fixes
from sheets_sync.analysis.history import History, history
from sheets_sync.analysis.hours_lost import hours_lost
from sheets_sync.analysis.issue_memory import IssueMemory, issue_memory
from sheets_sync.analysis.notice_lines import Notice
from sheets_sync.analysis.patterns import PatternPolicy, PatternTallies, weekly_patterns
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_forecast import horizon_ends, sla_forecast
from sheets_sync.analysis.sla_frozen import EarlierVerdicts, frozen
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.step_notices import fired_steps
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
    """What the trackers say at `now`; each frame is the answer of the function it is named after.

    Those about clocks go by the index of `sla_status`, in which verdicts stand as given: see `sla_frozen`.
    """

    now: datetime
    policies: Policies
    trackers: Trackers
    issues: IssueMemory
    fixes: tuple[Fix, ...]
    histories: Mapping[str, History]  # by tracker
    sla_status: pd.DataFrame
    earlier_verdicts: EarlierVerdicts
    hours_lost: pd.DataFrame
    escalation_steps: pd.DataFrame  # with `fires_now`
    step_notices: tuple[Notice, ...]  # what this run notes of them
    next_steps: pd.DataFrame
    sla_forecast: pd.DataFrame
    horizon_ends: Mapping[str, datetime]
    attainment: pd.DataFrame
    attainment_trend: pd.DataFrame
    patterns: PatternTallies


def find(
    trackers: Trackers,
    policies: Policies,
    now: datetime,
    journal: Sequence[JournalLine] = (),
    *,
    held: Collection[str] = (),
    recompute: bool = False,
) -> Findings:
    """The findings of one run, which remembers by the `journal` what it and those before it have seen; pure.

    Verdicts given by earlier runs stand, unless it is to `recompute` them. Of the trackers in `held`, which are not
    believed to be whole, none is given, and no step fires.
    """
    memory = issue_memory(journal, trackers, now)
    patterns = weekly_patterns(trackers.frames["cases"], policies.patterns, timezone=policies.timezone, now=now)
    week = patterns.running_week
    histories = {tracker: history(journal, tracker, now) for tracker in policies.sla.trackers}
    judged = {
        tracker: _judged(trackers, policies, journal, now, told, rewrite=recompute and tracker not in held)
        for tracker, told in histories.items()
    }
    by_tracker = [status for status, _ in judged.values()]
    attained = [
        attainment(of_tracker, trackers.frames[tracker], timezone=policies.timezone, running_week=week)
        for tracker, of_tracker in zip(histories, by_tracker, strict=True)
    ]
    status = pd.concat(by_tracker, ignore_index=True)
    steps, step_notices = fired_steps(
        _steps(trackers, status, policies.sla, now, histories),
        status,
        policies.sla,
        journal,
        now,
        trackers=[name for name in histories if name not in held and len(trackers.frames[name])],
    )
    ends = horizon_ends(policies.sla, now)
    return Findings(
        now=now,
        policies=policies,
        trackers=trackers,
        issues=memory,
        fixes=fixes(trackers, memory.first_seen),
        histories=histories,
        sla_status=status,
        earlier_verdicts=EarlierVerdicts.of_all(
            {tracker: earlier for tracker, (_, earlier) in judged.items()}, held=held, is_rewritten=recompute
        ),
        hours_lost=hours_lost(status),
        escalation_steps=steps,
        step_notices=tuple(step_notices),
        next_steps=next_steps(steps),
        sla_forecast=sla_forecast(status, ends, now),
        horizon_ends=ends,
        attainment=pd.concat(attained, ignore_index=True),
        attainment_trend=attainment_trend(attained[0], week, clocks=policies.sla.clocks_of("escalations")),
        patterns=patterns,
    )


def _judged(
    trackers: Trackers,
    policies: Policies,
    journal: Sequence[JournalLine],
    now: datetime,
    told: History,
    *,
    rewrite: bool,
) -> tuple[pd.DataFrame, EarlierVerdicts]:
    """The clocks of the tracker that is told of, and what became of the verdicts on them."""
    records, common = trackers.frames[told.tracker], {"timezone": policies.timezone, "tracker": told.tracker}
    status = sla_status(records, policies.sla, now, **common, history=told)
    return frozen(status, records, policies.sla, journal, now, **common, history=told, rewrite=rewrite)


def _steps(
    trackers: Trackers, status: pd.DataFrame, settings: SlaSettings, now: datetime, histories: Mapping[str, History]
) -> pd.DataFrame:
    """The escalation steps of all trackers."""
    parts = [
        escalation_steps(trackers.frames[tracker], status[status["tracker"] == tracker], settings, now, history=told)
        for tracker, told in histories.items()
    ]
    return pd.concat(parts)
