"""How much of every column was read."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.column_accounts import ColumnAccount
from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")


def read(url: str | None = None, **drawings: str) -> Trackers:
    grids = [replace(grid(drawing, title=title), url=url) for title, drawing in drawings.items()]
    return ingest([Book("trackers.xlsx", grids)], ReadingSettings(locale="en_GB"), {}, NOW)


def column(trackers: Trackers, field: str, tab: str = "Escalations") -> ColumnAccount:
    (found,) = [account for account in trackers.columns if (account.tab, account.field) == (tab, field)]
    return found


ESCALATIONS = """
    Escalation ID | Raised at        | Team    | How urgent? | Status   | Markets
    ESC-1         | 06/03/2026 16:00 | Policy  | Critical    | Open     | DE; FR
    ESC-2         | 11/03/2026 09:30 | Product | Critcal     | Open     | Narnia
    ESC-3         | whenever         | Legal   |             | Open     |
    ESC-4         | 11/03/2026 10:05 | Legal   | soonish     | Resolved | –

    ESC-5         | 10/03/2026 10:05 | Legal   | Low         | Open     | DE; Narnia
    """


def test_every_cell_of_a_column_is_read_or_not_or_blank():
    trackers = read(Escalations=ESCALATIONS.replace("How urgent?", "Priority"))

    assert column(trackers, "priority") == ColumnAccount(
        tracker="escalations", workbook="trackers.xlsx", tab="Escalations", tab_url=None, row=0, column=3,
        heading="Priority", field="priority", read=3, unread=1, blank=1, warned=1,
    )  # fmt: skip
    raised = column(trackers, "raised_at")
    assert (raised.read, raised.unread, raised.blank, raised.warned) == (4, 1, 0, 0)


def test_a_list_is_blank_without_a_member_and_unread_with_a_bad_one():
    markets = column(read(Escalations=ESCALATIONS), "market")

    assert (markets.read, markets.unread, markets.blank) == (1, 2, 2)


def test_a_cell_warned_about_twice_is_one_and_an_empty_one_is_none():
    drawing = """
        Escalation ID | Raised at  | Priority | Status     | Resolved at
        ESC-1         | 2026-03-02 | High     | In progess | 2026-03-03
        ESC-2         | 2026-03-02 |          | Open       |
        """
    trackers = read(Escalations=drawing)

    assert sorted(issue.field for issue in trackers.issues if issue.cell in ("C3", "D2")) == [
        "priority", "status", "status",
    ]  # fmt: skip
    assert column(trackers, "status").warned == 1
    assert column(trackers, "priority").warned == 0


def test_columns_nobody_reads_have_no_account_and_each_tab_has_its_own():
    trackers = read(Escalations=ESCALATIONS, Older=ESCALATIONS)

    assert "How urgent?" not in [account.heading for account in trackers.columns]
    assert {account.tab for account in trackers.columns} == {"Escalations", "Older"}


def test_an_account_links_to_its_heading():
    assert column(read(Escalations=ESCALATIONS), "team").url is None
    assert column(read("https://sheets.example/d/1#gid=7", Escalations=ESCALATIONS), "team").url == (
        "https://sheets.example/d/1#gid=7&range=C1"
    )


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["High", "Critcal", "soonish", "-", "", "P1/P2"]), min_size=1, max_size=8))
def test_the_account_adds_up_and_agrees_with_the_issues(cells: list[str]):
    rows = "\n".join(f"ESC-{n} | 2026-03-02 | {cell} | Open | Points" for n, cell in enumerate(cells))
    trackers = read(Escalations=f"Escalation ID | Raised at | Priority | Status | Subject\n{rows}")
    account, (of_rows,) = column(trackers, "priority"), trackers.accounts
    severities = [issue.severity for issue in trackers.issues if issue.field == "priority"]

    assert account.read + account.unread + account.blank == of_rows.accepted + of_rows.left_out == len(cells)
    assert account.unread == severities.count("cell_left_empty")
    assert account.warned + account.blank == severities.count("warning")
