"""A tab is read as its own text shows that it was written."""

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings
from tests.drawing import grid, utc

NOW = utc("2026-11-20 12:00")
BY_EVIDENCE = ReadingSettings()


def traffic(rows: str, reading: ReadingSettings = BY_EVIDENCE) -> Trackers:
    heading = "Date | LIVE room ID | Market | Views | Orders | GMV (EUR) | Duration"
    return ingest([Book("t.xlsx", [grid(f"{heading}\n{rows}", title="LIVE traffic")])], reading, {}, NOW)


def opened(*days: str, reading: ReadingSettings = BY_EVIDENCE) -> Trackers:
    heading = "Case ID | Opened at | Market | Seller ID | Violation | Enforcement | Status"
    rows = [f"C-{n} | {day} | DE | 7491822238059545828 | Counterfeit | Warning | Open" for n, day in enumerate(days)]
    return ingest([Book("t.xlsx", [grid("\n".join([heading, *rows]), title="Cases")])], reading, {}, NOW)


def amounts(trackers: Trackers) -> list[float]:
    return [float(amount) for amount in trackers.frames["traffic"]["gmv"]]


def days(trackers: Trackers) -> list[str]:
    local = trackers.frames["cases"]["opened_at"].dt.tz_convert("Europe/Berlin")
    return [str(day) for day in local.dt.strftime("%Y-%m-%d")]


def doubts(trackers: Trackers) -> list[str]:
    return [issue.problem for issue in trackers.issues if "decimal point" in issue.problem]


def test_thousands_of_a_german_tab_are_not_divided_by_a_thousand():
    trackers = traffic("""2026-11-03 | R1 | DE | 1.234 | 12 | 2.000 | 1,5 h
        2026-11-04 | R2 | DE | 1.000 | 3  | 987,50 | 2h""")

    assert amounts(trackers) == [2000, 987.5]
    assert list(trackers.frames["traffic"]["views"]) == [1234, 1000]
    assert not doubts(trackers)


def test_days_with_dots_make_a_point_one_of_thousands():
    assert amounts(traffic("03.11.2026 | R1 | DE | 12 | 12 | 2.000 | 2h")) == [2000]


def test_a_number_that_only_the_default_decided_is_said_once_for_the_tab():
    trackers = traffic("""2026-11-03 | R1 | DE | 12 | 12 | 2.000 | 2h
        2026-11-04 | R2 | DE | 12 | 3  | 3.000 | 2h""")

    assert amounts(trackers) == [2, 3]
    assert len(doubts(trackers)) == 1


def test_an_english_tab_is_read_as_ever():
    trackers = traffic("2026-11-03 | R1 | DE | 1,234 | 12 | 2,000 | 1.5 h")

    assert amounts(trackers) == [2000]
    assert not doubts(trackers)


def test_the_teams_locale_decides_about_numbers():
    row = "03.11.2026 | R1 | DE | 12 | 12 | 2.000 | 2h"
    trackers = traffic(row, ReadingSettings(locale="en_GB"))

    assert amounts(trackers) == [2]
    assert not doubts(trackers)


def test_dates_with_dots_do_not_follow_those_with_slashes():
    assert days(opened("11/13/2026", "05.11.2026", "11/05/2026", "05.11.")) == [
        "2026-11-13", "2026-11-05", "2026-11-05", "2026-11-05",
    ]  # fmt: skip


def test_a_column_with_both_orders_keeps_only_days_that_one_order_explains():
    trackers = opened("13/10/2026", "10/13/2026", "05/11/2026", "11/11/2026", "05.11.2026")

    assert days(trackers) == ["2026-10-13", "2026-11-11", "2026-11-05"]
    refused = {issue.value: issue.problem for issue in trackers.issues if issue.severity == "row_left_out"}
    assert refused["05/11/2026"] == "can be read in two orders"
    assert len(days(opened("13/10/2026", "10/13/2026", "05/11/2026", reading=ReadingSettings(locale="en_GB")))) == 2


def test_one_stray_date_leaves_out_what_it_would_have_turned_month_first():
    trackers = opened("02/01/2026", "03/02/2026", "05/13/2026")

    assert days(trackers) == ["2026-05-13"]
    assert any("only 05/13/2026 says" in issue.problem for issue in trackers.issues)


def test_a_tab_says_that_it_was_read_month_first_and_with_a_decimal_comma():
    trackers = opened("02/01/2026", "03/02/2026", "05/13/2026", "05/14/2026")
    said = [issue.problem for issue in trackers.issues if "month first" in issue.problem]

    assert days(trackers)[:2] == ["2026-02-01", "2026-03-02"]
    assert said == ["dates were read month first, because of cells such as 05/13/2026"]
    comma = traffic("2026-11-03 | R1 | DE | 12 | 12 | 12,50 | 2h")
    assert "numbers such as 12,50 were read with a decimal comma" in [issue.problem for issue in comma.issues]


def test_actions_that_begin_with_a_totals_word_are_not_left_out():
    rows = grid(
        """
        Action                        | Owner | Due        | Status
        Sum up the findings for legal | Ana   | 2026-11-30 | Open
        Count the refunds since May   | Ben   | 2026-11-30 | Open
        Total                         |       |            | 2
        """,
        title="Actions",
    )
    frame = ingest([Book("a.xlsx", [rows])], BY_EVIDENCE, {}, NOW).frames["actions"]

    assert list(frame["action"]) == ["Sum up the findings for legal", "Count the refunds since May"]
