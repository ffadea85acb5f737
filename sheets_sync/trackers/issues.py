"""What a tracker's owner should mend, and the account of every row."""

from dataclasses import dataclass
from typing import Literal

from sheets_sync.workbooks.grid import cell_address

Severity = Literal["row_left_out", "cell_left_empty", "warning"]
AccountPart = Literal["rows", "accepted", "left_out", "not_data", "blank"]


@dataclass(frozen=True, kw_only=True)
class RowIssue:
    """A cell, row or column someone should mend. `row` and `column` count from 0; None where it is about more."""

    tracker: str
    tab: str
    row: int | None = None
    column: int | None = None
    field: str | None = None
    value: str
    problem: str
    remedy: str
    severity: Severity

    @property
    def cell(self) -> str | None:
        """The address within its tab, 'F212'; None when it is about more than a cell."""
        return None if self.row is None or self.column is None else cell_address(self.row, self.column)


@dataclass(frozen=True, kw_only=True)
class RowAccount:
    """Every row below a tab's heading, to the last one with a value: rows = accepted + left_out + not_data + blank."""

    tracker: str
    tab: str
    rows: int
    accepted: int
    left_out: int
    not_data: int
    blank: int
    repeats: int = 0  # of those left out: rows whose record is counted by another row
