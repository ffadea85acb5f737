"""What a workbook says of its own cells: the time zone and the locale that were set for it."""

import re

from sheets_sync.trackers.vocabulary import canonical_values
from sheets_sync.trackers.zone_names import is_known_zone
from sheets_sync.workbooks.grid import Grid

_LOCALE = re.compile(r"([a-z]{2})(_[A-Z]{2})?")
_SEVERAL_WAYS = "en"  # the language alone: 03/04/2026 is one day in London and another in New York


def own_timezone(grid: Grid) -> str | None:
    """The IANA zone of a tab's workbook; None where it has none, or one that is no place, such as 'GMT-07:00'."""
    return grid.timezone if grid.timezone and is_known_zone(grid.timezone) else None


def own_locale(grid: Grid) -> str | None:
    """The locale of a tab's workbook: 'de_DE', or 'de' where it names no country; None where it decides nothing.

    That is a locale nobody knows, English without a country, and a region of countries that write in different ways
    ('es_419': Argentina has a decimal comma, Mexico a point).
    """
    match = _LOCALE.fullmatch(grid.locale or "")
    if match is None or match[0] == _SEVERAL_WAYS or match[1] not in canonical_values("language"):
        return None
    return match[0]
