"""A spreadsheet's tabs as grids: what people see there is what is read."""

from pathlib import Path

import pytest

from sheets_sync.workbooks.google_client import SheetsClient
from sheets_sync.workbooks.google_source import GoogleSource
from sheets_sync.workbooks.google_workbook import GoogleWorkbook
from sheets_sync.workbooks.grid import Grid, TrackerSource
from tests.sheets_emulator.client import OWNER, Client
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_books import fill, kept, mark_value, marking
from .google_calls import book, client_of, link

__all__ = ["emulator"]


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> SheetsClient:
    return client_of(emulator, tmp_path)


def source_of(client: SheetsClient, identity: str) -> TrackerSource:
    return GoogleSource(GoogleWorkbook(client, identity))


def test_every_tab_that_is_not_ours_is_a_grid_in_the_order_people_see_them(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(
        emulator,
        identity,
        {"Overview": [["ours"]], "CRM26": [["id"], [None, 2.5]], "It's 🎥": [], "Overview 2": [["x"]]},
    )
    kept(emulator, identity).properties |= {"title": "Team", "timeZone": "Europe/Madrid", "locale": "es"}
    kept(emulator, identity).sheets[3].properties["hidden"] = True
    Client(emulator, identity, OWNER).batch(marking(0, mark_value("Overview")))

    grids = source_of(client, identity).grids()

    def grid(sheet_id: int, title: str, *rows: tuple[str | float | None, ...]) -> Grid:
        where = {"tab_id": str(sheet_id), "url": f"{link(identity)}#gid={sheet_id}"}
        return Grid("Team", title, list(rows), timezone="Europe/Madrid", locale="es", **where)

    assert grids == [grid(7, "CRM26", ("id",), (None, 2.5)), grid(14, "It's 🎥"), grid(21, "Overview 2", ("x",))]


def test_a_cell_of_a_grid_has_a_link(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Blank": [], "Cases": [["id"]]})

    grid = source_of(client, identity).grids()[1]

    assert grid.cell_url(211, 5) == f"{link(identity)}#gid=7&range=F212"


def test_the_source_bears_the_spreadsheets_title(emulator: Emulator, client: SheetsClient):
    assert source_of(client, book(emulator)).name == "Trackers"


def test_what_people_typed_is_read_as_the_cells_types_and_errors_as_their_text(
    emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    typed = ["'007", "007", "'=1+1", "=1+1", "2026-03-04", "12:00", "TRUE", "12.5%", "=1/0", "=NOPE(", "", " a "]
    Client(emulator, identity, OWNER).put("Sheet1!A2", [typed, []], "USER_ENTERED")

    rows = source_of(client, identity).grids()[0].rows

    assert rows == [
        (),
        ("007", 7.0, "=1+1", 2.0, 46085.0, 0.5, True, 0.125, "#DIV/0!", "#ERROR!", None, " a "),
    ]
    assert [type(cell) for cell in rows[1][:7]] == [str, float, str, float, float, float, bool]


def test_an_empty_tab_is_a_grid_without_rows(emulator: Emulator, client: SheetsClient):
    grids = source_of(client, book(emulator)).grids()

    assert [(grid.title, list(grid.rows)) for grid in grids] == [("Sheet1", [])]


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("GMT+01:00", "Etc/GMT-1"),
        ("GMT-07:00", "Etc/GMT+7"),
        ("GMT+00:00", "Etc/GMT-0"),
        ("GMT+05:30", "GMT+05:30"),
        ("../passwd", "../passwd"),
        ("", None),
    ],
)
def test_an_offset_is_handed_on_by_its_iana_name_and_any_other_zone_as_it_is(
    given: str, zone: str | None, emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    kept(emulator, identity).properties["timeZone"] = given

    assert source_of(client, identity).grids()[0].timezone == zone


@pytest.mark.parametrize(
    ("timezone", "locale", "known"),
    [
        ("Etc/GMT", "en_US", (None, None)),
        ("Etc/GMT", "en_GB", ("Etc/GMT", "en_GB")),
        ("America/New_York", "en_US", ("America/New_York", "en_US")),
    ],
)
def test_what_a_program_gave_a_spreadsheet_is_nobodys_choice(
    timezone: str, locale: str, known: tuple[str | None, str | None], emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    kept(emulator, identity).properties.update(timeZone=timezone, locale=locale)

    grid = source_of(client, identity).grids()[0]

    assert (grid.timezone, grid.locale) == known


def test_reading_writes_nothing(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["id"], ["1"]]})
    before = kept(emulator, identity).fork()

    source_of(client, identity).grids()

    assert kept(emulator, identity) == before
    assert client.writes == 0
