"""From the words of a command or a configuration to a source and a sink."""

import re
from datetime import datetime
from pathlib import Path

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.file_source import FileSource, same_file

_GOOGLE = re.compile(r"https?://docs\.google\.com/.*|[A-Za-z0-9_-]{40,}")


def source_at(where: str, folder: Path) -> FileSource:
    """The workbook, file or folder of files at `where`, relative to `folder`."""
    if _GOOGLE.fullmatch(where.strip()):
        raise ConfigError(
            f"{where}: is a Google spreadsheet; this version reads files. Download it as .xlsx and name the file."
        )
    return FileSource(folder / Path(where).expanduser())


def summary_path(where: str | None, folder: Path, sources: list[Path]) -> Path:
    """Where the summary goes: `where`, else `NAME.summary.xlsx` beside the first source."""
    first = sources[0]
    name = first.name if first.is_dir() else first.stem
    path = folder / Path(where).expanduser() if where else first.absolute().parent / f"{name}.summary.xlsx"
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(f"{path}: a summary is written as .xlsx. Give it a name that ends in .xlsx.")
    for source in sources:
        if same_file(path, source):
            raise ConfigError(
                f"{path}: is the tracker that is read, and trackers are never written. Name another file with --out."
            )
    return path


def sink_at(path: Path, as_of: datetime) -> ExcelSink:
    """A sink for the summary workbook at `path`."""
    return ExcelSink(path, as_of=as_of)
