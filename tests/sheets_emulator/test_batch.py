"""A batch is checked against the description, applied whole or not at all, and limited as Google limits it."""

from typing import Any

import pytest

from .client import WHOLE, Client, message, texts


def test_one_bad_request_leaves_the_whole_batch_undone(client: Client):
    add = {"addSheet": {"properties": {"title": "New"}}}

    refused = client.batch(add, {"deleteSheet": {"sheetId": 77}})

    assert (refused.status_code, message(refused)) == (400, "Invalid requests[1].deleteSheet: No sheet with id: 77")
    assert client.get("sheets.properties.title") == {"sheets": [{"properties": {"title": "Sheet1"}}]}


def test_a_field_that_google_does_not_know_is_refused_with_its_place(client: Client):
    refused = client.batch({"addSheet": {"properties": {"tytle": "New"}}})

    place = "'requests[0].add_sheet.properties'"
    text = f'Invalid JSON payload received. Unknown name "tytle" at {place}: Cannot find field.'
    assert (refused.status_code, message(refused)) == (400, text)
    assert refused.json()["error"]["details"][0]["fieldViolations"][0]["field"] == "requests[0].add_sheet.properties"


def test_two_kinds_in_one_request_are_refused(client: Client):
    refused = client.batch({"addSheet": {}, "deleteSheet": {"sheetId": 0}})

    assert "oneof field 'add_sheet' is already set" in message(refused)


def test_whole_range_update_clears_what_the_rows_do_not_reach(client: Client):
    client.put("Sheet1!A1:B3", [["a", "b"], ["c", "d"], ["e", "f"]])

    client.batch({"updateCells": {"range": WHOLE, "fields": "userEnteredValue", "rows": [texts("new")]}})

    assert client.values("Sheet1") == [["new"]]


def test_a_mask_leaves_the_other_fields_of_a_cell_alone(client: Client):
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    client.put("Sheet1!A1", [["kept"]])

    client.batch({"repeatCell": {"range": WHOLE, "cell": bold, "fields": "userEnteredFormat.textFormat.bold"}})
    client.batch({"updateCells": {"range": WHOLE, "fields": "note", "rows": [{"values": [{"note": "n"}]}]}})

    shown = client.call("GET", params={"fields": "sheets.data.rowData.values(userEnteredValue,note,userEnteredFormat)"})
    assert shown.json()["sheets"][0]["data"][0]["rowData"][0]["values"][0] == {
        "userEnteredValue": {"stringValue": "kept"},
        "userEnteredFormat": {"textFormat": {"bold": True}},
        "note": "n",
    }


def test_an_update_without_a_mask_is_refused(client: Client):
    refused = client.batch({"updateCells": {"range": WHOLE, "rows": [texts("new")]}})

    assert message(refused).startswith("Invalid requests[0].updateCells: At least one field must be listed in 'fields'")


def test_text_that_looks_like_a_formula_stays_text_when_it_is_sent_as_text(client: Client):
    client.batch({"updateCells": {"range": WHOLE, "fields": "userEnteredValue", "rows": [texts("=1+1")]}})

    assert client.values("Sheet1!A1", valueRenderOption="UNFORMATTED_VALUE") == [["=1+1"]]


def test_writing_past_the_grid_is_refused(client: Client):
    beyond = {"sheetId": 0, "startRowIndex": 999, "endRowIndex": 1001, "startColumnIndex": 0, "endColumnIndex": 1}

    refused = client.batch({"updateCells": {"range": beyond, "fields": "note"}})

    limits = "Max rows: 1000, max columns: 26"
    text = f"Invalid requests[0].updateCells: Range (Sheet1!A1000:A1001) exceeds grid limits. {limits}"
    assert message(refused) == text


def test_more_rows_than_the_range_holds_are_refused(client: Client):
    refused = client.batch({"updateCells": {"range": WHOLE, "fields": "note", "rows": [texts("x")] * 4}})

    text = "Invalid requests[0].updateCells: Attempting to write row: 3, beyond the last requested row of: 2"
    assert message(refused) == text


def test_a_workbook_holds_ten_million_cells_and_no_more(client: Client):
    grid = {"rowCount": 9_974_000, "columnCount": 1}

    assert client.batch({"addSheet": {"properties": {"title": "Full", "gridProperties": grid}}}).status_code == 200
    refused = client.batch({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}})

    assert "above the limit of 10000000 cells" in message(refused)


def test_a_merge_keeps_the_first_value_at_its_top_left(client: Client):
    client.put("Sheet1!A1:B2", [["a", "b"], ["c", "d"]])

    client.batch({"mergeCells": {"range": {**WHOLE, "endRowIndex": 2}, "mergeType": "MERGE_ALL"}})

    assert client.values("Sheet1") == [["a"]]


BOX = {"sheetId": 0, "endRowIndex": 2, "endColumnIndex": 2}
SPEC = {"basicChart": {"chartType": "LINE"}}
WITH_IDS = [
    {"addSheet": {"properties": {"sheetId": 5, "title": "Five"}}},
    {"addNamedRange": {"namedRange": {"namedRangeId": "n", "name": "five", "range": BOX}}},
    {"addProtectedRange": {"protectedRange": {"protectedRangeId": 5, "range": BOX, "warningOnly": True}}},
    {"addChart": {"chart": {"chartId": 5, "spec": SPEC, "position": {"overlayPosition": {"anchorCell": {}}}}}},
    {"addBanding": {"bandedRange": {"bandedRangeId": 5, "range": BOX, "rowProperties": {}}}},
    {"addFilterView": {"filter": {"filterViewId": 5, "title": "five", "range": BOX}}},
    {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": 5, "metadataKey": "k", "visibility": "DOCUMENT", "location": {"spreadsheet": True}
            }
        }
    },
]  # fmt: skip


@pytest.mark.parametrize("request_with_id", WITH_IDS, ids=lambda request: next(iter(request)))
def test_an_id_that_the_caller_chose_cannot_be_used_twice(client: Client, request_with_id: dict[str, Any]):
    first, again = client.batch(request_with_id), client.batch(request_with_id)

    assert (first.status_code, again.status_code) == (200, 400)
    assert message(again).startswith(f"Invalid requests[0].{next(iter(request_with_id))}: ")


def test_conditional_formats_pile_up_and_are_deleted_by_their_index(client: Client):
    rule = {"ranges": [BOX], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {}}}
    client.batch(*[{"addConditionalFormatRule": {"rule": rule}}] * 3)

    delete = {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}}
    refused = client.batch(*[delete] * 4)

    assert message(refused) == (
        "Invalid requests[3].deleteConditionalFormatRule: No conditional format on sheet: 0 at index: 0"
    )
    assert len(client.get("sheets.conditionalFormats")["sheets"][0]["conditionalFormats"]) == 3


def test_deleting_rows_takes_the_attached_ranges_along(client: Client):
    named = {**BOX, "startRowIndex": 4, "endRowIndex": 6, "startColumnIndex": 0}
    client.batch({"addNamedRange": {"namedRange": {"name": "five", "range": named}}})

    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    client.batch({"deleteDimension": {"range": rows}})

    moved = client.get("namedRanges.range")["namedRanges"][0]["range"]
    assert (moved["startRowIndex"], moved["endRowIndex"]) == (2, 4)


def test_metadata_is_found_by_its_key_and_gone_after_deleting(client: Client):
    client.batch(WITH_IDS[-1])
    look = {"developerMetadataLookup": {"metadataKey": "k"}}

    found = client.call("POST", "/developerMetadata:search", json={"dataFilters": [look]}).json()
    client.batch({"deleteDeveloperMetadata": {"dataFilter": look}})

    assert found["matchedDeveloperMetadata"][0]["developerMetadata"]["metadataId"] == 5
    assert client.call("POST", "/developerMetadata:search", json={"dataFilters": [look]}).json() == {}


def test_staged_rows_are_copied_over_and_their_tab_deleted_in_one_batch(client: Client):
    client.batch({"addSheet": {"properties": {"sheetId": 9, "title": "staging", "hidden": True}}})
    client.put("staging!A1", [["a", "b"]])

    source, goal = {**WHOLE, "sheetId": 9, "endRowIndex": 1}, {**WHOLE, "endRowIndex": 1}
    client.batch({"copyPaste": {"source": source, "destination": goal}}, {"deleteSheet": {"sheetId": 9}})

    assert client.values("Sheet1") == [["a", "b"]]
    assert client.get("sheets.properties.sheetId") == {"sheets": [{"properties": {"sheetId": 0}}]}


def test_taking_cells_out_moves_the_cells_below_up(client: Client):
    client.put("Sheet1!A1:B3", [["a", "b"], ["c", "d"], ["e", "f"]])

    first = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    client.batch({"deleteRange": {"range": first, "shiftDimension": "ROWS"}})

    assert client.values("Sheet1") == [["c", "b"], ["e", "d"], ["", "f"]]


def test_a_whole_tab_is_protected_once(client: Client):
    protect = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "warningOnly": True}}}

    client.batch(protect)

    text = 'Invalid requests[0].addProtectedRange: Sheet "Sheet1" already has sheet protection.'
    assert message(client.batch(protect)) == text


def test_a_number_that_is_none_is_refused_with_its_place(client: Client):
    cell = {"userEnteredValue": {"numberValue": "84824798_1161"}}

    refused = client.batch({"repeatCell": {"range": WHOLE, "cell": cell, "fields": "userEnteredValue"}})

    place = "requests[0].repeat_cell.cell.user_entered_value.number_value"
    assert message(refused) == f"Invalid value at '{place}' (TYPE_DOUBLE), \"84824798_1161\""


def test_a_batch_holds_a_hundred_thousand_requests_and_no_more(client: Client):
    refused = client.batch(*[{}] * 100_001)

    assert message(refused) == "Cannot exceed 100000 requests in a single batch."
