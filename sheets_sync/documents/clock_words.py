"""One clock in words: what it was judged by, when it ran, what follows, and every segment that counted."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.analysis.sla_explained import ExplainedClock, Reading
from sheets_sync.analysis.sla_judgement import Judgement
from sheets_sync.analysis.sla_targets import WorkingDays
from sheets_sync.documents.ledger_words import stretch_lines, table
from sheets_sync.documents.policy_words import (
    at_risk_words,
    calendar_words,
    holds_for,
    policy_name,
    target_length,
    target_words,
)
from sheets_sync.documents.printed import facts_lines, indented, wrapped
from sheets_sync.documents.sla_words import CLOCKS, STARTED, STOPPED, why
from sheets_sync.documents.step_words import next_step_words
from sheets_sync.documents.time_words import LocalWords, exactly
from sheets_sync.documents.words import DOT, label, plural

Facts = Iterator[tuple[str, str]]


def clock_words(clock: ExplainedClock, row: Any, findings: Findings, team: LocalWords) -> list[str]:
    """A clock's state, the line that stands in SLA now, the facts, and what counted; `row` is its record's.

    Times are those of the calendar's zone, and of the team's where a reader could take one for the other.
    """
    status = clock.row
    title = DOT.join([CLOCKS[status.clock], label(status.state), f"clock {label(status.clock_state).lower()}"])
    local = LocalWords(clock.judgement.timezone, team.now) if clock.judgement else team
    facts = [
        *_judged_by(clock.judgement),
        *_policies(clock, row, findings),
        *_ran(clock, team, local),
        *_steps(clock, row, local),
    ]
    return [
        title,
        "─" * len(title),
        *wrapped(f"{why(status, team)}."),
        "",
        *facts_lines(facts),
        *(line for reading in _shown(clock) for line in _counted(clock, reading, team, local)),
    ]


def _shown(clock: ExplainedClock) -> tuple[Reading, ...]:
    """Both readings of the cells, where what is to be said depends on them."""
    return clock.readings if clock.row.state == "uncertain" else clock.readings[:1]


def _judged_by(judgement: Judgement | None) -> Facts:
    if judgement is None:
        return
    policy = judgement.policy
    if judgement.is_earlier:
        yield "Policy", f"{policy_name(judgement)}, as it was when the verdict was given"
        yield "Target", target_words(policy)
    else:
        yield "Policy", f"{policy_name(judgement)}: for {holds_for(policy)}"
        risk = f"; at risk {at_risk_words(policy)}" if policy.target else ""
        yield "Target", f"{target_words(policy)}{risk}"
    yield "Calendar", calendar_words(policy.calendar, judgement.hours)
    on = " or ".join(map(label, policy.pauses_on))
    yield "Pauses", f"while runs see the status {on}" if on else "never: the policy names no status"


def _policies(clock: ExplainedClock, row: Any, findings: Findings) -> Facts:
    """The policies that could have fitted, where none did."""
    if clock.row.reason not in ("no_policy", "no_priority"):
        return
    policies = [policy for policy in findings.policies.sla.in_force if policy.clock == clock.row.clock]
    for number, policy in enumerate(policies):
        yield "" if number else "Policies", f"{policy.name!r} is for {holds_for(policy)}"
    asked = dict.fromkeys(field for policy in policies for field in policy.when)
    has = [f"{label(field).lower()} {_value(getattr(row, field, None)) or 'blank'}" for field in asked]
    if has:
        yield "The record", "has " + ", ".join(has)


def _value(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else label(value)


def _ran(clock: ExplainedClock, team: LocalWords, local: LocalWords) -> Facts:
    """When it started and stopped, and what follows from both."""
    row = clock.row
    if clock.judgement and _differ(team, local):
        yield "Times", f"are those of {local.timezone}, the zone of its calendar; the tabs show those of {team.city}"
    if not pd.isna(row.start):
        yield "Started", _told(row.start, STARTED[row.start_field], team, local, is_day=row.start_is_day)
    if not pd.isna(row.stop):
        ended = _told(row.stop, STOPPED[row.stop_field], team, local, is_day=row.stop_is_day)
        yield "Stopped", f"{ended}; reopened since, so it goes on" if row.is_reopened else ended
    if row.legs:
        yield "Seen with", ", then ".join(f"{label(team_) or 'no team'} {exactly(spent)}" for team_, spent in row.legs)
    if clock.readings and row.state != "uncertain":
        yield from _figures(clock, clock.readings[0], team, local)


def _steps(clock: ExplainedClock, record: Any, local: LocalWords) -> Facts:
    """Whom it is escalated to next, while anybody still waits for it."""
    steps = {name: getattr(clock.row, name) for name in ("next_step", "next_step_at", "last_step", "last_step_at")}
    whose = {name: getattr(record, name, None) for name in ("owner", "team")}
    words = next_step_words(SimpleNamespace(**steps, **whose), local)
    if words and clock.row.is_open and clock.row.clock_state != "stopped":
        yield "Next step", words


def _told(instant: Any, word: str, team: LocalWords, local: LocalWords, *, is_day: bool) -> str:
    if is_day:
        return f"{word} on {team.day(team.there(instant))}, a day without a time of day"
    return f"{word} {local.exact_moment(instant)}"


def _figures(clock: ExplainedClock, reading: Reading, team: LocalWords, local: LocalWords) -> Facts:
    """What was used, and when it was or will be at risk, due and late."""
    left = clock.row.target_seconds - reading.elapsed_seconds
    rest = f"{exactly(left)} left" if left >= 0 else f"{exactly(-left)} over"
    days = isinstance(clock.judgement and clock.judgement.policy.target, WorkingDays)
    whole = f"{exactly(clock.row.target_seconds)}{' of open time in those days' if days else ''}"
    least = clock.row.least_seconds
    unsure = "when it was reopened is not on record" if clock.row.is_reopened else "a day has no time of day"
    at_least = (
        f"; at least {exactly(least)}, as {unsure}"
        if least < reading.elapsed_seconds and clock.row.state != "uncertain"
        else ""
    )
    yield "Used", f"{exactly(reading.elapsed_seconds)} of {whole}: {rest}{at_least}"
    if reading.stretch.pauses:
        many = plural(len(reading.stretch.pauses), "pause")
        yield "Stood still", f"{exactly(reading.paused_seconds)} of open time, in {many}"
    if reading.at_risk_at and reading.state not in ("met", "missed"):
        yield "At risk", f"from {_both(reading.at_risk_at, team, local)} on"
    due, late = ("Closes", "over") if RULES[clock.row.clock].is_window else ("Due", "late")
    if reading.due_if_resumed:
        yield due, f"not while it is paused; {_both(reading.due_if_resumed, team, local)} if it went on now"
    elif reading.due_at is None:
        yield due, "never, as far as calendars reach"
    elif reading.breach_at == reading.due_at:
        yield due, f"{_both(reading.due_at, team, local)}; {late} from then on"
    else:
        yield due, f"{_both(reading.due_at, team, local)}, when the target is used up"
        if reading.breach_at:
            at = _both(reading.breach_at, team, local)
            yield late.capitalize(), f"only after {at}: nothing counts in between, so until then it is in time"


def _counted(clock: ExplainedClock, reading: Reading, team: LocalWords, local: LocalWords) -> Iterator[str]:
    """The ledger of one reading; of an uncertain clock with its own figures above it."""
    policy = clock.judgement.policy if clock.judgement else None
    target = target_length(policy.target) if policy else ""
    if clock.row.state == "uncertain":
        which = "longest" if reading is clock.readings[0] else "shortest"
        yield ""
        yield f"By the {which} reading {label(reading.state).lower()}:"
        yield from facts_lines(_figures(clock, reading, team, local))
    lines = stretch_lines(reading.stretch, local, reading.due_at, target)
    yield ""
    yield f"  Counted, by the clock of {local.city}:" if lines else "  Nothing has counted."
    yield from indented(table(lines)) if lines else ()
    if any(line.segments > 1 for line in lines):
        yield "  Every segment is in the answer to --format json."
    if clock.upcoming:
        ahead = stretch_lines(clock.upcoming, local, clock.upcoming.end, target)
        yield ""
        yield "  Still to count until it is due" + (", if it went on now:" if reading.due_if_resumed else ":")
        yield from indented(table(ahead, used=reading.elapsed_seconds))


def _both(instant: Any, team: LocalWords, local: LocalWords) -> str:
    """A moment by the calendar's zone, and by the team's where that shows another."""
    there = local.exact_moment(instant)
    here = team.exact_moment(instant)
    return there if here == there else f"{there} ({here} in {team.city})"


def _differ(team: LocalWords, local: LocalWords) -> bool:
    return team.there(team.now).utcoffset() != local.there(team.now).utcoffset()
