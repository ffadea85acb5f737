"""What a run found and wrote, in a few lines for a terminal."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla import worst_states
from sheets_sync.documents.verdict_words import recomputed_words
from sheets_sync.documents.words import cells_to_mend, count, plural
from sheets_sync.workbooks.tab import Receipt, TabChange

FIRST_RUN: Final = "No earlier run is known of this summary: what changes is remembered from now on."


def run_words(
    findings: Findings, summary: str, outcome: Receipt | Sequence[TabChange], *, is_first: bool = False
) -> str:
    """What was read, what was found, what was written and where to look; of a dry run, what would change."""
    is_dry_run = not isinstance(outcome, Receipt)
    earlier = findings.earlier_verdicts
    recomputed = recomputed_words(earlier, is_dry_run=is_dry_run) if earlier.is_rewritten else ()
    last = _written(summary, outcome) if isinstance(outcome, Receipt) else _would_change(summary, outcome)
    first = [FIRST_RUN] if is_first else []
    return "\n".join([_read(findings), _found(findings), *recomputed, *first, last])


def receipt_words(receipt: Receipt) -> str:
    """'3 tabs written, 2 unchanged'."""
    parts = (
        (len(receipt.written), "written"),
        (len(receipt.unchanged), "unchanged"),
        (len(receipt.left), "left as they were" if len(receipt.left) > 1 else "left as it was"),
    )
    said = [f"{number} {word}" for number, word in parts if number]
    return ", ".join([f"{plural(len(receipt.written), 'tab')} written", *said[bool(receipt.written) :]])


def _read(findings: Findings) -> str:
    total = findings.trackers.total
    return (
        f"Read {plural(total('rows') - total('blank'), 'row')} of {plural(len(findings.trackers.read()), 'tracker')}: "
        f"{count(total('accepted'))} accepted, {count(total('left_out'))} left out, "
        f"{count(total('not_data'))} not data; "
        f"{plural(cells_to_mend(findings), 'further cell')} could not be read (see Row issues)."
    )


def _found(findings: Findings) -> str:
    states = worst_states(findings.sla_status).value_counts()
    breached, at_risk = int(states.get("breached", 0)), int(states.get("at_risk", 0))
    unjudged = sum(int(states.get(state, 0)) for state in ("uncertain", "unknown", "not_applicable"))
    doubt = f" ({unjudged} cannot be judged)" if unjudged else ""
    streams = findings.patterns.streams
    recurring = int((streams["recurring"] & (streams["kind"] == "type")).sum())
    rising = int((streams["direction"] == "rising").sum())
    return (
        f"Found {plural(int(states.sum()), 'open escalation')}{doubt}, {breached} breached and {at_risk} at risk; "
        f"{plural(recurring, 'recurring violation type')}, {plural(rising, 'pattern')} rising."
    )


def _written(summary: str, receipt: Receipt) -> str:
    return f"{receipt_words(receipt)}. Open {summary}"


def _would_change(summary: str, changes: Sequence[TabChange]) -> str:
    width = max((len(change.title) for change in changes), default=0)
    lines = [f"  {change.title:<{width}}  {_change(change)}" for change in changes]
    return "\n".join([f"Dry run: {summary} was left as it is. A run would change:", *lines])


def _change(change: TabChange) -> str:
    if change.left:
        return "nothing: it stays as it is"
    parts = ((change.added, "added"), (change.changed, "changed"), (change.removed, "removed"))
    said = [f"{count(number)} {word}" for number, word in parts if number]
    rows = plural(change.added + change.changed + change.removed, "row").split()[-1]
    return f"{rows}: {', '.join(said)}" if said else "nothing"
