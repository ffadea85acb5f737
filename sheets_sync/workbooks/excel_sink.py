"""Summary tabs as an Excel workbook, replaced whole."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from sheets_sync.workbooks import look
from sheets_sync.workbooks.excel_formats import Formats, excel_text
from sheets_sync.workbooks.excel_journal import write_journal
from sheets_sync.workbooks.excel_page import write_page
from sheets_sync.workbooks.excel_standing import standing_sheets
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JournalLine
from sheets_sync.workbooks.layout import check_titles, page_of
from sheets_sync.workbooks.ownership import MARK
from sheets_sync.workbooks.page import Page
from sheets_sync.workbooks.standing_journal import StandingJournal, has_headings, standing_journal
from sheets_sync.workbooks.tab import Receipt, Tab, TabChange
from sheets_sync.workbooks.tab_changes import change_of
from sheets_sync.workbooks.whole_file import whole_file

_DEFAULT_ROW_IN_ARIAL = 17  # told apart from our row height, so that every row carries ours


class ExcelSink:
    """Publishes to one workbook file. The same tabs, journal and `as_of` give the same bytes."""

    def __init__(self, path: Path, *, as_of: datetime) -> None:
        self._path = path
        self._as_of = as_of
        self._seen = StandingJournal()

    @property
    def target(self) -> str:
        """The file's path."""
        return str(self._path)

    def has_summary(self) -> bool:
        """Whether a summary of an earlier run stands there."""
        return self._path.exists() and self._path.stat().st_size > 0

    def journal(self) -> StandingJournal:
        """What earlier runs have noted; nothing where there is no summary yet, or one without a journal.

        Raises ConfigError where the summary cannot be read, AccessError where it may not be, and TrackerError where
        its journal cannot be read.
        """
        self._seen = self._standing()
        return self._seen

    def publish(
        self,
        tabs: Sequence[Tab],
        noted: Sequence[JournalLine],
        held: Mapping[str, str],
        shorter: Sequence[JournalLine] | None = None,
    ) -> Receipt:
        """Replace the workbook by `tabs`, the first one open. Until all is written the last summary stands.

        Where a tab is held nothing is written. Raises ConfigError where the path cannot be a file, ConfigError or
        TrackerError where its journal cannot be read, AccessError where it cannot be written, and ValueError for a tab
        that cannot be a sheet.
        """
        check_titles(tabs)
        if held:
            return Receipt(written=(), left=_left(tabs, held))
        pages = [page_of(tab) for tab in tabs]
        standing = self._standing()
        # What is spoilt stays where it stands: the run names its row.
        kept = standing.filled_rows() if shorter is None or standing != self._seen else _cells(shorter)
        with whole_file(self._path) as path:
            self._write(path, pages, [*kept, *_cells(noted)])
        return Receipt(written=tuple(tab.title for tab in tabs))

    def changes(self, tabs: Sequence[Tab], held: Mapping[str, str]) -> list[TabChange]:
        """What `publish` would do to each of `tabs`; writes nothing. Raises as `publish` does, of what it reads."""
        check_titles(tabs)
        left = _left(tabs, held)
        if left:
            return [TabChange(tab.title, left=left[tab.title]) for tab in tabs]
        standing = standing_sheets(self._path)
        return [change_of(tab, standing.get(tab.title, ()), as_text=excel_text) for tab in tabs]

    def _standing(self) -> StandingJournal:
        rows = standing_sheets(self._path, only=JOURNAL).get(JOURNAL)
        if rows is None:  # renamed, perhaps
            rows = next(filter(has_headings, standing_sheets(self._path).values()), ())
        return standing_journal(rows, self.target)

    def _write(self, path: Path, pages: Sequence[Page], journal: Sequence[Sequence[Cell]]) -> None:
        workbook = xlsxwriter.Workbook(path, _options(path.parent))
        try:
            workbook.set_properties({"created": _naive_utc(self._as_of), "comments": MARK})
            formats = Formats(workbook)
            for page in pages:
                write_page(workbook, page, formats)
            if journal:
                write_journal(workbook, journal, formats)
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            _close_row_files(workbook)


def _left(tabs: Sequence[Tab], held: Mapping[str, str]) -> dict[str, str]:
    """Why each tab stays as it was: one that is held holds all others, whose file is one."""
    if not held:
        return {}
    waiting = f"the file is written whole or not at all, and {', '.join(map(repr, held))} must stay as it was"
    return {tab.title: waiting for tab in tabs} | dict(held)


def _cells(lines: Iterable[JournalLine]) -> list[Sequence[Cell]]:
    return [line.cells() for line in lines]


def _options(folder: Path) -> dict[str, object]:
    return {
        # Row by row through a file: as fast as in memory, and memory does not grow with the rows.
        "constant_memory": True,
        "tmpdir": str(folder),
        "use_zip64": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": look.FONT, "font_size": 10},
        "default_row_height": _DEFAULT_ROW_IN_ARIAL,
    }


def _close_row_files(workbook: xlsxwriter.Workbook) -> None:
    # XlsxWriter leaves them open where it fails half-way.
    for sheet in workbook.worksheets():
        with suppress(OSError):
            sheet.row_data_fh.close()


def _naive_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)
