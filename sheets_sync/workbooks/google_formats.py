"""Cell styles in the forms that Google takes."""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.look import Style

# The whole look of a cell, but neither its link nor whether it wraps: those come with its text.
LOOK_FIELDS: Final = (
    "userEnteredFormat("
    "backgroundColorStyle,borders,horizontalAlignment,verticalAlignment,padding,numberFormat,"
    "textFormat(fontFamily,fontSize,bold,underline,foregroundColorStyle))"
)
UPRIGHT_FIELD: Final = "userEnteredFormat.verticalAlignment"

# Google's own room beside text, and the little above and below it that leaves several lines their height.
_BESIDE: Final = 3
_ABOVE: Final = 1
_UPRIGHT: Final = {"top": "TOP", "middle": "MIDDLE", "bottom": "BOTTOM"}
_NUMBER_TYPE: Final[dict[look.Number, str]] = {
    "count": "NUMBER",
    "decimal": "NUMBER",
    "hours": "NUMBER",
    "money": "NUMBER",
    "share": "PERCENT",
    "exact_share": "PERCENT",
    "instant": "DATE_TIME",
    "full_instant": "DATE_TIME",
    "day": "DATE",
}


@dataclass(frozen=True)
class Look(Style):
    """A style told apart by what is seen of it. Whether text wraps is not part of it."""


@cache
def look_of(style: Style) -> Look:
    """What is seen of a style."""
    shown = {field.name: getattr(style, field.name) for field in fields(Style)}
    return Look(**{**shown, "wrap": False})


@cache
def untoned(style: Look) -> Look:
    """The look without what a tone adds to it."""
    return look_of(look.untoned(style))


def has_look_of(style: Style, other: Style) -> bool:
    """Whether both are the same but for their tones."""
    return replace(style, colour=other.colour, bold=other.bold, fill=other.fill) == other


def colour(code: str) -> dict[str, Any]:
    """A colour such as #2F5D8A."""
    red, green, blue = (round(int(code[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))
    return {"rgbColor": {"red": red, "green": green, "blue": blue}}


def cell_format(style: Style) -> dict[str, Any]:
    """The whole look of a cell, for `LOOK_FIELDS`."""
    shown: dict[str, Any] = {
        "horizontalAlignment": style.align.upper(),
        "verticalAlignment": _UPRIGHT[style.upright],
        "padding": _padding(style),
        "textFormat": {**font(style), "underline": style.underline},
    }
    if style.fill:
        shown["backgroundColorStyle"] = colour(style.fill)
    if style.rule:
        shown["borders"] = {"bottom": {"style": "SOLID", "colorStyle": colour(style.rule)}}
    if style.number:
        shown["numberFormat"] = {"type": _NUMBER_TYPE[style.number], "pattern": look.NUMBER_PATTERN[style.number]}
    return shown


def upright_format(upright: str) -> dict[str, Any]:
    """Where text stands in a high row, for `UPRIGHT_FIELD`."""
    return {"verticalAlignment": _UPRIGHT[upright]}


def link_format(url: str, style: Style) -> dict[str, Any]:
    """A link; unless colour and line are named beside it, Google gives it its own."""
    return {
        "textFormat": {
            "link": {"uri": url},
            "foregroundColorStyle": colour(style.colour),
            "underline": style.underline,
        }
    }


def tone_format(style: Style) -> dict[str, Any]:
    """What a rule may change of a cell: tint, ink and weight."""
    tint = {"backgroundColorStyle": colour(style.fill)} if style.fill else {}
    bold = {"bold": True} if style.bold else {}
    return {**tint, "textFormat": {**bold, "foregroundColorStyle": colour(style.colour)}}


def font(style: Style) -> dict[str, Any]:
    """Family, size, weight and ink of a text."""
    return {
        "fontFamily": look.FONT,
        "fontSize": style.points,
        "bold": style.bold,
        "foregroundColorStyle": colour(style.colour),
    }


def _padding(style: Style) -> dict[str, int]:
    """Google knows no indent, but room within a cell; where any is named, all has to be."""
    sides = {"top": _ABOVE, "right": _BESIDE, "bottom": _ABOVE, "left": _BESIDE}
    return {**sides, style.align: _BESIDE + style.indent * look.INDENT}
