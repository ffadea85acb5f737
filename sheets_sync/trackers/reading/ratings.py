"""Reads ratings: the value and the scale it was given on."""

import re

from sheets_sync.trackers.reading.answers import Answer, CellProblem, Rating, ReadCell, Reading, Written
from sheets_sync.trackers.reading.numbers import plain_number

_STARS = 5.0  # the usual number of stars
_HIGHEST_SCALE = 100

_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_STAR = r" ?(?:[★⭐🌟]|-?stars?|sterne?n?|étoiles?|estrellas?|stell[ae])"
_BETWEEN = r" ?(?:/|out of|of|von|sur|de|su) ?"
_OUT_OF = re.compile(rf"({_NUMBER}){_BETWEEN}(\d{{1,3}})(?:[.,]0)?(?:{_STAR})?", re.IGNORECASE | re.ASCII)
_WITH_STARS = re.compile(rf"({_NUMBER}){_STAR}", re.IGNORECASE | re.ASCII)
_DRAWN = re.compile("([★⭐🌟✭✮✯]{1,10})([☆✩]{0,9})")

_NO_RATING = CellProblem("is not a rating", "write the rating with its scale, such as 4/5")


def read_rating(cell: Written, reading: Reading, _unit: str | None) -> Answer:
    """A rating; the scale in the cell wins over the column's."""
    if not isinstance(cell, str):
        return _NO_RATING if isinstance(cell, bool) else _within(cell, reading.scale)
    text = cell.replace("\ufe0f", "")
    if match := _DRAWN.fullmatch(text):
        drawn = float(len(match[1]) + len(match[2]))
        return _within(len(match[1]), drawn if match[2] else reading.scale or _STARS)
    if match := _OUT_OF.fullmatch(text):
        return _within(plain_number(match[1], reading.locale), float(match[2]))
    if match := _WITH_STARS.fullmatch(text):
        return _within(plain_number(match[1], reading.locale), reading.scale or _STARS)
    return _within(plain_number(text, reading.locale), reading.scale)


def _within(value: float | None, scale: float | None) -> Answer:
    if value is None or value != value or (scale is not None and not 1 < scale <= _HIGHEST_SCALE):
        return _NO_RATING
    if value < 0 or value > (_HIGHEST_SCALE if scale is None else scale):
        return CellProblem(f"is not on the scale to {scale or _HIGHEST_SCALE:g}", _NO_RATING.remedy)
    return ReadCell(Rating(value, scale))
