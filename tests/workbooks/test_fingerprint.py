from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.fingerprint import fingerprint
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
from tests.workbooks.any_tab import tabs

LATE, ROW = State("Breached", "late"), Link("Cases!A2", "https://docs.google.com/spreadsheets/d/1/edit#gid=7&range=A2")
DUE = datetime(2026, 11, 19, 12, 30)  # noqa: DTZ001 - in the team's zone
EVERYTHING = Tab(
    "SLA now",
    "SLA now",
    "38 open escalations",
    (
        KeyFigures((KeyFigure("Open", "38", "+5 on last week", "late"),)),
        Attention("Look at these first", (AttentionLine(LATE, "ESC-118 is late", "Policy", ROW),), "Nothing waits."),
        Charts((Chart("Cases", "line", ("W45", "W46"), (Series("cases", (40, None)),), "count", "No case."),)),
        Note("Default calendar."),
        Table(
            (Column("Escalation", identifies=True), Column("Due", "instant"), Column("Left", "hours", moves=True)),
            (("ESC-118", DUE, -14.5), (LATE, date(2026, 11, 19), ROW), (None, 0.1, 7)),
            "None is open.",
        ),
    ),
    as_of="as of Sun 22 Nov 2026",
)


def column_of(*cells: object, **marks: bool) -> Tab:
    return Tab("Tab", "", "", (Table((Column("N", **marks),), tuple((cell,) for cell in cells), ""),))


def neighbours(value: object) -> Iterator[object]:
    """`value` with one thing in it different, for every thing in it."""
    if is_dataclass(value):
        for field in fields(value):
            for other in neighbours(getattr(value, field.name)):
                yield replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        yield from (value[:-1], (*value, value[-1]), value[::-1]) if len(value) > 1 else ((),)
        for index, one in enumerate(value):
            yield from ((*value[:index], other, *value[index + 1 :]) for other in neighbours(one))
    else:
        yield {str: f"{value} ", bool: not value, type(None): "", float: 0.25, int: -3}.get(type(value), "a day")


def test_whatever_differs_the_fingerprint_does():
    *blocks, table = EVERYTHING.blocks
    still = replace(table, columns=tuple(replace(column, moves=False) for column in table.columns))
    tab = replace(EVERYTHING, as_of="", blocks=(*blocks, still))

    others = [other for other in neighbours(tab) if not other.as_of]

    assert len(others) > 70
    assert len({fingerprint(tab), *map(fingerprint, others)}) == 1 + len(set(others))


@given(tabs(), tabs())
def test_two_tabs_share_a_fingerprint_only_if_they_are_alike(one, other):
    assert (fingerprint(one) == fingerprint(other)) == (what_counts(one) == what_counts(other))


def what_counts(tab: Tab) -> Tab:
    """The tab without its stamp and what moves."""
    blocks = [
        replace(
            block,
            rows=tuple(
                tuple(value for value, column in zip(row, block.columns, strict=True) if not column.moves)
                for row in block.rows
            ),
        )
        if isinstance(block, Table | SmallTable)
        else block
        for block in tab.blocks
    ]
    return replace(tab, as_of="", blocks=tuple(blocks))


@given(tabs(), st.text())
def test_the_stamp_does_not_count(tab, stamp):
    assert fingerprint(replace(tab, as_of=stamp)) == fingerprint(tab)


def test_values_that_move_with_the_clock_do_not_count_but_their_rows_do():
    now, later = column_of(14.5, -2, moves=True), column_of(13.5, -3, moves=True)

    assert fingerprint(now) == fingerprint(later)
    assert fingerprint(now) != fingerprint(column_of(14.5, moves=True))
    assert fingerprint(column_of(14.5)) != fingerprint(column_of(13.5))


def test_values_of_a_small_table_that_move_with_the_clock_do_not_count_either():
    def small(*cells: object, **marks: bool) -> Tab:
        return Tab("Tab", "", "", (SmallTable("T", (Column("N", **marks),), tuple((cell,) for cell in cells), ""),))

    assert fingerprint(small(14.5, moves=True)) == fingerprint(small(13.5, moves=True))
    assert fingerprint(small(14.5)) != fingerprint(small(13.5))


def test_it_is_the_same_on_every_machine_and_in_every_version():
    assert fingerprint(EVERYTHING) == "cb9f6ecea232c5846f2b64bab1fbda3333c525354ad12a5219d4aa7ec752b43a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (-0.0, 0),
        (np.int64(2**53 + 1), 2**53 + 1),
        (np.float64(0.1), 0.1),
        (float("nan"), None),
        (pd.NaT, None),
        (pd.Timestamp(2026, 11, 19, 12, 30), DUE),
    ],
)
def test_values_that_stand_alike_are_alike(one, other):
    assert fingerprint(column_of(one)) == fingerprint(column_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        ("", None),
        (State("a", "late"), Link("a")),
        (Link("a"), "a"),
        (DUE, DUE.date()),
        (DUE.isoformat(), DUE),
        (0.1 + 0.2, 0.3),
        (2**53 + 1, 2**53),
        ('["a"]', "a"),
    ],
)
def test_values_that_stand_differently_differ(one, other):
    assert fingerprint(column_of(one)) != fingerprint(column_of(other))


def test_a_value_that_no_tab_should_hold_has_no_fingerprint():
    with pytest.raises(TypeError):
        fingerprint(column_of(object()))
