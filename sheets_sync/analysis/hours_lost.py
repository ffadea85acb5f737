"""How much open time clocks lost to pauses, by what stopped them. Rule: methods.md §2."""

import numpy as np
import pandas as pd

from sheets_sync.analysis.sla_clock_rules import CLOCKS


def hours_lost(status: pd.DataFrame) -> pd.DataFrame:
    """What each clock lost to each reason; `status` is the answer of `sla_status`, of one tracker or several.

    One row per clock and reason, in the order of the clocks and the greatest loss first:

        tracker, clock, reason   as `sla_status` has them
        clocks                   that the reason stopped
        lost_seconds             open time in which it did
        share                    of all the open time in which clocks of this kind ran or stood still

    Windows are left out: nobody waits for them.
    """
    windows = [clock for clock, rule in CLOCKS.items() if rule.is_window]
    status = status[~status["clock"].isin(windows)]
    open_time = (status["elapsed_seconds"] + status["paused_seconds"]).groupby(status["clock"]).sum()
    paused = status.loc[status["paused_by"].notna(), ["tracker", "clock", "paused_by"]].explode("paused_by")
    reason, seconds = zip(*paused["paused_by"], strict=True) if len(paused) else ((), ())
    spent = paused.assign(reason=pd.array(reason, dtype="str"), seconds=np.array(seconds, dtype=np.float64))
    lost = (
        spent.groupby(["tracker", "clock", "reason"])["seconds"].agg(clocks="count", lost_seconds="sum").reset_index()
    )
    lost["share"] = lost["lost_seconds"] / open_time.reindex(lost["clock"]).to_numpy()
    place = lost["clock"].map(list(CLOCKS).index)
    by_loss = lost.assign(place=place, less=-lost["lost_seconds"]).sort_values(["place", "less", "reason"])
    return by_loss.drop(columns=["place", "less"]).reset_index(drop=True)
