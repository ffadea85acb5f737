"""Which policy holds for each record: of those that fit it when its clock starts, the first. Rule: methods.md §2."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.analysis.sla_cells import Flags
from sheets_sync.analysis.sla_clocks import Starts
from sheets_sync.analysis.sla_policies import SlaPolicy, SlaSettings


def first_fit(
    records: pd.DataFrame, starts: Starts, policies: Sequence[SlaPolicy], settings: SlaSettings, timezone: str
) -> NDArray[np.intp]:
    """The number of the first policy that fits each record, or -1.

    A policy with a date of validity holds for clocks that start on its days: those of its calendar, or of `timezone`
    where that never closes.
    """
    fit = np.full(len(records), -1, dtype=np.intp)
    asked = {field for policy in policies for field in policy.when}
    entries = {field: pd.factorize(records[field]) for field in asked.intersection(records.columns)}
    for number, policy in reversed(list(enumerate(policies))):
        fits = _is_valid(policy, starts, settings.zone(policy, timezone))
        for field, values in policy.when.items():
            fits &= field in entries and _has_any(*entries[field], frozenset(values))
        fit[fits] = number
    return fit


def lacks_priority(records: pd.DataFrame, policies: Sequence[SlaPolicy]) -> Flags:
    """Whether policies ask for a priority that a record does not have."""
    asked = any("priority" in policy.when for policy in policies)
    if not asked or "priority" not in records:
        return np.full(len(records), asked)
    return records["priority"].isna().to_numpy()


def _is_valid(policy: SlaPolicy, starts: Starts, timezone: str) -> Flags:
    valid = np.ones(len(starts.at), dtype=bool)
    if policy.valid_from is None and policy.valid_to is None:
        return valid
    days = starts.local_days(timezone)
    if policy.valid_from is not None:
        valid &= days >= np.datetime64(policy.valid_from)
    if policy.valid_to is not None:
        valid &= days <= np.datetime64(policy.valid_to)
    return valid


def _has_any(codes: NDArray[np.intp], distinct: Iterable[Any], values: frozenset[str]) -> Flags:
    """Whether an entry is one of the values; of a list, any of them."""
    hits = [bool(values.intersection(entry if isinstance(entry, tuple) else (entry,))) for entry in distinct]
    return np.array([*hits, False], dtype=bool)[codes]  # what is missing has the code -1
