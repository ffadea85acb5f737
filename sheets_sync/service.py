"""The runs of the service: for each configuration a job with its times, and a line in the log for each run."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_sync.asked import configured, run_request
from sheets_sync.config import TeamConfig, load_config
from sheets_sync.documents.run_words import FIRST_RUN, receipt_words
from sheets_sync.errors import ConfigError
from sheets_sync.pipeline import run_once
from sheets_sync.schedule import Job
from sheets_sync.trackers.settings import DEFAULT_TIMEZONE
from sheets_sync.workbooks.connect import Workbooks
from sheets_sync.workbooks.tab import Receipt

_logger = logging.getLogger(__name__)


def service_jobs(
    paths: Sequence[Path],
    connect: Callable[[TeamConfig, Path], Workbooks],
    *,
    clock: Callable[[], datetime],
    stopwatch: Callable[[], float],
) -> list[Job]:
    """A job for each configuration, which it reads anew at every run. Raises ConfigError where one has no schedule."""
    jobs = []
    for path in paths:
        settings = load_config(path)
        if settings.schedule is None:
            raise ConfigError(
                f'{path.name}: has no [schedule]. Add one, such as every = "15m", or call `run` from cron.'
            )
        run = _Run(path, connect, clock, stopwatch)
        jobs.append(Job(path.name, settings.schedule, settings.timezone or DEFAULT_TIMEZONE, run))
    return jobs


@dataclass(frozen=True)
class _Run:
    """One run of the service: its line in the log says what was written, or why not."""

    path: Path
    connect: Callable[[TeamConfig, Path], Workbooks]
    clock: Callable[[], datetime]
    stopwatch: Callable[[], float]

    def __call__(self) -> None:
        settings, folder = configured(self.path)
        workbooks = self.connect(settings, folder)
        started = self.stopwatch()
        report = run_once(run_request(settings, folder), workbooks, self.clock())
        words = receipt_words(report.outcome) if isinstance(report.outcome, Receipt) else ""
        first = [FIRST_RUN] if report.journal.begins else []
        said = "; ".join([words, *first, *workbooks.warnings, *report.warnings, *report.troubles]).replace("\n", " ")
        took = f"{report.calls} calls, {self.stopwatch() - started:.1f} s"
        _logger.log(logging.WARNING if report.exit_code else logging.INFO, "%s: %s (%s)", self.path.name, said, took)
