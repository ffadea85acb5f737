"""The few errors an operator can mend, grouped by what has to be done."""

from collections.abc import Iterable
from typing import ClassVar

_NEAR = 65  # of 100; below, a likeness is chance
_MANY_NAMES = 20


class OperatorError(Exception):
    """Something a person has to mend. Its message says where, what was found against what was wanted, what to do."""

    exit_code: ClassVar[int]


class ConfigError(OperatorError):
    """Mend the configuration or the command."""

    exit_code = 2


class TrackerError(OperatorError):
    """Restore a sheet or a column; what could be published was."""

    exit_code = 3


class AccessError(OperatorError):
    """Share the sheet, renew the key, open the folder for writing."""

    exit_code = 4


class TryLaterError(OperatorError):
    """Wait: quota, outage."""

    exit_code = 5


class LockedError(OperatorError):
    """Wait for the other run to end."""

    exit_code = 6


def nearest_few(name: str, known: Iterable[str], most: int) -> list[str]:
    """The known names that an unknown one is most like, the nearest first; none where a likeness would be chance."""
    from rapidfuzz import fuzz, process

    names = sorted(known)
    found = process.extract(name, names, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR, limit=most)
    return [str(near) for near, _, _ in found]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The half-sentence after an unknown name: the nearest known one, else all of them, or the first of very many."""
    names = sorted(known)
    if found := nearest(name, names):
        return f"did you mean {found!r}?"
    if not names:
        return "nothing is known here"
    listed = [repr(known) if "," in known else known for known in names]
    more = f" and {len(names) - _MANY_NAMES} more" if len(names) > _MANY_NAMES else ""
    return f"known: {', '.join(listed[:_MANY_NAMES])}{more}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that an unknown one is most like; None where the likeness would be chance."""
    found = nearest_few(name, known, 1)
    return found[0] if found else None
