"""The state of clocks in which verdicts stand as given: edits are judged anew, what is configured otherwise is not.

Rule: methods.md §2.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from sheets_sync.analysis.history import History
from sheets_sync.analysis.instants import as_utc
from sheets_sync.analysis.sla import as_moment, clock_status
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_seen import Seen
from sheets_sync.analysis.verdict_lines import rules_texts, verdicts
from sheets_sync.analysis.verdict_notes import verdict_notes
from sheets_sync.analysis.verdict_rules import rules_of
from sheets_sync.analysis.verdict_standing import ClockVerdicts, clock_verdicts
from sheets_sync.workbooks.journal_line import JournalLine


@dataclass(frozen=True)
class Flip:
    """A verdict that stands and would be another today, or none."""

    tracker: str
    record_id: str
    clock: str
    given: str  # state
    given_at: datetime
    today: str  # state


@dataclass(frozen=True)
class EarlierVerdicts:
    """What became of verdicts that earlier runs gave, and what this one notes."""

    flips: tuple[Flip, ...]
    alike: int  # given by other rules, and today's give them too
    lines: tuple[JournalLine, ...]
    is_rewritten: bool  # whether today's stand instead
    left: tuple[str, ...] = ()  # trackers that are left out, because they have shrunk

    @classmethod
    def of_all(
        cls, trackers: Mapping[str, "EarlierVerdicts"], *, held: Collection[str], is_rewritten: bool
    ) -> "EarlierVerdicts":
        """Those of several trackers, without those in `held`."""
        counted = [earlier for tracker, earlier in trackers.items() if tracker not in held]
        return cls(
            flips=tuple(flip for earlier in counted for flip in earlier.flips),
            alike=sum(earlier.alike for earlier in counted),
            lines=tuple(line for earlier in counted for line in earlier.lines),
            is_rewritten=is_rewritten,
            left=tuple(tracker for tracker in trackers if tracker in held),
        )


def frozen(
    status: pd.DataFrame,
    records: pd.DataFrame,
    settings: SlaSettings,
    journal: Sequence[JournalLine],
    now: datetime,
    *,
    timezone: str,
    tracker: str,
    history: History | None = None,
    rewrite: bool = False,
) -> tuple[pd.DataFrame, EarlierVerdicts]:
    """A tracker's `status`, as `sla_status` answers, in which the verdicts that the journal knows stand.

    One stands while its clock is done and the tracker says what it said when it was given. With `rewrite` none does:
    the status stays as it is, and what is not alike is noted anew.

    Of a verdict that stands although today's rules would not give it, or that others gave, the figures are those of the
    rules it was given by, `given_at` says when that was, and `today_state` what would be said today. The reason
    `not_retraceable` says that its figures cannot be counted any more.
    """
    told, texts = verdicts(journal, tracker, now), rules_texts(journal, tracker)
    clocks = clock_verdicts(status, records, settings, told, settings.clocks_of(tracker), now)
    earlier = EarlierVerdicts(
        flips=tuple(flip for clock in clocks for flip in _flips(tracker, clock)),
        alike=sum(int((clock.is_stale & ~clock.flips).sum()) for clock in clocks),
        lines=tuple(verdict_notes(tracker, clocks, settings, texts, now, rewrite=rewrite)),
        is_rewritten=rewrite,
    )
    return (status if rewrite else _as_given(status, records, clocks, texts, now, timezone, history)), earlier


def _flips(tracker: str, clock: ClockVerdicts) -> list[Flip]:
    flips = []
    for row in sorted(np.flatnonzero(clock.flips).tolist(), key=clock.ids.__getitem__):
        given = clock.told[clock.place[row]]
        flips.append(Flip(tracker, clock.ids[row], clock.clock, given.state, given.at, clock.state[row]))
    return flips


def _as_given(
    status: pd.DataFrame,
    records: pd.DataFrame,
    clocks: Iterable[ClockVerdicts],
    texts: Mapping[str, str],
    now: datetime,
    timezone: str,
    history: History | None,
) -> pd.DataFrame:
    """The status, with the rows of stale verdicts as they were given."""
    stale = [clock for clock in clocks if clock.is_stale.any()]
    if not stale:
        return status
    seen = Seen.of(records, history)
    order, parts, count = np.arange(len(status)), [status], len(status)
    for clock in stale:
        rows = clock.row[clock.is_stale]
        parts.append(_recounted(clock, status.take(rows), records, seen, texts, now, timezone))
        order[rows] = count + np.arange(len(rows))
        count += len(rows)
    return pd.concat(parts, ignore_index=True).take(order).reset_index(drop=True)


def _recounted(
    clock: ClockVerdicts,
    today: pd.DataFrame,
    records: pd.DataFrame,
    seen: Seen,
    texts: Mapping[str, str],
    now: datetime,
    timezone: str,
) -> pd.DataFrame:
    """The rows of stale verdicts, `today`'s in their order, counted by the rules they were given by."""
    stale = clock.is_stale
    given = {name: clock.of_told(name)[stale] for name in ("state", "policy", "calendar", "rules")}
    keys = given.pop("rules")
    rules = rules_of(clock.clock, {key: texts[key] for key in sorted(set(keys) & texts.keys())})
    numbers = {policy.name: number for number, policy in enumerate(rules.policies)}
    fit = np.array([numbers.get(key, -1) for key in keys], dtype=np.intp)
    some = np.zeros(len(records), dtype=bool)
    some[clock.record[stale]] = True
    moment, own = as_moment(now), (records[some], seen.some(some))
    counted = clock_status(*own, clock.clock, rules, moment, timezone, fit)
    lost = counted["state"] != given["state"]
    if lost.any():
        counted = clock_status(*own, clock.clock, rules, moment, timezone, np.where(lost, -1, fit))
    return counted.assign(
        **{name: pd.array(words, dtype="str") for name, words in given.items()},
        reason=counted["reason"].mask(lost, "not_retraceable"),
        given_at=as_utc(clock.given_at()[stale]),
        today_state=today["state"].array,
    )
