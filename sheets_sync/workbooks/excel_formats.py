"""Cell styles and text in the forms that Excel takes."""

from typing import Any, Final

from sheets_sync.workbooks import look
from sheets_sync.workbooks.cell_values import writable_text
from sheets_sync.workbooks.look import Style

LONGEST_TEXT: Final = 32_767  # in UTF-16 units, as Excel counts
_ELLIPSIS = "…"
_SPACES_PER_INDENT = 3
_UPRIGHT: Final = {"top": "top", "middle": "vcenter", "bottom": "bottom"}


class Formats(dict[Style, Any]):
    """Excel's own format of every style that was asked for; equal looks are one format in the file."""

    def __init__(self, workbook: Any) -> None:
        super().__init__()
        self._workbook = workbook

    def __missing__(self, style: Style) -> Any:
        self[style] = self._workbook.add_format(_properties(style))
        return self[style]


def excel_text(text: str) -> str:
    """`text` as Excel can hold it: nothing that XML forbids, and an ellipsis where it is too long."""
    text = writable_text(text)
    if len(text) > LONGEST_TEXT // 2 and _utf16_length(text) > LONGEST_TEXT:
        text = _cut(text)
    # XlsxWriter takes text between these marks for its own rich text and writes it unescaped.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(_ELLIPSIS) - 1)]
    return kept.decode("utf-16-le", errors="ignore") + _ELLIPSIS


def _with_air(pattern: str, indent: int) -> str:
    """The pattern of a number that stands off the right; LibreOffice forgets the indent of some, but not spaces."""
    air = "_ " * (_SPACES_PER_INDENT * indent)
    positive, negative = pattern.split(";")
    return f"{positive}{air};{negative}{air};{positive}{air};@{air}"


def _properties(style: Style) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": look.FONT,
        "font_size": style.points,
        "font_color": style.colour,
        "align": style.align,
        "valign": _UPRIGHT[style.upright],
    }
    if style.bold:
        properties["bold"] = True
    if style.underline:
        properties["underline"] = 1
    if style.fill:
        properties["bg_color"] = style.fill
    if style.wrap:
        properties["text_wrap"] = True
    if style.number:
        properties["num_format"] = look.NUMBER_PATTERN[style.number]
    if style.number and style.align == "right":
        properties["num_format"] = _with_air(properties["num_format"], style.indent)
    elif style.indent:
        properties["indent"] = style.indent
    if style.rule:
        properties.update(bottom=1, bottom_color=style.rule)
    return properties
