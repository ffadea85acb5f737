from datetime import date

import pandas as pd
import pytest

from sheets_sync.analysis.attainment import attainment
from sheets_sync.analysis.rates import wilson_interval
from sheets_sync.analysis.sla import sla_status
from sheets_sync.analysis.sla_policies import SlaSettings
from tests.drawing import table, utc

HOUR = 3600.0
MONDAY = date(2026, 3, 9)  # of the running week
COUNTS = ["met", "missed", "breached_open", "on_track", "at_risk", "paused", "unknown", "uncertain", "not_applicable"]


def status(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """Resolution clocks: record, state and when it was due."""
    frame = pd.DataFrame(rows, columns=["record_id", "state", "due_at"]).assign(elapsed_seconds=HOUR)
    frame["due_at"] = pd.to_datetime(frame["due_at"], utc=True).astype("datetime64[us, UTC]")
    return frame.assign(clock="resolution").astype({"record_id": "str", "state": "str", "clock": "str"})


def escalations(drawing: str) -> pd.DataFrame:
    """Escalations whose markets are joined by '+'."""
    frame = table(drawing)
    frame["market"] = [tuple(text.split("+")) if text else None for text in frame["market"]]
    return frame


def counted(answer: pd.DataFrame, grouped_by: str) -> dict[str | None, list[int]]:
    chosen = answer[answer["grouped_by"] == grouped_by]
    groups = [None if pd.isna(group) else group for group in chosen["group"]]
    return dict(zip(groups, chosen[COUNTS].to_numpy().tolist(), strict=True))


FEW = escalations("""
    escalation_id | team    | priority | market
    A             | policy  | high     | DE+FR
    B             | policy  | low      | FR
    C             | product | high     |
    D             |         | high     | DE
    """)
FEW_STATES = status(
    ("A", "met", "2026-03-09 10:00"),
    ("B", "breached", "2026-03-08 22:30"),
    ("C", "uncertain", "2026-03-09 10:00"),
    ("D", "unknown", None),
)


@pytest.mark.parametrize(
    ("grouped_by", "groups"),
    [
        ("overall", {"all": [1, 0, 1, 0, 0, 0, 1, 1, 0]}),
        (
            "team",
            {
                "policy": [1, 0, 1, 0, 0, 0, 0, 0, 0],
                "product": [0, 0, 0, 0, 0, 0, 0, 1, 0],
                None: [0, 0, 0, 0, 0, 0, 1, 0, 0],
            },
        ),
        ("priority", {"high": [1, 0, 0, 0, 0, 0, 1, 1, 0], "low": [0, 0, 1, 0, 0, 0, 0, 0, 0]}),
        (
            "market",
            {
                "DE": [1, 0, 0, 0, 0, 0, 1, 0, 0],
                "FR": [1, 0, 1, 0, 0, 0, 0, 0, 0],
                None: [0, 0, 0, 0, 0, 0, 0, 1, 0],
            },
        ),
        (
            "week",
            {
                "2026-03-02": [0, 0, 1, 0, 0, 0, 0, 0, 0],
                "2026-03-09": [1, 0, 0, 0, 0, 0, 0, 1, 0],
                None: [0, 0, 0, 0, 0, 0, 1, 0, 0],
            },
        ),
        ("other_weeks", {}),
    ],
)  # fmt: skip
def test_every_escalation_stands_in_its_groups_and_none_vanishes(grouped_by: str, groups: dict[str | None, list[int]]):
    assert counted(attainment(FEW_STATES, FEW, timezone="UTC", running_week=MONDAY), grouped_by) == groups


def test_weeks_begin_on_the_teams_own_monday():
    berlin = counted(attainment(FEW_STATES, FEW, timezone="Europe/Berlin", running_week=MONDAY), "week")

    assert berlin["2026-03-02"] == [0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert counted(attainment(FEW_STATES, FEW, timezone="Asia/Tokyo", running_week=MONDAY), "week")["2026-03-09"] == [
        1,
        0,
        1,
        0,
        0,
        0,
        0,
        1,
        0,
    ]


def many(met: int, missed: int, breached: int, unknown: int) -> pd.DataFrame:
    kinds = ["met"] * met + ["missed"] * missed + ["breached"] * breached + ["unknown"] * unknown
    states = status(*((f"ESC-{n}", state, "2026-03-09 10:00") for n, state in enumerate(kinds)))
    frame = pd.DataFrame(
        {"team": "policy", "priority": "high", "market": [("DE",)] * len(kinds)},
        index=pd.Index(states["record_id"], name="escalation_id"),
    )
    return attainment(states, frame, timezone="Europe/Berlin", running_week=MONDAY).set_index("grouped_by")


def test_the_share_is_met_of_met_missed_and_breached_with_its_interval():
    overall = many(met=9, missed=3, breached=3, unknown=40).loc["overall"]
    low, high = wilson_interval(9, 15)

    assert overall[["n", "share", "low", "high"]].tolist() == [15, 9 / 15, low, high]


@pytest.mark.parametrize(("met", "has_a_rate"), [(8, []), (9, ["overall", "team", "priority", "market", "week"])])
def test_few_verdicts_get_no_rate(met: int, has_a_rate: list[str]):
    answer = many(met=met, missed=1, breached=0, unknown=40)

    assert answer.index[answer["share"].notna()].tolist() == has_a_rate
    assert answer["low"].notna().equals(answer["share"].notna())


def test_it_answers_what_sla_status_gives():
    frame = table("""
        escalation_id | team   | priority | status   | raised_at        | first_response_at | resolved_at
        A             | policy | high     | resolved | 2026-03-02 08:00 | 2026-03-02 09:00  | 2026-03-03 08:00
        B             | policy | high     | open     | 2026-03-02 08:00 |                   |
        """).assign(market=[("DE", "FR"), ()])
    states = sla_status(frame, SlaSettings(), utc("2026-03-06 12:00"), timezone="Europe/Berlin")

    answer = attainment(states, frame, timezone="Europe/Berlin", running_week=MONDAY)

    overall = answer[answer["grouped_by"] == "overall"].set_index("clock")[COUNTS]
    assert overall.loc["first_response"].tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0]
    assert overall.loc["resolution"].tolist() == [1, 0, 1, 0, 0, 0, 0, 0, 0]


def test_no_escalations_give_no_rows():
    none = attainment(FEW_STATES.iloc[:0], FEW.iloc[:0], timezone="Europe/Berlin", running_week=MONDAY)

    assert (len(none), [*none.columns]) == (
        0,
        ["clock", "grouped_by", "group", "n", "share", "low", "high", "median_seconds", "p90_seconds", *COUNTS],
    )


def test_weeks_long_past_and_still_ahead_stand_together_so_that_none_vanishes():
    states = status(
        ("A", "missed", "2025-12-14 12:00"),  # the Sunday before the first of thirteen weeks
        ("B", "met", "2025-12-15 12:00"),
        ("C", "met", "2026-03-15 12:00"),
        ("D", "met", "2026-03-16 12:00"),  # done before the week in which it was due
    )

    answer = attainment(states, FEW, timezone="UTC", running_week=MONDAY)

    assert counted(answer, "other_weeks") == {
        "earlier": [0, 1, 0, 0, 0, 0, 0, 0, 0],
        "later": [1, 0, 0, 0, 0, 0, 0, 0, 0],
    }
    assert set(counted(answer, "week")) == {"2025-12-08", "2025-12-15", "2026-03-09", "2026-03-16"}


def test_weeks_ahead_have_no_rate_because_nothing_can_have_been_missed_yet():
    met = status(*((f"ESC-{number}", "met", "2026-03-16 12:00") for number in range(12)))
    frame = pd.DataFrame(index=pd.Index(met["record_id"], name="escalation_id"))

    answer = attainment(met, frame, timezone="UTC", running_week=MONDAY).set_index("grouped_by")

    later = answer.loc["other_weeks"]
    assert (later["group"], later["n"], later["median_seconds"]) == ("later", 12, HOUR)
    assert pd.isna([later["share"], later["low"], later["high"]]).all()


def used(*done: tuple[str, float], others: int = 5) -> pd.DataFrame:
    """Attainment of clocks that are done, with the hours they used, and of others that used a thousand."""
    rows = [*done, *[(state, 1000.0) for state in ("breached", "on_track", "uncertain") for _ in range(others)]]
    states = status(*((f"ESC-{number}", state, "2026-03-09 10:00") for number, (state, _) in enumerate(rows)))
    states["elapsed_seconds"] = [hours * HOUR for _, hours in rows]
    frame = pd.DataFrame({"team": "policy"}, index=pd.Index(states["record_id"], name="escalation_id"))
    return attainment(states, frame, timezone="UTC", running_week=MONDAY).set_index("grouped_by")


def test_the_median_and_the_90th_percentile_are_those_of_what_is_done():
    answer = used(*[("met", number) for number in range(1, 8)], *[("missed", number) for number in range(8, 12)])

    hours = answer[["median_seconds", "p90_seconds"]] / HOUR
    assert hours.loc["overall"].tolist() == hours.loc["team"].tolist() == hours.loc["week"].tolist() == [6.0, 10.0]


def test_of_few_that_are_done_no_median_is_told_although_there_is_a_rate():
    overall = used(*[("met", 1.0)] * 9).loc["overall"]

    assert overall["n"] == 14
    assert not pd.isna(overall["share"])
    assert pd.isna([overall["median_seconds"], overall["p90_seconds"]]).all()


def test_what_cannot_be_counted_any_more_has_a_verdict_and_no_part_in_the_median():
    overall = used(*[("met", 1.0)] * 9, ("missed", float("nan"))).loc["overall"]

    assert (overall["met"], overall["missed"]) == (9, 1)
    assert pd.isna([overall["median_seconds"], overall["p90_seconds"]]).all()
