"""What a heading says about the values below it: their unit, their currency, their scale."""

import re

from sheets_sync.trackers.mapping.words import Words, heading_words, singular, word_set

CURRENCIES = word_set("eur euro usd gbp pln sek dkk czk huf ron bgn chf")
_CURRENCY_CODES = {"euro": "EUR"}
_MAGNITUDES = dict.fromkeys(word_set("k t tsd thousand tausend 000 000s mille mila"), "k") | dict.fromkeys(
    word_set("m mio mln mn million"), "M"
)
_LENGTHS = {
    word: unit
    for unit, words in {
        "s": "s sec second sekunden seconde segundo secondi",
        "min": "min mins minute minuten minuto minuti",
        "h": "h hr hrs hour std stunden heure hora ore",
        "d": "d day tage jour dia giorni",
    }.items()
    for word in words.split()
}
_OF_TIME = frozenset(_LENGTHS) | word_set("ms week month stunde tag woche ora giorno")
_YES_OR_NO = (word_set("y n"), word_set("j n"), word_set("o n"), word_set("s n"))
_OF_ANOTHER = word_set("id email mail url link phone tel telefon telefono telephone code")
_NOT_YET = word_set("planned plan target estimated estimate expected forecast goal soll prevu previsto prevista")
_HARMLESS = word_set("count number total sum all absolute anzahl")
_SCALE = re.compile(r"(?:\b[01]\s*(?:-|–|to|bis|à|a)\s*|/\s*|out of\s*)(5|7|10|100)\b", re.IGNORECASE)


def heading_unit(heading: str, kind: str) -> str | None:
    """The unit a heading names for cells of a kind: 'min' of 'Duration (min)', 'EUR' of 'gmv_eur', '%' of 'CTR (%)'."""
    words = heading_words(heading).all
    if kind == "duration":
        return next((_LENGTHS[singular(word)] for word in reversed(words) if singular(word) in _LENGTHS), None)
    if kind == "money":
        currency = next((_CURRENCY_CODES.get(word, word.upper()) for word in words if word in CURRENCIES), "")
        magnitude = next((_MAGNITUDES[word] for word in map(singular, words) if word in _MAGNITUDES), "")
        return magnitude + currency or None
    return "%" if kind == "ratio" and "percent" in words else None


def heading_scale(heading: str) -> float | None:
    """The highest rating a heading names: 5 of 'Rating (1-5)', 10 of 'Score /10'."""
    match = _SCALE.search(heading)
    return float(match.group(1)) if match else None


def may_stand_aside(words: Words, kind: str) -> bool:
    """Whether these words in brackets leave the meaning of a column of this kind as it is without them."""
    said = {singular(word) for word in words}
    if said in _YES_OR_NO:
        return True
    if kind == "duration":
        return not said & _NOT_YET
    if kind == "money":
        return all(word in _HARMLESS or len(word) <= len("EUR") for word in said)
    if kind == "ratio":
        return said <= {"percent"}
    if kind in ("integer", "number"):
        return said <= _HARMLESS
    if kind in ("date", "datetime"):
        return not said & (_OF_TIME | _NOT_YET | CURRENCIES)
    return not said <= _OF_TIME | {"percent", "in"} and not said <= _OF_ANOTHER
