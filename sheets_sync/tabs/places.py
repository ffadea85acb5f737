"""Where in the trackers something stands: as people write it, and linked where the workbook has addresses."""

from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.words import cut
from sheets_sync.trackers.column_accounts import ColumnAccount
from sheets_sync.trackers.issues import RowAccount, RowIssue
from sheets_sync.workbooks.grid import cell_address, cell_link, column_letter, quoted_title
from sheets_sync.workbooks.tab import Link

_LONGEST_HEADING = 40


def row_link(findings: Findings, record: Any) -> Link:
    """The row a record stands in, by its first cell: 'Escalations!A12'."""
    row = record.source_row - 1
    text = f"{quoted_title(record.source_tab)}!{cell_address(row, 0)}"
    url = None if pd.isna(record.source_url) else cell_link(record.source_url, row, 0)
    return Link(_in_workbook(findings, record.source_workbook, text), url)


def issue_link(findings: Findings, issue: RowIssue) -> Link:
    """Where an issue is: a cell, 'Cases!F212', a row or a tab."""
    return Link(_in_workbook(findings, issue.workbook, _within_workbook(issue)), issue.url)


def column_link(findings: Findings, column: ColumnAccount) -> Link:
    """The heading of a column: 'Cases!F1'."""
    text = f"{quoted_title(column.tab)}!{cell_address(column.row, column.column)}"
    return Link(_in_workbook(findings, column.workbook, text), column.url)


def column_words(findings: Findings, issue: RowIssue, heading: str | None) -> str:
    """The column an issue is about, by its heading: 'Cases!Enforcement'; its tab where it is about no column."""
    if issue.column is None:
        return _in_workbook(findings, issue.workbook, quoted_title(issue.tab))
    name = cut(heading or column_letter(issue.column), _LONGEST_HEADING)
    return _in_workbook(findings, issue.workbook, f"{quoted_title(issue.tab)}!{name}")


def tab_words(findings: Findings, account: RowAccount) -> str:
    """A tracker's tab in a sentence: 'Cases' in quotes."""
    return repr(_in_workbook(findings, account.workbook, account.tab))


def _within_workbook(issue: RowIssue) -> str:
    if issue.cell:
        return f"{quoted_title(issue.tab)}!{issue.cell}"
    return issue.tab if issue.row is None else f"{issue.tab}, row {issue.row + 1}"


def _in_workbook(findings: Findings, workbook: str, place: str) -> str:
    """The place alone, or 'EU trackers: Cases!F212' where a reader could look in the wrong one of several workbooks."""
    return f"{workbook}: {place}" if len(findings.trackers.workbooks) > 1 else place
