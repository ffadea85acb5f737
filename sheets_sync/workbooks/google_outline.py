"""What a Google spreadsheet is made of: its sheets, whose they are and what lies on them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

FIELDS: Final = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,index,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "protectedRanges(protectedRangeId,range,warningOnly,requestingUserCanEdit),"
    "charts(chartId),conditionalFormats(ranges))"
)
MARK_KEY: Final = "sheets_sync"

Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """Our own developer metadata on a sheet: what it is of ours, and what was last written there."""

    metadata_id: int
    tab: str  # the title it was made under, whatever people call the sheet now
    fingerprint: str  # of what was written; empty where nothing was yet
    as_of: str  # the stamp, in UTC: 2026-11-22T09:00:00Z
    staging: bool  # a leftover, or a sheet being filled: never what people look at


@dataclass(frozen=True)
class Protection:
    """A protected range; `whole_sheet` where it covers everything."""

    protected_range_id: int
    whole_sheet: bool
    warning_only: bool
    may_edit: bool  # whether this account may


@dataclass(frozen=True)
class GoogleSheet:
    """A sheet of a spreadsheet; a sheet that is no grid (a chart) has no rows."""

    sheet_id: int
    title: str
    index: int
    hidden: bool
    rows: int
    columns: int
    mark: Mark | None
    protections: tuple[Protection, ...]
    chart_ids: tuple[int, ...]
    rule_count: int  # conditional formats, which have no ids


@dataclass(frozen=True)
class Outline:
    """A spreadsheet without its cells."""

    title: str
    timezone: str
    locale: str
    sheets: tuple[GoogleSheet, ...]


def outline(answer: Answer) -> Outline:
    """What Google answers to `FIELDS`. Raises KeyError, TypeError or AttributeError where it is no such answer."""
    properties = answer["properties"]
    return Outline(
        title=_text(properties["title"]),
        timezone=_text(properties.get("timeZone", "")),
        locale=_text(properties.get("locale", "")),
        sheets=tuple(_sheet(entry) for entry in answer["sheets"]),
    )


def _text(part: Any) -> str:
    if not isinstance(part, str):
        raise TypeError("no text where Google sends one")
    # Half a surrogate pair cannot be asked for by its name.
    return part.encode("utf-8", "replace").decode()


def _whole(part: Any) -> int:
    if type(part) is not int:
        raise TypeError("no whole number where Google sends one")
    return part


def _sheet(entry: Answer) -> GoogleSheet:
    properties = entry["properties"]
    is_grid = properties.get("sheetType", "GRID") == "GRID"
    grid = properties.get("gridProperties", {}) if is_grid else {}
    rows, columns = _whole(grid.get("rowCount", 0)), _whole(grid.get("columnCount", 0))
    sheet_id = _whole(properties.get("sheetId", 0))
    return GoogleSheet(
        sheet_id=sheet_id,
        title=_text(properties["title"]),
        index=properties.get("index", 0),
        hidden=properties.get("hidden", False),
        rows=rows,
        columns=columns,
        mark=_mark(entry.get("developerMetadata", []), sheet_id),
        protections=tuple(_protection(part, rows, columns) for part in entry.get("protectedRanges", [])),
        chart_ids=tuple(chart["chartId"] for chart in entry.get("charts", [])),
        rule_count=len(entry.get("conditionalFormats", [])),
    )


def _protection(entry: Answer, rows: int, columns: int) -> Protection:
    where = entry.get("range", {})
    reaches = where.get("endRowIndex", rows) >= rows and where.get("endColumnIndex", columns) >= columns
    return Protection(
        protected_range_id=entry["protectedRangeId"],
        whole_sheet=reaches and not where.get("startRowIndex") and not where.get("startColumnIndex"),
        warning_only=entry.get("warningOnly", False),
        may_edit=entry.get("requestingUserCanEdit", False),
    )


def _mark(metadata: Iterable[Answer], sheet_id: int) -> Mark | None:
    ours = [entry for entry in metadata if entry.get("metadataKey") == MARK_KEY]
    marks = [_mark_of(entry, sheet_id) for entry in sorted(ours, key=lambda entry: entry["metadataId"])]
    return next((mark for mark in marks if mark), None)


def _mark_of(entry: Answer, sheet_id: int) -> Mark | None:
    """The mark as this program writes it; whatever else stands there leaves the sheet to people.

    Google copies a mark with its sheet: one that names another sheet is on somebody's copy.
    """
    try:
        value = json.loads(entry.get("metadataValue", ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("sheet") != sheet_id:
        return None
    tab, fingerprint, as_of, staging = (value.get(name) for name in ("tab", "fingerprint", "as_of", "staging"))
    if not isinstance(tab, str) or not isinstance(fingerprint, str) or not isinstance(staging, bool):
        return None
    if not tab or not isinstance(as_of, str) or not _is_stamp(as_of):
        return None
    return Mark(entry["metadataId"], tab, fingerprint, as_of, staging)


def _is_stamp(as_of: str) -> bool:
    try:
        return datetime.fromisoformat(as_of).tzinfo is not None
    except ValueError:
        return False
