from datetime import datetime

import pandas as pd
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.sla_policies import SlaSettings
from sheets_sync.analysis.sla_targets import OpenTime, Target, WorkingDays, target_of
from sheets_sync.analysis.what_if import Attained, Supposed, what_if
from tests.analysis.journals import hours, statuses
from tests.drawing import table, utc

NOW = utc("2026-03-06 17:00")  # a Friday, 18:00 in Berlin
ESCALATIONS = table("""
    escalation_id | priority | status   | raised_at        | first_response_at | resolved_at
    A             | critical | resolved | 2026-03-02 08:00 | 2026-03-02 08:30  | 2026-03-02 12:00
    B             | critical | resolved | 2026-03-02 08:00 | 2026-03-02 10:00  | 2026-03-05 08:00
    C             | critical | open     | 2026-03-06 13:30 |                   |
    D             | high     | resolved | 2026-03-02 08:00 | 2026-03-02 09:00  | 2026-03-02 10:00
    E             |          | open     | 2026-03-02 08:00 |                   |
    """)


def supposed(
    settings: SlaSettings | None = None, now: datetime = NOW, frame: pd.DataFrame = ESCALATIONS, **targets: str
) -> tuple[Supposed, ...]:
    """What targets make of the escalations; their policies are written with '_' for ', ' and without 'response'."""
    named = {name.replace("_first", ", first response").replace("_resolution", ", resolution"): told
             for name, told in targets.items()}  # fmt: skip
    other: dict[str, Target] = {name: target for name, told in named.items() if (target := target_of(told))}
    return what_if({"escalations": frame}, {}, settings or SlaSettings(), other, now, timezone="Europe/Berlin")


def test_a_longer_target_keeps_what_it_kept_and_some_more():
    own, together = supposed(critical_first="2h")

    assert own.policy is not None
    assert (own.clock, own.policy.name, own.policy.target) == (
        "first_response", "critical, first response", OpenTime(3600),
    )  # fmt: skip
    assert (own.target, own.clocks) == (OpenTime(7200), 3)
    assert (own.before, own.after, own.better, own.worse) == (Attained(1, 3), Attained(2, 3), ("B",), ())
    assert (together.policy, together.target, together.clocks) == (None, None, 5)
    assert (together.before, together.after) == (Attained(2, 4), Attained(3, 4))


def test_what_is_late_and_open_has_no_verdict_once_it_is_in_time():
    own, _ = supposed(critical_first="4h")

    assert (own.after, own.better) == (Attained(2, 2), ("B", "C"))


def test_a_shorter_target_makes_verdicts_worse():
    own, _ = supposed(critical_first="15m")

    assert (own.before, own.after, own.better, own.worse) == (Attained(1, 3), Attained(0, 3), (), ("A",))


def test_a_target_in_working_days_may_be_supposed_too():
    own, _ = supposed(critical_resolution="3 working days")

    assert own.target == WorkingDays(3)
    assert (own.before, own.after, own.better) == (Attained(1, 2), Attained(2, 2), ("B",))


def test_policies_come_in_their_order_and_each_clock_is_summed_once():
    answers = supposed(high_resolution="1h", critical_resolution="9h", critical_first="2h")

    assert [(one.clock, one.policy and one.policy.name) for one in answers] == [
        ("first_response", "critical, first response"),
        ("first_response", None),
        ("resolution", "critical, resolution"),
        ("resolution", "high, resolution"),
        ("resolution", None),
    ]


def test_a_clock_with_one_policy_is_not_summed():
    policy = {"name": "all", "clock": "resolution", "target": "1h", "calendar": "24x7"}
    answers = supposed(SlaSettings.model_validate({"policies": [policy]}), all="96h")

    assert [(one.before, one.after) for one in answers] == [(Attained(0, 5), Attained(3, 4))]


def test_pauses_that_runs_have_seen_count_on_both_sides():
    policy = {"name": "all", "clock": "resolution", "target": "1h", "calendar": "24x7", "pauses_on": ["waiting"]}
    settings = SlaSettings.model_validate({"policies": [policy]})
    frame = table("""
        escalation_id | status  | raised_at        | resolved_at
        ESC-1         | waiting | 2026-03-09 09:00 |
        """)
    told = history(statuses("open", "open", "waiting"), "escalations", hours(9))

    (answer,) = what_if({"escalations": frame}, {"escalations": told}, settings, {"all": OpenTime(2 * 3600)}, hours(9),
                        timezone="Europe/Berlin")  # fmt: skip

    assert (answer.before, answer.after, answer.better) == (Attained(0, 1), Attained(0, 0), ("ESC-1",))


def test_few_verdicts_have_no_rate():
    assert Attained(9, 9).rate is None
    assert Attained(9, 10).rate == (0.9, 0.5958499732047615, 0.9821237869049271)


raised = st.integers(0, 60)
escalations = st.lists(
    st.tuples(raised, st.none() | st.integers(-5, 200), st.sampled_from(["critical", "high"])), min_size=1, max_size=8
)
minutes = st.integers(0, 60 * 90)


def drawn(rows: list[tuple[int, int | None, str]]) -> pd.DataFrame:
    """Escalations raised so many hours after a Monday morning, and resolved so many hours later."""
    monday = pd.Timestamp("2026-03-02 08:00")
    starts = [monday + pd.Timedelta(hours=start) for start, *_ in rows]
    ends = [
        pd.NaT if took is None else at + pd.Timedelta(hours=took) for at, (_, took, _) in zip(starts, rows, strict=True)
    ]
    frame = pd.DataFrame(
        {
            name: pd.Series(at, dtype="datetime64[us, UTC]")
            for name, at in (("raised_at", starts), ("resolved_at", ends))
        }
    ).assign(
        priority=[priority for *_, priority in rows],
        status=["open" if took is None else "resolved" for _, took, _ in rows],
    )
    return frame.set_axis([f"E-{number}" for number in range(len(rows))])


@effort(max_examples=15)
@given(escalations, minutes, minutes)
def test_a_longer_target_never_lowers_what_is_met(rows: list[tuple[int, int | None, str]], one: int, other: int):
    frame, now = drawn(rows), utc("2026-03-11 12:00")
    short, long = (supposed(now=now, frame=frame, critical_resolution=f"{target}m") for target in sorted([one, other]))

    assert all(less.after.met <= more.after.met for less, more in zip(short, long, strict=True))
    assert all(answer.better == () or answer.worse == () for answer in (*short, *long))


@effort(max_examples=10)
@given(escalations)
def test_the_same_target_changes_nothing(rows: list[tuple[int, int | None, str]]):
    answers = supposed(now=utc("2026-03-11 12:00"), frame=drawn(rows), critical_resolution="8h", high_resolution="16h")

    assert len(answers) == 3
    assert all(one.before == one.after and one.better == one.worse == () for one in answers)
