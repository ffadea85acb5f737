"""Tables, slicers and developer metadata, and the calls that select cells by them."""

from typing import Any

import pytest

from .client import Client, message, texts

AREA = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
TABLE = {"tableId": "t", "name": "Cases", "range": AREA, "columnProperties": [{"columnName": "Case"}]}
SLICER = {
    "slicerId": 5,
    "spec": {"dataRange": AREA, "columnIndex": 1, "title": "Team"},
    "position": {"overlayPosition": {"anchorCell": {}}},
}


def tag(key: int, **where: Any) -> dict[str, Any]:
    entry = {"metadataId": key, "metadataKey": "k", "visibility": "DOCUMENT", "location": where}
    return {"createDeveloperMetadata": {"developerMetadata": entry}}


def line(dimension: str, at: int) -> dict[str, Any]:
    return {"dimension": dimension, "startIndex": at, "endIndex": at + 1}


def test_a_table_names_its_columns_and_writes_its_headings(client: Client):
    client.put("Sheet1!B1", [["Team"]])

    table = client.batch({"addTable": {"table": TABLE}}).json()["replies"][0]["addTable"]["table"]

    assert table["columnProperties"] == [{"columnName": "Case"}, {"columnIndex": 1, "columnName": "Team"}]
    assert client.values("Sheet1") == [["Case", "Team"]]
    assert client.get("sheets.tables")["sheets"][0]["tables"] == [table]


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"tableId": "t"}, "Table with id t already exists."),
        ({"name": "cases"}, "A table with the name 'cases' already exists."),
        ({"name": "Other"}, "overlaps another table"),
    ],
)
def test_tables_differ_in_id_name_and_place(client: Client, other: dict[str, Any], problem: str):
    client.batch({"addTable": {"table": TABLE}})

    assert problem in message(client.batch({"addTable": {"table": {"range": AREA, **other}}}))


def test_rows_appended_to_a_table_fill_it_and_make_it_longer(client: Client):
    client.put("Sheet1!A10", [["below"]])
    client.batch({"addTable": {"table": TABLE}})

    rows = [texts(str(number), "x") for number in range(3)]
    client.batch({"appendCells": {"tableId": "t", "rows": rows, "fields": "userEnteredValue"}})

    assert client.values("Sheet1!A1:B4")[1:] == [["0", "x"], ["1", "x"], ["2", "x"]]
    assert client.get("sheets.tables.range.endRowIndex")["sheets"][0]["tables"] == [{"range": {"endRowIndex": 4}}]


def test_a_table_is_renamed_and_goes_with_its_contents(client: Client):
    client.batch({"addTable": {"table": TABLE}})

    client.batch({"updateTable": {"table": {"tableId": "t", "name": "New"}, "fields": "name"}})
    renamed = client.get("sheets.tables.name")
    client.batch({"deleteTable": {"tableId": "t"}})

    assert renamed == {"sheets": [{"tables": [{"name": "New"}]}]}
    assert client.get("sheets.tables") == {"sheets": [{}]}
    assert client.values("Sheet1") is None


def test_a_slicer_is_added_changed_moved_and_deleted(client: Client):
    client.batch({"addSlicer": {"slicer": SLICER}})
    client.batch(
        {"updateSlicerSpec": {"slicerId": 5, "spec": {"title": "Squad"}, "fields": "title"}},
        {
            "updateEmbeddedObjectPosition": {
                "objectId": 5, "newPosition": {"overlayPosition": {"offsetXPixels": 9}}, "fields": "offsetXPixels"
            }
        },
    )  # fmt: skip

    shown = client.get("sheets.slicers")["sheets"][0]["slicers"][0]
    client.batch({"deleteEmbeddedObject": {"objectId": 5}})

    assert (shown["spec"]["title"], shown["spec"]["columnIndex"]) == ("Squad", 1)
    assert shown["position"]["overlayPosition"]["offsetXPixels"] == 9
    assert client.get("sheets.slicers") == {"sheets": [{}]}


def test_a_slicer_and_a_chart_cannot_have_the_same_id(client: Client):
    client.batch({"addSlicer": {"slicer": SLICER}})
    chart = {"chartId": 5, "spec": {"basicChart": {}}, "position": SLICER["position"]}

    assert "Chart with id 5 already exists" in message(client.batch({"addChart": {"chart": chart}}))


def test_a_chart_gets_another_border(client: Client):
    chart = {"chartId": 5, "spec": {"basicChart": {"chartType": "LINE"}}, "position": SLICER["position"]}
    border = {"colorStyle": {"rgbColor": {"green": 1}}}

    client.batch(
        {"addChart": {"chart": chart}},
        {"updateEmbeddedObjectBorder": {"objectId": 5, "border": border, "fields": "colorStyle"}},
    )

    assert client.get("sheets.charts.border")["sheets"][0]["charts"][0]["border"]["color"] == {"green": 1}


def test_metadata_of_rows_and_columns_is_shown_with_them_and_follows_them(client: Client):
    client.batch(tag(1, dimensionRange=line("ROWS", 4)), tag(2, dimensionRange=line("COLUMNS", 1)))

    client.batch({"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 2}}})

    fields = "sheets.data(rowMetadata.developerMetadata.metadataId,columnMetadata.developerMetadata.metadataId)"
    data = client.get(fields)["sheets"][0]["data"][0]
    assert data["rowMetadata"][6] == {"developerMetadata": [{"metadataId": 1}]}
    assert data["columnMetadata"][1] == {"developerMetadata": [{"metadataId": 2}]}


@pytest.mark.parametrize(
    ("lookup", "found"),
    [
        ({"metadataKey": "k"}, [1, 2, 3, 4]),
        ({"locationType": "ROW"}, [3]),
        ({"metadataLocation": {"sheetId": 0}}, [2, 3, 4]),
        ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "EXACT_LOCATION"}, [2]),
        ({"metadataLocation": {"dimensionRange": line("ROWS", 4)}}, [2, 3, 4]),
        ({"metadataLocation": {"spreadsheet": True}}, [1]),
    ],
)
def test_metadata_is_looked_up_by_what_it_says_and_where_it_hangs(
    client: Client, lookup: dict[str, Any], found: list[int]
):
    rows, columns = line("ROWS", 4), line("COLUMNS", 1)
    client.batch(
        tag(1, spreadsheet=True), tag(2, sheetId=0), tag(3, dimensionRange=rows), tag(4, dimensionRange=columns)
    )

    body = {"dataFilters": [{"developerMetadataLookup": lookup}]}
    answer = client.call("POST", "/developerMetadata:search", json=body).json()

    assert [item["developerMetadata"]["metadataId"] for item in answer["matchedDeveloperMetadata"]] == found
    assert answer["matchedDeveloperMetadata"][0]["dataFilters"] == body["dataFilters"]


def test_a_lookup_that_contradicts_itself_is_refused(client: Client):
    lookup = {"locationMatchingStrategy": "EXACT_LOCATION"}
    body = {"dataFilters": [{"developerMetadataLookup": lookup}]}

    assert client.call("POST", "/developerMetadata:search", json=body).status_code == 400


def test_every_tab_has_room_for_metadata_of_its_own(client: Client):
    def large(key: int, **where: Any) -> dict[str, Any]:
        request = tag(key, **where)
        request["createDeveloperMetadata"]["developerMetadata"]["metadataValue"] = "x" * 29_000
        return request

    assert client.batch(large(1, sheetId=0), large(2, spreadsheet=True)).status_code == 200
    assert "quota" in message(client.batch(large(3, sheetId=0)))


def test_values_are_read_written_and_cleared_by_data_filters(client: Client):
    client.put("Sheet1!A1:B2", [["a", "b"], ["c", "d"]])
    client.batch(tag(1, dimensionRange=line("ROWS", 1)))
    by_tag = {"developerMetadataLookup": {"metadataId": 1}}
    by_range = {"a1Range": "Sheet1!A1"}

    read = client.call("POST", "/values:batchGetByDataFilter", json={"dataFilters": [by_tag, by_range]}).json()
    data = [{"dataFilter": by_tag, "values": [["new"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    written = client.call("POST", "/values:batchUpdateByDataFilter", json=body).json()
    after = client.values("Sheet1")
    cleared = client.call("POST", "/values:batchClearByDataFilter", json={"dataFilters": [by_tag]}).json()

    assert [item["valueRange"].get("values") for item in read["valueRanges"]] == [[["c", "d"]], [["a"]]]
    assert [item["dataFilters"] for item in read["valueRanges"]] == [[by_tag], [by_range]]
    assert written["responses"][0] == {
        "updatedRange": "Sheet1!A2", "updatedRows": 1, "updatedColumns": 1, "updatedCells": 1, "dataFilter": by_tag
    }  # fmt: skip
    assert after == [["a", "b"], ["new", "d"]]
    assert cleared["clearedRanges"] == ["Sheet1!A2:Z2"]
    assert client.values("Sheet1") == [["a", "b"]]


def test_a_spreadsheet_is_shown_in_the_parts_that_data_filters_select(client: Client):
    client.batch({"addSheet": {"properties": {"title": "Other"}}})
    client.put("Sheet1!A1:B2", [["a", "b"], ["c", "d"]])

    body = {"dataFilters": [{"gridRange": {**AREA, "startRowIndex": 1}}], "includeGridData": True}
    shown = client.call("POST", ":getByDataFilter", json=body).json()

    (tab,) = shown["sheets"]
    assert tab["properties"]["title"] == "Sheet1"
    assert [cell["formattedValue"] for cell in tab["data"][0]["rowData"][0]["values"]] == ["c", "d"]
