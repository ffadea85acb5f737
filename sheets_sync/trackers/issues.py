"""What a tracker's owner should mend, and the account of every row."""

from dataclasses import dataclass
from typing import Literal, get_args

from sheets_sync.workbooks.grid import Grid, cell_address, cell_link

Severity = Literal["row_left_out", "cell_left_empty", "warning"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the worst first
AccountPart = Literal["rows", "accepted", "left_out", "not_data", "blank"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RowIssue:
    """A cell, row or column someone should mend. `row` and `column` count from 0; None where it is about more."""

    tracker: str
    workbook: str  # the name people know it by
    tab: str
    tab_url: str | None = None
    row: int | None = None
    column: int | None = None
    field: str | None = None
    value: str
    problem: str
    remedy: str
    severity: Severity
    suggestion: str | None = None  # the nearest valid value, where one is near

    @property
    def cell(self) -> str | None:
        """The address within its tab, 'F212'; None when it is about more than a cell."""
        return None if self.row is None or self.column is None else cell_address(self.row, self.column)

    @property
    def url(self) -> str | None:
        """A link to its cell, to the first of its row, or to its tab; None where its workbook has no addresses."""
        if self.tab_url is None or self.row is None:
            return self.tab_url
        return cell_link(self.tab_url, self.row, self.column or 0)


@dataclass(frozen=True, kw_only=True)
class RowAccount:
    """Every row below a tab's heading, to the last one with a value: rows = accepted + left_out + not_data + blank."""

    tracker: str
    workbook: str  # the name people know it by
    tab: str
    rows: int
    accepted: int
    left_out: int
    not_data: int
    blank: int
    repeats: int = 0  # of those left out: rows whose record is counted by another row


def issue_in(
    grid: Grid, *, tracker: str, problem: str, remedy: str, severity: Severity = "warning", value: str = "",
    row: int | None = None, column: int | None = None, field: str | None = None, suggestion: str | None = None,
) -> RowIssue:  # fmt: skip
    """An issue of a tab: a warning about all of it, where nothing else is said."""
    return RowIssue(
        tracker=tracker, workbook=grid.workbook, tab=grid.title, tab_url=grid.url, row=row, column=column, field=field,
        value=value, problem=problem, remedy=remedy, severity=severity, suggestion=suggestion,
    )  # fmt: skip
