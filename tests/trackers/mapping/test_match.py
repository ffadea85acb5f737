"""Every column of a heading row gets its field or none, and no field two columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.mapping.match import UNUSED, match_columns
from sheets_sync.trackers.schemas import SCHEMAS


def fields(tracker, headings, **options):
    """Heading to field, for the headings of one row drawn with '|'."""
    names = [name.strip() for name in headings.split("|")]
    return dict(zip(names, mapped(tracker, names, **options), strict=True))


def mapped(tracker, headings, **options):
    return [match.field for match in match_columns(headings, SCHEMAS[tracker], **options)]


@pytest.mark.parametrize(
    ("tracker", "field"),
    [("cases", "opened_at"), ("escalations", "raised_at"), ("feedback", "received_at"), ("traffic", "date")],
)
def test_a_bare_date_is_the_day_that_matters_most_to_the_tracker(tracker, field):
    assert mapped(tracker, ["Date"]) == [field]


def test_severity_stands_for_priority_only_where_there_is_no_priority():
    assert fields("escalations", "ID | Severity")["Severity"] == "priority"
    assert fields("escalations", "ID | Severity | Priority") == {
        "ID": "escalation_id",
        "Severity": None,
        "Priority": "priority",
    }


def test_the_better_of_two_headings_gets_the_field_wherever_it_stands():
    assert fields("escalations", "Creator | Reporter") == {"Creator": None, "Reporter": "raised_by"}
    assert fields("escalations", "Created date | Date raised") == {"Created date": None, "Date raised": "raised_at"}


def test_a_column_that_loses_its_field_takes_the_next_it_is_known_for():
    assert fields("escalations", "Escalation ID | Case ID") == {"Escalation ID": "escalation_id", "Case ID": "case_ids"}
    assert fields("escalations", "Case ID | Subject") == {"Case ID": "escalation_id", "Subject": "subject"}


def test_of_two_equal_headings_the_first_is_read():
    assert mapped("escalations", ["Status", "Team", "Status"]) == ["status", "team", None]


def test_the_teams_own_headings_beat_everything():
    own = {"product_category": ["category"], "enforcement_starts_at": ["Wirksam Ab"]}

    assert fields("cases", "category | violation_type | wirksam_ab", own=own) == {
        "category": "product_category",
        "violation_type": "violation_type",
        "wirksam_ab": "enforcement_starts_at",
    }
    assert mapped("cases", ["Status", "Stufe"], own={"status": ["Stufe"]}) == [None, "status"]


def test_a_column_the_team_does_not_want_read_holds_no_field():
    own = {UNUSED: ["status"], "severity": ["Stufe"]}

    assert mapped("cases", ["Status", "Stufe", "Case status"], own=own) == [None, "severity", "status"]


def test_a_slip_in_a_long_word_is_mended_and_costs_some_of_the_score():
    (match,) = match_columns(["Prioirty"], SCHEMAS["escalations"])

    assert (match.field, match.score < 0.9) == ("priority", True)


def test_the_name_beside_an_email_is_a_persons_and_the_state_beside_a_town_a_place():
    assert fields("escalations", "Name | Status")["Name"] == "subject"
    assert fields("escalations", "Name | Email | Status")["Name"] is None
    assert fields("escalations", "ID | State")["State"] == "status"
    assert fields("escalations", "ID | City | State")["State"] is None


def test_what_stands_under_another_party_is_not_the_records_own():
    groups = ["Reporter", None, None, "Case", None]

    assert mapped("cases", ["ID", "Name", "Status", "ID", "Status"], groups=groups) == [
        None,
        None,
        None,
        "case_id",
        "status",
    ]


headings_of_any_kind = st.lists(
    st.one_of(
        st.none(),
        st.floats(allow_nan=False),
        st.text(max_size=30),
        st.sampled_from(
            ["ID", "Name", "Status", "Date", "Start (UTC)", "Prioirty", "Owner / Lead", "Case / ID", "#", "№ 7"]
        ),
    ),
    max_size=12,
)


@given(tracker=st.sampled_from(list(SCHEMAS)), headings=headings_of_any_kind, groups=headings_of_any_kind)
@settings(max_examples=60)
def test_every_column_gets_one_answer_and_every_field_one_column_at_most(tracker, headings, groups):
    matches = match_columns(headings, SCHEMAS[tracker], groups=groups)

    found = [match.field for match in matches if match.field]
    assert [match.index for match in matches] == list(range(max(len(headings), len(groups))))
    assert len(found) == len(set(found))
    assert all(0 <= match.score <= 1 and (match.score > 0) == bool(match.field) for match in matches)


@given(order=st.permutations(["Case ID", "Opened", "Created at", "Mkt", "Type", "Reason", "Action", "State", "Notes"]))
@settings(max_examples=40)
def test_the_order_of_columns_does_not_decide(order):
    assert dict(zip(order, mapped("cases", order), strict=True)) == {
        "Case ID": "case_id",
        "Opened": "opened_at",
        "Created at": None,
        "Mkt": "market",
        "Type": None,
        "Reason": "violation_type",
        "Action": "enforcement_type",
        "State": "status",
        "Notes": "notes",
    }
