"""When a tracker's matters were over, as the verdicts of the time had it; the cells may say something else since."""

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from sheets_sync.analysis.instants import as_utc
from sheets_sync.analysis.sighting_lines import noted
from sheets_sync.analysis.verdict_lines import KIND, ends_in
from sheets_sync.workbooks.journal_line import JournalLine


def noted_ends(journal: Iterable[JournalLine], tracker: str, *, of: Collection[str]) -> pd.DataFrame:
    """What verdicts tell of some records: record_id, at, done_at; in the order of `at`, when they were given.

    Instants are UTC. Ids, those in `of` too, are as `sighting_lines.noted` has them.
    """
    told = sorted(
        (int(given.at.timestamp()), noted(record), end)
        for line in (journal if of else ())
        if line.kind == KIND and line.tracker == tracker
        for given, ends in ends_in(line)
        for record, end in ends.items()
        if noted(record) in of
    )
    at, ids, done_at = zip(*told, strict=True) if told else ((), (), ())
    return pd.DataFrame({"record_id": pd.array(ids, dtype="str"), "at": _instants(at), "done_at": _instants(done_at)})


def last_ends(closed: pd.DataFrame, ends: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The end that was told last before each of the `closed` spans of `History` was over, and after those before it."""
    reopened = closed[closed["end"].notna()].astype({"record_id": "str"})
    told = pd.merge_asof(
        reopened.reset_index().sort_values("end"), ends, left_on="end", right_on="at", by="record_id",
        allow_exact_matches=False,
    ).set_index("index")  # fmt: skip
    earlier = reopened.groupby("record_id")["end"].shift()
    is_of_an_earlier_one = told["at"] <= earlier.reindex(told.index)
    return told["done_at"].mask(is_of_an_earlier_one).reindex(closed.index)


def _instants(seconds: Iterable[int]) -> pd.DatetimeIndex:
    return as_utc(np.array([*seconds], dtype="datetime64[s]").astype("datetime64[us]"))
