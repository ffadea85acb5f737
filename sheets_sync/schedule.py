"""When a run happens: the times a team configures, and the service that keeps them."""

import logging
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count, islice
from math import inf
from queue import Empty, SimpleQueue
from threading import Event
from time import monotonic
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from sheets_sync.errors import OperatorError, did_you_mean

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_INTERVAL = re.compile(r"(?:(\d{1,4}) ?h)? ?(?:(\d{1,5}) ?m(?:in)?)?")
_TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})")

_logger = logging.getLogger(__name__)


def _interval(written: Any) -> timedelta:
    found = _INTERVAL.fullmatch(written.strip().lower()) if isinstance(written, str) else None
    if not found or not any(found.groups()):
        raise ValueError("is not an interval; write minutes or hours, as in '15m' or '2h'")
    interval = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    if not _MINUTE <= interval <= _DAY:
        raise ValueError("lies outside one minute to 24 hours; for fewer runs write daily_at, as in ['07:00']")
    return interval


def _time_of_day(written: Any) -> time:
    found = _TIME_OF_DAY.fullmatch(written.strip()) if isinstance(written, str) else None
    if not found:
        raise ValueError("is not a time of day; write it as '07:00'")
    hour, minute = map(int, found.groups())
    if hour >= 24 or minute >= 60:
        raise ValueError("is a time that no clock shows; hours run from 00:00 to 23:59")
    return time(hour, minute)


def _weekday(written: Any) -> str:
    if written not in WEEKDAYS:
        raise ValueError(f"is not a weekday; {did_you_mean(str(written), WEEKDAYS)}")
    return str(written)


def _each_once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if not values:
        raise ValueError("is empty, so no run would ever start; name at least one or take the key out")
    (value, times), *_ = Counter(values).most_common(1)
    if times > 1:
        name = f"{value:%H:%M}" if isinstance(value, time) else value
        raise ValueError(f"names {name!r} {times} times; write it once")
    return values


class ScheduleSettings(BaseModel):
    """When the service runs: at an interval, or at times of the day on all or some weekdays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Annotated[timedelta, BeforeValidator(_interval)] | None = None
    daily_at: Annotated[tuple[Annotated[time, BeforeValidator(_time_of_day)], ...], AfterValidator(_each_once)] = ()
    weekdays: Annotated[tuple[Annotated[str, BeforeValidator(_weekday)], ...], AfterValidator(_each_once)] = ()

    @model_validator(mode="after")
    def _one_way_of_saying_when(self) -> Self:
        if self.every and self.daily_at:
            raise ValueError("says both every and daily_at; keep one of the two")
        if self.every and self.weekdays:
            raise ValueError("weekdays goes with daily_at alone; take it out, or write daily_at instead of every")
        if not self.every and not self.daily_at:
            raise ValueError("does not say when to run; write every = '15m' or daily_at = ['07:00', '13:00']")
        return self


def next_runs(settings: ScheduleSettings, timezone: str, after: datetime, number: int) -> list[datetime]:
    """The next runs after an instant, in UTC."""
    return list(islice(slots(settings, timezone, after), number))


def slots(settings: ScheduleSettings, timezone: str, after: datetime) -> Iterator[datetime]:
    """Every time to run after an instant, in order and in UTC.

    An interval counts from 1970 in UTC, so that a restart does not shift it: '15m' is :00, :15, :30 and :45, '2h' the
    even hours of UTC. A time of the day counts in `timezone`, once on each of its dates: where the clock jumps over
    it, at the first minute that exists; where the clock shows it twice, the first time.
    """
    return _at_intervals(settings.every, after) if settings.every else _at_times(settings, ZoneInfo(timezone), after)


def _at_intervals(interval: timedelta, after: datetime) -> Iterator[datetime]:
    done = (after - _EPOCH) // interval
    return (_EPOCH + interval * number for number in count(done + 1))


def _at_times(settings: ScheduleSettings, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    weekdays = {WEEKDAYS.index(day) for day in settings.weekdays or WEEKDAYS}
    today = after.astimezone(zone).date()
    last = after
    for number in count():
        day = today + number * _DAY
        for at in sorted(settings.daily_at) if day.weekday() in weekdays else ():
            slot = _first_showing(datetime.combine(day, at, zone))
            if slot > last:  # two times inside the hour that was jumped over are one run
                last = slot
                yield slot


def _first_showing(reading: datetime) -> datetime:
    """The first instant at which a zone's clock shows a time, or what comes next where it is jumped over."""
    while reading.astimezone(UTC).astimezone(reading.tzinfo) != reading:
        reading += _MINUTE
    return reading.astimezone(UTC)


@dataclass(frozen=True, eq=False)
class Job:
    """One configuration's run and its times."""

    name: str
    settings: ScheduleSettings
    timezone: str  # IANA; of the times of the day
    run: Callable[[], object]


class StoppableClock:
    """What a run waits by; once it is stopped no time is left, so that the run ends before its next call."""

    def __init__(self) -> None:
        self._stopped = Event()

    def monotonic(self) -> float:
        """Seconds since some moment, never to end once stopped."""
        return inf if self._stopped.is_set() else monotonic()

    def sleep(self, seconds: float, /) -> None:
        """Wait, though not past the stop."""
        self._stopped.wait(seconds)

    def stop(self) -> None:
        """Let no time be left."""
        self._stopped.set()


def serve(jobs: Sequence[Job], clock: StoppableClock) -> None:
    """Run the jobs at their times, one at a time, until SIGTERM or SIGINT.

    A run in progress is let to end; what it waits for by `clock` is cut short.
    """
    due = DueJobs()

    def stop() -> None:
        due.stop()
        clock.stop()

    with _signals_calling(stop), _clock_calling(due.add, jobs) as look_at_the_clock:
        due.run_until_stopped(look_at_the_clock)
    _logger.info("stopped")


class DueJobs:
    """The jobs whose time has come, in order.

    Each waits once, however many of its times have passed: a run that comes late is one run.
    """

    def __init__(self) -> None:
        self._line: SimpleQueue[Job | None] = SimpleQueue()  # a signal may put into it at any moment
        self._waiting: set[Job] = set()
        self._is_stopped = False

    def add(self, job: Job) -> None:
        """Let a job run as soon as it is its turn."""
        if job not in self._waiting:
            self._waiting.add(job)
            self._line.put(job)

    def stop(self) -> None:
        """Let no further job start."""
        self._is_stopped = True
        self._line.put(None)

    def run_until_stopped(self, look_at_the_clock: Callable[[], object]) -> None:
        """Run each job as its turn comes, and have the clock looked at once a minute between runs."""
        while not self._is_stopped:
            look_at_the_clock()
            self._run_next()

    def _run_next(self) -> None:
        try:
            job = self._line.get(timeout=_MINUTE.total_seconds())
        except Empty:
            return
        if job and not self._is_stopped:
            self._waiting.discard(job)
            run_logged(job)


def run_logged(job: Job) -> None:
    """Run a job; where it fails, the log says so and the next run is tried at its time."""
    try:
        job.run()
    except OperatorError as error:
        _logger.error("%s: %s", job.name, " ".join(str(error).split()))  # noqa: TRY400
    except Exception:
        _logger.exception("%s: the run ended in a bug", job.name)


@contextmanager
def _signals_calling(stop: Callable[[], None]) -> Iterator[None]:
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _clock_calling(add: Callable[[Job], None], jobs: Sequence[Job]) -> Iterator[Callable[[], object]]:
    """Call `add` with each job at its times; yields what makes it look at the clock again.

    It waits by a clock that stands still while the machine sleeps, so it has to look again now and then.
    """
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.base import BaseTrigger

    BaseTrigger.register(_Slots)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    added = [scheduler.add_job(add, _Slots(job), args=[job]) for job in jobs]
    scheduler.start(paused=True)
    for job, entry in zip(jobs, added, strict=True):
        _logger.info("%s: next run at %s", job.name, entry.next_run_time.astimezone(ZoneInfo(job.timezone)))
    scheduler.resume()
    try:
        yield scheduler.wakeup
    finally:
        scheduler.shutdown()


@dataclass(frozen=True)
class _Slots:
    """A job's times as APScheduler asks for them.

    Its own triggers would not do: CalendarIntervalTrigger leaves out a time that the clock jumps over, starts with
    one that is past, and in an OrTrigger skips the later times of the day; CronTrigger runs some times twice.
    """

    job: Job

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return next(slots(self.job.settings, self.job.timezone, previous or now))
