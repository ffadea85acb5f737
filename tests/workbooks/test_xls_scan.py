import struct

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.compound_file import CompoundFile
from sheets_sync.workbooks.workbook_file import workbook_grids
from tests.workbooks.workbook_files import (
    XLS_CLOCK,
    XLS_DATE,
    compound_file,
    xls_error,
    xls_file,
    xls_formula_error,
    xls_number,
    xls_record,
    xls_text,
)

MANY_ROWS = [xls_text(row, 5, "words to fill more than one sector") for row in range(100)]


def grids_of(tmp_path, content):
    path = tmp_path / "cases.xls"
    path.write_bytes(content)
    return workbook_grids(path)


@pytest.mark.parametrize("style", [0, XLS_DATE, XLS_CLOCK])
@pytest.mark.parametrize("number", [0.0, 0.5, 1.5, 59.0, 60.25, 46085.21258101852, -0.5, 1e10])
def test_a_number_is_what_is_stored_whatever_its_format(tmp_path, number, style):
    (grid,) = grids_of(tmp_path, xls_file({"Cases": [xls_number(0, 0, number, style=style)]}))

    assert grid.rows == [(number,)]


@pytest.mark.parametrize("more", [[], MANY_ROWS], ids=["short stream", "long stream"])
def test_errors_are_their_own_text_on_their_own_sheet(tmp_path, more):
    sheets = {
        "One": [xls_text(0, 1, "a"), xls_error(2, 2, 23), xls_formula_error(2, 3, 7), xls_error(4, 0, 42), *more],
        "Two": [xls_error(0, 0, 29), xls_error(0, 1, 99)],
    }

    one, two = grids_of(tmp_path, xls_file(sheets))

    assert one.rows[0][1] == "a"
    assert one.rows[2][:4] == (None, None, "#REF!", "#DIV/0!")
    assert one.rows[4][0] == "#N/A"
    assert two.rows == [("#NAME?", "#ERROR!")]


def test_days_counted_from_1904_are_turned_and_a_note_says_so(tmp_path):
    cells = [xls_number(0, 0, 46085.25 - 1462, style=XLS_DATE), xls_number(0, 1, 12.5)]

    (grid,) = grids_of(tmp_path, xls_file({"Cases": cells}, first=xls_record(34, b"\1\0")))

    assert grid.rows == [(46085.25, 12.5)]
    assert len(grid.notes) == 1


def test_the_errors_of_a_chart_within_a_sheet_are_not_the_sheets(tmp_path):
    chart = xls_record(2057, struct.pack("<HHHHII", 0x0600, 32, 0, 0, 0, 0)) + xls_error(0, 0, 23) + xls_record(10, b"")

    (grid,) = grids_of(tmp_path, xls_file({"Cases": [xls_text(0, 0, "a"), xls_text(1, 0, "b"), chart]}))

    assert grid.rows == [("a",), ("b",)]


def test_a_declared_size_does_no_harm(tmp_path):
    size = xls_record(512, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))

    (grid,) = grids_of(tmp_path, xls_file({"Cases": [size, xls_number(0, 0, 1)]}))

    assert grid.rows == [(1.0,)]


def test_sheets_that_are_too_large_together_are_refused(tmp_path):
    corners = [xls_number(0, 0, 1), xls_number(65535, 255, 1)]

    with pytest.raises(ConfigError, match="Two: with the value in IV65536 it spans 33,554,432 cells"):
        grids_of(tmp_path, xls_file({"One": corners, "Two": corners}))


def test_a_workbook_with_a_password_is_refused_by_that_name(tmp_path):
    with pytest.raises(ConfigError, match="protected by a password"):
        grids_of(tmp_path, xls_file({"Cases": []}, first=xls_record(47, bytes(54))))


def test_another_old_office_document_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="is an old Office document, but no workbook"):
        grids_of(tmp_path, compound_file({"WordDocument": bytes(5000)}))


@pytest.mark.parametrize("length", [20, 300, 600, 1100, 2000])
def test_a_workbook_that_is_still_being_written_is_refused(tmp_path, length):
    with pytest.raises(ConfigError, match="If it is still being written or downloaded, wait and run again"):
        grids_of(tmp_path, xls_file({"Cases": MANY_ROWS})[:length])


@pytest.mark.parametrize("kind", [0xE5, 0x17], ids=["merged cells", "other sheets"])
def test_a_panic_of_the_reader_is_a_damaged_file(tmp_path, kind):
    with pytest.raises(ConfigError, match="damaged"):
        grids_of(tmp_path, xls_file({"Cases": [xls_record(0xE5, b"\5")]}, first=xls_record(kind, b"\5")))


@pytest.mark.parametrize("place", [31_683, 0xFFFFFFFF])
def test_a_sheet_that_begins_behind_the_end_is_damage_and_the_reader_never_sees_it(tmp_path, capfd, place):
    nowhere = xls_record(133, struct.pack("<IBBBB", place, 0, 0, 3, 0) + b"Far")

    with pytest.raises(ConfigError, match="damaged or not complete"):
        grids_of(tmp_path, xls_file({"Cases": [xls_number(0, 0, 1)]}, first=nowhere))

    assert capfd.readouterr().err == ""


def test_streams_are_found_whole_wherever_their_sectors_lie():
    streams = {"Small": b"s" * 100, "Large": b"l" * 5000, "Other": b"o" * 3000}
    content = compound_file(streams)

    container = CompoundFile(content)

    found = {name: b"".join(content[place] for place in container.places(name)) for name in streams}
    assert found == streams


def test_a_chain_of_sectors_that_goes_round_in_a_circle_ends():
    content = bytearray(compound_file({"Large": b"l" * 5000}))
    table = content.rfind(struct.pack("<2I", 1, 2))
    content[table : table + 8] = struct.pack("<2I", 1, 0)

    container = CompoundFile(bytes(content))

    assert sum(place.stop - place.start for place in container.places("Large")) == 5000
