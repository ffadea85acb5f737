"""A record and every clock of it for machines: stable keys, instants in UTC, seconds as numbers."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.record_explained import ExplainedRecord
from sheets_sync.analysis.record_remembered import RememberedRecord
from sheets_sync.analysis.sla_explained import ExplainedClock, Reading, Stretch
from sheets_sync.analysis.sla_judgement import Judgement
from sheets_sync.analysis.sla_targets import OpenTime, WorkingDays
from sheets_sync.documents.explain_words import no_clock_words
from sheets_sync.documents.policy_words import spans_words
from sheets_sync.documents.record_words import OWN_WORDS
from sheets_sync.documents.sla_words import why
from sheets_sync.documents.time_words import LocalWords, team_words, utc_text
from sheets_sync.documents.words import records
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.workbooks.tab import Link

Object = dict[str, Any]

_WORDS = ("subject", "team", "owner", "priority", "status")

_AS_THEY_STAND = (
    "clock", "state", "clock_state", "reason", "is_open", "start_field", "start_is_day", "stop_field", "stop_is_day",
    "is_reopened", "elapsed_seconds", "least_seconds", "target_seconds", "target_days", "left_seconds",
    "paused_seconds", "stop_in_future", "today_state",
)  # fmt: skip
_INSTANTS = ("start", "stop", "due_at", "breach_at", "due_if_resumed", "next_step_at", "last_step_at", "given_at")


def record_json(
    findings: Findings, record: ExplainedRecord, place: Link, left_out: Sequence[tuple[Link, RowIssue]]
) -> Object:
    """One record; `note` says why it has no clock, where it has none."""
    fields = {**OWN_WORDS.get(record.tracker, {}), "status": "status"}
    team = team_words(findings)
    return {
        "tracker": record.tracker,
        "record_id": record.record_id,
        **{name: _plain(getattr(record.row, fields.get(name, ""), None)) for name in _WORDS},
        "place": {
            "workbook": record.row.source_workbook,
            "tab": record.row.source_tab,
            "row": int(record.row.source_row),
            "address": place.text,
            "url": place.url,
        },
        "seen_since": utc_text(record.seen_since),
        "changes": _changes(record.changes),
        "left_out": [
            {
                "address": link.text,
                "url": link.url,
                "value": issue.value,
                "problem": issue.problem,
                "remedy": issue.remedy,
            }
            for link, issue in left_out
        ],
        "note": None if record.clocks else no_clock_words(record, findings.policies.sla),
        "clocks": [_clock(clock, team) for clock in record.clocks],
    }


def remembered_json(record: RememberedRecord) -> Object:
    """What runs have noted of a record that was not found."""
    return {
        "tracker": record.tracker,
        "record_id": record.record_id,
        "seen_since": utc_text(record.seen_since),
        "last_noted_at": utc_text(record.last_noted_at),
        "seen": {one.field: {"value": one.value, "since": utc_text(one.start)} for one in records(record.seen)},
        "changes": _changes(record.changes),
        "verdicts": [
            {
                "clock": clock,
                "state": given.state,
                "policy": given.policy,
                "calendar": given.calendar,
                "given_at": utc_text(given.at),
            }
            for clock, given in record.verdicts.items()
        ],
    }


def _changes(changes: pd.DataFrame) -> list[Object]:
    return [
        {"at": utc_text(one.at), "field": one.field, "before": one.before, "after": one.after}
        for one in records(changes)
    ]


def _clock(clock: ExplainedClock, team: LocalWords) -> Object:
    row = clock.row
    return {
        **{name: _plain(getattr(row, name)) for name in _AS_THEY_STAND},
        **{name: utc_text(getattr(row, name)) for name in _INSTANTS},
        **{name: _list(getattr(row, name)) for name in ("next_step", "last_step")},
        "ever_breached": clock.ever_breached,
        "at_risk_at": utc_text(clock.readings[0].at_risk_at) if clock.readings else None,
        "why": why(row, team),
        "policy": clock.judgement and _policy(clock.judgement),
        "legs": [{"team": team or None, "seconds": seconds} for team, seconds in row.legs or ()],
        "readings": [
            _reading(reading, name) for reading, name in zip(clock.readings, ("longest", "shortest"), strict=False)
        ],
        "upcoming": clock.upcoming and _stretch(clock.upcoming),
    }


def _policy(judgement: Judgement) -> Object:
    policy = judgement.policy
    target = policy.target
    return {
        "name": policy.name,
        "is_default": judgement.is_default,
        "is_earlier": judgement.is_earlier,
        "when": None if judgement.is_earlier else {field: list(values) for field, values in policy.when.items()},
        "target_seconds": target.seconds if isinstance(target, OpenTime) else None,
        "target_days": target.days if isinstance(target, WorkingDays) else None,
        "calendar": policy.calendar,
        "timezone": judgement.timezone,
        "at_risk_share": None if judgement.is_earlier else policy.at_risk_share,
        "minutes_left": policy.minutes_left,
        "pauses_on": list(policy.pauses_on),
        "valid_from": policy.valid_from and policy.valid_from.isoformat(),
        "valid_to": policy.valid_to and policy.valid_to.isoformat(),
    }


def _reading(reading: Reading, name: str) -> Object:
    return {
        "reading": name,
        "state": reading.state,
        "elapsed_seconds": reading.elapsed_seconds,
        "paused_seconds": reading.paused_seconds,
        "due_at": utc_text(reading.due_at),
        "breach_at": utc_text(reading.breach_at),
        "at_risk_at": utc_text(reading.at_risk_at),
        "due_if_resumed": utc_text(reading.due_if_resumed),
        **_stretch(reading.stretch),
    }


def _stretch(stretch: Stretch) -> Object:
    return {
        "start": utc_text(stretch.start),
        "end": utc_text(stretch.end),
        "segments": [
            {"start": utc_text(one.start), "end": utc_text(one.end), "seconds": one.seconds} for one in stretch.segments
        ],
        "pauses": [
            {"start": utc_text(one.start), "end": utc_text(one.end), "status": one.status, "seconds": one.seconds}
            for one in stretch.pauses
        ],
        "holidays": [
            {"day": one.day.isoformat(), "name": one.name, "is_added": one.name is None, "seconds": one.seconds}
            for one in stretch.holidays
        ],
        "other_hours": [{"day": one.day.isoformat(), "hours": spans_words(one.spans)} for one in stretch.other_hours],
        "clock_changes": [{"at": utc_text(one.at), "seconds": one.seconds} for one in stretch.clock_changes],
    }


def _list(value: Any) -> list[str] | None:
    return list(value) if isinstance(value, tuple) else None


def _plain(value: Any) -> Any:
    """A cell of a frame as JSON has it."""
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
