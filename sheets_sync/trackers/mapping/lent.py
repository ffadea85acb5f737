"""Headings that a field of one tracker lends to the field of the same name in another."""

from collections.abc import Iterator
from functools import cache

from sheets_sync.trackers.mapping.words import heading_words, singular, word_set
from sheets_sync.trackers.row import TrackerRow, reads
from sheets_sync.trackers.schemas import SCHEMAS

_LENT = word_set(  # fields that mean the same in every tracker; an author is no owner of a case, so owners are not lent
    "language seller_id seller_name status priority severity team root_cause gmv_impact "
    "affected_sellers case_ids escalation_ids"
)


def lent_headings(schema: type[TrackerRow], name: str) -> Iterator[str]:
    """The headings other trackers know a field by, those left out that speak of their own records."""
    if name not in _LENT:
        return
    for other in SCHEMAS.values():
        if other is not schema and name in other.model_fields and _kind(other, name) == _kind(schema, name):
            foreign = record_words(other) - record_words(schema)
            yield from (
                heading
                for heading in other.said(name, "headings")
                if foreign.isdisjoint(map(singular, heading_words(heading).all))
            )


@cache
def record_words(schema: type[TrackerRow]) -> frozenset[str]:
    """The words one record of a tracker is called by."""
    return frozenset(singular(word) for name in schema.record_words.split("|") for word in heading_words(name).all)


def _kind(schema: type[TrackerRow], name: str) -> str:
    return reads(schema, name).kind.removesuffix("_list")
