from datetime import date, datetime

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
from tests.snapshots import as_text

BREACHED = State("Breached", "late")
ROW = Link("Escalations!A42", "https://sheets.example/d/1#range=A42")


def tab(*blocks) -> Tab:
    return Tab("SLA now", "SLA, now", "As of Sun 22 Nov 2026", blocks)


def test_every_block_can_be_read():
    text = as_text(
        tab(
            KeyFigures((KeyFigure("Open", "38", "+5 on last week"), KeyFigure("Breached", "4", "2 critical", "late"))),
            Attention("Look at these first", (AttentionLine(BREACHED, "ESC-118 is late", "Policy", ROW),), "Nothing."),
            Charts((Chart("Fewer met", "line", ("W46", "W47"), (Series("met", (0.915, None)),), "share", "None."),)),
            Note("Default calendar."),
        )
    )

    assert text == (
        "=== SLA now ===\nSLA, now\nAs of Sun 22 Nov 2026\n\n"
        "Key figures\n"
        "  Open     | 38       | +5 on last week\n"
        "  Breached | [4|late] | 2 critical\n\n"
        "Look at these first\n"
        "  [Breached|late] | ESC-118 is late | Policy | Escalations!A42→https://sheets.example/d/1#range=A42\n\n"
        "Chart, line: Fewer met\n"
        "      | [met|accent]\n"
        "  W46 |       91.5 %\n"
        "  W47 |\n\n"
        "Note: Default calendar.\n"
    )


def test_a_table_shows_its_values_as_readers_see_them():
    columns = (
        Column("Record"), Column("State", "state"), Column("Left, hours", "hours"), Column("Due", "instant"),
        Column("Since", "day"), Column("Cases", "count"), Column("Share", "share"), Column("GMV, EUR", "money"),
    )  # fmt: skip
    row = ("E\n1", BREACHED, -14.5, datetime(2026, 11, 9, 7, 5), date(2026, 1, 2), 1204, 0.5, -3.5)  # noqa: DTZ001
    unknown = ("E2", State("Unknown", "plain"), None, None, None, None, None, None)

    text = as_text(tab(Table(columns, (row, unknown), "None is open.")))

    assert text.splitlines()[4:] == [
        "Table, rows: 2",
        "  Record | State           | Left, hours | Due             | Since          | Cases | Share | GMV, EUR",
        "  ----------------------------------------------------------------------------------------------------",
        "  E ⏎ 1  | [Breached|late] |       −14.5 | Mon 9 Nov 07:05 | Fri 2 Jan 2026 | 1,204 |  50 % |    −3.50",
        "  E2     | [Unknown|plain] |             |                 |                |       |       |",
    ]


def test_a_small_table_shows_its_title_and_its_values():
    columns = (Column("Reason"), Column("Hours", "hours"))

    text = as_text(tab(SmallTable("Hours lost", columns, (("Waiting", 1.5),), "No clock stood still.")))

    assert text.splitlines()[4:] == ["Hours lost", "  Reason  | Hours", "  ---------------", "  Waiting |   1.5"]


def test_what_is_empty_shows_its_sentence():
    empty_chart = Chart("Fewer met", "line", (), (Series("met", ()),), "share", "No week has ended.")

    text = as_text(tab(Table((Column("Record"),), (), "None is open."), Charts((empty_chart,))))

    assert "Table, rows: 0\n  Record\n  ------\n  (None is open.)\n" in text
    assert "Chart, line: Fewer met\n  (No week has ended.)\n" in text
