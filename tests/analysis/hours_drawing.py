"""Opening hours, pauses and instants as people write them, so that a test shows what it is about."""

from datetime import date, datetime
from typing import Any

import numpy as np

from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses
from tests.drawing import utc

HOUR = 3600
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def spans(text: str) -> list[tuple[int, int]]:
    """'09:00-12:00 22:00-06:00' as minutes of the day; what ends before it starts ends tomorrow."""
    found = [tuple(map(minutes, span.split("-"))) for span in text.split()]
    return [(start, end if end > start else end + 1440) for start, end in found]


def weekly(text: str) -> dict[int, list[tuple[int, int]]]:
    """'mon-fri 09:00-18:00; sat 10:00-14:00'."""
    week = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        days, hours = part.split(" ", 1)
        first, _, last = days.partition("-")
        for day in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            week[day] = spans(hours)
    return week


def calendar(week: str, timezone: str = "Europe/Berlin", **rules: Any) -> Calendar:
    holidays = {date.fromisoformat(day) for day in rules.pop("holidays", "").split()}
    return Calendar(
        timezone,
        weekly(week),
        exceptions={date.fromisoformat(day): spans(hours) for day, hours in rules.pop("exceptions", {}).items()},
        weekly_breaks=weekly(rules.pop("breaks", "")),
        dated_breaks={date.fromisoformat(day): spans(hours) for day, hours in rules.pop("dated_breaks", {}).items()},
        holidays=lambda year: {day for day in holidays if day.year == year},
    )


def pauses(*given: tuple[str, str | None]) -> Pauses:
    """Pauses of a single record."""
    return Pauses.of_each([[(utc(start), end and utc(end)) for start, end in given]])


def told(instant: datetime | np.datetime64 | None) -> str:
    """'2026-03-09 10:00' or with seconds where there are any; 'never' where there is none."""
    if instant is None or instant != instant:
        return "never"
    naive = instant.replace(tzinfo=None) if isinstance(instant, datetime) else instant
    return str(np.datetime64(naive, "us")).replace("T", " ").removesuffix(".000000").removesuffix(":00")


OFFICE = "mon-fri 09:00-18:00"
