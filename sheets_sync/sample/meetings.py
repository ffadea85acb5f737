"""The demo's known events and action items: what the team expects, and what its meetings decided."""

from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.sample.dice import dice
from sheets_sync.sample.escalations import Escalation
from sheets_sync.sample.sheet import Column, Sheet, tracker_sheet
from sheets_sync.sample.spellings import TEAMS, slashed, spelled
from sheets_sync.sample.stories import Stories

# days from today | lasts days | kind | market | name
_EVENTS = """
-88 | 1 | Release | | Seller center 41: new appeal form
-80 | 3 | Campaign | DE | Shop-along LIVE days
-74 | 1 | Incident | | Dashboard export late by six hours
-67 | 1 | Release | | Loop detection v3 (pre-recorded content)
-60 | 2 | Campaign | IT | Settimana della moda LIVE
-52 | 1 | Holiday | DE | Regional holiday, fewer rooms
-45 | 1 | Release | | App 36.2: product cards redrawn
-38 | 4 | Campaign | | Mid-season sale
-33 | 1 | Other | FR | Beauty sellers report wrongful cuts
-26 | 1 | Release | | Price edit during LIVE
-19 | 2 | Campaign | ES | Noches de moda
-12 | 1 | Incident | NL | Payment provider down for two hours
-6 | 1 | Release | | Ranking service 7.4
5 | 3 | Campaign | | Big LIVE weekend
24 | 2 | Holiday | | Public holidays
"""
# what | owner | team | decided days ago | due in days | status
_ACTIONS = """
Send 20 examples of three-camera rooms to moderation quality | Inès | moderation_quality | 30 | -16 | open
Ask policy for a ruling on health claims DE | Mira | policy | 16 | -5 | in_progress
Write playbook health claims DE | Mira | policy | 16 | -2 | open
Agree re-check of all FR pre-recorded cuts | Hugo | moderation_quality | 28 | -9 | in_progress
Fix: points stay after granted appeal | Wei | product | 44 | -20 | open
Report ES reach to algorithm with room list | Nuria | algorithm | 5 | -1 | in_progress
Answer ES sellers about reach | Pau | seller_support | 4 | 1 | open
Review gambling playbook | Pau | policy | 9 | 5 | open
Translate before/after FAQ to IT and ES | Chiara | seller_support | 9 | 8 | open
Weekly sample of 20 decisions for IT fashion | Elsa | moderation_quality | 12 | 9 | in_progress
Clarify who answers trader information requests | Margot | legal | 14 | 12 | waiting
Show suspension end in local time | Pauline | product | 23 | 18 | in_progress
Check throttling after lifted suspensions | Arjun | algorithm | 23 | 6 | open
Collect ten verbatims on slow appeals | Lena | moderation_quality | 2 | 5 | open
Add AT to German case tab | Jonas | seller_support | 37 | 30 | resolved
Template for appeal evidence | Hugo | moderation_quality | 37 | 21 | resolved
Webinar for beauty sellers DE | Lena | seller_support | 51 | 24 | resolved
Stop pasting reviewer notes | Elsa | moderation_quality | 51 | 37 | resolved
List of rooms hit by loop detection | Arjun | algorithm | 58 | 44 | resolved
Escalation form: make priority mandatory | Lena | product | 58 | 40 | resolved
One owner per escalation | Lena | policy | 65 | 60 | closed
Warnings in the seller's language | Dmitri | moderation_quality | 65 | 30 | resolved
Ask for appeal queue figures weekly | Chiara | moderation_quality | 72 | 65 | closed
Clean up closed FAQ | Sanne | policy | 72 | 50 | resolved
Seller centre: show reasons for points | Pauline | product | 79 | 40 | resolved
Shared folder for recordings | Jonas | seller_support | 79 | 70 | closed
Compare price claims in four markets | Tom | policy | 86 | 60 | resolved
Pilot: second look before suspensions over 3 days | Dmitri | moderation_quality | 86 | 35 | cancelled
Holiday rota | Aoife | seller_support | 93 | 88 | closed
Rename cases tab | Jonas | seller_support | 93 | 92 | closed
"""
_STATUSES = {
    "open": ("Open", "To do"),
    "in_progress": ("In progress", "WIP"),
    "waiting": ("On hold",),
    "resolved": ("Done", "✅ Done"),
    "closed": ("Closed",),
    "cancelled": ("Won't do",),
}
_UNDONE = ("open", "in_progress", "waiting")


@dataclass(frozen=True)
class KnownEvent:
    """Something the figures will show that is no surprise."""

    start: date
    end: date
    kind: str
    market: str
    name: str


@dataclass(frozen=True)
class Action:
    """What a meeting decided; `due_on` counts from the day of the meeting where it is done."""

    number: int
    what: str
    owner: str
    team: str
    decided_on: date
    due_on: date
    status: str


def known_events(stories: Stories) -> list[KnownEvent]:
    """Every event, oldest first."""
    rows = ([part.strip() for part in line.split("|")] for line in _EVENTS.strip().splitlines())
    return [
        KnownEvent(
            start=stories.today + timedelta(days=int(ago)),
            end=stories.today + timedelta(days=int(ago) + int(lasts) - 1),
            kind=kind,
            market=market,
            name=name,
        )
        for ago, lasts, kind, market, name in rows
    ]


def actions(stories: Stories) -> list[Action]:
    """Every action item, newest first, numbered from the oldest."""
    rows = [[part.strip() for part in line.split("|")] for line in _ACTIONS.strip().splitlines()]
    rows.sort(key=lambda row: int(row[3]))
    return [
        Action(
            number=len(rows) - place,
            what=what,
            owner=owner,
            team=team,
            decided_on=stories.today - timedelta(days=int(decided)),
            due_on=stories.today + timedelta(days=int(due) if status in _UNDONE else -int(due)),
            status=status,
        )
        for place, (what, owner, team, decided, due, status) in enumerate(rows)
    ]


def known_event_tab(stories: Stories) -> Sheet:
    """The calendar of known events."""
    columns: list[Column[KnownEvent]] = [
        Column("Start date", lambda event: event.start, 12),
        Column("End date", lambda event: event.end, 12),
        Column("Type", lambda event: event.kind, 12),
        Column("Market", lambda event: event.market or None, 10),
        Column("Event", lambda event: event.name, 44),
        Column("Notes", lambda event: "empty market = all" if event.kind == "Holiday" else None, 30),
    ]
    return tracker_sheet("Known events", columns, known_events(stories), colour="#FCE5CD")


def action_tab(stories: Stories, escalations: list[Escalation]) -> Sheet:
    """What the weekly meetings decided."""
    chance = dice(stories.seed, "actions")
    open_ids = [one.escalation_id for one in escalations if one.resolved_at is None]
    columns: list[Column[Action]] = [
        Column("#", lambda action: f"A-{action.number:02}", 7),
        Column("Decided on", lambda action: action.decided_on, 13),
        Column("Action", lambda action: action.what, 54),
        Column("Owner", lambda action: action.owner, 10),
        Column("Team", lambda action: spelled(chance, TEAMS, action.team), 18),
        Column("Due", lambda action: slashed(action.due_on), 12),
        Column("Status", lambda action: spelled(chance, _STATUSES, action.status), 13),
        Column("Escalations", lambda action: chance.choice(open_ids) if action.status in _UNDONE else None, 13),
        Column("Outcome", lambda action: "see weekly update" if action.status == "resolved" else None, 22),
    ]
    return tracker_sheet(
        "Weekly actions",
        columns,
        actions(stories),
        heading="Actions from the weekly meeting",
        above=("Newest on top",),
        colour="#C9DAF8",
    )
