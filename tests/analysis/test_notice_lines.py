import random

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from sheets_sync.analysis.journal_retention import compacted
from sheets_sync.analysis.notice_lines import KIND, Notice, compacted_notices, is_spoilt, notice_lines, notices_in
from sheets_sync.workbooks.journal_line import JournalLine
from tests.analysis.journals import hours, read_back

OWNER, LEAD = ("80 %", "owner"), ("due", "team lead")
START = "2026-03-09T09:00:00Z"


def notice(*records: str, after: float = 0, fate="fired", steps=(OWNER,), clock: str = "resolution") -> Notice:
    return Notice(hours(after), "escalations", clock, fate, tuple(steps), [f"{START} {record}" for record in records])


def told(lines: list[JournalLine]) -> list[Notice]:
    return [one for line in lines for one in notices_in(line)]


def facts(lines: list[JournalLine], *records: str) -> set[tuple[object, ...]]:
    """All that lines tell of some records, and since when each step is known."""
    notices = told(lines)
    done = {
        (one.at, one.clock, one.fate, step, cycle)
        for one in notices
        for step in one.steps
        for cycle in one.cycles
        if cycle.partition(" ")[2] in records
    }
    steps = {(one.clock, step) for one in notices for step in one.steps}
    return done | {(min(one.at for one in notices if one.clock == of and step in one.steps), of, step)
                   for of, step in steps}  # fmt: skip


def test_notices_of_a_clock_share_a_line_and_come_back_as_they_were():
    notices = [notice("ESC-1", "ESC 2"), notice("ESC-3", fate="passed", steps=(OWNER, LEAD)), notice(fate="passed")]

    (line,) = lines = notice_lines(notices)

    assert (line.kind, line.tracker, line.field) == (KIND, "escalations", "resolution")
    assert told(read_back(lines)) == notices


@pytest.mark.parametrize(
    "after",
    ["", "[", "{}", "[1]", '[{"fired":"x","records":[]}]', '[{"fired":[["80 %"]],"records":[]}]',
     '[{"fired":[["80 %","owner"]],"records":[],"at":"soon"}]', "[" * 100_000],
)  # fmt: skip
def test_what_a_hand_has_spoilt_tells_nothing(after: str):
    line = JournalLine(observed_at=hours(0), kind=KIND, tracker="escalations", field="resolution", after=after)

    assert (told([line]), is_spoilt(line)) == ([], True)


def test_cycles_that_are_no_texts_are_passed_over():
    line = JournalLine(observed_at=hours(0), kind=KIND, field="resolution",
                       after='[{"fired":[["80 %","owner"]],"records":["x ESC-1",7,null]}]')  # fmt: skip

    assert [one.cycles for one in told([line])] == [["x ESC-1"]]


def test_old_notices_share_a_line_and_those_of_records_that_are_gone_go():
    lines = [line for after in range(4) for line in notice_lines([notice("ESC-1", f"gone-{after}", after=after)])]

    short = list(compacted_notices(lines, hours(3), {"escalations": ["ESC-1"]}))

    assert len(short) == 2
    assert facts(short, "ESC-1") == facts(lines, "ESC-1")
    assert "gone-2" not in short[0].after


def test_a_step_stays_known_when_all_its_records_are_gone():
    lines = notice_lines([notice("gone", steps=(LEAD,))])

    (line,) = compacted_notices(lines, hours(9), {"escalations": []})

    assert [(one.at, one.steps, one.cycles) for one in notices_in(line)] == [(hours(0), (LEAD,), [])]


def test_of_a_tracker_that_was_not_read_all_stays():
    lines = notice_lines([notice("ESC-1")])

    assert facts(list(compacted_notices(lines, hours(9), {})), "ESC-1") == facts(lines, "ESC-1")


def test_what_is_spoilt_stays_where_notices_are_compacted():
    line = JournalLine(observed_at=hours(0), kind=KIND, tracker="escalations", field="resolution", after="[oops")

    assert list(compacted_notices([line], hours(9), {})) == [line]


some_notices = st.lists(
    st.builds(
        lambda records, after, fate, steps, clock: notice(*records, after=after, fate=fate, steps=steps, clock=clock),
        st.lists(st.sampled_from(["ESC-1", "ESC-2", "ESC-3"]), unique=True),
        st.integers(0, 6),
        st.sampled_from(["fired", "passed"]),
        st.lists(st.sampled_from([OWNER, LEAD]), min_size=1, unique=True),
        st.sampled_from(["resolution", "next_update"]),
    ),
    max_size=8,
)


@effort(max_examples=60)
@given(some_notices, st.integers(0, 7), st.sets(st.sampled_from(["ESC-1", "ESC-2"])), st.integers(0, 99))
def test_nothing_is_told_otherwise_by_a_compacted_journal(notices, cut: int, alive: set[str], seed: int):
    journal = [line for one in notices for line in notice_lines([one])]
    random.Random(seed).shuffle(journal)

    short = compacted(journal, hours(cut), {"escalations": alive})
    read = read_back(short)

    assert facts(read, *alive) == facts(journal, *alive)
    assert compacted(read, hours(cut), {"escalations": alive}) == read
