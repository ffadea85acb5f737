"""The forecast above the table of SLA now."""

from dataclasses import replace
from typing import Any

from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.tabs.sla_now import sla_now_tab
from sheets_sync.workbooks.layout import page_of
from sheets_sync.workbooks.tab import Attention, AttentionLine, Link, Note, State, Tab, Table
from tests.drawing import utc
from tests.tabs.findings import ESCALATIONS, NOW, POLICIES, findings

OFFICE = {"timezone": "Europe/Berlin", "week": {"wed": ["09:00-18:00"], "thu": ["09:00-18:00"], "fri": ["09:00-20:00"]}}


def tab(drawing: str = ESCALATIONS, now: str = "2026-03-11 10:00", **sla: Any) -> Tab:
    policies = replace(POLICIES, sla=SlaSettings.model_validate(sla)) if sla else POLICIES
    return sla_now_tab(findings(now=utc(now), policies=policies, Escalations=drawing))


def blocks(tab: Tab) -> tuple[Attention, list[str], Table]:
    """The forecast, the notes and the table."""
    first, *others, table = tab.blocks
    assert isinstance(first, Attention)
    assert isinstance(table, Table)
    return first, [note.text for note in others if isinstance(note, Note)], table


def many(count: int) -> str:
    rows = [f"E-{n} | 11/03/2026 10:{n:02} | Policy | Medium | Open | Tags | |" for n in range(count)]
    return "\n".join([ESCALATIONS.strip().splitlines()[0], *rows])


def test_the_first_to_breach_stand_above_the_table():
    forecast, notes, table = blocks(tab())

    assert forecast.title == "Forecast: what breaches by the end of the next opening hours, Thu 12 Mar 18:00"
    assert forecast.lines == (
        AttentionLine(State("At risk", "soon"), "ESC-3  Terms; first response breaches Wed 11 Mar 11:05", "Legal",
                      Link("Escalations!A4")),
        AttentionLine(State("On track", "fine"), "ESC-2  Tags; first response breaches Wed 11 Mar 17:30", "Product",
                      Link("Escalations!A3")),
        AttentionLine(State("On track", "fine"), "ESC-3  Terms; resolution breaches Thu 12 Mar 09:05", "Legal",
                      Link("Escalations!A4")),
    )  # fmt: skip
    assert notes == []
    assert [row[:1] + row[5:6] for row in table.rows if row[9] == State("Will breach", "soon")] == [
        ("ESC-3", "First response"), ("ESC-2", "First response"), ("ESC-3", "Resolution"),
    ]  # fmt: skip


def test_what_is_not_shown_is_said_and_marked_in_the_table():
    forecast, notes, table = blocks(tab(many(9)))

    assert len(forecast.lines) == 6
    assert notes == ["These are the first 6 of 9; the column Forecast marks them all."]
    assert sum(row[9] is not None for row in table.rows) == 9


def test_with_a_full_forecast_the_headings_of_the_table_still_stand_still():
    assert page_of(tab(many(20))).frozen_rows > 0


def test_nothing_that_breaches_is_said_in_a_sentence():
    late = "\n".join(ESCALATIONS.strip().splitlines()[:2])

    forecast, _, _ = blocks(tab(late))

    assert (forecast.lines, forecast.empty) == ((), "Nothing will breach by then, even if nobody acts.")


def test_calendars_that_end_otherwise_are_told_apart():
    both = [
        {"name": name, "clock": "resolution", "target": "10h", "calendar": calendar, "when": {"priority": [name]}}
        for name, calendar in {"critical": "24x7", "high": "eu", "low": "de"}.items()
    ]

    forecast, notes, _ = blocks(tab(policies=both, calendars={"eu": OFFICE, "de": OFFICE}))

    assert forecast.title == "Forecast: what breaches by the end of the next opening hours"
    assert notes == ["By calendar: within 24 hours (24x7), Thu 12 Mar 18:00 (de, eu)."]


def test_the_day_ahead_of_a_calendar_that_never_closes_does_not_move_with_the_minutes():
    one = [{"name": "all", "clock": "resolution", "target": "10h", "calendar": "24x7"}]

    forecast, _, _ = blocks(tab(policies=one))

    assert forecast.title == "Forecast: what breaches within 24 hours"


def test_a_day_without_a_time_may_breach():
    a_day = """
        Escalation ID | Raised at  | Priority | Status | Subject | Owner | First response | Resolved at
        ESC-1         | 11/03/2026 | Medium   | Open   | Tags    | Ana   |                |
        """

    forecast, _, table = blocks(tab(a_day, now="2026-03-11 15:00"))
    (first,) = forecast.lines

    assert (first.sentence, first.who) == ("ESC-1  Tags; first response may breach Wed 11 Mar 17:00", "Ana")
    assert [row[9] for row in table.rows] == [State("May breach", "soon"), None]


def test_no_forecast_stands_where_no_clock_is_open():
    assert [type(block) for block in sla_now_tab(findings(now=NOW)).blocks] == [Table]


def test_where_no_policy_sets_a_target_nothing_is_forecast():
    untimed = {"name": "p", "clock": "resolution", "target": "", "calendar": "24x7"}

    first, *_ = tab(policies=[untimed]).blocks

    assert isinstance(first, Table)
