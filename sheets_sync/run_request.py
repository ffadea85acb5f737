"""What one run was asked to do, and the workbooks it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.analysis.findings import Policies
from sheets_sync.analysis.journal_retention import JOURNAL_DAYS
from sheets_sync.errors import ConfigError
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import ReadingSettings, TrackerSettings
from sheets_sync.workbooks.connect import Place


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
    accept_shrink: bool = False
    recompute: bool = False
    journal_days: int = JOURNAL_DAYS


def homes_of(request: RunRequest) -> dict[Place, frozenset[str]]:
    """Every workbook to read and the trackers that live there; the team's own comes first."""
    homes: dict[Place, frozenset[str]] = {}
    if request.workbook:
        homes[request.workbook] = frozenset(SCHEMAS) - set(request.own_workbooks)
    for tracker, home in sorted(request.own_workbooks.items()):
        same = next((known for known in homes if known.is_same(home)), home)
        homes[same] = homes.get(same, frozenset()) | {tracker}
    if not homes:
        raise ConfigError(
            "There is nothing to read. Name a Google spreadsheet, a workbook, a .csv file or a folder, "
            "or set workbook in the configuration."
        )
    return homes
