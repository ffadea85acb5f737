import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.workbook_file import workbook_grids
from tests.workbooks.workbook_files import ods_cell, ods_number, ods_row, ods_text, write_ods


def rows_of(tmp_path, *rows):
    (grid,) = workbook_grids(write_ods(tmp_path / "cases.ods", {"Cases": "".join(rows)}))
    return grid.rows


def test_one_sheet_can_be_read_without_the_others(tmp_path):
    path = write_ods(tmp_path / "cases.ods", {title: ods_row(ods_text(title)) for title in ("Cases", "Notes")})

    assert [(grid.title, grid.rows) for grid in workbook_grids(path, only="Notes")] == [("Notes", [("Notes",)])]
    assert workbook_grids(path, only="Patterns") == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (ods_cell("7,50", value_type="float", value="7.5"), 7.5),
        (ods_cell("50 %", value_type="percentage", value="0.5"), 0.5),
        (ods_cell("5,00 €", value_type="currency", value="5", currency="EUR"), 5.0),
        (ods_cell("WAHR", value_type="boolean", boolean_value="true"), True),
        (ods_cell("04.03.26", value_type="date", date_value="2026-03-04"), 46085.0),
        (ods_cell("04.03.26", value_type="date", date_value="2026-03-04T18:00:00.000000000"), 46085.75),
        (ods_cell("30.12.99", value_type="date", date_value="1899-12-30"), 0.0),
        (ods_cell("12:00", value_type="time", time_value="PT12H00M00S"), 0.5),
        (ods_cell("36:00", value_type="time", time_value="PT36H00M00S"), 1.5),
        (ods_cell("-36:00", value_type="time", time_value="-PT36H00M00S"), -1.5),
        (ods_cell("0:00:00,9", value_type="time", time_value="PT0H0M0.864S"), 0.864 / 86400),
        (ods_cell("24:00", value_type="time", time_value="P1D"), 1.0),
        (ods_text("PT36H00M00S"), "PT36H00M00S"),
        (ods_text("007"), "007"),
        (ods_cell("shown", value_type="string", string_value="meant"), "meant"),
        (ods_cell("no type"), "no type"),
        (ods_cell("0000", value_type="date", date_value="0000-00-00"), "0000"),
        (ods_cell("rubbish", value_type="float", value="rubbish"), "rubbish"),
        (ods_cell("not a number", value_type="float", value="NaN"), "not a number"),
        (ods_cell("nothing", value_type="time", time_value="soon"), "nothing"),
    ],
)
def test_a_cell_is_what_it_means_and_not_what_it_shows(tmp_path, cell, value):
    assert rows_of(tmp_path, ods_row(cell)) == [(value,)]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "Err:522"])
@pytest.mark.parametrize(
    "stored", [{"value_type": "float", "value": "0"}, {"value_type": "string", "string_value": ""}]
)
def test_an_error_is_its_own_text_whatever_value_is_stored_with_it(tmp_path, error, stored):
    assert rows_of(tmp_path, ods_row(ods_text("a"), ods_cell(error, **stored))) == [("a", error)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>one</text:p><text:p>two</text:p>", "one\ntwo"),
        ("<text:p>one</text:p><text:p/><text:p>two</text:p>", "one\n\ntwo"),
        ("<text:p>one<text:line-break/>two<text:tab/>three</text:p>", "one\ntwo\tthree"),
        ('<text:p>a<text:s/>b<text:s text:c="3"/>c</text:p>', "a b   c"),
        ("<text:p><text:span>bo</text:span>ld <text:a>link</text:a></text:p>", "bold link"),
        ("\n  <text:p>indented</text:p>\n", "indented"),
        ("<office:annotation><text:p>a comment</text:p></office:annotation><text:p>cell</text:p>", "cell"),
        (
            "<draw:frame><draw:text-box><text:p>floating</text:p></draw:text-box></draw:frame><text:p>cell</text:p>",
            "cell",
        ),
        ("<text:p>ce<office:annotation><text:p>a comment</text:p></office:annotation>ll</text:p>", "cell"),
        ("<office:annotation><text:p>a comment</text:p></office:annotation>", None),
    ],
)
def test_text_is_read_as_people_see_it_in_the_cell(tmp_path, inside, text):
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'

    assert rows_of(tmp_path, ods_row(cell, ods_text("next"))) == [(text, "next")]


def test_repeated_rows_and_cells_stand_as_often_as_they_say(tmp_path):
    rows = rows_of(
        tmp_path,
        ods_row(ods_cell(repeated=16384), repeated=2),
        ods_row(ods_text("a", repeated=2), ods_cell(repeated=3), ods_number(7), ods_cell(repeated=16378)),
        ods_row(ods_cell(repeated=16384), repeated=2),
        ods_row(ods_text("b"), ods_cell(repeated=16383), repeated=2),
        ods_row(ods_cell(repeated=16384), repeated=1_048_569),
    )

    assert rows == [(), (), ("a", "a", None, None, None, 7.0), (), (), ("b",), ("b",)]


def test_merged_cells_hold_their_value_top_left_only(tmp_path):
    covered = ods_text("hidden").replace("table-cell", "covered-table-cell")

    assert rows_of(tmp_path, ods_row(ods_text("seen"), covered, ods_text("next"))) == [("seen", None, "next")]


def test_rows_within_groups_are_rows(tmp_path):
    rows = (
        f"<table:table-header-rows>{ods_row(ods_text('head'))}</table:table-header-rows>"
        f"<table:table-row-group>{ods_row(ods_text('one'))}</table:table-row-group>"
    )

    assert rows_of(tmp_path, rows) == [("head",), ("one",)]


def test_a_copy_of_another_file_kept_for_formulas_is_no_tab(tmp_path):
    path = write_ods(tmp_path / "cases.ods", {"Cases": ods_row(ods_text("a")), "copy": ods_row(ods_text("b"))})
    whole = write_ods(
        path, {"Cases": ods_row(ods_text("a")), 'copy" table:style-name="ta_extref': ods_row(ods_text("b"))}
    )

    assert [grid.title for grid in workbook_grids(whole)] == ["Cases"]


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(ods_text("a"), repeated=1_048_576) + ods_row(ods_text("b", repeated=16384), repeated=1_048_576),
        ods_row(ods_text("a", repeated=10**12)),
        ods_row(ods_text("a", repeated=20_000), repeated=20_000),
        ods_row(ods_cell(repeated=16384), repeated=10**12) + ods_row(ods_text("a")),
        ods_row(ods_cell(repeated=10**12), ods_text("a")),
        ods_row(ods_text("a", repeated=1_000_000)) * 30,
    ],
)
def test_repeats_without_end_are_refused(tmp_path, rows):
    path = write_ods(tmp_path / "cases.ods", {"Cases": rows})

    with pytest.raises(ConfigError, match=r"cases.ods, Cases: with the value in \w+ it spans [\d,]+ cells"):
        workbook_grids(path)


@pytest.mark.parametrize("rows", ["<table:table-row><table:table-cell>", ods_row(ods_cell()).replace('"1"', '"many"')])
def test_a_damaged_table_is_refused(tmp_path, rows):
    path = write_ods(tmp_path / "cases.ods", {"Cases": rows})

    with pytest.raises(ConfigError, match="damaged or not complete"):
        workbook_grids(path)


def test_a_workbook_with_a_password_is_refused_by_that_name(tmp_path):
    encrypted = (
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    path = write_ods(tmp_path / "cases.ods", {"Cases": ""}, manifest=encrypted)

    with pytest.raises(ConfigError, match="protected by a password"):
        workbook_grids(path)
