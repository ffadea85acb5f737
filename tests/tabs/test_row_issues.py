import pytest

from sheets_sync.tabs.row_issues import place, row_issues_tab
from sheets_sync.trackers.issues import RowIssue
from sheets_sync.workbooks.tab import Table
from tests.tabs.findings import ESCALATIONS, findings


def issue(row: int | None, column: int | None, tab: str = "Cases DE") -> RowIssue:
    return RowIssue(
        tracker="cases", tab=tab, row=row, column=column, value="", problem="", remedy="", severity="warning"
    )


@pytest.mark.parametrize(
    ("row", "column", "where"),
    [(211, 5, "'Cases DE'!F212"), (211, None, "Cases DE, row 212"), (None, None, "Cases DE")],
)
def test_an_issue_is_placed_as_people_write_it(row: int | None, column: int | None, where: str):
    assert place(issue(row, column)) == where


def test_the_worst_comes_first_and_the_banner_counts():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS + "ESC-5 | soon | | | |"))
    (table,) = [block for block in tab.blocks if isinstance(block, Table)]

    assert [getattr(row[0], "word", "") for row in table.rows][:2] == ["Row left out", "Cell left empty"]
    assert tab.banner.startswith("1 row left out, 1 cell to mend")


def test_clean_trackers_have_nothing_to_mend():
    clean = findings(Escalations=ESCALATIONS.replace("soonish", "High"))
    (table,) = [block for block in row_issues_tab(clean).blocks if isinstance(block, Table)]

    assert table.rows == ()
    assert table.empty == "Nothing to mend: every cell could be read."
