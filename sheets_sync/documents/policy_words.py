"""A policy and the hours of its calendar in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from sheets_sync.analysis.calendars import WEEKDAYS, CalendarPolicy, Holidays
from sheets_sync.analysis.opening_hours import Spans
from sheets_sync.analysis.sla_judgement import Judgement
from sheets_sync.analysis.sla_policies import SlaPolicy
from sheets_sync.analysis.sla_targets import OpenTime, Target
from sheets_sync.documents.time_words import exactly, full_day
from sheets_sync.documents.words import label, plural

_DAY_MINUTES = 24 * 60


def policy_name(judgement: Judgement) -> str:
    """The policy by name; says so when it is one of the default ones."""
    name = repr(judgement.policy.name)
    return f"{name}, a default policy" if judgement.is_default else name


def holds_for(policy: SlaPolicy) -> str:
    """'priority Critical or High, market DE; for clocks started from Thu 1 Jan 2026': what a policy is for."""
    asked = [f"{label(field).lower()} {_one_of(values)}" for field, values in policy.when.items()]
    dates = ((policy.valid_from, "from"), (policy.valid_to, "to"))
    valid = " ".join(f"{word} {_date(day)}" for day, word in dates if day)
    return "; ".join([", ".join(asked) or "every record", *([f"for clocks started {valid}"] if valid else [])])


def target_words(policy: SlaPolicy) -> str:
    """'8 h of open time', '2 working days'."""
    return target_length(policy.target) + (" of open time" if isinstance(policy.target, OpenTime) else "")


def target_length(target: Target | None) -> str:
    """'8 h', '2 working days'."""
    if target is None:
        return "none"
    return exactly(target.seconds) if isinstance(target, OpenTime) else plural(target.days, "working day")


def at_risk_words(policy: SlaPolicy) -> str:
    """'from 80 % of the target on, or when less than 2 h is left'."""
    few = f", or when less than {exactly(policy.minutes_left * 60)} is left" if policy.minutes_left else ""
    return f"from {policy.at_risk_share * 100:g} % of the target on{few}"


def calendar_words(name: str, hours: CalendarPolicy | None) -> str:
    """Which hours count: the week, breaks, the zone, whose holidays."""
    if hours is None:
        return f"{name}: day and night, every day"
    parts = [f"{name}: {_week(hours.week)} {hours.timezone}"]
    if hours.breaks:
        breaks = (f"{_date(day)} {spans_words(spans)}" for day, spans in hours.breaks.items())
        parts.append(f"breaks {', '.join(breaks)}")
    return "; ".join([*parts, _holidays(hours.holidays)])


def spans_words(spans: Spans) -> str:
    """'09:00–12:00 and 13:00–18:00'; 'closed' where there are none."""
    return " and ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans) or "closed"


def _one_of(values: Sequence[str]) -> str:
    return " or ".join(value if value.isupper() else label(value) for value in values)


def _week(week: Mapping[str, Spans]) -> str:
    """'Mon–Thu 09:00–18:00, Fri 09:00–17:00'."""
    hours = [(day.capitalize(), spans_words(week[day]) if week.get(day) else "") for day in WEEKDAYS]
    said = []
    for words, days in groupby(hours, key=lambda entry: entry[1]):
        names = [name for name, _ in days]
        if words:
            said.append(f"{names[0]}{f'–{names[-1]}' if len(names) > 1 else ''} {words}")
    return ", ".join(said) or "no weekly hours"


def _date(day: str | date) -> str:
    """A weekday, or a date with its year."""
    return day.capitalize() if isinstance(day, str) else full_day(day)


def _holidays(whose: Holidays) -> str:
    if whose.country is None:
        return f"{plural(len(whose.add), 'holiday')} added" if whose.add else "no holidays"
    country = "-".join(filter(None, (whose.country, whose.subdivision)))
    more = f", {len(whose.add)} more" if whose.add else ""
    fewer = f", {len(whose.remove)} fewer" if whose.remove else ""
    return f"holidays of {country}{more}{fewer}"


def _clock(minute: int) -> str:
    """A minute of the day; of what runs past midnight as the next day shows it."""
    minute = minute if minute <= _DAY_MINUTES else minute - _DAY_MINUTES
    return f"{minute // 60:02}:{minute % 60:02}"
