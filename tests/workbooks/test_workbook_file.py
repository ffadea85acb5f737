from datetime import timedelta
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.workbook_file import workbook_grids
from tests.workbooks.workbook_files import compound_file, links_to, write_xlsx, write_zip


def rows_of(path):
    (grid,) = workbook_grids(path)
    return grid.rows


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm:ss", "0.00", "General", "@"])
@pytest.mark.parametrize(
    "number", [0.0, 0.5, 1.0, 1.5, 59.0, 60.25, 61.0, 46085.21258101852, 2958466.0, -0.5, -36.0, 1e10]
)
def test_a_number_is_what_is_stored_whatever_its_format(tmp_path, number, code):
    path = tmp_path / "cases.xlsx"
    with Workbook(path) as book:
        book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": code}))

    assert rows_of(path) == [(number,)]


def test_one_sheet_can_be_read_without_the_others(tmp_path):
    path = tmp_path / "summary.xlsx"
    with Workbook(path) as book:
        for title in ("Overview", "Journal"):
            book.add_worksheet(title).write_string(0, 0, title)

    assert [(grid.title, grid.rows) for grid in workbook_grids(path, only="Journal")] == [("Journal", [("Journal",)])]
    assert workbook_grids(path, only="Patterns") == []


def test_days_counted_from_1904_are_turned_and_a_note_says_so(tmp_path):
    path = tmp_path / "cases.xlsx"
    with Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        day, clock, length = (book.add_format({"num_format": code}) for code in ("yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm"))
        sheet.write_number(0, 0, 46085.25 - 1462, day)
        sheet.write_number(0, 1, 0.5, clock)
        sheet.write_number(0, 2, 1.5, length)
        sheet.write_number(0, 3, 12.5)

    (grid,) = workbook_grids(path)

    assert grid.rows == [(46085.25, 0.5, 1.5, 12.5)]
    assert grid.notes == (
        "The workbook counts days from 1904: a day in a cell not formatted as a date would read four years early.",
    )


def test_an_error_is_its_own_text_at_its_own_address(tmp_path):
    errors = [
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#BUSY!",
        "Err:522",
        "#ERROR!",
    ]
    cells = "".join(
        f'<c r="B{row}" s="1" t="e"><f>1/0</f><v>{error}</v></c>' for row, error in enumerate(errors, start=2)
    )
    rows = "".join(f'<row r="{row}">{cell}</c></row>' for row, cell in enumerate(cells.split("</c>")[:-1], start=2))

    path = write_xlsx(tmp_path / "cases.xlsx", rows)

    assert rows_of(path) == [(), *[(None, error) for error in errors]]


def test_text_that_looks_like_the_mark_of_an_error_is_left_alone(tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;c r="A1" t="e"></t></is></c>'
        '<c r="B1" t="e"><v>#REF!</v></c></row>'
    )

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [('<c r="A1" t="e">', "#REF!")]


def test_errors_are_found_on_every_sheet_and_in_great_number(tmp_path):
    path = tmp_path / "cases.xlsx"
    with Workbook(path) as book:
        for title in ("One", "Two"):
            sheet = book.add_worksheet(title)
            for row in range(12_000):
                sheet.write_string(row, 0, f"CASE-{row} and words enough to fill more than a block of the archive")
                sheet.write_formula(row, 1, "=1/0", value="#DIV/0!")

    for grid in workbook_grids(path):
        assert {row[1] for row in grid.rows} == {"#DIV/0!"}
        assert len(grid.rows) == 12_000


def test_a_formula_without_a_result_is_blank_and_a_note_says_so(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f t="shared" si="0"/><v/></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c></row>'
    )

    (grid,) = workbook_grids(write_xlsx(tmp_path / "cases.xlsx", rows))

    assert grid.rows == [(None, None, None, None, 2.0)]
    assert grid.notes == (
        "Formulas without a stored result were read as blank: 3, the first in A1. "
        "Open the workbook once in a spreadsheet program and save it.",
    )


def test_addresses_do_not_shift_when_a_sheet_begins_with_blank_rows_and_columns(tmp_path):
    rows = '<row r="4"><c r="C4"><v>1</v></c></row><row r="6"><c r="B6"><v>2</v></c></row>'

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [(), (), (), (None, None, 1.0), (), (None, 2.0)]


def test_rows_and_cells_out_of_order_keep_their_addresses(tmp_path):
    rows = '<row r="3"><c r="C3"><v>3</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row>'

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [(0.0,), (), (1.0, None, 3.0)]


def test_trailing_blanks_are_left_out(tmp_path):
    blank = '<c r="{}" t="str"><v></v></c>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{blank.format("D1")}</row><row r="9">{blank.format("A9")}</row>'

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [(1.0,)]


def test_numbers_that_are_none_are_kept_as_text(tmp_path):
    rows = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>'

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [("nan", "inf")]


def test_days_written_out_are_serial_days_too(tmp_path):
    rows = '<row r="1"><c r="A1" t="d"><v>2026-03-04T12:00:00</v></c><c r="B1" t="d"><v>2026-03-04</v></c></row>'

    assert rows_of(write_xlsx(tmp_path / "cases.xlsx", rows)) == [(46085.5, 46085.0)]


def test_hidden_sheets_are_read_and_chart_sheets_are_not(tmp_path):
    path = tmp_path / "cases.xlsx"
    with Workbook(path) as book:
        shown, hidden, very_hidden = (book.add_worksheet(title) for title in ("Shown", "Hidden", "Very hidden"))
        hidden.hide()
        very_hidden.very_hidden()
        shown.write_number(0, 0, 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Shown!$A$1:$A$1"})
        book.add_chartsheet("Chart").set_chart(chart)

    assert [grid.title for grid in workbook_grids(path)] == ["Shown", "Hidden", "Very hidden"]


def test_merged_cells_hold_their_value_top_left_only(tmp_path):
    path = tmp_path / "cases.xlsx"
    with Workbook(path) as book:
        book.add_worksheet().merge_range("A1:B2", "Cases", book.add_format())

    assert rows_of(path) == [("Cases",)]


def test_what_a_file_holds_decides_and_not_which_workbook_ending_it_has(tmp_path):
    path = write_xlsx(tmp_path / "cases.xls", '<row r="1"><c r="A1"><v>1</v></c></row>')

    assert rows_of(path) == [(1.0,)]


def test_prefixed_names_and_cells_without_an_address_are_read(tmp_path):
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>'
        "<x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )

    path = write_xlsx(tmp_path / "cases.xlsx", "", more={"xl/worksheets/sheet1.xml": sheet})

    assert rows_of(path) == [(), (None, 1.0, "#REF!"), (None, 2.0)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "an HTML page"),
        (b"\xef\xbb\xbf  <table><tr><td>1</td></tr></table>", "an HTML page"),
        (b'{"error": "not found"}', "a JSON file"),
        (b"id,opened_at\n1,2026-03-04\n", "a CSV or text file"),
        (b"%PDF-1.7", "a PDF"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "an Excel 2003 XML file",
        ),
        (bytes(100), "a file of an unknown kind"),
    ],
)
def test_a_file_that_is_no_workbook_is_called_what_it_looks_like(tmp_path, content, kind):
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=f"cases.xlsx is {kind}, not the workbook its name promises"):
        workbook_grids(path)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary Excel workbook"),
        ("Index/Document.iwa", "an Apple Numbers document"),
        ("photo.jpg", "a zip archive without a workbook in it"),
    ],
)
def test_an_archive_that_is_no_workbook_is_called_what_it_looks_like(tmp_path, part, kind):
    path = write_zip(tmp_path / "cases.xlsx", {part: "<x/>"})

    with pytest.raises(ConfigError, match=kind):
        workbook_grids(path)


def test_a_workbook_with_a_password_is_refused_by_that_name(tmp_path):
    path = tmp_path / "cases.xlsx"
    path.write_bytes(compound_file({"EncryptionInfo": bytes(200), "EncryptedPackage": bytes(6000)}))

    with pytest.raises(ConfigError, match="protected by a password"):
        workbook_grids(path)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_workbook_that_is_still_being_written_is_refused(tmp_path, share):
    path = write_xlsx(tmp_path / "cases.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(ConfigError, match="If it is still being written or downloaded, wait and run again"):
        workbook_grids(path)


@pytest.mark.parametrize("sheet", ["", "<worksheet><sheetData><row r='1'><c r='A1'><v>1", "no xml"])
def test_a_damaged_sheet_is_refused(tmp_path, sheet):
    path = write_xlsx(tmp_path / "cases.xlsx", "", more={"xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(ConfigError, match="damaged"):
        workbook_grids(path)


def test_a_duration_of_days_is_a_number_of_days(tmp_path):
    path = tmp_path / "cases.xlsx"
    with Workbook(path) as book:
        book.add_worksheet().write_datetime(0, 0, timedelta(days=2, hours=6), book.add_format({"num_format": "[h]:mm"}))

    assert rows_of(path) == [(2.25,)]


def test_a_workbook_of_charts_alone_is_refused(tmp_path):
    chart_sheet = {
        "xl/_rels/workbook.xml.rels": links_to("chartsheet", "chartsheets/sheet1.xml"),
        "xl/chartsheets/sheet1.xml": "<chartsheet/>",
    }

    with pytest.raises(ConfigError, match="holds no worksheet"):
        workbook_grids(write_xlsx(tmp_path / "cases.xlsx", "", more=chart_sheet))


def test_the_workbook_may_lie_in_another_folder_than_usual(tmp_path):
    path = write_xlsx(tmp_path / "usual.xlsx", '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')
    with ZipFile(path) as usual:
        parts = {name.replace("xl/", "book/"): usual.read(name) for name in usual.namelist()}

    path = write_zip(tmp_path / "cases.xlsx", parts | {"_rels/.rels": links_to("officeDocument", "/book/workbook.xml")})

    assert rows_of(path) == [("#REF!",)]
