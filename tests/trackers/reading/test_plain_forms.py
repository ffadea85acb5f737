"""What pydantic's core reads alone, it reads as the reader of its kind would."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import SchemaValidator

from sheets_sync.trackers.cases import Case
from sheets_sync.trackers.columns import read_column
from sheets_sync.trackers.reading.instants import CommonInstants
from sheets_sync.trackers.reading.plain_forms import PLAIN_FORMS
from sheets_sync.trackers.values import ReadCell, WordRules, read_value
from tests.trackers.answers import reading

CELLS = {
    "id": st.from_regex(r"[A-Za-z]{0,3}[-_#]?[0-9]{1,24}0{0,9}|[A-Za-z0-9eE.+_#-]{1,12}", fullmatch=True),
    "handle": st.from_regex(r"@?[A-Za-z0-9._-]{1,14}", fullmatch=True),
    "text": st.text("aZ9 ?!-–—’“”€äÀÿ.,[]{}|~^`@:=#/\n\t\u00a0ﬁ²\u0301\u200b", min_size=1, max_size=40),
    "list": st.from_regex(r"[A-Za-z0-9#_-]{1,5}([;,|] {0,2}[A-Za-z0-9#_-]{1,5}){0,3}", fullmatch=True),
    "url_list": st.from_regex(r"https?://[a-z0-9/._?=&%#~:;,() -]{1,30}", fullmatch=True),
}
FEATURES = {
    "id": ("LV-2026-00012", "7491822238059545828", "007", "A1_b-2"),
    "handle": ("@marta.gil7", "shop_24"),
    "text": ("Seller says the claim is true – “no”.", "Käufer möchte Geld zurück, 20 €"),
    "list": ("ESC-1", "ESC-1; ESC-2,ESC-3", "ESC-1, ESC-1"),
    "url_list": ("https://example.com/a/b.png?x=1&y=%20#z",),
}
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
LOCAL_TIMES = st.datetimes(datetime(1999, 12, 30), datetime(2101, 1, 2))  # noqa: DTZ001
FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d", "%d-%m-%y %H:%M")


def plainly(cell: str, kind: str) -> ReadCell | None:
    try:
        return ReadCell(SchemaValidator(PLAIN_FORMS[kind]).validate_python(cell))
    except ValidationError:
        return None


@pytest.mark.parametrize("kind", PLAIN_FORMS)
@given(data=st.data())
def test_a_plain_cell_is_what_its_reader_makes_of_it(kind, data):
    cell = data.draw(CELLS[kind])

    assert plainly(cell, kind) in (None, read_value(cell, kind, reading()))


@pytest.mark.parametrize(("kind", "cell"), [(kind, cell) for kind, cells in FEATURES.items() for cell in cells])
def test_everyday_cells_are_plain(kind, cell):
    assert plainly(cell, kind) == read_value(cell, kind, reading())


@given(local=LOCAL_TIMES, form=st.sampled_from(FORMATS), zone=st.sampled_from(["Europe/Berlin", "America/Sao_Paulo"]))
def test_a_common_instant_is_what_its_reader_makes_of_it(local, form, zone):
    how = reading(timezone=zone)

    for cell in (f"{local:{form}}", (local - DAY_ZERO) / timedelta(days=1)):
        at = CommonInstants(how).at(cell)
        assert at is None or ReadCell(at) == read_value(cell, "datetime", how)


@pytest.mark.parametrize("cell", ["2026-02-28 14:30", "28/02/2026 14:30", "2026-02-28T14:30:05", 46081.6])
def test_everyday_instants_are_common(cell):
    assert ReadCell(CommonInstants(reading()).at(cell)) == read_value(cell, "datetime", reading())


@pytest.mark.parametrize(
    "cell", ["2026-03-29 02:30", "2026-10-25 02:30", "2026-02-30 10:00", "2026-02-28", 46081.0, True, 1e9]
)
def test_instants_that_need_a_word_or_a_look_are_not_common(cell):
    assert CommonInstants(reading()).at(cell) is None


def test_what_a_team_writes_into_empty_cells_is_blank_though_it_is_plain():
    how = reading(words=WordRules(blank=("X0",)))

    assert read_column(Case, "case_id", ["X0", "X1", "x0 "], how).values == [None, "X1", None]
