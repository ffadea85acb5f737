"""The tabs that hold the demo's escalations: what is open or fresh in one, the rest in a German archive."""

from collections.abc import Sequence
from datetime import timedelta

from sheets_sync.sample.dice import Dice, dice
from sheets_sync.sample.escalations import Escalation
from sheets_sync.sample.sheet import Column, Sheet, tracker_sheet
from sheets_sync.sample.spellings import PRIORITIES, STATUSES, TEAMS, dotted, spelled
from sheets_sync.sample.stories import Stories

COPIED_TO_ARCHIVE = 1  # and never deleted from the tab it came from

_ARCHIVED_AFTER_WEEKS = 9
_CAUSES = {
    "policy_gap": ("Policy gap",),
    "policy_unclear": ("Policy unclear",),
    "reviewer_error": ("Reviewer error",),
    "model_false_positive": ("Model false positive",),
    "product_defect": ("Product defect",),
    "distribution_change": ("Distribution change",),
    "unknown": ("Unknown",),
}


def escalation_tabs(every: Sequence[Escalation], stories: Stories) -> list[Sheet]:
    """Escalations and their archive; together they hold every escalation."""
    chance = dice(stories.seed, "escalation tabs")
    oldest_fresh = stories.now - timedelta(weeks=_ARCHIVED_AFTER_WEEKS)
    fresh = [one for one in every if one.resolved_at is None or one.raised_at >= oldest_fresh]
    archived = [one for one in every if one not in fresh] + fresh[:COPIED_TO_ARCHIVE]
    return [
        tracker_sheet(
            "Escalations",
            _english(chance),
            fresh,
            heading="Escalations to stakeholder teams",
            above=("Times are Berlin time", "P0 = room is down now · P1 = many sellers · P2 = some · P3 = question"),
            colour="#F4CCCC",
        ),
        tracker_sheet(
            "Archiv Eskalationen",
            _german(chance),
            archived,
            heading="Erledigte Eskalationen",
            above=(f"Älter als {_ARCHIVED_AFTER_WEEKS} Wochen",),
            colour="#E6B8AF",
        ),
    ]


def _english(chance: Dice) -> list[Column[Escalation]]:
    return [
        Column("ESC #", lambda one: one.escalation_id, 10),
        Column("Raised at", lambda one: one.raised_at, 16),
        Column("Raised by", lambda one: one.raised_by, 10),
        Column("Escalated to", lambda one: spelled(chance, TEAMS, one.topic.team), 18),
        Column("POC on their side", lambda one: one.contact, 12),
        Column("Market", lambda one: one.market, 8),
        Column("Issue one-liner", lambda one: one.subject, 58),
        Column("Priority", lambda one: spelled(chance, PRIORITIES["en"], one.priority), 10),
        Column("Status 🚦", lambda one: spelled(chance, STATUSES["emoji"], one.status), 16),
        Column("First response", lambda one: one.responded_at, 16),
        Column("Last update", lambda one: one.updated_at, 16),
        Column("Resolved", lambda one: one.resolved_at, 16),
        Column("Times reopened", lambda one: one.reopened or None, 10),
        Column("# sellers affected", lambda one: one.affected_sellers, 10),
        Column("Root cause", lambda one: spelled(chance, _CAUSES, one.topic.root_cause), 20),
        Column("Notes", lambda one: one.note, 30),
    ]


def _german(chance: Dice) -> list[Column[Escalation]]:
    return [
        Column("Ticket-Nr.", lambda one: one.escalation_id, 10),
        Column("Gemeldet am", lambda one: dotted(one.raised_at), 17),
        Column("Gemeldet von", lambda one: one.raised_by, 12),
        Column("Team", lambda one: spelled(chance, TEAMS, one.topic.team), 18),
        Column("Markt", lambda one: one.market, 8),
        Column("Betreff", lambda one: one.subject, 58),
        Column("Priorität", lambda one: spelled(chance, PRIORITIES["de"], one.priority), 10),
        Column("Status", lambda one: spelled(chance, STATUSES["de"], one.status), 14),
        Column("Erste Antwort am", lambda one: dotted(one.responded_at), 17),
        Column("Erledigt am", lambda one: dotted(one.resolved_at), 17),
        Column("Notizen", lambda one: one.note, 30),
    ]
