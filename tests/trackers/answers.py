"""Reads a cell the way a test shows it: the value, or REFUSED."""

import math
from datetime import date, datetime
from typing import Any

from sheets_sync.trackers.values import CellProblem, Money, Rating, ReadCell, Reading, WordRules, read_cell, read_value
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


def plain(value: Any) -> Any:
    """A value as the shared examples write it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money | Rating):
        return value._asdict()
    return list(value) if isinstance(value, tuple) else value


def same(left: Any, right: Any) -> bool:
    if isinstance(left, float | int) and isinstance(right, float | int) and not isinstance(left, bool):
        return math.isclose(left, right, abs_tol=1e-9)
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def verdict(example: dict[str, Any]) -> str:
    """How a labelled cell is read: 'right', 'wrong', or 'silent' for a value where an error was due."""
    cell = example["raw"] if example.get("raw") is not None else example.get("text")
    options = {"locale": example.get("locale", "en_GB"), "timezone": example.get("tz", "Europe/Berlin")}
    found = read_cell(
        cell, example["kind"], now=utc(example.get("now", "2026-11-20")), unit=example.get("unit"),
        scale=example.get("scale"), **options
    )  # fmt: skip
    accepted = example.get("accept", [])
    if isinstance(found, CellProblem):
        return "right" if example.get("error") or example.get("accept_error") else "wrong"
    if any(same(plain(found), value) for value in accepted):
        return "right"
    if example.get("error"):
        return "silent"
    return "right" if same(plain(found), example["expect"]) else "wrong"
