import os
from pathlib import Path

import pytest

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks import file_source
from sheets_sync.workbooks.file_source import FileSource, same_file
from sheets_sync.workbooks.grid import Grid
from tests.workbooks.workbook_files import write_xlsx

TABLE = "id,note\n1,a\n"
ROWS = [("id", "note"), ("1", "a")]


def write(path, text=TABLE):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def refusal(path, error=ConfigError):
    with pytest.raises(error) as caught:
        FileSource(path).grids()
    return str(caught.value)


def test_a_folder_is_one_tab_a_table_in_the_order_of_their_names(tmp_path):
    folder = tmp_path / "trackers"
    for name in ("feedback.tsv", "cases.CSV", "actions.csv"):
        write(folder / name)

    assert FileSource(folder).grids() == [
        Grid("trackers", "actions", ROWS),
        Grid("trackers", "cases", ROWS),
        Grid("trackers", "feedback", ROWS),
    ]


def test_hidden_files_lock_files_and_folders_within_are_passed_over(tmp_path):
    for name in ("cases.csv", ".hidden.csv", "~$cases.csv", ".DS_Store", "~$cases.xlsx", "older.csv/cases.csv"):
        write(tmp_path / name)

    (grid,) = FileSource(tmp_path).grids()

    assert (grid.title, grid.notes) == ("cases", ())


def test_workbooks_in_a_folder_of_tables_are_named_in_a_note(tmp_path):
    for name in ("actions.csv", "cases.csv", "cases.xlsx", "old.ods", "shortcut.gsheet", "readme.txt"):
        write(tmp_path / name)

    first, second = FileSource(tmp_path).grids()

    assert first.notes == tuple(
        f"{name} was not read: a folder is read for its .csv and .tsv files."
        for name in ("cases.xlsx", "old.ods", "shortcut.gsheet")
    )
    assert second.notes == ()


def test_tables_that_differ_by_their_ending_alone_keep_it_in_their_title(tmp_path):
    for name in ("cases.csv", "cases.tsv", "feedback.csv"):
        write(tmp_path / name)

    assert [grid.title for grid in FileSource(tmp_path).grids()] == ["cases.csv", "cases.tsv", "feedback"]


def test_a_folder_is_named_even_when_it_is_the_one_we_are_in(tmp_path, monkeypatch):
    folder = write(tmp_path / "trackers" / "cases.csv").parent
    monkeypatch.chdir(folder)

    assert FileSource(Path()).grids()[0].workbook == "trackers"


def test_a_folder_without_tables_is_refused(tmp_path):
    write(tmp_path / "readme.txt")

    assert refusal(tmp_path) == (
        f"{tmp_path} holds no .csv or .tsv file.\n"
        "Name a workbook (.xlsx, .xlsm, .xls, .ods), a .csv or .tsv file, or a folder of those."
    )


def test_a_folder_with_a_workbook_only_points_to_it(tmp_path):
    write(tmp_path / "cases.xlsx")

    assert refusal(tmp_path) == (
        f"{tmp_path} holds no .csv or .tsv file, but the workbook 'cases.xlsx'.\n"
        f"Name the workbook itself: {tmp_path / 'cases.xlsx'}"
    )


def test_a_folder_called_like_a_workbook_is_refused_as_a_folder(tmp_path):
    write(tmp_path / "cases.xlsx" / "cases.csv")

    assert "cases.xlsx is a folder, though its name ends like a workbook's" in refusal(tmp_path / "cases.xlsx")


def test_a_missing_file_points_to_the_nearest_name(tmp_path):
    write(tmp_path / "Trackers 2026.xlsx")

    assert refusal(tmp_path / "trackers2026.xlsx") == (
        f"{tmp_path / 'trackers2026.xlsx'} does not exist.\nDid you mean {str(tmp_path / 'Trackers 2026.xlsx')!r}?"
    )


def test_a_missing_file_with_no_name_near_it_or_no_folder_is_refused(tmp_path):
    assert refusal(tmp_path / "cases.xlsx") == f"{tmp_path / 'cases.xlsx'} does not exist.\nCheck the path."
    assert f"nor does its folder {str(tmp_path / 'gone')!r}" in refusal(tmp_path / "gone" / "cases.xlsx")


def test_a_link_that_leads_nowhere_is_refused_as_a_link(tmp_path):
    (tmp_path / "cases.xlsx").symlink_to("gone.xlsx")

    assert "cases.xlsx is a link to 'gone.xlsx', which does not exist" in refusal(tmp_path / "cases.xlsx")


def test_a_broken_link_in_a_folder_does_not_vanish(tmp_path):
    write(tmp_path / "cases.csv")
    (tmp_path / "feedback.csv").symlink_to("gone.csv")

    good, broken = FileSource(tmp_path).grids()
    assert good.rows == ROWS
    assert "feedback.csv is a link to 'gone.csv', which does not exist" in str(broken.unreadable)


def test_a_folder_of_which_nothing_can_be_read_is_refused(tmp_path):
    (tmp_path / "feedback.csv").symlink_to("gone.csv")

    assert "feedback.csv is a link to 'gone.csv', which does not exist" in refusal(tmp_path)


def test_links_to_tables_and_folders_are_followed(tmp_path):
    write(tmp_path / "kept" / "cases.csv")
    (tmp_path / "linked").symlink_to("kept")

    assert FileSource(tmp_path / "linked").grids()[0].rows == ROWS


@pytest.mark.parametrize(
    ("name", "found", "advice"),
    [
        ("cases.gsheet", "ends in '.gsheet'", "It is only a shortcut"),
        ("cases.numbers", "ends in '.numbers'", "Export it from Numbers"),
        ("cases.PDF", "ends in '.pdf'", "ask for the workbook"),
        ("cases.xlsb", "ends in '.xlsb'", "save it as .xlsx"),
        ("cases.docx", "ends in '.docx'", "Export it as .xlsx."),
        ("cases", "has no ending", "Export it as .xlsx."),
    ],
)
def test_another_ending_is_refused_with_advice(tmp_path, name, found, advice):
    said = refusal(write(tmp_path / name))

    assert f"{name} {found}, and only a workbook" in said
    assert advice in said


def test_capitals_in_an_ending_do_not_matter(tmp_path):
    path = write_xlsx(tmp_path / "CASES.XLSX", '<row r="1"><c r="A1"><v>1</v></c></row>')

    assert FileSource(path).grids() == [Grid("CASES.XLSX", "Cases", [(1.0,)])]


def test_a_file_far_larger_than_a_tracker_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(file_source, "FILE_LIMIT", 5)

    assert "is larger than" in refusal(write(tmp_path / "cases.csv"))


def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "cases.csv")

    assert "cases.csv is no regular file" in refusal(tmp_path / "cases.csv")
    assert "cases.csv is no regular file" in refusal(tmp_path)


def test_a_name_longer_than_the_disk_allows_is_refused(tmp_path):
    assert "cannot be read" in refusal(tmp_path / f"{'x' * 300}.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by root")
def test_a_file_that_may_not_be_read_is_a_matter_of_access(tmp_path):
    path = write(tmp_path / "cases.csv")
    path.chmod(0)

    assert f"{path} may not be read by this user" in refusal(path, AccessError)


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_being_kept_out_of_a_file_names_that_file(tmp_path, monkeypatch, name):
    def kept_out(path):
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path / name)
    monkeypatch.setattr(Path, "read_bytes", kept_out)

    assert f"{path} may not be read by this user" in refusal(path, AccessError)


def test_the_same_file_is_known_by_any_path(tmp_path, monkeypatch):
    path = write(tmp_path / "trackers" / "cases.csv")
    (tmp_path / "link.csv").symlink_to(path)
    monkeypatch.chdir(tmp_path / "trackers")

    assert same_file(path, Path("cases.csv"))
    assert same_file(path, tmp_path / "trackers" / ".." / "link.csv")
    assert not same_file(path, write(tmp_path / "other.csv"))


def test_files_that_do_not_exist_yet_are_the_same_if_they_would_be(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")

    assert same_file(Path("summary.xlsx"), tmp_path / "summary.xlsx")
    assert same_file(tmp_path / "linked" / "summary.xlsx", tmp_path / "real" / "summary.xlsx")
    assert same_file(tmp_path / "Übersicht.xlsx", tmp_path / "U\u0308BERSICHT.xlsx")
    assert not same_file(tmp_path / "summary.xlsx", tmp_path / "real" / "summary.xlsx")
    assert not same_file(write(tmp_path / "cases.csv"), tmp_path / "summary.xlsx")
