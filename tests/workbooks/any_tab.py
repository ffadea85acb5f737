"""Tabs as hypothesis draws them: small words, so that two of them are often alike in all but one place."""

from datetime import date, datetime

from hypothesis import strategies as st

from sheets_sync.workbooks.tab import (
    Attention,
    AttentionLine,
    Chart,
    Charts,
    Column,
    FullInstant,
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

words = st.sampled_from(["", "a", "b", "1", "a\nb", "late", "=1+1", "null"])
tones = st.sampled_from(["late", "plain"])
states = st.builds(State, words, tones)
links = st.builds(Link, words, st.sampled_from([None, "", "https://a.example", "https://b.example"]))
small = st.one_of(st.integers(-2, 2), st.floats(-2, 2))
numbers = st.one_of(small, st.sampled_from([1e300, 2**60, 0.1, 0.1 + 0.2, 0.3]))
days = st.dates(date(2026, 1, 1), date(2026, 1, 3))
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 2))  # noqa: DTZ001 - in the team's zone
values = st.one_of(st.none(), words, numbers, days, instants, st.builds(FullInstant, instants), states, links)
columns = st.builds(
    Column,
    words,
    st.sampled_from(["text", "count"]),
    st.sampled_from([80, 140]),
    quiet=st.booleans(),
    below_zero=tones,
    identifies=st.booleans(),
    moves=st.booleans(),
)
key_figures = st.builds(KeyFigures, st.lists(st.builds(KeyFigure, words, words, words, tones), max_size=2).map(tuple))
attention = st.builds(
    Attention, words, st.lists(st.builds(AttentionLine, states, words, words, links), max_size=2).map(tuple), words
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    drawn = draw(st.lists(columns, max_size=3))
    rows = draw(st.lists(st.tuples(*[values] * len(drawn)), max_size=3))
    return Table(tuple(drawn), tuple(rows), draw(words))


small_tables = st.builds(
    lambda title, table: SmallTable(title, table.columns, table.rows, table.empty), words, tables()
)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    categories = draw(st.lists(words, min_size=1, max_size=2))
    figures = st.tuples(*[st.one_of(st.none(), small)] * len(categories))
    series = draw(st.lists(st.builds(Series, words, figures), min_size=1, max_size=2))
    return Chart(draw(words), draw(st.sampled_from(["line", "stacked"])), tuple(categories), tuple(series), "count", "")


others = st.one_of(
    st.builds(Note, words),
    key_figures,
    attention,
    small_tables,
    st.builds(Charts, st.lists(charts(), max_size=2).map(tuple)),
)


@st.composite
def tabs(draw: st.DrawFn) -> Tab:
    """Any tab: at most one table, and other blocks around it."""
    blocks = [*draw(st.lists(others, max_size=2)), *draw(st.lists(tables(), max_size=1))]
    return Tab("Tab", draw(words), draw(words), tuple(draw(st.permutations(blocks))), draw(words))
