"""Whom a clock is escalated to and when, as a team writes it: at '80 %' of the target, '30m before due', 'due'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, ConfigDict

from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.sla_targets import OpenTime, Target, open_seconds

_SHARE = re.compile(r"(\d{1,9}(?:\.\d{1,4})?) ?%")
_ABOUT_DUE = re.compile(r"(.*\S) (before|after) due")
_DATES = re.compile(r"\d+(?:\.\d+)? ?(?:working days?|d|days?)\b.*")
_NEGATIVE = re.compile(r"[-−–]\s*\d.*")
_MOST_PERCENT = 1000
_LONGEST_WORDS = 100
_FORMS = "write it as '80 %' (of the target), '30m before due', 'due' or '4h after due'"


@dataclass(frozen=True)
class AtShare:
    """When this share of the target is used up; above 1 it is after due."""

    share: float

    def __str__(self) -> str:
        return f"{self.share * 100:.7g} %"


@dataclass(frozen=True)
class AboutDue:
    """So much open time after due; below zero before it."""

    seconds: float

    def __str__(self) -> str:
        if self.seconds == 0:
            return "due"
        minutes, seconds = divmod(round(abs(self.seconds)), 60)
        parts = zip((*divmod(minutes, 60), seconds), "hms", strict=True)
        length = " ".join(f"{count}{unit}" for count, unit in parts if count)
        return f"{length} {'before' if self.seconds < 0 else 'after'} due"


StepTime = AtShare | AboutDue


def open_time_used(at: StepTime, target_seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The open time that clocks have used when they come to a step, in seconds; none before their start."""
    if isinstance(at, AtShare):
        return np.round(at.share * target_seconds, 6)  # to the microsecond, as the state of the clock has it
    return np.maximum(target_seconds + at.seconds, 0)


def _step_time(written: Any) -> StepTime:
    text = " ".join(written.lower().split()) if isinstance(written, str) else ""
    if text == "due":
        return AboutDue(0)
    if _NEGATIVE.fullmatch(text):
        raise ValueError("is negative; for what comes earlier write '30m before due' or a smaller share")
    if share := _SHARE.fullmatch(text):
        return _at_share(float(share[1]))
    if _DATES.fullmatch(text):
        raise ValueError("counts days, and steps count open time: of days of nine hours, two are '18h before due'")
    if found := _ABOUT_DUE.fullmatch(text):
        return _about_due(found[1], is_before=found[2] == "before")
    if open_seconds(text):
        raise ValueError(f"does not say on which side of due; write '{text} before due' or '{text} after due'")
    raise ValueError(f"is no moment of a clock; {_FORMS}")


def _at_share(percent: float) -> StepTime:
    if not 0 < percent <= _MOST_PERCENT:
        raise ValueError(f"is no share of a target; write more than 0 % and at most {_MOST_PERCENT:,} %")
    return AboutDue(0) if percent == 100 else AtShare(percent / 100)


def _about_due(length: str, *, is_before: bool) -> StepTime:
    seconds = open_seconds(length)
    if seconds is None:
        raise ValueError(f"does not say how long {'before' if is_before else 'after'} due; {_FORMS}")
    if seconds == 0:
        raise ValueError("is due itself; write 'due'")
    return AboutDue(-seconds if is_before else seconds)


def _whom(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    whom = noted(written)
    if not whom:
        raise ValueError("is empty; say whom the step is for, such as 'owner', 'team' or 'head of operations'")
    if len(whom) > _LONGEST_WORDS:
        raise ValueError(f"has {len(whom)} characters; a step names whom it is for in at most {_LONGEST_WORDS}")
    return whom


class Step(BaseModel):
    """One escalation step of a policy. 'owner' and 'team' are the record's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Annotated[StepTime, BeforeValidator(_step_time)]
    to: Annotated[str, BeforeValidator(_whom)]

    @property
    def words(self) -> tuple[str, str]:
        """What tells it from the other steps of a clock, whatever its policy is called: when, and to whom."""
        return str(self.at), self.to


def require_sensible(steps: Sequence[Step], target: Target | None, *, is_window: bool) -> None:
    """Raises ValueError for steps that can never come, or come twice."""
    if steps and target is None:
        raise ValueError("count from a target, and this policy has none; give it a target or take the steps out")
    words = [(step.at, step.to.casefold()) for step in steps]
    if twice := next((step for step, one in zip(steps, words, strict=True) if words.count(one) > 1), None):
        raise ValueError(f"have {str(twice.at)!r} to {twice.to!r} twice; take one of the two out")
    for step in steps:
        before_due = -step.at.seconds if isinstance(step.at, AboutDue) else 0
        if isinstance(target, OpenTime) and before_due > target.seconds:
            raise ValueError(f"{str(step.at)!r} lies before the start: the target is shorter; name a later moment")
        comes_first = before_due > 0 or (isinstance(step.at, AtShare) and step.at.share < 1)
        if is_window and not comes_first:
            raise ValueError(f"{str(step.at)!r} never comes: a window that has passed is over; name an earlier moment")
