"""A heading that is repeated among the rows is told from data."""

from sheets_sync.trackers.headings import recognise
from sheets_sync.trackers.mapping.layout import is_heading_row
from tests.drawing import grid

GROUPED = """
    Case |      |     | Seller |      | Violation | Enforcement |       |     |        | Appeal    |         |         |
    #    | Date | Mkt | ID     | Name | Type      | Action      | Start | End | Status | Submitted | Decided | Outcome |
"""


def test_a_repeated_heading_further_down_is_told_from_data():
    layout = recognise(grid(GROUPED))
    assert layout is not None

    groups, headings = grid(GROUPED).rows

    assert is_heading_row(headings, layout)
    assert is_heading_row(groups, layout)
    assert not is_heading_row(["C-1", 46025.0, "DE", "7001", "Shop", "counterfeit", "warning"], layout)
    assert not is_heading_row([], layout)


def test_a_heading_row_may_be_repeated_with_one_heading_in_six_missing():
    layout = recognise(grid("Case ID | Opened at | Market | Violation type | Action | Status"))
    assert layout is not None

    assert is_heading_row(["CASE ID", "opened at", "Market", "Violation  type", "Action", None], layout)
    assert not is_heading_row(["Case ID", "Opened at", "Market", "Violation type", None, None], layout)
