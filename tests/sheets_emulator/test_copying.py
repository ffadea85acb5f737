"""What a paste carries along, and what stays."""

from typing import Any

import pytest

from .client import Client, message, texts


def box(top: int, left: int, bottom: int, right: int, sheet_id: int = 0) -> dict[str, int]:
    corners = {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}
    return {"sheetId": sheet_id, **corners}


def cells(client: Client, where: str = "Sheet1", fields: str = "*") -> list[dict[str, Any]]:
    query = {"ranges": where, "fields": f"sheets.data.rowData.values({fields})"}
    rows = client.call("GET", params=query).json()["sheets"][0]["data"][0].get("rowData", [])
    return [cell for row in rows for cell in row.get("values", [])]


LINKED = {
    "userEnteredValue": {"stringValue": "see F212"},
    "userEnteredFormat": {"textFormat": {"italic": True}},
    "textFormatRuns": [{"format": {}}, {"startIndex": 4, "format": {"link": {"uri": "#gid=7&range=F212"}}}],
    "note": "n",
}


def put(client: Client, *rows: list[dict[str, Any]], sheet_id: int = 0) -> None:
    asked = {"start": {"sheetId": sheet_id}, "rows": [{"values": row} for row in rows], "fields": "*"}
    client.batch({"updateCells": asked})


def test_a_normal_paste_between_tabs_carries_values_formats_links_and_merges(client: Client):
    client.batch({"addSheet": {"properties": {"sheetId": 9, "title": "staging"}}})
    put(client, [LINKED], sheet_id=9)
    client.batch({"mergeCells": {"range": box(0, 0, 2, 2, 9), "mergeType": "MERGE_ALL"}})

    client.batch({"copyPaste": {"source": box(0, 0, 2, 2, 9), "destination": box(3, 1, 5, 3)}})

    assert cells(client, "Sheet1!B4") == cells(client, "staging!A1")
    assert client.get("sheets.merges")["sheets"][0]["merges"] == [
        {"startRowIndex": 3, "endRowIndex": 5, "startColumnIndex": 1, "endColumnIndex": 3}
    ]


def test_an_empty_source_cell_empties_its_destination(client: Client):
    client.put("Sheet1!A1:B1", [["old", "old"]])

    client.batch({"copyPaste": {"source": box(5, 0, 6, 2), "destination": box(0, 0, 1, 2)}})

    assert client.values("Sheet1") is None


def test_a_source_is_repeated_with_its_merges_over_a_destination_of_several_times_its_size(client: Client):
    client.put("Sheet1!A1", [["a"]])
    client.batch({"mergeCells": {"range": box(0, 0, 1, 2), "mergeType": "MERGE_ALL"}})

    client.batch({"copyPaste": {"source": box(0, 0, 1, 2), "destination": box(1, 0, 3, 2)}})

    assert client.values("Sheet1") == [["a"], ["a"], ["a"]]
    assert len(client.get("sheets.merges")["sheets"][0]["merges"]) == 3


def test_a_paste_over_part_of_a_merge_is_refused(client: Client):
    client.batch({"mergeCells": {"range": box(0, 2, 1, 4), "mergeType": "MERGE_ALL"}})

    refused = client.batch({"copyPaste": {"source": box(0, 0, 1, 1), "destination": box(0, 3, 1, 4)}})

    assert message(refused).endswith("You can't perform a paste that partially intersects a merge.")


@pytest.mark.parametrize(
    ("kind", "pasted"),
    [
        ("PASTE_VALUES", {"userEnteredValue": {"numberValue": 3}}),
        ("PASTE_FORMULA", {"userEnteredValue": {"formulaValue": "=1+2"}}),
        ("PASTE_FORMAT", {"userEnteredFormat": {"textFormat": {"bold": True}}}),
        ("PASTE_DATA_VALIDATION", {}),
    ],
)
def test_a_paste_carries_what_its_kind_says(client: Client, kind: str, pasted: dict[str, Any]):
    bold = {"textFormat": {"bold": True}}
    put(client, [{"userEnteredValue": {"formulaValue": "=1+2"}, "userEnteredFormat": bold, "note": "n"}])

    copy = {"source": box(0, 0, 1, 1), "destination": box(1, 0, 2, 1), "pasteType": kind}
    client.batch({"copyPaste": copy})

    shown = cells(client, "Sheet1!A2", "userEnteredValue,userEnteredFormat,note,dataValidation")
    assert shown == ([pasted] if pasted else [])


def test_copied_formulas_look_at_cells_as_far_away_and_cut_ones_at_the_same(client: Client):
    formula = '=B2+$C$3+$D4+SUM(A:A)&"A1"&LOG10(2)'
    put(client, [{"userEnteredValue": {"formulaValue": formula}}])

    client.batch({"copyPaste": {"source": box(0, 0, 1, 1), "destination": box(1, 1, 2, 2)}})
    client.batch({"cutPaste": {"source": box(0, 0, 1, 1), "destination": {"rowIndex": 5, "columnIndex": 5}}})

    assert client.values("Sheet1!B2", valueRenderOption="FORMULA") == [['=C3+$C$3+$D5+SUM(B:B)&"A1"&LOG10(2)']]
    assert client.values("Sheet1!F6", valueRenderOption="FORMULA") == [[formula]]


def test_a_repeated_formula_counts_on(client: Client):
    cell = {"userEnteredValue": {"formulaValue": "=A1"}}
    client.batch({"repeatCell": {"range": box(1, 1, 3, 3), "cell": cell, "fields": "userEnteredValue"}})

    assert client.values("Sheet1!B2:C3", valueRenderOption="FORMULA") == [["=A1", "=B1"], ["=A2", "=B2"]]


def test_rules_are_pasted_alone_when_it_is_asked(client: Client):
    boolean = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    rule = {"ranges": [box(0, 0, 1, 1)], "booleanRule": boolean}
    copy = {"source": box(0, 0, 1, 1), "destination": box(4, 0, 5, 1)}
    client.put("Sheet1!A1", [["a"]])

    client.batch({"addConditionalFormatRule": {"rule": rule}})
    client.batch({"copyPaste": {**copy, "pasteType": "PASTE_CONDITIONAL_FORMATTING"}})

    rules = client.get("sheets.conditionalFormats.ranges.startRowIndex")["sheets"][0]["conditionalFormats"]
    assert rules == [{"ranges": [{"startRowIndex": 0}, {"startRowIndex": 4}]}]
    assert client.values("Sheet1") == [["a"]]


def test_a_copied_tab_has_its_own_rules_and_ids(client: Client):
    spec = {"basicChart": {"chartType": "LINE"}}
    boolean = {"condition": {"type": "NOT_BLANK"}, "format": {}}
    client.batch(
        {"addChart": {"chart": {"chartId": 5, "spec": spec, "position": {"overlayPosition": {"anchorCell": {}}}}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [box(0, 0, 1, 1)], "booleanRule": boolean}}},
    )

    client.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 6, "insertSheetIndex": 1}})

    twin = client.get("sheets(properties.title,conditionalFormats.ranges,charts(chartId,position))")["sheets"][1]
    assert twin["properties"]["title"] == "Copy of Sheet1"
    assert twin["conditionalFormats"][0]["ranges"] == [box(0, 0, 1, 1, 6)]
    assert twin["charts"][0]["chartId"] != 5
    assert twin["charts"][0]["position"]["overlayPosition"]["anchorCell"] == {"sheetId": 6}


def test_a_link_on_part_of_a_text_is_coloured_underlined_and_shown(client: Client):
    put(client, [LINKED])

    (cell,) = cells(client, fields="textFormatRuns,hyperlink")

    assert cell["hyperlink"] == "#gid=7&range=F212"
    assert cell["textFormatRuns"][0] == {"format": {}}
    assert cell["textFormatRuns"][1]["format"] == {
        "underline": True,
        "foregroundColorStyle": {"themeColor": "LINK"},
        "foregroundColor": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
        "link": {"uri": "#gid=7&range=F212"},
    }


def test_a_link_keeps_the_looks_that_are_given_with_it(client: Client):
    text_format = {"link": {"uri": "#gid=0"}, "underline": False, "foregroundColor": {"red": 1}}
    put(client, [{"userEnteredValue": {"stringValue": "a"}, "userEnteredFormat": {"textFormat": text_format}}])

    (cell,) = cells(client, fields="userEnteredFormat.textFormat,hyperlink")

    assert cell["userEnteredFormat"]["textFormat"]["foregroundColor"] == {"red": 1}
    assert not cell["userEnteredFormat"]["textFormat"].get("underline")
    assert cell["hyperlink"] == "#gid=0"


def test_a_new_value_erases_the_links_of_the_old_text(client: Client):
    put(client, [LINKED])

    client.batch({"updateCells": {"start": {}, "rows": [texts("other")], "fields": "userEnteredValue"}})

    assert cells(client, fields="userEnteredValue,textFormatRuns") == [{"userEnteredValue": {"stringValue": "other"}}]


def test_colours_are_kept_in_eight_bits_and_also_as_styles(client: Client):
    put(client, [{"userEnteredFormat": {"backgroundColorStyle": {"rgbColor": {"red": 1, "blue": 0.5}}}}])

    (cell,) = cells(client, fields="userEnteredFormat")

    kept = {"red": 1, "blue": 0.49803922}
    assert cell["userEnteredFormat"] == {"backgroundColor": kept, "backgroundColorStyle": {"rgbColor": kept}}
