"""What is said of verdicts that earlier runs gave, where today's policies would judge otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sheets_sync.analysis.sla_frozen import EarlierVerdicts, Flip
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import utc_text
from sheets_sync.documents.words import count, first_few, label, plural

_MOST_IDS = 10


def standing_words(earlier: EarlierVerdicts) -> str:
    """'12 verdicts stand as given under earlier policies'; nothing where all are today's."""
    number = len(earlier.flips) + earlier.alike
    if not number or earlier.is_rewritten:
        return ""
    return f"{plural(number, 'verdict stands', 'verdicts stand')} as given under earlier policies"


def would_flip_words(earlier: EarlierVerdicts) -> Iterator[str]:
    """Which verdicts today's policies would change, in lines, and what to do; nothing where all are today's."""
    stand = standing_words(earlier)
    if stand and not earlier.flips:
        yield f"{stand}; today's would give the same."
    elif stand:
        yield f"{stand}; today's would change {count(len(earlier.flips))} of them:"
        yield from _changes(earlier.flips)
        yield "  If they should stand, nothing needs doing; `run --recompute` would rewrite them."


def recomputed_words(earlier: EarlierVerdicts, *, is_dry_run: bool) -> Iterator[str]:
    """What `--recompute` rewrote, or would."""
    flipped, alike = len(earlier.flips), earlier.alike
    if earlier.left:
        names = ", ".join(label(tracker) for tracker in earlier.left)
        yield f"Not recomputed: verdicts on {names}, held back because the tracker has shrunk."
    if not flipped and not alike:
        others = " other" if earlier.left else ""
        yield f"Recomputed: every{others} verdict is one that today's policies give, so there is nothing to rewrite."
        return
    changed = f"{plural(flipped, 'verdict')} {'would change' if is_dry_run else 'changed'}"
    same = f", {count(alike)} would stay the same" if is_dry_run else f", {count(alike)} stayed the same"
    yield f"Recomputed by today's policies: {changed}{same if alike else ''}{':' if flipped else '.'}"
    yield from _changes(earlier.flips)


def flips_json(flips: Iterable[Flip]) -> list[dict[str, Any]]:
    """Verdicts that would be others, or are, for machines."""
    return [
        {
            "tracker": flip.tracker,
            "record_id": flip.record_id,
            "clock": flip.clock,
            "given": flip.given,
            "given_at": utc_text(flip.given_at),
            "today": flip.today,
        }
        for flip in flips
    ]


def _changes(flips: Iterable[Flip]) -> Iterator[str]:
    """'  Resolution, met to missed: 2 (ESC-1, ESC-7)'."""
    found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for flip in flips:
        found[flip.clock, flip.given, flip.today].append(flip.record_id)
    for (clock, given, today), ids in found.items():
        change = f"{label(given).lower()} to {label(today).lower()}"
        yield f"  {CLOCKS[clock]}, {change}: {count(len(ids))} ({first_few(ids, _MOST_IDS)})"
