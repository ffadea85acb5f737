"""A record and every clock of it, for whoever wants to count again what a state stands on."""

from collections.abc import Sequence

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.record_explained import ExplainedRecord
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.documents.clock_words import clock_words
from sheets_sync.documents.printed import indented, wrapped
from sheets_sync.documents.record_words import OWN_WORDS, subject_words, text
from sheets_sync.documents.sla_words import CLOCKS
from sheets_sync.documents.time_words import LocalWords, as_of, team_words
from sheets_sync.documents.words import DOT, label, plural, records
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.workbooks.tab import Link

_MOST_CHANGES = 20


def explain_words(
    findings: Findings, record: ExplainedRecord, place: Link, left_out: Sequence[tuple[Link, RowIssue]]
) -> str:
    """What a record is and where it stands, then clock by clock how its state came about, to the second."""
    local = team_words(findings)
    blocks = [
        _head(findings, record, place, local),
        *(clock_words(clock, record.row, findings, local) for clock in record.clocks),
        [*wrapped(no_clock_words(record, findings.policies.sla))] if not record.clocks else [],
        changes_words(record.changes, local),
        [line for issue in left_out for line in wrapped(left_out_words(*issue))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def left_out_words(place: Link, issue: RowIssue) -> str:
    """Why a row of the record's id is counted nowhere."""
    found = f", {issue.value!r}," if issue.value else ""
    return f"Left out: {place.text}{found} {issue.problem}; {issue.remedy}."


def no_clock_words(record: ExplainedRecord, settings: SlaSettings) -> str:
    """Why a record has no clock, and what to configure where it should have one."""
    tracker = label(record.tracker).lower()
    clocks = [clock for clock, rule in RULES.items() if rule.tracker == record.tracker]
    if not clocks:
        return f"No clock runs for {tracker}: clocks are those of escalations, cases and feedback."
    if not settings.clocks_of(record.tracker):
        named = " or ".join(f"clock = {clock!r} ({CLOCKS[clock].lower()})" for clock in clocks)
        return (
            f"No policy names a clock of {tracker}, so none is counted. To have one, add a policy with {named} under "
            "[[sla.policies]] in the configuration; config/example.toml shows how."
        )
    return "The clocks of a case begin once there is an appeal, and nothing in its row says that there was one."


def _head(findings: Findings, record: ExplainedRecord, place: Link, local: LocalWords) -> list[str]:
    row, own = record.row, OWN_WORDS.get(record.tracker, {})
    about = subject_words(record.tracker, getattr(row, own["subject"])) if own else ""
    now = as_of(findings)
    return [
        *wrapped(DOT.join(filter(None, (record.record_id, about)))),
        f"{label(record.tracker).removesuffix('s')} in {place.text}",
        *([place.url] if place.url else []),
        *wrapped(DOT.join(f"{name} {words}" for name, words in own_words(record).items() if words)),
        f"{now[:1].upper()}{now[1:]}{DOT}{_seen(record, local)}",
    ]


def own_words(record: ExplainedRecord) -> dict[str, str]:
    """Team, owner, priority and status, as far as the record's tracker has them."""
    fields = {**OWN_WORDS.get(record.tracker, {}), "status": "status"}
    fields.pop("subject", None)
    values = {name: getattr(record.row, field, None) for name, field in fields.items()}
    return {label(name): text(value) if name == "owner" else label(value) for name, value in values.items()}


def _seen(record: ExplainedRecord, local: LocalWords) -> str:
    if record.seen_since is None or record.seen_since >= local.now:
        return "no earlier run has seen it"
    return f"seen by runs since {local.exact_moment(record.seen_since)}"


def changes_words(changed: pd.DataFrame, local: LocalWords) -> list[str]:
    """What runs have seen to change, the latest at the end; nothing where that is nothing."""
    changes = [*records(changed)]
    shown = changes[-_MOST_CHANGES:]
    earlier = len(changes) - len(shown)
    moments = [local.exact_moment(change.at) for change in shown]
    width = max(map(len, moments), default=0)
    lines = [
        f"{moment:<{width}}  {label(one.field)} from {seen_value(one.field, one.before)} to "
        f"{seen_value(one.field, one.after)}"
        for moment, one in zip(moments, shown, strict=True)
    ]
    more = [f"{plural(earlier, 'earlier change')}"] if earlier else []
    return ["Seen to change", *indented([*more, *lines])] if lines else []


def seen_value(field: str, value: str) -> str:
    """What runs have seen in a field, in words."""
    return (value if field == "owner" else label(value)) or "blank"
