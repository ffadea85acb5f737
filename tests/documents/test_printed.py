from sheets_sync.documents.printed import facts_lines, wrapped


def test_what_has_a_hyphen_stays_in_one_piece():
    assert wrapped("weekly break " * 7 + "a DE-BE")[-1] == "DE-BE"
    assert [*facts_lines([("Calendar", "weekly break " * 5 + "of the week DE-BE")])][-1].split() == ["DE-BE"]
