"""What is written: a tab as data, free of any workbook. Every sink renders the same `Tab`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Tone = Literal["late", "soon", "fine", "quiet", "plain"]
SeriesTone = Literal["accent", "past", "expected", "late", "soon", "fine"]
Kind = Literal["text", "count", "share", "hours", "instant", "day", "money", "state", "link", "list"]


@dataclass(frozen=True)
class State:
    """A word in a tinted cell; the tone is never the only carrier of its meaning."""

    word: str
    tone: Tone


@dataclass(frozen=True)
class Link:
    """A way to the row something stands on; only text where the workbook has no addresses of its own."""

    text: str
    url: str | None = None


# An instant is a naive datetime in the team's zone; None is an empty cell.
Value = str | int | float | date | datetime | State | Link | None


@dataclass(frozen=True)
class Column:
    """One column of a table: `width` is the most it may take, in pixels; longer text wraps."""

    heading: str
    kind: Kind = "text"
    width: int = 140
    quiet: bool = False  # secondary: set smaller and grey
    below_zero: Tone = "plain"  # of numbers below zero: "late" where they mean overdue


@dataclass(frozen=True)
class Table:
    """Rows under frozen headings with a filter, in the order given; `empty` says why when there are none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str


@dataclass(frozen=True)
class KeyFigure:
    """A figure that can be read from across the room, and the line that makes it meaningful."""

    label: str
    figure: str
    note: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class KeyFigures:
    """At most six figures in a row."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class AttentionLine:
    """Something that cannot wait: what kind, one sentence, who should act, where it stands."""

    kind: State
    sentence: str
    who: str
    link: Link


@dataclass(frozen=True)
class Attention:
    """At most seven lines, sorted by what cannot wait; `empty` says so when nothing does."""

    title: str
    lines: tuple[AttentionLine, ...]
    empty: str


@dataclass(frozen=True)
class Series:
    """One line or one colour of bars; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]
    tone: SeriesTone = "accent"


@dataclass(frozen=True)
class Chart:
    """A real chart; the title is the finding. Without a value anywhere, `empty` stands in its place."""

    title: str
    kind: Literal["line", "column", "stacked"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number: Literal["count", "share"]
    empty: str


@dataclass(frozen=True)
class Charts:
    """At most six charts of one size, two in a row. Their figures stand at the foot of the tab."""

    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class Note:
    """A grey sentence."""

    text: str


Block = KeyFigures | Attention | Charts | Table | Note


@dataclass(frozen=True)
class Tab:
    """A sheet that we write.

    A tab holds at most one table, which then sets the widths of its columns; key figures, attention lines and
    charts lie on a grid of twelve equal columns.
    """

    title: str  # on the sheet's own tab
    heading: str  # above its content
    banner: str  # one grey line: what this is, as of when, what it stands on
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Receipt:
    """What publishing did: where to look, and the tabs that were written."""

    target: str
    written: tuple[str, ...]


class SummarySink(Protocol):
    """A place summary tabs are published to, whole or not at all."""

    def publish(self, tabs: Sequence[Tab]) -> Receipt:
        """Replace the summary by `tabs`. Raises AccessError if it may not; the last summary then still stands."""
        ...
