from sheets_sync.tabs.sla_attainment import sla_attainment_tab
from sheets_sync.tabs.sla_now import sla_now_tab
from sheets_sync.workbooks.tab import Link, State, Tab, Table
from tests.tabs.findings import ESCALATIONS, findings


def table_of(tab: Tab) -> Table:
    (found,) = [block for block in tab.blocks if isinstance(block, Table)]
    return found


def test_every_open_clock_is_listed_worst_first_with_its_row():
    rows = table_of(sla_now_tab(findings(Escalations=ESCALATIONS))).rows

    assert [(row[0], row[5], row[6].word, row[12]) for row in rows if isinstance(row[6], State)][:3] == [
        ("ESC-1", "First response", "Breached", Link("Escalations!A2")),
        ("ESC-1", "Resolution", "Breached", Link("Escalations!A2")),
        ("ESC-3", "First response", "At risk", Link("Escalations!A4")),
    ]
    assert len(rows) == 8


def test_a_clock_that_cannot_be_judged_says_why():
    rows = table_of(sla_now_tab(findings(Escalations=ESCALATIONS))).rows

    assert {row[10] for row in rows if row[0] == "ESC-4"} == {"No target: its priority is missing or unreadable"}


def test_no_tracker_and_no_open_escalation_are_told_apart():
    done = ESCALATIONS.replace("Open ", "Closed ")

    assert table_of(sla_now_tab(findings())).empty == "No escalations tracker was read, so no clock is known."
    assert table_of(sla_now_tab(findings(Escalations=done))).empty == "No escalation is open, so no clock is running."


def test_a_small_group_has_counts_and_no_rate():
    rows = table_of(sla_attainment_tab(findings(Escalations=ESCALATIONS))).rows

    policy = next(row for row in rows if row[:3] == ("Team", "Policy", "First response"))
    assert (policy[3:6], policy[6], policy[7]) == ((0, 0, 1), None, "0 of 1")


def test_a_missing_column_is_told_in_the_banner():
    drawing = "Escalation ID | Raised at | Status | Subject | Team\nESC-1 | 06/03/2026 | Open | x | Policy"

    assert "no column for priority" in sla_now_tab(findings(Escalations=drawing)).banner
