from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.tab import Charts, Column, Link, Note, Tab, TabChange, Table
from tests.workbooks.any_tab import tabs
from tests.workbooks.excel_files import NOON, chart, publish, tab, table

LONG = "x" * 40_000


def changes(folder, *composed: Tab) -> list[TabChange]:
    return ExcelSink(folder / "summary.xlsx", as_of=NOON).changes(composed, {})


@given(tabs())
@settings(max_examples=30)
def test_what_was_just_published_would_not_change(tmp_path_factory, composed):
    folder = tmp_path_factory.mktemp("summary")

    publish(folder / "summary.xlsx", composed)

    assert changes(folder, composed) == [TabChange("Tab")]


@given(
    st.lists(
        st.one_of(
            st.text(max_size=20),
            st.floats(-1e300, 1e300),
            st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)),  # noqa: DTZ001 - in the team's zone
            st.dates(),
            st.integers(),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=30)
def test_whatever_a_cell_holds_it_would_not_change(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("summary")
    keyed = Table((Column("Key", "count", identifies=True), Column("Value")), tuple(enumerate(values)), "None.")

    publish(folder / "summary.xlsx", tab(keyed), tab(table(*values), title="Whole rows"))

    assert changes(folder, tab(keyed), tab(table(*values), title="Whole rows")) == [
        TabChange("SLA now"),
        TabChange("Whole rows"),
    ]


def test_what_excel_makes_of_a_text_is_no_change(tmp_path):
    hostile = tab(table(LONG, "a\x00b", "line\r\nbreak", "<r>raw</r>", "_x0041_", " padded "), Note("a\x0bb"))

    publish(tmp_path / "summary.xlsx", hostile)

    assert changes(tmp_path, hostile) == [TabChange("SLA now")]


def test_a_link_is_its_text(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(table(Link("Cases!A2", "https://a.example"))))

    assert changes(tmp_path, tab(table(Link("Cases!A2", "https://b.example")))) == [TabChange("SLA now")]
    assert changes(tmp_path, tab(table(Link("Cases!A3", "https://a.example")))) == [TabChange("SLA now", 1, 0, 1)]


def test_a_figure_behind_a_chart_is_a_line_that_changes(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(Charts((chart("Cases"),))))

    assert changes(tmp_path, tab(Charts((chart("Cases fell"),)))) == [TabChange("SLA now", changed=1)]


def test_nothing_is_written_to_see_what_would_change(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(table("a")))
    before = (tmp_path / "summary.xlsx").read_bytes()

    assert changes(tmp_path, tab(table("b"), title="New"), tab(table("a", "b"))) == [
        TabChange("New", added=1),
        TabChange("SLA now", added=1),
    ]
    assert (tmp_path / "summary.xlsx").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["summary.xlsx"]
