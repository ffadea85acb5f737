"""CPU seconds for the verdicts on three clocks of 100,000 escalations: given, standing, standing from other policies.

Run from the root of the checkout: python -m tests.benchmarks.bench_verdicts
"""

import sys
from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_frozen import EarlierVerdicts, frozen
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.benchmarks.bench_sla import ZONE, escalations, policies, timed
from tests.drawing import utc

NOW = utc("2026-11-22 09:00")
OFFICE = {day: ["09:00-18:00"] for day in ("mon", "tue", "wed", "thu")} | {"fri": ["09:00-13:00"]}


def shorter() -> SlaSettings:
    """The same policies with Friday afternoons off."""
    office = {"timezone": ZONE, "week": OFFICE, "holidays": {"country": "DE"}}
    moved = tuple(policy.model_copy(update={"calendar": "office"}) for policy in policies().policies)
    return SlaSettings.model_validate({"calendars": {"office": office}, "policies": moved})


def standing(status: pd.DataFrame, settings: SlaSettings, journal: Sequence[JournalLine]) -> EarlierVerdicts:
    _, earlier = frozen(status, FRAME, settings, journal, NOW, timezone=ZONE, tracker="escalations")
    return earlier


def main() -> None:
    settings, other = policies(), shorter()
    status, anew = (sla_status(FRAME, chosen, NOW, timezone=ZONE) for chosen in (settings, other))
    journal = timed("verdicts given", lambda: standing(status, settings, [])).lines
    size = sum(len(line.after) for line in journal) / 1e6
    sys.stdout.write(f"{len(journal):,} lines of the journal, {size:.1f} MB\n")
    same = timed("verdicts that stand", lambda: standing(status, settings, journal))
    sys.stdout.write(f"{len(same.lines):,} lines noted anew\n")
    kept = timed("verdicts of earlier policies", lambda: standing(anew, other, journal))
    sys.stdout.write(f"{kept.alike + len(kept.flips):,} of them, {len(kept.flips):,} would be others today\n")
    alive = {"escalations": list(FRAME.index)}
    timed("compacting verdicts", lambda: compacted(journal, NOW + timedelta(days=1), alive))


FRAME = escalations()

if __name__ == "__main__":
    main()
