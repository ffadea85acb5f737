"""What a clock was judged by: a policy, and the hours and the zone that count for it."""

from dataclasses import dataclass
from typing import Any

from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings


@dataclass(frozen=True)
class Judgement:
    """What a clock is judged by: a policy, the hours of its calendar, and the zone its times are told in.

    `hours` is None of a calendar that never closes.
    """

    policy: SlaPolicy
    hours: CalendarPolicy | None
    timezone: str
    is_default: bool = False  # the policy stands because the team has not set its own
    is_earlier: bool = False  # it is no longer configured so, and only what decided its verdict is known of it

    @property
    def calendar(self) -> Calendar | None:
        """The calendar to count in."""
        return self.hours.calendar if self.hours else None


def judgement_of(row: Any, settings: SlaSettings, timezone: str) -> Judgement | None:
    """What a row of `sla_status` was judged by; None where no policy fits."""
    found = [policy for policy in settings.in_force if (policy.name, policy.clock) == (row.policy, row.clock)]
    if not found:
        return None
    policy = found[0]
    is_default = not any(policy is own for own in settings.policies)
    return Judgement(policy, settings.calendar_policy(policy.calendar), settings.zone(policy, timezone), is_default)
