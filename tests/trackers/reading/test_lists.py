"""A cell may hold several things."""

import pytest

from tests.trackers.answers import REFUSED, answer, problem, read, words


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("a; b / c", ["a", "b", "c"]), ("a,b|c", ["a", "b", "c"]), ("a\nb\r\nc", ["a", "b", "c"]),
        ("• a\n• b", ["a", "b"]), ("• a • b", ["a", "b"]),
        ("- a\n- b", ["a", "b"]), ("1. a\n2. b", ["a", "b"]), ("1) a 2) b", ["a", "b"]), ("1. a, 2. b", ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        ("['a', 'b']", ["a", "b"]), ("[1, 2]", ["1", "2"]), ("[]", []), ("a;; b ;", ["a", "b"]),
        ("a; n/a; -", ["a"]), ('"a", "b"', ["a", "b"]),
        ("ESC-12, ESC-12", ["ESC-12"]), ("b, a, b", ["b", "a"]), ("TCP/IP", ["TCP/IP"]), ("R&D", ["R&D"]),
        ("A & B", ["A & B"]),
        ("a (b, c), d", ["a (b, c)", "d"]), ("well-known, v2.0", ["well-known", "v2.0"]), ("col·legi", ["col·legi"]),
        ("a - b", ["a - b"]),
        ("step 2. go", ["step 2. go"]), ("none", []), ("keine", []), (12.0, ["12"]),
        ("''", []), ('""', []), ("'';''", []),
    ],
)  # fmt: skip
def test_a_list_is_split_in_order_without_repeats(cell, members):
    assert answer(cell, "list") == tuple(members)


@pytest.mark.parametrize(
    "cell",
    ["a, #REF!", "7.31E+18; 2", "7311234567890120000", '["a", null]', '["a"', '[{"a": 1}]', '"a, b", c', 7.3e18, True],
)
def test_one_member_that_cannot_be_read_fails_the_list(cell):
    assert answer(cell, "list") == REFUSED


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("https://a.b/c,d", ["https://a.b/c,d"]), ("https://a https://b", ["https://a", "https://b"]),
        ("https://a,https://b", ["https://a", "https://b"]),
        ("https://x/y;z, https://q", ["https://x/y;z", "https://q"]),
        ("Recording 12; https://a", ["Recording 12", "https://a"]),
        ("Doc A, Doc B", ["Doc A", "Doc B"]), ("Doc: https://a see page 3", ["Doc", "https://a", "see page 3"]),
        ("(https://a)", ["https://a"]),
        ("[Doc](https://a)", ["Doc", "https://a"]), ("https://a/b_(c)", ["https://a/b_(c)"]),
        ('["https://a", "https://b"]', ["https://a", "https://b"]),
        ("none", []),
    ],
)  # fmt: skip
def test_links_stay_whole_and_documents_without_one_are_kept(cell, links):
    assert answer(cell, "url_list") == tuple(links)


def test_a_list_of_words_is_read_word_by_word():
    assert answer("Fraud / scam; Copyright", "violation_type_list") == ("fraud_scam", "copyright")
    assert answer("counterfeit, fake", "violation_type_list") == ("counterfeit_ip",)
    assert problem("copyright; nonsense", "violation_type_list").problem == (
        "has the member 'nonsense', which is not a known violation type"
    )


def test_teams_are_split_at_slash_and_ampersand_too():
    assert answer("Policy & Legal", "team_list") == ("policy", "legal")
    assert answer("Policy/PM", "team_list") == ("policy", "product")
    assert answer("Lisa; PM", "team_list", words=words(any=True)) == ("Lisa", "product")


def test_a_repaired_member_warns_about_the_list():
    found = read("Polciy; Legal", "team_list")
    assert found.value == ("policy", "legal")
    assert found.warning is not None


@pytest.mark.parametrize("kind", ["list", "url_list", "team_list"])
def test_a_member_that_no_file_can_hold_is_refused(kind):
    assert "holds a character that cannot be written" in (problem('["\\ud800"]', kind, words=words(any=True)).problem)
    assert answer('["\\ud83d\\ude00"]', "list") == ("😀",)
