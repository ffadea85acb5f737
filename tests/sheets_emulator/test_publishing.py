"""A tab is built, changed and taken away by single batches, as a publisher does it."""

from typing import Any

from .client import ROBOT, Client, message, texts

TAB = 7
AREA = {"sheetId": TAB, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
SERIES = {**AREA, "endColumnIndex": 1}
SPEC = {
    "basicChart": {"chartType": "COLUMN", "series": [{"series": {"sourceRange": {"sources": [SERIES]}}}]},
}
LOOKUP = {"developerMetadataLookup": {"metadataId": 70}}
FIELDS = (
    "properties(title,timeZone,locale),sheets(properties,developerMetadata,protectedRanges,charts(chartId),"
    "conditionalFormats(ranges),basicFilter)"
)


def rule(index: int = 0) -> dict[str, Any]:
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": "late"}]}
    boolean = {"condition": condition, "format": {"textFormat": {"bold": True}}}
    return {"addConditionalFormatRule": {"index": index, "rule": {"ranges": [AREA], "booleanRule": boolean}}}


def built() -> list[dict[str, Any]]:
    """Everything that makes a new tab."""
    overlay = {"anchorCell": {"sheetId": TAB, "rowIndex": 4}}
    metadata = {"metadataId": 70, "metadataKey": "k", "metadataValue": "1", "visibility": "DOCUMENT"}
    return [
        {"addSheet": {"properties": {"sheetId": TAB, "title": "New", "gridProperties": {"rowCount": 20}}}},
        {"createDeveloperMetadata": {"developerMetadata": {**metadata, "location": {"sheetId": TAB}}}},
        {
            "updateCells": {
                "range": {"sheetId": TAB},
                "rows": [texts("a", "b"), texts("c")],
                "fields": "userEnteredValue,userEnteredFormat",
            }
        },
        {"mergeCells": {"range": {**AREA, "startRowIndex": 10, "endRowIndex": 11}, "mergeType": "MERGE_ALL"}},
        {"setBasicFilter": {"filter": {"range": AREA}}},
        rule(),
        {"addChart": {"chart": {"chartId": 71, "spec": SPEC, "position": {"overlayPosition": overlay}}}},
        {"addProtectedRange": {"protectedRange": {"range": {"sheetId": TAB}, "warningOnly": True}}},
        {
            "updateSheetProperties": {
                "properties": {
                    "sheetId": TAB,
                    "index": 0,
                    "tabColorStyle": {"rgbColor": {"red": 1}},
                    "gridProperties": {"frozenRowCount": 1, "hideGridlines": True},
                },
                "fields": "index,tabColorStyle,gridProperties(frozenRowCount,hideGridlines)",
            }
        },
        {
            "updateDimensionProperties": {
                "range": {"sheetId": TAB, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1},
                "properties": {"pixelSize": 222},
                "fields": "pixelSize",
            }
        },
    ]


def changed() -> list[dict[str, Any]]:
    """Everything that makes another tab of it."""
    overlay = {"anchorCell": {"sheetId": TAB, "rowIndex": 6}, "widthPixels": 300}
    return [
        {"addSheet": {"properties": {"sheetId": 8, "title": "staging", "hidden": True}}},
        {"updateCells": {"range": {**AREA, "sheetId": 8}, "rows": [texts("x", "y")], "fields": "*"}},
        {"unmergeCells": {"range": {"sheetId": TAB}}},
        {"copyPaste": {"source": {**AREA, "sheetId": 8}, "destination": AREA}},
        {"deleteSheet": {"sheetId": 8}},
        {"clearBasicFilter": {"sheetId": TAB}},
        {"deleteConditionalFormatRule": {"sheetId": TAB, "index": 0}},
        rule(),
        {"updateChartSpec": {"chartId": 71, "spec": {**SPEC, "title": "T"}}},
        {
            "updateEmbeddedObjectPosition": {
                "objectId": 71,
                "newPosition": {"overlayPosition": overlay},
                "fields": "anchorCell,widthPixels",
            }
        },
        {
            "updateDeveloperMetadata": {
                "dataFilters": [LOOKUP],
                "developerMetadata": {"metadataValue": "2"},
                "fields": "metadataValue",
            }
        },
    ]


def test_a_tab_is_built_by_one_batch_and_shown_under_a_mask(client: Client):
    replies = client.batch(*built()).json()["replies"]

    shown = client.get(FIELDS)
    tab, other = shown["sheets"]
    assert [next(iter(reply)) for reply in replies if reply] == [
        "addSheet", "createDeveloperMetadata", "addChart", "addProtectedRange"
    ]  # fmt: skip
    assert shown["properties"] == {"title": "Trackers", "timeZone": "Etc/GMT", "locale": "en_US"}
    assert other["properties"]["index"] == 1
    assert tab["charts"] == [{"chartId": 71}]
    assert tab["conditionalFormats"] == [{"ranges": [AREA]}]
    assert tab["basicFilter"] == {"range": AREA}
    assert tab["developerMetadata"][0]["location"] == {"locationType": "SHEET", "sheetId": TAB}
    assert tab["protectedRanges"][0]["warningOnly"] is True
    assert tab["properties"]["gridProperties"] == {
        "rowCount": 20, "columnCount": 26, "frozenRowCount": 1, "hideGridlines": True
    }  # fmt: skip
    assert tab["properties"]["tabColor"] == {"red": 1}


def test_a_second_batch_replaces_what_the_first_built(client: Client):
    client.batch(*built())
    replaced = client.batch(*changed())

    shown = client.get("sheets(properties.sheetId,charts,conditionalFormats,basicFilter,merges,developerMetadata)")
    tab = shown["sheets"][0]
    assert replaced.status_code == 200
    assert [sheet["properties"]["sheetId"] for sheet in shown["sheets"]] == [TAB, 0]
    assert client.values("New") == [["x", "y"]]
    assert tab["charts"][0]["spec"]["title"] == "T"
    assert tab["charts"][0]["position"]["overlayPosition"] == {
        "anchorCell": {"sheetId": TAB, "rowIndex": 6}, "widthPixels": 300, "heightPixels": 371
    }  # fmt: skip
    assert len(tab["conditionalFormats"]) == 1
    assert tab["developerMetadata"][0]["metadataValue"] == "2"
    assert not {"merges", "basicFilter"} & set(tab)


def test_nothing_of_the_second_batch_happens_where_its_last_request_fails(client: Client):
    client.batch(*built())
    before = client.call("GET", params={"includeGridData": "true"}).json()

    refused = client.batch(*changed(), {"deleteEmbeddedObject": {"objectId": 99}})

    assert message(refused) == "Invalid requests[11].deleteEmbeddedObject: No embedded object with id: 99"
    assert client.call("GET", params={"includeGridData": "true"}).json() == before


def test_a_frozen_column_cannot_lie_under_part_of_a_merge(client: Client):
    title = {"range": {"sheetId": 0, "endRowIndex": 1, "endColumnIndex": 4}, "mergeType": "MERGE_ALL"}
    grid = {"properties": {"gridProperties": {"frozenColumnCount": 1}}, "fields": "gridProperties.frozenColumnCount"}
    merge, freeze = {"mergeCells": title}, {"updateSheetProperties": grid}

    assert "You can't freeze columns" in message(client.batch(merge, freeze))
    assert "You can't merge frozen and non-frozen columns" in message(client.batch(freeze, merge))


def test_a_filter_cannot_lie_over_cells_merged_downwards(client: Client):
    down = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    refused = client.batch(
        {"mergeCells": {"range": down, "mergeType": "MERGE_ALL"}},
        {"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}},
    )

    assert message(refused).endswith("You can't create a filter over a range containing vertical merges.")


def test_a_smaller_grid_cuts_what_lies_on_it(client: Client):
    client.batch(*built())

    grid = {"sheetId": TAB, "gridProperties": {"rowCount": 2}}
    client.batch({"updateSheetProperties": {"properties": grid, "fields": "gridProperties.rowCount"}})

    tab = client.get("sheets(conditionalFormats.ranges,basicFilter,merges,charts.position)")["sheets"][0]
    assert tab["conditionalFormats"][0]["ranges"][0]["endRowIndex"] == 2
    assert tab["basicFilter"]["range"]["endRowIndex"] == 2
    assert tab["charts"][0]["position"]["overlayPosition"]["anchorCell"]["rowIndex"] == 1
    assert "merges" not in tab


def test_a_chart_moves_with_the_row_that_it_is_anchored_to(client: Client):
    client.batch(*built())

    rows = {"sheetId": TAB, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    client.batch({"insertDimension": {"range": rows}})

    chart = client.get("sheets.charts")["sheets"][0]["charts"][0]
    source = chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0]
    assert chart["position"]["overlayPosition"]["anchorCell"]["rowIndex"] == 6
    assert (source["startRowIndex"], source["endRowIndex"]) == (2, 5)


def test_conditional_formats_take_the_looks_and_values_that_google_takes(client: Client):
    small = rule()
    small["addConditionalFormatRule"]["rule"]["booleanRule"]["format"] = {"textFormat": {"fontSize": 8}}
    bare = rule()
    bare["addConditionalFormatRule"]["rule"]["booleanRule"]["condition"]["values"] = []
    tab = built()[0]

    assert "does not support: fontSize" in message(client.batch(tab, small))
    assert "TEXT_EQ does not take 0 values" in message(client.batch(tab, bare))


def test_a_warning_has_no_editors(client: Client):
    protection = {"range": {"sheetId": 0}, "warningOnly": True, "editors": {"users": [ROBOT]}}

    assert "Editors are not supported" in message(client.batch({"addProtectedRange": {"protectedRange": protection}}))
