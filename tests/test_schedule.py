import logging
import math
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sheets_sync.errors import TryLaterError
from sheets_sync.schedule import (
    WEEKDAYS,
    DueJobs,
    Job,
    ScheduleSettings,
    StoppableClock,
    next_runs,
    run_logged,
    serve,
    slots,
)

ZONES = ("Europe/Berlin", "Europe/Lisbon", "Europe/Rome", "Europe/Dublin", "Atlantic/Azores", "America/Nuuk", "UTC")
CONSTANTLY = ScheduleSettings.model_construct(every=timedelta(milliseconds=5))  # no team may: tests need not wait


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def daily(*times: str, weekdays: tuple[str, ...] = ()) -> ScheduleSettings:
    written = {"daily_at": list(times)} | ({"weekdays": list(weekdays)} if weekdays else {})
    return ScheduleSettings.model_validate(written)


def of_days(schedule: ScheduleSettings, zone: str, first: date, last: date) -> list[datetime]:
    """What runs on local dates: from the start of the first to the end of the last."""
    begin, end = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (first, last + timedelta(days=1)))
    found = []
    for slot in slots(schedule, zone, begin - timedelta(seconds=1)):
        if slot >= end:
            return found
        found.append(slot)
    raise AssertionError("a schedule never ends")


def complaint(**written: object) -> str:
    with pytest.raises(ValidationError) as error:
        ScheduleSettings.model_validate(written)
    return error.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("15m", 15), ("1m", 1), ("2h", 120), ("90m", 90), ("1h 30m", 90), ("24h", 1440), (" 15 Min ", 15)],
)
def test_an_interval_is_minutes_or_hours(written, minutes):
    assert ScheduleSettings.model_validate({"every": written}).every == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "does not say when to run"),
        ({"every": "15m", "daily_at": ["07:00"]}, "says both every and daily_at; keep one of the two"),
        ({"every": "15m", "weekdays": ["mon"]}, "weekdays goes with daily_at alone"),
        ({"weekdays": ["mon"]}, "does not say when to run"),
        ({"every": "0m"}, "lies outside one minute to 24 hours"),
        ({"every": "24h 1m"}, "lies outside one minute to 24 hours"),
        ({"every": "30s"}, "is not an interval; write minutes or hours"),
        ({"every": ""}, "is not an interval"),
        ({"every": "٣m٣"}, "is not an interval"),
        ({"every": 15}, "is not an interval"),
        ({"daily_at": []}, "is empty, so no run would ever start"),
        ({"daily_at": ["24:00"]}, "is a time that no clock shows"),
        ({"daily_at": ["07:60"]}, "is a time that no clock shows"),
        ({"daily_at": ["7"]}, "is not a time of day; write it as '07:00'"),
        ({"daily_at": [700]}, "is not a time of day"),
        ({"daily_at": ["07:00", "13:00", "7:00"]}, "names '07:00' 2 times; write it once"),
        ({"daily_at": ["07:00"], "weekdays": []}, "is empty, so no run would ever start"),
        ({"daily_at": ["07:00"], "weekdays": ["Mon"]}, "is not a weekday; did you mean 'mon'?"),
        ({"daily_at": ["07:00"], "weekdays": [1]}, "is not a weekday"),
        ({"daily_at": ["07:00"], "weekdays": ["mon", "mon"]}, "names 'mon' 2 times; write it once"),
    ],
)
def test_a_schedule_that_says_no_times_is_refused_in_a_sentence(written, said):
    assert said in complaint(**written)


def test_every_quarter_of_an_hour_is_the_quarters_on_the_clock():
    quarters = next_runs(ScheduleSettings.model_validate({"every": "15m"}), "Europe/Berlin", utc("2026-03-06 10:07"), 3)

    assert quarters == [utc("2026-03-06 10:15"), utc("2026-03-06 10:30"), utc("2026-03-06 10:45")]


def test_the_next_run_lies_after_the_one_that_is_due_now():
    every = ScheduleSettings.model_validate({"every": "15m"})

    assert next_runs(every, "UTC", utc("2026-03-06 10:15"), 1) == [utc("2026-03-06 10:30")]
    assert next_runs(daily("10:15"), "UTC", utc("2026-03-06 10:15"), 1) == [utc("2026-03-07 10:15")]


@given(
    minutes=st.integers(1, 1440),
    start=st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    passed=st.timedeltas(timedelta(0), timedelta(days=40)),
)
def test_a_restart_does_not_shift_an_interval(minutes, start, passed):
    every = ScheduleSettings.model_validate({"every": f"{minutes}m"})

    (before,), (after,) = next_runs(every, "UTC", start, 1), next_runs(every, "UTC", start + passed, 1)

    assert (after - before) % timedelta(minutes=minutes) == timedelta(0)
    assert timedelta(0) < before - start <= timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("zone", "at", "after", "run"),
    [
        ("Europe/Berlin", "02:30", "2026-03-28 12:00", "2026-03-29 01:00"),  # 03:00, for 02:30 is jumped over
        ("Europe/Lisbon", "01:30", "2026-03-28 12:00", "2026-03-29 01:00"),  # 02:00
        ("Europe/Dublin", "01:00", "2026-03-28 12:00", "2026-03-29 01:00"),  # 02:00
        ("Atlantic/Azores", "00:30", "2026-03-28 12:00", "2026-03-29 01:00"),  # 01:00
        ("America/Nuuk", "23:30", "2026-03-28 12:00", "2026-03-29 01:00"),  # midnight, and still Saturday's
        ("Europe/Berlin", "00:30", "2026-03-28 23:00", "2026-03-28 23:30"),  # before the change
        ("Europe/Berlin", "00:30", "2026-03-29 12:00", "2026-03-29 22:30"),  # the day after it
        ("Europe/Berlin", "02:30", "2026-10-24 12:00", "2026-10-25 00:30"),  # the first of two
        ("Europe/Berlin", "02:30", "2026-10-25 00:30", "2026-10-26 01:30"),  # not the second
        ("Europe/Lisbon", "01:30", "2026-10-25 00:30", "2026-10-26 01:30"),
    ],
)
def test_a_time_of_day_runs_once_when_the_clocks_change(zone, at, after, run):
    assert next_runs(daily(at), zone, utc(after), 1) == [utc(run)]


def test_two_times_that_the_clock_jumps_over_are_one_run():
    runs = of_days(daily("02:15", "02:45", "03:00"), "Europe/Berlin", date(2026, 3, 29), date(2026, 3, 29))

    assert runs == [utc("2026-03-29 01:00")]


def test_all_times_of_a_day_run_in_order():
    assert next_runs(daily("13:00", "07:00"), "Europe/Berlin", utc("2026-07-01 05:30"), 2) == [
        utc("2026-07-01 11:00"),
        utc("2026-07-02 05:00"),
    ]


@given(
    zone=st.sampled_from([zone for zone in ZONES if zone != "America/Nuuk"]),  # its clock jumps over a midnight
    at=st.one_of(st.times(), st.sampled_from([time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(23, 30)])),
    year=st.integers(2000, 2060),
)
def test_a_time_of_day_runs_exactly_once_on_each_date(zone, at, year):
    dates = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]

    runs = of_days(daily(f"{at:%H:%M}"), zone, dates[0], dates[-1])

    assert [run.astimezone(ZoneInfo(zone)).date() for run in runs] == dates


@given(
    zone=st.sampled_from(ZONES),
    minutes=st.sets(st.one_of(st.integers(0, 239), st.integers(0, 1439)), min_size=1, max_size=4),
    weekdays=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    year=st.integers(2000, 2060),
    month=st.sampled_from([3, 10]),
)
def test_the_runs_around_a_change_are_those_of_someone_watching_the_clock(zone, minutes, weekdays, year, month):
    change = last_sunday(year, month)
    first, last = change - timedelta(days=1), change + timedelta(days=1)
    schedule = daily(*(f"{minute // 60:02}:{minute % 60:02}" for minute in minutes), weekdays=tuple(weekdays))

    assert of_days(schedule, zone, first, last) == list(watched(schedule, ZoneInfo(zone), first, last))


def last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def watched(schedule: ScheduleSettings, zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    """The minutes in which a clock, looked at each minute, first shows a time that is due, or what lies beyond it."""
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 1)]
    due = [
        datetime.combine(day, at) for day in days if WEEKDAYS[day.weekday()] in schedule.weekdays
        for at in schedule.daily_at
    ]  # fmt: skip
    moment = datetime.combine(first, time(), zone).astimezone(UTC) - timedelta(days=1)
    while (shown := moment.astimezone(zone).replace(tzinfo=None)).date() <= last:
        reached = [reading for reading in due if reading <= shown]
        due = [reading for reading in due if reading > shown]
        if reached and shown.date() >= first:
            yield moment
        moment += timedelta(minutes=1)


def job(name: str, run: Callable[[], object]) -> Job:
    return Job(name, CONSTANTLY, "UTC", run)


def test_a_job_whose_times_pass_while_it_runs_runs_once_more():
    due = DueJobs()
    runs: list[str] = []

    def run() -> None:
        runs.append("run")
        if len(runs) == 1:
            for _ in range(3):
                due.add(slow)
            due.add(job("last", due.stop))

    slow = job("slow", run)
    due.add(slow)
    due.run_until_stopped(lambda: None)

    assert runs == ["run", "run"]


def test_jobs_run_in_the_order_of_their_times():
    due = DueJobs()
    runs: list[str] = []
    for name in ("a", "b"):
        due.add(job(name, lambda name=name: runs.append(name)))
    due.add(job("last", due.stop))

    due.run_until_stopped(lambda: None)

    assert runs == ["a", "b"]


def test_nothing_starts_after_a_stop():
    due = DueJobs()
    runs: list[str] = []

    def stopped_in_the_middle() -> None:
        due.stop()
        runs.append("ended")

    due.add(job("first", stopped_in_the_middle))
    due.add(job("second", lambda: runs.append("never")))
    due.run_until_stopped(lambda: None)

    assert runs == ["ended"]


def test_a_job_that_was_due_before_a_stop_is_not_started_after_it():
    due = DueJobs()
    runs: list[str] = []
    due.add(job("team", lambda: runs.append("never")))
    due.add(job("last", due.stop))

    due.run_until_stopped(due.stop)

    assert runs == []


def failing(error: Exception) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


def test_a_failing_run_is_one_line_in_the_log(caplog):
    run_logged(job("team.toml", failing(TryLaterError("Google: quota used up.\n  Wait a minute."))))

    (record,) = caplog.records
    assert (record.getMessage(), record.levelno, record.exc_info) == (
        "team.toml: Google: quota used up. Wait a minute.",
        logging.ERROR,
        None,
    )


def test_a_bug_in_a_run_is_logged_with_its_traceback(caplog):
    run_logged(job("team.toml", failing(KeyError("gmv"))))

    (record,) = caplog.records
    assert record.getMessage() == "team.toml: the run ended in a bug"
    assert record.exc_info[0] is KeyError


def end_the_service() -> None:
    signal.raise_signal(signal.SIGTERM)


def serve_for_a_while(*jobs: Job) -> None:
    """Serve until a job ends it; one that never does fails its test instead of hanging it."""
    watchdog = threading.Timer(30, lambda: os.kill(os.getpid(), signal.SIGTERM))
    watchdog.start()
    try:
        serve(jobs, StoppableClock())
    finally:
        watchdog.cancel()


def test_a_failing_run_does_not_keep_the_next_one_from_starting(caplog):
    runs = [failing(TryLaterError("first")), failing(KeyError("second")), end_the_service]

    def run() -> None:
        runs.pop(0)()

    serve_for_a_while(job("team", run))

    assert runs == []


def test_all_jobs_run_in_one_thread_so_never_two_at_a_time():
    threads: dict[str, set[int]] = {"a": set(), "b": set()}

    def run(name: str) -> None:
        threads[name].add(threading.get_ident())
        if all(threads.values()):
            end_the_service()

    serve_for_a_while(job("a", lambda: run("a")), job("b", lambda: run("b")))

    assert threads == {"a": {threading.get_ident()}, "b": {threading.get_ident()}}


@pytest.fixture
def one_late_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    late, next_millennium = utc("2020-01-01 07:00"), utc("3000-01-01 07:00")

    def slots(_settings: ScheduleSettings, _zone: str, after: datetime) -> Iterator[datetime]:
        yield next_millennium if after == late else late

    monkeypatch.setattr("sheets_sync.schedule.slots", slots)


def test_a_run_that_is_years_late_still_starts(one_late_slot):
    runs: list[str] = []

    def run() -> None:
        runs.append("run")
        end_the_service()

    serve_for_a_while(job("team", run))

    assert runs == ["run"]


def test_the_log_says_when_a_job_runs_next(one_late_slot, caplog):
    caplog.set_level(logging.INFO, "sheets_sync.schedule")

    serve_for_a_while(job("team", end_the_service))

    assert caplog.messages == ["team: next run at 2020-01-01 07:00:00+00:00", "stopped"]


def test_the_clock_is_looked_at_before_each_wait():
    due = DueJobs()
    looks: list[str] = []
    due.add(job("first", lambda: None))
    due.add(job("last", due.stop))

    due.run_until_stopped(lambda: looks.append("look"))

    assert looks == ["look", "look"]


def test_the_signals_are_given_back_after_serving():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)

    serve_for_a_while(job("team", end_the_service))

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


SERVICE = """
import sys
from datetime import timedelta
from sheets_sync.schedule import Job, ScheduleSettings, StoppableClock, serve

clock = StoppableClock()

def run():
    print("started", flush=True)
    sys.stdin.readline()
    print("finished", flush=True)

serve([Job("team", ScheduleSettings.model_construct(every=timedelta(milliseconds=5)), "UTC", run)], clock)
print("served", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_run_in_progress_end_and_starts_no_other(number):
    with subprocess.Popen(
        [sys.executable, "-c", SERVICE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as service:
        try:
            assert service.stdout.readline() == "started\n"
            service.send_signal(number)
            told, complaints = service.communicate("\n", timeout=60)
        finally:
            service.kill()

    assert (told, service.returncode) == ("finished\nserved\n", 0), complaints


def test_a_stopped_clock_keeps_no_run_waiting():
    clock = StoppableClock()
    before = clock.monotonic()
    clock.stop()

    clock.sleep(1_000_000)

    assert (before < math.inf, clock.monotonic()) == (True, math.inf)
