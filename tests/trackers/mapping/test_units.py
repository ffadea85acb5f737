"""A heading may say in what its values are counted."""

import pytest

from sheets_sync.trackers.mapping.units import heading_scale, heading_unit, may_stand_aside


@pytest.mark.parametrize(
    ("heading", "kind", "unit"),
    [
        ("Duration (min)", "duration", "min"),
        ("duration_minutes", "duration", "min"),
        ("Airtime [hours]", "duration", "h"),
        ("Ø Verweildauer (s)", "duration", "s"),
        ("Duration", "duration", None),
        ("Minutes", "integer", None),
        ("GMV (€)", "money", "EUR"),
        ("gmv_gbp", "money", "GBP"),
        ("GMV", "money", None),
        ("GMV (k€)", "money", "kEUR"),
        ("GMV (T€)", "money", "kEUR"),
        ("GMV (Mio. €)", "money", "MEUR"),
        ("GMV (EUR thousands)", "money", "kEUR"),
        ("GMV (000s)", "money", "k"),
        ("CTR (%)", "ratio", "%"),
        ("CTR", "ratio", None),
    ],
)
def test_the_unit_of_a_column_stands_in_its_heading(heading, kind, unit):
    assert heading_unit(heading, kind) == unit


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Rating (1-5)", 5),
        ("Note (/5)", 5),
        ("NPS (0–10)", 10),
        ("Score out of 100", 100),
        ("Rating", None),
        ("Q1-5", None),
    ],
)
def test_the_scale_of_a_rating_stands_in_its_heading(heading, scale):
    assert heading_scale(heading) == scale


@pytest.mark.parametrize(
    ("said", "kind", "harmless"),
    [
        ("utc", "datetime", True),
        ("dd mm", "date", True),
        ("in hrs", "datetime", False),
        ("planned", "datetime", False),
        ("y n", "boolean", True),
        ("s n", "boolean", True),
        ("id", "text", False),
        ("email wa call", "text", True),
        ("last 7 days", "integer", False),
        ("total", "integer", True),
        ("rp", "money", True),
        ("per order", "money", False),
    ],
)
def test_words_in_brackets_may_change_what_is_counted(said, kind, harmless):
    assert may_stand_aside(tuple(said.split()), kind) is harmless
