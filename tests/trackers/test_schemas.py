"""The row schemas say what domain.md says, and every heading they list leads back to its field."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.columns import Rows, read_column
from sheets_sync.trackers.frames import typed_frame
from sheets_sync.trackers.headings import match_columns
from sheets_sync.trackers.mapping.words import bag, heading_words
from sheets_sync.trackers.row import Reads, TrackerRow
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.values import Reading, read_value

EVERY_SCHEMA = pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)

FIELDS = {
    "cases": """
        case_id opened_at decided_at enforcement_starts_at enforcement_ends_at closed_at market language seller_id
        seller_name creator_handle live_room_id product_id product_category violation_type policy_ref decision_ground
        enforcement_type violation_points severity detection_source automated_detection automated_decision content_type
        summary description status appeal_status appealed_at appeal_decided_at appeal_outcome misjudgement root_cause
        reviewer qa_verdict owner evidence_links escalation_ids precedent_id gmv_impact resolution notes""",
    "escalations": """
        escalation_id raised_at raised_by team owner market seller_id seller_name category subject description priority
        status first_response_at last_update_at due_at resolved_at closed_at reopen_count affected_sellers root_cause
        resolution case_ids links notes""",
    "feedback": """
        feedback_id received_at market language seller_id seller_name channel theme feedback_text sentiment rating
        severity priority status team owner affected_sellers gmv_impact root_cause case_ids escalation_ids resolution
        resolved_at links notes""",
    "traffic": """
        date started_at ended_at duration live_room_id live_title creator_handle seller_id seller_name market
        product_category sessions impressions views viewers peak_viewers avg_viewers avg_view_duration new_followers
        likes comments shares product_impressions product_clicks click_through_rate orders units_sold customers gmv
        direct_gmv average_price click_to_order_rate ad_spend notes""",
    "playbooks": """
        playbook_id title kind violation_types team market language audience question answer status owner version
        created_at published_at last_reviewed_at next_review_at link tags views helpful_votes case_ids approved_by
        notes""",
    "known_events": "start end kind market product_category name link notes",
    "actions": "action_id decided_on action owner team due_on status escalation_ids case_ids outcome notes",
}

NEEDS = {
    "cases": ("case_id opened_at", "market violation_type enforcement_type status"),
    "escalations": ("escalation_id raised_at", "team subject priority status"),
    "feedback": ("feedback_id received_at", "market theme feedback_text"),
    "traffic": ("date", "market"),
    "playbooks": ("playbook_id title", "status"),
    "known_events": ("start", "kind"),
    "actions": ("action_id action", "status"),
}


def reads(schema: type[TrackerRow], field: str) -> Reads:
    return next(entry for entry in schema.model_fields[field].metadata if isinstance(entry, Reads))


def test_there_is_one_schema_for_each_tracker_in_the_usual_order():
    assert list(SCHEMAS) == list(FIELDS)


@EVERY_SCHEMA
def test_a_schema_has_the_canonical_fields_in_their_order(schema):
    assert " ".join(schema.model_fields).split() == FIELDS[schema.tracker].split()


@EVERY_SCHEMA
def test_a_schema_says_what_no_row_and_no_finding_can_do_without(schema):
    fatal, expected = NEEDS[schema.tracker]

    assert schema.fields_with("fatal") == tuple(fatal.split())
    assert schema.fields_with("expected") == tuple(expected.split())


def test_an_id_identifies_a_row_where_a_tracker_has_one_and_what_it_describes_elsewhere():
    assert {tracker: schema.id_field for tracker, schema in SCHEMAS.items()} == {
        "cases": "case_id",
        "escalations": "escalation_id",
        "feedback": "feedback_id",
        "traffic": None,
        "playbooks": "playbook_id",
        "known_events": None,
        "actions": "action_id",
    }
    assert SCHEMAS["feedback"].identity == ("received_at", "seller_id", "seller_name", "feedback_text")
    assert {"date", "started_at", "live_room_id"} < set(SCHEMAS["traffic"].identity)


@EVERY_SCHEMA
def test_what_identifies_a_row_is_a_field_of_it(schema):
    assert set(schema.identity) <= set(schema.model_fields)


def test_the_start_of_a_session_stands_in_for_its_day():
    assert SCHEMAS["traffic"].said("date", "day_of") == "started_at"


def test_only_the_time_watched_is_counted_in_seconds():
    units = {field: reads(SCHEMAS["traffic"], field).unit for field in ("duration", "avg_view_duration")}

    assert units == {"duration": None, "avg_view_duration": "s"}


@EVERY_SCHEMA
def test_every_field_is_of_a_kind_that_can_be_read(schema):
    reading = Reading(locale="en_GB", timezone="Europe/Berlin", now=datetime(2026, 3, 9, tzinfo=UTC))

    for field in schema.model_fields:
        kind = reads(schema, field)
        assert read_value("", kind.kind, reading, unit=kind.unit) in ((None, None, False), ((), None, False))


HUGE = st.one_of(
    st.floats(min_value=1e9),
    st.floats(max_value=-1e9),
    st.integers(10**9, 10**40).map(str),
    st.integers(1, 10**15).map("{} bn".format),
    st.text(st.characters(), max_size=20),
)


@EVERY_SCHEMA
@settings(max_examples=40)
@given(cells=st.lists(HUGE, min_size=1, max_size=8), unit=st.sampled_from([None, "k", "Mio", "%", "h"]))
def test_no_cell_however_large_stops_a_tracker_from_being_read(schema, cells, unit):
    reading = Reading(locale="en_GB", timezone="Europe/Berlin", now=datetime(2026, 3, 9, tzinfo=UTC))
    columns = {field: read_column(schema, field, cells, reading, unit=unit) for field in schema.model_fields}
    rows: Rows = np.arange(len(cells), dtype=np.intp)

    frame = typed_frame(schema, columns, rows)

    assert len(frame) == len(cells)
    assert frame.to_csv().encode("utf-8")


@pytest.mark.parametrize(("cell", "markets"), [("DE, FR", ("DE", "FR")), ("", ()), ("Atlantis", None)])
def test_a_known_event_may_be_in_several_markets_in_all_or_in_one_unreadable(cell, markets):
    reading = Reading(locale="en_GB", timezone="Europe/Berlin", now=datetime(2026, 3, 9, tzinfo=UTC))

    assert read_column(SCHEMAS["known_events"], "market", [cell], reading)[0] == markets


@EVERY_SCHEMA
def test_the_name_of_a_field_is_a_heading_of_it(schema):
    matches = match_columns(list(schema.model_fields), schema)

    assert [match.field for match in matches] == list(schema.model_fields)


@EVERY_SCHEMA
def test_every_heading_of_a_field_is_read_as_a_field_that_lists_it(schema):
    listed = {
        field: {
            bag(heading_words(heading).all)
            for heading in (*known(schema, field, "headings"), *known(schema, field, "weak_headings"))
        }
        for field in schema.model_fields
    }

    for field in schema.model_fields:
        for heading in known(schema, field, "headings"):
            (match,) = match_columns([heading], schema)
            assert match.field is not None, heading
            assert match.field == field or bag(heading_words(heading).all) in listed[match.field], heading


@EVERY_SCHEMA
def test_every_field_is_known_in_several_languages(schema):
    assert all(len(known(schema, field, "headings")) >= 5 for field in schema.model_fields)


def known(schema: type[TrackerRow], field: str, which: str) -> list[str]:
    return [heading for heading in schema.said(field, which) if "*" not in heading]
