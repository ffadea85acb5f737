"""How long a clock may run, as a team writes it: '1h 30m', '2 working days'."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

_OPEN_TIME = re.compile(r"(?:(\d{1,5}(?:\.\d{1,4})?) ?h)? ?(?:(\d{1,7}) ?m(?:in)?)?")
_WORKING_DAYS = re.compile(r"(\d{1,4}) working days?")
_DAYS = re.compile(r"\d+(?:\.\d+)? ?(?:d|days?)\b.*")
_NEGATIVE = re.compile(r"[-−–]\s*\d.*")


@dataclass(frozen=True)
class OpenTime:
    """A target in open time of the calendar."""

    seconds: float


@dataclass(frozen=True)
class WorkingDays:
    """A target in working dates of the calendar."""

    days: int


Target = OpenTime | WorkingDays


def open_seconds(text: str) -> float | None:
    """Seconds of open time as a team writes them, in small letters; None where it is something else."""
    found = _OPEN_TIME.fullmatch(text) if text else None
    return round(float(found[1] or 0) * 3600) + int(found[2] or 0) * 60 if found else None


def target_of(written: Any) -> Target | None:
    """A target as it is written; an empty text is none. Raises ValueError, which says how to write one."""
    if isinstance(written, Target):
        return written
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
    if (seconds := open_seconds(text)) is not None:
        return OpenTime(seconds)
    if _NEGATIVE.fullmatch(text):
        raise ValueError("is negative; a clock may run for '0h' or longer, and an empty target '' is none")
    raise ValueError("is not a target; write it as '2h', '1h 30m' or '2 working days'")


WrittenTarget = Annotated[Target | None, BeforeValidator(target_of)]
