"""How many intervals a CPU second the calendar engine counts, beside what numpy alone needs for its two look-ups.

Run from the root of the checkout: python -m tests.benchmarks.bench_business_hours
"""

import sys
import time
from collections.abc import Callable

import numpy as np

from sheets_sync.analysis.business_hours import breach_at, due_after_days, due_at, elapsed_seconds
from sheets_sync.analysis.calendars import CalendarPolicy
from sheets_sync.analysis.opening_hours import Calendar
from sheets_sync.analysis.pauses import Pauses

INTERVALS = 1_000_000
REPEATS = 3
HOUR = 3600


def office() -> Calendar:
    week = {day: ["09:00-12:30", "13:30-18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    written = {"timezone": "Europe/Berlin", "week": week, "holidays": {"country": "DE", "subdivision": "BE"}}
    return CalendarPolicy.model_validate(written).calendar


def cpu_seconds(work: Callable[[], object]) -> float:
    """The best of a few runs."""
    spent = []
    for _ in range(REPEATS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def floor(calendar: Calendar, starts: np.ndarray, ends: np.ndarray) -> float:
    """What numpy alone needs to look both ends up in the cumulative sums and subtract."""
    table = calendar.table(int(starts.min().astype(np.int64)), int(ends.max().astype(np.int64)))
    begin, end = starts.astype(np.int64), ends.astype(np.int64)

    def looked_up() -> object:
        return (
            table.before[np.searchsorted(table.opens, end) - 1] - table.before[np.searchsorted(table.opens, begin) - 1]
        )

    return cpu_seconds(looked_up)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    random = np.random.default_rng(0)
    starts = np.datetime64("2024-01-01", "us") + random.integers(0, 3 * 365 * 86_400, INTERVALS).astype(
        "timedelta64[s]"
    )
    ends = starts + random.integers(0, 30 * 86_400, INTERVALS).astype("timedelta64[s]")
    pauses = Pauses(np.arange(INTERVALS), starts + np.timedelta64(1, "h"), starts + np.timedelta64(30, "h"))
    calendar = office()
    least = floor(calendar, starts, ends)
    say(f"{'numpy floor':<28}{INTERVALS / least:>14,.0f} intervals a CPU second")
    for name, work in {
        "elapsed_seconds": lambda: elapsed_seconds(calendar, starts, ends),
        "elapsed_seconds, paused": lambda: elapsed_seconds(calendar, starts, ends, pauses),
        "due_at": lambda: due_at(calendar, starts, 8 * HOUR),
        "due_at, paused": lambda: due_at(calendar, starts, 8 * HOUR, pauses),
        "breach_at": lambda: breach_at(calendar, starts, 8 * HOUR),
        "due_after_days": lambda: due_after_days(calendar, starts, 2),
    }.items():
        spent = cpu_seconds(work)
        say(f"{name:<28}{INTERVALS / spent:>14,.0f} intervals a CPU second, {spent / least:.1f} times the floor")


if __name__ == "__main__":
    main()
