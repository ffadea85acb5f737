"""What people may answer, and what it means."""

import pytest

from sheets_sync.questions import Question, about_column, about_field, about_tab, about_timezone
from sheets_sync.trackers.doubts import TrackerLook
from sheets_sync.trackers.headings import ColumnMatch
from sheets_sync.trackers.recognition import recognition
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.trackers.settings import TrackerSettings
from tests.drawing import grid

LOOK = TrackerLook("cases", ("Cases",), {}, ("Mood",), (), ())
ZONE = about_column(LOOK, ColumnMatch(3, "Zone", "market", 0.8))
PLAIN = Question("Which one?", "none", {"Mood": "Mood", "Stage 2": "Stage 2"})


@pytest.mark.parametrize(
    ("question", "answer", "meaning"),
    [
        (PLAIN, "", ""),
        (PLAIN, "  \n", ""),
        (PLAIN, "1", "Mood"),
        (PLAIN, "2\n", "Stage 2"),
        (PLAIN, "mood", "Mood"),
        (ZONE, "y", "yes"),
        (ZONE, "No", "no"),
        (ZONE, "2", "no"),
        (ZONE, "Product category", "product_category"),
        (about_timezone(), "Europe/Lisbon", "Europe/Lisbon"),
    ],
)
def test_a_number_a_name_or_nothing_is_understood(question: Question, answer: str, meaning: str):
    assert question.meaning(answer) == meaning


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (PLAIN, "3", "'3' is none of these. Write a number from 1 to 2, or press Enter."),
        (PLAIN, "²", "'²' is none of these"),
        (PLAIN, "9" * 5000, "is none of these"),
        (ZONE, "makret", "'makret' is not a field; did you mean 'market'?"),
        (about_timezone(), "Berlin", "'Berlin' is not a time zone; known: Europe/Berlin"),
    ],
)
def test_any_other_answer_is_asked_again_with_a_reason(question: Question, answer: str, said: str):
    with pytest.raises(ValueError, match="is n") as refused:
        question.meaning(answer)

    assert said in str(refused.value)


def test_a_field_no_row_can_do_without_is_said_to_be_one():
    texts = [about_field(LOOK, field, ["Mood"]).text for field in ("opened_at", "case_id", "market")]

    assert ["without which no row can be read" in text for text in texts] == [True, False, False]


def test_a_tab_that_is_passed_over_is_read_with_yes_and_left_with_no():
    tab = grid("Ticket | Raised at | Team | Priority | Status | Subject", title="Archive")
    seen = recognition(tab, [tab], {"escalations": TrackerSettings(tabs=("Main",))})

    question = about_tab(seen, SCHEMAS)

    assert question is not None
    assert [question.meaning(answer) for answer in ("yes", "y", "1", "no", "n", "")] == ["escalations"] * 3 + [""] * 3
    with pytest.raises(ValueError, match="neither yes nor no"):
        question.meaning("perhaps")
