import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.documents.exports import (
    column_accounts_csv,
    csv_text,
    export_files,
    export_names,
    guarded,
    plain_cells,
    row_accounts_csv,
    row_issues_csv,
    sla_csv,
)
from sheets_sync.trackers.column_accounts import ColumnAccount
from sheets_sync.trackers.issues import RowAccount, RowIssue
from tests.analysis.journals import ran, tracker
from tests.drawing import utc
from tests.tabs.findings import ESCALATIONS, findings, with_a_pause, with_clocks


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30", "-", "@x", " =1+1", "\u00a0=1", "\tx", "\rx", "\nx", '=HYPERLINK("http://x","y")', "{=1+1}"],
)
def test_text_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str):
    assert guarded(text) == (text if text.startswith("{") else f"'{text}")


@pytest.mark.parametrize("cell", [-12.5, -3, None, "1-2", "a=b", ""])
def test_numbers_and_harmless_text_stay_as_they_are(cell: object):
    assert guarded(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_no_cell_is_lost_or_becomes_a_formula(rows: list[list[str]]):
    back = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))[1:]

    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(cell.strip()[:1] in {"=", "+", "-", "@"} for row in back for cell in row if cell.strip())


def test_an_issue_names_its_cell_row_and_column():
    issue = RowIssue(
        tracker="cases", workbook="EU trackers", tab="Cases",
        tab_url="https://docs.google.com/spreadsheets/d/1AbC/edit#gid=7",
        row=211, column=5, field="appealed_at", value="31/02/2026", problem="is not a day that exists",
        remedy="write the day as 2026-02-28", severity="cell_left_empty", suggestion="2026-02-28",
    )  # fmt: skip

    assert row_issues_csv([issue], [utc("2026-03-02 09:00")]).splitlines()[1] == (
        "cases,Cases,212,F,F212,appealed_at,31/02/2026,"
        "is not a day that exists,write the day as 2026-02-28,cell_left_empty,2026-02-28,2026-03-02T09:00:00Z"
    )


def test_an_account_is_one_line():
    account = RowAccount(
        tracker="cases", workbook="EU trackers", tab="Cases", rows=10, accepted=6, left_out=1, not_data=1, blank=2
    )

    assert (
        row_accounts_csv([account]) == "tracker,tab,rows,accepted,left_out,not_data,blank\r\ncases,Cases,10,6,1,1,2\r\n"
    )


def test_the_account_of_a_column_says_the_share_read_of_what_is_filled():
    column = ColumnAccount(
        tracker="cases", workbook="EU trackers", tab="Cases", tab_url=None, row=3, column=9, heading="=Enforcement",
        field="enforcement_type", read=3, unread=1, blank=2, warned=1,
    )  # fmt: skip

    assert column_accounts_csv([column, replace(column, read=0, unread=0, blank=6)]).splitlines() == [
        "tracker,tab,column,heading,field,read,unread,blank,warned,share_read",
        "cases,Cases,J,'=Enforcement,enforcement_type,3,1,2,1,0.75",
        "cases,Cases,J,'=Enforcement,enforcement_type,0,0,6,1,",
    ]


def test_every_clock_of_every_tracker_is_exported_with_its_tracker():
    feedback = """
        Feedback ID | Received at      | Market | Theme  | Feedback | Status | Resolved at
        F-1         | 09/03/2026 08:00 | DE     | Payout | Late     | Open   |
        """

    text = sla_csv(findings(policies=with_clocks("feedback_answer"), Feedback=feedback))

    assert list(csv.DictReader(io.StringIO(text))) == [
        {
            "tracker": "feedback",
            "record_id": "F-1",
            "clock": "feedback_answer",
            "policy": "feedback_answer",
            "calendar": "default",
            "state": "breached",
            "start": "2026-03-09T07:00:00Z",
            "stop": "",
            "elapsed_seconds": "72000",
            "target_seconds": "28800",
            "due_at": "2026-03-09T16:00:00Z",
            "breach_at": "2026-03-09T16:00:00Z",
            "paused_seconds": "0",
            "why": "Target 8 h: received Mon 9 Mar 08:00, 8 h Mon; not answered",
            "next_step": "",
            "next_step_at": "",
            "last_step": "",
            "last_step_at": "",
            "breaches_before": "",
            "given_at": "",
            "today_state": "",
            "paused_by": "",
            "due_if_resumed": "",
            "legs": "",
        }
    ]


def test_the_steps_and_the_forecast_of_a_clock_are_exported():
    drawing = """
        Escalation ID | Raised at        | Priority | Status | Subject | First response | Resolved at
        ESC-1         | 11/03/2026 10:08 | Critical | Open   | Terms   |                |
        """

    first_response, resolution = csv.DictReader(io.StringIO(sla_csv(findings(Escalations=drawing))))

    names = ("next_step", "next_step_at", "last_step", "last_step_at", "breaches_before")
    assert [first_response[name] for name in names] == [
        "team", "2026-03-11T10:08:00Z", "owner", "2026-03-11T09:56:00Z", "2026-03-12T17:00:00Z",
    ]  # fmt: skip
    assert [resolution[name] for name in names] == [
        "owner", "2026-03-11T15:32:00Z", "", "", "2026-03-12T17:00:00Z",
    ]  # fmt: skip


def test_the_names_of_the_exports_are_known_before_they_are_made():
    assert set(export_names()) == set(export_files(findings()))


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        (pd.Series([True, False, None], dtype="boolean"), ["true", "false", None]),
        (pd.Series([3, None], dtype="Int64"), [3, None]),
        (pd.Series([2.0, 0.25, None], dtype="float64"), [2, 0.25, None]),
        (pd.Series([("DE", "FR"), (), None], dtype="object"), ["DE; FR", "", None]),
        (pd.to_datetime(pd.Series(["2026-03-02 09:00", None]), utc=True), ["2026-03-02T09:00:00Z", None]),
        (pd.to_datetime(pd.Series(["2026-03-02", None])), ["2026-03-02", None]),
        (pd.Series(["x", None], dtype="str"), ["x", None]),
    ],
)
def test_a_typed_column_is_exported_plainly(column: pd.Series, cells: list[object]):
    assert plain_cells(column) == cells


def clocks_of(text: str, clock: str) -> dict[str, dict[str, str]]:
    """The lines of sla.csv about one clock, by record."""
    return {row["record_id"]: row for row in csv.DictReader(io.StringIO(text)) if row["clock"] == clock}


def test_a_paused_clock_says_what_stopped_it_and_when_it_would_be_due():
    clocks = clocks_of(sla_csv(with_a_pause()), "resolution")

    assert {name: clocks["ESC-1"][name] for name in ("paused_seconds", "paused_by", "due_if_resumed", "legs")} == {
        "paused_seconds": "64800", "paused_by": "waiting 64800", "due_if_resumed": "2026-03-12T17:00:00Z", "legs": "",
    }  # fmt: skip
    assert (clocks["ESC-2"]["paused_seconds"], clocks["ESC-2"]["paused_by"]) == ("0", "")


def test_a_clock_that_changed_hands_says_how_long_each_team_had_it():
    hands = ("policy", "", "legal")
    journal = ran(*(tracker(f"escalation_id | team\nESC-1 | {team}") for team in hands))

    clocks = clocks_of(sla_csv(findings(Escalations=ESCALATIONS, journal=journal)), "resolution")

    assert clocks["ESC-1"]["legs"] == "policy 14400; no_team 3600; legal 61200"
