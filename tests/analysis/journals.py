"""Trackers that change from run to run, and the journal their runs leave."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import pandas as pd

from sheets_sync.analysis.observed_changes import changes
from sheets_sync.workbooks.journal_line import JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.standing_journal import standing_journal
from tests.drawing import table, utc

NINE = utc("2026-03-09 09:00")
TABS = {("trackers.xlsx", "Tab"): ("1AbC", "7"), ("trackers.xlsx", "Archive"): ("1AbC", "8")}


def hours(count: float) -> datetime:
    """So many hours after the first run."""
    return NINE + timedelta(hours=count)


def tracker(drawing: str, *, tab: str = "Tab", lost: Sequence[str] = ()) -> pd.DataFrame:
    """Records as read; the cells of `lost` columns are there, and cannot be read."""
    frame = table(drawing)
    frame = frame.assign(source_workbook="trackers.xlsx", source_tab=tab)
    for field in ("status", "owner", "team", "priority"):
        frame[f"{field}_is_lost"] = field in lost
    return frame.assign(**dict.fromkeys(lost))


def run(
    journal: list[JournalLine], escalations: pd.DataFrame, at: datetime, *, held: Sequence[str] = ()
) -> list[JournalLine]:
    """The journal after a run, as it is read back from its cells."""
    noted = changes(journal, {"escalations": escalations}, TABS, at, held=held)
    return read_back([*journal, *noted])


def read_back(journal: Iterable[JournalLine]) -> list[JournalLine]:
    """The journal as the next run reads it from its cells."""
    return list(standing_journal([JOURNAL_HEADINGS, *(line.cells() for line in journal)], "summary.xlsx").lines)


def ran(*trackers: pd.DataFrame) -> list[JournalLine]:
    """The journal of a run an hour over each of the trackers."""
    journal: list[JournalLine] = []
    for number, escalations in enumerate(trackers):
        journal = run(journal, escalations, hours(number))
    return journal


def statuses(*words: str, record: str = "ESC-1") -> list[JournalLine]:
    """The journal of one record's status, an hour for each."""
    return ran(*(tracker(f"escalation_id | status\n{record} | {word}") for word in words))
