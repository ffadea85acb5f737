"""What other targets would have made of attainment, for a terminal and for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.analysis.sla_targets import Target
from sheets_sync.analysis.what_if import Attained, Supposed
from sheets_sync.documents.policy_words import target_length
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import LocalWords
from sheets_sync.documents.words import count, first_few, plural, share, share_range

_MOST_IDS = 10


def what_if_words(supposed: Sequence[Supposed], local: LocalWords) -> str:
    """Policy by policy what was met and what would have been, and whose verdicts change.

    Nothing is supposed where the trackers could not be read; else they were at the instant of `local`.
    """
    if not supposed:
        return "What if? That cannot be said before the trackers can be read."
    head = f"What if? All clocks judged anew as of {local.moment(local.now)}; nothing is written."
    return "\n".join([head, *(line for one in supposed for line in _lines(one))])


def what_if_json(supposed: Sequence[Supposed]) -> list[dict[str, Any]]:
    """The same for machines, with all ids."""
    return [
        {
            "clock": one.clock,
            "tracker": RULES[one.clock].tracker,
            "policy": one.policy and one.policy.name,
            "target": one.policy and {"before": _plain(one.policy.target), "after": _plain(one.target)},
            "clocks": one.clocks,
            "before": _figures(one.before),
            "after": _figures(one.after),
            "better": list(one.better),
            "worse": list(one.worse),
        }
        for one in supposed
    ]


def _lines(one: Supposed) -> Iterator[str]:
    name = CLOCKS[one.clock]
    if one.policy is None:
        yield f"{name}, all policies: {_change(one)}"
        return
    before, after = map(target_length, (one.policy.target, one.target))
    yield f"{one.policy.name} ({name.lower()}), target {before} → {after}:"
    if not one.clocks:
        yield "  no clock is judged by it"
        return
    yield f"  {_change(one)}"
    yield f"  {_ids('better', one.better)}; {_ids('worse', one.worse)}"


def _change(one: Supposed) -> str:
    return f"met {_attained(one.before)} → {_attained(one.after)}"


def _attained(attained: Attained) -> str:
    """'108 of 119, 91 % (84–95 %)'."""
    counts = f"{count(attained.met)} of {count(attained.n)}"
    if attained.rate is None:
        return counts
    rate, low, high = attained.rate
    return f"{counts}, {share(rate)} ({share_range(low, high)})"


def _ids(way: str, ids: Sequence[str]) -> str:
    """'2 verdicts better: ESC-1, ESC-7'."""
    if not ids:
        return f"none {way}"
    return f"{plural(len(ids), 'verdict')} {way}: {first_few(ids, _MOST_IDS)}"


def _plain(target: Target | None) -> Mapping[str, float] | None:
    return None if target is None else asdict(target)


def _figures(attained: Attained) -> dict[str, Any]:
    rate = dict(zip(("share", "low", "high"), attained.rate or (None, None, None), strict=True))
    return {"met": attained.met, "n": attained.n, **rate}
