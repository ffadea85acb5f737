"""Finds the time of day in a text."""

import re
from datetime import timedelta
from typing import NamedTuple

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![0-9:.])(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?(?![0-9:])"
        r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?(?:uhr|hrs?|hs|uur|h)(?![a-z]))?",
        r"(?<![0-9:.])(?P<h>[0-9]{1,2})(?:\.(?P<m>[0-9]{2}))? ?(?P<half>[ap])\.?m\b\.?",
        r"(?<![0-9:.])(?P<h>[0-9]{1,2}) ?h ?(?P<m>[0-9]{2})?(?:min)?(?![0-9a-z])",
        r"(?<![0-9:.])(?P<h>[0-9]{1,2})(?:\.(?P<m>[0-9]{2}))? ?uhr(?: (?P<m2>[0-9]{2}))?(?![0-9a-z])",
        r"(?<=ore )(?P<h>[0-9]{1,2})(?:\.(?P<m>[0-9]{2}))?(?![0-9])",
        r"(?<=[0-9]{2} )(?P<h>[0-9]{2})\.(?P<m>[0-9]{2})(?![0-9])",
        r"(?<=[0-9]{8}t)(?P<h>[0-9]{2})(?P<m>[0-9]{2})(?P<s>[0-9]{2})?(?![0-9])",
    )
)
_IN_FRONT = re.compile(
    r"(?:[\s,]+(?:at|um|a las|à|a|alle ore|alle|ore|kl\.?|h\.?|@|-|–|\|))?[\s,]*$|(?<=[0-9])t$", re.IGNORECASE
)
_MIDNIGHT = timedelta(days=1)


class TimeOfDay(NamedTuple):
    """A time found in a text: since midnight, None if the clock never shows it, and what stands around it."""

    since_midnight: timedelta | None
    before: str
    behind: str
    precise: bool  # written with seconds, or behind a T


def time_in(text: str) -> TimeOfDay | None:
    """The first time of day in a text, 24:00 being the end of the day; None where there is none."""
    for form in _FORMS:
        if match := form.search(text):
            before = text[: match.start()]
            found = match.groupdict()
            precise = bool(found.get("s")) or before[-1:] in ("T", "t")
            return TimeOfDay(_since_midnight(found), _IN_FRONT.sub("", before).strip(), text[match.end() :], precise)
    return None


def _since_midnight(found: dict[str, str | None]) -> timedelta | None:
    hours, minutes = int(found["h"] or 0), int(found.get("m") or found.get("m2") or 0)
    seconds, half = int(found.get("s") or 0), found.get("half")
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half in "pP" else 0)
    time = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=_microseconds(found.get("f")))
    return time if minutes < 60 and seconds < 60 and (hours < 24 or time == _MIDNIGHT) else None


def _microseconds(fraction: str | None) -> int:
    return int(f"{fraction:0<6.6}") if fraction else 0
