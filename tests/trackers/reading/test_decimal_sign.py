"""A column of text numbers may show which sign parts whole and decimals."""

import pytest

from sheets_sync.trackers.reading.decimal_sign import decimal_sign, tab_signs


@pytest.mark.parametrize(
    "cell",
    ["987,50 €", "1.234,5", "12.345.678", ",5 %", "0,250", "1,2345", "1234,567", "€ 1.234,-", "1,5 Std", "1 234,56"],
)
def test_a_decimal_comma_is_seen(cell):
    assert decimal_sign([None, 12.0, "90", cell]) == "comma"


@pytest.mark.parametrize(
    "cell", ["12.50", "1,234.56", "1,234,567", ".5", "0.250", "1.2345", "1234.567", "$1,234.5", "1.5h", "4.5/5"]
)
def test_a_decimal_point_is_seen(cell):
    assert decimal_sign([None, 12.0, "90", cell]) == "point"


@pytest.mark.parametrize("cell", ["2.000", "1,234", "12.345 €", "100.000k"])
def test_three_digits_behind_the_one_separator_leave_it_open(cell):
    assert decimal_sign([cell]) == "unclear"


@pytest.mark.parametrize(
    "cell", ["", "90", "1:30", "1:02:03.500", "31.10.2026", "1.23.456", "5.", "soon", "1 234", 1.5, True]
)
def test_what_has_no_separator_says_nothing(cell):
    assert decimal_sign([cell]) is None


def test_whole_numbers_show_that_a_sign_parts_thousands():
    assert decimal_sign(["1.234"], whole=True) == "comma"
    assert decimal_sign(["1,234"], whole=True) == "point"
    assert decimal_sign(["2.000", "1.234k"], whole=True) == "unclear"


def test_one_clear_number_decides_and_two_may_contradict():
    assert decimal_sign(["2.000", "987,50"]) == "comma"
    assert decimal_sign(["2,000", "987.50"]) == "point"
    assert decimal_sign(["12.50", "987,50"]) == "contradicts"


def test_a_column_without_evidence_follows_the_others_where_they_agree():
    unclear, comma, point = ["2.000"], ["987,50"], ["12.50"]

    assert tab_signs({"a": unclear, "b": comma}, (), has_dotted_days=False)[0] == {"a", "b"}
    assert tab_signs({"a": unclear, "b": point}, (), has_dotted_days=True) == (set(), ())
    assert tab_signs({"a": unclear, "b": ["1.234"]}, ("b",), has_dotted_days=False)[0] == {"a", "b"}
    both, notes = tab_signs({"a": unclear, "b": comma, "c": point}, (), has_dotted_days=True)
    assert both == {"b"}
    assert ["point" in note for note in notes] == [False, True]


def test_days_with_dots_speak_for_a_comma_only_where_nothing_else_does():
    assert tab_signs({"a": ["2.000"]}, (), has_dotted_days=True)[0] == {"a"}
    comma, notes = tab_signs({"a": ["1,234"]}, (), has_dotted_days=True)
    assert not comma
    assert notes[0].startswith("a: numbers such as 1,234 were read with a decimal point")


def test_what_only_the_default_decided_is_said_once_with_an_example():
    comma, notes = tab_signs({"a": ["987", "2.000 €"], "b": ["3.000"]}, (), has_dotted_days=False)

    assert not comma
    assert len(notes) == 1
    assert notes[0].startswith("a, b: numbers such as 2.000 were read with a decimal point: nothing in the tab shows")
    assert "2000" in notes[0]


def test_a_column_that_contradicts_itself_is_named():
    _, notes = tab_signs({"gmv": ["12.50", "987,50"]}, (), has_dotted_days=False)
    assert [note.partition(":")[0] for note in notes] == ["gmv"]


def test_a_tab_that_is_read_with_a_decimal_comma_says_so_once_with_a_number():
    columns = {"a": ["2.000"], "b": ["1.234,00", "12,50"], "c": ["7,5"]}

    assert tab_signs(columns, (), has_dotted_days=False)[1] == (
        "numbers such as 1.234,00 were read with a decimal comma",
    )
    assert tab_signs({"a": ["2.000"]}, (), has_dotted_days=True)[1] == (
        "numbers such as 2.000 were read with a decimal comma, as 2000",
    )
