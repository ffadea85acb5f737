"""Reads languages: the two letters of ISO 639-1, or the name in five languages."""

import re

from sheets_sync.trackers.reading.answers import Answer, CellProblem, ReadCell, Reading, Written, as_written
from sheets_sync.trackers.reading.enumerations import known_value, read_word
from sheets_sync.trackers.vocabulary import vocabulary_of

_WITH_REGION = re.compile(r"([A-Za-z]{2,3})[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|419)(?:[-_](?:[A-Za-z]{2}|419))?")
_REGION_BEHIND = re.compile(r"(.+?)\s?\([^()?]*\)")
# In capitals these are countries to most of us, and other languages to ISO: UK is Ukrainian, SE is Northern Sami.
_COUNTRIES = frozenset({"UK", "CH", "BE", "SE", "IE", "EE", "SI", "LU", "CY", "NA"})
_COUNTRY = CellProblem("could be a country", "write the language's two letters in lower case, 'en', or its name")


def read_language(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """The two letters of a language; the region is dropped."""
    text = as_written(cell)
    if text in _COUNTRIES:
        return _COUNTRY
    words = vocabulary_of("language", reading.words)
    value = known_value(text, words)
    if value is None and (match := _WITH_REGION.fullmatch(text) or _REGION_BEHIND.fullmatch(text[:80])):
        value = known_value(match[1], words)
    return read_word(text, words) if value is None else ReadCell(value)
