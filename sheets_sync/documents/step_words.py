"""Whom a clock is escalated to next, and when, in a few words."""

from typing import Any

import pandas as pd

from sheets_sync.documents.record_words import text
from sheets_sync.documents.time_words import LocalWords
from sheets_sync.documents.words import label


def next_step_words(clock: Any, local: LocalWords) -> str:
    """'Team lead, Thu 19 Nov 12:30', or once the last step is reached 'Team lead since Thu 19 Nov 12:30'.

    `clock` has what `next_steps` says of it beside its record's owner and team. Nothing where it has no steps.
    """
    if isinstance(clock.next_step, tuple):
        when = "not while paused" if pd.isna(clock.next_step_at) else local.moment(clock.next_step_at)
        return f"{_whom(clock.next_step, clock)}, {when}"
    if isinstance(clock.last_step, tuple):
        return f"{_whom(clock.last_step, clock)} since {local.moment(clock.last_step_at)}"
    return ""


def _whom(named: tuple[str, ...], clock: Any) -> str:
    names = " and ".join(dict.fromkeys(_name(one, clock) for one in named))
    return names[:1].upper() + names[1:]


def _name(named: str, clock: Any) -> str:
    """The record's own owner or team, where they are meant; whoever else is as the policy has it."""
    if named.casefold() == "owner":
        return text(clock.owner) or "owner (none named)"
    if named.casefold() == "team":
        team = label(clock.team)
        return f"{team} team" if team else "team (none named)"
    return named
