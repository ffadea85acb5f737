from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.tab import (
    Attention,
    AttentionLine,
    Chart,
    Charts,
    Column,
    KeyFigure,
    KeyFigures,
    Link,
    Note,
    Series,
    SmallTable,
    State,
    Tab,
    TabChange,
    Table,
)
from sheets_sync.workbooks.tab_changes import change_of
from tests.workbooks.any_tab import tabs

SLA = (
    Column("Escalation", identifies=True),
    Column("Clock", identifies=True),
    Column("State", "state"),
    Column("Left", "hours", moves=True),
)
LATE, FINE = State("Breached", "late"), State("On track", "fine")
FIRST = ("ESC-1", "First response", FINE, 4.0)
SECOND = ("ESC-2", "First response", LATE, -2.0)
THIRD = ("ESC-2", "Resolution", FINE, 20.0)


def stands(tab: Tab) -> list[list[object]]:
    """The cells of the tab's sheet as any workbook hands them over."""
    sheet = []
    for row in page_of(tab).rows:
        cells = [None] * (1 + max((cell.column for cell in row.cells), default=-1))
        for cell in row.cells:
            cells[cell.column] = cell.value.text if isinstance(cell.value, Link) else cell.value
        while cells and cells[-1] is None:
            cells.pop()
        sheet.append(cells)
    return sheet


def sla(*rows: Sequence[object], columns=SLA, banner="3 rows", as_of="as of Sunday", empty="None is open.") -> Tab:
    return Tab("SLA now", "SLA now", banner, (Table(columns, rows, empty),), as_of)


def lines(*blocks, banner="") -> Tab:
    return Tab("Overview", "LIVE governance", banner, blocks)


def counts(old: Tab, new: Tab) -> tuple[int, int, int]:
    change = change_of(new, stands(old))
    return change.added, change.changed, change.removed


def test_rows_are_added_changed_and_removed():
    old, new = sla(FIRST, SECOND), sla((*FIRST[:2], LATE, 4.0), THIRD, ("ESC-3", "Resolution", FINE, 1.0))

    assert change_of(new, stands(old)) == TabChange("SLA now", added=2, changed=1, removed=1)


def test_what_stands_already_changes_nothing():
    assert counts(sla(FIRST, SECOND, THIRD), sla(FIRST, SECOND, THIRD)) == (0, 0, 0)


@given(tabs())
def test_no_tab_differs_from_itself(tab):
    assert counts(tab, tab) == (0, 0, 0)


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 2)), st.dictionaries(st.integers(0, 9), st.integers(0, 2)))
def test_the_counts_are_those_of_two_sets_of_keys(old, new):
    columns = (Column("Key", "count", identifies=True), Column("Cases", "count"))
    kept = old.keys() & new.keys()

    change = counts(sla(*old.items(), columns=columns), sla(*new.items(), columns=columns))

    assert change == (len(new.keys() - kept), sum(old[key] != new[key] for key in kept), len(old.keys() - kept))


def test_the_order_of_rows_does_not_count():
    assert counts(sla(FIRST, SECOND, THIRD), sla(THIRD, FIRST, SECOND)) == (0, 0, 0)


def test_neither_the_stamp_nor_a_column_that_moves_counts():
    old, new = sla(FIRST, as_of="as of Sunday"), sla((*FIRST[:3], 3.5), as_of="as of Monday")

    assert counts(old, new) == (0, 0, 0)


def test_what_the_banner_says_besides_its_stamp_is_a_line_that_changes():
    assert counts(sla(FIRST, banner="3 rows"), sla(FIRST, banner="4 rows")) == (0, 1, 0)
    assert counts(lines(banner="3 rows"), lines(banner="4 rows")) == (0, 1, 0)


def test_a_banner_that_carried_no_stamp_yet_has_changed():
    assert counts(sla(FIRST, as_of=""), sla(FIRST)) == (0, 1, 0)


def test_repeated_keys_are_matched_in_their_order():
    twice = [("ESC-1", "Resolution", FINE, 1.0), ("ESC-1", "Resolution", LATE, 1.0)]

    assert counts(sla(*twice), sla(*twice)) == (0, 0, 0)
    assert counts(sla(*twice), sla(twice[0])) == (0, 0, 1)
    assert counts(sla(*twice), sla(*twice, twice[1])) == (1, 0, 0)
    assert counts(sla(*twice), sla(*twice[::-1])) == (0, 2, 0)


def test_without_a_column_that_identifies_rows_only_come_and_go():
    columns = (Column("Found"), Column("Cases", "count"), Column("Age", "hours", moves=True))

    old = sla(("a", 1, 1.0), ("b", 2, 1.0), columns=columns)
    new = sla(("a", 1, 2.0), ("b", 3, 2.0), columns=columns)

    assert counts(old, new) == (1, 0, 1)


def test_a_tab_that_does_not_stand_yet_adds_its_rows_or_its_lines():
    assert change_of(sla(FIRST, SECOND), []) == TabChange("SLA now", added=2)
    assert change_of(sla(FIRST, SECOND), [[], [None, ""]]) == TabChange("SLA now", added=2)
    assert change_of(lines(Note("Nothing."), banner="As of Sunday"), []) == TabChange("Overview", added=3)
    assert change_of(sla(), []).added > 0


def test_rows_in_place_of_a_sentence_are_all_there_is_to_say():
    assert counts(sla(), sla(FIRST, SECOND)) == (2, 0, 0)
    assert counts(sla(FIRST, SECOND), sla()) == (0, 0, 2)
    assert counts(sla(), sla(empty="No tracker was read.")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (1, 1.0),
        (0.1 + 0.2, 0.3),
        (2**60, 1.152921504606847e18),
        (46345.520833333336, datetime(2026, 11, 19, 12, 30)),  # noqa: DTZ001 - in the team's zone
        ("Breached", State("Breached", "late")),
        (Link("Cases!A2", "https://a.example"), Link("Cases!A2")),
        ("", None),
        (None, float("nan")),
    ],
)
def test_values_are_the_same_that_stand_in_cells_alike(old, new):
    columns = (Column("Key", identifies=True), Column("Value"), Column("Last"))

    assert counts(sla(("k", old, 1), columns=columns), sla(("k", new, 1), columns=columns)) == (0, 0, 0)
    assert counts(sla((old, old, 1), columns=columns), sla((new, new, 1), columns=columns)) == (0, 0, 0)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (0.25, 0.2501), ("1", 1), ("a", None), (None, 0), ("a", "a ")])
def test_values_differ_that_stand_differently(old, new):
    columns = (Column("Key", identifies=True), Column("Value"), Column("Last"))

    assert counts(sla(("k", old, 1), columns=columns), sla(("k", new, 1), columns=columns)) == (0, 1, 0)


def test_columns_are_found_by_their_headings():
    moved = (SLA[2], SLA[0], SLA[3], SLA[1])
    swapped = [(row[2], row[0], row[3], row[1]) for row in (FIRST, SECOND)]

    assert counts(sla(*swapped, columns=moved), sla(FIRST, SECOND)) == (0, 1, 0), "the headings alone"


def test_a_new_column_changes_every_row_and_the_headings():
    wider = (*SLA, Column("Team"))

    assert counts(sla(FIRST, SECOND), sla((*FIRST, "Policy"), (*SECOND, "Policy"), columns=wider)) == (0, 3, 0)


def test_columns_that_share_a_heading_keep_their_order():
    columns = (Column("Key", identifies=True), Column("Cases"), Column("Cases"))

    assert counts(sla(("k", 1, 2), columns=columns), sla(("k", 1, 2), columns=columns)) == (0, 0, 0)
    assert counts(sla(("k", 1, 2), columns=columns), sla(("k", 1, 3), columns=columns)) == (0, 1, 0)
    assert counts(sla(("k", 1, 2), columns=columns), sla(("k", 2, 2), columns=columns)) == (0, 1, 0)


def test_a_sheet_with_other_headings_is_another_table():
    other = (Column("Stream", identifies=True), Column("Trend"), Column("Weeks"))

    assert counts(sla(("a", "b", "c"), ("d", "e", "f"), columns=other), sla(FIRST, SECOND)) == (2, 1, 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((Column("Stream"), SLA[1], SLA[2]), SLA[:3]),  # what identifies a row is not there
        ((Column("Stream"), Column("Trend"), SLA[2]), (Column("Found"), Column("Problem"), SLA[2])),  # less than half
    ],
)
def test_a_sheet_with_some_of_the_headings_is_another_table_still(old, new):
    rows = [("a", "b", "c"), ("d", "e", "f")]

    assert counts(sla(*rows, columns=old), sla(*rows, columns=new)) == (2, 1, 2)


def test_a_column_without_a_heading_is_compared_in_its_place():
    columns = (Column("Key", identifies=True), Column(""))

    assert counts(sla(("k", 1), columns=columns), sla(("k", 1), columns=columns)) == (0, 0, 0)
    assert counts(sla(("k", 1), columns=columns), sla(("k", 2), columns=columns)) == (0, 1, 0)


def test_an_empty_text_stands_for_an_empty_cell():
    columns = (Column("Key", identifies=True), Column("Team"), Column("Cases"))
    sheet = stands(sla(("k", "-", 1), columns=columns))

    sheet[4][2] = ""

    assert change_of(sla(("k", None, 1), columns=columns), sheet) == TabChange("SLA now")


def test_lines_around_a_table_are_told_from_its_rows():
    table = Table(SLA, (FIRST,), "")

    assert counts(lines(Note("Before."), table, Note("After.")), lines(Note("Now."), table, Note("After."))) == (
        0,
        1,
        0,
    )
    assert counts(lines(Note("Before."), table, Note("After.")), lines(table)) == (0, 0, 2)


def test_a_row_of_a_small_table_is_a_line_of_which_what_moves_does_not_count():
    columns = (Column("Clock"), Column("Clocks", "count"), Column("Hours lost", "hours", moves=True))

    def lost(*rows: tuple[object, ...]) -> Tab:
        return lines(SmallTable("Hours lost", columns, rows, "None."), Table(SLA, (FIRST,), ""))

    assert counts(lost(("Resolution", 1, 2.5)), lost(("Resolution", 1, 3.5))) == (0, 0, 0)
    assert counts(lost(("Resolution", 1, 2.5)), lost(("Resolution", 2, 3.5))) == (0, 1, 0)
    assert counts(lost(("Resolution", 1, 2.5)), lost(("Resolution", 1, 2.5), ("Next update", 1, 1))) == (1, 0, 0)
    assert counts(lost(), lost(("Resolution", 1, 2.5))) == (1, 1, 0)


def test_one_figure_that_differs_is_one_line():
    def overview(figure: str, cases: float) -> Tab:
        drawn = Chart("Cases", "line", ("W45", "W46"), (Series("cases", (40, cases)),), "count", "No case.")
        figures = (KeyFigure("Open", figure, "+5"), KeyFigure("Met", "87 %", "of 40"))
        return lines(KeyFigures(figures), Charts((drawn,)))

    assert counts(overview("38", 61.5), overview("38", 61.5)) == (0, 0, 0)
    assert counts(overview("38", 61.5), overview("39", 61.5)) == (0, 1, 0)
    assert counts(overview("38", 61.5), overview("39", 62.5)) == (0, 2, 0)


def test_a_figure_that_lost_its_last_digits_on_the_way_is_the_same():
    def drawn(cases: float) -> Tab:
        return lines(Charts((Chart("Cases", "line", ("W45",), (Series("cases", (cases,)),), "count", ""),)))

    assert counts(drawn(0.1 + 0.2), drawn(0.3)) == (0, 0, 0)


def test_one_line_above_hundreds_alike_is_one_line():
    alike = [Note("No case.")] * 250

    assert counts(lines(*alike), lines(Note("One case."), *alike)) == (1, 0, 0)


def test_a_line_gone_from_the_top_and_one_come_at_the_end_are_no_change_of_each_other():
    late, soon, new = (AttentionLine(LATE, text, "Policy", Link("Cases!A2")) for text in ("late", "soon", "new"))

    old, now = lines(Attention("Look", (late, soon), "")), lines(Attention("Look", (soon, new), ""))

    assert counts(old, now) == (1, 0, 1)


def test_cards_that_lie_in_other_columns_say_the_same():
    cards = KeyFigures((KeyFigure("Open", "38", "+5"), KeyFigure("Met", "87 %", "of 40")))
    columns = (Column("Key", identifies=True), Column("Text", width=900))

    narrow, wide = (lines(cards, Table(columns, (("k", "b" * size),), "")) for size in (1, 100))

    assert [len(row) for row in stands(narrow)[3:6]] != [len(row) for row in stands(wide)[3:6]]
    assert counts(narrow, wide) == (0, 1, 0)


def test_a_text_counts_as_its_workbook_keeps_it():
    columns = (Column("Key", identifies=True), Column("Text"))
    tab = sla(("k", "too long"), columns=columns)
    kept = sla(("k", "too…"), columns=columns)

    assert change_of(tab, stands(kept), as_text=lambda text: text.replace(" long", "…")).changed == 0
    assert change_of(tab, stands(kept)).changed == 1
