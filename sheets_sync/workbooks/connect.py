"""From the words of a command or a configuration to sources and a sink."""

import os
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.file_source import FileSource, same_file
from sheets_sync.workbooks.google_access import GoogleAccess, WaitingClock
from sheets_sync.workbooks.google_address import spreadsheet_id
from sheets_sync.workbooks.grid import TrackerSource
from sheets_sync.workbooks.ownership import check_replaceable
from sheets_sync.workbooks.run_lock import run_lock
from sheets_sync.workbooks.tab import SummarySink
from sheets_sync.workbooks.workbook_check import WorkbookCheck, file_check

if TYPE_CHECKING:
    from sheets_sync.workbooks.google_client import SheetsClient
    from sheets_sync.workbooks.google_workbook import GoogleWorkbook

_LONGEST_NAME = 200  # bytes; file systems take 255
_FORBIDDEN_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class Place:
    """A workbook as someone named it: a Google spreadsheet's link or id, or a path relative to `folder`."""

    where: str
    folder: Path = Path()

    @cached_property
    def spreadsheet_id(self) -> str | None:
        """The id of the Google spreadsheet it means; None of a file, which comes first where it exists."""
        identity = spreadsheet_id(self.where)
        return None if identity is None or (identity == self.where and self.path.exists()) else identity

    @property
    def key(self) -> str:
        """What the journal knows the workbook by, wherever it lies: the spreadsheet's id, the file's name."""
        return self.spreadsheet_id or self.path.name

    @property
    def path(self) -> Path:
        """The file it means, in full. Raises ConfigError where it cannot be one."""
        if not self.where.strip():
            raise ConfigError(
                "'': found no name of a workbook. Name a workbook, a .csv file, a folder or a Google link."
            )
        try:
            path = (self.folder / Path(self.where).expanduser()).absolute()
            path.exists()
        except PermissionError as error:
            raise AccessError(
                f"{self.where}: may not be looked at. Give this account the right to enter its folder."
            ) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise ConfigError(f"{self.where!r}: is not the name of a file. Check the path.") from error
        return Path(os.path.normpath(path))

    def is_same(self, other: "Place") -> bool:
        """Whether both mean one workbook."""
        if self.spreadsheet_id or other.spreadsheet_id:
            return self.spreadsheet_id == other.spreadsheet_id
        return same_file(self.path, other.path)


class Workbooks:
    """Every workbook of one run; Google is signed in to once, and only where a spreadsheet is named."""

    def __init__(self, google: GoogleAccess, clock: WaitingClock) -> None:
        self._google = google
        self._clock = clock
        self._spreadsheets: dict[str, GoogleWorkbook] = {}

    @property
    def calls(self) -> int:
        """How many calls were sent to Google, repeated ones included and sign-in aside."""
        return self._client.reads + self._client.writes if self._spreadsheets else 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the operator should mend though the run can go on."""
        return self._client.warnings if self._spreadsheets else ()

    def spreadsheet(self, identity: str) -> "GoogleWorkbook":
        """The spreadsheet of this id; the same one however often it is asked for, so that it is read once."""
        from sheets_sync.workbooks.google_workbook import GoogleWorkbook

        return self._spreadsheets.setdefault(identity, GoogleWorkbook(self._client, identity))

    def source(self, place: Place) -> TrackerSource:
        """The spreadsheet, workbook, file or folder of files at a place."""
        if place.spreadsheet_id is None:
            return FileSource(place.path)
        from sheets_sync.workbooks.google_source import GoogleSource

        return GoogleSource(self.spreadsheet(place.spreadsheet_id))

    def sink(self, place: Place | None, sources: Sequence[Place], as_of: datetime) -> SummarySink:
        """The summary: the place, else `NAME.summary.xlsx` beside the first source, or here if that is no file.

        Raises ConfigError where the summary would replace a tracker's file or a workbook of somebody else.
        """
        if place is not None and place.spreadsheet_id is not None:
            from sheets_sync.workbooks.google_sink import GoogleSink

            return GoogleSink(self.spreadsheet(place.spreadsheet_id), as_of=as_of)
        path = place.path if place else self.summary_beside(sources[0])
        _check_summary(path, [source.path for source in sources if source.spreadsheet_id is None])
        return ExcelSink(path, as_of=as_of)

    def summary_beside(self, source: Place) -> Path:
        """Where the summary of a source goes that nobody named another place for."""
        if source.spreadsheet_id is not None:
            title = " ".join(_FORBIDDEN_IN_FILE_NAMES.sub(" ", self.spreadsheet(source.spreadsheet_id).title).split())
            short = title.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(". ")
            return Path(f"{short or 'spreadsheet'}.summary.xlsx").absolute()
        path = source.path
        return path.parent / f"{path.name if path.is_dir() else path.stem}.summary.xlsx"

    def lock(self, sink: SummarySink) -> AbstractContextManager[None]:
        """The only right to write a summary. Raises LockedError where another run has it."""
        return run_lock(sink.target, at=self._google.base)

    def checked(self, place: Place, *, trackers: bool, summary: bool) -> WorkbookCheck:
        """What this account may do with a workbook that holds the trackers, the summary or both."""
        if place.spreadsheet_id is None:
            return file_check(place.path, trackers=trackers, summary=summary)
        from sheets_sync.workbooks.google_check import google_check

        return google_check(self.spreadsheet(place.spreadsheet_id), trackers=trackers, summary=summary)

    def clock_skew_seconds(self, now: datetime) -> float | None:
        """How far this machine's clock is ahead of Google's last answer; None where there was none."""
        told = self._client.server_time if self._spreadsheets else None
        return None if told is None else (now - told).total_seconds()

    @cached_property
    def _client(self) -> "SheetsClient":
        from sheets_sync.workbooks.google_client import connected

        return connected(self._google, self._clock)


def _check_summary(path: Path, sources: Sequence[Path]) -> None:
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(
            f"{path}: a summary is written as .xlsx or into a Google spreadsheet. "
            "Give it a name that ends in .xlsx, or the spreadsheet's link."
        )
    for source in sources:
        if same_file(path, source):
            raise ConfigError(
                f"{path}: is the tracker that is read, and trackers are never written. Name another file with --out."
            )
    check_replaceable(path)
