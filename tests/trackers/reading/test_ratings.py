"""Ratings carry their scale."""

import pytest

from sheets_sync.trackers.values import Rating
from tests.trackers.answers import REFUSED, answer


@pytest.mark.parametrize(
    ("cell", "rating"),
    [
        ("4", Rating(4, 5)), (4.0, Rating(4, 5)), ("4.5", Rating(4.5, 5)), ("0", Rating(0, 5)),
        ("4/5", Rating(4, 5)), ("8/10", Rating(8, 10)),
        ("4 out of 5", Rating(4, 5)), ("4 von 5", Rating(4, 5)), ("4 sur 5", Rating(4, 5)), ("4 de 5", Rating(4, 5)),
        ("4 su 5", Rating(4, 5)),
        ("4 / 5 stars", Rating(4, 5)), ("★★★★☆", Rating(4, 5)), ("★★★★", Rating(4, 5)), ("⭐️⭐️⭐️", Rating(3, 5)),
        ("4 stars", Rating(4, 5)),
        ("4★", Rating(4, 5)), ("4 Sterne", Rating(4, 5)), ("4 étoiles", Rating(4, 5)), ("4 stelle", Rating(4, 5)),
    ],
)  # fmt: skip
def test_a_rating_is_read_on_the_columns_scale_unless_it_has_its_own(cell, rating):
    assert answer(cell, "rating", scale=5) == rating


@pytest.mark.parametrize(
    "cell",
    [
        "6", 6.0, "6/5", "11/10", "-1", "4/0", "4/1", "4-5", "~4", "4+", "good", "80%", "3/5/2026", "★★★★★★", True,
    ],
)  # fmt: skip
def test_what_is_not_on_the_scale_is_refused(cell):
    assert answer(cell, "rating", scale=5) == REFUSED


def test_a_rating_without_any_scale_is_kept_without():
    assert answer("9", "rating") == Rating(9, None)
    assert answer("4 stars", "rating") == Rating(4, 5)
    assert answer("4,5/5", "rating", "de_DE") == Rating(4.5, 5)
