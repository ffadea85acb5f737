"""Ids are text, and a spreadsheet damages them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trackers.answers import REFUSED, answer, problem


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7311234567890123456", "7311234567890123456"), ("007", "007"), ("INC-001", "INC-001"),
        ("INC 001", "INC 001"), ("#123", "#123"),
        ("\u200b7311\u200b234567890123456", "7311234567890123456"), ("１２３", "123"), ("'007", "007"),
        ("12345.0", "12345"),
        ("123456789012345.0", "123456789012345"), ("12.5", "12.5"), ("1000000000000000", "1000000000000000"),
        ("123e4567", "123e4567"),
        ("CASE-1/2", "CASE-1/2"), (123456789012345.0, "123456789012345"), (0.0, "0"),
    ],
)  # fmt: skip
def test_an_id_is_kept_as_it_stands(cell, value):
    assert answer(cell, "id") == value


@pytest.mark.parametrize(
    "cell",
    [
        "7.31123E+18", "7,31E+18", "1E5", "7311234567890123456.0", "1234567890123456.0", "7311234567890123456.5",
        "123.456789012",
        "7311234567890120000", "10000000000000000", "7,311,234,567,890", 1e15, 7.311234567890123e18,
    ],
)  # fmt: skip
def test_a_damaged_id_is_refused_with_advice(cell):
    assert problem(cell, "id").remedy == "format the column as text and paste the id again"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("none", "is not an id"), ("unknown", "is not an id"), ("?", "is not an id"),
        ("CASE-1, CASE-2", "names more than one id"),
        ("a; b", "names more than one id"), ('="007"', "is a formula"), (12.5, "is a number, not an id"),
        (-5.0, "is a number, not an id"),
        (True, "is a tick box, not an id"),
    ],
)  # fmt: skip
def test_what_is_no_id_is_refused_with_the_reason(cell, what):
    assert problem(cell, "id").problem == what


def test_a_handle_loses_its_at_sign():
    assert answer("@anna.shop", "handle") == answer("anna.shop", "handle") == "anna.shop"


@given(st.integers(0, 10**15 - 1))
def test_ids_that_a_number_cell_can_hold_are_the_same_as_text_and_as_number(number):
    assert answer(str(number), "id") == answer(float(number), "id") == str(number)


@given(
    st.from_regex(r"[A-Z]{1,4}[-_#/]?[0-9]{1,19}", fullmatch=True)
    | st.from_regex(r"[0-9]{1,15}[1-9]{1,4}", fullmatch=True)
)
def test_the_text_of_an_id_is_kept_to_the_letter(written):
    assert answer(written, "id") == answer(f" {written}\u200b", "id") == answer(f"'{written}", "id") == written


@given(st.integers(10**15, 10**19))
def test_an_id_that_went_through_a_float_is_never_silently_kept(number):
    assert answer(float(number), "id") == answer(f"{float(number):e}", "id") == answer(f"{number}.0", "id") == REFUSED
