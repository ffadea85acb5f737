"""What is written: a tab as data, free of any workbook. Every sink renders the same `Tab`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from sheets_sync.workbooks.journal_line import JournalLine
from sheets_sync.workbooks.standing_journal import StandingJournal

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


@dataclass(frozen=True)
class FullInstant:
    """An instant that says its year, where readers would take it for one of this year."""

    at: datetime


# An instant is a naive datetime in the team's zone; None is an empty cell.
Value = str | int | float | date | datetime | FullInstant | State | Link | None


@dataclass(frozen=True)
class Column:
    """One column of a table: `width` is the most it may take, in pixels; longer text wraps."""

    heading: str
    kind: Kind = "text"
    width: int = 140
    quiet: bool = False  # secondary: set smaller and grey
    below_zero: Tone = "plain"  # of numbers below zero: "late" where they mean overdue
    identifies: bool = False  # with the others so marked, tells one row from another
    moves: bool = False  # with the clock alone: no change of the tab, and no reason to write it anew


@dataclass(frozen=True)
class Table:
    """Rows under frozen headings with a filter, in the order given; `empty` says why when there are none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str


@dataclass(frozen=True)
class SmallTable:
    """A few rows under a title, beside whatever else a tab holds; `empty` says why when there are none."""

    title: str
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
    """Lines sorted by what cannot wait, seven or so on a page to be skimmed; `empty` says so when nothing does."""

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


Block = KeyFigures | Attention | Charts | Table | SmallTable | Note


@dataclass(frozen=True)
class Tab:
    """A sheet that we write.

    A tab holds at most one table, which then sets the widths of its columns; key figures, attention lines, small
    tables and charts lie on what is there, else on a grid of twelve equal columns.
    """

    title: str  # on the sheet's own tab
    heading: str  # above its content
    banner: str  # one grey line: what this is, what it stands on
    blocks: tuple[Block, ...]
    as_of: str = ""  # the stamp its banner opens with


@dataclass(frozen=True)
class Receipt:
    """What publishing did, by the titles of the tabs; `left` says why a tab stays as it was."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TabChange:
    """How many rows of a tab publishing would add, change and remove; `left` says why it would stay as it is."""

    title: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    left: str | None = None


class SummarySink(Protocol):
    """A place summary tabs are published to, whole or not at all."""

    @property
    def target(self) -> str:
        """Where a person finds it: a path or a link."""
        ...

    def has_summary(self) -> bool:
        """Whether tabs of an earlier run stand there."""
        ...

    def journal(self) -> StandingJournal:
        """What earlier runs have noted; nothing where there is no summary yet.

        Raises TrackerError where it cannot be read any more.
        """
        ...

    def publish(
        self,
        tabs: Sequence[Tab],
        noted: Sequence[JournalLine],
        held: Mapping[str, str],
        shorter: Sequence[JournalLine] | None = None,
    ) -> Receipt:
        """Bring the summary's tabs up to `tabs`, in their order, and add what this run noted to its journal.

        `held` are titles of tabs that stay as they were, with the reason. `shorter` are lines that take the place of
        all that `journal` gave, unless the journal has changed since. Raises AccessError if it may not write; the last
        summary then still stands.
        """
        ...

    def changes(self, tabs: Sequence[Tab], held: Mapping[str, str]) -> Sequence[TabChange]:
        """What `publish` would do to each of `tabs`, and to a journal that it would leave as it is; writes nothing."""
        ...
