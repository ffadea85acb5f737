"""A tab of the demo as data: what stands in its cells, before any workbook is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Failed:
    """A formula whose result is an error, such as '#REF!'."""

    formula: str
    error: str


@dataclass(frozen=True)
class Tick:
    """A checkbox."""

    checked: bool


Content = str | int | float | date | datetime | Failed | Tick | None


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a tracker: how its cell is written for a record, how wide it is, how its numbers look."""

    heading: str
    written: Callable[[R], Content]
    width: float = 12
    number: str = ""


@dataclass
class Sheet:
    """One tab. `rows` stand below `headings`, which stand below the title and the lines of `above`."""

    title: str
    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: list[list[Content]]
    widths: tuple[float, ...] = ()
    numbers: tuple[str, ...] = ()
    colour: str = "#D9E2EC"
    day_format: str = "dd/mm/yyyy"
    heading: str = ""  # over the content; the title where there is none


def tracker_sheet(
    title: str,
    columns: Sequence[Column[R]],
    records: Iterable[R],
    *,
    above: tuple[str, ...] = (),
    heading: str = "",
    colour: str = "#D9E2EC",
    day_format: str = "dd/mm/yyyy",
) -> Sheet:
    """A tab with one row per record."""
    return Sheet(
        title=title,
        above=above,
        headings=tuple(column.heading for column in columns),
        rows=[[column.written(record) for column in columns] for record in records],
        widths=tuple(column.width for column in columns),
        numbers=tuple(column.number for column in columns),
        colour=colour,
        day_format=day_format,
        heading=heading,
    )
