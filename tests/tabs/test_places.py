"""Everything told of a tracker is linked to where it stands there."""

from dataclasses import replace

import pytest

from sheets_sync.analysis.findings import Findings, find
from sheets_sync.tabs.overview_attention import attention
from sheets_sync.tabs.places import issue_link, tab_words
from sheets_sync.tabs.row_issues import row_issues_tab
from sheets_sync.tabs.sla_now import sla_now_tab
from sheets_sync.trackers.ingest import Book, ingest
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.trackers.settings import ReadingSettings
from sheets_sync.workbooks.grid import Grid
from sheets_sync.workbooks.tab import Attention, Link, Tab, Table
from tests.drawing import grid
from tests.tabs.findings import ESCALATIONS, NOW, POLICIES, cases_per_week, findings

EU = "https://docs.google.com/spreadsheets/d/1AbC/edit#gid=7"
UK = "https://docs.google.com/spreadsheets/d/1XyZ/edit#gid=0"


def tab(drawing: str, *, title: str, workbook: str, url: str | None) -> Grid:
    return replace(grid(drawing, title=title, workbook=workbook), url=url)


def found(**books: Grid) -> Findings:
    """What follows from workbooks of one tab each, by the tracker that lives there."""
    read = [Book(one.workbook, [one], frozenset({tracker})) for tracker, one in books.items()]
    return find(ingest(read, ReadingSettings(locale="en_GB"), {}, NOW), POLICIES, NOW)


def one_workbook(url: str | None = EU) -> Findings:
    return found(escalations=tab(ESCALATIONS, title="Esc 2026", workbook="EU trackers", url=url))


def two_workbooks() -> Findings:
    cases = cases_per_week(2, 2).replace("Gambling", "whatever", 1)
    return found(
        escalations=tab(ESCALATIONS + "ESC-5 | soon | | | |", title="Log", workbook="EU trackers", url=EU),
        cases=tab(cases, title="Log", workbook="UK trackers", url=UK),
    )


def links(one: Tab, column: str) -> list[Link]:
    (table,) = [block for block in one.blocks if isinstance(block, Table)]
    place = [each.heading for each in table.columns].index(column)
    return [value for row in table.rows if isinstance(value := row[place], Link)]


def issue(row: int | None, column: int | None, url: str | None = None) -> RowIssue:
    return RowIssue(
        tracker="cases", workbook="EU trackers", tab="Cases DE", tab_url=url, row=row, column=column,
        value="", problem="", remedy="", severity="warning",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "where", "behind"),
    [
        (211, 5, "'Cases DE'!F212", "&range=F212"),
        (211, None, "Cases DE, row 212", "&range=A212"),
        (None, None, "Cases DE", ""),
    ],
)
def test_an_issue_is_placed_as_people_write_it_and_linked(row: int | None, column: int | None, where: str, behind: str):
    assert issue_link(findings(), issue(row, column)) == Link(where)
    assert issue_link(findings(), issue(row, column, EU)) == Link(where, EU + behind)


def test_an_open_clock_is_linked_to_the_row_of_its_escalation():
    assert links(sla_now_tab(one_workbook()), "Row")[0] == Link("'Esc 2026'!A2", f"{EU}&range=A2")
    assert links(sla_now_tab(one_workbook(url=None)), "Row")[0] == Link("'Esc 2026'!A2")


def test_an_issue_is_linked_to_its_cell():
    assert links(row_issues_tab(one_workbook()), "Where")[0] == Link("'Esc 2026'!D5", f"{EU}&range=D5")


def test_lines_that_cannot_wait_are_linked_to_the_trackers_and_named_where_they_are_of_our_own_tabs():
    lines = {line.kind.word: line.link for line in attention(one_workbook())}

    assert lines == {
        "Breached": Link("'Esc 2026'!A2", f"{EU}&range=A2"),
        "At risk": Link("'Esc 2026'!A4", f"{EU}&range=A4"),
        "Unknown": Link("SLA now"),
        "Mend": Link("'Esc 2026'!D5", f"{EU}&range=D5"),
    }


def test_with_several_workbooks_every_place_names_its_own():
    both = two_workbooks()

    assert links(sla_now_tab(both), "Row")[0] == Link("EU trackers: Log!A2", f"{EU}&range=A2")
    assert Link("UK trackers: Log!D2", f"{UK}&range=D2") in links(row_issues_tab(both), "Where")
    assert [tab_words(both, account) for account in both.trackers.accounts] == [
        "'UK trackers: Log'",
        "'EU trackers: Log'",
    ]


def test_a_slip_and_a_column_are_told_by_workbook_and_heading():
    attentions = [block for block in row_issues_tab(two_workbooks()).blocks if isinstance(block, Attention)]
    fixes, columns = ([(line.sentence.partition(":")[0], line.link) for line in one.lines] for one in attentions)

    assert fixes[0][1] == Link("EU trackers: Log!B6", f"{EU}&range=B6")
    assert ("Violation type", Link("UK trackers: Log!D1", f"{UK}&range=D1")) in columns
    assert "'whatever' in UK trackers" in [sentence for sentence, _ in fixes]


def test_rows_left_out_are_told_apart_by_the_workbook_they_are_of():
    sentences = [line.sentence for line in attention(two_workbooks()) if line.kind.word == "Left out"]

    assert sentences == ["1 of 5 rows of 'EU trackers: Log' are left out and in no figure"]
