"""Workbooks that we wrote carry a mark, so that nobody else's is ever replaced."""

import zipfile
from pathlib import Path

from sheets_sync.errors import ConfigError

MARK = "Written by sheets_sync; the next run replaces it."  # the document's description
_PROPERTIES = "docProps/core.xml"


def check_replaceable(path: Path) -> None:
    """Raises ConfigError where a file stands that we did not write."""
    if path.is_file() and path.stat().st_size and not is_ours(path):
        raise ConfigError(
            f"{path}: already exists and was not written by this program, so it is not replaced. "
            "Name another file, or move that one away."
        )


def is_ours(path: Path) -> bool:
    """Whether we wrote a file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MARK.encode() in archive.read(_PROPERTIES)
    except (zipfile.BadZipFile, KeyError):
        return False
