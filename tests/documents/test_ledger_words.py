from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.analysis.sla_closed_days import Holiday
from sheets_sync.analysis.sla_explained import Stretch
from sheets_sync.analysis.sla_pauses import Pause
from sheets_sync.analysis.sla_segments import counted_segments, pauses_within
from sheets_sync.documents.ledger_words import stretch_lines, table
from sheets_sync.documents.time_words import LocalWords
from tests.analysis.hours_drawing import HOUR, OFFICE, calendar
from tests.drawing import utc

NOW = utc("2026-03-09 11:00")
BERLIN = LocalWords("Europe/Berlin", NOW)


def stretch(start: str, end: datetime = NOW, pauses: tuple[Pause, ...] = (), **parts: Any) -> Stretch:
    hours, begin = calendar(OFFICE, holidays="2025-05-01 2026-01-27"), utc(start)
    empty: dict[str, Any] = dict.fromkeys(("holidays", "other_hours", "clock_changes"), ())
    segments = counted_segments(hours, begin, end, pauses)
    return Stretch(begin, end, segments, pauses_within(hours, begin, end, pauses), **empty | parts)


def shown(of: Stretch, due: str | None = None, used: float = 0) -> list[str]:
    return table(stretch_lines(of, BERLIN, utc(due) if due else None, "8 h"), used=used)


def test_what_counted_stands_in_order_with_a_running_total_and_the_moment_it_was_due():
    assert shown(stretch("2026-03-05 15:30"), due="2026-03-06 14:30") == [
        "From              To           Open time        Total",
        "Thu  5 Mar 16:30  18:00       1 h 30 min   1 h 30 min",
        "Fri  6 Mar 09:00  15:30       6 h 30 min          8 h",
        "Fri  6 Mar 15:30              due: 8 h used up",
        "Fri  6 Mar 15:30  18:00       2 h 30 min  10 h 30 min",
        "Mon  9 Mar 09:00  12:00, now         3 h  13 h 30 min",
    ]


def test_what_will_count_goes_on_from_what_was_used():
    assert shown(stretch("2026-03-09 09:00", utc("2026-03-09 10:30")), used=2 * HOUR)[1:] == [
        "Mon  9 Mar 10:00  11:30  1 h 30 min  3 h 30 min"
    ]


def test_a_pause_that_lasts_ends_now_and_one_outside_hours_took_nothing():
    lasting = Pause(utc("2026-03-09 10:00"), None, "waiting")
    nightly = Pause(utc("2026-03-06 20:00"), utc("2026-03-06 21:00"), None)

    lines = shown(stretch("2026-03-06 16:00", pauses=(lasting, nightly)))

    assert [" ".join(line.split()) for line in lines[2::2]] == [
        "Fri 6 Mar 21:00 22:00 done until it was reopened: outside opening hours",
        "Mon 9 Mar 11:00 now paused, Waiting: 1 h not counted",
    ]


def test_a_long_middle_is_told_week_by_week_with_its_holidays():
    lines = shown(stretch("2026-01-05 08:00", holidays=(Holiday(utc("2026-01-27").date(), "Some day", 9 * HOUR),)))

    assert [" ".join(line.split()) for line in lines[8:16]] == [
        "Wed 14 Jan 09:00 18:00 9 h 72 h",
        "Thu 15 Jan 09:00 Fri 16 Jan 18:00 18 h 90 h 2 segments",
        "Mon 19 Jan 09:00 Fri 23 Jan 18:00 45 h 135 h 5 segments",
        "Mon 26 Jan 09:00 18:00 9 h 144 h",
        "Tue 27 Jan holiday, Some day: 9 h not counted",
        "Wed 28 Jan 09:00 Fri 30 Jan 18:00 27 h 171 h 3 segments",
        "Mon 2 Feb 09:00 Fri 6 Feb 18:00 45 h 216 h 5 segments",
        "Mon 9 Feb 09:00 Fri 13 Feb 18:00 45 h 261 h 5 segments",
    ]


def test_a_middle_of_many_weeks_is_told_in_one_line_on_either_side_of_its_due_time():
    years = stretch("2023-03-06 08:00", holidays=(Holiday(utc("2025-05-01").date(), "May Day", 9 * HOUR),))

    lines = [" ".join(line.split()) for line in shown(years, due="2024-03-06 09:00")]

    assert len(lines) == 1 + 8 + 4 + 8
    assert lines[9:13] == [
        "Thu 16 Mar 2023 09:00 Wed 6 Mar 2024 10:00 2,287 h 2,359 h 255 segments",
        "Wed 6 Mar 2024 10:00 due: 8 h used up",
        "Wed 6 Mar 2024 10:00 Wed 25 Feb 18:00 4,625 h 6,984 h 514 segments",
        "in between 1 holiday or pause: 9 h not counted",
    ]


@settings(max_examples=25)
@given(st.integers(1, 900), st.lists(st.integers(0, 900 * 24), max_size=60), st.integers(0, 900 * 24) | st.none())
def test_folding_leaves_no_second_out(days: int, pauses: list[int], due: int | None):
    start = NOW - timedelta(days=days)
    stood = tuple(Pause(start + timedelta(hours=at), start + timedelta(hours=at + 5), "waiting") for at in pauses)
    of = stretch(f"{start:%F %T}", pauses=stood)

    lines = stretch_lines(of, BERLIN, None if due is None else start + timedelta(hours=due), "8 h")

    assert len(lines) < 90
    assert sum(line.seconds or 0 for line in lines) == sum(one.seconds for one in of.segments)
    assert sum(line.lost for line in lines) == sum(one.seconds for one in of.pauses)
