from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.text_size import SAFE, line_count, longest_word_width, text_width

sentences = st.text(alphabet=st.sampled_from("aiWM ,.-é—我"), max_size=80)


def test_a_character_is_as_wide_as_arial_draws_it():
    widths = {text: text_width(text * 30) for text in ("0", "i", "W", " ", "é", "—", "我", "Ж")}

    assert widths == {"0": 224, "i": 90, "W": 378, " ": 112, "é": 224, "—": 400, "我": 400, "Ж": 268}


def test_small_type_is_narrower_and_bold_type_wider():
    assert text_width("Escalations", points=9) < text_width("Escalations") < text_width("Escalations", bold=True)


def test_the_longest_line_counts():
    assert text_width("one\na much longer line\ntwo") == text_width("a much longer line")


def test_an_accent_of_its_own_takes_no_room():
    assert text_width("Jose\u0301") == text_width("Jose")


def test_text_wraps_at_its_spaces():
    one_word = round(text_width("escalation") / SAFE) + 2

    assert [line_count("escalation " * count, one_word) for count in (1, 2, 5)] == [1, 2, 5]


def test_line_breaks_of_its_own_are_kept():
    assert line_count("one\n\ntwo", 500) == 3


def test_a_word_longer_than_a_line_is_broken():
    assert line_count("7495830291837465123", round(text_width("749583029") / SAFE) + 2) == 3


@given(sentences, st.integers(-200, 0))
def test_without_any_room_a_line_still_holds_a_character(text, width):
    assert line_count(text, width) <= max(len(text), 1)


@given(sentences, st.integers(20, 400))
def test_no_text_takes_fewer_lines_than_its_length_asks_for(text, width):
    lines = line_count(text, width)

    assert lines >= text_width(text.strip()) / width - 0.1
    assert lines <= max(len(text), 1)


@given(sentences, st.integers(20, 400), st.integers(0, 200))
def test_more_room_never_takes_more_lines(text, width, more):
    assert line_count(text, width + more) <= line_count(text, width)


@given(sentences)
def test_no_line_is_broken_where_every_word_has_room(text):
    width = longest_word_width(text) / SAFE + 2

    assert line_count(text, width) <= max(text.count(" ") + 1, 1)
