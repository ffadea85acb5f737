"""Cells that can be read and cannot all be true: times out of their order, rates beside other counts, a status."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from sheets_sync.trackers.cell_issues import cell_issue, shown_in
from sheets_sync.trackers.columns import Column, Mask
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.row import RateOf
from sheets_sync.trackers.tab_reading import TabReading
from sheets_sync.trackers.values import CellProblem
from sheets_sync.workbooks.grid import cell_address

_GOING_ON = ("open", "in_progress", "waiting", "escalated")
_MOST_DISAGREEMENT = 0.01  # of the rate that the counts give
_ROUNDED_BY = 0.0005  # people write rates to a tenth of a percent

_Numbers = np.ndarray[Any, np.dtype[np.float64]]


def contradictions(tab: TabReading, kept: Mask) -> Iterator[RowIssue]:
    """What the rows that count say in two ways; each is said once, and names both cells."""
    yield from _going_on_though_done(tab, kept)
    for earlier, later in tab.schema.in_order:
        if earlier in tab.columns and later in tab.columns:
            yield from _out_of_order(tab, earlier, later, kept)
    for rate in tab.schema.rates:
        if {rate.field, rate.part, rate.whole} <= tab.columns.keys():
            yield from _beside_other_counts(tab, rate, kept)


def _going_on_though_done(tab: TabReading, kept: Mask) -> Iterator[RowIssue]:
    """A status of work going on beside the time it was done."""
    status = tab.columns.get("status")
    if status is None:
        return
    going_on = np.array([value in _GOING_ON for value in status.values], dtype=bool)[status.codes] & kept
    for field in (field for field in tab.schema.done_at if field in tab.columns):
        done = tab.columns[field]
        past = np.array([value is not None and value <= tab.now for value in done.values], dtype=bool)[done.codes]
        problem = CellProblem(
            f"goes on, although {_heading(tab, field)!r} is filled; it counts as done, unless a run saw it reopened",
            "change the status, or empty the other cell if it was taken up again",
        )
        for row in np.flatnonzero(going_on & past).tolist():
            yield cell_issue(tab, "status", tab.place("status") or 0, row, problem, "warning")
        going_on &= ~past  # said once, by the first of the times


def _out_of_order(tab: TabReading, earlier: str, later: str, kept: Mask) -> Iterator[RowIssue]:
    """A cell that lies before the one it can only follow. A day without a time may be any time of that day."""
    zone = ZoneInfo(tab.timezone)
    first, last = tab.columns[earlier], tab.columns[later]
    begun = _each(first, [_first_moment(value, zone) for value in first.values])
    ended = _each(last, [_last_moment(value, zone, is_day=n in last.whole_days) for n, value in enumerate(last.values)])
    problem = CellProblem(f"lies before {_heading(tab, earlier)!r}", "correct the one of the two that is wrong")
    for row in np.flatnonzero((ended < begun) & kept).tolist():
        yield _said_of_both(tab, row, later, (earlier,), problem)


def _beside_other_counts(tab: TabReading, rate: RateOf, kept: Mask) -> Iterator[RowIssue]:
    """A rate that is not what its counts give, by more than rounding."""
    written, part, whole = (
        _each(column, [np.nan if value is None else float(value) for value in column.values])
        for column in (tab.columns[field] for field in (rate.field, rate.part, rate.whole))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        counted = np.where(whole > 0, part / whole, np.nan)
        differs = np.abs(written - counted) > np.maximum(_MOST_DISAGREEMENT * counted, _ROUNDED_BY)
    for row in np.flatnonzero(differs & kept).tolist():
        problem = CellProblem(
            f"is not {_heading(tab, rate.part)!r} ÷ {_heading(tab, rate.whole)!r}; the counts are used",
            f"write {counted[row]:.1%}, or correct the counts",
        )
        yield _said_of_both(tab, row, rate.field, (rate.part, rate.whole), problem)


def _said_of_both(tab: TabReading, row: int, field: str, others: tuple[str, ...], problem: CellProblem) -> RowIssue:
    """The issue stands at the cell of `field`, and says what the others hold and where."""
    issue = cell_issue(tab, field, tab.place(field) or 0, row, problem, "warning")
    sheet_row = int(tab.rows[row])
    places = [(other, tab.place(other) or 0) for other in others]
    beside = [
        f"{cell_address(sheet_row, place)}: {shown_in(tab, other, tab.grid.rows[sheet_row][place])}"
        for other, place in places
    ]
    return replace(issue, value="; ".join([issue.value, *beside]))


def _each(column: Column, numbers: list[float]) -> _Numbers:
    return np.array(numbers, dtype=np.float64)[column.codes]


def _first_moment(value: Any, zone: ZoneInfo) -> float:
    """A day begins at its local midnight, as an instant without a time does; NaN where there is none."""
    if value is None:
        return np.nan
    instant = value if isinstance(value, datetime) else datetime.combine(value, time(), zone)
    return instant.timestamp()


def _last_moment(value: Any, zone: ZoneInfo, *, is_day: bool) -> float:
    if value is None:
        return np.nan
    if isinstance(value, datetime) and not is_day:
        return value.timestamp()
    day = value.astimezone(zone).date() if isinstance(value, datetime) else value
    return datetime.combine(day + timedelta(days=1), time(), zone).timestamp() - 1


def _heading(tab: TabReading, field: str) -> str:
    return tab.layout.columns[tab.place(field) or 0].heading
