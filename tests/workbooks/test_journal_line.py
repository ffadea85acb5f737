from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine, journal_lines

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEEN = ("2026-11-22T09:00:00Z", "rows", "trackers.xlsx", "7", "cases", "", "accepted", "412", "415")

texts = st.text(max_size=5)
lines = st.builds(
    JournalLine,
    observed_at=st.datetimes(datetime(1900, 1, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001 - the zone is drawn
    kind=st.text(min_size=1, max_size=5),
    workbook=texts,
    tab_id=texts,
    tracker=texts,
    record_id=texts,
    field=texts,
    before=texts,
    after=texts,
)


def read(*rows):
    return journal_lines([JOURNAL_HEADINGS, *rows])


@given(st.lists(lines, max_size=3))
def test_lines_are_read_back_as_they_were_noted(noted):
    assert read(*(line.cells() for line in noted)) == noted


def test_a_line_stands_in_the_order_of_its_headings():
    line = JournalLine(
        observed_at=NINE,
        kind="rows",
        workbook="trackers.xlsx",
        tab_id="7",
        tracker="cases",
        field="accepted",
        before="412",
        after="415",
    )

    assert dict(zip(JOURNAL_HEADINGS, line.cells(), strict=True)) == {
        "observed_at": "2026-11-22T09:00:00Z",
        "kind": "rows",
        "workbook": "trackers.xlsx",
        "tab_id": "7",
        "tracker": "cases",
        "record_id": "",
        "field": "accepted",
        "before": "412",
        "after": "415",
    }


def test_an_instant_of_another_zone_is_noted_and_read_in_utc():
    in_berlin = JournalLine(observed_at=NINE.astimezone(timezone(timedelta(hours=1))), kind="rows")

    assert in_berlin.cells()[0] == "2026-11-22T09:00:00Z"
    assert [line.observed_at.isoformat() for line in read(("2026-11-22T10:00:00+01:00", "rows"))] == [NINE.isoformat()]


def test_an_instant_without_a_zone_is_not_noted():
    with pytest.raises(ValueError, match="observed in UTC"):
        JournalLine(observed_at=NINE.replace(tzinfo=None), kind="rows").cells()


@pytest.mark.parametrize(
    "row",
    [
        (),
        (None,),
        (None, *SEEN[1:]),
        ("yesterday", *SEEN[1:]),
        ("2026-11-22T09:00:00", *SEEN[1:]),
        ("0001-01-01T00:00:00+05:00", *SEEN[1:]),
        (46348.375, *SEEN[1:]),
        (True, *SEEN[1:]),
        (SEEN[0], None, *SEEN[2:]),
        SEEN[:1],
        JOURNAL_HEADINGS,
    ],
)
def test_a_row_that_is_no_line_is_passed_over_and_the_others_are_read(row):
    assert [line.cells() for line in read(SEEN, row, SEEN)] == [SEEN, SEEN]


def test_cells_left_out_at_the_end_of_a_row_are_empty_and_those_beyond_it_are_no_ones():
    assert [line.cells() for line in read(SEEN[:5], (*SEEN, "a remark"))] == [(*SEEN[:5], "", "", "", ""), SEEN]


def test_an_id_that_a_hand_made_a_number_keeps_to_its_digits():
    [line] = read((*SEEN[:3], 7.0, "cases", 0.5, True))

    assert (line.tab_id, line.record_id, line.field) == ("7", "0.5", "True")


@pytest.mark.parametrize("rows", [[], [()], [JOURNAL_HEADINGS]])
def test_an_empty_journal_has_no_lines(rows):
    assert journal_lines(rows) == []
