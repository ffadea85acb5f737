import re

import openpyxl
import pytest

from sheets_sync.workbooks import excel_page
from sheets_sync.workbooks.tab import Link
from tests.workbooks.excel_files import cells_of, parts, publish, tab, table, whole_tab

HOSTILE = [
    '=HYPERLINK("http://evil.example","click")',
    "{=1+1}",
    "+1",
    "-1+1",
    "@x",
    "http://evil.example",
    "https://evil.example",
    "mailto:a@evil.example",
    "internal:Sheet!A1",
    "Cases!A2 rises",
    "='Cases'!$A$1",
    "<r><t>raw</t></r>",
    "007",
    " padded ",
    "a\tb",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_wherever_it_stands(tmp_path, text):
    publish(tmp_path / "summary.xlsx", whole_tab(text))
    sheet_parts = {name: part for name, part in parts(tmp_path / "summary.xlsx").items() if "worksheets/" in name}

    sheet = openpyxl.load_workbook(tmp_path / "summary.xlsx").active

    assert not any("<f>" in part or "<hyperlink" in part for part in sheet_parts.values())
    assert not any("raw" in part and "<r><t>" in part for part in sheet_parts.values())
    assert {cell.value.strip() for row in sheet for cell in row if isinstance(cell.value, str)} >= {text.strip()}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_in_a_chart_becomes_a_reference(tmp_path, text):
    publish(tmp_path / "summary.xlsx", whole_tab(text))
    drawn = parts(tmp_path / "summary.xlsx")["xl/charts/chart1.xml"]

    references = re.findall("<c:f>(.*?)</c:f>", drawn)

    assert {reference.split("$")[0] for reference in references} == {"'SLA now'!"}
    assert len(references) == 4


def test_text_longer_than_excel_holds_is_cut_and_says_so(tmp_path):
    short, long, pairs = cells_of(tmp_path, "x" * 32_767, "x" * 40_000, "\U0001f600" * 20_000)

    assert short.value == "x" * 32_767
    assert long.value == "x" * 32_765 + "…"
    assert (pairs.value[0], pairs.value[-1], len(pairs.value)) == ("\U0001f600", "…", 16_383)


def test_characters_that_a_file_cannot_hold_are_replaced(tmp_path):
    cells = cells_of(tmp_path, "a\x00b\x0bc", "lone \ud800 half", "line\r\nbreak\rhere", "\ufffe")

    assert [cell.value for cell in cells] == ["a\ufffdb\ufffdc", "lone \ufffd half", "line\nbreak\nhere", "\ufffd"]


def test_text_that_looks_like_an_escape_is_not_taken_for_one(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(table("_x0041_")))

    assert "<t>_x005F_x0041_</t>" in parts(tmp_path / "summary.xlsx")["xl/worksheets/sheet1.xml"]


def test_only_https_addresses_become_links(tmp_path):
    kept = "https://docs.google.com/spreadsheets/d/1/edit#gid=7&range=F212"
    others = ["http://x.example", "javascript:alert(1)", "file:///etc/passwd", "internal:A1", "", "https://x y", None]
    cells = cells_of(tmp_path, *(Link("Cases!F212", url) for url in [kept, *others, "https://x/" + "x" * 2100]))

    first, *rest = cells

    assert (f"{first.hyperlink.target}#{first.hyperlink.location}", first.value) == (kept, "Cases!F212")
    assert [(cell.hyperlink, cell.value) for cell in rest] == [(None, "Cases!F212")] * 8


def test_links_beyond_what_a_sheet_holds_are_text(tmp_path, monkeypatch):
    monkeypatch.setattr(excel_page, "MOST_LINKS", 2)

    cells = cells_of(tmp_path, *[Link("Cases!F212", "https://sheets.example/d")] * 4)

    assert [bool(cell.hyperlink) for cell in cells] == [True, True, False, False]
    assert [cell.value for cell in cells] == ["Cases!F212"] * 4
    assert [cell.font.underline for cell in cells] == ["single", "single", None, None]


def test_a_heading_full_of_ampersands_still_fits_the_footer(tmp_path):
    publish(tmp_path / "summary.xlsx", tab(heading="R&D, " * 60), tab(title="Other", heading="&" * 200))

    [one, two] = [parts(tmp_path / "summary.xlsx")[f"xl/worksheets/sheet{number}.xml"] for number in (1, 2)]

    assert "R&amp;&amp;D, " in one
    assert "<oddFooter>" in two
