"""Reads a cell the way a test shows it: the value, or REFUSED."""

from typing import Any

from sheets_sync.trackers.values import CellProblem, ReadCell, Reading, WordRules, read_value
from tests.drawing import utc

REFUSED = "(refused)"


def reading(locale: str = "en_GB", timezone: str = "Europe/Berlin", now: str = "2026-11-20", **options: Any) -> Reading:
    return Reading(locale=locale, timezone=timezone, now=utc(now), **options)


def answer(cell: Any, kind: str, locale: str = "en_GB", *, unit: str | None = None, **options: Any) -> Any:
    """The value of a cell, or REFUSED."""
    found = read_value(cell, kind, reading(locale, **options), unit=unit)
    return REFUSED if isinstance(found, CellProblem) else found.value


def problem(cell: Any, kind: str, locale: str = "en_GB", *, unit: str | None = None, **options: Any) -> CellProblem:
    """What is wrong with a cell that cannot be read."""
    found = read_value(cell, kind, reading(locale, **options), unit=unit)
    assert isinstance(found, CellProblem), found
    return found


def read(cell: Any, kind: str, locale: str = "en_GB", *, unit: str | None = None, **options: Any) -> ReadCell:
    """A cell that was read, with its warning."""
    found = read_value(cell, kind, reading(locale, **options), unit=unit)
    assert isinstance(found, ReadCell), found
    return found


def words(**rules: Any) -> WordRules:
    return WordRules(**rules)
