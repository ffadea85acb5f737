"""What the journal tells in the order of time, wherever its lines stand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from sheets_sync.workbooks.journal_line import JournalLine

Subject = TypeVar("Subject", bound=Hashable)
Told = TypeVar("Told", bound=Any)


def by_subject(
    lines: Iterable[JournalLine], subject_of: Callable[[JournalLine], Subject]
) -> dict[Subject, list[list[JournalLine]]]:
    """The lines about each subject, those of one instant together, from the oldest on."""
    found: defaultdict[Subject, list[JournalLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.observed_at):
        found[subject_of(line)].append(line)
    return {subject: _by_instant(told) for subject, told in found.items()}


def _by_instant(lines: Sequence[JournalLine]) -> list[list[JournalLine]]:
    return [_in_turn(list(together)) for _, together in groupby(lines, key=lambda line: line.observed_at)]


def _in_turn(lines: list[JournalLine]) -> list[JournalLine]:
    if len(lines) == 1:
        return lines
    place = {change: number for number, change in enumerate(in_turn((line.before, line.after) for line in lines))}
    return sorted(lines, key=lambda line: place[line.before, line.after])


def in_turn(changes: Iterable[tuple[Told, Told]], *, stood: Told | None = None) -> list[tuple[Told, Told]]:
    """Changes of one instant, as before and after, so that each goes on from the one ahead of it; each once.

    The first goes on from what `stood` there. Where that leaves a choice, one that leads on comes first, and then
    their values decide: never the order in which they are given.
    """
    rest, ordered = sorted(set(changes)), []
    befores, afters = Counter(before for before, _ in rest), Counter(after for _, after in rest)
    while rest:
        following = [change for change in rest if change[0] == stood]
        beginning = [change for change in rest if not afters[change[0]]]
        change = max(following or beginning or rest, key=lambda change: befores[change[1]] > 0)
        rest.remove(change)
        befores[change[0]] -= 1
        afters[change[1]] -= 1
        ordered.append(change)
        stood = change[1]
    return ordered
