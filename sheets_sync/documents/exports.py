"""Findings as CSV text, for machines and for checking: canonical fields, UTC, seconds, fractions."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.shares_read import share_read
from sheets_sync.documents.sla_words import why
from sheets_sync.documents.time_words import team_words, utc_text
from sheets_sync.documents.words import records
from sheets_sync.trackers.column_accounts import ColumnAccount
from sheets_sync.trackers.issues import RowAccount, RowIssue
from sheets_sync.trackers.row import TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.grid import column_letter

_RISKY = re.compile(r"\s*[=+\-@]|[\t\r\n]")  # a spreadsheet would read a formula
_SUFFIXES = ("", "_currency", "_scale")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A CSV file's text. Cells are text (guarded against formulas), numbers as they are, or None for an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)  # ends lines as RFC 4180 has it, which makes it quote a lone carriage return too
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never do."""
    return f"'{cell}" if isinstance(cell, str) and _RISKY.match(cell) else cell


def tracker_csv(schema: type[TrackerRow], frame: pd.DataFrame) -> str:
    """A tracker in its canonical fields, in the order of its ids, with the tab and row each record stands in."""
    fields = [field + suffix for field in schema.model_fields for suffix in _SUFFIXES if field + suffix in frame]
    names = [*fields, "source_tab", "source_row"]
    return csv_text(names, zip(*(plain_cells(frame[name]) for name in names), strict=True))


def plain_cells(column: "pd.Series[Any]") -> list[Any]:
    """A typed column as cells of an export: instants `2026-11-03T13:00:00Z`, days ISO, lists joined by '; '."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return [utc_text(value) for value in column.dt.to_pydatetime()] if len(column) else []
    if pd.api.types.is_bool_dtype(column.dtype):
        return [None if value is pd.NA else str(bool(value)).lower() for value in column]
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return [None if value is pd.NaT else value.date().isoformat() for value in column]
    return [_plain(value) for value in column]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return "; ".join(value)
    if value is None or value is pd.NA or value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def row_issues_csv(issues: Iterable[RowIssue], first_seen: Iterable[datetime | None]) -> str:
    """Every row issue and since when it has stood; `row` counts from 1, `column` is the letter."""
    columns = (
        "tracker", "tab", "row", "column", "cell", "field", "value", "problem", "remedy", "severity", "suggestion",
        "since",
    )  # fmt: skip
    return csv_text(columns, map(_issue_cells, issues, first_seen))


def _issue_cells(issue: RowIssue, since: datetime | None) -> Sequence[Any]:
    row = None if issue.row is None else issue.row + 1
    column = None if issue.column is None else column_letter(issue.column)
    said = (issue.field, issue.value, issue.problem, issue.remedy, issue.severity, issue.suggestion)
    return (issue.tracker, issue.tab, row, column, issue.cell, *said, utc_text(since))


def row_accounts_csv(accounts: Iterable[RowAccount]) -> str:
    """The account of every tab's rows: rows = accepted + left_out + not_data + blank."""
    columns = ("tracker", "tab", "rows", "accepted", "left_out", "not_data", "blank")
    return csv_text(columns, ([getattr(account, column) for column in columns] for account in accounts))


def column_accounts_csv(columns: Iterable[ColumnAccount]) -> str:
    """The account of every column's cells: data rows = read + unread + blank; `share_read` is of those not blank."""
    names = (
        "tracker", "tab", "column", "heading", "field", "read", "unread", "blank", "warned", "share_read",
    )  # fmt: skip
    return csv_text(names, (_column_cells(column) for column in columns))


def _column_cells(column: ColumnAccount) -> Sequence[Any]:
    where = (column.tracker, column.tab, column_letter(column.column), column.heading, column.field)
    return (*where, column.read, column.unread, column.blank, column.warned, share_read(column.read, column.unread))


_SLA_COLUMNS = (
    "tracker", "record_id", "clock", "policy", "calendar", "state", "start", "stop", "elapsed_seconds",
    "target_seconds", "due_at", "breach_at", "paused_seconds", "why", "next_step", "next_step_at", "last_step",
    "last_step_at", "breaches_before", "given_at", "today_state", "paused_by", "due_if_resumed", "legs",
)  # fmt: skip
_SPLIT = ("paused_by", "legs")  # of these columns: open seconds by reason, and by team


def sla_csv(findings: Findings) -> str:
    """Every clock that is judged, of every record, with the line that explains its state.

    `breaches_before` is how far was looked ahead, of the clocks that will breach by then.
    """
    ahead = findings.sla_forecast.rename(columns={"horizon_end": "breaches_before"})
    status = findings.sla_status.join([findings.next_steps, ahead])
    team = team_words(findings)
    lines = [why(clock, team) for clock in records(findings.sla_status)]
    reasons = pd.Series(lines, index=status.index, dtype="object")
    split = {name: status[name].map(_split, na_action="ignore") for name in _SPLIT}
    told = status.assign(why=reasons, **split)
    columns = [plain_cells(told[name]) for name in _SLA_COLUMNS]
    return csv_text(_SLA_COLUMNS, zip(*columns, strict=True))


def _split(parts: Iterable[tuple[str, float]]) -> str:
    """'policy 3600; no_team 1800.5'."""
    return "; ".join(f"{name or 'no_team'} {_plain(seconds)}" for name, seconds in parts)


def export_names() -> tuple[str, ...]:
    """The names of the files that `export_files` makes."""
    return (
        *(f"{tracker}.csv" for tracker in SCHEMAS),
        "row_issues.csv",
        "row_accounts.csv",
        "column_accounts.csv",
        "sla.csv",
    )


def export_files(findings: Findings) -> dict[str, str]:
    """Every export by its file name."""
    trackers = findings.trackers
    return {
        **{f"{name}.csv": tracker_csv(SCHEMAS[name], frame) for name, frame in trackers.frames.items()},
        "row_issues.csv": row_issues_csv(trackers.issues, findings.issues.first_seen),
        "row_accounts.csv": row_accounts_csv(trackers.accounts),
        "column_accounts.csv": column_accounts_csv(trackers.columns),
        "sla.csv": sla_csv(findings),
    }
