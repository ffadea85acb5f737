"""A Google spreadsheet as it stands: what it is made of, and the values that are read, each asked for once."""

from collections.abc import Sequence
from functools import partial

from sheets_sync.errors import ConfigError, TrackerError, TryLaterError
from sheets_sync.workbooks.google_address import spreadsheet_url
from sheets_sync.workbooks.google_blocks import ChangedWhileReadError, Extent, Row, rows_of_all
from sheets_sync.workbooks.google_client import SheetsClient
from sheets_sync.workbooks.google_errors import RefusedRequest
from sheets_sync.workbooks.google_outline import FIELDS, GoogleSheet, Mark, Outline, Protection, outline
from sheets_sync.workbooks.journal_line import JOURNAL

__all__ = ["GoogleSheet", "GoogleWorkbook", "Mark", "Protection"]


class GoogleWorkbook:
    """One spreadsheet during one run: asked once what it is made of, and once for the values of all that is read."""

    def __init__(self, client: SheetsClient, spreadsheet_id: str) -> None:
        self.client = client
        self.spreadsheet_id = spreadsheet_id
        self.url = spreadsheet_url(spreadsheet_id)
        self.is_source = False  # whether its trackers are read, not our journal alone
        self._outline: Outline | None = None
        self._rows: dict[int, list[Row]] = {}

    @property
    def title(self) -> str:
        """What people call the spreadsheet."""
        return self._known().title

    @property
    def timezone(self) -> str:
        """The time zone as Google gives it: mostly an IANA name, else such as 'GMT+01:00', or empty."""
        return self._known().timezone

    @property
    def locale(self) -> str | None:
        """The locale as Google gives it, such as 'en_GB' or 'de'."""
        return self._known().locale or None

    def sheets(self) -> tuple[GoogleSheet, ...]:
        """Every sheet, hidden ones too, in the order people see them."""
        return self._known().sheets

    def rows(self, sheet: GoogleSheet) -> list[Row]:
        """The rows of a sheet up to its last one with a value; a sheet that is no grid has none."""
        return self.rows_of([sheet])[0]

    def rows_of(self, sheets: Sequence[GoogleSheet]) -> list[list[Row]]:
        """The rows of each sheet; what is not known yet is read at once, and all that a run reads along with it.

        Raises TrackerError where the spreadsheet is changed so much meanwhile that it could not be read.
        """
        unknown = [sheet for sheet in sheets if sheet.sheet_id not in self._rows]
        if unknown:
            self._read(*unknown)
        gone = [sheet.title for sheet in sheets if sheet.sheet_id not in self._rows]
        if gone:
            raise self._restless(f"the tab {gone[0]!r} is gone")
        return [self._rows[sheet.sheet_id] for sheet in sheets]

    def trackers(self) -> list[tuple[GoogleSheet, list[Row]]]:
        """Every grid that does not bear our mark, with its rows, as they stood at one time."""
        self._read()
        return [(sheet, self._rows[sheet.sheet_id]) for sheet in self.sheets() if _is_tracker(sheet)]

    def refresh(self) -> None:
        """Forgets everything: the next question asks Google anew."""
        self._outline = None
        self._rows = {}

    def _known(self) -> Outline:
        if self._outline is None:
            self._outline = self._asked()
        return self._outline

    def _asked(self) -> Outline:
        try:
            answer = self.client.spreadsheet(self.spreadsheet_id, FIELDS)
        except RefusedRequest as error:
            raise ConfigError(
                f"{self.url}: Google does not open it as a spreadsheet: {error.message}\n"
                "Check the link: copy it from the browser while the spreadsheet is open."
            ) from error
        try:
            return outline(answer)
        except (KeyError, TypeError, AttributeError) as error:
            raise TryLaterError(
                f"{self.url}: could not be read: Google's answer names no sheets.\nRun it again later."
            ) from error

    def _read(self, *besides: GoogleSheet) -> None:
        """Reads what is wanted and not known yet; once more from the beginning where it changed meanwhile."""
        try:
            self._read_unknown(besides)
        except (RefusedRequest, ChangedWhileReadError):
            self.refresh()
            try:
                self._read_unknown(besides)
            except (RefusedRequest, ChangedWhileReadError) as error:
                raise self._restless(_seen(error)) from error

    def _read_unknown(self, besides: Sequence[GoogleSheet]) -> None:
        ids = {sheet.sheet_id for sheet in besides}
        wanted = [sheet for sheet in self.sheets() if sheet.sheet_id in ids or self._is_wanted(sheet)]
        unknown = [sheet for sheet in wanted if sheet.sheet_id not in self._rows]
        extents = [Extent(sheet.title, sheet.rows, sheet.columns) for sheet in unknown]
        found = rows_of_all(extents, partial(self.client.values, self.spreadsheet_id))
        self._rows |= {sheet.sheet_id: rows for sheet, rows in zip(unknown, found, strict=True)}

    def _is_wanted(self, sheet: GoogleSheet) -> bool:
        return _is_journal(sheet) or (self.is_source and _is_tracker(sheet))

    def _restless(self, seen: str) -> TrackerError:
        return TrackerError(
            f"{self.title!r} ({self.url}): is being changed while it is read: {seen}.\nRun it again in a minute."
        )


def _is_tracker(sheet: GoogleSheet) -> bool:
    return sheet.mark is None and sheet.rows > 0


def _is_journal(sheet: GoogleSheet) -> bool:
    return sheet.mark is not None and sheet.mark.tab == JOURNAL and not sheet.mark.staging


def _seen(error: RefusedRequest | ChangedWhileReadError) -> str:
    return f"Google says {error.message!r}" if isinstance(error, RefusedRequest) else str(error)
