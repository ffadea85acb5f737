"""How much of what stands in the trackers could be read."""

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.analysis.shares_read import column_shares, share_read
from sheets_sync.trackers.column_accounts import ColumnAccount


def account(
    tab: str, field: str = "status", *, heading: str = "Status", read: int = 4, unread: int = 0, warned: int = 0
):
    return ColumnAccount(
        tracker="cases", workbook="EU trackers", tab=tab, tab_url=None, row=0, column=3, heading=heading, field=field,
        read=read, unread=unread, blank=1, warned=warned,
    )  # fmt: skip


def test_a_field_is_added_up_over_its_tabs_and_known_by_all_its_headings():
    german = account("Fälle", heading="Stand", read=5, unread=3)
    (share,) = column_shares([account("Cases"), german, account("Old", warned=2)])

    assert (share.headings, share.read, share.unread, share.blank, share.warned) == (("Status", "Stand"), 13, 3, 3, 2)
    assert share.share == 13 / 16
    assert share.worst is german


def test_fields_keep_the_order_of_their_columns():
    columns = [account("A", "market"), account("A", "status"), account("B", "status"), account("B", "market")]

    assert [share.field for share in column_shares(columns)] == ["market", "status"]


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_share_is_whole_only_where_all_was_read_and_unknown_where_nothing_is(read: int, unread: int):
    share = share_read(read, unread)

    assert (share is None) == (read + unread == 0)
    assert share is None or 0 <= share <= 1
    assert (share == 1) == (unread == 0 and read > 0)
