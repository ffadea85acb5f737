"""How figures and canonical values are written for readers; the same thing has the same name on every tab."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_policies import SlaSettings

DOT = "  ·  "

_SPELLED = {  # canonical values that are more than their parts
    "counterfeit_ip": "counterfeit and IP",
    "fraud_scam": "fraud or scam",
    "hate_harassment": "hate or harassment",
    "off_platform_traffic": "off-platform traffic",
    "pre_recorded_content": "pre-recorded content",
    "spam_engagement": "spam or fake engagement",
}


def records(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame, each with its columns as attributes."""
    # A column of texts is slow to go through as such.
    return frame.astype(dict.fromkeys(frame.select_dtypes("str").columns, object)).itertuples()


def label(value: Any) -> str:
    """A canonical value in words: 'moderation_quality' is 'Moderation quality'; nothing when it is missing."""
    if value is None or pd.isna(value):
        return ""
    text = _SPELLED.get(str(value)) or str(value).replace("_", " ")
    return text[:1].upper() + text[1:]


def count(number: int) -> str:
    """1204 is '1,204'."""
    return f"{number:,}".replace("-", "−")


def plural(number: int, one: str, many: str | None = None) -> str:
    """'1 row', '2 rows'."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def first_few(names: Sequence[object], most: int) -> str:
    """'ESC-1, ESC-7 and 2 more'."""
    more = len(names) - most
    return ", ".join(map(str, names[:most])) + (f" and {count(more)} more" if more > 0 else "")


def cut(text: str, longest: int) -> str:
    """A text of at most so many characters, on one line."""
    return " ".join(text[:longest].split()) + ("…" if len(text) > longest else "")


def share(fraction: float) -> str:
    """0.874 is '87 %'."""
    return f"{fraction * 100:.0f} %"


def share_read_words(fraction: float | None) -> str:
    """0.9996 is '99.9 %': only what is whole is '100 %'; '–' where nothing was to be read."""
    if fraction is None:
        return "–"
    return "100 %" if fraction == 1 else f"{math.floor(fraction * 1000) / 10:.1f} %"


def share_range(low: float, high: float) -> str:
    """An interval of shares: '78–92 %'."""
    return f"{low * 100:.0f}–{high * 100:.0f} %"


def cells_to_mend(findings: Findings) -> int:
    """How many cells could not be read and were left empty; rows that were left out are counted apart."""
    return sum(issue.severity == "cell_left_empty" for issue in findings.trackers.issues)


def policies_in_words(settings: SlaSettings) -> str:
    """Whose targets were judged by, and in which hours."""
    if not settings.is_default:
        return "the team's policies"
    others = "the team's policies, escalations by the " if settings.policies else ""
    own = settings.default_calendar in settings.calendars
    return f"{others}default policy, " + ("the team's calendar" if own else "Mon–Fri 09:00–18:00 Berlin")


def rows_stood_on(findings: Findings, tracker: str) -> str:
    """'412 cases accepted, 6 rows left out' for a tab's banner; says so when there is no such tracker."""
    if tracker not in findings.trackers.read():
        return f"no {label(tracker).lower()} tracker was read"
    accepted, left_out = (findings.trackers.total(part, tracker) for part in ("accepted", "left_out"))
    one = label(tracker).lower().removesuffix("s")
    many = "feedback" if tracker == "feedback" else None  # it has no plural
    parts = (plural(accepted, one, many), f"{plural(left_out, 'row')} left out")
    return ", ".join(filter(None, (*parts, missing_columns(findings, tracker))))


def missing_columns(findings: Findings, tracker: str) -> str:
    """'no column for priority or status' where figures lack what they need; nothing where all is there."""
    missing = " or ".join(findings.trackers.missing.get(tracker, ()))
    return f"no column for {missing.replace('_', ' ')}" if missing else ""


def week_label(monday: date) -> str:
    """'W47' after ISO 8601."""
    return f"W{monday.isocalendar().week:02d}"


def banner(parts: Iterable[str]) -> str:
    """One line; the first letter is a capital."""
    line = DOT.join(part for part in parts if part)
    return line[:1].upper() + line[1:]
