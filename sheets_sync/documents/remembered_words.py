"""What runs have noted of a record that its tracker does not show any more."""

from collections.abc import Iterator

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.record_remembered import RememberedRecord
from sheets_sync.documents.explain_words import changes_words, seen_value
from sheets_sync.documents.printed import facts_lines
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import LocalWords, as_of, team_words
from sheets_sync.documents.words import DOT, label, records


def remembered_words(findings: Findings, record: RememberedRecord) -> str:
    """How it was last seen, which verdicts it was given, and what runs have seen to change."""
    local = team_words(findings)
    now = as_of(findings)
    head = [
        f"{record.record_id}{DOT}not found",
        f"{label(record.tracker).removesuffix('s')} as earlier runs saw it",
        f"{now[:1].upper()}{now[1:]}{DOT}seen by runs since {local.exact_moment(record.seen_since)}"
        f"{DOT}last noted {local.exact_moment(record.last_noted_at)}",
    ]
    blocks = (head, facts_lines(_facts(record, local)), changes_words(record.changes, local))
    return "\n\n".join(filter(None, map("\n".join, blocks)))


def _facts(record: RememberedRecord, local: LocalWords) -> Iterator[tuple[str, str]]:
    for one in records(record.seen):
        yield label(one.field), f"{seen_value(one.field, one.value)}, seen since {local.exact_moment(one.start)}"
    for clock, given in record.verdicts.items():
        at = local.exact_moment(given.at)
        yield "Verdict", f"{CLOCKS[clock].lower()} {given.state}, given {at} by policy {given.policy!r}"
