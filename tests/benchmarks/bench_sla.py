"""CPU seconds for three clocks of 100,000 escalations: states, attainment, steps, forecast, and the lines on them.

Run from the root of the checkout: python -m tests.benchmarks.bench_sla
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from sheets_sync.analysis.attainment import attainment
from sheets_sync.analysis.escalation_steps import escalation_steps, next_steps
from sheets_sync.analysis.notice_lines import notice_lines
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_forecast import horizon_ends, sla_forecast
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.step_notices import fired_steps
from sheets_sync.documents.sla_words import why
from sheets_sync.documents.time_words import LocalWords
from sheets_sync.documents.words import records
from tests.drawing import utc

Answer = TypeVar("Answer")

ESCALATIONS = 100_000
ZONE = "Europe/Berlin"
MONDAY = date(2026, 11, 16)  # of the running week
STEPS = [
    {"at": "80 %", "to": "owner"},
    {"at": "due", "to": "team lead"},
    {"at": "4h after due", "to": "head of operations"},
]


def escalations() -> pd.DataFrame:
    """Two years of them: a fifth open, some reopened, some with days instead of times, some without a policy."""
    random = np.random.default_rng(0)
    raised = np.datetime64("2025-01-01", "us") + random.integers(0, 690 * 86_400, ESCALATIONS).astype("timedelta64[s]")

    def later(share: float, days: int) -> pd.DatetimeIndex:
        after = raised + random.integers(0, days * 86_400, ESCALATIONS).astype("timedelta64[s]")
        return pd.DatetimeIndex(np.where(random.random(ESCALATIONS) < share, after, np.datetime64("NaT"))).tz_localize(
            "UTC"
        )

    def word(*words: str | None) -> Any:
        return random.choice(np.array(words, dtype=object), ESCALATIONS)

    return pd.DataFrame(
        {
            "raised_at": pd.DatetimeIndex(raised).tz_localize("UTC"),
            "raised_at_is_day": random.random(ESCALATIONS) < 0.2,
            "first_response_at": later(0.8, 3),
            "last_update_at": later(0.8, 20),
            "resolved_at": later(0.7, 20),
            "closed_at": later(0.1, 20),
            "status": word("open", "in_progress", "waiting", "resolved", "reopened"),
            "priority": word("critical", "high", "medium", "low", None),
            "team": word("policy", "product", None),
            "market": [("DE",), ("DE", "FR"), (), None] * (ESCALATIONS // 4),
        },
        index=pd.Index([f"ESC-{n}" for n in range(ESCALATIONS)], name="escalation_id"),
    )


def policies() -> SlaSettings:
    """The default targets, and updates by priority: by the hour, and by dates from a day on."""
    updates = [
        {"name": f"{priority}, update", "clock": "next_update", "when": {"priority": [priority]}, "target": target}
        for priority, target in {"critical": "4h", "high": "1 working day", "medium": "3 working days"}.items()
    ]
    kept = {"name": "before", "clock": "next_update", "target": "5 working days", "valid_to": "2025-12-31"}
    hours = {"critical": (1, 8), "high": (2, 16), "medium": (8, 40), "low": (16, 80)}
    others = [
        {"name": f"{priority}, {clock}", "clock": clock, "when": {"priority": [priority]}, "target": f"{target}h"}
        for priority, targets in hours.items()
        for clock, target in zip(("first_response", "resolution"), targets, strict=True)
    ]
    policies = [policy | {"calendar": "default", "steps": STEPS} for policy in (kept, *updates, *others)]
    return SlaSettings.model_validate({"policies": policies})


def timed(name: str, work: Callable[[], Answer]) -> Answer:
    begun = time.process_time()
    answer = work()
    sys.stdout.write(f"{name:<42}{time.process_time() - begun:>8.2f} CPU s\n")
    return answer


def main() -> None:
    frame, settings, now = escalations(), policies(), utc("2026-11-22 09:00")
    local = LocalWords(ZONE, now)
    name = f"{ESCALATIONS:,} escalations, {len(settings.clocks)} clocks"
    status = timed(f"{name}, first run", lambda: sla_status(frame, settings, now, timezone=ZONE))
    timed(f"{name}, again", lambda: sla_status(frame, settings, now, timezone=ZONE))
    steps = timed("three steps each", lambda: escalation_steps(frame, status, settings, now))
    timed("the next ones", lambda: next_steps(steps))
    alike = {"now": now, "trackers": ["escalations"]}
    _, notices = timed("notices, first run", lambda: fired_steps(steps, status, settings, [], **alike))
    journal = timed("their lines", lambda: notice_lines(notices))
    sys.stdout.write(f"{len(steps):,} steps, {steps['is_reached'].sum():,} reached; {len(journal):,} lines\n")
    timed("notices, again", lambda: fired_steps(steps, status, settings, journal, **alike))
    timed("forecast", lambda: sla_forecast(status, horizon_ends(settings, now), now))
    timed("attainment", lambda: attainment(status, frame, timezone=ZONE, running_week=MONDAY))
    timed("why, a line each", lambda: [why(clock, local) for clock in records(status)])


if __name__ == "__main__":
    main()
