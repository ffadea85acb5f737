from sheets_sync.tabs.row_issues import row_issues_tab
from sheets_sync.workbooks.tab import Table
from tests.tabs.findings import ESCALATIONS, findings


def test_the_worst_comes_first_and_the_banner_counts():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS + "ESC-5 | soon | | | |"))
    (table,) = [block for block in tab.blocks if isinstance(block, Table)]

    assert [getattr(row[0], "word", "") for row in table.rows][:2] == ["Row left out", "Cell left empty"]
    assert tab.banner.startswith("1 row left out, 1 cell to mend")


def test_the_nearest_valid_value_stands_beside_what_was_found():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS + "ESC-5 | 31/02/2026 | Legal | High | Open | Terms"))
    (table,) = [block for block in tab.blocks if isinstance(block, Table)]

    found, suggested = ([column.heading for column in table.columns].index(name) for name in ("Found", "Perhaps"))
    assert (table.rows[0][found], table.rows[0][suggested]) == ("31/02/2026", "2026-02-28")


def test_clean_trackers_have_nothing_to_mend():
    clean = findings(Escalations=ESCALATIONS.replace("soonish", "High"))
    (table,) = [block for block in row_issues_tab(clean).blocks if isinstance(block, Table)]

    assert table.rows == ()
    assert table.empty == "Nothing to mend: every cell could be read."
