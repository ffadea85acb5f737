"""What a run would meet: every workbook, every tracker, the clock, the next runs; and what to mend before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.sla_targets import Target
from sheets_sync.analysis.what_if import Supposed, what_if
from sheets_sync.documents.check_words import check_words
from sheets_sync.documents.time_words import LocalWords, utc_text
from sheets_sync.documents.verdict_words import flips_json
from sheets_sync.documents.what_if_words import what_if_json, what_if_words
from sheets_sync.errors import AccessError, ConfigError, OperatorError, TrackerError, TryLaterError
from sheets_sync.pipeline import run_once
from sheets_sync.run_report import RunReport
from sheets_sync.run_request import RunRequest, homes_of
from sheets_sync.workbooks.connect import Place, Workbooks
from sheets_sync.workbooks.workbook_check import WorkbookCheck

_MOST_SKEW_SECONDS: Final = 60  # from five minutes on Google refuses to sign in
_GRAVEST_FIRST: Final = (AccessError, TryLaterError, ConfigError, TrackerError)


@dataclass(frozen=True)
class CheckReport:
    """Everything that was looked at; `run` is a dry run's report, None where it could not be made."""

    as_of: datetime
    workbooks: tuple[WorkbookCheck, ...]
    run: RunReport | None
    skew_seconds: float | None  # how far this machine's clock is ahead of Google's; None where Google was not asked
    calls: int  # to Google that a run makes, sign-in aside
    next_runs: tuple[datetime, ...]
    warnings: tuple[str, ...]
    troubles: tuple[OperatorError, ...]
    what_if: tuple[Supposed, ...] | None  # what other targets make of attainment; empty where that cannot be said

    @property
    def exit_code(self) -> int:
        """0, or the code of the gravest trouble; 3 where anything else is to be mended."""
        codes = (kind.exit_code for kind in _GRAVEST_FIRST if any(isinstance(one, kind) for one in self.troubles))
        return next(codes, TrackerError.exit_code if self.to_mend else 0)

    @property
    def to_mend(self) -> tuple[str, ...]:
        """Every sentence that asks for something to be done, once."""
        is_skewed = self.skew_seconds is not None and abs(self.skew_seconds) > _MOST_SKEW_SECONDS
        return tuple(
            dict.fromkeys(
                [
                    *map(str, self.troubles),
                    *((*self.run.troubles, *self.run.warnings) if self.run else ()),
                    *self.warnings,
                    *([f"{self.clock_words()} Set this machine's clock."] if is_skewed else []),
                ]
            )
        )

    def clock_words(self) -> str:
        """'This machine's clock is 75 s ahead of Google's.'"""
        if self.skew_seconds is None:
            return "Google's clock was not asked."
        way = "ahead of" if self.skew_seconds > 0 else "behind"
        return f"This machine's clock is {abs(self.skew_seconds):.0f} s {way} Google's."

    def words(self, timezone: str) -> str:
        """The report for people, by the clock of their zone."""
        local = LocalWords(timezone, self.as_of)
        words = check_words(
            self.workbooks,
            self.run.trackers if self.run else None,
            clock=self.clock_words(),
            calls=self.calls,
            next_runs=self.next_runs,
            local=local,
            earlier=self.run.findings.earlier_verdicts if self.run else None,
            to_mend=self.to_mend,
        )
        return words if self.what_if is None else f"{words}\n\n{what_if_words(self.what_if, local)}"

    def as_json(self) -> Mapping[str, Any]:
        """The report as one object for machines."""
        return {
            "workbooks": [{**asdict(one), "trouble": one.trouble and str(one.trouble)} for one in self.workbooks],
            "run": self.run and self.run.as_json(seconds=0),
            "clock_skew_seconds": self.skew_seconds,
            "calls_per_run": self.calls,
            "next_runs": [utc_text(instant) for instant in self.next_runs],
            "flips": flips_json(self.run.findings.earlier_verdicts.flips) if self.run else None,
            "what_if": what_if_json(self.what_if or ()),
            "to_mend": list(self.to_mend),
            "exit_code": self.exit_code,
        }


def check_once(
    request: RunRequest,
    workbooks: Workbooks,
    clock: Callable[[], datetime],
    next_runs: Sequence[datetime] = (),
    targets: Mapping[str, Target] = MappingProxyType({}),
) -> CheckReport:
    """Look at everything a run needs, past the first trouble; no tracker and no tab is changed.

    `targets` are those to suppose, by the name of their policy.
    """
    now = clock()
    checks = [workbooks.checked(place, **holds) for place, holds in _homes(request, workbooks)]
    skew = workbooks.clock_skew_seconds(clock())
    troubles = [check.trouble for check in checks if check.trouble]
    run = None
    if all(check.may_read for check in checks):
        try:
            run = run_once(replace(request, dry_run=True, export=None), workbooks, now)
        except OperatorError as error:
            troubles.append(error)
    calls = sum(check.calls for check in checks)
    warnings = (*request.policies.sla.doubts, *workbooks.warnings)
    supposed = (_supposed(run.findings, targets) if run else ()) if targets else None
    return CheckReport(now, tuple(checks), run, skew, calls, tuple(next_runs), warnings, tuple(troubles), supposed)


def _supposed(findings: Findings, targets: Mapping[str, Target]) -> tuple[Supposed, ...]:
    policies, frames = findings.policies, findings.trackers.frames
    return what_if(frames, findings.histories, policies.sla, targets, findings.now, timezone=policies.timezone)


def _homes(request: RunRequest, workbooks: Workbooks) -> list[tuple[Place, dict[str, bool]]]:
    """Every workbook of a run, and whether it holds trackers, the summary or both."""
    sources = homes_of(request)
    summary = request.summary or _usual_summary(next(iter(sources)), workbooks)
    homes = [(place, {"trackers": True, "summary": _is(place, summary)}) for place in sources]
    if summary and not any(holds["summary"] for _, holds in homes):
        homes.append((summary, {"trackers": False, "summary": True}))
    return homes


def _usual_summary(source: Place, workbooks: Workbooks) -> Place | None:
    try:
        return Place(str(workbooks.summary_beside(source)))
    except OperatorError:
        return None  # what is in the way is told of the source itself


def _is(place: Place, other: Place | None) -> bool:
    return other is not None and place.is_same(other)
