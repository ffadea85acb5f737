"""The last summary, read back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.workbook_file import workbook_grids


def standing_sheets(path: Path, *, only: str | None = None) -> Mapping[str, Sequence[Sequence[Cell]]]:
    """The rows of every sheet by its title, or of one title alone; nothing where no summary stands.

    Raises ConfigError where what stands there cannot be read, AccessError where it may not be.
    """
    try:
        if not path.is_file() or not path.stat().st_size:
            return {}
        return {grid.title: grid.rows for grid in workbook_grids(path, only=only)}
    except ConfigError as error:
        raise ConfigError(
            f"{path}: the last summary cannot be read, nor what earlier runs noted in it. "
            "Restore it from a copy, or move it away; then a new one is begun."
        ) from error
    except OSError as error:
        raise AccessError(
            f"{path}: the last summary may not be read ({error.strerror}). "
            "Allow this user to read it, and close it where it is open."
        ) from error
