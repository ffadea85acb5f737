"""What a run found, in three lines for a terminal."""

from pathlib import Path

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla import worst_states
from sheets_sync.documents.words import cells_to_mend, count, plural


def run_words(findings: Findings, summary: Path, *, dry_run: bool) -> str:
    """What was read, what was found, which file to open."""
    return "\n".join([_read(findings), _found(findings), _open(summary, dry_run=dry_run)])


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


def _open(summary: Path, *, dry_run: bool) -> str:
    return f"Dry run: {summary} was left as it is." if dry_run else f"Open {summary}"
