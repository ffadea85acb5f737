"""What the runs before this one noted of the trackers, and what this one notes for the next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sheets_sync.analysis.journal_order import by_subject
from sheets_sync.workbooks.journal_line import JournalLine

SHRINK_LIMIT: Final = (
    0.3  # the share of a tracker's rows whose loss is taken for a failure until someone says otherwise
)


@dataclass(frozen=True)
class SeenTab:
    """A tab that was read as a tracker."""

    workbook: str  # a spreadsheet's id, a file's name
    tab_id: str  # its title where its workbook knows no other
    tracker: str
    title: str
    accepted: int  # rows


@dataclass(frozen=True)
class Shrink:
    """A tracker that lost more of its rows than is believed."""

    tracker: str
    before: int
    now: int
    gone: tuple[str, ...] = ()  # tabs that had rows and are not read any more


TabKey = tuple[str, str]  # workbook and tab id

_MOST_DIGITS = 9  # of a number of rows


def former_titles(journal: Iterable[JournalLine]) -> Mapping[TabKey, tuple[str, ...]]:
    """What every tab that has an id has been called, the latest title last."""
    told = by_subject((line for line in journal if line.kind == "tab"), tab_of)
    mentioned = {tab: [line.after for together in lines for line in together] for tab, lines in told.items()}
    return {tab: tuple(reversed(dict.fromkeys(reversed(titles)))) for tab, titles in mentioned.items()}


def shrinks(
    journal: Sequence[JournalLine], seen: Sequence[SeenTab], limits: Mapping[str, float] = MappingProxyType({})
) -> tuple[Shrink, ...]:
    """The trackers that lost more accepted rows since they were last noted than they may, all their tabs together.

    A tracker may lose the share of its rows that `limits` names, else `SHRINK_LIMIT`.
    """
    before, now = Counter[str](), Counter[str]()
    titles, present = former_titles(journal), {(tab.workbook, tab.tab_id, tab.tracker) for tab in seen}
    gone: dict[str, list[str]] = {}
    for (workbook, tab_id, tracker), rows in sorted(_rows(journal).items()):
        before[tracker] += rows
        if rows and (workbook, tab_id, tracker) not in present:
            gone.setdefault(tracker, []).append(titles.get((workbook, tab_id), (tab_id,))[-1])
    for tab in seen:
        now[tab.tracker] += tab.accepted
    return tuple(
        Shrink(tracker, before[tracker], now[tracker], tuple(gone.get(tracker, ())))
        for tracker in sorted(before)
        if before[tracker] - now[tracker] > limits.get(tracker, SHRINK_LIMIT) * before[tracker]
    )


def half_read(journal: Iterable[JournalLine], seen: Sequence[SeenTab], standing: Collection[TabKey]) -> set[str]:
    """The trackers of which a tab that was read once is among those `standing` there, and was not read this time."""
    read = {(tab.workbook, tab.tab_id, tab.tracker) for tab in seen}
    return {tracker for *tab, tracker in _rows(journal).keys() - read if tuple(tab) in standing}


def notes(
    journal: Sequence[JournalLine], seen: Sequence[SeenTab], now: datetime, *, held: Collection[str] = ()
) -> list[JournalLine]:
    """What this run adds to the journal: titles and numbers of accepted rows that are not as last noted.

    Of the trackers in `held` nothing is noted, so that the next run compares with the same rows again.
    """
    tabs = sorted((tab for tab in seen if tab.tracker not in held), key=lambda tab: (tab.workbook, tab.tab_id))
    return [*_titles_noted(journal, tabs, now), *_rows_noted(journal, tabs, now, held)]


def _titles_noted(journal: Sequence[JournalLine], tabs: Sequence[SeenTab], now: datetime) -> list[JournalLine]:
    known = former_titles(journal)
    lines = []
    for tab in tabs:
        last = known.get((tab.workbook, tab.tab_id), ("",))[-1]
        if tab.tab_id != tab.title and tab.title != last:
            lines.append(_line("tab", tab, now, field="title", before=last, after=tab.title))
    return lines


def _rows_noted(
    journal: Sequence[JournalLine], tabs: Sequence[SeenTab], now: datetime, held: Collection[str]
) -> list[JournalLine]:
    rows = _rows(journal)
    present = {(tab.workbook, tab.tab_id, tab.tracker) for tab in tabs}
    gone = [
        SeenTab(workbook, tab_id, tracker, "", accepted=0)
        for (workbook, tab_id, tracker), count in sorted(rows.items())
        if count and tracker not in held and (workbook, tab_id, tracker) not in present
    ]
    lines = []
    for tab in (*tabs, *gone):
        last = rows.get((tab.workbook, tab.tab_id, tab.tracker))
        if tab.accepted != last:
            before = "" if last is None else str(last)
            lines.append(_line("rows", tab, now, field="accepted", before=before, after=str(tab.accepted)))
    return lines


def _line(kind: str, tab: SeenTab, now: datetime, *, field: str, before: str, after: str) -> JournalLine:
    return JournalLine(
        observed_at=now,
        kind=kind,
        workbook=tab.workbook,
        tab_id=tab.tab_id,
        tracker=tab.tracker,
        field=field,
        before=before,
        after=after,
    )


def _rows(journal: Iterable[JournalLine]) -> dict[tuple[str, str, str], int]:
    """The accepted rows last noted of every tab; a number somebody has spoilt is passed over."""
    told = by_subject((line for line in journal if line.kind == "rows" and is_count(line)), tracker_tab_of)
    return {tab: int(lines[-1][-1].after) for tab, lines in told.items()}


def tab_of(line: JournalLine) -> TabKey:
    """The tab that a line is about."""
    return line.workbook, line.tab_id


def tracker_tab_of(line: JournalLine) -> tuple[str, str, str]:
    """The tab that a line is about, and the tracker it was read as: one tab may hold two."""
    return line.workbook, line.tab_id, line.tracker


def is_count(line: JournalLine) -> bool:
    """Whether a line tells a number of rows."""
    return line.after.isdecimal() and len(line.after) <= _MOST_DIGITS
