"""Two spellings of a heading are one heading."""

import pytest

from sheets_sync.trackers.mapping.words import HeadingWords, bag, folded, heading_words, without, word_set


@pytest.mark.parametrize(
    ("heading", "outside", "inside"),
    [
        ("Opened at", "opened at", ""),
        ("\ufeffTicket\u00a0ID ", "ticket id", ""),
        ("opened_at", "opened at", ""),
        ("FechaRegistro", "fecha registro", ""),
        ("QuejaID", "queja id", ""),
        ("GMV (€)", "gmv", "eur"),
        ("CTR %", "ctr percent", ""),
        ("Prio (P0-P3)", "prio", "p0 p3"),
        ("JIRA URL [txt]", "jira url", "txt"),
        ("Status 🚦", "status", ""),
        ("Issue\none-liner", "issue one liner", ""),
        ("#", "number", ""),
        ("N° dossier", "number dossier", ""),
        ("Ticket-Nr.", "ticket number", ""),
        ("Ticketnummer", "ticket number", ""),
        ("Erstellungsdatum", "erstellungs datum", ""),
        ("duedate", "due date", ""),
        ("Priorität", "prioritaet", ""),
        ("Priorité", "priorite", ""),
        ("Link(s)", "link", ""),
        ("(ID)", "id", ""),
        ("Date/Time opened", "date opened", ""),
        ("1st reply at", "first reply at", ""),
        ("🙂", "", ""),
    ],
)
def test_a_heading_is_its_words(heading, outside, inside):
    assert heading_words(heading) == HeadingWords(tuple(outside.split()), tuple(inside.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Date of creation", "Creation date"),
        ("Created at", "Date created"),
        ("Créé le", "créé (date)"),
        ("Closed time", "Closed on"),
        ("Linked case", "Linked cases"),
    ],
)
def test_order_little_words_and_number_do_not_matter(one, other):
    assert bag(heading_words(one).all) == bag(heading_words(other).all)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Created at", "Created by"), ("Response time", "Response date"), ("Händler", "Handler"), ("Status", "State")],
)
def test_another_meaning_is_another_bag_of_words(one, other):
    assert bag(heading_words(one).all) != bag(heading_words(other).all)


def test_what_a_record_is_called_is_dropped_where_it_only_says_whose_the_rest_is():
    ticket = word_set("ticket")

    assert without(("ticket", "status"), ticket) == ("status",)
    assert without(("status", "of", "ticket"), ticket) == ("status",)
    assert without(("linked", "ticket"), ticket) == ("linked", "ticket")


def test_folding_keeps_a_merchant_apart_from_a_handler():
    assert (folded("  HÄNDLER "), folded("Handler")) == ("haendler", "handler")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Résolu", "Résolue"), ("Cerrado", "Cerrada"), ("Chiuso", "Chiusa"), ("Asignado a", "Asignada a")],
)
def test_a_participle_has_no_gender(one, other):
    assert bag(heading_words(one).all) == bag(heading_words(other).all)


def test_what_romance_languages_put_first_is_left_when_the_record_behind_it_is_dropped():
    ticket = word_set("ticket")

    assert without(("stato", "ticket"), ticket) == ("stato",)
    assert without(("ticket", "stato", "ticket"), ticket) == ("stato",)
    assert without(("parent", "ticket"), ticket) == ("parent", "ticket")
    assert without(("status", "of", "a", "ticket"), ticket) == ("status",)


def test_a_column_of_a_teams_own_in_jira_is_known_by_the_name_inside():
    assert heading_words("Custom field (Seller ID)") == heading_words("Seller ID")
