"""Whatever people paste for a spreadsheet means that spreadsheet, or a sentence says why not."""

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.workbooks.google_address import spreadsheet_id, spreadsheet_url

ID = "1aB3_-xYz0123456789abcdefghijklmnopqrstuvwxQ"


@pytest.mark.parametrize(
    "pasted",
    [
        ID,
        f"  {ID}\n",
        f"<{ID}>",
        f'"{ID}",',
        f"https://docs.google.com/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}?usp=sharing",
        f"https://docs.google.com/spreadsheets/d/{ID}#gid=7&range=F212",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing&ouid=1&rtpof=true#gid=0",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit#gid=0",
        f"https://docs.google.com/a/example.com/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com/spreadsheets/d/{ID}/export?format=xlsx",
        f"http://docs.google.com/spreadsheets/d/{ID}/htmlview",
        f"HTTPS://Docs.Google.com/spreadsheets/d/{ID}/edit",
        f"docs.google.com/spreadsheets/d/{ID}/edit",
        f" <https://docs.google.com/spreadsheets/d/{ID}/edit>. ",
        f"“https://docs.google.com/spreadsheets/d/{ID}/edit”",
        f"https://docs.google.com/spreadsheets/d/\n{ID[:20]}\n {ID[20:]}/edit",
        f"\ufeffhttps://docs.google.com/spreadsheets/d/{ID}/edit\u200b",
        f"https://drive.google.com/open?id={ID}&usp=drive_copy",
        f"https://drive.google.com/file/d/{ID}/view?usp=sharing",
        f"https://drive.google.com/file/u/0/d/{ID}/view",
        f"https://www.google.com/url?q=https://docs.google.com/spreadsheets/d/{ID}/edit&sa=D&source=chat",
        f"https://www.google.com/url?q=https%3A%2F%2Fdocs.google.com%2Fspreadsheets%2Fd%2F{ID}%2Fedit",
    ],
)
def test_a_pasted_link_or_id_means_its_spreadsheet(pasted):
    assert spreadsheet_id(pasted) == ID


@pytest.mark.parametrize(
    "words",
    [
        "",
        ".",
        "trackers.xlsx",
        "/srv/docs.google.com/trackers.xlsx",
        "docs.google.com.xlsx",
        "C:\\Trackers\\cases.xlsx",
        "a folder of trackers with a long name and without any dots in it",
        ID[:39],
        f"{ID}.xlsx",
        f"https://example.com/spreadsheets/d/{ID}/edit",
        f"https://docs.google.com.example.com/spreadsheets/d/{ID}/edit",
        f"https://docſ.google.com/spreadsheets/d/{ID}/edit",
        f"https://notgoogle.com/spreadsheets/d/{ID}/edit",
    ],
)
def test_what_is_no_address_of_googles_is_nothing(words):
    assert spreadsheet_id(words) is None


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (f"https://docs.google.com/document/d/{ID}/edit", "leads to a text document"),
        (f"https://docs.google.com/presentation/d/{ID}/edit", "leads to a presentation"),
        (f"https://docs.google.com/forms/d/{ID}/viewform", "Responses > View in Sheets"),
        (f"https://docs.google.com/forms/d/e/1FAIpQLS{ID}/viewform", "not to a spreadsheet"),
        (f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml?gid=0", "leads to a published page"),
        (f"2PACX-{ID}", "is the id of a published page"),
        (f"https://drive.google.com/drive/folders/{ID}?usp=sharing", "Open the spreadsheet in it"),
        (f"https://drive.google.com/drive/u/0/folders/{ID}", "leads to a folder of Drive"),
        ("https://drive.google.com/drive/my-drive", "leads to a folder of Drive"),
        ("https://docs.google.com/spreadsheets/u/0/", "does not hold the whole id"),
        ("https://docs.google.com/spreadsheets/d/1AbC…/edit", "does not hold the whole id"),
        ("https://sheets.google.com", "does not hold the whole id"),
        (f"https://docs.google.com/spreadsheet/ccc?key={ID}", "does not hold the whole id"),
        (f"https://lookerstudio.google.com/reporting/{ID}", "does not hold the whole id"),
    ],
)
def test_a_link_of_googles_that_leads_to_no_spreadsheet_says_what_to_paste_instead(link, found):
    with pytest.raises(ConfigError) as caught:
        spreadsheet_id(link)

    assert found in str(caught.value)
    assert "copy" in str(caught.value)


def test_the_address_of_a_spreadsheet_leads_back_to_it():
    assert spreadsheet_id(spreadsheet_url(ID)) == ID
