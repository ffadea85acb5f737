"""CPU seconds for the observed history of 100,000 escalations with three changes each: noted, remembered, asked.

Run from the root of the checkout: python -m tests.benchmarks.bench_history
"""

import sys

import numpy as np
import pandas as pd

from sheets_sync.analysis.history import history
from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.observed import Observed
from sheets_sync.analysis.observed_changes import changes
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import TABS, hours
from tests.benchmarks.bench_sla import ESCALATIONS, ZONE, timed

RUNS = 24
WORDS = {
    "status": ("open", "in_progress", "waiting", "resolved"),
    "owner": tuple(f"Owner {number}" for number in range(200)),
    "team": ("policy", "product", "algorithm", "legal"),
    "priority": ("critical", "high", "medium", "low"),
}


def trackers() -> list[pd.DataFrame]:
    """The tracker of every run: from one to the next, up to a sixth of the records change in a field."""
    random = np.random.default_rng(0)
    ids = pd.Index([f"ESC-{number}" for number in range(ESCALATIONS)], dtype="str")
    frame = pd.DataFrame({field: random.choice(words, ESCALATIONS) for field, words in WORDS.items()}, index=ids)
    frames = [frame.astype("str").assign(source_workbook="trackers.xlsx", source_tab="Tab")]
    for number in range(RUNS):
        field = list(WORDS)[number % len(WORDS)]
        rows = random.choice(ESCALATIONS, ESCALATIONS // 6, replace=False)
        texts = frames[-1][field].to_numpy(dtype=object).copy()
        texts[rows] = random.choice(WORDS[field], len(rows))
        frames.append(frames[-1].assign(**{field: pd.array(texts, dtype="str")}))
    return frames


def pausing() -> SlaSettings:
    """A target for every escalation and each of three clocks, which stand still while it waits."""
    clocks = ("first_response", "next_update", "resolution")
    every = {"target": "8h", "calendar": "default", "pauses_on": ["waiting"]}
    return SlaSettings.model_validate({"policies": [{"name": clock, "clock": clock} | every for clock in clocks]})


def main() -> None:
    journal: list[JournalLine] = []
    seen = trackers()
    for number, frame in enumerate(seen):
        journal += changes(journal, {"escalations": frame}, TABS, hours(number))
    now, ids = hours(RUNS + 1), list(seen[-1].index)
    sys.stdout.write(f"{ESCALATIONS:,} escalations, {len(journal):,} lines of the journal\n")
    timed("an unchanged run", lambda: changes(journal, {"escalations": seen[-1]}, TABS, now))
    told = timed("history", lambda: history(journal, "escalations", now))
    sys.stdout.write(f"{len(told.spans):,} spans\n")
    timed("pauses", lambda: Observed.of(told, ids).pauses(("waiting",)))
    timed("closings", lambda: Observed.of(told, ids).closings())
    since = np.full(len(ids), np.datetime64("2026-01-01", "us"))
    timed("first changes", lambda: Observed.of(told, ids).first_changes(since))
    clocked = seen[-1].assign(raised_at=pd.Timestamp(hours(-1)))
    settings = pausing()
    timed("three clocks, first run", lambda: sla_status(clocked, settings, now, timezone=ZONE))
    timed("the same with what was seen", lambda: sla_status(clocked, settings, now, timezone=ZONE, history=told))
    short = timed("compacting all of it", lambda: compacted(journal, now, {"escalations": ids}))
    sys.stdout.write(f"{len(short):,} lines of the journal\n")
    timed("history", lambda: history(short, "escalations", now))


if __name__ == "__main__":
    main()
