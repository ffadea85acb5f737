"""What a run found, in three lines for a terminal."""

from collections import Counter
from pathlib import Path

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla import open_clocks
from sheets_sync.documents.words import count, plural


def run_words(findings: Findings, summary: Path, *, dry_run: bool) -> str:
    """What was read, what was found, which file to open."""
    return "\n".join([_read(findings), _found(findings), _open(summary, dry_run=dry_run)])


def _read(findings: Findings) -> str:
    accounts = findings.trackers.accounts
    rows, accepted, left_out, blank = (
        sum(getattr(account, part) for account in accounts) for part in ("rows", "accepted", "left_out", "blank")
    )
    cells = Counter(issue.severity for issue in findings.trackers.issues)["cell_left_empty"]
    return (
        f"Read {plural(rows - blank, 'row')} of {plural(len(findings.trackers.read()), 'tracker')}: "
        f"{count(accepted)} accepted, {count(left_out)} left out; "
        f"{plural(cells, 'further cell')} could not be read (see Row issues)."
    )


def _found(findings: Findings) -> str:
    clocks = open_clocks(findings.sla_status)
    breached, at_risk = (clocks[clocks["state"] == state]["record_id"].nunique() for state in ("breached", "at_risk"))
    streams = findings.patterns.streams
    recurring = int((streams["recurring"] & (streams["kind"] == "type")).sum())
    rising = int((streams["direction"] == "rising").sum())
    return (
        f"Found {plural(clocks['record_id'].nunique(), 'open escalation')}, {breached} breached and {at_risk} at risk; "
        f"{plural(recurring, 'recurring violation type')}, {plural(rising, 'pattern')} rising."
    )


def _open(summary: Path, *, dry_run: bool) -> str:
    return f"Dry run: {summary} was left as it is." if dry_run else f"Open {summary}"
