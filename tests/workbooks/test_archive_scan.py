import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks import archive_scan
from sheets_sync.workbooks.archive_scan import WorkbookArchive
from sheets_sync.workbooks.grid import cell_address, column_letter
from sheets_sync.workbooks.workbook_file import workbook_grids
from sheets_sync.workbooks.xlsx_area import column_number
from tests.workbooks.workbook_files import write_xlsx, write_zip


def archive(path):
    return WorkbookArchive(path.read_bytes(), workbook="cases.xlsx")


def far_cell(content):
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"{content}</row>'


VALUES_FAR_OUT = {
    "a number": far_cell("><v>1</v></c>"),
    "an empty text": far_cell(' t="str"><v></v></c>'),
    "a written text": far_cell(' t="inlineStr"><is><t>x</t></is></c>'),
    "an error": far_cell(' t="e"><v>#REF!</v></c>'),
    "before a nearer cell of its row": far_cell('><v>1</v></c><c r="A1048576"><v>1</v></c>'),
    "in a row that says another number": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
    "beyond the last column": '<row r="1"><c r="A1"><v>1</v></c><c r="ZZZ9999999"><v>1</v></c></row>',
    "in single quotes": far_cell("><v>1</v></c>").replace('"', "'"),
    "with its style first": far_cell("><v>1</v></c>").replace('<c r="XFD', '<c s="1" r="XFD'),
    "after a line break": far_cell("><v>1</v></c>").replace('<c r="XFD', '<c\nr="XFD'),
    "in small letters": far_cell("><v>1</v></c>").replace("XFD", "xfd"),
    "with a prefix": far_cell("><x:v>1</x:v></x:c>").replace('<c r="XFD', '<x:c r="XFD'),
    "without an address": (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFC1048576"/><c><v>1</v></c></row>'
    ),
}


@pytest.mark.parametrize("rows", VALUES_FAR_OUT.values(), ids=VALUES_FAR_OUT)
def test_a_value_far_out_is_refused_before_the_reader_sees_it(tmp_path, rows):
    path = write_xlsx(
        tmp_path / "cases.xlsx",
        rows.replace("<x:c", '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'),
    )

    with pytest.raises(ConfigError, match=r"cases.xlsx, Cases: with the value in \w+ it spans [\d,]+ cells"):
        workbook_grids(path)


@pytest.mark.parametrize("blank", ['<c r="XFD1048576" s="1"/>', '<c r="XFD1048576" s="1"></c>'])
@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:XFD1048576"/>', '<dimension ref="A1"/>'])
def test_styled_blanks_and_declared_sizes_do_no_harm(tmp_path, blank, dimension):
    sheet = (
        f'<worksheet>{dimension}<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        f'<row r="1048576">{blank}</row></sheetData></worksheet>'
    )
    path = write_xlsx(tmp_path / "cases.xlsx", "", more={"xl/worksheets/sheet1.xml": sheet})

    (grid,) = workbook_grids(path)

    assert grid.rows == [(1.0,)]


def test_a_wide_or_a_long_sheet_is_read(tmp_path):
    wide = "".join(f'<c r="{cell_address(0, column)}"><v>{column}</v></c>' for column in range(16_384))
    (grid,) = workbook_grids(write_xlsx(tmp_path / "wide.xlsx", f'<row r="1">{wide}</row>'))
    assert grid.rows == [tuple(map(float, range(16_384)))]

    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    (grid,) = workbook_grids(write_xlsx(tmp_path / "long.xlsx", rows))
    assert len(grid.rows) == 1_048_576
    assert (grid.rows[0], grid.rows[1], grid.rows[-1]) == ((1.0,), (), (2.0,))


@settings(max_examples=60)
@given(st.sets(st.tuples(st.integers(1, 300), st.integers(1, 800)), min_size=1, max_size=40))
def test_every_cell_is_found_at_its_own_address(tmp_path_factory, places):
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{column_letter(c - 1)}{row}"><v>{row * 1000 + c}</v></c>' for r, c in sorted(places) if r == row
        )
        + "</row>"
        for row in sorted({row for row, _ in places})
    )

    (grid,) = workbook_grids(write_xlsx(tmp_path_factory.mktemp("sheet") / "cases.xlsx", rows))

    found = {(r + 1, c + 1): cell for r, row in enumerate(grid.rows) for c, cell in enumerate(row) if cell is not None}
    assert found == {(row, column): float(row * 1000 + column) for row, column in places}


@pytest.mark.parametrize("column", [1, 26, 27, 52, 702, 703, 16_384])
def test_a_column_number_is_the_inverse_of_its_letter(column):
    assert column_number(column_letter(column - 1)) == column
    assert column_number(column_letter(column - 1).lower()) == column


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused_early(tmp_path):
    path = write_xlsx(tmp_path / "cases.xlsx", " " * 40_000_000)

    tracemalloc.start()
    with pytest.raises(ConfigError, match="to more than 250 times its size, as no workbook of a tracker does"):
        workbook_grids(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 20_000_000


def test_an_archive_that_unpacks_to_too_much_in_all_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_scan, "INFLATED_LIMIT", 5000)
    path = write_zip(tmp_path / "cases.xlsx", {"one.xml": "<a>" + "1" * 3000, "two.xml": "<a>" + "2" * 3000})
    parts = archive(path)

    list(parts.blocks(parts.parts[0]))
    with pytest.raises(ConfigError, match="unpacks to more than 5,000 bytes"):
        list(parts.blocks(parts.parts[1]))


def test_reading_a_part_twice_counts_it_once(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_scan, "INFLATED_LIMIT", 5000)
    parts = archive(write_zip(tmp_path / "cases.xlsx", {"one.xml": "<a>" + "1" * 3000}))

    first, second = (b"".join(parts.blocks(parts.parts[0])) for _ in range(2))

    assert first == second


def test_the_size_an_archive_declares_is_not_believed(tmp_path):
    path = write_xlsx(tmp_path / "cases.xlsx", VALUES_FAR_OUT["a number"])
    with zipfile.ZipFile(path) as whole:
        part = whole.getinfo("xl/worksheets/sheet1.xml")
        content = whole.read(part)
    head = content[:100]
    told, lied = ((zlib.crc32(text).to_bytes(4, "little"), len(text).to_bytes(4, "little")) for text in (content, head))
    path.write_bytes(path.read_bytes().replace(told[0], lied[0]).replace(told[1], lied[1]))

    with pytest.raises(ConfigError, match="with the value in XFD1048576"):
        workbook_grids(path)


def test_a_part_that_is_cut_off_is_damaged(tmp_path):
    parts = archive(write_zip(tmp_path / "cases.xlsx", {"one.xml": "<a>" + "1" * 3000}))
    (part,) = parts.parts
    part.compress_size -= 5

    with pytest.raises(ConfigError, match="damaged or not complete"):
        list(parts.blocks(part))


def test_an_archive_of_countless_parts_is_refused(tmp_path):
    path = write_zip(tmp_path / "cases.xlsx", {f"part{number}.xml": "" for number in range(10_001)})

    with pytest.raises(ConfigError, match="holds 10,001 parts"):
        archive(path)


@pytest.mark.parametrize("declared", ["<!DOCTYPE worksheet SYSTEM 'a.dtd'>", "<!ENTITY a 'aaaa'>"])
def test_a_document_type_is_refused(tmp_path, declared):
    path = write_xlsx(tmp_path / "cases.xlsx", "", more={"xl/worksheets/sheet1.xml": f"{declared}<worksheet/>"})

    with pytest.raises(ConfigError, match="declares a document type"):
        workbook_grids(path)


def test_a_sheet_in_an_encoding_the_reader_would_pass_over_is_refused(tmp_path):
    sheet = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'.encode("utf-16")
    path = write_xlsx(tmp_path / "cases.xlsx", "", more={"xl/worksheets/sheet1.xml": sheet})

    with pytest.raises(ConfigError, match="UTF-16"):
        workbook_grids(path)


def test_a_zip_archive_with_a_password_is_refused_by_that_name(tmp_path):
    path = write_xlsx(tmp_path / "cases.xlsx", "")
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(ConfigError, match="protected by a password"):
        workbook_grids(path)


def test_a_copy_has_its_parts_replaced_and_the_others_as_they_were(tmp_path):
    path = write_zip(tmp_path / "cases.xlsx", {"one.xml": "<one/>", "two.xml": "<two/>"})

    copy = archive(path).copy_with({"two.xml": [b"<new", b"/>"]})

    with zipfile.ZipFile(copy) as whole:
        assert {name: whole.read(name) for name in whole.namelist()} == {"one.xml": b"<one/>", "two.xml": b"<new/>"}
