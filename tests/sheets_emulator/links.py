"""Links in a cell: as a HYPERLINK formula, on the whole cell, or on a run of its text."""

import re

from .book import Cell
from .colours import with_styles
from .masks import Mask

HYPERLINK = re.compile(r'\s*=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
LINK_LOOKS = ("foregroundColor", "foregroundColorStyle", "underline")


def with_link_looks(cell: Cell) -> Cell:
    """The cell with its links coloured and underlined where their own looks are not given."""
    answer = dict(cell)
    if "textFormatRuns" in cell:
        answer["textFormatRuns"] = [_run(run) for run in cell["textFormatRuns"]]
    text_format = cell.get("userEnteredFormat", {}).get("textFormat", {})
    if text_format.get("link"):
        answer["userEnteredFormat"] = {**cell["userEnteredFormat"], "textFormat": _linked(text_format)}
    return _without_covered_link(answer)


def _run(run: Cell) -> Cell:
    return {**run, "format": _linked(run["format"])} if run.get("format", {}).get("link") else run


def _linked(text_format: Cell) -> Cell:
    looks = {} if {"foregroundColor", "foregroundColorStyle"} & text_format.keys() else link_colour()
    return {"underline": True, **looks, **text_format}


def link_colour() -> Cell:
    return with_styles({"foregroundColorStyle": {"themeColor": "LINK"}})


def _without_covered_link(cell: Cell) -> Cell:
    """A link on a run takes the place of the link on the whole cell."""
    if not any(run.get("format", {}).get("link") for run in cell.get("textFormatRuns", [])):
        return cell
    whole = cell.get("userEnteredFormat", {})
    text_format = {name: item for name, item in whole.get("textFormat", {}).items() if name != "link"}
    kept = {**whole, "textFormat": text_format}
    return {**cell, "userEnteredFormat": {name: item for name, item in kept.items() if item}} if whole else cell


def with_link_fields(mask: Mask, cell: Cell) -> Mask:
    """A mask that names the link of a cell which has one also means the looks of a link."""
    texts = mask.get("userEnteredFormat", {}).get("textFormat", {})
    if "link" not in texts or not cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link"):
        return mask
    texts = {**{name: {} for name in LINK_LOOKS}, **texts}
    return {**mask, "userEnteredFormat": {**mask["userEnteredFormat"], "textFormat": texts}}


def hyperlink(cell: Cell) -> str | None:
    """Where the cell leads; None where it has no link or several."""
    formula = HYPERLINK.match(cell.get("userEnteredValue", {}).get("formulaValue", ""))
    if formula:
        return formula[1].replace('""', '"')
    formats = [run.get("format", {}) for run in cell.get("textFormatRuns", [])]
    formats.append(cell.get("userEnteredFormat", {}).get("textFormat", {}))
    uris = {text_format["link"]["uri"] for text_format in formats if text_format.get("link", {}).get("uri")}
    return uris.pop() if len(uris) == 1 else None
