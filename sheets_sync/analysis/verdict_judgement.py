"""What a verdict that stands was judged by, when it was given."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sheets_sync.analysis.sla_judgement import Judgement
from sheets_sync.analysis.verdict_lines import rules_texts, verdicts
from sheets_sync.analysis.verdict_rules import rules_of
from sheets_sync.workbooks.journal_line import JournalLine


def given_judgement(row: Any, journal: Sequence[JournalLine], now: datetime, timezone: str) -> Judgement | None:
    """What the verdict in a row of `sla_frozen`'s status was judged by; None where the journal cannot tell any more.

    When a clock was at risk, and for whom its policy was, is not remembered.
    """
    told, texts = verdicts(journal, row.tracker, now)[row.clock], rules_texts(journal, row.tracker)
    place = told.of([row.record_id])[0].item()
    key = told.given[place].rules if place >= 0 else ""
    rules = rules_of(row.clock, {key: texts[key]} if key in texts else {})
    if not rules.policies:
        return None
    policy = rules.policies[0]
    return Judgement(
        policy.model_copy(update={"name": row.policy, "calendar": row.calendar}),
        rules.calendar_policy(policy.calendar),
        rules.zone(policy, timezone),
        is_earlier=True,
    )
