import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.csv_source import csv_grid


def grid_of(tmp_path, content, name="cases.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return csv_grid(path, workbook=path.name, title=path.stem)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("", []),
        ("\n\n", []),
        ("id,note\n1,a\n", [("id", "note"), ("1", "a")]),
        ("id,note\r\n1,a\r\n", [("id", "note"), ("1", "a")]),
        ("id,note\r1,a\r", [("id", "note"), ("1", "a")]),
        ("id,note\n1,a", [("id", "note"), ("1", "a")]),
        ('id,note\n1,"a\nb"\n', [("id", "note"), ("1", "a\nb")]),
        ('id,note\n1,"say ""no"""\n', [("id", "note"), ("1", 'say "no"')]),
        ('id,note\n1,5" screen\n', [("id", "note"), ("1", '5" screen')]),
        ('id, note\n1, "a, b"\n', [("id", "note"), ("1", "a, b")]),
        ("id,note,,\n1,a,,\n,,,\n", [("id", "note"), ("1", "a")]),
        ("id,note\n\n1,a\n", [("id", "note"), (), ("1", "a")]),
        ("id,note\n1,x\u2028y\x0bz\n", [("id", "note"), ("1", "x\u2028y\x0bz")]),
        ("id,note\n7123456789012345678,007\n", [("id", "note"), ("7123456789012345678", "007")]),
    ],
)
def test_cells_are_text_as_it_stands_in_the_file(tmp_path, content, rows):
    grid = grid_of(tmp_path, content)

    assert grid.rows == rows
    assert grid.notes == ()


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        ("id;price\n1;2,50\n2;3,75\n", ("id", "price")),
        ("id;price;note\n1;2,50\n2;3,75;ok\n3;1,00\n", ("id", "price", "note")),
        ("id;price, EUR\n1;2,50\n", ("id", "price, EUR")),
        ("id,tags\n1,a;b\n2,c;d\n", ("id", "tags")),
        ("id\tnote\n1\ta, b; c\n2\td, e; f\n", ("id", "note")),
        ("id|note\n1|a, b\n", ("id", "note")),
        ('"id","price"\n"1","2;50"\n', ("id", "price")),
        ("id\n1\n2\n", ("id",)),
        ("id,opened_at", ("id", "opened_at")),
        ("a,b,c,d\n1,2\n1,2,3\n1,2\n", ("a", "b", "c", "d")),
    ],
)
def test_the_delimiter_is_found(tmp_path, content, heading):
    assert grid_of(tmp_path, content).rows[0] == heading


def test_title_lines_above_the_heading_do_not_mislead(tmp_path):
    content = "Cases, all markets, all months\n\nExport;2026-03-04\nid;price;note\n1;2,50;a\n2;3,75;b\n"

    assert grid_of(tmp_path, content).rows[3:] == [("id", "price", "note"), ("1", "2,50", "a"), ("2", "3,75", "b")]


@pytest.mark.parametrize(
    "content",
    [
        "Report; as of; today\nid,tags\n1,a;b\n2,c;d\n",
        "Report; today\nid,tags,note\n1,a;b,x\n2,c;d,y\n",
    ],
)
def test_of_two_that_split_as_many_rows_the_more_even_and_then_the_wider_one_is_it(tmp_path, content):
    assert grid_of(tmp_path, content).rows[1][:2] == ("id", "tags")


def test_prose_is_not_cut_at_its_commas(tmp_path):
    grid = grid_of(tmp_path, "notes\nHello, world\nfine\nbye\nwell\n")

    assert grid.rows == [("notes",), ("Hello, world",), ("fine",), ("bye",), ("well",)]


def test_tabs_win_in_a_tsv_file_where_nothing_else_decides(tmp_path):
    assert grid_of(tmp_path, "a;b\tc\n", name="cases.tsv").rows == [("a;b", "c")]
    assert grid_of(tmp_path, "a;b\tc\n", name="cases.csv").rows == [("a", "b\tc")]


@pytest.mark.parametrize(
    ("line", "delimiter"), [("sep=;\r\n", ";"), ('"sep=,"\n', ","), ("SEP=\t\n", "\t"), ("sep=#\n", "#")]
)
def test_the_line_in_which_excel_names_the_delimiter_is_obeyed_and_left_out(tmp_path, line, delimiter):
    assert grid_of(tmp_path, f"{line}id{delimiter}a;b,c|d\n").rows[0][0] == "id"
    assert len(grid_of(tmp_path, f"{line}id{delimiter}note\n").rows) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_needs_no_note(tmp_path, encoding):
    grid = grid_of(tmp_path, "id,größe\n1,ł€\n".encode(encoding))

    assert grid.rows == [("id", "größe"), ("1", "ł€")]
    assert grid.notes == ()


def test_windows_1252_is_read_with_a_note(tmp_path):
    grid = grid_of(tmp_path, "id,größe\n1,5 €\n".encode("cp1252"))

    assert grid.rows == [("id", "größe"), ("1", "5 €")]
    assert grid.notes == ("cases.csv is not UTF-8 and was read as Windows-1252: check letters such as é and ß.",)


def test_a_byte_no_encoding_knows_is_marked_and_does_no_more_harm(tmp_path):
    assert grid_of(tmp_path, b"id,note\n1,\x81\xe9\n").rows == [("id", "note"), ("1", "\ufffdé")]


def test_a_file_cut_off_within_a_character_is_read_with_a_mark(tmp_path):
    assert grid_of(tmp_path, "id,ö\n1,ö".encode("utf-16")[:-1]).rows == [("id", "ö"), ("1", "\ufffd")]


def test_nul_characters_are_left_out_with_a_note(tmp_path):
    grid = grid_of(tmp_path, b"id,note\n1,a\0b\n")

    assert grid.rows == [("id", "note"), ("1", "ab")]
    assert grid.notes == ("cases.csv holds NUL characters, which were left out: export it again if text is missing.",)


@pytest.mark.parametrize("content", ['id,note\n1,"a\n2,b\n3,c\n', 'id,note\n1,"a', 'id,note\n1,"'])
def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path, content):
    with pytest.raises(ConfigError, match="line 2: a quotation mark opens a cell and is never closed"):
        grid_of(tmp_path, content)


def test_a_row_of_very_many_lines_is_read_with_a_note(tmp_path):
    grid = grid_of(tmp_path, 'id,note\n1,"' + "x\n" * 300 + '"\n2,b\n')

    assert [row[0] for row in grid.rows] == ["id", "1", "2"]
    assert grid.notes == ("cases.csv, line 2: this row ends in line 302; check its quotation marks.",)


def test_a_very_long_cell_is_read_and_the_limit_of_others_stays_as_it_was(tmp_path):
    before = csv.field_size_limit()

    grid = grid_of(tmp_path, "id,note\n1," + "x" * (before + 1) + "\n")

    assert len(grid.rows[1][1]) == before + 1
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"<!doctype html><title>Sign in</title>", "an HTML page"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_a_file_that_is_no_table_is_called_what_it_looks_like(tmp_path, content, kind):
    with pytest.raises(ConfigError, match=f"cases.csv is {kind}, not the table its name promises"):
        grid_of(tmp_path, content)


@settings(max_examples=150)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8),
            min_size=3,
            max_size=3,
        ),
        max_size=8,
    ),
    st.sampled_from(";,\t|"),
)
def test_whatever_the_csv_module_writes_is_read_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("tables") / "cases.csv"
    heading = ["id", "opened", "note"]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([heading, *rows])

    grid = csv_grid(path, workbook="cases.csv", title="cases")

    expected = [tuple(cell or None for cell in row) for row in [heading, *rows]]
    assert [tuple(row) + (None,) * (3 - len(row)) for row in grid.rows] == expected[: len(grid.rows)]
    assert not any(any(row) for row in expected[len(grid.rows) :])
