"""A configuration grows, and nothing of the team's is lost."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.team_file import new_text, news_of, quoted, with_notes, with_tables, with_values
from sheets_sync.trackers.doubts import TrackerLook
from sheets_sync.trackers.headings import ColumnMatch

WAYS_TO_WRITE = [
    'workbook = "a.xlsx"\n\n[trackers.cases]\ntabs = ["Cases"]  # main\n\n# ours\n[sla]\n',
    '[trackers.cases.headings]\nstatus = ["Ampel"]\n[trackers.cases.words.status]\nblank = ["tbd"]\n',
    '[trackers]\ncases = {tabs = ["Cases"]}\n\n[summary]\n',
    '[trackers.cases]\nheadings = {status = ["Ampel"]}\n[sla]\n',
    '[trackers.cases]\nheadings.status = ["Ampel"]\n# end',
    '[trackers]\ncases.tabs = ["Cases"]\ncases.headings.status = ["Ampel"]\n',
    "[trackers.escalations]\ntabs = []\n[sla]\n[trackers.cases]\ntabs = [\n  'Cases',  # old\n]\n",
    "# only a comment",
    "",
    '[ trackers . "cases" ]\r\ntabs = ["Cases"] # spaced\r\n\r\n[schedule]\r\nevery = "15m"\r\n',
]
VALUES = {
    ("workbook",): "b.xlsx",
    ("trackers", "cases", "tabs"): ("Cases", "Archive"),
    ("trackers", "cases", "unused"): ("Mood",),
    ("trackers", "cases", "headings", "status"): ("Stand",),
    ("trackers", "cases", "headings", "severity"): ("Stufe",),
}
LOOK = TrackerLook(
    tracker="cases",
    tabs=("Cases", "Archive"),
    read={"case_id": ("ID",), "status": ("Ampel", "Stand")},
    unread=("Mood", "Colour"),
    unsure=(ColumnMatch(3, "Zone", "market", 0.8),),
    lacking=("violation_type",),
)


def merged(raw: dict[str, Any]) -> dict[str, Any]:
    """What the values make of a configuration."""
    for path, value in VALUES.items():
        table = raw
        for name in path[:-1]:
            table = table.setdefault(name, {})
        old = table.get(path[-1], [])
        table[path[-1]] = value if isinstance(value, str) else [*old, *(one for one in value if one not in old)]
    return raw


@pytest.mark.parametrize("text", WAYS_TO_WRITE)
def test_values_are_added_however_the_team_wrote_its_file(text: str):
    after = with_values(with_tables(text, [LOOK], VALUES), VALUES)

    assert tomllib.loads(after) == merged(tomllib.loads(text))
    assert [line for line in text.splitlines() if "#" in line and line.split("#")[1] not in after] == []


@pytest.mark.parametrize("text", WAYS_TO_WRITE)
def test_comments_change_no_value_and_leave_every_line(text: str):
    tables = with_tables(text, [LOOK], {})
    after = with_notes(tables, [news_of(LOOK, tables)], [])

    lines = iter(after.split("\n"))
    assert all(line in lines for line in text.rstrip().split("\n"))
    assert tomllib.loads(after).get("trackers", {}).get("cases", {}).get("tabs") == (
        tomllib.loads(text).get("trackers", {}).get("cases", {}).get("tabs")
    )


@pytest.mark.parametrize("text", WAYS_TO_WRITE)
def test_what_was_told_once_is_not_new_again(text: str):
    tables = with_tables(text, [LOOK], {})
    told = with_notes(tables, [news_of(LOOK, tables)], [])

    again = news_of(LOOK, told)

    assert (again.tabs, again.read, again.unread, again.unsure, again.lacking) == ((), {}, (), (), ())


def test_a_heading_named_for_one_tracker_is_new_for_another():
    text = '[trackers.feedback]\n# Columns: case_ids "ID"\n[trackers.cases]\n# Columns: status "Stand"\n'

    assert news_of(LOOK, text).read == {"case_id": ("ID",), "status": ("Ampel",)}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_written_so_that_toml_reads_it_back(text: str):
    assert tomllib.loads(f"x = {quoted(text)} # {quoted(text)}") == {"x": text}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, unique=True))
def test_any_heading_is_told_once(headings: list[str]):
    look = TrackerLook("cases", (), {"case_id": tuple(headings)}, tuple(headings), (), ())
    base = new_text(name="a.xlsx", workbook="a.xlsx", summary="b.xlsx", timezone=("UTC", "so"), assumed=["a " * 99])
    tables = with_tables(base, [look], {})

    told = with_notes(tables, [news_of(look, tables)], [])

    assert tomllib.loads(told) == tomllib.loads(tables)
    assert news_of(look, told).read == {}
