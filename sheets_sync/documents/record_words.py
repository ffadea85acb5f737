"""What a record is about, in its people's own words."""

from typing import Any

import pandas as pd

from sheets_sync.documents.words import cut, label

OWN_WORDS = {  # tracker: the fields that hold subject, team, owner and priority
    "escalations": {"subject": "subject", "team": "team", "owner": "owner", "priority": "priority"},
    "cases": {"subject": "violation_type", "owner": "owner", "priority": "severity"},
    "feedback": {"subject": "theme", "team": "team", "owner": "owner", "priority": "priority"},
}
_LONGEST_SUBJECT = 300  # characters; the row itself has the rest


def subject(record: Any) -> str:
    """What a record with its `tracker` and `subject` is about: own words, or a canonical value put in words."""
    return subject_words(record.tracker, record.subject)


def subject_words(tracker: str, said: Any) -> str:
    """The same of what stands in the field that says it."""
    return cut(text(said), _LONGEST_SUBJECT) if tracker == "escalations" else label(said)


def text(value: Any) -> str:
    """A text as it stands; nothing when it is missing."""
    return "" if pd.isna(value) else str(value)
