"""From the words of a command or a configuration to a source and a sink."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.file_source import FileSource, same_file
from sheets_sync.workbooks.ownership import check_replaceable
from sheets_sync.workbooks.tab import SummarySink

_GOOGLE = re.compile(r"https?://docs\.google\.com/.*|[A-Za-z0-9_-]{40,}")


@dataclass(frozen=True)
class Place:
    """A workbook as someone named it; a path is relative to `folder`."""

    where: str
    folder: Path = Path()

    @property
    def path(self) -> Path:
        """The file it means, in full. Raises ConfigError where it is no file."""
        try:
            path = (self.folder / Path(self.where).expanduser()).absolute()
            is_there = path.exists()
        except PermissionError as error:
            raise AccessError(
                f"{self.where}: may not be looked at. Give this account the right to enter its folder."
            ) from error
        except (ValueError, RuntimeError, OSError) as error:
            raise ConfigError(f"{self.where!r}: is not the name of a file. Check the path.") from error
        if not self.where.strip():
            raise ConfigError("'': found no name of a workbook. Name a workbook, a .csv file or a folder.")
        if not is_there and _GOOGLE.fullmatch(self.where.strip()):
            raise ConfigError(
                f"{self.where}: is a Google spreadsheet; this version reads and writes files. "
                "Download it as .xlsx and name the file."
            )
        return Path(os.path.normpath(path))


def source_at(place: Place) -> FileSource:
    """The workbook, file or folder of files at a place."""
    return FileSource(place.path)


def summary_path(place: Place | None, sources: Sequence[Path]) -> Path:
    """Where the summary goes: the place, else `NAME.summary.xlsx` beside the first source."""
    first = sources[0]
    name = first.name if first.is_dir() else first.stem
    path = place.path if place else first.parent / f"{name}.summary.xlsx"
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(f"{path}: a summary is written as .xlsx. Give it a name that ends in .xlsx.")
    for source in sources:
        if same_file(path, source):
            raise ConfigError(
                f"{path}: is the tracker that is read, and trackers are never written. Name another file with --out."
            )
    check_replaceable(path)
    return path


def sink_at(path: Path, as_of: datetime) -> SummarySink:
    """A sink for the summary workbook at `path`."""
    return ExcelSink(path, as_of=as_of)
