"""The demo's LIVE traffic: ninety days, a row for each room and day, with the two events of the stories."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_sync.sample.dice import Dice, around, dice
from sheets_sync.sample.sellers import Seller
from sheets_sync.sample.sheet import Column, Sheet, tracker_sheet
from sheets_sync.sample.stories import TRAFFIC_DAYS, Stories

_OF_THE_WEEK = (0.9, 0.92, 0.95, 1.0, 1.1, 1.2, 1.05)  # Monday to Sunday
_LIVE_SHARE = 0.94  # of the days a room is on air
_REACH_LEFT = 0.58  # in ES since the reach fell
_WHOLE = "#,##0"


@dataclass(frozen=True)
class RoomDay:
    """What one room did on one day."""

    day: date
    seller: Seller
    sessions: int
    hours: float
    impressions: int
    views: int
    viewers: int
    peak_viewers: int
    product_clicks: int
    orders: int
    gmv: float


def traffic(stories: Stories) -> list[RoomDay]:
    """All rows up to yesterday, day by day. Three market-days were not recorded."""
    chance = dice(stories.seed, "traffic")
    days = [stories.today - timedelta(days=ago) for ago in range(TRAFFIC_DAYS, 0, -1)]
    missing = {
        (chance.choice(days[10:50]), "IT"),
        (chance.choice(days[10:50]), "DE"),
        (chance.choice(days[10:50]), "NL"),
    }
    return [row for day in days for row in _day(chance, day, missing, stories)]


def _day(chance: Dice, day: date, missing: set[tuple[date, str]], stories: Stories) -> Iterator[RoomDay]:
    mood = around(chance, _OF_THE_WEEK[day.weekday()], 0.03)
    for seller in stories.sellers:
        on_air = chance.random() < _LIVE_SHARE and not _suspended(seller, day, stories)
        row = _room_day(chance, day, seller, mood * _reach(seller, day, stories))
        if on_air and (day, seller.market) not in missing:
            yield row


def _suspended(seller: Seller, day: date, stories: Stories) -> bool:
    if seller == stories.decoy_seller:
        return day >= stories.reach_fell_on
    return seller in stories.suspended_sellers and stories.suspended_from <= day <= stories.suspended_until


def _reach(seller: Seller, day: date, stories: Stories) -> float:
    return _REACH_LEFT if seller.market == "ES" and day >= stories.reach_fell_on else 1.0


def _room_day(chance: Dice, day: date, seller: Seller, level: float) -> RoomDay:
    impressions = around(chance, seller.impressions * level, 0.14)
    views = around(chance, impressions * 0.21, 0.05)
    clicks = around(chance, views * 0.16, 0.07)
    orders = around(chance, clicks * 0.055, 0.1)
    viewers = views * 0.81
    return RoomDay(
        day=day,
        seller=seller,
        sessions=chance.choice((1, 1, 2, 2, 3)),
        hours=round(chance.uniform(1.5, 6), 1),
        impressions=round(impressions),
        views=round(views),
        viewers=round(viewers),
        peak_viewers=round(around(chance, viewers * 0.06, 0.2)) + 1,
        product_clicks=round(clicks),
        orders=round(orders),
        gmv=round(round(orders) * chance.uniform(17, 29), 2),
    )


def traffic_tab(rows: list[RoomDay], stories: Stories) -> Sheet:
    """The traffic export, pasted together from weekly downloads."""
    columns: list[Column[RoomDay]] = [
        Column("Date", lambda row: row.day, 12),
        Column("Market", lambda row: row.seller.market, 8),
        Column("Seller ID", lambda row: row.seller.seller_id, 23),
        Column("Seller name", lambda row: row.seller.name, 22),
        Column("Creator", lambda row: row.seller.handle, 22),
        Column("LIVE room ID", lambda row: row.seller.room_id, 23),
        Column("Product category", lambda row: row.seller.category, 14),
        Column("LIVE sessions", lambda row: row.sessions, 9),
        Column("Duration (h)", lambda row: row.hours, 9),
        Column("Impressions", lambda row: row.impressions, 12, _WHOLE),
        Column("Views", lambda row: row.views, 10, _WHOLE),
        Column("Viewers", lambda row: row.viewers, 10, _WHOLE),
        Column("Peak viewers", lambda row: row.peak_viewers, 9, _WHOLE),
        Column("Product clicks", lambda row: row.product_clicks, 10, _WHOLE),
        Column("Orders", lambda row: row.orders, 9, _WHOLE),
        Column("GMV (EUR)", lambda row: row.gmv, 12, "#,##0.00"),
    ]
    last = stories.today - timedelta(days=1)
    return tracker_sheet(
        "LIVE traffic",
        columns,
        rows,
        heading="LIVE traffic by room and day",
        above=(f"Dashboard export, {stories.today - timedelta(days=TRAFFIC_DAYS):%d/%m/%Y} to {last:%d/%m/%Y}",),
        colour="#D0E0E3",
        day_format="yyyy-mm-dd",
    )
