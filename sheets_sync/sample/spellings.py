"""The ways people write the same thing into a cell."""

from collections.abc import Mapping
from datetime import date, datetime

from sheets_sync.sample.dice import Dice

Words = Mapping[str, tuple[str, ...]]

_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
_YEAR_GOES_WITHOUT_SAYING_DAYS = 60

VIOLATIONS: Words = {
    "pre_recorded_content": ("Pre-recorded content", "pre-recorded content"),
    "misleading_claims": ("Misleading claims", "Misleading claims", "misleading claims"),
    "health_claims": ("Health claims", "Health claims", "health claims"),
    "counterfeit_ip": ("Counterfeit / IP", "Counterfeit"),
    "off_platform_traffic": ("Off-platform traffic",),
    "prohibited_product": ("Prohibited product", "prohibited product"),
    "restricted_product": ("Restricted product",),
    "low_quality_content": ("Low quality content", "Low-quality content"),
    "inconsistent_promotion": ("Inconsistent promotion",),
    "missing_trader_info": ("Missing trader info",),
    "minor_safety": ("Minor safety",),
    "gambling": ("Gambling",),
    "simulcast": ("Simulcast",),
    "copyright": ("Copyright",),
    "spam_engagement": ("Spam engagement",),
    "impersonation": ("Impersonation",),
}
STATUSES: dict[str, Words] = {
    "en": {
        "open": ("Open", "Open", "New"),
        "in_progress": ("In progress", "WIP", "In progress"),
        "waiting": ("On hold", "Waiting"),
        "resolved": ("Resolved", "Done", "Resolved"),
        "closed": ("Closed",),
    },
    "emoji": {
        "open": ("🔴 Open", "🔴 Open", "New"),
        "in_progress": ("🟡 In progress", "WIP", "🟡 In progress"),
        "waiting": ("⏸ On hold", "On hold"),
        "resolved": ("✅ Resolved", "✅ Done", "Resolved"),
        "closed": ("Closed",),
    },
    "de": {
        "open": ("Offen",),
        "in_progress": ("In Bearbeitung", "WIP"),
        "waiting": ("Wartet",),
        "resolved": ("Gelöst", "Erledigt"),
        "closed": ("Geschlossen",),
    },
    "fr": {
        "open": ("Ouvert", "Nouveau"),
        "in_progress": ("En cours",),
        "waiting": ("En attente",),
        "resolved": ("Résolu",),
        "closed": ("Clôturé",),
    },
}
PRIORITIES: dict[str, Words] = {
    "en": {
        "critical": ("Critical", "P0", "Critical"),
        "high": ("High", "P1", "high"),
        "medium": ("Medium", "P2", "Medium"),
        "low": ("Low", "P3", "low"),
    },
    "de": {
        "critical": ("Kritisch",),
        "high": ("Hoch", "Hoch", "P1"),
        "medium": ("Mittel",),
        "low": ("Niedrig",),
    },
    "fr": {
        "critical": ("Critique",),
        "high": ("Haute",),
        "medium": ("Moyenne",),
        "low": ("Basse",),
    },
}
TEAMS: Words = {
    "policy": ("Policy", "Policy", "policy"),
    "moderation_quality": ("Moderation quality", "Mod QA", "Moderation quality"),
    "product": ("Product",),
    "algorithm": ("Algorithm", "Algorithm", "algorithm"),
    "legal": ("Legal",),
    "seller_support": ("Seller support",),
}


def spelled(chance: Dice, words: Words, value: str | None) -> str | None:
    """One of the spellings of a word; nothing for nothing."""
    return None if value is None else chance.choice(words[value])


def dotted(day: date | None) -> str | None:
    """'03.11.2026', with the time behind it where there is one."""
    return _with_time(day, "%d.%m.%Y")


def slashed(day: date | None) -> str | None:
    """'03/11/2026', with the time behind it where there is one."""
    return _with_time(day, "%d/%m/%Y")


def iso(day: date | None) -> str | None:
    """'2026-11-03', with the time behind it where there is one."""
    return _with_time(day, "%Y-%m-%d")


def german(day: date | None) -> str | None:
    """'3. November 2026'."""
    return None if day is None else f"{day.day}. {_MONTHS['de'][day.month - 1]} {day.year}"


def french(day: date | None) -> str | None:
    """'3 novembre 2026'."""
    return None if day is None else f"{day.day} {_MONTHS['fr'][day.month - 1]} {day.year}"


def short(day: date | None, today: date) -> str | None:
    """'3 Nov', and the year behind it where the day is long past."""
    if day is None:
        return None
    age = today - date(day.year, day.month, day.day)
    year = "" if abs(age.days) < _YEAR_GOES_WITHOUT_SAYING_DAYS else f" {day.year}"
    return f"{day.day} {_MONTHS['en'][day.month - 1]}{year}"


def tick(answer: bool | None, marks: tuple[str, str] = ("☑", "☐")) -> str | None:  # noqa: FBT001 - the value itself
    """A box drawn with a letter; nothing where nobody answered."""
    return None if answer is None else marks[0 if answer else 1]


def _with_time(day: date | None, pattern: str) -> str | None:
    if day is None:
        return None
    return day.strftime(pattern + " %H:%M" if isinstance(day, datetime) else pattern)
