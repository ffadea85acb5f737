"""A tab as plain text, so that a reviewer reads in a diff what readers will see."""

from collections.abc import Sequence
from datetime import date, datetime

from sheets_sync.workbooks.sections import stamped_banner
from sheets_sync.workbooks.tab import (
    Attention,
    Block,
    Chart,
    Charts,
    Column,
    KeyFigures,
    Kind,
    Link,
    Note,
    SmallTable,
    State,
    Tab,
    Table,
    Value,
)

_AMOUNTS: dict[Kind, str] = {"count": "{:,.0f}", "share": "{:.0%}", "hours": "{:,.1f}", "money": "{:,.2f}"}


def as_text(tab: Tab) -> str:
    """The tab's title, heading, banner and blocks; states as `[word|tone]`, links as `text→url`."""
    parts = [f"=== {tab.title} ===\n{tab.heading}\n{stamped_banner(tab)}", *map(_block, tab.blocks)]
    lines = "\n\n".join(parts).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block) -> str:
    match block:
        case KeyFigures():
            figures = [(one.label, _toned(one.figure, one.tone), one.note) for one in block.figures]
            return "\n".join(["Key figures", *_aligned(figures)])
        case Attention():
            lines = [(_shown(line.kind), line.sentence, line.who, _shown(line.link)) for line in block.lines]
            return "\n".join([block.title, *(_aligned(lines) or [f"  ({block.empty})"])])
        case Charts():
            return "\n\n".join(map(_chart, block.charts))
        case Table():
            return _table(block)
        case SmallTable():
            return "\n".join([block.title, *_table(Table(block.columns, block.rows, block.empty)).splitlines()[1:]])
        case Note():
            return f"Note: {block.text}"


def _chart(chart: Chart) -> str:
    title = f"Chart, {chart.kind}: {chart.title}"
    if not any(value is not None for series in chart.series for value in series.values):
        return f"{title}\n  ({chart.empty})"
    names = ["", *(_toned(series.name, series.tone) for series in chart.series)]
    values = zip(*(series.values for series in chart.series), strict=True)
    rows = [
        [category, *(_figure(value, chart.number) for value in figures)]
        for category, figures in zip(chart.categories, values, strict=True)
    ]
    return "\n".join([title, *_aligned([names, *rows], right=range(1, len(names)))])


def _table(table: Table) -> str:
    headings = [column.heading for column in table.columns]
    rows = [[_shown(value, column) for value, column in zip(row, table.columns, strict=True)] for row in table.rows]
    right = [index for index, column in enumerate(table.columns) if column.kind in _AMOUNTS]
    heading, *lines = _aligned([headings, *rows], right=right)
    ruled = [heading, "  " + "-" * (len(heading) - 2), *lines]
    return "\n".join([f"Table, rows: {len(rows)}", *ruled, *([] if rows else [f"  ({table.empty})"])])


def _aligned(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    justified = [
        [text.rjust(widths[index]) if index in right else text.ljust(widths[index]) for index, text in enumerate(row)]
        for row in rows
    ]
    return ["  " + " | ".join(row) for row in justified]


def _shown(value: Value, column: Column | None = None) -> str:
    match value:
        case None:
            return ""
        case State():
            return f"[{value.word}|{value.tone}]"
        case Link():
            return f"{value.text}→{value.url}" if value.url else value.text
        case datetime():
            return f"{value:%a} {value.day} {value:%b %H:%M}"
        case date():
            return f"{value:%a} {value.day} {value:%b %Y}"
        case str():
            return value.replace("\n", " ⏎ ")
    return _amount(value, _AMOUNTS.get(column.kind, "{}") if column else "{}")


def _figure(value: float | None, number: Kind) -> str:
    if value is None:
        return ""
    return _amount(value, "{:.1%}" if number == "share" else "{:,.0f}" if float(value).is_integer() else "{:,.1f}")


def _amount(value: float, pattern: str) -> str:
    return pattern.format(value).replace("-", "−").replace("%", " %")


def _toned(word: str, tone: str) -> str:
    return word if tone == "plain" else f"[{word}|{tone}]"
