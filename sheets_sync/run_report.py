"""What a run read, found and wrote: its report, and everything it found as files."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.journal_account import JournalAccount
from sheets_sync.documents.exports import export_files, export_names
from sheets_sync.documents.journal_words import lost_to_a_run, overtaken_words, spoilt_words
from sheets_sync.documents.run_words import run_words
from sheets_sync.documents.time_words import utc_text
from sheets_sync.documents.verdict_words import flips_json
from sheets_sync.errors import ConfigError, TrackerError
from sheets_sync.trackers.ingest import Trackers
from sheets_sync.workbooks.file_source import same_file
from sheets_sync.workbooks.journal_line import JOURNAL
from sheets_sync.workbooks.tab import Receipt, Tab, TabChange
from sheets_sync.workbooks.whole_file import make_folder, whole_file

_REPORT = "run.json"


@dataclass(frozen=True)
class RunReport:
    """What a run read, found and wrote."""

    as_of: datetime
    sources: tuple[str, ...]
    summary: str
    trackers: Trackers
    findings: Findings
    tabs: tuple[Tab, ...]
    outcome: Receipt | tuple[TabChange, ...]  # of a dry run, what it would have changed
    calls: int  # to Google, sign-in aside
    journal: JournalAccount

    @property
    def troubles(self) -> tuple[str, ...]:
        """What did not come about, and what to do: one sentence each."""
        titles: dict[str, list[str]] = {}
        for title, reason in self._left().items():
            titles.setdefault(reason, []).append(title)
        left = (f"{', '.join(tabs)}: {reason}" for reason, tabs in titles.items())
        is_lost = self.journal.is_lost and JOURNAL not in self._left()
        return (*self.trackers.troubles, *([lost_to_a_run(self.summary)] if is_lost else []), *left)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be mended though the run went on."""
        return (
            *([spoilt_words(self.summary, self.journal)] if self.journal.unreadable else []),
            *([overtaken_words(self.summary, self.journal)] if self.journal.overtakes(self.as_of) else []),
        )

    @property
    def exit_code(self) -> int:
        """0, or 3 when a tracker could not be read as configured or a tab stayed as it was."""
        return TrackerError.exit_code if self.troubles else 0

    def _left(self) -> Mapping[str, str]:
        if isinstance(self.outcome, Receipt):
            return self.outcome.left
        return {change.title: change.left for change in self.outcome if change.left}

    def words(self) -> str:
        """The report for people."""
        return run_words(self.findings, self.summary, self.outcome, is_first=self.journal.begins)

    def as_json(self, seconds: float) -> dict[str, Any]:
        """The report as one object for machines: what `run.json` holds."""
        earlier = self.findings.earlier_verdicts
        flips = flips_json(earlier.flips) if earlier.is_rewritten else []
        is_dry_run = not isinstance(self.outcome, Receipt)
        return {
            "as_of": utc_text(self.as_of),
            "sources": list(self.sources),
            "summary": self.summary,
            "trackers": _accounts(self.trackers),
            "row_issues": dict(sorted(Counter(issue.severity for issue in self.trackers.issues).items())),
            "tabs": _tab_outcomes(self.outcome, self.tabs),
            "recomputed": [] if is_dry_run else flips,
            "would_recompute": flips if is_dry_run else [],
            "journal": {
                "lines": self.journal.lines,
                "unreadable": len(self.journal.unreadable),
                "is_new": self.journal.begins or self.journal.is_lost,
            },
            "warnings": list(self.warnings),
            "troubles": list(self.troubles),
            "calls": self.calls,
            "seconds": round(seconds, 3),
            "exit_code": self.exit_code,
        }


def prepare_export(folder: Path, sources: Sequence[Path]) -> None:
    """A folder to export to, in which nothing of anybody else is replaced or read as a tracker by the next run."""
    for source in sources:
        if same_file(folder, source):
            raise ConfigError(
                f"{folder}: holds the trackers, and trackers are never written. Name another folder with --export."
            )
    standing = [name for name in export_names() if (folder / name).exists()]
    if standing and not (folder / _REPORT).exists():
        raise ConfigError(
            f"{folder}: holds {standing[0]}, which this program did not write. Name an empty folder with --export."
        )
    make_folder(folder)


def write_exports(report: RunReport, folder: Path, seconds: float) -> None:
    """The run's findings as files in `folder`, each whole or not at all."""
    files = export_files(report.findings) | {_REPORT: json.dumps(report.as_json(seconds), indent=2, ensure_ascii=False)}
    for name, text in files.items():
        with whole_file(folder / name) as file:
            file.write_text(text, "utf-8", newline="")


def _tab_outcomes(outcome: Receipt | Sequence[TabChange], tabs: Sequence[Tab]) -> list[dict[str, Any]]:
    if not isinstance(outcome, Receipt):
        return [
            {"state": "dry run", **{k: v for k, v in asdict(change).items() if v is not None}} for change in outcome
        ]
    written = dict.fromkeys(outcome.written, "written") | dict.fromkeys(outcome.unchanged, "unchanged")
    return [
        {"title": tab.title, "state": "left", "why": outcome.left[tab.title]}
        if tab.title in outcome.left
        else {"title": tab.title, "state": written[tab.title]}
        for tab in tabs
    ]


def _accounts(trackers: Trackers) -> Mapping[str, Any]:
    parts = ("rows", "accepted", "left_out", "not_data", "blank")
    answer: dict[str, Any] = {}
    for account in trackers.accounts:
        entry = answer.setdefault(account.tracker, dict.fromkeys(parts, 0) | {"tabs": []})
        entry["tabs"].append({key: value for key, value in asdict(account).items() if key != "tracker"})
        for part in parts:
            entry[part] += getattr(account, part)
    return answer
