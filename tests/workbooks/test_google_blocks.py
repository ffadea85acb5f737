"""Sheets of any size come whole and in few calls, or not at all."""

import re
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from sheets_sync.workbooks.google_blocks import (
    BLOCK_BYTES,
    FIRST_BLOCK_CELLS,
    QUERY_LENGTH,
    ChangedWhileReadError,
    Extent,
    rows_of_all,
)
from sheets_sync.workbooks.grid import Cell

Rows = list[list[Cell]]


class Spreadsheet:
    """Sheets in memory, read as Google reads them; `edits` are carried out before the call of that number."""

    def __init__(self, sheets: dict[str, Rows], edits: dict[int, tuple[str, Rows]] | None = None) -> None:
        self.sheets = sheets
        self.edits = edits or {}
        self.calls: list[list[str]] = []

    def ask(self, ranges: Sequence[str]) -> list[Rows]:
        title, rows = self.edits.get(len(self.calls), ("", []))
        if title:
            self.sheets[title] = rows
        self.calls.append(list(ranges))
        return [self._read(text) for text in ranges]

    def _read(self, text: str) -> Rows:
        match = re.fullmatch(r"'(.*?)'(?:!(\d+):(\d+))?", text)
        assert match, text
        rows = self.sheets[match[1].replace("''", "'")]
        found = rows[int(match[2]) - 1 : int(match[3])] if match[2] else list(rows)
        while found and not any(cell is not None for cell in found[-1]):
            found.pop()
        return found


def numbered(count: int, text: str = "note") -> Rows:
    return [[f"id-{number}", text] for number in range(count)]


def tuples(rows: Rows) -> list[tuple[Cell, ...]]:
    return [tuple(row) for row in rows]


def test_two_hundred_sheets_of_the_usual_size_come_in_one_call():
    book = Spreadsheet({f"Tab {number}": [["id", number + 0.5]] for number in range(200)})

    rows = rows_of_all([Extent(title, 1000, 26) for title in book.sheets], book.ask)

    assert rows == [[("id", number + 0.5)] for number in range(200)]
    assert len(book.calls) == 1


@pytest.mark.parametrize(("rows", "calls"), [(FIRST_BLOCK_CELLS // 10, 1), (FIRST_BLOCK_CELLS // 10 + 1, 2)])
def test_a_sheet_is_read_at_once_up_to_the_limit_of_cells(rows, calls):
    book = Spreadsheet({"Cases": numbered(rows)})

    assert rows_of_all([Extent("Cases", rows, 10)], book.ask) == [tuples(numbered(rows))]
    assert len(book.calls) == calls


def test_a_large_sheet_comes_whole_in_blocks_near_two_megabytes():
    rows = numbered(40_000, "x" * 200)
    book = Spreadsheet({"Cases": rows})

    found = rows_of_all([Extent("Cases", 40_000, 26)], book.ask)

    later = [Spreadsheet({"Cases": rows})._read(call[0]) for call in book.calls[1:]]
    sizes = [sum(len(str(cell)) for row in block for cell in row) for block in later]
    assert found == [tuples(rows)]
    assert all(0.8 * BLOCK_BYTES < size < 1.1 * BLOCK_BYTES for size in sizes[:-1])
    assert len(book.calls) == 5


def test_the_blank_rest_of_a_large_sheet_takes_one_call():
    book = Spreadsheet({"Cases": numbered(3_000, "x" * 100)})

    assert rows_of_all([Extent("Cases", 300_000, 26)], book.ask) == [tuples(numbered(3_000, "x" * 100))]
    assert book.calls == [["'Cases'!1:5769"], ["'Cases'!5769:300000"]]


def test_the_blank_rests_of_several_large_sheets_share_one_call():
    book = Spreadsheet({f"Tab {number}": numbered(100 + number) for number in range(5)})

    rows = rows_of_all([Extent(title, 100_000, 26) for title in book.sheets], book.ask)

    assert rows == [tuples(numbered(100 + number)) for number in range(5)]
    assert len(book.calls) == 2


def test_large_sheets_share_the_room_of_an_answer():
    sheets = {title: numbered(9_000, title * 300) for title in "ABCD"}
    book = Spreadsheet(sheets)

    rows = rows_of_all([Extent(title, 9_000, 26) for title in sheets], book.ask)

    sizes = [sum(len(str(row)) for text in call for row in book._read(text)) for call in book.calls[1:]]
    assert rows == [tuples(rows) for rows in sheets.values()]
    assert all(0.9 * BLOCK_BYTES < size < 1.1 * BLOCK_BYTES for size in sizes[:-1])
    assert [len(call) for call in book.calls] == [4, 2, 3, 1]


def test_what_stands_below_a_blank_stretch_keeps_its_place():
    rows = [*numbered(10), *[[] for _ in range(9_000)], ["last"]]
    book = Spreadsheet({"Cases": rows})

    found = rows_of_all([Extent("Cases", 20_000, 26)], book.ask)[0]

    assert found == tuples(rows)


def test_a_row_larger_than_a_block_is_still_read():
    rows: Rows = [["x" * (BLOCK_BYTES // 2), "y" * BLOCK_BYTES] for _ in range(4)]
    book = Spreadsheet({"Wide": rows})

    assert rows_of_all([Extent("Wide", 4, FIRST_BLOCK_CELLS)], book.ask) == [tuples(rows)]


def test_cells_are_text_numbers_truth_values_or_nothing_and_trailing_blanks_are_left_out():
    book = Spreadsheet({"Cases": [["007", 3, 2.5, True, "#REF!", "", None], ["", ""], ["", "x"], [None], []]})

    rows = rows_of_all([Extent("Cases", 10, 10)], book.ask)[0]

    assert rows == [("007", 3.0, 2.5, True, "#REF!"), (), (None, "x")]
    assert [type(cell) for cell in rows[0]] == [str, float, float, bool, str]


def test_titles_that_look_like_cells_or_hold_apostrophes_are_quoted():
    book = Spreadsheet({"CRM26": [["a"]], "It's 🎥": [["b"]]})

    assert rows_of_all([Extent("CRM26", 9, 9), Extent("It's 🎥", 9, 9)], book.ask) == [[("a",)], [("b",)]]
    assert book.calls == [["'CRM26'", "'It''s 🎥'"]]


def test_only_an_address_that_would_be_too_long_is_split():
    titles = [f"{'é' * 90} {number}" for number in range(40)]
    book = Spreadsheet({title: [[title]] for title in titles})

    rows = rows_of_all([Extent(title, 1000, 26) for title in titles], book.ask)

    lengths = [sum(len(quote(text, safe="")) + 8 for text in call) for call in book.calls]
    assert rows == [[(title,)] for title in titles]
    assert all(length <= QUERY_LENGTH for length in lengths)
    assert len(lengths) == -(-sum(lengths) // QUERY_LENGTH) == 3


def test_no_sheet_takes_no_call():
    book = Spreadsheet({})

    assert rows_of_all([Extent("Chart", 0, 0)], book.ask) == [[]]
    assert book.calls == []


@pytest.mark.parametrize(
    "moved",
    [
        [["id-new", "note"], *numbered(9_000)],
        numbered(9_000)[1:],
        numbered(9_000)[::-1],
        [[None, *row] for row in numbered(9_000)],
        numbered(100),
    ],
    ids=["row inserted", "row deleted", "sorted", "column inserted", "cleared"],
)
def test_rows_that_move_between_two_blocks_are_not_taken_for_a_sheet(moved):
    book = Spreadsheet({"Cases": numbered(9_000)}, edits={1: ("Cases", moved)})

    with pytest.raises(ChangedWhileReadError, match="the rows of 'Cases' moved"):
        rows_of_all([Extent("Cases", 9_000, 26)], book.ask)


def test_a_cell_that_tells_the_hour_is_no_moved_row():
    before, after = [[[f"id-{n}", clock] for n in range(9_000)] for clock in (46000.25, 46000.26)]
    book = Spreadsheet({"Cases": before}, edits={1: ("Cases", after)})

    found = rows_of_all([Extent("Cases", 9_000, 26)], book.ask)[0]

    assert [row[0] for row in found] == [row[0] for row in before]
