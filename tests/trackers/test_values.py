"""A cell is read as its column's kind, or refused with words that help."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.values import CellProblem, Rating, ReadCell, read_cell, read_value
from sheets_sync.trackers.vocabulary import ENUMERATIONS
from tests.drawing import utc
from tests.trackers.answers import REFUSED, answer, problem, reading, verdict, words

SINGLE_KINDS = (
    "text", "id", "handle", "date", "datetime", "duration", "number", "integer", "ratio", "money", "rating",
    "boolean",
    *ENUMERATIONS,
)  # fmt: skip
LIST_KINDS = ("list", "url_list", "market_list", "team_list", "violation_type_list", "language_list")
SHARED_CELLS = Path(__file__).resolve().parents[2] / ".." / "shared" / "examples" / "values.json"


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "  ",
        "\u00a0",
        "\u200b",
        "nan",
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "N/A",
        "N/D",
        "TBD",
        "tbc",
        "k.A.",
        "k. A.",
    ],
)
def test_a_blank_is_empty_in_every_kind(cell):
    assert {kind for kind in SINGLE_KINDS if answer(cell, kind) is not None} == set()


@pytest.mark.parametrize("cell", [None, "", "n/a", "—", "none", "None"])
def test_a_blank_list_has_no_members(cell):
    assert {kind for kind in LIST_KINDS if answer(cell, kind) != ()} == set()


@pytest.mark.parametrize(
    "cell", ["#REF!", "#N/A", " #VALUE! ", "#DIV/0!", "#NAME?", "#BEZUG!", "#WERT!", "#NV", "#¡REF!", "Err:502"]
)
def test_a_spreadsheet_error_is_refused_in_every_kind(cell):
    mend = CellProblem("is a spreadsheet error", "mend the formula in the cell")
    assert {kind for kind in [*SINGLE_KINDS, *LIST_KINDS] if problem(cell, kind) != mend} == set()


def test_na_is_blank_except_where_it_is_a_code():
    assert answer("NA", "date") is None
    assert answer("NA", "market") == answer("DE, NA", "market_list") == REFUSED


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("pending", "appeal_outcome"), ("?", "date"), (" Keine Ahnung ", "team"), ("0", "money"), (0.0, "money")],
)
def test_a_team_may_name_further_blanks(cell, kind):
    rules = words(blank=("Pending", "?", "keine ahnung", "0"))
    assert answer(cell, kind, words=rules) is None


@pytest.mark.parametrize("cell", ["?", " ?? ", "？"])
def test_question_marks_alone_are_a_blank_text_and_nothing_else(cell):
    assert answer(cell, "text") is None
    others = set(SINGLE_KINDS) - {"text", "theme"}  # any word may be a theme
    assert {kind for kind in others if answer(cell, kind) != REFUSED} == set()


def test_a_question_stays_a_text():
    assert answer("Ana?", "text") == "Ana?"


@pytest.mark.parametrize("kind", [*SINGLE_KINDS, *LIST_KINDS])
def test_half_a_character_is_refused_in_every_kind(kind):
    assert problem("a\ud800", kind).problem == "holds a character that cannot be written"


def test_an_unknown_kind_is_the_programmers_mistake():
    with pytest.raises(ValueError, match="no kind of cell is called 'colour'"):
        answer("red", "colour")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  two words ", "two words"),
        ("a\u00a0b", "a b"),
        ("\u200bﬁne\ufeff", "fine"),
        ("m²", "m²"),
        ("line\nbreak", "line\nbreak"),
        ("👩\u200d💻", "👩\u200d💻"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "TRUE"),
    ],
)
def test_text_is_normalised_and_otherwise_kept(cell, value):
    assert answer(cell, "text") == value


def test_a_cell_can_be_read_without_preparing_a_column():
    how: dict[str, Any] = {"locale": "de_DE", "timezone": "Europe/Berlin", "now": utc("2026-11-20")}
    assert read_cell("31.10.2026", "date", **how) == date(2026, 10, 31)
    assert read_cell("1,5 Std", "duration", **how) == 5400
    assert read_cell("US", "market", markets=["US"], **how) == "US"
    assert read_cell("4", "rating", scale=5, **how) == Rating(4, 5)
    assert isinstance(read_cell("31.02.2026", "date", **how), CellProblem)


@pytest.mark.parametrize("kind", [*SINGLE_KINDS, *LIST_KINDS])
@settings(max_examples=60)
@given(cell=st.one_of(st.text(max_size=30), st.floats(), st.booleans(), st.none()))
def test_whatever_stands_in_a_cell_it_is_read_or_refused(kind, cell):
    found = read_value(cell, kind, reading())
    if isinstance(found, CellProblem):
        assert found.problem
        assert found.remedy
    else:
        assert isinstance(found, ReadCell)


@pytest.mark.parametrize(
    "cell",
    ["9" * 50_000, "a, " * 16_000, " x" * 25_000, "(" * 50_000, "[" * 50_000, f"a{' ' * 50_000}b", "1." * 25_000],
    ids=["digits", "list", "words", "brackets", "square brackets", "spaces", "numbering"],
)
def test_the_longest_cell_is_read_or_refused(cell):
    for kind in [*SINGLE_KINDS, *LIST_KINDS]:
        assert isinstance(read_value(cell, kind, reading()), ReadCell | CellProblem)


@pytest.mark.skipif(not SHARED_CELLS.exists(), reason="the shared examples are not here")
def test_the_shared_examples_are_read_as_labelled():
    examples = json.loads(SHARED_CELLS.read_text("utf-8"))
    judged = {example["id"]: verdict(example) for example in examples}
    assert {name: how for name, how in judged.items() if how != "right"} == {}
