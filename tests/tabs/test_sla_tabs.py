from datetime import datetime

from sheets_sync.analysis.findings import Findings
from sheets_sync.tabs.overview_attention import attention
from sheets_sync.tabs.sla_attainment import sla_attainment_tab
from sheets_sync.tabs.sla_now import sla_now_tab
from sheets_sync.tabs.sla_states import STATES
from sheets_sync.workbooks.tab import Attention, FullInstant, Link, State, Tab, Table
from tests.drawing import utc
from tests.tabs.findings import ESCALATIONS, findings, with_a_pause, with_clocks


def table_of(tab: Tab) -> Table:
    (found,) = [block for block in tab.blocks if isinstance(block, Table)]
    return found


def test_every_open_clock_is_listed_worst_first_with_its_row():
    rows = table_of(sla_now_tab(findings(Escalations=ESCALATIONS))).rows

    assert [(row[0], row[5], row[6].word, row[14]) for row in rows if isinstance(row[6], State)][:3] == [
        ("ESC-1", "First response", "Breached", Link("Escalations!A2")),
        ("ESC-1", "Resolution", "Breached", Link("Escalations!A2")),
        ("ESC-3", "First response", "At risk", Link("Escalations!A4")),
    ]
    assert len(rows) == 8


def test_a_clock_that_cannot_be_judged_says_why():
    rows = table_of(sla_now_tab(findings(Escalations=ESCALATIONS))).rows

    assert {row[12] for row in rows if row[0] == "ESC-4"} == {"No target: its priority is missing or unreadable"}


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


def test_a_subject_of_many_pages_keeps_its_beginning():
    drawing = f"Escalation ID | Raised at | Status | Subject\nESC-1 | 06/03/2026 | Open | {'why ' * 9000}"

    assert {row[1] for row in table_of(sla_now_tab(findings(Escalations=drawing))).rows} == {"why " * 74 + "why…"}


CASES = """
    Case ID | Opened at        | Decided at       | Market | Violation type | Severity | Status | Enforcement | Appealed at      | Appeal decided at | Owner
    ESC-1   | 02/03/2026 09:00 | 02/03/2026 10:00 | DE     | Gambling       | High     | Closed | LIVE ban    | 10/03/2026 12:00 |                   | Ana
    C-2     | 02/03/2026 09:00 | 02/03/2026 10:00 | DE     | Gambling       | High     | Closed | LIVE ban    |                  |                   | Ana
    C-3     | 02/03/2026 09:00 | 02/03/2026 10:00 | FR     | Violence       | Low      | Closed | Warning     | 03/03/2026 12:00 | 03/03/2026 13:00  | Ana
    """  # noqa: E501
FEEDBACK = """
    Feedback ID | Received at      | Market | Theme         | Feedback      | Status | Priority | Resolved at
    F-1         | 10/03/2026 09:00 | DE     | Payout delays | Money is late | Open   | High     |
    """


def test_clocks_of_cases_and_feedback_stand_beside_those_of_escalations():
    policies = with_clocks("appeal_decision", "appeal_window", "feedback_answer")

    tab = sla_now_tab(findings(policies=policies, Escalations=ESCALATIONS, Cases=CASES, Feedback=FEEDBACK))

    others = [row for row in table_of(tab).rows if row[13] != "Escalations"]
    assert [(row[:6], row[6].word, row[13], row[14]) for row in others if isinstance(row[6], State)] == [
        (("F-1", "Payout delays", "", "", "High", "Feedback answer"), "Breached", "Feedback", Link("Feedback!A2")),
        (("ESC-1", "Gambling", "", "Ana", "High", "Appeal decision"), "At risk", "Cases", Link("Cases!A2")),
    ]
    assert tab.banner.startswith("4 open escalations, 1 appeal, 1 feedback unanswered, worst first")
    assert "the team's policies, escalations by the default policy" in tab.banner


def test_a_clock_that_no_column_starts_is_told_in_the_banner():
    cases = "Case ID | Opened at | Market | Violation type | Status\nC-1 | 02/03/2026 | DE | Gambling | Open"

    tab = sla_now_tab(findings(policies=with_clocks("appeal_decision"), Cases=cases))

    assert tab.banner.endswith("appeal decision: no column for appealed at")


def test_of_a_column_that_only_some_tabs_have_is_told_how_many_rows_lack_it():
    old = "Case ID | Opened at | Market | Violation type | Status\nC-1 | 02/03/2026 | DE | Gambling | Open"
    drawings = {"Cases": CASES, "Cases 2025": old}

    tab = sla_now_tab(findings(policies=with_clocks("appeal_decision"), **drawings))

    assert tab.banner.endswith("appeal decision: no column for appealed at for 1 of 4 rows")


def test_every_clock_tells_its_next_step_or_since_when_the_last_one_has_been_reached():
    rows = table_of(sla_now_tab(findings(Escalations=ESCALATIONS))).rows

    assert {row[0]: row[10] for row in rows if row[5] == "Resolution"} == {
        "ESC-1": "Policy team since Mon 9 Mar 15:00",
        "ESC-2": "Owner (none named), Mon 16 Mar 14:30",
        "ESC-3": "Owner (none named), Wed 11 Mar 16:29",
        "ESC-4": "",
    }


MIDNIGHT = (utc("2025-12-31 22:59"), utc("2025-12-31 23:00"))  # before and after it, in Berlin


def over_new_year(now: datetime) -> Findings:
    """An escalation whose first response is due in one year, and its resolution in the next."""
    columns = "Escalation ID | Raised at | Priority | Status | Subject | First response | Resolved at"
    return findings(now=now, Escalations=f"{columns}\nESC-1 | 29/12/2025 10:00 | Medium | Open | Points | |")


def forecast_title(findings: Findings) -> str:
    (forecast,) = [block for block in sla_now_tab(findings).blocks if isinstance(block, Attention)]
    return forecast.title


def test_moments_of_another_year_than_the_teams_clock_shows_say_theirs():
    before, after = ({row[5]: row for row in table_of(sla_now_tab(over_new_year(now))).rows} for now in MIDNIGHT)

    answer, end = datetime(2025, 12, 29, 18), datetime(2026, 1, 5, 14)  # noqa: DTZ001
    assert (before["First response"][7], before["Resolution"][7]) == (answer, FullInstant(end))
    assert (after["First response"][7], after["Resolution"][7]) == (FullInstant(answer), end)
    assert before["Resolution"][10] == "Owner (none named), Fri 2 Jan 2026 15:00"
    assert after["Resolution"][10] == "Owner (none named), Fri 2 Jan 15:00"


def test_lines_about_another_year_say_so_too():
    before, after = map(over_new_year, MIDNIGHT)

    assert [line.sentence for line in attention(before)][:1] == ["ESC-1  Points; first response due Mon 29 Dec 18:00"]
    assert [line.sentence for line in attention(after)][:1] == [
        "ESC-1  Points; first response due Mon 29 Dec 2025 18:00"
    ]
    assert "Fri 2 Jan 2026 18:00" in forecast_title(before)
    assert "Fri 2 Jan 18:00" in forecast_title(after)


def test_attainment_is_counted_by_clock_and_knows_its_tracker():
    policies = with_clocks("appeal_decision", "appeal_window", "feedback_answer")

    rows = table_of(sla_attainment_tab(findings(policies=policies, Cases=CASES, Feedback=FEEDBACK))).rows

    assert [(row[:6], row[14]) for row in rows if row[0] in ("All", "Market")] == [
        (("All", "All cases", "Appeal decision", 1, 0, 0), "Cases"),
        (("All", "All feedback", "Feedback answer", 0, 0, 1), "Feedback"),
        (("Market", "DE", "Appeal decision", 0, 0, 0), "Cases"),
        (("Market", "DE", "Feedback answer", 0, 0, 1), "Feedback"),
        (("Market", "FR", "Appeal decision", 1, 0, 0), "Cases"),
    ]


def test_a_paused_clock_stands_without_a_due_time():
    rows = {row[0]: row for row in table_of(sla_now_tab(with_a_pause())).rows if row[5] == "Resolution"}

    assert rows["ESC-1"][6:12] == (STATES["paused"], None, 16.0, None, "", "paused")
