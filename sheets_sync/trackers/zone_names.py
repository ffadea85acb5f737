"""Names of time zones, checked."""

from functools import cache
from zoneinfo import available_timezones

from sheets_sync.errors import did_you_mean

_NOT_A_PLACE = {"localtime", "posixrules", "Factory"}  # whatever the machine is set to
_LONGEST_HINT = 100


def is_known_zone(name: str) -> bool:
    """Whether there is an IANA zone of this name, the same on every machine."""
    return name in _known_zones()


def known_zone(name: str) -> str:
    """The name itself. Raises ValueError, with the nearest name, where there is no such IANA zone."""
    known = _known_zones()
    if name in known:
        return name
    city = name.strip().replace(" ", "_").casefold()
    alike = [zone for zone in known if zone.rpartition("/")[2].casefold() == city]
    hint = did_you_mean(name, alike or known)
    raise ValueError("is not a time zone; " + (hint if len(hint) < _LONGEST_HINT else "write it as 'Europe/Berlin'"))


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones() - _NOT_A_PLACE)
