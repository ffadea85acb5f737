from datetime import UTC, datetime, timedelta

import pytest

from sheets_sync.workbooks.google_ids import chosen_id
from sheets_sync.workbooks.google_marks import mark_requests, new_mark

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_two_runs_that_start_from_the_same_mark_cannot_both_write_theirs():
    standing = new_mark(7, None, "SLA now", "f00d", NINE)

    one = new_mark(7, standing, "SLA now", "beef", NINE)
    other = new_mark(7, standing, "SLA now", "cafe", NINE + timedelta(hours=1))

    assert one.metadata_id == other.metadata_id
    assert len({standing.metadata_id, one.metadata_id, new_mark(7, one, "SLA now", "beef", NINE).metadata_id}) == 3


def test_a_mark_takes_the_place_of_the_one_before():
    standing = new_mark(7, None, "SLA now", "f00d", NINE)
    fresh = new_mark(7, standing, "SLA now", "beef", NINE)

    removed, created = mark_requests(7, standing, fresh)

    lookup = {"metadataId": standing.metadata_id}
    assert removed == {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
    assert created == {
        "createDeveloperMetadata": {
            "developerMetadata": {
                "metadataId": fresh.metadata_id,
                "metadataKey": "sheets_sync",
                "metadataValue": '{"tab": "SLA now", "fingerprint": "beef", "as_of": "2026-11-22T09:00:00Z", '
                '"staging": false, "sheet": 7}',
                "location": {"sheetId": 7},
                "visibility": "DOCUMENT",
            }
        }
    }


@pytest.mark.parametrize("what", [("sheet", "SLA now"), ("sheet", ""), (), ("mark", 0, 2**31)])
def test_an_id_is_the_same_for_the_same_words_positive_and_free(what):
    first = chosen_id(*what)

    assert first == chosen_id(*what)
    assert 0 < first < 2**31
    assert chosen_id(*what, taken={first}) not in {0, first}


def test_words_are_told_apart_from_their_neighbours():
    assert chosen_id("a", "bc") != chosen_id("ab", "c")
