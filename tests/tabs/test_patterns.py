from sheets_sync.tabs.patterns import patterns_tab
from sheets_sync.workbooks.tab import Note, State, Table
from tests.tabs.findings import cases_per_week, findings


def test_a_stream_shows_its_weeks_and_whether_it_recurs():
    tab = patterns_tab(findings(Cases=cases_per_week(1, 2, 1, 1, 2, 1, 3, 2, 1, 4)))
    (table,) = [block for block in tab.blocks if isinstance(block, Table)]

    first = table.rows[0]
    assert first[:5] == ("Type", "Gambling", "", "", State("Recurring", "soon"))
    assert first[-3:] == (2, 1, 4)
    assert [column.heading for column in table.columns[-2:]] == ["W10", "W11, so far"]


def test_cases_in_no_stream_and_too_few_weeks_are_told():
    drawing = cases_per_week(2, 3).replace("Gambling", "whatever", 1)
    (note,) = [block.text for block in patterns_tab(findings(Cases=drawing)).blocks if isinstance(block, Note)]

    assert note == (
        "1 case without a readable violation type: in no stream. "
        "4 cases without a product category: counted by type and market only. "
        "1 full week: too early to say what recurs or rises; 8 are needed."
    )


def test_without_cases_the_table_says_why_it_is_empty():
    (table,) = [block for block in patterns_tab(findings()).blocks if isinstance(block, Table)]

    assert table.empty == "No cases tracker was read, so there are no patterns to show."
