from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.errors import AccessError, ConfigError
from sheets_sync.workbooks import excel_journal
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.tab import Receipt, TabChange
from tests.workbooks.excel_files import NOON, publish, published, tab, table

HELD = {"SLA now": "the tracker lost half of its rows"}


def line(after="415", **others) -> JournalLine:
    return JournalLine(observed_at=NOON, kind="rows", tracker="cases", after=after, **others)


def sink(path) -> ExcelSink:
    return ExcelSink(path / "summary.xlsx", as_of=NOON)


def journal_sheet(folder, *lines: JournalLine):
    publish(folder / "summary.xlsx", tab(), noted=lines)
    return openpyxl.load_workbook(folder / "summary.xlsx")["Journal"]


def test_the_journal_is_the_last_sheet_hidden_and_locked_without_a_password(tmp_path):
    sheet = journal_sheet(tmp_path, line())

    assert sheet.parent.sheetnames == ["SLA now", "Journal"]
    assert sheet.parent.active.title == "SLA now"
    assert (sheet.sheet_state, sheet.protection.sheet, sheet.protection.password) == ("hidden", True, None)


def test_headings_stand_frozen_above_cells_of_plain_text(tmp_path):
    sheet = journal_sheet(tmp_path, line("=1+1", workbook="trackers.xlsx", tab_id="007"))

    assert [[cell.value for cell in row] for row in sheet] == [
        list(JOURNAL_HEADINGS),
        ["2026-11-22T11:00:00Z", "rows", "trackers.xlsx", "007", "cases", None, None, None, "=1+1"],
    ]
    assert {(cell.data_type, cell.number_format) for cell in sheet[2] if cell.value} == {("s", "@")}
    assert sheet.freeze_panes == "A2"
    assert all(60 <= sheet.column_dimensions[letter].width * 7 <= 260 for letter in "ABCDEFGHI")


def test_a_renamed_journal_is_found_again_and_has_its_title_back(tmp_path):
    sheet = journal_sheet(tmp_path, line())
    sheet.title = "Journal old"
    sheet.parent.save(tmp_path / "summary.xlsx")

    found = sink(tmp_path).journal().lines
    after = journal_sheet(tmp_path)

    assert list(found) == [line()]
    assert (after.parent.sheetnames, after["I2"].value) == (["SLA now", "Journal"], "415")


def test_without_anything_noted_there_is_no_journal(tmp_path):
    assert published(tmp_path, tab()).sheetnames == ["SLA now"]


def test_a_journal_alone_is_not_hidden_because_a_workbook_shows_something(tmp_path):
    publish(tmp_path / "summary.xlsx", noted=[line()])

    assert openpyxl.load_workbook(tmp_path / "summary.xlsx")["Journal"].sheet_state == "visible"


def test_the_same_tabs_over_the_same_journal_give_the_same_bytes(tmp_path):
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]

    for file in files:
        publish(file, tab(table("first")), noted=[line("412")])
        publish(file, tab(table("a", "b")), noted=[line("415")])

    assert files[0].read_bytes() == files[1].read_bytes()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20), min_size=1, max_size=5))
@settings(max_examples=40)
def test_any_text_is_noted_and_read_back(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("summary")
    noted = [line(text, before=text, field=text) for text in texts]

    publish(folder / "summary.xlsx", tab(), noted=noted)

    assert sink(folder).journal().lines == noted


def test_texts_longer_than_a_cell_are_cut(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(), noted=[line("x" * 40_000)])

    [read] = sink(tmp_path).journal().lines

    assert read.after == "x" * 32_765 + "…"


def test_where_no_more_lines_fit_the_oldest_go(tmp_path, monkeypatch):
    monkeypatch.setattr(excel_journal, "MOST_LINES", 3)
    publish(tmp_path / "summary.xlsx", tab(), noted=[line("1"), line("2")])

    publish(tmp_path / "summary.xlsx", tab(), noted=[line("3"), line("4")])

    assert [noted.after for noted in sink(tmp_path).journal().lines] == ["2", "3", "4"]


def test_what_a_hand_has_spoilt_stays_in_the_row_that_is_told(tmp_path):
    sheet = journal_sheet(tmp_path, line("1"), line("2"), line("3"))
    sheet["A3"] = "yesterday"
    sheet.parent.save(tmp_path / "summary.xlsx")

    publish(tmp_path / "summary.xlsx", tab(), noted=[line("4")])

    journal = sink(tmp_path).journal()
    assert ([noted.after for noted in journal.lines], list(journal.spoilt)) == (["1", "3", "4"], [3])


def test_a_summary_of_a_version_without_a_journal_has_none(tmp_path):
    published(tmp_path, tab(table("2026-11-22T11:00:00Z"), title="Patterns"))

    assert sink(tmp_path).journal().lines == []


def test_an_empty_file_is_no_summary_yet(tmp_path):
    (tmp_path / "summary.xlsx").touch()

    assert sink(tmp_path).journal().lines == []
    assert sink(tmp_path).changes([tab(table("a"))], {}) == [TabChange("SLA now", added=1)]


@pytest.mark.parametrize("content", [b"no workbook", b"PK\x03\x04 cut off"])
def test_a_summary_that_cannot_be_read_is_said_and_not_replaced(tmp_path, content):
    (tmp_path / "summary.xlsx").write_bytes(content)

    for wanted in (
        lambda: sink(tmp_path).journal(),
        lambda: sink(tmp_path).changes([tab()], {}),
        lambda: sink(tmp_path).publish([tab()], [], {}),
    ):
        with pytest.raises(ConfigError, match=r"summary\.xlsx: the last summary cannot be read.*move it away"):
            wanted()

    assert (tmp_path / "summary.xlsx").read_bytes() == content


def test_a_summary_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    published(tmp_path, tab())

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)

    with pytest.raises(AccessError, match=r"may not be read \(Permission denied\)"):
        sink(tmp_path).journal()


def test_where_a_tab_is_held_the_file_stays_as_it_is(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(), noted=[line("412")])
    before = (tmp_path / "summary.xlsx").read_bytes()

    receipt = sink(tmp_path).publish([tab(), tab(title="Patterns")], [line("3")], HELD)

    whole = "the file is written whole or not at all, and 'SLA now' must stay as it was"
    assert receipt == Receipt(written=(), left={"Patterns": whole, **HELD})
    assert (tmp_path / "summary.xlsx").read_bytes() == before


def test_where_a_tab_is_held_no_file_is_begun(tmp_path):
    sink(tmp_path).publish([tab(), tab(title="Patterns")], [line()], HELD)

    assert list(tmp_path.iterdir()) == []


def test_a_held_tab_holds_back_the_changes_of_the_others(tmp_path):
    changes = sink(tmp_path).changes([tab(), tab(title="Patterns")], HELD)

    assert changes[0] == TabChange("SLA now", left=HELD["SLA now"])
    assert "'SLA now' must stay as it was" in changes[1].left


def test_two_runs_note_under_their_own_instants(tmp_path):
    later = JournalLine(observed_at=datetime(2026, 11, 22, 12, tzinfo=UTC), kind="rows", after="416")

    publish(tmp_path / "summary.xlsx", tab(), noted=[line("415")])
    publish(tmp_path / "summary.xlsx", tab(), noted=[later], as_of=NOON + timedelta(hours=1))

    assert [noted.cells()[0] for noted in sink(tmp_path).journal().lines] == [
        "2026-11-22T11:00:00Z",
        "2026-11-22T12:00:00Z",
    ]
