from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from sheets_sync.documents.step_words import next_step_words
from sheets_sync.documents.time_words import LocalWords

NOON = pd.Timestamp("2026-11-19 11:30Z")  # 12:30 in Berlin


def words(**said: Any) -> str:
    """The words for a clock; what is not given is missing."""
    nothing = {"next_step": None, "next_step_at": pd.NaT, "last_step": None, "last_step_at": pd.NaT}
    clock = SimpleNamespace(**{"owner": "Ana", "team": "moderation_quality"} | nothing | said)
    return next_step_words(clock, LocalWords("Europe/Berlin", NOON))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"next_step": ("team lead",), "next_step_at": NOON}, "Team lead, Thu 19 Nov 12:30"),
        ({"next_step": ("owner",), "next_step_at": NOON}, "Ana, Thu 19 Nov 12:30"),
        ({"next_step": ("Team",), "next_step_at": NOON}, "Moderation quality team, Thu 19 Nov 12:30"),
        ({"next_step": ("owner", "head")}, "Ana and head, not while paused"),
        ({"next_step": ("owner",), "owner": None, "next_step_at": NOON}, "Owner (none named), Thu 19 Nov 12:30"),
        ({"next_step": ("team",), "team": float("nan"), "next_step_at": NOON}, "Team (none named), Thu 19 Nov 12:30"),
        ({"last_step": ("head of operations",), "last_step_at": NOON}, "Head of operations since Thu 19 Nov 12:30"),
        ({}, ""),
    ],
)
def test_the_next_step_says_whom_and_when(said: dict[str, Any], expected: str):
    assert words(**said) == expected


def test_what_comes_is_told_before_what_has_been():
    told = words(next_step=("head",), next_step_at=NOON, last_step=("owner",), last_step_at=NOON)

    assert told == "Head, Thu 19 Nov 12:30"
