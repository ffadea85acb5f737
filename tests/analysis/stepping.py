"""Escalations whose policies have steps, and the journal that runs over them leave."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.analysis.escalation_steps import escalation_steps
from sheets_sync.analysis.history import history
from sheets_sync.analysis.notice_lines import notice_lines
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.step_notices import fired_steps
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import read_back

OFFICE = {"timezone": "Europe/Berlin", "week": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
LADDER = {"80 %": "owner", "due": "team lead", "4h after due": "head"}


def settings(steps: dict[str, str] = LADDER, **policy: Any) -> SlaSettings:
    """One policy for the resolution of every escalation, with these steps: when, and to whom."""
    written = {"name": "all", "clock": "resolution", "target": "10h", "calendar": "office"} | policy
    written["steps"] = [{"at": at, "to": to} for at, to in steps.items()]
    return SlaSettings.model_validate({"calendars": {"office": OFFICE}, "policies": [written]})


def steps_and_status(
    frame: pd.DataFrame, policies: SlaSettings, now: datetime, journal: Sequence[JournalLine] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The steps of every clock of escalations, and the clocks."""
    told = history(journal, "escalations", now)
    status = sla_status(frame, policies, now, timezone="Europe/Berlin", history=told)
    return escalation_steps(frame, status, policies, now, history=told), status


class Runs:
    """A row of runs over escalations that may change, with the journal they leave."""

    def __init__(self, journal: Sequence[JournalLine] = ()) -> None:
        self.journal = list(journal)

    def __call__(
        self,
        frame: pd.DataFrame,
        policies: SlaSettings,
        now: datetime,
        *,
        trackers: Sequence[str] = ("escalations",),
    ) -> list[str]:
        """What fires in one more run: '<record> <clock>: <when> to <whom>'."""
        steps, status = steps_and_status(frame, policies, now, self.journal)
        found, notices = fired_steps(steps, status, policies, self.journal, now, trackers=trackers)
        noted = [*self.journal, *notice_lines(notices)]
        self.journal = read_back(noted)
        fired = found[found["fires_now"]].join(status[["record_id", "clock"]])
        return [f"{one.record_id} {one.clock}: {one.at} to {one.to}" for one in fired.itertuples()]
