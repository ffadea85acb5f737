"""Lines of the journal about records, and what is read from them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.sighting_lines import (
    FIELDS,
    Sighting,
    Subject,
    all_noted,
    change_lines,
    is_spoilt,
    noted,
    past_lines,
    seen_lines,
    sightings_in,
)
from sheets_sync.workbooks.excel_formats import excel_text
from sheets_sync.workbooks.google_cells import google_text
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import NINE, hours

ESCALATIONS = Subject("escalations", "1AbC", "7")
texts = st.text().map(noted)
ids = texts.filter(bool)
values = st.dictionaries(st.sampled_from(FIELDS), texts, min_size=1)
instants = st.integers(0, 9).map(hours)


def told(lines: list[JournalLine]) -> list[tuple[object, ...]]:
    """Every record with what was seen of it."""
    return [
        (one.at, record, dict(one.values), one.before)
        for line in lines
        for one in sightings_in(line)
        for record in one.records
    ]


def of(sightings: list[Sighting]) -> list[tuple[object, ...]]:
    return [(one.at, record, dict(one.values), one.before) for one in sightings for record in one.records]


def by_text(one: tuple[object, ...]) -> str:
    at, record, told_of, before = one
    return repr((at, record, sorted(dict(told_of).items()), before))  # type: ignore[call-overload]


@given(st.text())
def test_a_noted_text_is_held_by_every_workbook_as_it_is(text: str):
    kept = noted(text)

    assert noted(kept) == excel_text(kept) == google_text(kept) == kept


@given(st.lists(st.one_of(st.text(), st.from_regex(r"ESC-\d+", fullmatch=True), st.text("a", min_size=190))))
def test_many_texts_are_noted_as_each_is(many: list[str]):
    assert all_noted(many) == [noted(text) for text in many]


@given(st.lists(st.builds(Sighting, st.just(NINE), st.lists(ids, min_size=1), values), max_size=3))
def test_what_was_seen_first_is_read_back(sightings: list[Sighting]):
    assert told(seen_lines(ESCALATIONS, sightings, NINE)) == of(sightings)


@pytest.mark.parametrize(("field", "word"), [("status", "waitin"), ("priority", "hihg")])
def test_a_change_to_a_word_that_no_run_notes_is_spoilt_and_passed_over(field: str, word: str):
    (line,) = change_lines(ESCALATIONS, field, Sighting(NINE, ["ESC-1"], {field: word}, ""))

    assert (is_spoilt(line), list(sightings_in(line))) == (True, [])


@given(st.lists(ids, min_size=1, max_size=40), st.sampled_from(["owner", "team"]), texts, texts)
def test_a_change_is_read_back_whether_many_made_it_or_few(records: list[str], field: str, before: str, after: str):
    change = Sighting(NINE, records, {field: after}, before)

    assert told(change_lines(ESCALATIONS, field, change)) == of([change])


@given(
    st.lists(
        st.builds(Sighting, instants, st.lists(ids, min_size=1), values)
        | st.builds(
            lambda at, record, field, before, after: Sighting(at, [record], {field: after}, before),
            instants, ids, st.sampled_from(FIELDS), texts, texts,
        ),
        max_size=4,
    )
)  # fmt: skip
def test_what_many_runs_saw_is_read_back(sightings: list[Sighting]):
    read = told(past_lines("escalations", sightings))

    assert sorted(read, key=by_text) == sorted(of(sightings), key=by_text)


@pytest.mark.parametrize("sign", ["x", "😀", '"', "ß"])
def test_what_many_runs_saw_fits_into_cells_of_excel_in_the_order_of_time(sign: str):
    sightings = [
        Sighting(hours(number), [f"{number:05}{sign * 150}"], {"owner": sign * 200}, sign) for number in range(500)
    ]

    lines = past_lines("escalations", sightings)

    assert max(len(line.after.encode("utf-16-le")) // 2 for line in lines) < 32_767
    assert [line.observed_at for line in lines] == sorted(line.observed_at for line in lines)
    assert told(lines) == of(sightings)


@pytest.mark.parametrize("sign", ["x", "😀", '"', "ß"])
def test_no_line_is_longer_than_a_cell_of_excel(sign: str):
    records = [f"{number:05}{sign * 150}" for number in range(500)]
    sightings = [Sighting(NINE, records, {"owner": sign * 200})]

    lines = seen_lines(ESCALATIONS, sightings, NINE)

    assert max(len(line.after.encode("utf-16-le")) // 2 for line in lines) < 32_767
    assert told(lines) == of(sightings)


def line(after: str, field: str = "seen", **others: str) -> JournalLine:
    return JournalLine(observed_at=NINE, kind="change", tracker="escalations", field=field, after=after, **others)


def past(**group: object) -> JournalLine:
    return line(json.dumps([{"records": ["ESC-1"], "status": "open", "at": [1_773_046_800]} | group]), "past")


@pytest.mark.parametrize(
    "spoilt",
    [
        line(""),
        line("{"),
        line("null"),
        line("[" * 100_000),
        line('["ESC-1"]'),
        line('[{"records": "ESC-1", "status": "open"}]'),
        line('[{"records": ["ESC-1"], "colour": "red"}]'),
        line('[{"records": ["ESC-1"], "status": 7}]'),
        line("open", "status"),
        line("open", "colour", record_id="ESC-1"),
        past(at="yesterday"),
        past(at=1_773_046_800),
        past(at=[]),
        past(at=[1_773_046_800, 1_773_046_800]),
        past(at=[7]),
        past(at=[10**400]),
        past(at=[1_773_046_800.5]),
        past(at=[True]),
        past(records=[7]),
        past(before="open", owner="Mia"),
        past(before=7),
        replace(line('[{"records": ["ESC-1"], "status": "open"}]'), kind="rows"),
    ],
)
def test_a_line_that_a_hand_has_spoilt_tells_nothing(spoilt: JournalLine):
    assert told([spoilt]) == []


def test_what_is_still_right_of_a_spoilt_line_is_told():
    half = '[7, {"records": ["ESC-1", 2, null], "status": "open", "owner": 7}]'

    assert told([line(half)]) == [(NINE, "ESC-1", {"status": "open"}, None)]


def test_spaces_that_a_hand_left_are_no_part_of_a_text():
    assert noted("  Mia\n\tWolf\u200b ") == "Mia Wolf"
