"""A tracker of cases of any length whose bad cells are known: every good cell's value, every bad cell's place."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import xlsxwriter

from sheets_sync.trackers.values import Money
from sheets_sync.workbooks.grid import Cell, Grid, cell_address
from tests.drawing import utc

NOW = utc("2026-11-20 12:00")
TITLE = "Cases"

_BAD_IN_100_000_ROWS = 45_915  # of 1.8 million cells
_BERLIN = ZoneInfo("Europe/Berlin")
_FIRST_DAY = datetime(2024, 12, 1)  # noqa: DTZ001 - on the clock of the sheet
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
_DAYS = 700
_ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!")
_WORDS = (
    "seller", "host", "room", "product", "clip", "link", "price", "banner", "claim", "warning", "appeal", "rule",
    "policy", "gift", "voucher", "stream", "viewer", "comment", "order", "stock", "size", "colour",
    "brand", "label", "receipt", "parcel", "refund", "review", "badge", "filter",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """A sheet of cases, and what a reader has to find in it.

    `values` has every good cell's value by field and record, in the order of the sheet; `bad` the places, from 0.
    """

    rows: list[tuple[Cell, ...]]
    values: dict[str, list[Any]]
    bad: frozenset[tuple[int, int]]

    @property
    def bad_cells(self) -> list[str]:
        """The addresses of the bad cells, row by row."""
        return [cell_address(row, column) for row, column in sorted(self.bad)]

    @property
    def grid(self) -> Grid:
        """The sheet as a reader hands it over."""
        return Grid("cases.xlsx", TITLE, self.rows)

    def write(self, path: Path) -> None:
        """The sheet as a workbook: dates as dates, failed formulas as failed formulas."""
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet, date_format = book.add_worksheet(TITLE), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for row, cells in enumerate(self.rows):
            for column, cell in enumerate(cells):
                if cell in _ERRORS:
                    sheet.write_formula(row, column, "=A0", None, cell)
                elif isinstance(cell, float) and COLUMNS[column].kind == "instant":
                    sheet.write_number(row, column, cell, date_format)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
        book.close()


class Case(NamedTuple):
    """What the cells of one row are made from."""

    number: int
    opened: datetime  # on the clock of the sheet
    dice: random.Random


Written = tuple[Cell, Any]  # a good cell and its value


class Column(NamedTuple):
    heading: str
    field: str
    kind: str
    good: Callable[[Case], Written]
    bad: tuple[Cell, ...]


def planted_cases(rows: int, *, seed: int = 4) -> Planted:
    """A sheet of so many cases; one cell in forty is bad, whatever its column."""
    dice = random.Random(seed)
    width = len(COLUMNS)
    places = dice.sample(range(rows * width), _BAD_IN_100_000_ROWS * rows // 100_000)
    bad = frozenset((1 + place // width, place % width) for place in places)
    sheet: list[tuple[Cell, ...]] = [tuple(column.heading for column in COLUMNS)]
    values: dict[str, list[Any]] = {column.field: [] for column in COLUMNS}
    for row in range(1, rows + 1):
        opened = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS), minutes=dice.randrange(7 * 60, 22 * 60))
        case = Case(row, opened, dice)
        cells: list[Cell] = []
        for place, column in enumerate(COLUMNS):
            cell, value = (dice.choice(column.bad), None) if (row, place) in bad else column.good(case)
            cells.append(cell)
            values[column.field].append(value)
        sheet.append(tuple(cells))
    return Planted(sheet, values, bad)


def _instant(local: datetime) -> datetime:
    return local.replace(tzinfo=_BERLIN).astimezone(UTC)


def _case_id(case: Case) -> Written:
    return f"LV-{case.number:07}", f"LV-{case.number:07}"


def _opened_at(case: Case) -> Written:
    serial = (case.opened - _DAY_ZERO) / timedelta(days=1)
    return float(f"{serial:.16g}"), _instant(case.opened)  # as many digits as a workbook keeps


def _decided_at(case: Case) -> Written:
    decided = case.opened + timedelta(minutes=case.dice.randrange(1, 100))
    return f"{decided:%Y-%m-%d %H:%M}", _instant(decided)


def _ends_at(case: Case) -> Written:
    if case.dice.random() < 0.3:
        return None, None
    ends = case.opened + timedelta(days=case.dice.randrange(1, 8), hours=1)
    return f"{ends:%d/%m/%Y %H:%M}", _instant(ends)


def _seller_id(case: Case) -> Written:
    text = f"7{case.dice.randrange(10**17):017}{case.dice.randrange(1, 10)}"
    return text, text


def _handle(case: Case) -> Written:
    name = f"{case.dice.choice(_WORDS)}.{case.dice.randrange(10**5)}"
    return f"@{name}", name


def _points(case: Case) -> Written:
    return case.dice.choice([(None, None), (1.0, 1.0), (2.0, 2.0), (4.0, 4.0), ("6", 6.0), ("2.5", 2.5)])


def _gmv(case: Case) -> Written:
    if case.dice.random() < 0.4:
        return None, None
    cents = case.dice.randrange(100, 10**7)
    amount = cents / 100
    return case.dice.choice([(amount, Money(amount, "EUR")), (f"€ {amount:,.2f}", Money(amount, "EUR"))])


def _escalations(case: Case) -> Written:
    if case.dice.random() < 0.7:
        return None, ()
    ids = tuple(f"ESC-{case.number % 9000}{digit}" for digit in range(case.dice.randrange(1, 4)))
    return "; ".join(ids), ids


def _summary(case: Case) -> Written:
    text = " ".join(case.dice.choices(_WORDS, k=8)).capitalize() + f", case {case.number}."
    return text, text


def _owner(case: Case) -> Written:
    name = case.dice.choice(["Anna Keller", "Marta Gil", "Luc Moreau", "Paolo Riva", "Siobhán Byrne"])
    return name, name


def _one_of(*written: Written) -> Callable[[Case], Written]:
    return lambda case: case.dice.choice(written)


_BAD_DATES = ("31/02/2026", "2026-02-30 10:00", "45/13/2025", "next week", "mid March", 0.0, 70_000_000.0, True)
_MARKETS = (
    ("DE", ("DE",)), ("Germany", ("DE",)), ("FR", ("FR",)), ("España", ("ES",)), ("IT, FR", ("IT", "FR")),
    ("🇮🇪", ("IE",)), ("DACH", ("DE", "AT", "CH")),
)  # fmt: skip
_VIOLATIONS = (
    ("Counterfeit", "counterfeit_ip"), ("misleading_claims", "misleading_claims"), ("Gambling", "gambling"),
    ("Prohibited product", "prohibited_product"), ("Health claims", "health_claims"), ("Simulcast", "simulcast"),
)  # fmt: skip
_ENFORCEMENTS = (
    ("Warning", "warning"), ("LIVE interrupted", "live_interrupted"), ("LIVE ban", "live_ban"),
    ("Product removal", "product_removal"), ("Points only", "points_only"),
)  # fmt: skip
_STATUSES = (
    ("Open", "open"), ("In progress", "in_progress"), ("Closed", "closed"), ("gelöst", "resolved"),
    ("en attente", "waiting"),
)  # fmt: skip
_OUTCOMES = ((None, None), ("Granted", "overturned"), ("Denied", "upheld"), ("Withdrawn", "withdrawn"))

COLUMNS = (
    Column("Case ID", "case_id", "id", _case_id, ("7.49183E+18", -3.0, 0.5, "7491830000000000000", True, *_ERRORS)),
    Column("Opened at", "opened_at", "instant", _opened_at, (*_BAD_DATES, *_ERRORS)),
    Column("Decided at", "decided_at", "instant", _decided_at, (*_BAD_DATES, *_ERRORS)),
    Column("Enforcement ends at", "enforcement_ends_at", "instant", _ends_at, (*_BAD_DATES, *_ERRORS)),
    Column("Market", "market", "word", _one_of(*_MARKETS), ("Atlantis", "GE", "DE; Mordor", "no", *_ERRORS)),
    Column("Seller ID", "seller_id", "id", _seller_id, ("7.49183E+18", 7.49183e18, "A1; B2", "7,491,830,000")),
    Column("Creator handle", "creator_handle", "id", _handle, ("1.5E+10", 12.5, "???", *_ERRORS)),
    Column("Violation type", "violation_type", "word", _one_of(*_VIOLATIONS), ("zzz", "a bit of all", *_ERRORS)),
    Column("Enforcement type", "enforcement_type", "word", _one_of(*_ENFORCEMENTS), ("Banned", "qqq", *_ERRORS)),
    Column("Violation points", "violation_points", "number", _points, ("~5", "10-20", "four-ish", "500+", *_ERRORS)),
    Column(
        "Severity", "severity", "word", _one_of(("P1", "high"), ("Low", "low"), ("hoch", "high")), ("P9", 3.0, "xyz")
    ),
    Column(
        "Automated detection", "automated_detection", "word", _one_of((True, True), (False, False), ("ja", True)),
        ("maybe", 2.0, "tbd?", *_ERRORS),
    ),
    Column("Status", "status", "word", _one_of(*_STATUSES), ("brrr", "open / closed", 7.0, *_ERRORS)),
    Column("Appeal outcome", "appeal_outcome", "word", _one_of(*_OUTCOMES), ("Appeal upheld", "vvv", *_ERRORS)),
    Column("GMV impact (EUR)", "gmv_impact", "number", _gmv, ("~500", "500+", "lots", "10 - 20", "1,2,3", *_ERRORS)),
    Column("Escalation IDs", "escalation_ids", "id", _escalations, ("ESC-1; 7.4E+18", "[1, ", *_ERRORS)),
    Column("Owner", "owner", "text", _owner, _ERRORS),
    Column("Summary", "summary", "text", _summary, _ERRORS),
)  # fmt: skip
