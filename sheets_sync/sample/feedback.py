"""What the demo's merchants said: themes, voices in five languages, and one theme that grows."""

from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.sample.dice import Dice, dice, weighted
from sheets_sync.sample.sellers import Seller
from sheets_sync.sample.sheet import Column, Sheet, tracker_sheet
from sheets_sync.sample.spellings import STATUSES, TEAMS, slashed, spelled
from sheets_sync.sample.stories import Stories
from sheets_sync.sample.voices import THEMES, VOICES

_EVERYDAY = 175
_ABOUT_REACH = 25  # since the reach fell in ES
_DAYS_BACK = 120
_LANGUAGES = {"DE": "de", "FR": "fr", "ES": "es", "IT": "it", "IE": "en", "NL": "en"}
_CHANNELS = {"Email": 6, "Chat": 5, "Call": 3, "Seller center": 4, "Meeting": 1, "Survey": 2}
_AFFECTED = {None: 8, 1: 4, 3: 2, 6: 1}
_SENTIMENTS = {
    "negative": ("negative", "😡", "Negative"),
    "neutral": ("neutral", "Neutral"),
    "positive": ("positive", "👍"),
}


@dataclass(frozen=True)
class Feedback:
    """One thing a merchant said."""

    received_on: date
    seller: Seller
    theme: str
    text: str
    channel: str
    sentiment: str
    stars: int | None
    affected: int | None
    status: str
    resolved_on: date | None


def feedback(stories: Stories) -> list[Feedback]:
    """Everything merchants said up to now, oldest first."""
    chance = dice(stories.seed, "feedback")
    usual = {key: theme.weight for key, theme in THEMES.items()}
    said = [
        _said(chance, weighted(chance, usual), chance.choice(stories.sellers), chance.randrange(_DAYS_BACK), stories)
        for _ in range(_EVERYDAY)
    ]
    in_spain = stories.in_market("ES")
    since = (stories.today - stories.reach_fell_on).days
    said += [
        _said(chance, "reach", chance.choice(in_spain), chance.randrange(since), stories) for _ in range(_ABOUT_REACH)
    ]
    return sorted(said, key=lambda one: (one.received_on, one.seller.seller_id, one.text))


def _said(chance: Dice, theme: str, seller: Seller, days_ago: int, stories: Stories) -> Feedback:
    received_on = stories.today - timedelta(days=days_ago)
    done = chance.random() < min(0.9, days_ago / 20)
    sentiment = weighted(chance, {"negative": 8, "neutral": 3, "positive": 6 if theme == "praise" else 0.2})
    return Feedback(
        received_on=received_on,
        seller=seller,
        theme=theme,
        text=chance.choice(VOICES[theme, _LANGUAGES[seller.market]]),
        channel=weighted(chance, _CHANNELS),
        sentiment=sentiment,
        stars=_stars(chance, sentiment) if chance.random() < 0.6 else None,
        affected=weighted(chance, _AFFECTED),
        status="resolved" if done else chance.choice(("open", "in_progress")),
        resolved_on=min(received_on + timedelta(days=chance.randrange(1, 12)), stories.today) if done else None,
    )


def _stars(chance: Dice, sentiment: str) -> int:
    return chance.randint(*{"negative": (1, 2), "neutral": (2, 4), "positive": (4, 5)}[sentiment])


def feedback_tab(said: list[Feedback], stories: Stories) -> Sheet:
    """Merchant feedback, one row per message."""
    chance = dice(stories.seed, "feedback tab")
    numbers = {id(one): f"FB-{number:03}" for number, one in enumerate(said, start=1)}
    columns: list[Column[Feedback]] = [
        Column("FB-ID", lambda one: numbers[id(one)], 9),
        # Some type the date, others pick it.
        Column("Date received", lambda one: _typed_or_picked(chance, one.received_on), 13),
        Column("Mkt", lambda one: one.seller.market, 7),
        Column("Merchant", lambda one: one.seller.name, 22),
        Column("Merchant ID", lambda one: one.seller.seller_id, 23),
        Column("Channel", lambda one: one.channel, 13),
        Column("Pain point", lambda one: chance.choice(THEMES[one.theme].spellings), 24),
        Column("Verbatim (orig. language)", lambda one: one.text, 70),
        Column("Sentiment 😀😐😡", lambda one: spelled(chance, _SENTIMENTS, one.sentiment), 12),
        Column("Rating (1-5)", lambda one: None if one.stars is None else f"{one.stars}/5", 10),
        Column("# merchants affected", lambda one: one.affected, 11),
        Column("Owner team", lambda one: spelled(chance, TEAMS, THEMES[one.theme].team), 18),
        Column("Status", lambda one: spelled(chance, STATUSES["en"], one.status), 12),
        Column("Resolved on", lambda one: one.resolved_on, 12),
    ]
    return tracker_sheet(
        "Merchant feedback",
        columns,
        said,
        heading="What merchants tell us",
        above=("Verbatim only, no names of hosts please 🙏",),
        colour="#FFF2CC",
    )


def _typed_or_picked(chance: Dice, day: date) -> date | str | None:
    return slashed(day) if chance.random() < 0.3 else day
