"""Cells that the service works out: series, pasted and split texts, rows without duplicates."""

from typing import Any

import pytest

from .client import Client, message


def box(top: int, left: int, bottom: int, right: int) -> dict[str, int]:
    return {"startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left, "endColumnIndex": right}


@pytest.mark.parametrize(
    ("series", "known", "filled"),
    [
        ("usual", ["1"], ["1", "1"]),
        ("alternate", ["1"], ["2", "3"]),
        ("usual", ["1", "3"], ["5", "7"]),
        ("alternate", ["1", "3"], ["1", "3"]),
        ("usual", ["2026-02-28"], ["2026-03-01", "2026-03-02"]),
        ("usual", ["Week 9"], ["Week 10", "Week 11"]),
        ("usual", ["a", "b"], ["a", "b"]),
    ],
)
def test_a_series_goes_on_below_its_source(client: Client, series: str, known: list[str], filled: list[str]):
    client.put("Sheet1!A1", [[text] for text in known], option="USER_ENTERED")

    source = {"source": box(0, 0, len(known), 1), "dimension": "ROWS", "fillLength": 2}
    client.batch({"autoFill": {"sourceAndDestination": source, "useAlternateSeries": series == "alternate"}})

    assert client.values("Sheet1") == [[text] for text in (*known, *filled)]


def test_a_range_is_filled_from_the_part_that_holds_something(client: Client):
    client.put("Sheet1!A1:B1", [[1, 2]])

    client.batch({"autoFill": {"range": box(0, 0, 1, 4)}})

    assert client.values("Sheet1") == [["1", "2", "3", "4"]]


@pytest.mark.parametrize(
    "pasted",
    [
        {"data": 'a,"b,c"\n=1+1', "delimiter": ","},
        {"data": "<table><tr><td>a</td><th>b,c</th></tr><tr><td>=1+1</td></tr></table>", "html": True},
    ],
)
def test_pasted_text_is_entered_as_typed(client: Client, pasted: dict[str, Any]):
    client.batch({"pasteData": {"coordinate": {"rowIndex": 1, "columnIndex": 1}, **pasted}})

    assert client.values("Sheet1!B2:C3") == [["a", "b,c"], ["2"]]


def test_texts_are_split_over_the_columns_to_their_right(client: Client):
    client.put("Sheet1!A1:A2", [["a;1"], ["b"]])

    client.batch({"textToColumns": {"source": box(0, 0, 2, 1), "delimiterType": "AUTODETECT"}})

    assert client.values("Sheet1", valueRenderOption="UNFORMATTED_VALUE") == [["a", 1], ["b"]]


def test_only_one_column_can_be_split(client: Client):
    asked = {"source": box(0, 0, 1, 2), "delimiterType": "COMMA"}

    assert "must span exactly one column" in message(client.batch({"textToColumns": asked}))


def test_the_first_of_equal_rows_stays_and_those_below_move_up(client: Client):
    client.put("Sheet1!A1:C4", [["a", "1", "x"], ["A", "1", "y"], ["b", "1", "z"], ["b", "2", "w"]])

    columns = [{"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}]
    asked = {"range": box(0, 0, 4, 2), "comparisonColumns": columns}
    reply = client.batch({"deleteDuplicates": asked}).json()["replies"]

    assert reply == [{"deleteDuplicates": {"duplicatesRemovedCount": 2}}]
    assert client.values("Sheet1") == [["a", "1", "x"], ["b", "1", "y"], ["", "", "z"], ["", "", "w"]]


def test_rows_in_another_order_are_the_same_rows(client: Client):
    rows = [[str(number), f"n{number}"] for number in range(20)]
    client.put("Sheet1!A1:B20", rows)

    client.batch({"randomizeRange": {"range": box(0, 0, 20, 2)}})

    shuffled = client.values("Sheet1")
    assert shuffled != rows
    assert sorted(shuffled) == sorted(rows)


@pytest.mark.parametrize(
    ("asked", "shown", "reply"),
    [
        (
            {"find": r"(\w+) Sheets", "replacement": "$1 Docs", "searchByRegex": True},
            [["Google Docs", "3", "sheets"]],
            {"valuesChanged": 1, "occurrencesChanged": 1, "rowsChanged": 1, "sheetsChanged": 1},
        ),
        (
            {"find": "e", "replacement": "o"},
            [["Googlo Shoots", "3", "shoots"]],
            {"valuesChanged": 2, "occurrencesChanged": 5, "rowsChanged": 1, "sheetsChanged": 1},
        ),
        (
            {"find": "sheets", "replacement": "x", "matchEntireCell": True, "matchCase": True},
            [["Google Sheets", "3", "x"]],
            {"valuesChanged": 1, "occurrencesChanged": 1, "rowsChanged": 1, "sheetsChanged": 1},
        ),
        (
            {"find": "1+2", "replacement": "2+2", "includeFormulas": True},
            [["Google Sheets", "4", "sheets"]],
            {"formulasChanged": 1, "occurrencesChanged": 1, "rowsChanged": 1, "sheetsChanged": 1},
        ),
        ({"find": "1+2", "replacement": "2+2"}, [["Google Sheets", "3", "sheets"]], {}),
    ],
)
def test_texts_are_found_and_replaced(client: Client, asked: dict[str, Any], shown: list[Any], reply: dict[str, int]):
    client.put("Sheet1!A1:C1", [["Google Sheets", "=1+2", "sheets"]], option="USER_ENTERED")

    replies = client.batch({"findReplace": {"allSheets": True, **asked}}).json()["replies"]

    assert replies == [{"findReplace": reply}]
    assert client.values("Sheet1") == shown


def test_a_pattern_that_is_none_is_refused(client: Client):
    refused = client.batch({"findReplace": {"allSheets": True, "find": "(", "searchByRegex": True}})

    assert message(refused) == "Invalid requests[0].findReplace: Invalid regular expression: ("


@pytest.mark.parametrize(
    ("number", "pattern", "shown"),
    [
        (-1234.5, '#,##0;"−"#,##0', "−1,235"),
        (0.125, "0.0 %", "12.5 %"),
        (1234567, '#,##0.00 "€"', "1,234,567.00 €"),
        (0, '0;-0;"none"', "none"),
        (12345, "0.00E+00", "1.23E+04"),
        (1500000, '0.0,,"M"', "1.5M"),
    ],
)
def test_numbers_are_shown_as_their_format_says(client: Client, number: float, pattern: str, shown: str):
    number_format = {"numberFormat": {"type": "NUMBER", "pattern": pattern}}
    cell = {"userEnteredValue": {"numberValue": number}, "userEnteredFormat": number_format}

    client.batch({"updateCells": {"start": {}, "rows": [{"values": [cell]}], "fields": "*"}})

    assert client.values("Sheet1") == [[shown]]
