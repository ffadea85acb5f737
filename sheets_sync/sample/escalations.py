"""The demo's escalations: a quarter of them answered, mostly in time, and a desk of open ones in every state."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sheets_sync.sample.dice import Dice, dice, weighted
from sheets_sync.sample.office import HOURS_A_DAY, open_time_earlier, open_time_later
from sheets_sync.sample.stories import Stories
from sheets_sync.sample.topics import EVERYDAY_TOPICS, OPEN_NOW, STORY_TOPICS, OpenNow, Topic

DONE_WEEKS = 16
DONE_A_WEEK = 6
FIRST_NUMBER = 214

# What the default policy allows, in open hours: first response, resolution.
ALLOWED_HOURS = {"critical": (1, 8), "high": (2, 16), "medium": (8, 40), "low": (16, 80)}

_LATE_SHARE = 0.14  # of the clocks due in a week
_LATEST = 1.4  # of what a solution is allowed
_MARKETS = {"DE": 5, "FR": 5, "ES": 4, "IT": 3, "IE": 1, "NL": 1}
_RAISED_BY = ("Lena", "Jonas", "Mira", "Inès", "Hugo", "Nuria", "Pau", "Chiara", "Aoife", "Sanne")
_CONTACTS = {
    "policy": ("Katarzyna", "Tom"),
    "moderation_quality": ("Dmitri", "Elsa"),
    "product": ("Wei", "Pauline"),
    "algorithm": ("Arjun",),
    "legal": ("Margot",),
    "seller_support": ("Rui",),
}
_NOTES = (
    "Chased in the weekly",
    "Ticket on their side",
    "Needs two more examples",
    "Sent evidence folder",
    "cc moderation",
)


@dataclass(frozen=True)
class Escalation:
    """A question handed to a stakeholder team; instants are Berlin's wall clock."""

    raised_at: datetime
    raised_by: str
    topic: Topic
    market: str
    contact: str
    priority: str
    status: str
    affected_sellers: int
    responded_at: datetime | None = None
    updated_at: datetime | None = None
    resolved_at: datetime | None = None
    reopened: int = 0
    note: str | None = None
    number: int = 0

    @property
    def escalation_id(self) -> str:
        return f"ESC-{self.number}"

    @property
    def subject(self) -> str:
        return self.topic.subject.format(n=self.affected_sellers, market=self.market)


def escalations(stories: Stories) -> list[Escalation]:
    """Every escalation up to now, in the order they were raised."""
    chance = dice(stories.seed, "escalations")
    every = [*_done(chance, stories), *(_open(chance, plan, stories) for plan in OPEN_NOW)]
    every.sort(key=lambda escalation: (escalation.raised_at, escalation.subject))
    return [replace(escalation, number=FIRST_NUMBER + place) for place, escalation in enumerate(every)]


def _open(chance: Dice, plan: OpenNow, stories: Stories) -> Escalation:
    """An escalation whose clock has used `plan.share` of what it is allowed, whatever the hour is now."""
    first_hours, resolution_hours = ALLOWED_HOURS[plan.priority]
    answered = plan.clock == "resolution"
    used = plan.share * (resolution_hours if answered else first_hours)
    raised_at = _whole_minute(open_time_earlier(stories.now, used))
    responded_at = open_time_later(raised_at, first_hours * chance.uniform(0.2, 0.8)) if answered else None
    responded_at = _whole_minute(min(responded_at, stories.now)) if responded_at else None
    return replace(
        _escalation(chance, (EVERYDAY_TOPICS | STORY_TOPICS)[plan.topic], plan.market, plan.priority, raised_at),
        status=plan.status,
        responded_at=responded_at,
        updated_at=responded_at,
    )


def _done(chance: Dice, stories: Stories) -> Iterator[Escalation]:
    asked = [_asked(chance, ago, stories) for ago in range(1, DONE_WEEKS + 1) for _ in range(DONE_A_WEEK)]
    late = _late_clocks(chance, asked, stories)
    for place, (raised_at, priority) in enumerate(asked):
        yield _answered(chance, raised_at, priority, late=((place, 0) in late, (place, 1) in late))


def _asked(chance: Dice, ago: int, stories: Stories) -> tuple[datetime, str]:
    """When and how urgently something was asked that even a late solution has settled by now."""
    priority = weighted(
        chance, {"critical": 2, "high": 5} if ago == 1 else {"critical": 2, "high": 5, "medium": 6, "low": 2}
    )
    day = stories.monday + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 4)), weeks=-ago)
    raised_at = _raised_on(chance, day)
    while open_time_later(raised_at, ALLOWED_HOURS[priority][1] * _LATEST) >= stories.now:
        raised_at = open_time_earlier(raised_at, HOURS_A_DAY)
    return raised_at, priority


def _late_clocks(chance: Dice, asked: list[tuple[datetime, str]], stories: Stories) -> set[tuple[int, int]]:
    """The same share of the clocks due in every week, as place and clock."""
    due: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for place, (raised_at, priority) in enumerate(asked):
        for clock, hours in enumerate(ALLOWED_HOURS[priority]):
            day = open_time_later(raised_at, hours).date()
            due[day - timedelta(days=day.weekday())].append((place, clock))
    return {
        one
        for monday, clocks in due.items()
        for one in chance.sample(clocks, _late_count(len(clocks), monday, stories))
    }


def _late_count(clocks: int, monday: date, stories: Stories) -> int:
    weeks_ago = (stories.monday - monday).days // 7
    # Of late, some that are still open are late already.
    share = 0 if weeks_ago <= 0 else _LATE_SHARE / 2 if weeks_ago == 1 else _LATE_SHARE
    return round(clocks * share)


def _answered(chance: Dice, raised_at: datetime, priority: str, *, late: tuple[bool, bool]) -> Escalation:
    first_hours, resolution_hours = ALLOWED_HOURS[priority]
    to_response = first_hours * (chance.uniform(1.3, 2.6) if late[0] else chance.uniform(0.1, 0.85))
    to_resolution = resolution_hours * (chance.uniform(1.05, _LATEST) if late[1] else chance.uniform(0.3, 0.9))
    responded_at = _whole_minute(open_time_later(raised_at, to_response))
    resolved_at = _whole_minute(open_time_later(raised_at, max(to_resolution, to_response + 0.5)))
    topic = chance.choice(list(EVERYDAY_TOPICS.values()))
    return replace(
        _escalation(chance, topic, weighted(chance, _MARKETS), priority, raised_at),
        status=weighted(chance, {"resolved": 3, "closed": 2}),
        responded_at=responded_at,
        updated_at=resolved_at,
        resolved_at=resolved_at,
        reopened=weighted(chance, {0: 12, 1: 1}),
    )


def _raised_on(chance: Dice, day: date) -> datetime:
    """Mostly in opening hours; now and then somebody writes at night."""
    morning = datetime.combine(day, datetime.min.time()) + timedelta(hours=9)
    minutes = chance.randrange(545, 720) if chance.random() < 0.06 else chance.randrange(0, 530)
    return morning + timedelta(minutes=minutes)


def _escalation(chance: Dice, topic: Topic, market: str, priority: str, raised_at: datetime) -> Escalation:
    return Escalation(
        raised_at=raised_at,
        raised_by=chance.choice(_RAISED_BY),
        topic=topic,
        market=market,
        contact=chance.choice(_CONTACTS[topic.team]),
        priority=priority,
        status="open",
        affected_sellers=chance.randint(2, 9),
        note=chance.choice(_NOTES) if chance.random() < 0.3 else None,
    )


def _whole_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
