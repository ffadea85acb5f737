"""Facts on business time from other engines' test suites, kept outside this repository."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from sheets_sync.analysis.business_hours import breach_at, due_after_days, due_at, elapsed_seconds, is_open
from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_verdicts import states

FACTS = Path(__file__).resolve().parents[3] / "shared" / "examples" / "sla_vectors.json"
facts = json.loads(FACTS.read_text("utf-8")) if FACTS.exists() else []


def as_configured(calendar: dict[str, Any]) -> dict[str, Any]:
    """A fact's calendar as a team would write it."""
    breaks: dict[str, list[str]] = {}
    for entry in calendar.get("breaks", []):
        breaks.setdefault(entry.get("day") or entry["date"], []).append(f"{entry['from']}-{entry['to']}")
    return {
        "timezone": calendar["tz"],
        "week": {day: ["-".join(span) for span in spans] for day, spans in calendar["week"].items()},
        "exceptions": {day: ["-".join(span) for span in spans] for day, spans in calendar.get("shifts", {}).items()},
        "breaks": breaks,
        "holidays": {"add": calendar.get("holidays", [])},
    }


def calendar_of(fact: dict[str, Any]) -> Calendar | None:
    given = fact["calendar"]
    return None if given is None else CalendarPolicy.model_validate(as_configured(given)).calendar


def instant(text: str, fact: dict[str, Any]) -> datetime:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(fact["calendar"]["tz"]))).astimezone(UTC)


def pauses_of(fact: dict[str, Any]) -> Pauses | None:
    spans = [(instant(start, fact), end and instant(end, fact)) for start, end in fact.get("pauses", [])]
    return Pauses.of_each([spans]) if spans else None


def answer(fact: dict[str, Any]) -> Any:
    calendar, start, paused = calendar_of(fact), instant(fact["start"], fact), pauses_of(fact)
    if fact["op"] == "elapsed":
        return elapsed_seconds(calendar, start, instant(fact["end"], fact), paused)
    if fact["op"] == "is_open":
        return is_open(calendar, start)
    if fact["op"] == "due_days":
        return due_after_days(calendar, start, fact["target_days"], paused)
    walk = {"close": due_at, "reopen": breach_at}[fact["tie"]]
    return walk(calendar, start, fact["target_minutes"] * 60, paused)


def expected(fact: dict[str, Any]) -> Any:
    said = fact.get("oracle", fact["expect"])
    if fact["op"] == "elapsed":
        return pytest.approx(said * 60, abs=1e-6)
    return instant(said, fact) if isinstance(said, str) else said


@pytest.mark.skipif(not facts, reason="the shared facts are not here")
@pytest.mark.parametrize("fact", [fact for fact in facts if fact["op"] != "status"], ids=lambda fact: fact["id"])
def test_business_time_is_what_the_shared_facts_say(fact: dict[str, Any]):
    assert answer(fact) == expected(fact), fact.get("note")


@pytest.mark.skipif(not facts, reason="the shared facts are not here")
@pytest.mark.parametrize("fact", [fact for fact in facts if fact["op"] == "status"], ids=lambda fact: fact["id"])
def test_states_are_what_the_shared_facts_say(fact: dict[str, Any]):
    target = fact["target_minutes"] * 60
    end = instant(fact.get("done", fact["now"]), fact)
    elapsed = elapsed_seconds(calendar_of(fact), instant(fact["start"], fact), end, pauses_of(fact))
    figures = {
        "state": str(states(elapsed, target, "done" in fact, at_risk_share=0.8)),
        "elapsed_minutes": elapsed / 60,
        "remaining_minutes": (target - elapsed) / 60,
    }

    said = fact.get("oracle", fact["expect"])

    assert {name: figures[name] for name in said} == said


@pytest.mark.skipif(not facts, reason="the shared facts are not here")
@pytest.mark.parametrize(
    "fact", [fact for fact in facts if fact["op"] == "status" and "pauses" not in fact], ids=lambda fact: fact["id"]
)
def test_an_escalation_gets_the_state_the_shared_facts_give(fact: dict[str, Any]):
    calendars = {} if fact["calendar"] is None else {"team": as_configured(fact["calendar"])}
    policy = {"name": "the only one", "clock": "resolution", "target": f"{fact['target_minutes']}m"}
    settings = SlaSettings.model_validate(
        {"calendars": calendars, "policies": [policy | {"calendar": next(iter(calendars), "24x7")}]}
    )
    escalation = pd.DataFrame(
        {
            name: pd.to_datetime([fact.get(key)], utc=True)
            for name, key in (("raised_at", "start"), ("resolved_at", "done"))
        },
        index=["ESC-1"],
    ).astype("datetime64[us, UTC]")

    status = sla_status(escalation, settings, instant(fact["now"], fact), timezone="Europe/Berlin")

    assert status.set_index("clock").loc["resolution", "state"] == fact.get("oracle", fact["expect"])["state"]
