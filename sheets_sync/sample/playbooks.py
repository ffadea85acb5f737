"""The demo's playbooks: most in date, some stale, and none published for the type of case that is rising."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.sample.dice import dice
from sheets_sync.sample.sheet import Column, Sheet, tracker_sheet
from sheets_sync.sample.spellings import VIOLATIONS, iso
from sheets_sync.sample.stories import Stories

_STATUSES = {"published": "Published", "draft": "Draft", "in_review": "In review", "outdated": "Outdated"}

# title | kind | violation types | markets | audience | status | owner | days since review | days to the next review
_SHELF = """
What counts as pre-recorded content | Playbook | pre_recorded_content | EU | internal | published | Inès | 40 | 140
What hosts should show | Guidance | pre_recorded_content | FR, DE | creator | published | Inès | 75 | 105
Three cameras, one host: evidence checklist | Template | pre_recorded_content | EU | internal | draft | Hugo | 12 |
Misleading claims on beauty products | Playbook | misleading_claims | DE | internal | published | Lena | 95 | 85
Before/after pictures | FAQ | misleading_claims | EU | seller | published | Lena | 230 | -50
Health claims on supplements | Playbook | health_claims | DE | internal | draft | Mira | 20 |
Health claims: words to avoid | FAQ | health_claims | EU | seller | outdated | Mira | 410 | -230
Off-platform traffic: links and codes | Playbook | off_platform_traffic | ES | internal | published | Nuria | 60 | 120
Off-platform traffic, seller FAQ | FAQ | off_platform_traffic | ES | seller | published | Pau | 200 | -20
Counterfeit: own brand or not? | Playbook | counterfeit_ip | IT | internal | published | Chiara | 30 | 150
Counterfeit: proof of purchase | Template | counterfeit_ip | EU | seller | published | Chiara | 88 | 92
Prohibited products, quick list | Guidance | prohibited_product | EU | seller | published | Jonas | 15 | 165
Knives and lighters | Playbook | prohibited_product | DE, FR | internal | published | Jonas | 190 | -10
Black screens and loops | Playbook | low_quality_content | EU | internal | published | Hugo | 50 | 130
Low quality content, host tips | Guidance | low_quality_content | FR, ES | creator | in_review | Hugo | 8 |
Price shown against price charged | Playbook | inconsistent_promotion | DE | internal | published | Lena | 120 | 60
Inconsistent promotion, seller FAQ | FAQ | inconsistent_promotion | IT | seller | published | Chiara | 260 | -80
Missing trader info: what to ask for | Playbook | missing_trader_info | NL, IE | internal | published | Sanne | 66 | 114
Minors in the LIVE | Playbook | minor_safety | EU | internal | published | Aoife | 25 | 65
Gambling mechanics: wheels, boxes, draws | Playbook | gambling | ES | internal | published | Pau | 300 | -120
Simulcast on other platforms | FAQ | simulcast | EU | creator | published | Hugo | 110 | 70
Music rights in the LIVE | Guidance | copyright | EU | creator | published | Mira | 33 | 147
Restricted products: age gate | Playbook | restricted_product | IE | internal | published | Aoife | 77 | 103
Spam engagement: follow trains and bots | Playbook | spam_engagement | EU | internal | published | Sanne | 45 | 135
How to write an appeal | FAQ | | EU | seller | published | Lena | 58 | 122
"""


@dataclass(frozen=True)
class Playbook:
    """A document that tells people how to decide, or sellers what to do."""

    title: str
    kind: str
    violation: str
    markets: str
    audience: str
    status: str
    owner: str
    reviewed_on: date
    next_review_on: date | None


def playbooks(stories: Stories) -> Iterator[Playbook]:
    """The whole shelf, in the order it was written."""
    for line in _SHELF.strip().splitlines():
        title, kind, violation, markets, audience, status, owner, reviewed, following = line.split("|")
        yield Playbook(
            title=title.strip(),
            kind=kind.strip(),
            violation=violation.strip(),
            markets=markets.strip(),
            audience=audience.strip(),
            status=status.strip(),
            owner=owner.strip(),
            reviewed_on=stories.today - timedelta(days=int(reviewed)),
            next_review_on=stories.today + timedelta(days=int(following)) if following.strip() else None,
        )


def playbook_tab(stories: Stories) -> Sheet:
    """The list of playbooks, one row each."""
    chance = dice(stories.seed, "playbooks")
    shelf = list(playbooks(stories))
    columns: list[Column[Playbook]] = [
        Column("Doc ID", lambda book: f"PB-{shelf.index(book) + 1:02}", 9),
        Column("Title", lambda book: book.title, 50),
        Column("Type", lambda book: book.kind, 11),
        Column("Violation type(s)", lambda book: VIOLATIONS[book.violation][0] if book.violation else None, 24),
        Column("Market(s)", lambda book: book.markets, 10),
        Column("Audience", lambda book: book.audience, 11),
        Column("Status", lambda book: _STATUSES[book.status], 12),
        Column("Owner", lambda book: book.owner, 10),
        Column("Last reviewed", lambda book: iso(book.reviewed_on), 14),
        Column("Next review", lambda book: iso(book.next_review_on), 14),
        Column("Views", lambda book: chance.randrange(20, 900) if book.status == "published" else None, 8),
        Column("Link", lambda book: f"https://docs.example.com/pb/{shelf.index(book) + 1:02}", 34),
    ]
    return tracker_sheet(
        "Playbooks", columns, shelf, heading="Playbooks & FAQ", above=("Review every six months",), colour="#D9D2E9"
    )
