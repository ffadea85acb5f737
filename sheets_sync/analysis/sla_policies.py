"""How long the clocks of escalations may run: what a team configures, checked, and what stands where it does not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sheets_sync.analysis.calendars import WEEKDAYS, CalendarPolicy, Holidays
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.errors import did_you_mean
from sheets_sync.trackers.columns import reads
from sheets_sync.trackers.escalations import Escalation
from sheets_sync.trackers.reading.answers import WordRules
from sheets_sync.trackers.vocabulary import ENUMERATIONS, canonical_values

Clock = Literal["first_response", "resolution"]

CLOCKS: tuple[Clock, ...] = ("first_response", "resolution")
ALWAYS = "24x7"  # the name of the calendar that never closes
DEFAULT_CALENDAR = "default"

_DEFAULT_HOURS = {"critical": (1, 8), "high": (2, 16), "medium": (8, 40), "low": (16, 80)}  # in the order of CLOCKS
_CLOCKS_TO_COME = ("next_update", "appeal_decision", "feedback_answer")
_NO_WORDS = ("datetime", "date", "duration", "number", "integer", "ratio", "money", "rating", "boolean")
_OPEN_TIME = re.compile(r"(?:(\d{1,5}(?:\.\d{1,4})?) ?h)? ?(?:(\d{1,7}) ?m(?:in)?)?")
_WORKING_DAYS = re.compile(r"(\d{1,4}) working days?")
_DAYS = re.compile(r"\d+(?:\.\d+)? ?(?:d|days?)\b.*")


@dataclass(frozen=True)
class OpenTime:
    """A target in open time of the calendar."""

    seconds: float


@dataclass(frozen=True)
class WorkingDays:
    """A target in working dates of the calendar."""

    days: int


Target = OpenTime | WorkingDays


def _target(written: Any) -> Target | None:
    """'1h 30m', '90m', '2 working days'; an empty text is no target."""
    text = " ".join(written.lower().split()) if isinstance(written, str) else "?"
    if not text:
        return None
    if days := _WORKING_DAYS.fullmatch(text):
        return WorkingDays(int(days[1]))
    if _DAYS.fullmatch(text):
        raise ValueError(
            "does not say which days: write '2 working days' to count dates, or open hours: "
            "two days of nine hours are '18h', two whole days '48h'"
        )
    if open_time := _OPEN_TIME.fullmatch(text):
        return OpenTime(round(float(open_time[1] or 0) * 3600) + int(open_time[2] or 0) * 60)
    raise ValueError("is not a target; write it as '2h', '1h 30m' or '2 working days'")


def _clock(written: Any) -> Any:
    if written in _CLOCKS_TO_COME:
        raise ValueError(f"cannot be counted yet; this version knows {' and '.join(CLOCKS)}")
    if isinstance(written, str) and written not in CLOCKS:
        raise ValueError(f"is not a clock; {did_you_mean(written, CLOCKS)}")
    return written


def _no_pauses_yet(_written: Any) -> None:
    raise ValueError(
        "cannot be honoured yet: a tracker shows only the last status, and this version keeps no history of it. "
        "Take the key out; until then clocks run while an escalation waits"
    )


class SlaPolicy(BaseModel):
    """How long one clock may run for the escalations that fit `when`. Rule: methods.md §2."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    clock: Annotated[Clock, BeforeValidator(_clock)]
    when: dict[str, tuple[str, ...]] = {}  # field: canonical values; empty fits every escalation
    target: Annotated[Target | None, BeforeValidator(_target)]
    calendar: str  # a name under sla.calendars, or '24x7'
    at_risk_share: float = Field(0.8, gt=0, le=1)  # of the target
    minutes_left: float | None = Field(None, gt=0)  # open minutes; at risk too when fewer are left
    pauses_on: Annotated[None, BeforeValidator(_no_pauses_yet)] = None

    @field_validator("when")
    @classmethod
    def _fields_and_values_are_known(cls, when: dict[str, tuple[str, ...]], info: ValidationInfo) -> Any:
        """Canonical values, and those the team adds: the context's `escalation_words`, by field."""
        own: Mapping[str, WordRules] = (info.context or {}).get("escalation_words", {})
        for field, values in when.items():
            _require_words(field, values, own.get(field, WordRules()))
        return when


def _require_words(field: str, values: Sequence[str], own: WordRules) -> None:
    usable = [name for name in Escalation.model_fields if reads(Escalation, name).kind not in _NO_WORDS]
    if field not in usable:
        raise ValueError(f"{field!r} is not a field of escalations with words in it; {did_you_mean(field, usable)}")
    if not values:
        raise ValueError(f"{field} names no value, so nothing would fit; name one or take {field} out")
    kind = reads(Escalation, field).kind.removesuffix("_list")
    known = (*canonical_values(kind), *own.add) if kind in ENUMERATIONS else ()
    for value in values:
        if known and value not in known and not own.any:
            raise ValueError(f"{value!r} is not a value of {field}; {did_you_mean(value, known)}")


def _in_a_known_calendar(policy: SlaPolicy, info: ValidationInfo) -> SlaPolicy:
    known = [*info.data.get("calendars", [policy.calendar]), ALWAYS, DEFAULT_CALENDAR]
    if policy.calendar not in known:
        raise ValueError(f"there is no calendar {policy.calendar!r}; {did_you_mean(policy.calendar, known)}")
    return policy


class SlaSettings(BaseModel):
    """The calendars and policies of a team. What it does not configure is the default policy. Source: design.md §4."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calendars: dict[str, CalendarPolicy] = {}
    policies: tuple[Annotated[SlaPolicy, AfterValidator(_in_a_known_calendar)], ...] = ()  # the first that fits

    @property
    def is_default(self) -> bool:
        """Whether the targets are the default ones, because the team has not set its own."""
        return "policies" not in self.model_fields_set

    @cached_property
    def in_force(self) -> tuple[SlaPolicy, ...]:
        """The policies that count, in order: the team's, else the default ones in the team's only calendar."""
        if not self.is_default:
            return self.policies
        return _default_policies(next(iter(self.calendars), DEFAULT_CALENDAR))

    def calendar(self, name: str) -> Calendar | None:
        """The calendar a policy names; None is open day and night."""
        return None if name == ALWAYS else self._known_calendars[name].calendar

    @cached_property
    def _known_calendars(self) -> dict[str, CalendarPolicy]:
        return {DEFAULT_CALENDAR: _default_calendar()} | self.calendars

    @model_validator(mode="after")
    def _calendars_are_clear(self) -> Self:
        if ALWAYS in self.calendars:
            raise ValueError(f"calendars: {ALWAYS!r} is the calendar that never closes; give this one another name")
        if self.is_default and len(self.calendars) > 1:
            raise ValueError(
                f"there are calendars ({', '.join(self.calendars)}) but no policies; "
                "say under [[sla.policies]] which targets count in which calendar"
            )
        return self

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [policy.name for policy in self.policies]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two policies are called {repeated[0]!r}; give each its own name")
        return self


def _default_calendar() -> CalendarPolicy:
    """Monday to Friday, 09:00 to 18:00 in Berlin, without the holidays of all Germany."""
    return CalendarPolicy.model_validate(
        {
            "timezone": "Europe/Berlin",
            "week": {day: ["09:00-18:00"] for day in WEEKDAYS[:5]},
            "holidays": Holidays(country="DE"),
        }
    )


def _default_policies(calendar: str) -> tuple[SlaPolicy, ...]:
    return tuple(
        SlaPolicy(
            name=f"{priority}, {clock.replace('_', ' ')}",
            clock=clock,
            when={"priority": (priority,)},
            target=f"{hours}h",
            calendar=calendar,
        )
        for priority, targets in _DEFAULT_HOURS.items()
        for clock, hours in zip(CLOCKS, targets, strict=True)
    )
