"""Summary tabs as an Excel workbook, replaced whole."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from sheets_sync.workbooks import look
from sheets_sync.workbooks.excel_formats import Formats
from sheets_sync.workbooks.excel_page import write_page
from sheets_sync.workbooks.layout import check_titles, page_of
from sheets_sync.workbooks.ownership import MARK
from sheets_sync.workbooks.page import Page
from sheets_sync.workbooks.tab import Receipt, Tab
from sheets_sync.workbooks.whole_file import whole_file

_DEFAULT_ROW_IN_ARIAL = 17  # told apart from our row height, so that every row carries ours


class ExcelSink:
    """Publishes to one workbook file. The same tabs and the same `as_of` give the same bytes."""

    def __init__(self, path: Path, *, as_of: datetime) -> None:
        self._path = path
        self._as_of = as_of

    def publish(self, tabs: Sequence[Tab]) -> Receipt:
        """Replace the workbook by `tabs`, the first one open. Until all is written the last summary stands.

        Raises ConfigError where the path cannot be a file, AccessError where it cannot be written, and ValueError for
        a tab that cannot be a sheet.
        """
        check_titles(tabs)
        pages = [page_of(tab) for tab in tabs]
        with whole_file(self._path) as path:
            self._write(path, pages)
        return Receipt(target=str(self._path), written=tuple(tab.title for tab in tabs))

    def _write(self, path: Path, pages: Sequence[Page]) -> None:
        workbook = xlsxwriter.Workbook(path, _options(path.parent))
        try:
            workbook.set_properties({"created": _naive_utc(self._as_of), "comments": MARK})
            formats = Formats(workbook)
            for page in pages:
                write_page(workbook, page, formats)
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            _close_row_files(workbook)


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
