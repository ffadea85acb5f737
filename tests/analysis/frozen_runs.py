"""Runs over escalations that remember the verdicts they gave."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_frozen import EarlierVerdicts, frozen
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import read_back
from tests.drawing import utc

ZONE = "Europe/Berlin"
OFFICE = {"timezone": ZONE, "week": {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
NOON = utc("2026-03-09 11:00")  # a Monday, 12:00 in Berlin


def settings(
    target: str = "8h", *, calendar: dict[str, Any] = OFFICE, clocks: tuple[str, ...] = ("resolution",), **policy: Any
) -> SlaSettings:
    """One policy for each of these clocks, for every record, with the same target."""
    policies = [{"name": clock, "clock": clock, "target": target, "calendar": "office"} | policy for clock in clocks]
    return SlaSettings.model_validate({"calendars": {"office": calendar}, "policies": policies})


@dataclass
class Runs:
    """What runs one after the other remember."""

    tracker: str = "escalations"
    journal: list[JournalLine] = field(default_factory=list)
    earlier: EarlierVerdicts | None = None  # of the last run
    status: pd.DataFrame = field(default_factory=pd.DataFrame)  # of the last run

    def run(
        self, records: pd.DataFrame, settings: SlaSettings, now: datetime = NOON, *, rewrite: bool = False
    ) -> pd.DataFrame:
        """The status of every clock after one more run, by record and clock; the journal is read back from cells."""
        told = history(self.journal, self.tracker, now)
        today = sla_status(records, settings, now, timezone=ZONE, tracker=self.tracker, history=told)
        self.status, self.earlier = frozen(
            today, records, settings, self.journal, now,
            timezone=ZONE, tracker=self.tracker, history=told, rewrite=rewrite,
        )  # fmt: skip
        lines = [*self.journal, *self.earlier.lines]
        self.journal = read_back(lines)
        return self.status.set_index(["record_id", "clock"])

    def states(self, *arguments: Any, **options: Any) -> dict[str, str]:
        """The states of the resolution clock after one more run, by record."""
        return self.run(*arguments, **options).xs("resolution", level="clock")["state"].to_dict()
