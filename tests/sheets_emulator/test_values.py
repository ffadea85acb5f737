"""Values are written and read as the API does it."""

from typing import Any

import pytest

from .client import Client, message


def test_an_unknown_query_parameter_is_refused(client: Client):
    refused = client.call("GET", params={"rangess": "A1"})

    assert (refused.status_code, "Cannot bind query parameter" in message(refused)) == (400, True)


def test_an_unknown_field_in_a_read_mask_is_refused(client: Client):
    refused = client.call("GET", params={"fields": "sheets.propperties"})

    assert (refused.status_code, message(refused)) == (400, "Request contains an invalid argument.")


def test_a_text_of_more_than_fifty_thousand_characters_is_refused(client: Client):
    refused = client.put("Sheet1!A1", [["x" * 50_001]])

    assert message(refused) == "Your input contains more than the maximum of 50000 characters in a single cell."


def test_trailing_empties_are_left_out_and_an_empty_range_has_no_values(client: Client):
    client.put("Sheet1!A1:C3", [["a", "", ""], ["", "b", ""], ["", "", ""]])

    assert client.values("Sheet1!A1:C3") == [["a"], ["", "b"]]
    assert "values" not in client.call("GET", "/values/Sheet1!A3:C3").json()


@pytest.mark.parametrize(
    ("typed", "unformatted", "shown"),
    [
        ("1.50", 1.5, "1.5"),
        ("2,000,000.01", 2_000_000.01, "2,000,000.01"),
        ("2026-03-06", 46087, "2026-03-06"),
        ("2026-03-06 12:00", 46087.5, "2026-03-06 12:00:00"),
        ("12%", 0.12, "12%"),
        ("true", True, "TRUE"),
        ("=2*(3+4)", 14, "14"),
        ("=1/0", "#DIV/0!", "#DIV/0!"),
        ("'007", "007", "007"),
        ("plain", "plain", "plain"),
    ],
)
def test_what_is_typed_is_read_as_a_person_would_have_typed_it(
    client: Client, typed: str, unformatted: Any, shown: str
):
    client.put("Sheet1!A1", [[typed]], option="USER_ENTERED")

    assert client.values("Sheet1!A1", valueRenderOption="UNFORMATTED_VALUE") == [[unformatted]]
    assert client.values("Sheet1!A1") == [[shown]]


def test_a_tab_titled_like_a_cell_must_be_quoted(client: Client):
    client.batch({"addSheet": {"properties": {"title": "CRM26"}}})
    client.put("'CRM26'!A1", [["here"]])

    assert client.values("'CRM26'") == [["here"]]
    assert "exceeds grid limits" in message(client.call("GET", "/values/CRM26"))


@pytest.mark.parametrize("title", ["O'Hara's", "🌵 trees", "a!b"])
def test_any_title_is_found_in_quotes(client: Client, title: str):
    client.batch({"addSheet": {"properties": {"title": title}}})
    quoted = "'" + title.replace("'", "''") + "'"

    assert client.put(f"{quoted}!B2", [["here"]]).json()["updatedRange"] == f"{quoted}!B2"


def test_an_unknown_tab_cannot_be_parsed(client: Client):
    assert message(client.call("GET", "/values/'Gone'!A1")) == "Unable to parse range: 'Gone'!A1"


def test_reading_past_the_last_row_is_cut_to_the_grid(client: Client):
    assert client.call("GET", "/values/Sheet1!A1:Z5000").json()["range"] == "Sheet1!A1:Z1000"


def test_answers_are_indented_unless_it_is_declined(client: Client):
    assert client.call("GET").text.startswith('{\n  "')
    assert client.call("GET", params={"prettyPrint": "false"}).text.startswith('{"')


def test_fifty_thousand_rows_are_written_and_read_in_one_call(client: Client):
    grid = {
        "properties": {"gridProperties": {"rowCount": 50_000, "columnCount": 4}},
        "fields": "gridProperties(rowCount,columnCount)",
    }
    client.batch({"updateSheetProperties": grid})
    client.put("Sheet1!A1", [["a", "b", "c", "d"]] * 50_000)

    assert len(client.values("Sheet1")) == 50_000


def test_a_range_with_two_tabs_cannot_be_parsed_and_nothing_of_the_batch_is_written(client: Client):
    data = [{"range": "Sheet1!A1", "values": [["x"]]}, {"range": "'Sheet1'!'Sheet1'!A2", "values": [["y"]]}]

    refused = client.call("POST", "/values:batchUpdate", json={"valueInputOption": "RAW", "data": data})

    assert message(refused) == "Invalid data[1]: Unable to parse range: 'Sheet1'!'Sheet1'!A2"
    assert client.values("Sheet1") is None


def test_values_wider_than_their_range_are_refused(client: Client):
    refused = client.put("Sheet1!A3:L113", [["x"] * 13])

    assert message(refused) == "Requested writing within range [Sheet1!A3:L113], but tried writing to column [M]"


def test_appended_rows_go_below_the_table_and_the_grid_grows(client: Client):
    client.put("Sheet1!B999:C1000", [["a", "b"], ["c", "d"]])

    query = {"valueInputOption": "RAW"}
    appended = client.call("POST", "/values/Sheet1:append", params=query, json={"values": [["e"]]}).json()

    assert (appended["tableRange"], appended["updates"]["updatedRange"]) == ("Sheet1!B999:C1000", "Sheet1!B1001")
    assert client.get("sheets.properties.gridProperties.rowCount")["sheets"][0]["properties"] == {
        "gridProperties": {"rowCount": 1001}
    }
