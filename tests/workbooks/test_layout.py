from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.workbooks import look, table_layout
from sheets_sync.workbooks.layout import check_titles, page_of
from sheets_sync.workbooks.page import Area, Page, PageRow
from sheets_sync.workbooks.sections import without_stamp
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
    Table,
)

FIGURE = KeyFigure("Escalations open", "38", "+5 on last week")
LINE = AttentionLine(State("Breached", "late"), "ESC-118 is late", "Policy", Link("Escalations!A42"))
NO_TABLE = look.MARGIN_COLUMN, *[look.GRID_COLUMN] * 12


def tab(*blocks, title="SLA now", heading="SLA now", banner="As of Sun 22 Nov 2026") -> Tab:
    return Tab(title, heading, banner, blocks)


def table(count=2, *, columns=3) -> Table:
    names = tuple(Column(f"Column {number}") for number in range(columns))
    return Table(names, tuple((f"row {row}",) * columns for row in range(count)), "None is open.")


def chart(*values: float | None, title="Cases by week") -> Chart:
    weeks = tuple(f"W{week}" for week in range(len(values)))
    return Chart(title, "line", weeks, (Series("cases", values),), "count", "No case this month.")


def drawn(page: Page) -> list[PageRow]:
    return list(page.rows)


def texts(rows: list[PageRow]) -> list[list[object]]:
    return [[cell.value for cell in row.cells if cell.value is not None] for row in rows]


def test_title_and_banner_stand_above_everything():
    page = page_of(tab(Note("Default calendar.")))

    assert texts(drawn(page)) == [["SLA now"], ["As of Sun 22 Nov 2026"], [], ["Default calendar."]]


def test_the_first_column_is_a_narrow_margin():
    page = page_of(tab(table()))

    assert page.widths[0] == look.MARGIN_COLUMN
    assert all(cell.column > 0 for row in page.rows for cell in row.cells)


def test_without_a_table_everything_lies_on_twelve_equal_columns():
    assert page_of(tab(KeyFigures((FIGURE,)))).widths == NO_TABLE


def test_banner_and_notes_do_not_widen_the_columns_of_a_table():
    plain = page_of(tab(table()))
    wordy = page_of(tab(table(), Note("A note that is far longer. " * 4), banner="As of Sunday, " * 8))

    assert wordy.widths[1:4] == plain.widths[1:4]
    assert all(cell.through == cell.column for row in wordy.rows for cell in row.cells)


def test_a_sentence_longer_than_the_page_wraps_over_it():
    page = page_of(tab(Note("A note that never ends. " * 40)))

    [note] = [row for row in page.rows if any("never ends" in str(cell.value) for cell in row.cells)]

    assert (note.cells[0].column, note.cells[0].through, note.cells[0].style.wrap) == (1, 12, True)
    assert note.height >= 5 * 16


def test_the_page_is_printed_as_far_as_its_banner_reaches():
    page = page_of(tab(table(columns=1), banner="As of Sunday, " * 8))

    assert sum(page.widths[: page.printed.last_column + 1]) > 700


def test_headings_are_frozen_and_filtered():
    page = page_of(tab(KeyFigures((FIGURE,)), table(5)))

    assert page.heading_row == 7
    assert page.frozen_rows == 8
    assert page.filtered == Area(7, 1, 12, 3)


def test_headings_far_down_are_not_frozen_because_nothing_could_scroll_below_them():
    page = page_of(tab(Charts((chart(1, 2),)), table(5)))

    assert page.frozen_rows == 0
    assert page.filtered is not None


def test_an_empty_table_shows_its_headings_and_its_sentence():
    page = page_of(tab(table(0)))

    assert texts(drawn(page))[3:] == [["Column 0", "Column 1", "Column 2"], ["None is open."]]
    assert page.filtered == Area(3, 1, 3, 3)


def test_rows_that_no_sheet_can_hold_are_counted_where_they_end(monkeypatch):
    monkeypatch.setattr(table_layout, "MOST_ROWS", 3)
    monkeypatch.setattr("sheets_sync.workbooks.sections.MOST_ROWS", 3)
    monkeypatch.setattr("sheets_sync.workbooks.layout.MOST_ROWS", 3)

    page = page_of(tab(table(5, columns=1)))

    assert texts(drawn(page))[4:] == [
        ["row 0"], ["row 1"], ["row 2"], ["2 more rows follow; a sheet holds no more than these."],
    ]  # fmt: skip
    assert page.filtered == Area(3, 1, 6, 1)


def test_six_cards_share_the_page():
    rows = drawn(page_of(tab(KeyFigures((FIGURE,) * 6))))

    assert [(cell.column, cell.through) for cell in rows[3].cells] == [
        (1, 2),
        (3, 4),
        (5, 6),
        (7, 8),
        (9, 10),
        (11, 12),
    ]


def test_the_band_reaches_the_edge_of_the_page():
    rows = drawn(page_of(tab(KeyFigures((FIGURE, FIGURE)))))

    assert [cell.column for cell in rows[4].cells] == [1, 3, *range(5, 13)]
    assert {cell.style.fill for cell in rows[4].cells} == {look.BAND}


def test_a_figure_too_long_for_its_card_is_set_smaller():
    words = KeyFigure("SLA met", "Not enough data", "4 of 10 cases", "quiet")

    rows = drawn(page_of(tab(KeyFigures((FIGURE, words)))))

    number, sentence = rows[4].cells[:2]
    assert (number.style.points, number.style.colour) == (20, look.INK)
    assert (sentence.style.points, sentence.style.colour) == (14, look.MUTED)


def test_attention_lines_name_kind_sentence_who_and_where():
    rows = drawn(page_of(tab(Attention("Look at these first", (LINE, LINE), "Nothing."))))

    assert texts(rows)[3:] == [
        ["Look at these first"],
        ["Breached", "ESC-118 is late", "Policy", "Escalations!A42"],
        ["Breached", "ESC-118 is late", "Policy", "Escalations!A42"],
    ]
    assert [(cell.column, cell.through) for cell in rows[4].cells] == [(1, 1), (2, 9), (10, 10), (11, 12)]


def test_attention_lines_are_no_wider_than_the_page_on_the_columns_of_a_table():
    page = page_of(tab(Attention("Look", (LINE,), "Nothing."), table(columns=7)))

    cells = drawn(page)[4].cells

    assert [cell.value for cell in cells] == ["Breached", "ESC-118 is late", "Policy", "Escalations!A42"]
    assert all(left.through < right.column for left, right in pairwise(cells))
    assert cells[-1].through <= page.printed.last_column


def test_nothing_to_look_at_is_said():
    assert texts(drawn(page_of(tab(Attention("Look", (), "Nothing waits.")))))[3:] == [["Look"], ["Nothing waits."]]


LOST = SmallTable(
    "Hours lost to pauses", (Column("Reason", width=200), Column("Hours", "hours")), (("Waiting", 1.5),), "None."
)


def test_a_small_table_stands_under_its_title_without_a_filter():
    page = page_of(tab(LOST))
    rows = drawn(page)

    assert texts(rows)[3:] == [["Hours lost to pauses"], ["Reason", "Hours"], ["Waiting", 1.5]]
    assert [cell.style for cell in rows[4].cells] == [look.heading_style("text"), look.heading_style("hours")]
    assert (page.filtered, page.frozen_rows, page.heading_row) == (None, 0, None)


def test_a_small_table_lies_on_the_columns_of_the_table_and_leaves_their_widths():
    page, alone = page_of(tab(LOST, table(columns=7))), page_of(tab(table(columns=7)))

    cells = drawn(page)[5].cells
    assert [cell.value for cell in cells] == ["Waiting", 1.5]
    assert cells[0].through + 1 == cells[1].column
    assert page.widths[:8] == alone.widths[:8]
    assert page.heading_row == 7


def test_a_small_table_without_rows_says_why():
    rows = texts(drawn(page_of(tab(SmallTable("Hours lost", LOST.columns, (), "No clock stood still.")))))

    assert rows[3:] == [["Hours lost"], ["No clock stood still."]]


def test_charts_lie_two_in_a_row_on_rows_of_their_own():
    page = page_of(tab(Charts((chart(1, 2), chart(3, 4), chart(5, 6))), Note("Below.")))
    rows = drawn(page)

    assert [(placed.row, placed.left) for placed in page.charts] == [(3, 20), (3, 580), (16, 20)]
    assert all(sum(row.height for row in rows[placed.row :][:12]) == placed.height for placed in page.charts)
    assert texts(rows)[29] == ["Below."]


def test_figures_behind_charts_stand_below_what_is_printed():
    page = page_of(tab(Charts((chart(1, 2, title="First"), chart(3, None, title="Second"))), Note("Below.")))
    rows = texts(drawn(page))

    assert page.printed.last_row == 16
    assert rows[17:] == [
        [], ["Figures behind the charts"],
        [], ["First"], ["cases"], ["W0", 1], ["W1", 2],
        [], ["Second"], ["cases"], ["W0", 3], ["W1"],
    ]  # fmt: skip
    assert [rows[placed.figures_row - 1] for placed in page.charts] == [["First"], ["Second"]]
    assert [rows[placed.figures_row + 1] for placed in page.charts] == [["W0", 1], ["W0", 3]]


def test_a_chart_without_values_leaves_its_sentence():
    page = page_of(tab(Charts((chart(1, 2), chart(None, None, title="Overturned"))), Note("Below.")))

    assert len(page.charts) == 1
    assert texts(drawn(page))[3:5] == [["Overturned"], ["No case this month."]]


def test_columns_of_a_table_are_wide_enough_for_the_figures_below():
    narrow = Table((Column("A"), Column("B"), Column("C")), (("a", "b", "c"),), "None.")

    page = page_of(tab(narrow, Charts((chart(1_234_567_890.5, 2),))))

    assert page.widths[2] > 100


@pytest.mark.parametrize("title", ["", "x" * 32, "SLA: now", "a/b", "a\\b", "a?", "a*", "[a]", "'a", "a'"])
def test_a_title_that_no_sheet_can_bear_is_refused(title):
    with pytest.raises(ValueError, match="Tab title"):
        page_of(tab(title=title))


def test_two_tabs_of_the_same_title_are_refused_whatever_their_case():
    with pytest.raises(ValueError, match="Two tabs are called 'sla'"):
        check_titles([tab(title="SLA"), tab(title="Patterns"), tab(title="sla")])


def test_a_tab_called_like_the_journal_is_refused_whatever_its_case():
    with pytest.raises(ValueError, match="called 'Journal'"):
        check_titles([tab(title="SLA"), tab(title="JOURNAL")])


def test_the_banner_opens_with_the_stamp():
    stamped = Tab("SLA now", "SLA now", "38 open escalations", (), as_of="as of Sun 22 Nov 2026")

    assert texts(drawn(page_of(stamped))) == [["SLA now"], ["As of Sun 22 Nov 2026  ·  38 open escalations"]]
    assert without_stamp("As of Sun 22 Nov 2026  ·  38 open  ·  worst first") == "38 open  ·  worst first"


def test_a_banner_without_a_stamp_opens_with_a_capital_too():
    assert texts(drawn(page_of(Tab("SLA now", "", "38 open", ())))) == [[], ["38 open"]]
    assert texts(drawn(page_of(Tab("SLA now", "", "no case", ())))) == [[], ["No case"]]


def test_two_tables_on_a_tab_are_refused():
    with pytest.raises(ValueError, match="has 2 tables"):
        page_of(tab(table(), table()))


blocks = st.sampled_from(
    [
        KeyFigures(()),
        KeyFigures((FIGURE,) * 4),
        Attention("Look", (LINE,), "Nothing."),
        Charts(()),
        Charts((chart(1, 2), chart(None))),
        Charts((chart(),)),
        Note(""),
        Note("A note. " * 60),
    ]
)
tables = st.sampled_from(
    [table(0), table(3), Table((), (), "None."), Table((Column("", "day"),), ((date(2026, 1, 2),),), "")]
)


@given(st.lists(blocks, max_size=4), st.lists(tables, max_size=1), st.booleans())
@settings(max_examples=60)
def test_whatever_is_composed_no_two_cells_meet_and_every_place_is_a_row(others, one_table, table_first):
    page = page_of(tab(*one_table, *others) if table_first else tab(*others, *one_table))
    rows = drawn(page)

    for row in rows:
        assert row.height > 0
        assert all(left.through < right.column for left, right in pairwise(row.cells))
        assert all(cell.through < len(page.widths) for cell in row.cells if cell.through > cell.column)
    assert page.printed.last_row < len(rows)
    assert page.printed.last_column < len(page.widths)
    if page.heading_row is not None and one_table[0].columns:
        assert rows[page.heading_row].cells[0].style.fill == look.ACCENT
    for placed in page.charts:
        assert rows[placed.figures_row].cells[1].value == placed.plan.series[0].series.name


@pytest.mark.parametrize(("count", "rows"), [(0, []), (1, [1]), (6, [6]), (7, [4, 3]), (12, [6, 6]), (13, [5, 5, 3])])
def test_cards_fill_their_rows_evenly(count: int, rows: list[int]):
    figures = KeyFigures(tuple(KeyFigure("Open", str(number), "of all") for number in range(count)))
    shown = [[text for text in row if str(text).isdigit()] for row in texts(drawn(page_of(tab(figures))))]

    assert [len(row) for row in shown if row] == rows
