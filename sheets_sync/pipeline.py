"""One run: trackers in, summary and exports out, and a report of what was done."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_sync.analysis.findings import Findings, Policies, find
from sheets_sync.documents.exports import export_files, export_names
from sheets_sync.errors import ConfigError, TrackerError
from sheets_sync.tabs.book import compose
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.connect import Place, sink_at, source_at, summary_path
from sheets_sync.workbooks.file_source import same_file
from sheets_sync.workbooks.tab import Receipt, Tab
from sheets_sync.workbooks.whole_file import make_folder, whole_file

Progress = Callable[[str], None]

_REPORT = "run.json"


@dataclass(frozen=True)
class RunRequest:
    """What one run was asked to do."""

    workbook: Place | None  # of every tracker that has none of its own
    own_workbooks: Mapping[str, Place]  # by tracker
    summary: Place | None
    reading: ReadingSettings
    trackers: Mapping[str, TrackerSettings]
    policies: Policies
    export: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class RunReport:
    """What a run read, found and wrote."""

    as_of: datetime
    sources: tuple[str, ...]
    summary: Path
    trackers: Trackers
    findings: Findings
    tabs: tuple[Tab, ...]
    receipt: Receipt | None  # None of a dry run

    @property
    def exit_code(self) -> int:
        """0, or 3 when some tracker could not be read as configured."""
        return TrackerError.exit_code if self.trackers.troubles else 0

    def as_json(self, seconds: float) -> dict[str, Any]:
        """The report as one object for machines: what `run.json` holds."""
        written = self.receipt.written if self.receipt else ()
        return {
            "as_of": self.as_of.isoformat().replace("+00:00", "Z"),
            "sources": list(self.sources),
            "summary": str(self.summary),
            "trackers": _accounts(self.trackers),
            "row_issues": dict(sorted(Counter(issue.severity for issue in self.trackers.issues).items())),
            "tabs": [{"title": t.title, "state": "written" if t.title in written else "dry run"} for t in self.tabs],
            "troubles": list(self.trackers.troubles),
            "calls": 0,
            "seconds": round(seconds, 3),
            "exit_code": self.exit_code,
        }


def run_once(request: RunRequest, now: datetime, progress: Progress = lambda _: None) -> RunReport:
    """Read, find, compose, publish: whole tabs or an error, with the last summary still standing.

    A dry run publishes nothing. Raises ConfigError, TrackerError, AccessError or TryLaterError.
    """
    homes = _homes(request)
    sources = {home: source_at(home) for home in homes}
    paths = [source.path for source in sources.values()]
    summary = summary_path(request.summary, paths)
    if request.export:
        _prepare_export(request.export, paths)
    progress("reading trackers")
    books = [Book(source.path.name, source.grids(), homes[home]) for home, source in sources.items()]
    trackers = ingest(books, request.reading, request.trackers, now)
    _require_a_tracker(trackers, paths)
    progress("computing")
    findings = find(trackers, request.policies, now)
    tabs = tuple(compose(findings))
    receipt = None
    if not request.dry_run:
        progress("writing the summary")
        receipt = sink_at(summary, now).publish(tabs)
    names = tuple(path.name for path in paths)
    return RunReport(now, names, summary, trackers, findings, tabs, receipt)


def write_exports(report: RunReport, folder: Path, seconds: float) -> None:
    """The run's findings as files in `folder`, each whole or not at all."""
    files = export_files(report.findings) | {_REPORT: json.dumps(report.as_json(seconds), indent=2, ensure_ascii=False)}
    for name, text in files.items():
        with whole_file(folder / name) as file:
            file.write_text(text, "utf-8", newline="")


def _homes(request: RunRequest) -> dict[Place, frozenset[str]]:
    """Every workbook to read and the trackers that live there; the team's own comes first."""
    homes: dict[Place, frozenset[str]] = {}
    if request.workbook:
        homes[request.workbook] = frozenset(SCHEMAS) - set(request.own_workbooks)
    for tracker, home in sorted(request.own_workbooks.items()):
        same = next((known for known in homes if same_file(known.path, home.path)), home)
        homes[same] = homes.get(same, frozenset()) | {tracker}
    if not homes:
        raise ConfigError(
            "There is nothing to read. Name a workbook, a .csv file or a folder, or set workbook in the configuration."
        )
    return homes


def _require_a_tracker(trackers: Trackers, paths: Sequence[Path]) -> None:
    if trackers.accounts:
        return
    if trackers.troubles:
        raise TrackerError("\n".join(trackers.troubles))
    tabs = [issue.tab for issue in trackers.issues if not issue.tracker]
    found = f"found the tabs {', '.join(map(repr, tabs))}" if tabs else "found nothing but empty tabs"
    raise TrackerError(
        f"{', '.join(path.name for path in paths)}: no tab was recognised as a tracker ({found}). "
        "Name each tracker's tab under trackers.<name>.tabs in a configuration, and its headings there too."
    )


def _prepare_export(folder: Path, sources: Sequence[Path]) -> None:
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


def _accounts(trackers: Trackers) -> Mapping[str, Any]:
    parts = ("rows", "accepted", "left_out", "not_data", "blank")
    answer: dict[str, Any] = {}
    for account in trackers.accounts:
        entry = answer.setdefault(account.tracker, dict.fromkeys(parts, 0) | {"tabs": []})
        entry["tabs"].append({key: value for key, value in asdict(account).items() if key != "tracker"})
        for part in parts:
            entry[part] += getattr(account, part)
    return answer
