from typing import Any

import pandas as pd

from sheets_sync.analysis.hours_lost import hours_lost

HOUR = 3600.0


def status(*rows: tuple[str, float | None, Any]) -> pd.DataFrame:
    """Clocks of escalations: which, the hours each used, and those it lost by reason."""
    frame = pd.DataFrame(
        {
            "tracker": "escalations",
            "clock": [clock for clock, _, _ in rows],
            "elapsed_seconds": [float("nan") if hours is None else hours * HOUR for _, hours, _ in rows],
            "paused_by": pd.Series(
                [lost and tuple((why, n * HOUR) for why, n in lost) for *_, lost in rows], dtype=object
            ),
        }
    )
    paused = [sum(seconds for _, seconds in lost or ()) for lost in frame["paused_by"]]
    return frame.assign(paused_seconds=pd.Series(paused).where(frame["elapsed_seconds"].notna()))


def told(lost: pd.DataFrame) -> list[list[Any]]:
    return lost[["clock", "reason", "clocks", "lost_seconds", "share"]].to_numpy().tolist()


def test_what_was_lost_is_told_by_clock_and_reason_the_greatest_loss_first():
    lost = hours_lost(
        status(
            ("resolution", 10, [("done_until_reopened", 1), ("waiting", 4)]),
            ("first_response", 3, [("waiting", 1)]),
            ("resolution", 20, [("waiting", 5)]),
            ("resolution", 0, None),
        )
    )

    assert told(lost) == [
        ["first_response", "waiting", 1, 1 * HOUR, 1 / 4],
        ["resolution", "waiting", 2, 9 * HOUR, 9 / 40],
        ["resolution", "done_until_reopened", 1, 1 * HOUR, 1 / 40],
    ]


def test_a_clock_that_cannot_be_judged_has_no_open_time_to_lose():
    assert told(hours_lost(status(("resolution", None, None), ("resolution", 1, [("waiting", 1)])))) == [
        ["resolution", "waiting", 1, HOUR, 0.5]
    ]


def test_a_window_loses_nothing():
    assert hours_lost(status(("appeal_window", 1, [("waiting", 1)]))).empty


def test_where_nothing_was_paused_there_are_no_rows():
    none = hours_lost(status(("resolution", 1, None)))

    assert (len(none), [*none.columns]) == (0, ["tracker", "clock", "reason", "clocks", "lost_seconds", "share"])
