from itertools import product
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.grid import Grid, cell_address, column_letter, quoted_title


@pytest.mark.parametrize(
    ("column", "letter"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_a_column_is_called_by_its_letter(column, letter):
    assert column_letter(column) == letter


def test_letters_run_through_the_alphabet_and_then_grow_longer():
    one_and_two = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]

    assert [column_letter(column) for column in range(len(one_and_two))] == one_and_two


@given(st.integers(0, 10**6), st.integers(0, 20_000))
def test_no_two_cells_share_an_address(row, column):
    address = cell_address(row, column)

    assert address != cell_address(row + 1, column)
    assert address != cell_address(row, column + 1)
    assert address == f"{column_letter(column)}{row + 1}"


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Cases", "Cases"),
        ("Fälle_2026", "Fälle_2026"),
        ("Cases DE", "'Cases DE'"),
        ("Seller's view", "'Seller''s view'"),
        ("2026", "'2026'"),
        ("CRM26", "'CRM26'"),
        ("R1C1", "'R1C1'"),
        ("RC", "'RC'"),
        ("", "''"),
    ],
)
def test_a_title_is_quoted_unless_it_is_a_plain_word_no_cell_could_bear(title, quoted):
    assert quoted_title(title) == quoted


def test_a_cell_is_named_as_people_write_it():
    assert Grid("trackers.xlsx", "Cases", []).cell_name(211, 5) == "Cases!F212"
    assert Grid("trackers.xlsx", "Open cases", []).cell_name(0, 26) == "'Open cases'!AA1"
