"""The cells below a heading are heard: a status full of dates is no status, but a status full of slips is one."""

import pytest

from sheets_sync.trackers.headings import recognise
from sheets_sync.trackers.mapping.match import match_columns
from sheets_sync.trackers.mapping.witness import contradiction, heard_rows
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.grid import Grid

DAYS = ["2026-03-02", "2026-03-05", "09/03/2026", "Mar 11, 2026"]
SENTENCES = [f"The seller says that nobody told them about rule {n}" for n in range(4)]


def column(*cells):
    return [[cell] for cell in cells]


def field_of(tracker, heading, cells, **options):
    (match,) = match_columns([heading], SCHEMAS[tracker], below=column(*cells), **options)
    return match.field


@pytest.mark.parametrize(
    ("tracker", "field", "cells", "look"),
    [
        ("cases", "status", DAYS, "dates"),
        ("cases", "status", [46023.0, 46025.5, 46030.0], "dates"),
        ("cases", "status", [10.0, 55.0, 100.0], "numbers"),
        ("cases", "decided_at", ["Lena", "Marco", "Eva"], "words"),
        ("cases", "decided_at", [3.0, 7.0, 12.0], "numbers"),
        ("cases", "case_id", SENTENCES, "sentences"),
        ("cases", "case_id", DAYS, "dates"),
        ("cases", "violation_points", ["warned twice", "none yet", "to be seen"], "words"),
        ("cases", "evidence_links", [3.0, 1.0, 0.0], "numbers"),
        ("cases", "summary", [46023.0, 46025.0, 46030.0], "dates"),
        ("escalations", "owner", DAYS, "dates"),
        ("escalations", "notes", [0.0, 3.0, 12.0], "numbers"),
        ("feedback", "gmv_impact", DAYS, "dates"),
        ("traffic", "duration", ["long", "short", "very long"], "words"),
    ],
)
def test_cells_that_are_plainly_something_else_contradict_a_field(tracker, field, cells, look):
    assert contradiction(column(*cells), 0, SCHEMAS[tracker], field) == look


@pytest.mark.parametrize(
    ("tracker", "field", "cells"),
    [
        ("cases", "seller_id", ["4006381333", "4102938475", "4098765432"]),  # ten digits are seconds elsewhere
        ("cases", "product_id", ["4006381333931", "4008789012345", "4012345678901"]),
        ("cases", "case_id", ["20260101", "20260102", "20260103"]),
        ("cases", "policy_ref", ["10.1.10", "12.4.11", "11.2.12"]),
        ("cases", "gmv_impact", ["~200 EUR", "0-5k €", "120 kr"]),
        ("escalations", "affected_sellers", ["~500", "50+", "10-20"]),
        ("traffic", "duration", ["~1h", "2 business days", "~30 min"]),
        ("cases", "appealed_at", ["Q1 2026", "1-3 March", "3/2026"]),
        ("cases", "appealed_at", [20260301.0, 20260302.0, 20260305.0]),
        ("cases", "status", ["zork", "qux", "plugh", "in the works"]),  # words nobody knows are issues
        ("cases", "status", [1.0, 2.0, 6.0, "2"]),  # codes that the team can say the meaning of
        ("cases", "severity", [1.0, 2.0, 3.0]),
        ("cases", "opened_at", ["2026-03-02", "yesterday", "last week", "soon", "Monday"]),
        ("cases", "opened_at", ["#REF!", "#REF!", "#REF!"]),
        ("cases", "opened_at", ["n/a", "-", None, "Monday", "soon"]),  # too few cells to judge by
        ("cases", "case_id", [40001.0, 40002.0, 40003.0]),
        ("cases", "policy_ref", [4.2, 4.3, 5.1]),
        ("cases", "misjudgement", ["policy gap", "reviewer", "nobody knows"]),
        ("cases", "market", ["EMEA", "the North", "all but one"]),
        ("cases", "description", SENTENCES),
        ("escalations", "due_at", ["31/03/2026", "03/31/2026", "2026-03-31"]),
        ("feedback", "gmv_impact", ["1.234,56 €", "1,234.56", "900"]),
        ("feedback", "theme", SENTENCES),
        ("traffic", "duration", ["1:20:33", "0:45:00", "2h"]),
    ],
)
def test_a_field_is_not_doubted_for_cells_that_are_only_badly_written(tracker, field, cells):
    assert contradiction(column(*cells), 0, SCHEMAS[tracker], field) is None


def test_three_bad_cells_in_ten_cost_a_column_nothing():
    cells = [*["open"] * 7, *DAYS[:3]]

    assert field_of("cases", "Status", cells) == "status"


def test_the_order_of_many_rows_does_not_decide():
    cells = [*DAYS * 100, *["open", "closed"] * 15]

    assert contradiction(column(*cells), 0, SCHEMAS["cases"], "status") == "dates"
    assert contradiction(column(*reversed(cells)), 0, SCHEMAS["cases"], "status") == "dates"


def test_the_values_decide_which_of_two_things_a_heading_means():
    assert field_of("cases", "Appealed", ["yes", "no", "no"]) == "appeal_status"
    assert field_of("cases", "Appealed", DAYS) == "appealed_at"
    assert field_of("cases", "Seller", ["Shop One", "Bella", "Moda"]) == "seller_name"
    assert field_of("cases", "Seller", [7490001.0, 7490002.0, 7490003.0]) == "seller_id"
    assert field_of("escalations", "Resolution", DAYS) == "resolved_at"


def test_a_field_goes_to_the_column_whose_values_fit():
    days, words = DAYS, ["open", "closed", "open", "waiting"]
    rows = [list(pair) for pair in zip(days, words, strict=True)]

    assert [match.field for match in match_columns(["Status", "State"], SCHEMAS["cases"], below=rows)] == [
        None,
        "status",
    ]


def test_what_the_team_says_stands_and_is_told_about():
    own = {"cases": {"status": ["Stufe"]}}
    rows = [["Case ID", "Opened at", "Market", "Stufe"], *([f"C-{n}", day, "DE", day] for n, day in enumerate(DAYS))]

    layout = recognise(Grid("t.csv", "Cases", rows), own=own)

    assert layout.columns[3].field == "status"
    assert layout.notes == ("'Stufe' (D) is read as status, but its cells are dates",)


def test_a_column_that_loses_its_field_is_told_about_with_the_reason():
    rows = [["Case ID", "Opened at", "Market", "Status"], *([f"C-{n}", day, "DE", day] for n, day in enumerate(DAYS))]

    layout = recognise(Grid("t.csv", "Cases", rows))

    assert [column.field for column in layout.columns] == ["case_id", "opened_at", "market", None]
    assert layout.notes == ("'Status' (D) is no status, because its cells are dates; it is not read",)


def test_a_field_no_row_can_do_without_is_kept_unless_another_column_has_it():
    rows = [["soon", "2026-03-02"], ["later", "2026-03-03"], ["whenever", "2026-03-04"]]

    (alone,) = match_columns(["Opened at"], SCHEMAS["cases"], below=rows)
    assert (alone.field, alone.doubted) == ("opened_at", "opened_at")
    both = match_columns(["Opened at", "Created at"], SCHEMAS["cases"], below=rows)
    assert [match.field for match in both] == [None, "opened_at"]


def test_values_tell_trackers_apart_whose_headings_are_alike():
    heading = ["Ref", "Date", "Type", "Description", "Severity", "Owner", "Status"]
    rows = [[f"R-{n}", day, "counterfeit", "Something happened", "high", "Lena", "open"] for n, day in enumerate(DAYS)]

    assert recognise(Grid("t.csv", "Sheet1", [heading])) is None
    assert recognise(Grid("t.csv", "Sheet1", [heading, *rows])).tracker == "cases"


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 99, 100, 100_000])
def test_however_many_rows_a_tab_has_a_few_from_all_over_are_heard(count):
    heard = heard_rows([[number] for number in range(count)])

    assert min(count, 25) <= len(heard) <= 50
    assert not count or heard[0] == [0]
    assert count < 50 or heard[-1][0] >= 0.9 * count
