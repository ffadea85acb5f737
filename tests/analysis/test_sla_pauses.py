import numpy as np
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.history import history
from sheets_sync.analysis.pauses import Pauses
from sheets_sync.analysis.sla_clocks import earlier_ends
from sheets_sync.analysis.sla_pauses import Pause, as_pauses, pauses_of
from sheets_sync.analysis.sla_seen import Seen
from tests.analysis.journals import hours, statuses
from tests.analysis.test_sla_seen_properties import RECORDS, escalations, resolutions, seen, stories
from tests.drawing import table


def escalation(status: str, **cells: str) -> object:
    drawn = {"escalation_id": "ESC-1", "status": status, "raised_at": "2026-03-09 08:30"} | cells
    return table(" | ".join(drawn) + "\n" + " | ".join(drawn.values()))


def told(row: object, *words: str, on: tuple[str, ...] = ("waiting",)) -> tuple[Pause, ...]:
    return pauses_of(row, "resolution", on, history(statuses(*words), "escalations", hours(20)))


def test_a_pause_says_which_status_was_seen():
    assert told(escalation("waiting"), "open", "waiting", "in_progress", "escalated", on=("waiting", "escalated")) == (
        Pause(hours(1), hours(2), "waiting"),
        Pause(hours(3), None, "escalated"),
    )


def test_from_its_end_until_it_was_reopened_it_stood_still_without_a_status():
    assert told(escalation("reopened"), "open", "resolved", "closed", "reopened", on=()) == (
        Pause(hours(1), hours(3), None),
    )


def test_an_end_on_record_comes_before_the_one_that_was_seen():
    row = escalation("reopened", resolved_at="2026-03-09 09:30")

    assert Pause(hours(0.5), hours(2), None) in told(row, "open", "resolved", "reopened")


def test_where_nothing_was_seen_nothing_stood_still():
    assert pauses_of(escalation("waiting"), "resolution", ("waiting",), None) == ()


@effort(max_examples=25)
@given(stories, resolutions, st.sampled_from(RECORDS), st.sampled_from([(), ("waiting",), ("waiting", "open")]))
def test_the_reasons_leave_no_pause_out_and_add_none(story, resolved, record: str, on: tuple[str, ...]):
    row = escalations(story[-1], resolved).loc[[record]]
    past = history(seen(story), "escalations", hours(20))
    watched = Seen.of(row, past)

    together = watched.pauses(on, earlier_ends(row, "resolution", watched))

    assert spans(as_pauses(pauses_of(row, "resolution", on, past))) == spans(together)


def spans(pauses: Pauses | None) -> set[tuple[str, str]]:
    sides = [np.datetime_as_string(side) for side in (pauses.start, pauses.end)] if pauses else [[], []]
    return set(zip(*sides, strict=True))
