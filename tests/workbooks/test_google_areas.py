from sheets_sync.workbooks.google_areas import grid_range, rectangles, runs, strips
from sheets_sync.workbooks.page import Area


def drawn(*rows: str) -> list[tuple[Area, str]]:
    """The rectangles of letters; a blank is nothing."""
    cells = (
        (number, strips((column, column, letter) for column, letter in enumerate(row) if letter != " "))
        for number, row in enumerate(rows)
    )
    return rectangles(cells)


def test_what_is_alike_is_one_rectangle():
    assert drawn("aab", "aab") == [(Area(0, 0, 1, 1), "a"), (Area(0, 2, 1, 2), "b")]


def test_a_gap_in_a_row_parts_it():
    assert drawn("a a") == [(Area(0, 0, 0, 0), "a"), (Area(0, 2, 0, 2), "a")]


def test_a_gap_between_rows_parts_them():
    assert drawn("a", " ", "a") == [(Area(0, 0, 0, 0), "a"), (Area(2, 0, 2, 0), "a")]


def test_rows_of_other_widths_are_other_rectangles():
    assert drawn("aa", "a") == [(Area(0, 0, 0, 1), "a"), (Area(1, 0, 1, 0), "a")]


def test_no_cell_is_covered_twice():
    covered = [
        (row, column)
        for area, _ in drawn("aab", "bab", "aab")
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ]

    assert sorted(covered) == [(row, column) for row in range(3) for column in range(3)]


def test_runs_are_equal_values_one_after_the_other():
    assert list(runs([20, 20, 30, 20])) == [(20, (0, 2)), (30, (2, 3)), (20, (3, 4))]


def test_google_counts_up_to_the_cell_after_the_last():
    area = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 2, "endColumnIndex": 5}

    assert grid_range(7, Area(1, 2, 3, 4)) == {"sheetId": 7, **area}
