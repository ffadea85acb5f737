"""The invented sellers of the demo."""

import unicodedata
from dataclasses import dataclass

from sheets_sync.sample.dice import dice


@dataclass(frozen=True)
class Seller:
    """A shop and its one LIVE room. The ids are text of 19 digits, as the platform gives them."""

    seller_id: str
    name: str
    handle: str
    room_id: str
    market: str
    category: str
    impressions: float  # on a usual day with a LIVE


_SHOPS = {
    "DE": "Lindenhof Pflege/Beauty, Morgentau Kosmetik/Beauty, Blauwiese Wohnen/Home, Zimtstern Küche/Home, "
    "Kleeblatt Spielwaren/Toys, Funkelkiste/Jewellery, Tannengrün Mode/Fashion, Hafenlicht Deko/Home, "
    "Vitalquell Shop/Health, Waldrausch Outdoor/Fashion",
    "FR": "Belle Ondine/Beauty, Rosée du Midi/Beauty, Maison Brindille/Beauty, Comptoir Galipette/Fashion, "
    "Atelier Coquelune/Fashion, Jardin Mirabeline/Home, Petit Nuage Doré/Toys, Éclat de Rivière/Jewellery",
    "ES": "Moda Brisamar/Fashion, Sol y Hebra/Fashion, Trapos Lunares/Fashion, Casa Alborada/Home, "
    "Rincón Azulejo/Home, Luz de Olivo/Beauty, Perla Nocturna/Jewellery, Tienda Caracola/Toys",
    "IT": "Filo d'Erba/Fashion, Moda Tramontina/Fashion, Stella di Sabbia/Jewellery, Bottega Ginestra/Home, "
    "Dolce Ruscello/Beauty, Casa Lanternina/Home",
    "IE": "Emerald Nook/Home, Clover & Thread/Fashion",
    "NL": "Tulpenhuis Wonen/Home, Molenwind Mode/Fashion",
}
_SIZE = {"DE": 90_000, "FR": 70_000, "ES": 64_000, "IT": 52_000, "IE": 24_000, "NL": 28_000}
_LARGE = {("FR", "Beauty"): 1.7}


def sellers(seed: int) -> tuple[Seller, ...]:
    """All sellers, market by market, the same for the same seed."""
    chance = dice(seed, "sellers")
    return tuple(
        Seller(
            seller_id=f"749{chance.randrange(10**15, 10**16)}",
            name=name,
            handle=_handle(name),
            room_id=f"751{chance.randrange(10**15, 10**16)}",
            market=market,
            category=category,
            impressions=_SIZE[market] * chance.uniform(0.7, 1.4) * _LARGE.get((market, category), 1),
        )
        for market, shops in _SHOPS.items()
        for name, category in (shop.split("/") for shop in shops.split(", "))
    )


def _handle(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain if letter.isalnum()) + ".live"
