"""A heading stands for a field in any of the words people use for it, and for nothing it only looks like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.mapping.known import may_be_known, meanings
from sheets_sync.trackers.mapping.match import match_columns
from sheets_sync.trackers.schemas import SCHEMAS


def mapped(tracker, headings, **options):
    return [match.field for match in match_columns(headings, SCHEMAS[tracker], **options)]


@pytest.mark.parametrize(
    ("tracker", "heading", "field"),
    [
        ("cases", "Fall-Nr.", "case_id"),
        ("cases", "N° dossier", "case_id"),
        ("cases", "LIVE-Raum-ID", "live_room_id"),
        ("cases", "Creator @", "creator_handle"),
        ("cases", "Verstoßart", "violation_type"),
        ("cases", "Mesure appliquée", "enforcement_type"),
        ("cases", "Sperre bis", "enforcement_ends_at"),
        ("cases", "Resultado de la apelación", "appeal_outcome"),
        ("cases", "Errore di giudizio (S/N)", "misjudgement"),
        ("cases", "territorial_scope", "market"),
        ("cases", "application_date", "enforcement_starts_at"),
        ("cases", "decision_facts", "description"),
        ("cases", "GMV lost (EUR)", "gmv_impact"),
        ("escalations", "Escalated to (Policy / Mod QA / PM / Algo)", "team"),
        ("escalations", "CC Team", "team"),
        ("escalations", "Zuletzt geändert", "last_update_at"),
        ("escalations", "Fecha límite", "due_at"),
        ("escalations", "Ticket Status", "status"),
        ("escalations", "Statut du ticket", "status"),
        ("escalations", "Agent assigné (Nom)", "owner"),
        ("escalations", "Notes / Flag (optional)", "notes"),
        ("feedback", "Verbatim (orig. language)", "feedback_text"),
        ("feedback", "Bewertung (1-5)", "rating"),
        ("feedback", "# merchants affected", "affected_sellers"),
        ("feedback", "Canal de réception", "channel"),
        ("traffic", "Ø Zuschauer", "avg_viewers"),
        ("traffic", "Zuschauer (max.)", "peak_viewers"),
        ("traffic", "Viewers (UV)", "viewers"),
        ("traffic", "CTOR (SKU orders)", "click_to_order_rate"),
        ("traffic", "Durata media di visualizzazione", "avg_view_duration"),
        ("playbooks", "Nächste Prüfung", "next_review_at"),
        ("playbooks", "Mots-clés", "tags"),
        ("known_events", "Von", "start"),
        ("actions", "Bis wann", "due_on"),
    ],
)
def test_a_heading_is_known_in_the_words_people_use(tracker, heading, field):
    assert mapped(tracker, [heading]) == [field]


@pytest.mark.parametrize(
    ("tracker", "heading"),
    [
        ("escalations", "First response time (in hrs)"),
        ("escalations", "Resolution time (in hrs)"),
        ("escalations", "Time to resolution"),
        ("escalations", "Resolved at (planned)"),
        ("escalations", "First response status"),
        ("escalations", "Assigned at"),
        ("escalations", "Assignee Id"),
        ("escalations", "Agent assigné (Email)"),
        ("escalations", "Contratto"),
        ("escalations", "Reporter email"),
        ("traffic", "GMV per hour"),
        ("traffic", "GMV/1K views"),
        ("traffic", "Impressions per hour"),
        ("traffic", "Show GPM"),
        ("traffic", "Follow rate"),
        ("traffic", "LIVE CTR"),
        ("traffic", "Impressions click-through rate (%)"),
        ("traffic", "AOV"),
        ("traffic", "Orders (last 7 days)"),
        ("traffic", "Creators"),
        ("traffic", "Followers"),
        ("cases", "Reporter"),
        ("cases", "Notifier name"),
        ("cases", "source_identity"),
        ("cases", "Gemeldet von"),
        ("cases", "Appeal reason"),
        ("feedback", "EN translation"),
        ("feedback", "Owner response"),
        ("playbooks", "Last synced"),
        ("cases", ""),
        ("cases", "🙂"),
        ("cases", "Lorem ipsum"),
    ],
)
def test_a_heading_that_only_looks_like_a_field_is_left_alone(tracker, heading):
    assert mapped(tracker, [heading]) == [None]


KNOWN = [
    heading
    for schema in SCHEMAS.values()
    for name in schema.model_fields
    for heading in (name, *schema.said(name, "headings"), *schema.said(name, "weak_headings"))
]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*KNOWN, "zork", "(zork)", "/ zork", "current", "the"]), min_size=1, max_size=3),
    st.integers(0, 40),
    st.sampled_from(["", "x"]),
    st.sampled_from(["", "Seller", "Team", "Zork"]),
)
def test_what_means_something_is_never_ruled_out_beforehand(parts, place, slip, group):
    heading = " ".join(parts)
    if slip:
        heading = heading[:place] + slip + heading[place + 1 :]

    if any(meanings(heading, schema, group) for schema in SCHEMAS.values()):
        assert may_be_known(heading, group)


@pytest.mark.parametrize(
    ("heading", "mended", "as_written"),
    [
        ("Status", True, True),
        ("Violatoin type", True, False),
        ("Zork team", True, True),
        ("nobody of the team has seen it since", False, False),
        ("Zork", False, False),
        ("", False, False),
    ],
)
def test_a_heading_of_words_nobody_knows_is_ruled_out(heading, mended, as_written):
    assert may_be_known(heading) is mended
    assert may_be_known(heading, is_mended=False) is as_written


def test_a_question_is_read_as_what_it_asks_for():
    assert mapped("feedback", ["Which market are you in?"]) == ["market"]
    assert mapped("feedback", ["In which weather did you sell?"]) == [None]


def test_a_participle_alone_is_the_day_that_it_is_with_a_pointer():
    assert mapped("escalations", ["Résolue"]) == ["resolved_at"]
    assert mapped("escalations", ["Résolue", "Résolu le"]) == [None, "resolved_at"]
    assert mapped("actions", ["Erledigt"]) == ["status"]


def test_a_zone_beside_a_day_leaves_it_a_day():
    assert mapped("escalations", ["Creado UTC"]) == ["raised_at"]


def test_letters_in_brackets_are_no_unit_of_time():
    assert mapped("feedback", ["Severity (H/M/L)"]) == ["severity"]
    assert mapped("feedback", ["Severity (h)"]) == [None]


def test_a_field_knows_the_headings_of_its_namesake_in_another_tracker():
    assert mapped("traffic", ["Nombre de la tienda"]) == ["seller_name"]


def test_a_heading_that_speaks_of_another_trackers_records_is_not_lent():
    assert mapped("cases", ["Escalation status"]) == [None]
    assert mapped("escalations", ["Feedback status"]) == [None]
