"""The opening hours and holidays a team configures: checked, and as a calendar to count in."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Self

from holidays import country_holidays, list_supported_countries
from holidays.registry import COUNTRIES
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from sheets_sync.analysis.opening_hours import FIRST_YEAR, LAST_YEAR, Calendar, new_year
from sheets_sync.errors import did_you_mean, nearest
from sheets_sync.trackers.zone_names import known_zone

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY = 24 * 60
_WEEK = 7 * _DAY
_SPAN = re.compile(r"(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ENGLISH = ("en_GB", "en_US")
_ANY_YEAR = 2024  # some countries' holidays are known for a few years only


def _day(written: Any) -> date:
    if isinstance(written, date) and not isinstance(written, datetime):
        day = written
    else:
        try:
            day = date.fromisoformat(written if _DATE.fullmatch(written) else "")
        except (TypeError, ValueError) as error:
            raise ValueError("is not a day; write it as '2026-12-24'") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _weekday(written: Any) -> str:
    if written not in WEEKDAYS:
        raise ValueError(f"is not a weekday; they are written {', '.join(WEEKDAYS)}")
    return str(written)


def _weekday_or_day(written: Any) -> str | date:
    if str(written).isalpha() and written not in WEEKDAYS:
        raise ValueError(f"is neither a weekday ({', '.join(WEEKDAYS)}) nor a day ('2026-12-24')")
    return str(written) if written in WEEKDAYS else _day(written)


def _span(written: Any) -> tuple[int, int]:
    found = _SPAN.fullmatch(written.strip()) if isinstance(written, str) else None
    if not found:
        raise ValueError("is not a span of hours; write it as '09:00-18:00'")
    first_hour, first_minute, last_hour, last_minute = map(int, found.groups())
    start, end = first_hour * 60 + first_minute, last_hour * 60 + last_minute
    if start >= _DAY or end > _DAY:
        raise ValueError("names a time that no clock shows; hours run from 00:00 to 24:00")
    if start == end:
        raise ValueError("begins and ends at the same time; a whole day is '00:00-24:00'")
    return start, end if end > start else end + _DAY


def _country(name: str) -> str:
    if name in list_supported_countries():
        return name
    named = [entry[1] for entry in COUNTRIES.values() if name.casefold() in map(str.casefold, entry)]
    hint = f"did you mean {named[0]!r}?" if named else "write its two letters, as in 'DE'"
    raise ValueError(f"is not a country whose holidays are known; {hint}")


def _part_meant(country: str, name: str) -> str:
    """The nearest part of a country by code or by name, else the codes there are."""
    codes = list_supported_countries()[country]
    found = nearest(name, [*codes, *country_holidays(country).subdivisions_aliases])
    return f"did you mean {found!r}?" if found else did_you_mean(name, codes)


Day = Annotated[date, BeforeValidator(_day)]
Spans = tuple[Annotated[tuple[int, int], BeforeValidator(_span)], ...]  # minutes; above 1440 lies on the next day


class Holidays(BaseModel):
    """Days a team does not work: those of a country or of a part of it, more and fewer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: Annotated[str, AfterValidator(_country)] | None = None  # ISO 3166
    subdivision: str | None = None  # without it only the days that hold in the whole country
    add: tuple[Day, ...] = ()
    remove: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _subdivision_is_known(self) -> Self:
        if self.subdivision and not self.country:
            raise ValueError(f"subdivision {self.subdivision!r} needs its country beside it")
        try:
            self.of_year(_ANY_YEAR)
        except NotImplementedError as error:
            hint = _part_meant(str(self.country), str(self.subdivision))
            raise ValueError(f"subdivision {self.subdivision!r} is not a part of {self.country}; {hint}") from error
        return self

    @model_validator(mode="after")
    def _no_day_is_both(self) -> Self:
        if both := sorted(set(self.add) & set(self.remove)):
            raise ValueError(f"{both[0]} is both added and removed; keep one of the two")
        return self

    def of_year(self, year: int) -> frozenset[date]:
        """The holidays of a year."""
        return self._named(year) - frozenset(self.remove) | frozenset(day for day in self.add if day.year == year)

    @property
    def removed_in_vain(self) -> tuple[date, ...]:
        """The days taken out that are no holidays anyway."""
        return tuple(day for day in self.remove if day not in self._named(day.year))

    def _named(self, year: int) -> frozenset[date]:
        named = country_holidays(self.country, subdiv=self.subdivision, years=year) if self.country else ()
        return frozenset(named)

    def name_of(self, day: date) -> str | None:
        """What a holiday is called, in English where its country's have English names; None of one that was added."""
        if self.country is None:
            return None
        known = country_holidays(self.country, subdiv=self.subdivision, years=day.year)
        for language in _ENGLISH:
            if language in known.supported_languages:
                return country_holidays(self.country, self.subdivision, years=day.year, language=language).get(day)
        return known.get(day)


class CalendarPolicy(BaseModel):
    """When a team works, by its own clock.

        >>> team = CalendarPolicy.model_validate({
        ...     "timezone": "Europe/Berlin",
        ...     "week": {"mon": ["09:00-12:00", "13:00-18:00"], "fri": ["22:00-06:00"], "sun": ["00:00-24:00"]},
        ...     "exceptions": {"2026-12-28": ["10:00-14:00"], "2026-12-21": []},
        ...     "breaks": {"sun": ["12:00-13:00"], "2026-11-20": ["23:00-01:00"]},
        ...     "holidays": {"country": "DE", "subdivision": "BE", "add": ["2026-12-27"], "remove": ["2026-03-08"]},
        ... })
        >>> team.calendar.timezone
        'Europe/Berlin'

    For each local date one rule decides: a holiday closes it, else an exception replaces the week, where [] is closed.
    Breaks are never worked, and may overlap. A span whose end is not after its start runs past midnight, and what is
    past midnight belongs to the next date.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: Annotated[str, AfterValidator(known_zone)]
    week: dict[Annotated[str, BeforeValidator(_weekday)], Spans]
    holidays: Holidays = Holidays()
    exceptions: dict[Day, Spans] = {}
    breaks: dict[Annotated[str | date, BeforeValidator(_weekday_or_day)], Spans] = {}

    @model_validator(mode="after")
    def _spans_are_apart(self) -> Self:
        week = _placed((day, WEEKDAYS[day], spans) for day, spans in self.calendar.week.items())
        _require_apart([*week, *((start + _WEEK, end + _WEEK, name) for start, end, name in week[:1])])
        _require_apart(_placed((day.toordinal(), str(day), spans) for day, spans in self.calendar.exceptions.items()))
        return self

    @model_validator(mode="after")
    def _is_ever_open(self) -> Self:
        calendar = self.calendar
        week = Calendar(self.timezone, calendar.week, weekly_breaks=calendar.weekly_breaks)
        is_open = week.table(0, 0).working_days.size > 0
        if self.exceptions and not is_open:
            first, last = new_year(min(self.exceptions).year), new_year(max(self.exceptions).year)
            is_open = calendar.table(first, last).working_days.size > 0
        if not is_open:
            taken = "its breaks take all the hours of its week; shorten them"
            none = "give at least one weekday hours, as in mon = ['09:00-18:00']"
            raise ValueError(f"is never open; {taken if any(self.week.values()) else none}")
        return self

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar to count in."""
        return Calendar(
            self.timezone,
            week={WEEKDAYS.index(day): spans for day, spans in self.week.items()},
            exceptions=self.exceptions,
            weekly_breaks={WEEKDAYS.index(day): spans for day, spans in self.breaks.items() if isinstance(day, str)},
            dated_breaks={day: spans for day, spans in self.breaks.items() if isinstance(day, date)},
            holidays=self.holidays.of_year,
        )


def _placed(days: Iterable[tuple[int, str, Sequence[tuple[int, int]]]]) -> list[tuple[int, int, str]]:
    """Spans on one line of minutes, in order, each with the name people know it by."""
    return sorted(
        (number * _DAY + start, number * _DAY + end, f"{name} {written_span(start, end)}")
        for number, name, spans in days
        for start, end in spans
    )


def _require_apart(spans: Sequence[tuple[int, int, str]]) -> None:
    for (_, end, earlier), (start, _, later) in pairwise(spans):
        if start < end:
            raise ValueError(f"{earlier} and {later} overlap; write each open minute once")


def written_span(start: int, end: int) -> str:
    """A span of minutes as people write it: '22:00-06:00'."""
    hours = (f"{minute // 60:02}:{minute % 60:02}" for minute in (start, end if end <= _DAY else end - _DAY))
    return "-".join(hours)
