"""Trackers kept in a Google spreadsheet."""

import re
from typing import Final

from sheets_sync.workbooks.google_workbook import GoogleWorkbook
from sheets_sync.workbooks.grid import Grid

# What a spreadsheet is given that a program makes; people's own take over the settings of their account.
_NOBODYS_CHOICE: Final = ("Etc/GMT", "en_US")
_WHOLE_HOURS = re.compile(r"GMT([+-])(\d\d):00")


class GoogleSource:
    """A place trackers are read from: a Google spreadsheet. Nothing is ever written to it from here."""

    def __init__(self, workbook: GoogleWorkbook) -> None:
        self._workbook = workbook
        workbook.is_source = True

    @property
    def name(self) -> str:
        """The spreadsheet's title."""
        return self._workbook.title

    def grids(self) -> list[Grid]:
        """Every sheet of cells that this program did not make, hidden ones too, in the order people see them.

        Raises ConfigError, TrackerError, AccessError or TryLaterError.
        """
        workbook = self._workbook
        trackers = workbook.trackers()
        timezone, locale = _settings(workbook)
        return [
            Grid(
                workbook=workbook.title,
                title=sheet.title,
                rows=rows,
                tab_id=str(sheet.sheet_id),
                url=f"{workbook.url}#gid={sheet.sheet_id}",
                timezone=timezone,
                locale=locale,
            )
            for sheet, rows in trackers
        ]


def _settings(workbook: GoogleWorkbook) -> tuple[str | None, str | None]:
    """The spreadsheet's time zone and locale, where somebody has chosen them."""
    if (workbook.timezone, workbook.locale) == _NOBODYS_CHOICE:
        return None, None
    return _iana(workbook.timezone) or None, workbook.locale


def _iana(name: str) -> str:
    """The IANA name of Google's name for a zone, which may be an offset."""
    offset = _WHOLE_HOURS.fullmatch(name)
    if offset is None:
        return name
    return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"  # IANA counts westwards
