"""Findings of trackers drawn as tables, for the tests of tabs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sheets_sync.analysis.findings import Findings, Policies, find
from sheets_sync.analysis.patterns import PatternPolicy
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.trackers.ingest import Book, ingest
from sheets_sync.trackers.settings import ReadingSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import statuses
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")  # a Wednesday, 11:00 in Berlin
POLICIES = Policies(timezone="Europe/Berlin", sla=SlaSettings(), patterns=PatternPolicy())


def findings(
    now: datetime = NOW, policies: Policies = POLICIES, journal: Sequence[JournalLine] = (), **drawings: str
) -> Findings:
    """What follows from the tabs of a workbook, each drawn under its title, and from what runs have noted."""
    grids = [grid(drawing, title=title) for title, drawing in drawings.items()]
    trackers = ingest([Book("trackers.xlsx", grids)], ReadingSettings(locale="en_GB"), {}, now)
    return find(trackers, policies, now, journal)


def with_clocks(*clocks: str, target: str = "8h") -> Policies:
    """The default policies, and one of these clocks each, for every record and with the same target."""
    written = [{"name": clock, "clock": clock, "target": target, "calendar": "default"} for clock in clocks]
    return replace(POLICIES, sla=SlaSettings.model_validate({"policies": written}))


ESCALATIONS = """
    Escalation ID | Raised at        | Team    | Priority | Status | Subject | First response | Resolved at
    ESC-1         | 06/03/2026 16:00 | Policy  | Critical | Open   | Points  |                |
    ESC-2         | 11/03/2026 09:30 | Product | Medium   | Open   | Tags    |                |
    ESC-3         | 11/03/2026 10:05 | Legal   | Critical | Open   | Terms   |                |
    ESC-4         | 11/03/2026 10:05 | Legal   | soonish  | Open   | Terms   |                |
    """


def with_a_pause() -> Findings:
    """Of the escalations one has been waiting since Monday, which stops its resolution."""
    policy = {"name": "all", "clock": "resolution", "target": "20h", "calendar": "default", "pauses_on": ["waiting"]}
    return findings(
        policies=replace(POLICIES, sla=SlaSettings.model_validate({"policies": [policy]})),
        journal=statuses("open", "waiting", record="ESC-1"),
        Escalations=ESCALATIONS,
    )


def cases_per_week(*counts: int) -> str:
    """Cases of gambling in DE, so many a week, the last count in the running week."""
    rows = ["Case ID | Opened at | Market | Violation type | Status | Enforcement"]
    for ago, number in enumerate(reversed(counts)):
        day = (NOW.toordinal() - 2 - 7 * ago) if ago else NOW.toordinal() - 1
        opened = datetime.fromordinal(day).strftime("%d/%m/%Y")
        rows += [f"C-{ago}-{n} | {opened} | DE | Gambling | Open | Warning" for n in range(number)]
    return "\n".join(rows)
