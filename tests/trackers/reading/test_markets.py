"""Markets: codes, names in five languages, flags and groups."""

import pytest

from sheets_sync.trackers.reading.markets import DEFAULT_MARKETS
from sheets_sync.trackers.reading.tables import table
from sheets_sync.trackers.vocabulary import word_key
from tests.trackers.answers import REFUSED, answer, problem, read, words


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("DE|de|GER|DEU|Germany|germany |Deutschland|Allemagne|Alemania|Germania", "DE"),
        ("🇩🇪|🇩🇪 DE|DE (Germany)|🇩🇪 Germany|DE - Deutschland", "DE"),
        ("FR|FRA|France|Frankreich|Francia", "FR"), ("IT|ITA|Italy|Italien|Italie|Italia", "IT"),
        ("ES|SP|ESP|Spain|Spanien|España|Espagne|Spagna", "ES"),
        ("GB|UK|U.K.|Great Britain|United Kingdom|Großbritannien|Royaume-Uni|Reino Unido|Regno Unito", "GB"),
        ("GR|EL|Greece|Grèce", "GR"),
        ("IE|IRL|Ireland|Rep. of Ireland|Ireland (Republic of)|Irlande", "IE"),
        ("AT|AUT|Österreich|Oesterreich|Austria", "AT"),
        ("NL|Holland|The Netherlands|Pays-Bas|Países Bajos", "NL"), ("CZ|Czechia|Czech Republic|Tschechien", "CZ"),
        ("NO|Norway", "NO"),
        ("EU|eu|EU27|UE|all|All EU|EU-wide|European Union|🇪🇺", "EU"),
    ],
)  # fmt: skip
def test_a_market_has_many_names(cells, code):
    assert [answer(cell, "market") for cell in cells.split("|")] == [code] * len(cells.split("|"))


@pytest.mark.parametrize(
    "cell", ["GE", "IR", "US", "USA", "AUS", "Australia", "CN", "Bosnia and Herzegovina", "NA", "Monaco"]
)
def test_a_country_outside_the_configured_markets_is_refused_by_name(cell):
    assert problem(cell, "market").problem.endswith("which is not one of the configured markets")


@pytest.mark.parametrize(
    "cell",
    [
        "XX", "Europe", "EEA", "Global", "Narnia", "England", "Northern Ireland", "DE or FR", "DE, FR", "DACH",
        "🇩🇪 France", "not DE", "Germany?", "no", "si", "sí", "D", "1", "Slovania",
    ],
)  # fmt: skip
def test_what_is_not_one_certain_market_is_refused(cell):
    assert answer(cell, "market") == REFUSED


def test_the_configured_markets_replace_the_usual_ones():
    assert answer("US", "market", markets=("US", "DE")) == "US"
    assert answer("FR", "market", markets=("US", "DE")) == REFUSED
    assert answer("EU", "market", markets=("US", "DE")) == "EU"


def test_a_small_misspelling_is_repaired_but_never_into_a_neighbour():
    found = read("Germny", "market")
    assert found.value == "DE"
    assert found.warning is not None
    assert answer("Austrlia", "market") == REFUSED


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("DE, FR", ["DE", "FR"]), ("DE/FR", ["DE", "FR"]), ("DE+FR", ["DE", "FR"]), ("DE & FR", ["DE", "FR"]),
        ("DE;FR|IT", ["DE", "FR", "IT"]),
        ("DE and FR", ["DE", "FR"]), ("Alemania y Francia", ["DE", "FR"]), ("DE, FR und IT", ["DE", "FR", "IT"]),
        ("🇩🇪🇫🇷", ["DE", "FR"]),
        ("DACH", ["DE", "AT", "CH"]), ("D-A-CH", ["DE", "AT", "CH"]), ("Benelux + FR", ["BE", "NL", "LU", "FR"]),
        ('["DE", "FR"]', ["DE", "FR"]),
        ("DE, de, Germany", ["DE"]), ("EU", ["EU"]), ("all", ["EU"]), ("Rep. of Ireland/UK", ["IE", "GB"]),
        ("none", []), ("", []),
        ("- DE\n- FR", ["DE", "FR"]),
    ],
)  # fmt: skip
def test_several_markets_are_split(cell, codes):
    assert answer(cell, "market_list") == tuple(codes)


@pytest.mark.parametrize(
    "cell", ["DE, XX", "DE, US", "DE or FR", "DE FR", "DE-FR", "all except DE", "DE, FR (partly)", "DE, NA"]
)
def test_one_market_that_cannot_be_read_fails_the_list(cell):
    assert answer(cell, "market_list") == REFUSED


def test_a_group_needs_all_its_members_configured():
    assert answer("DACH", "market_list", markets=("DE", "AT")) == REFUSED


def test_a_team_may_add_names_and_markets_of_its_own():
    rules = words(spellings={"DE": ("D",)}, add=("GLOBAL",))
    assert answer("D / Global", "market_list", words=rules) == ("DE", "GLOBAL")


def test_no_name_belongs_to_two_countries():
    countries = {code: names for code, names in table("market").items() if code not in ("groups", "about")}
    owners: dict[str, set[str]] = {}
    for code, names in countries.items():
        for name in (code, *names):
            owners.setdefault(word_key(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}
    assert countries.keys() >= DEFAULT_MARKETS
