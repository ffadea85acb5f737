"""What decides whether a clock is met or missed, as a text that the journal can keep, and back."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from sheets_sync.analysis.calendars import CalendarPolicy, Spans, written_span
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_policies import ALWAYS, SlaPolicy, SlaSettings
from sheets_sync.analysis.sla_targets import OpenTime, Target, WorkingDays
from sheets_sync.trackers.reading.answers import WordRules

_KEY_BYTES = 6
_ANY_STATUS = WordRules(any=True)


def rules_text(policy: SlaPolicy, settings: SlaSettings) -> str:
    """The target, the calendar and the pauses of a policy: the same text whenever the same is meant.

    What decides only for whom a policy is, how it is called, or when a clock is at risk, is left out.
    """
    calendar = settings.calendar_policy(policy.calendar)
    rules = {
        "target": _plain_target(policy.target),
        "calendar": _plain_calendar(calendar) if calendar else ALWAYS,
        "pauses_on": sorted(set(policy.pauses_on)),
    }
    return json.dumps(rules, sort_keys=True, separators=(",", ":"))


def rules_key(text: str) -> str:
    """A short name for the text, which no other has."""
    return blake2b(text.encode(), digest_size=_KEY_BYTES).hexdigest()


def rules_of(clock: Clock, texts: Mapping[str, str]) -> SlaSettings:
    """Policies for a clock that judge by these texts, each named after its key.

    A text by which nothing can be judged any more is passed over: a part of a country may have lost its holidays.
    """
    calendars: dict[str, CalendarPolicy] = {}
    policies = []
    for key, text in texts.items():
        try:
            policy, calendar = _parsed(key, clock, json.loads(text))
        except (ValueError, KeyError, TypeError):
            continue
        policies.append(policy)
        if calendar:
            # Policies mostly share one, whose hours are then laid out once.
            calendars[key] = next((one for one in calendars.values() if one == calendar), calendar)
    return SlaSettings(calendars=calendars, policies=tuple(policies))


def _parsed(key: str, clock: Clock, rules: Mapping[str, Any]) -> tuple[SlaPolicy, CalendarPolicy | None]:
    calendar = None if rules["calendar"] == ALWAYS else CalendarPolicy.model_validate(rules["calendar"])
    policy = SlaPolicy.model_validate(
        {
            "name": key,
            "clock": clock,
            "target": _target(**rules["target"]),
            "calendar": key if calendar else ALWAYS,
            "pauses_on": rules["pauses_on"],
        },
        # The team may have taken its own word out of the configuration since.
        context={"own_words": {CLOCKS[clock].tracker: {"status": _ANY_STATUS}}},
    )
    return policy, calendar


def _target(*, seconds: int | None = None, days: int | None = None) -> Target:
    return OpenTime(int(seconds)) if seconds is not None else WorkingDays(int(days or 0))


def _plain_target(target: Target | None) -> Mapping[str, int]:
    if target is None:
        return {}
    return {"days": target.days} if isinstance(target, WorkingDays) else {"seconds": int(target.seconds)}


def _plain_calendar(policy: CalendarPolicy) -> Mapping[str, Any]:
    holidays = policy.holidays
    days = {name: sorted({day.isoformat() for day in getattr(holidays, name)}) for name in ("add", "remove")}
    country = {"country": holidays.country, "subdivision": holidays.subdivision}
    return {
        "timezone": policy.timezone,
        "week": {day: _plain_spans(spans) for day, spans in policy.week.items() if spans},
        "breaks": {str(day): _plain_spans(spans) for day, spans in policy.breaks.items() if spans},
        "exceptions": {str(day): _plain_spans(spans) for day, spans in policy.exceptions.items()},
        "holidays": {name: value for name, value in {**country, **days}.items() if value},
    }


def _plain_spans(spans: Spans) -> list[str]:
    return [written_span(*span) for span in sorted(spans)]
