"""What happened in the demo's half year, where several trackers tell of the same event."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sheets_sync.sample.sellers import Seller, sellers

WEEKS = 26
TRAFFIC_DAYS = 90


@dataclass(frozen=True)
class Stories:
    """The setting: now on Berlin's wall clock, the sellers, and two LIVE traffic events with different causes."""

    seed: int
    now: datetime  # without a zone, to the minute
    sellers: tuple[Seller, ...]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def monday(self) -> date:
        """The first day of the running week."""
        return self.today - timedelta(days=self.today.weekday())

    @property
    def suspended_from(self) -> date:
        """Three beauty sellers in FR were suspended for pre-recorded content; every appeal was granted."""
        return self.today - timedelta(days=34)

    @property
    def suspended_until(self) -> date:
        return self.suspended_from + timedelta(days=6)

    @property
    def suspended_sellers(self) -> tuple[Seller, ...]:
        return tuple(seller for seller in self.sellers if (seller.market, seller.category) == ("FR", "Beauty"))

    @property
    def reach_fell_on(self) -> date:
        """All rooms in ES are shown less often since this day, while nothing else changed."""
        return self.today - timedelta(days=7)

    @property
    def decoy_seller(self) -> Seller:
        """A small seller in ES that really was suspended when the reach fell."""
        return next(seller for seller in self.sellers if seller.name == "Tienda Caracola")

    def in_market(self, market: str) -> tuple[Seller, ...]:
        return tuple(seller for seller in self.sellers if seller.market == market)


def stories(now: datetime, seed: int) -> Stories:
    """The setting as of `now`, an instant with a zone."""
    local = now.astimezone(ZoneInfo("Europe/Berlin")).replace(second=0, microsecond=0, tzinfo=None)
    return Stories(seed=seed, now=local, sellers=sellers(seed))
