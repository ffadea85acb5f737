"""The word tables say one thing each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.reading.tables import table
from sheets_sync.trackers.values import ReadCell, WordRules, read_value
from sheets_sync.trackers.vocabulary import ENUMERATIONS, canonical_values, vocabulary_of, word_key
from tests.trackers.answers import REFUSED, answer, reading, words

TABLES = sorted(set(ENUMERATIONS) - {"theme", "severity"})
SPECIAL = ("about", "codes", "groups", "refused", "same")


def meanings(kind: str) -> dict[str, set[str]]:
    """What every spelling of a table stands for."""
    known = vocabulary_of(kind, WordRules())
    entries = table(kind)
    found: dict[str, set[str]] = {}
    for value, spellings in entries.items():
        for spelling in () if value in SPECIAL else (value, *spellings):
            found.setdefault(known.key(spelling.removesuffix(" *")), set()).add(value)
    for spelling in (spelling for spellings in entries.get("refused", {}).values() for spelling in spellings):
        found.setdefault(known.key(spelling), set()).add(REFUSED)
    return found


@pytest.mark.parametrize("kind", TABLES)
def test_no_spelling_stands_for_two_values(kind):
    assert {spelling: values for spelling, values in meanings(kind).items() if len(values) > 1} == {}


@pytest.mark.parametrize("kind", TABLES)
def test_every_spelling_is_read_as_its_table_says(kind):
    markets = tuple(canonical_values("market"))
    wrong = {}
    for value, spellings in table(kind).items():
        for spelling in () if value in SPECIAL else (value, *spellings):
            read = answer(spelling.replace(" *", " somebody"), kind, markets=markets)
            if read != value and spelling not in ("CH", "BE", "SE", "IE", "EE", "SI", "LU", "CY"):
                wrong[spelling] = (value, read)
    assert wrong == {}


@pytest.mark.parametrize("kind", TABLES)
def test_every_refused_spelling_is_refused(kind):
    refused = [spelling for spellings in table(kind).get("refused", {}).values() for spelling in spellings]
    assert [spelling for spelling in refused if answer(spelling, kind) != REFUSED] == []


SLIPS = {
    "lost": lambda word, at: word[:at] + word[at + 1 :],
    "doubled": lambda word, at: word[:at] + word[at] + word[at:],
    "swapped": lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    "another": lambda word, at: word[:at] + "e" + word[at + 1 :],
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=40)
@given(drawn=st.data())
def test_a_misspelled_word_is_read_as_what_was_meant_or_refused(kind, slip, drawn):
    known = vocabulary_of(kind, WordRules())
    spelling = drawn.draw(st.sampled_from([spelling for spelling in known.spellings if len(spelling) >= 6]))
    written = SLIPS[slip](spelling, drawn.draw(st.integers(1, len(spelling) - 2)))
    if kind not in ("market", "language") and written not in known.all_spellings:
        assert answer(written, kind) in (known.spellings[spelling], REFUSED)


EVERYDAY_WORDS = """
    contact project politics police remote stated compete models finish islands transmission apples announce reused
    Handlung Projekt Entscheidung entscheiden Gewinn gewinnen begannen Seriös modern passend betätigt Kanada Schlacht
    rencontre procès contrat conforme défaut contient compagne fiable marchant politique important
    resulta resultó pasado pedido perdió trámite políticas procesos precedente conejos renuncia incierta esperado
    contenuto tramite corrotto compagna pendente invitato raggio intero procedere consiglio frasi pubblicità sostituto
    Monday Lisa Marco Andrea Müller García Rossi urgent-ish monday's delivery invoice parcel refund weather football
    Paket Rechnung Lieferung Wetter colis facture livraison paquete factura entrega pacco fattura consegna bonjour hola
"""


@pytest.mark.parametrize("kind", [kind for kind in TABLES if kind not in ("market", "language")])
def test_an_everyday_word_is_never_repaired_into_a_known_one(kind):
    found = {word: read_value(word, kind, reading()) for word in EVERYDAY_WORDS.split()}
    repaired = {word: seen.value for word, seen in found.items() if isinstance(seen, ReadCell) and seen.warning}
    assert repaired == {}


@pytest.mark.parametrize("kind", ["market", "language"])
def test_a_country_is_no_slip_of_a_language_nor_a_language_of_a_country(kind):
    other = {"market": "language", "language": "market"}[kind]
    names = [spelling for spellings in table(other).values() for spelling in spellings if spelling.isalpha()]
    found = {name: read_value(name, kind, reading()) for name in names}
    assert {name for name, seen in found.items() if isinstance(seen, ReadCell) and seen.warning} == set()


def test_severity_has_the_words_of_priority():
    assert canonical_values("severity") == canonical_values("priority") == ("critical", "high", "medium", "low")
    assert answer("Sev-1", "severity") == "critical"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("🟡 In-Progress", "in progress"), ("in_progress", "in progress"), ("  Clôturé. ", "cloture"),
        ("Won’t do", "wont do"),
        ("P1 / P2", "p1/p2"), ("high?", "high?"), ("👍🏽", "👍"), ("☹️", "☹"), (":-)", ":-)"), ("Straße", "strasse"),
    ],
)  # fmt: skip
def test_a_spelling_is_compared_without_case_accents_and_decoration(text, key):
    assert word_key(text) == key


def test_umlauts_may_be_written_with_an_e():
    assert answer("geloest", "status") == answer("gelöst", "status") == "resolved"


def test_a_team_adds_spellings_which_win_over_the_known_ones():
    rules = words(spellings={"live_suspension": ("suspension",), "no_action": ("Warning",)})
    assert answer("Suspension", "enforcement_type", words=rules) == "live_suspension"
    assert answer("the suspension", "enforcement_type", words=rules) == "live_suspension"
    assert answer("warning", "enforcement_type", words=rules) == "no_action"
    assert answer("suspension", "enforcement_type") == REFUSED


def test_a_team_adds_values_of_its_own():
    rules = words(add=("price_manipulation",))
    assert answer("Price manipulation", "violation_type", words=rules) == "price_manipulation"
    assert answer("Copyright", "violation_type", words=rules) == "copyright"


def test_a_team_may_keep_any_other_spelling_as_it_stands():
    rules = words(any=True)
    assert answer("PM", "team", words=rules) == "product"
    assert answer("Lisa", "team", words=rules) == "Lisa"
    assert answer("Polciy", "team", words=rules) == "Polciy"


def test_a_theme_is_kept_unless_the_team_knows_it():
    rules = words(spellings={"delivery": ("late parcels",)}, add=("returns",))
    assert [answer(cell, "theme", words=rules) for cell in ("Late Parcels", "RETURNS", "Something new")] == [
        "delivery",
        "returns",
        "Something new",
    ]


def test_a_configured_scale_reads_bare_numbers_and_a_word_still_beats_them():
    rules = words(spellings={"critical": ("1",), "high": ("2",)})
    assert answer("1", "priority", words=rules) == answer(1.0, "priority", words=rules) == "critical"
    assert answer("1 - High", "priority", words=rules) == "high"
    assert answer("3", "priority", words=rules) == REFUSED
