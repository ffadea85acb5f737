"""How long clocks may run: what a team configures, checked, and what stands where it does not."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Self

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

from sheets_sync.analysis.calendars import WEEKDAYS, CalendarPolicy, Day, Holidays
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.sla_clock_rules import CLOCKS, Clock
from sheets_sync.analysis.sla_steps import Step, require_sensible
from sheets_sync.analysis.sla_targets import WrittenTarget
from sheets_sync.errors import did_you_mean
from sheets_sync.trackers.reading.answers import WordRules
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.vocabulary import ENUMERATIONS, canonical_values

ALWAYS = "24x7"  # the name of the calendar that never closes
DEFAULT_CALENDAR = "default"

_DEFAULT_CLOCKS: tuple[Clock, ...] = ("first_response", "resolution")
_DEFAULT_HOURS = {"critical": (1, 8), "high": (2, 16), "medium": (8, 40), "low": (16, 80)}  # of these clocks
_DEFAULT_STEPS = (Step(at="80 %", to="owner"), Step(at="due", to="team"))
_NO_WORDS = ("datetime", "date", "duration", "number", "integer", "ratio", "money", "rating", "boolean")


def _clock(written: Any) -> Any:
    if isinstance(written, str) and written not in CLOCKS:
        raise ValueError(f"is not a clock; {did_you_mean(written, CLOCKS)}")
    return written


class SlaPolicy(BaseModel):
    """How long one clock may run for the records that fit `when`. Rule: methods.md §2."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    clock: Annotated[Clock, BeforeValidator(_clock)]
    when: dict[str, tuple[str, ...]] = {}  # field: canonical values; empty fits every record of the clock's tracker
    target: WrittenTarget
    calendar: str  # a name under sla.calendars, or '24x7'
    valid_from: Day | None = None  # the first and
    valid_to: Day | None = None  # the last day on which a clock may start, by the calendar's own dates
    at_risk_share: float = Field(0.8, gt=0, le=1)  # of the target
    minutes_left: float | None = Field(None, gt=0)  # open minutes; at risk too when fewer are left
    pauses_on: tuple[str, ...] = ()  # statuses in which the clock stands still, as far as runs have seen them
    steps: tuple[Step, ...] = ()  # whom it is escalated to, and when

    @property
    def tracker(self) -> str:
        """The tracker whose records it is about."""
        return CLOCKS[self.clock].tracker

    @field_validator("when")
    @classmethod
    def _fields_and_values_are_known(cls, when: dict[str, tuple[str, ...]], info: ValidationInfo) -> Any:
        """Canonical values, and those the team adds: the context's `own_words`, by tracker and field."""
        if "clock" not in info.data:
            return when  # whose fields they are is not known
        schema, own = _words_of(info)
        for field, values in when.items():
            _require_words(schema, field, values, own.get(field, WordRules()))
        return when

    @field_validator("pauses_on")
    @classmethod
    def _statuses_are_known(cls, statuses: tuple[str, ...], info: ValidationInfo) -> Any:
        if statuses and "clock" in info.data:
            schema, own = _words_of(info)
            _require_words(schema, "status", statuses, own.get("status", WordRules()))
        return statuses

    @field_validator("steps")
    @classmethod
    def _steps_are_sensible(cls, steps: tuple[Step, ...], info: ValidationInfo) -> Any:
        if {"clock", "target"} <= info.data.keys():
            require_sensible(steps, info.data["target"], is_window=CLOCKS[info.data["clock"]].is_window)
        return steps

    @model_validator(mode="after")
    def _holds_some_day(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(
                f"valid_to {self.valid_to} lies before valid_from {self.valid_from}, so it would never hold; "
                "correct the one of the two that is wrong"
            )
        return self


def _words_of(info: ValidationInfo) -> tuple[type[TrackerRow], Mapping[str, WordRules]]:
    """The schema of the policy's tracker, and the words its team adds, by field."""
    schema = SCHEMAS[CLOCKS[info.data["clock"]].tracker]
    return schema, (info.context or {}).get("own_words", {}).get(schema.tracker, {})


def _require_words(schema: type[TrackerRow], field: str, values: Sequence[str], own: WordRules) -> None:
    usable = [name for name in schema.model_fields if reads(schema, name).kind not in _NO_WORDS]
    if field not in usable:
        raise ValueError(
            f"{field!r} is not a field of {schema.tracker} with words in it; {did_you_mean(field, usable)}"
        )
    if not values:
        raise ValueError(f"{field} names no value, so nothing would fit; name one or take {field} out")
    kind = reads(schema, field).kind.removesuffix("_list")
    known = (*canonical_values(kind), *own.add) if kind in ENUMERATIONS else ()
    for value in values:
        if known and value not in known and not own.any:
            raise ValueError(f"{value!r} is not a value of {field}; {did_you_mean(value, known)}")


def _in_a_known_calendar(policy: SlaPolicy, info: ValidationInfo) -> SlaPolicy:
    known = [*info.data.get("calendars", [policy.calendar]), ALWAYS, DEFAULT_CALENDAR]
    if policy.calendar not in known:
        raise ValueError(_no_calendar(policy.calendar, known))
    return policy


def _no_calendar(name: str, known: Sequence[str]) -> str:
    return f"there is no calendar {name!r}; {did_you_mean(name, known)}"


def _repeated(names: Sequence[str]) -> list[str]:
    """What is wrong with names that stand twice."""
    repeated = sorted({name for name in names if names.count(name) > 1})
    return [f"two policies are called {name!r}; give each its own name" for name in repeated]


def names_in_doubt(written: Any) -> Iterator[tuple[str, str]]:
    """Where the names in settings that are wrong elsewhere, too, do not fit together, and how: place and sentence."""
    settings = written if isinstance(written, dict) else {}
    calendars, policies = settings.get("calendars", {}), settings.get("policies", [])
    known = [*(calendars if isinstance(calendars, dict) else ()), ALWAYS, DEFAULT_CALENDAR]
    named = [policy if isinstance(policy, dict) else {} for policy in (policies if isinstance(policies, list) else ())]
    for number, name in enumerate(policy.get("calendar") for policy in named):
        if isinstance(name, str) and name not in known:
            yield f"policies.{number}", _no_calendar(name, known)
    for sentence in _repeated([policy["name"] for policy in named if isinstance(policy.get("name"), str)]):
        yield "", sentence


class SlaSettings(BaseModel):
    """The calendars and policies of a team. What it does not configure is the default policy. Source: design.md §4."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    calendars: dict[str, CalendarPolicy] = {}
    policies: tuple[Annotated[SlaPolicy, AfterValidator(_in_a_known_calendar)], ...] = ()  # the first that fits

    @property
    def is_default(self) -> bool:
        """Whether the targets of escalations are the default ones, because the team has not set its own."""
        if not self.policies:
            return "policies" not in self.model_fields_set
        return all(policy.tracker != "escalations" for policy in self.policies)

    @cached_property
    def in_force(self) -> tuple[SlaPolicy, ...]:
        """The policies that count, in order: the team's, and the default ones where they stand."""
        return (*self.policies, *_default_policies(self.default_calendar)) if self.is_default else self.policies

    @property
    def default_calendar(self) -> str:
        """The calendar of the default policies: the team's, where it has only one."""
        return next(iter(self.calendars)) if len(self.calendars) == 1 else DEFAULT_CALENDAR

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that are judged: first response and resolution always, the others where a policy names them."""
        named = {policy.clock for policy in self.policies}
        return tuple(clock for clock in CLOCKS if clock in _DEFAULT_CLOCKS or clock in named)

    def clocks_of(self, tracker: str) -> tuple[Clock, ...]:
        """Those of them that belong to a tracker."""
        return tuple(clock for clock in self.clocks if CLOCKS[clock].tracker == tracker)

    @property
    def trackers(self) -> tuple[str, ...]:
        """The trackers with clocks that are judged; escalations first."""
        return tuple(dict.fromkeys(CLOCKS[clock].tracker for clock in self.clocks))

    def calendar(self, name: str) -> Calendar | None:
        """The calendar a policy names; None is open day and night."""
        return None if name == ALWAYS else self._known_calendars[name].calendar

    def calendar_policy(self, name: str) -> CalendarPolicy | None:
        """What the team says of a calendar; None is open day and night."""
        return None if name == ALWAYS else self._known_calendars[name]

    def zone(self, policy: SlaPolicy, otherwise: str) -> str:
        """The time zone whose dates a policy goes by: its calendar's; one that never closes has none of its own."""
        return otherwise if policy.calendar == ALWAYS else self._known_calendars[policy.calendar].timezone

    @property
    def doubts(self) -> tuple[str, ...]:
        """What may be written so and changes nothing: a slip, in all likelihood."""
        used = {policy.calendar for policy in self.in_force}
        return tuple(
            f"sla.calendars.{name}{what}, or take it out."
            for name, calendar in self.calendars.items()
            for what in (
                *([] if name in used else [": no policy counts in this calendar. Name it in a policy"]),
                *(
                    f".holidays.remove: {day} is no holiday there anyway. Correct the day"
                    for day in calendar.holidays.removed_in_vain
                ),
            )
        )

    @cached_property
    def _known_calendars(self) -> dict[str, CalendarPolicy]:
        return {DEFAULT_CALENDAR: _default_calendar()} | self.calendars

    @model_validator(mode="after")
    def _calendars_are_clear(self) -> Self:
        if ALWAYS in self.calendars:
            raise ValueError(f"calendars: {ALWAYS!r} is the calendar that never closes; give this one another name")
        if self.is_default and not self.policies and len(self.calendars) > 1:
            raise ValueError(
                f"there are calendars ({', '.join(self.calendars)}) but no policies; "
                "say under [[sla.policies]] which targets count in which calendar"
            )
        return self

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if repeated := _repeated([policy.name for policy in self.policies]):
            raise ValueError(repeated[0])
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
            steps=_DEFAULT_STEPS,
        )
        for priority, targets in _DEFAULT_HOURS.items()
        for clock, hours in zip(_DEFAULT_CLOCKS, targets, strict=True)
    )
