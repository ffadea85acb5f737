"""How a tab looks: its colours, type, measures and cell styles, for every sink alike."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from sheets_sync.workbooks.tab import Kind, Tone

FONT: Final = "Arial"

INK: Final = "#1F2933"
MUTED: Final = "#6B7785"
HAIRLINE: Final = "#D9DEE4"
BAND: Final = "#F5F7FA"
ACCENT: Final = "#2F5D8A"
WHITE: Final = "#FFFFFF"

TONE_INK: Final[dict[Tone, str]] = {
    "late": "#B3261E",
    "soon": "#B26A00",
    "fine": "#2E7D5B",
    "quiet": MUTED,
    "plain": INK,
}
TONE_TINT: Final[dict[Tone, str | None]] = {
    "late": "#FBE9E7",
    "soon": "#FFF3E0",
    "fine": "#E8F3EE",
    "quiet": "#EDF0F3",
    "plain": None,
}

# Measures in pixels at 96 to the inch.
MARGIN_COLUMN: Final = 20
GRID_COLUMN: Final = 92
GRID_COLUMNS: Final = 12
PAGE_WIDTH: Final = GRID_COLUMN * GRID_COLUMNS
ROW: Final = 20
GAP: Final = 16
TABLE_HEADING: Final = 30
INDENT: Final = 11  # one step of a cell's indent: three spaces
FILTER_BUTTON: Final = 18
TALLEST_ROW: Final = 545  # spreadsheets allow 409 points

_MANY_LINES: Final = 160  # pixels from which a row is read from its top

Lines = Literal["one", "some", "many"]  # of a table's row
Number = Literal["count", "share", "hours", "instant", "full_instant", "day", "money", "decimal", "exact_share"]

# True minus signs; in quotes, because no spreadsheet knows them as a literal.
NUMBER_PATTERN: Final[dict[Number, str]] = {
    "count": '#,##0;"−"#,##0',
    "decimal": '#,##0.0;"−"#,##0.0',
    "hours": '#,##0.0;"−"#,##0.0',
    "share": '0 %;"−"0 %',
    "exact_share": '0.0 %;"−"0.0 %',
    "money": '#,##0.00;"−"#,##0.00',
    "instant": "ddd d mmm hh:mm",
    "full_instant": "ddd d mmm yyyy hh:mm",
    "day": "ddd d mmm yyyy",
}


@dataclass(frozen=True, eq=False)
class Style:
    """How one cell looks. Styles are told apart by identity, so that a sink finds its own form of one quickly."""

    points: int = 10
    colour: str = INK
    bold: bool = False
    underline: bool = False
    fill: str | None = None
    align: Literal["left", "right"] = "left"
    upright: Literal["top", "middle", "bottom"] = "middle"
    indent: int = 0
    wrap: bool = False
    number: Number | None = None
    rule: str | None = None  # colour of a line below


TITLE: Final = Style(points=18, bold=True)
NOTE: Final = Style(points=9, colour=MUTED)
SECTION: Final = Style(points=11, bold=True, rule=HAIRLINE)
CHART_TITLE: Final = Style(points=11, bold=True, indent=1, wrap=True)
CHART_SENTENCE: Final = Style(points=9, colour=MUTED, indent=1, wrap=True, upright="top")

CARD: Final = Style(fill=BAND)
CARD_LABEL: Final = Style(points=9, colour=MUTED, fill=BAND, indent=1, upright="bottom", wrap=True)
CARD_NOTE: Final = Style(points=9, colour=MUTED, fill=BAND, indent=1, upright="top", wrap=True)

SENTENCE: Final = Style()
WHO: Final = Style(colour=MUTED)
LINK: Final = Style(colour=ACCENT, underline=True)
ADDRESS: Final = Style(colour=MUTED)

FIGURES_HEADING: Final = Style(points=9, bold=True, colour=MUTED)
FIGURES_TITLE: Final = Style(points=9, colour=INK)
FIGURES_COLUMN: Final = Style(points=9, colour=MUTED, rule=HAIRLINE, wrap=True, upright="bottom")
FIGURES_NUMBER_COLUMN: Final = replace(FIGURES_COLUMN, align="right", indent=1)
FIGURES_CATEGORY: Final = Style(points=9, wrap=True, upright="top")

_NUMERIC: Final[dict[Kind, Number]] = {"count": "count", "share": "share", "hours": "hours", "money": "money"}
_CALENDAR: Final[dict[Kind, Number]] = {"instant": "instant", "day": "day"}


def lines_height(lines: int, points: int) -> int:
    """Pixels a row needs for so many lines of text; what no spreadsheet can show at once stays in the cell."""
    return ROW if lines <= 1 else min(lines * (points + 7) + 3, TALLEST_ROW)


def lines_in(height: int) -> Lines:
    """Whether a table's row is so high that text wraps, or so high that everything in it starts at the top."""
    if height <= ROW:
        return "one"
    return "some" if height < _MANY_LINES else "many"


def is_numeric(kind: Kind) -> bool:
    """Whether a column's values are amounts, which stand at the right."""
    return kind in _NUMERIC


def is_calendar(kind: Kind) -> bool:
    """Whether a column's values are days or instants."""
    return kind in _CALENDAR


@cache
def card_figure(tone: Tone, points: int) -> Style:
    """A key figure, in its tone."""
    return Style(points=points, bold=True, colour=TONE_INK[tone], fill=BAND, indent=1, wrap=True)


@cache
def attention_kind(tone: Tone) -> Style:
    """The word that opens an attention line; where no tone is meant it takes the accent."""
    colour = ACCENT if tone == "plain" else TONE_INK[tone]
    return Style(bold=tone != "quiet", colour=colour)


@cache
def heading_style(kind: Kind) -> Style:
    """A table's column heading. Numbers keep two steps at the right free, where the filter's button lies."""
    heading = Style(bold=True, colour=WHITE, fill=ACCENT, wrap=True, indent=1)
    return replace(heading, align="right", indent=2) if is_numeric(kind) else heading


@cache
def cell_style(kind: Kind, lines: Lines, *, quiet: bool = False, colour: str | None = None) -> Style:
    """A cell of a table, in a row of one line or more."""
    return Style(
        points=9 if quiet else 10,
        colour=colour or (MUTED if quiet else INK),
        align="right" if is_numeric(kind) else "left",
        upright="top" if lines == "many" else "middle",
        indent=2 if is_numeric(kind) else 1,
        wrap=lines != "one" and not is_numeric(kind) and not is_calendar(kind),
        number=_NUMERIC.get(kind) or _CALENDAR.get(kind),
        rule=HAIRLINE,
    )


@cache
def state_style(tone: Tone, lines: Lines) -> Style:
    """A state's cell: its tint, and bold where someone has to act."""
    plain = cell_style("state", lines, colour=TONE_INK[tone])
    return replace(plain, fill=TONE_TINT[tone], bold=tone in ("late", "soon"))


@cache
def full_instant_style(lines: Lines, *, quiet: bool) -> Style:
    """An instant whose year is said."""
    return replace(cell_style("instant", lines, quiet=quiet), number="full_instant")


@cache
def link_style(lines: Lines, *, quiet: bool) -> Style:
    """A link in a table."""
    return replace(cell_style("link", lines, quiet=quiet, colour=ACCENT), underline=True)


@cache
def untoned(style: Style) -> Style:
    """A table's cell without what a state or a number below zero adds to it; a link stays one."""
    if style.underline:
        return style
    return replace(style, colour=MUTED if style.points == 9 else INK, fill=None, bold=False)


@cache
def wrapped(style: Style) -> Style:
    """The style of a text that takes several lines."""
    return replace(style, wrap=True)


@cache
def without_link(style: Style) -> Style:
    """The style of a link's text where it is only text."""
    return replace(style, underline=False, colour=MUTED)


@cache
def figure_style(number: Number) -> Style:
    """A number behind a chart."""
    return Style(points=9, align="right", indent=1, number=number, upright="top")
