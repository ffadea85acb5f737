"""The demo's violation cases: half a year of them, with habits, one outbreak, appeals and misjudgements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sheets_sync.sample.dice import Dice, dice, poisson, weighted
from sheets_sync.sample.sellers import Seller
from sheets_sync.sample.stories import WEEKS, Stories

_OUTBREAK_WEEKS = 4  # complete ones before the running week


@dataclass(frozen=True)
class Case:
    """One LIVE violation case as the team knows it; instants are Berlin's wall clock."""

    opened_at: datetime
    decided_at: datetime | None
    market: str
    also_in: str | None  # a second market
    seller: Seller
    violation: str
    measure: str
    days: int | None  # of a suspension
    points: int
    severity: str
    source: str
    automated: bool
    status: str
    owner: str
    appealed_at: datetime | None = None
    appeal_decided_at: datetime | None = None
    outcome: str | None = None
    checked: bool | None = None  # the quality sample: was the decision right?
    gmv_impact: float | None = None
    note: str | None = None
    case_id: str = ""

    @property
    def misjudged(self) -> bool | None:
        """Whether the decision was found wrong; None where nobody looked."""
        if self.outcome in ("overturned", "upheld"):
            return self.outcome == "overturned"
        return None if self.checked is None else not self.checked

    @property
    def ends_at(self) -> date | None:
        return None if self.days is None else self.opened_at.date() + timedelta(days=self.days)


@dataclass(frozen=True)
class _Stream:
    violation: str
    market: str
    weekly: float
    categories: tuple[str, ...] = ()  # empty: all
    outbreak: float | None = None  # cases a week since the outbreak
    overturned: float = 0.18  # of appeals decided


_STREAMS = (
    _Stream("pre_recorded_content", "FR", 2.2, overturned=0.55),
    _Stream("misleading_claims", "DE", 1.8, ("Beauty", "Home")),
    _Stream("health_claims", "DE", 0.3, ("Health", "Beauty"), outbreak=3.6, overturned=0.35),
    _Stream("off_platform_traffic", "ES", 1.5),
    _Stream("counterfeit_ip", "IT", 1.2, ("Fashion", "Jewellery")),
    _Stream("prohibited_product", "DE", 0.7),
    _Stream("prohibited_product", "ES", 0.6),
    _Stream("prohibited_product", "FR", 0.5),
    _Stream("low_quality_content", "FR", 0.8),
    _Stream("low_quality_content", "DE", 0.8),
    _Stream("low_quality_content", "ES", 0.6),
    _Stream("inconsistent_promotion", "DE", 0.9, overturned=0.3),
    _Stream("inconsistent_promotion", "IT", 0.5),
    _Stream("missing_trader_info", "NL", 0.4),
    _Stream("minor_safety", "IT", 0.3),
    _Stream("restricted_product", "IE", 0.4),
    _Stream("gambling", "ES", 0.3),
    _Stream("simulcast", "FR", 0.3),
    _Stream("copyright", "DE", 0.3),
    _Stream("spam_engagement", "NL", 0.3),
    _Stream("impersonation", "ES", 0.2),
)
_MEASURES = {
    "warning": 30,
    "live_interrupted": 26,
    "live_suspension": 20,
    "product_removal": 10,
    "points_only": 8,
    "feature_restriction": 4,
    "live_ban": 1,
    "no_action": 2,
}
_POINTS = {"warning": 0, "no_action": 0, "product_removal": 2, "live_interrupted": 2, "live_ban": 24}
_GRAVE = ("minor_safety", "counterfeit_ip", "prohibited_product", "health_claims")
_OWNERS = {"DE": "Lena Jonas Mira", "FR": "Inès Hugo", "ES": "Nuria Pau", "IT": "Chiara", "IE": "Aoife", "NL": "Sanne"}
_NEIGHBOURS = {"DE": "AT", "ES": "PT", "IT": "ES", "FR": "BE"}
_NOTES = (
    "Screenshots in the folder",
    "Seller called twice",
    "Host switched cameras, see minute 12",
    "Same host as last week",
    "Waiting for the recording",
    "Second warning this month",
    "Claim shown on the product card, not said",
    "Check with Policy",
)


def cases(stories: Stories) -> list[Case]:
    """Every case up to now, in the order they were opened, numbered from LV-10001."""
    chance = dice(stories.seed, "cases")
    found = [case for stream in _STREAMS for case in _of_stream(chance, stream, stories)]
    found += _suspensions(chance, stories)
    found.sort(key=lambda case: (case.opened_at, case.seller.seller_id))
    return [replace(case, case_id=f"LV-{10_001 + number}") for number, case in enumerate(found)]


def _of_stream(chance: Dice, stream: _Stream, stories: Stories) -> Iterator[Case]:
    for ago in range(WEEKS):
        monday = stories.monday - timedelta(weeks=ago)
        outbreak = stream.outbreak is not None and ago <= _OUTBREAK_WEEKS
        weekly = stream.outbreak if outbreak and stream.outbreak else stream.weekly
        for _ in range(poisson(chance, weekly)):
            opened_at = _opened_in(chance, monday)
            if opened_at < stories.now:
                yield _case(chance, stream, opened_at, stories)


def _opened_in(chance: Dice, monday: date) -> datetime:
    day = monday + timedelta(days=chance.choices(range(7), (5, 5, 5, 5, 5, 2, 1))[0])
    return datetime.combine(day, time(chance.randrange(9, 20), chance.randrange(0, 60, 5)))


def _case(chance: Dice, stream: _Stream, opened_at: datetime, stories: Stories) -> Case:
    shops = [
        seller
        for seller in stories.in_market(stream.market)
        if not stream.categories or seller.category in stream.categories
    ]
    measure = weighted(chance, _MEASURES)
    grave = stream.violation in _GRAVE
    case = Case(
        opened_at=opened_at,
        decided_at=_if_past(opened_at + timedelta(hours=chance.choice((1, 2, 4, 20, 26, 44))), stories),
        market=stream.market,
        also_in=_NEIGHBOURS.get(stream.market) if chance.random() < 0.04 else None,
        seller=chance.choice(shops),
        violation=stream.violation,
        measure=measure,
        days=chance.choice((1, 3, 7)) if measure == "live_suspension" else None,
        points=_POINTS.get(measure, 4),
        severity=weighted(chance, {"critical": 1 + grave, "high": 3 + 4 * grave, "medium": 8, "low": 4}),
        source=weighted(chance, {"own_initiative": 7, "user_notice": 3, "trusted_flagger": 1}),
        automated=chance.random() < 0.6,
        status="open",
        owner=chance.choice(_OWNERS[stream.market].split()),
        gmv_impact=round(chance.uniform(80, 4_000), 2) if measure == "live_suspension" else None,
        note=chance.choice(_NOTES) if chance.random() < 0.25 else None,
    )
    return _settled(chance, _appealed(chance, case, stream.overturned, stories), stories)


def _appealed(chance: Dice, case: Case, overturned: float, stories: Stories) -> Case:
    """The case with its appeal and its quality check, as far as both have come by now."""
    if case.decided_at is None or case.measure == "no_action":
        return case
    if chance.random() > 0.38:
        return replace(case, checked=chance.random() < 0.85 if chance.random() < 0.15 else None)
    appealed_at = case.decided_at + timedelta(hours=chance.randrange(2, 120))
    decided_at = appealed_at + timedelta(hours=chance.randrange(24, 260))
    outcomes = {"overturned": overturned, "upheld": 0.9 - overturned, "withdrawn": 0.06, "inadmissible": 0.04}
    outcome = weighted(chance, outcomes)
    if appealed_at > stories.now:
        return case
    if decided_at > stories.now:
        return replace(case, appealed_at=appealed_at)
    return replace(case, appealed_at=appealed_at, appeal_decided_at=decided_at, outcome=outcome)


def _settled(chance: Dice, case: Case, stories: Stories) -> Case:
    """The case with the status people gave it."""
    if case.appealed_at and not case.outcome:
        return replace(case, status=chance.choice(("waiting", "in_progress")))
    if (stories.now - case.opened_at).days < 5:
        return replace(case, status=chance.choice(("open", "in_progress")))
    return replace(case, status=weighted(chance, {"resolved": 5, "closed": 5, "in_progress": 0.4}))


def _suspensions(chance: Dice, stories: Stories) -> Iterator[Case]:
    """The cases behind the two LIVE traffic events: three wrong suspensions in FR, and the decoy in ES."""
    wrongly = _Stream("pre_recorded_content", "FR", 0)
    for seller in stories.suspended_sellers:
        case = _suspension(chance, wrongly, seller, stories.suspended_from, stories)
        appealed_at = case.opened_at + timedelta(hours=5)
        granted_at = appealed_at + timedelta(days=6)
        yield replace(
            case,
            status="closed",
            automated=True,
            appealed_at=appealed_at,
            appeal_decided_at=granted_at,
            outcome="overturned",
            checked=None,
            gmv_impact=round(chance.uniform(6_000, 14_000), 2),
            note="Three cameras on stage, cut as pre-recorded",
        )
    decoy = _Stream("gambling", "ES", 0)
    yield _suspension(chance, decoy, stories.decoy_seller, stories.reach_fell_on, stories)


def _suspension(chance: Dice, stream: _Stream, seller: Seller, day: date, stories: Stories) -> Case:
    opened_at = datetime.combine(day, time(9, 30))
    case = _case(chance, stream, opened_at, stories)
    return replace(
        case,
        decided_at=opened_at,
        seller=seller,
        also_in=None,
        measure="live_suspension",
        days=7,
        points=6,
        severity="high",
        status="in_progress",
        appealed_at=None,
        appeal_decided_at=None,
        outcome=None,
        checked=None,
        note=None,
        gmv_impact=round(chance.uniform(900, 2_500), 2),
    )


def _if_past(instant: datetime, stories: Stories) -> datetime | None:
    return instant if instant < stories.now else None
