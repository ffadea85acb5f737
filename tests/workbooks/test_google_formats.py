import pytest

from sheets_sync.workbooks import look
from sheets_sync.workbooks.google_formats import cell_format, colour, look_of, tone_format


def test_a_colour_is_its_three_shares():
    assert colour("#2F5D8A") == {"rgbColor": {"red": 0.1843, "green": 0.3647, "blue": 0.5412}}


def test_every_part_of_a_style_is_named():
    style = look.Style(
        points=9, colour="#FFFFFF", bold=True, underline=True, fill="#000000", upright="top", rule="#FF0000"
    )
    white, black, red = ({"rgbColor": dict.fromkeys(("red", "green", "blue"), share)} for share in (1.0, 0.0, 0.0))
    red["rgbColor"]["red"] = 1.0

    assert cell_format(style) == {
        "textFormat": {
            "fontFamily": "Arial",
            "fontSize": 9,
            "bold": True,
            "underline": True,
            "foregroundColorStyle": white,
        },
        "backgroundColorStyle": black,
        "borders": {"bottom": {"style": "SOLID", "colorStyle": red}},
        "horizontalAlignment": "LEFT",
        "verticalAlignment": "TOP",
        "padding": {"top": 1, "right": 3, "bottom": 1, "left": 3},
    }


def test_an_indent_is_room_on_the_side_where_the_text_stands():
    left, right = look.Style(indent=1), look.Style(indent=2, align="right")

    assert cell_format(left)["padding"] == {"top": 1, "right": 3, "bottom": 1, "left": 14}
    assert cell_format(right)["padding"] == {"top": 1, "right": 25, "bottom": 1, "left": 3}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("count", "NUMBER"),
        ("decimal", "NUMBER"),
        ("hours", "NUMBER"),
        ("money", "NUMBER"),
        ("share", "PERCENT"),
        ("exact_share", "PERCENT"),
        ("day", "DATE"),
        ("instant", "DATE_TIME"),
        ("full_instant", "DATE_TIME"),
    ],
)
def test_a_number_has_the_pattern_of_its_kind(number, kind):
    shown = cell_format(look.Style(number=number))["numberFormat"]

    assert shown == {"type": kind, "pattern": look.NUMBER_PATTERN[number]}


def test_styles_that_look_alike_are_one_look():
    assert look_of(look.cell_style("text", "one")) == look_of(look.cell_style("state", "some"))
    assert look_of(look.cell_style("text", "one")) != look_of(look.cell_style("text", "one", quiet=True))


def test_a_rule_changes_only_what_rules_may():
    assert tone_format(look.state_style("fine", "one")) == {
        "backgroundColorStyle": colour(look.TONE_TINT["fine"]),
        "textFormat": {"foregroundColorStyle": colour(look.TONE_INK["fine"])},
    }
