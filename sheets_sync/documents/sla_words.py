"""What an SLA state stands on, in one line."""

from typing import Any

import pandas as pd

from sheets_sync.analysis.sla_clock_rules import CLOCKS as RULES
from sheets_sync.documents.time_words import WEEKDAYS, LocalWords, full_day, hours
from sheets_sync.documents.words import label

CLOCKS = {
    "first_response": "First response",
    "next_update": "Next update",
    "resolution": "Resolution",
    "appeal_decision": "Appeal decision",
    "appeal_window": "Appeal window",
    "feedback_answer": "Feedback answer",
}

_OBSERVED = {"observed_status": "observed to change status", "observed_owner": "observed to change owner"}
STARTED = {
    "raised_at": "raised",
    "last_update_at": "last updated",
    "first_response_at": "answered",
    "appealed_at": "appealed",
    "decided_at": "decided",
    "received_at": "received",
    **_OBSERVED,
}
STOPPED = {
    "first_response_at": "answered",
    "resolved_at": "resolved",
    "closed_at": "closed",
    "appeal_decided_at": "decided",
    "appealed_at": "appealed",
    **_OBSERVED,
    "observed_closing": "observed to be done",
}
_STILL_OPEN = {
    "first_response": "no first response on record",
    "next_update": "no update since",
    "resolution": "not resolved",
    "appeal_decision": "not decided",
    "feedback_answer": "not answered",
}
_CANNOT_BE_JUDGED = {
    "start_missing": "{start_field} is empty",
    "start_lost": "when it was {began} cannot be read: the cell or the column is missing or unreadable",
    "start_in_future": "{started} {start}, which is still to come",
    "stop_before_start": "{stopped} {stop}, before it was {started} {start}",
    "stop_unrecorded": "its status says it is {over}, but not when",
    "response_unrecorded": "it has been done, but no first response is on record",
    "response_in_future": "it has been done, but its first response lies in the future",
    "stop_lost": "whether it was {end} cannot be read: the cell or the column is missing or unreadable",
    "status_lost": "its status cannot be read, and nothing says it is done",
}


_NO_TARGET = {
    "no_policy": "No policy fits",
    "no_priority": "No target: its priority is missing or unreadable",
    "no_target": "Policy {policy!r} sets no target",
    "no_update_due": "No update is due: {started} {start}, and {stopped} {stop}",
}
_FUTURE = {
    "first_response_at": "its first response",
    "resolved_at": "its resolution",
    "closed_at": "its closing",
    "appeal_decided_at": "its decision",
    "appealed_at": "its appeal",
}
_END = {
    "first_response": "answered",
    "next_update": "done",
    "resolution": "resolved",
    "appeal_decision": "decided",
    "appeal_window": "appealed",
    "feedback_answer": "resolved",
}
_OVER = {"appeal_decision": "decided", "appeal_window": "appealed"}


def why(clock: Any, local: LocalWords) -> str:
    """One line on a row of `sla_status`: what its state stands on."""
    rule = RULES[clock.clock]
    said = {
        "policy": clock.policy,
        "start_field": rule.starts[-1],
        "began": STARTED[rule.starts[0]],
        "started": STARTED.get(clock.start_field),
        "start": _moment(clock.start, clock.start_is_day, local),
        "stopped": STOPPED.get(clock.stop_field),
        "stop": _moment(clock.stop, clock.stop_is_day, local),
        "end": _END[clock.clock],
        "over": _OVER.get(clock.clock, "done"),
    }
    if clock.state == "unknown":
        return "Cannot be judged: " + _CANNOT_BE_JUDGED[clock.reason].format(**said)
    if clock.state == "not_applicable" and clock.reason in _NO_TARGET:
        return _NO_TARGET[clock.reason].format(**said)
    ended = ["{stopped} {stop}".format(**said)] if said["stopped"] else []
    story = ["{started} {start}".format(**said), *ended]
    if clock.reason == "not_retraceable":
        head = f"{label(clock.state)}: {', '.join(story)}; its figures cannot be counted any more"
        return "; ".join([head, *_given(clock, local)])
    name = "Window" if rule.is_window else "Target"
    head = f"{name} {_target(clock)}: {', '.join([*story, *_spent(clock), *_paused(clock)])}"
    return "; ".join([head, *_remarks(clock), *_legs(clock), *_resumed(clock, local), *_given(clock, local)])


def _target(clock: Any) -> str:
    if pd.isna(clock.target_days):
        return hours(clock.target_seconds)
    return f"{clock.target_days:.0f} working day{'' if clock.target_days == 1 else 's'}"


def _spent(clock: Any) -> list[str]:
    """What was used of the target; date by date, where that shows how the due time came about."""
    if clock.state == "uncertain" and clock.least_seconds < clock.elapsed_seconds:
        return [f"between {hours(clock.least_seconds)} and {hours(clock.elapsed_seconds)} used"]
    if clock.state == "missed":
        return [f"{hours(clock.elapsed_seconds)} used, {hours(-clock.left_seconds)} over"]
    if clock.open_days and clock.state == "breached":
        return [f"{hours(seconds)} {WEEKDAYS[day.weekday()]}" for day, seconds in clock.open_days]
    return [f"{hours(clock.elapsed_seconds)} used"]


def _paused(clock: Any) -> list[str]:
    return [f"{hours(clock.paused_seconds)} paused"] if clock.paused_seconds > 0 else []


def _legs(clock: Any) -> list[str]:
    """'seen with Policy 3 h, then Product 1 h'."""
    if not clock.legs:
        return []
    return ["seen with " + ", then ".join(f"{label(team) or 'no team'} {hours(spent)}" for team, spent in clock.legs)]


def _resumed(clock: Any, local: LocalWords) -> list[str]:
    """What is said of a clock that stands still."""
    if clock.clock_state != "paused":
        return []
    due = clock.due_if_resumed
    return ["paused now" if due is pd.NaT else f"paused now; due {local.moment(due)} if it went on now"]


def _given(clock: Any, local: LocalWords) -> list[str]:
    """What is said of a verdict that stands although today's policies would judge otherwise, or by others."""
    if clock.given_at is pd.NaT:
        return []
    day = f"on {full_day(local.there(clock.given_at))}"
    earlier = "" if clock.reason == "not_retraceable" else " under an earlier policy"
    if clock.today_state == clock.state:
        return [f"given {day}{earlier}; today's says the same" if earlier else f"given {day}"]
    return [f"given {day}{earlier}; today it would be {label(clock.today_state).lower()}"]


def _remarks(clock: Any) -> list[str]:
    remarks = []
    if clock.state == "breached" and not clock.is_reopened:
        remarks.append(_STILL_OPEN[clock.clock])
    if clock.reason == "window_passed":
        remarks.append("over, and not used")
    if clock.reason == "day_without_time":
        remarks.append("a day without a time of day leaves it open")
    if clock.is_reopened:
        remarks.append("reopened, and when is not on record")
    if not pd.isna(clock.stop_in_future):
        remarks.append(f"{_FUTURE[clock.stop_in_future]} lies in the future, so it does not count")
    return remarks


def _moment(instant: Any, is_day: Any, local: LocalWords) -> str:
    """'Wed 18 Nov 13:30', 'Wed 18 Nov 2025 13:30', or 'on Wed 18 Nov' where only the day is known."""
    if instant is pd.NaT:
        return ""
    return f"on {local.day(local.there(instant))}" if is_day else local.moment(instant)
