"""A spreadsheet is asked once what it is made of and once for its values, and is read whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import AccessError, ConfigError, TrackerError, TryLaterError
from sheets_sync.workbooks.google_client import SheetsClient
from sheets_sync.workbooks.google_workbook import GoogleSheet, GoogleWorkbook, Mark, Protection
from tests.sheets_emulator.client import OWNER, Client
from tests.sheets_emulator.faults import Fault
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_books import Disturbed, fill, kept, mark_value, marking, sheet_of
from .google_calls import add_sheet, book, client_of, link

__all__ = ["emulator"]

OURS = Mark(900, "Overview", "f00d", "2026-11-22T09:00:00Z", staging=False)


@pytest.fixture
def client(emulator: Emulator, tmp_path: Path) -> SheetsClient:
    return client_of(emulator, tmp_path)


def owner(emulator: Emulator, spreadsheet_id: str) -> Client:
    return Client(emulator, spreadsheet_id, OWNER)


def owned(emulator: Emulator, spreadsheet_id: str, *requests: dict[str, Any]) -> None:
    """What the spreadsheet's owner does to it."""
    response = owner(emulator, spreadsheet_id).batch(*requests)
    assert response.status_code == 200, response.text


def marks(workbook: GoogleWorkbook) -> dict[str, Mark | None]:
    return {sheet.title: sheet.mark for sheet in workbook.sheets()}


def renaming(sheet_id: int, title: str) -> dict[str, Any]:
    return {"updateSheetProperties": {"properties": {"sheetId": sheet_id, "title": title}, "fields": "title"}}


def test_a_spreadsheet_has_a_title_a_zone_a_locale_and_an_address(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    kept(emulator, identity).properties |= {"title": "Team 🎥", "timeZone": "Europe/Rome", "locale": "it_IT"}

    workbook = GoogleWorkbook(client, identity)

    assert (workbook.title, workbook.timezone, workbook.locale) == ("Team 🎥", "Europe/Rome", "it_IT")
    assert workbook.url == link(identity)


def test_a_spreadsheet_without_a_locale_has_none(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    kept(emulator, identity).properties["locale"] = ""

    assert GoogleWorkbook(client, identity).locale is None


def test_a_sheet_tells_its_size_its_mark_and_what_lies_on_it(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    area = {"sheetId": 7, "startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 3}
    rule = {"ranges": [area], "booleanRule": {"condition": {"type": "BLANK"}, "format": {}}}
    properties = {
        "sheetId": 7,
        "title": "Overview",
        "hidden": True,
        "gridProperties": {"rowCount": 40, "columnCount": 9},
    }
    owned(
        emulator,
        identity,
        {"addSheet": {"properties": properties}},
        marking(7, mark_value("Overview", 7)),
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {
            "addProtectedRange": {
                "protectedRange": {"protectedRangeId": 5, "range": {"sheetId": 7}, "warningOnly": True}
            }
        },
        {"addProtectedRange": {"protectedRange": {"protectedRangeId": 6, "range": area}}},
    )
    kept(emulator, identity).sheets[1].charts[31] = {"chartId": 31}

    sheets = GoogleWorkbook(client, identity).sheets()

    assert sheets[1] == GoogleSheet(
        sheet_id=7,
        title="Overview",
        index=1,
        hidden=True,
        rows=40,
        columns=9,
        mark=OURS,
        protections=(
            Protection(5, whole_sheet=True, warning_only=True, may_edit=True),
            Protection(6, whole_sheet=False, warning_only=False, may_edit=False),
        ),
        chart_ids=(31,),
        rule_count=1,
    )
    assert sheets[0] == GoogleSheet(0, "Sheet1", 0, False, 1000, 26, None, (), (), 0)  # noqa: FBT003


@pytest.mark.parametrize("first", ["journal", "trackers"])
def test_any_number_of_sheets_takes_two_calls(first: str, emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {f"Tab {number}": [[f"row of {number}"]] for number in range(60)})
    owned(emulator, identity, marking(7, mark_value("Journal", 7)))
    workbook = GoogleWorkbook(client, identity)
    workbook.is_source = True

    if first == "journal":
        workbook.rows(workbook.sheets()[1])
    trackers = workbook.trackers()
    journal = workbook.rows(workbook.sheets()[1])

    assert (journal, len(trackers), trackers) == ([("row of 1",)], 59, workbook.trackers())
    assert client.reads == 2


def test_of_a_spreadsheet_that_is_no_source_our_journal_alone_is_read(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["secret"]], "Journal": [["kind"], ["run"]]})
    owned(emulator, identity, marking(7, mark_value("Journal", 7)))
    workbook = GoogleWorkbook(client, identity)
    asked: list[str] = []
    read = client.values
    client.values = lambda identity, ranges: asked.extend(ranges) or read(identity, ranges)  # type: ignore[method-assign]

    assert workbook.rows(workbook.sheets()[1]) == [("kind",), ("run",)]
    assert asked == ["'Journal'"]


def test_further_sheets_are_read_together_and_only_when_they_are_wanted(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["a"]], "Overview": [["b"]], "Row issues": [["c"]]})
    overview, row_issues = mark_value("Overview", 7), mark_value("Row issues", 14)
    owned(emulator, identity, marking(7, overview, metadata_id=1), marking(14, row_issues, metadata_id=2))
    workbook = GoogleWorkbook(client, identity)
    workbook.is_source = True
    workbook.trackers()
    ours = workbook.sheets()[1:]

    read = [workbook.rows_of(ours), workbook.rows_of(ours[::-1]), workbook.rows_of([])]

    assert read == [[[("b",)], [("c",)]], [[("c",)], [("b",)]], []]
    assert client.reads == 3


def test_a_large_sheet_is_read_whole(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    rows = [[f"id-{number}", float(number)] for number in range(40_000)]
    kept(emulator, identity).sheets = [sheet_of(3, "Cases", rows, grid=(50_000, 26))]
    workbook = GoogleWorkbook(client, identity)

    assert workbook.rows(workbook.sheets()[0]) == [tuple(row) for row in rows]
    assert client.reads == 3


def test_after_a_refresh_the_spreadsheet_is_asked_anew(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["old"]]})
    workbook = GoogleWorkbook(client, identity)
    before = workbook.rows(workbook.sheets()[0])

    fill(emulator, identity, {"Fälle": [["new"]]})
    unrefreshed = workbook.rows(workbook.sheets()[0])
    workbook.refresh()

    assert before == unrefreshed == [("old",)]
    assert [(sheet.title, workbook.rows(sheet)) for sheet in workbook.sheets()] == [("Fälle", [("new",)])]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Overview",
        "[]",
        "null",
        "{}",
        "[" * 20_000,
        mark_value(""),
        mark_value(7),
        mark_value("Overview", fingerprint=None),
        mark_value("Overview", as_of="yesterday"),
        mark_value("Overview", as_of="2026-11-22T09:00:00"),
        mark_value("Overview", as_of=1),
        mark_value("Overview", staging="no"),
        mark_value("Overview", sheet=None),
    ],
)
def test_a_mark_that_is_not_as_we_write_it_leaves_the_sheet_to_people(
    value: str, emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    owned(emulator, identity, marking(0, value))

    assert marks(GoogleWorkbook(client, identity)) == {"Sheet1": None}


def test_metadata_of_another_program_is_no_mark(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    owned(emulator, identity, marking(0, mark_value("Overview"), key="sheets_sync_2"))

    assert marks(GoogleWorkbook(client, identity)) == {"Sheet1": None}


def test_of_a_sheet_marked_twice_the_mark_that_can_be_read_counts(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    owned(emulator, identity, marking(0, "{", metadata_id=5), marking(0, mark_value("Overview")))

    assert marks(GoogleWorkbook(client, identity)) == {"Sheet1": OURS}


@pytest.mark.parametrize("titles", [("Overview", "Copy of Overview"), ("Renamed", "Overview"), ("Renamed", "Copy")])
@pytest.mark.parametrize("ours", [0, 7])
def test_a_copy_of_our_sheet_is_not_ours(titles: tuple[str, str], ours: int, emulator: Emulator, client: SheetsClient):
    original, copy = titles
    identity = book(emulator)
    fill(emulator, identity, {title: [[title]] for title in (titles if ours == 0 else titles[::-1])})
    value = mark_value("Overview", ours)
    owned(emulator, identity, marking(0, value, metadata_id=900), marking(7, value, metadata_id=901))
    workbook = GoogleWorkbook(client, identity)
    workbook.is_source = True

    assert [sheet.title for sheet in workbook.sheets() if sheet.mark] == [original]
    assert [sheet.title for sheet, _ in workbook.trackers()] == [copy]


def test_every_sheet_left_half_filled_stays_ours_beside_the_one_people_see(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"filling 1": [], "filling 2": [], "Übersicht": []})
    fillings = [marking(n, mark_value("Overview", n, staging=True), metadata_id=1 + n) for n in (0, 7)]
    owned(emulator, identity, *fillings)
    owned(emulator, identity, marking(14, mark_value("Overview", 14)))
    workbook = GoogleWorkbook(client, identity)
    workbook.is_source = True

    assert [sheet.mark and sheet.mark.staging for sheet in workbook.sheets()] == [True, True, False]
    assert workbook.trackers() == []


def test_a_chart_sheet_has_no_rows_and_is_never_asked_for_any(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["id"]], "Chart1": []})
    properties = kept(emulator, identity).sheets[1].properties
    properties["sheetType"] = "OBJECT"
    workbook = GoogleWorkbook(client, identity)
    workbook.is_source = True

    assert [sheet.title for sheet, _ in workbook.trackers()] == ["Cases"]
    assert workbook.rows(workbook.sheets()[1]) == []


@pytest.mark.parametrize(
    "edit",
    [
        [renaming(7, "Fälle")],
        [{"deleteSheet": {"sheetId": 7}}],
        [{"deleteSheet": {"sheetId": 7}}, add_sheet("More")],
    ],
    ids=["renamed", "deleted", "replaced"],
)
def test_a_tab_that_is_renamed_or_deleted_while_it_is_read_is_read_as_it_is_then(
    edit: list[dict[str, Any]], emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    fill(emulator, identity, {"Escalations": [["a"]], "Cases": [["b"]]})
    workbook = GoogleWorkbook(Disturbed(client, lambda: owned(emulator, identity, *edit)), identity)  # type: ignore[arg-type]
    workbook.is_source = True

    found = [(sheet.title, rows) for sheet, rows in workbook.trackers()]

    now = [
        (sheet.title, [("a",)] if sheet.id == 0 else [("b",)] if sheet.id == 7 else [])
        for sheet in kept(emulator, identity).sheets
    ]
    assert found == now
    assert client.reads == 4


def test_rows_that_move_while_a_large_tab_is_read_are_read_again(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    rows = [[f"id-{number}"] for number in range(9_000)]
    kept(emulator, identity).sheets = [sheet_of(0, "Cases", rows, grid=(9_000, 26))]

    def nothing() -> None:
        pass

    def sort() -> None:
        kept(emulator, identity).sheets = [sheet_of(0, "Cases", rows[::-1], grid=(9_000, 26))]

    workbook = GoogleWorkbook(Disturbed(client, nothing, sort), identity)  # type: ignore[arg-type]

    assert workbook.rows(workbook.sheets()[0]) == [tuple(row) for row in rows[::-1]]


def test_a_spreadsheet_that_does_not_keep_still_is_not_read_by_halves(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    edits: list[Callable[[], None]] = [
        lambda name=name: owned(emulator, identity, renaming(0, name)) for name in ("One", "Two")
    ]
    workbook = GoogleWorkbook(Disturbed(client, *edits), identity)  # type: ignore[arg-type]
    workbook.is_source = True

    with pytest.raises(TrackerError) as caught:
        workbook.trackers()

    assert str(caught.value) == (
        f"'Trackers' ({link(identity)}): is being changed while it is read: "
        """Google says "Unable to parse range: 'One'".\nRun it again in a minute."""
    )


def test_a_sheet_that_is_gone_when_its_rows_are_wanted_is_missed(emulator: Emulator, client: SheetsClient):
    identity = book(emulator)
    fill(emulator, identity, {"Cases": [["a"]], "Journal": [["b"]]})
    deletion = {"deleteSheet": {"sheetId": 7}}
    workbook = GoogleWorkbook(Disturbed(client, lambda: owned(emulator, identity, deletion)), identity)  # type: ignore[arg-type]

    with pytest.raises(TrackerError, match="the tab 'Journal' is gone"):
        workbook.rows(workbook.sheets()[1])


@pytest.mark.parametrize(
    "answer",
    [
        "{}",
        '{"sheets": []}',
        '{"properties": {"title": "Trackers"}, "sheets": [7]}',
        '{"properties": {"title": "Trackers"}, "sheets": [{"properties": []}]}',
        '{"properties": {"title": 7}, "sheets": []}',
        '{"properties": {"title": "Trackers", "timeZone": 5}, "sheets": []}',
        '{"properties": {"title": "Trackers"}, "sheets": [{"properties": {"title": 7}}]}',
        '{"properties": {"title": "Trackers"}, "sheets": [{"properties": {"title": "A", "sheetId": "0"}}]}',
        '{"properties": {"title": ""}, "sheets": [{"properties": {"title": "", "gridProperties": {"rowCount": ""}}}]}',
    ],
)
def test_an_answer_that_tells_of_no_spreadsheet_ends_with_a_sentence(
    answer: str, emulator: Emulator, client: SheetsClient
):
    identity = book(emulator)
    emulator.service.faults.add(Fault(status=200, body=answer, path="fields="))

    with pytest.raises(TryLaterError, match="names no sheets"):
        GoogleWorkbook(client, identity).sheets()


def test_a_link_that_google_refuses_is_named(emulator: Emulator, client: SheetsClient):
    body = '{"error": {"code": 400, "message": "Bad id.", "status": "INVALID_ARGUMENT"}}'
    emulator.service.faults.add(Fault(status=400, body=body, path="fields="))

    with pytest.raises(ConfigError, match=r"Bad id\.\nCheck the link"):
        GoogleWorkbook(client, book(emulator)).sheets()


def test_a_spreadsheet_that_is_not_shared_is_no_empty_one(emulator: Emulator, client: SheetsClient):
    with pytest.raises(AccessError, match="Share the spreadsheet with robot@example"):
        GoogleWorkbook(client, book(emulator, role=None)).sheets()


def test_half_a_character_in_a_title_does_not_stop_the_reading(emulator: Emulator, client: SheetsClient):
    body = '{"properties": {"title": "Half \\ud83d"}, "sheets": [{"properties": {"title": "\\ud83d", "sheetId": 1}}]}'
    emulator.service.faults.add(Fault(status=200, body=body, path="fields="))
    workbook = GoogleWorkbook(client, book(emulator))

    assert (workbook.title, [sheet.title for sheet in workbook.sheets()]) == ("Half ?", ["?"])
