from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine, line_of

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
SEEN = ("2026-11-22T09:00:00Z", "rows", "trackers.xlsx", "7", "cases", "", "accepted", "412", "415")

texts = st.text(max_size=5)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is drawn
lines = st.builds(
    JournalLine,
    observed_at=instants.map(lambda at: at.replace(microsecond=0)),
    kind=st.text(min_size=1, max_size=5),
    workbook=texts,
    tab_id=texts,
    tracker=texts,
    record_id=texts,
    field=texts,
    before=texts,
    after=texts,
)


@given(lines)
def test_a_line_is_read_back_as_it_was_noted(noted):
    assert line_of(noted.cells()) == noted


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
    assert line_of(("2026-11-22T10:00:00+01:00", *SEEN[1:])).observed_at.isoformat() == NINE.isoformat()


def test_an_instant_without_a_zone_is_not_noted():
    with pytest.raises(ValueError, match="observed in UTC"):
        JournalLine(observed_at=NINE.replace(tzinfo=None), kind="rows").cells()


@pytest.mark.parametrize(
    "cells",
    [
        ("", *SEEN[1:]),
        ("yesterday", *SEEN[1:]),
        ("2026-11-22T09:00:00", *SEEN[1:]),
        ("0001-01-01T00:00:00+05:00", *SEEN[1:]),
        ("1999-12-31T23:59:59Z", *SEEN[1:]),
        ("2100-01-01T00:00:00Z", *SEEN[1:]),
        ("46348.375", *SEEN[1:]),
        ("True", *SEEN[1:]),
        (SEEN[0], "", *SEEN[2:]),
        JOURNAL_HEADINGS,
    ],
)
def test_cells_without_an_instant_of_ours_or_a_kind_are_no_line(cells):
    assert line_of(cells) is None
