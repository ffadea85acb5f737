"""What every sink promises, whatever workbook it publishes to."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import openpyxl
import pytest

from sheets_sync.errors import OperatorError, TrackerError
from sheets_sync.workbooks.excel_sink import ExcelSink
from sheets_sync.workbooks.grid import Cell
from sheets_sync.workbooks.journal_line import JOURNAL, JOURNAL_HEADINGS, JournalLine
from sheets_sync.workbooks.tab import Column, Link, Note, State, SummarySink, Tab, TabChange, Table
from sheets_sync.workbooks.workbook_file import workbook_grids
from tests.sheets_emulator.fixtures import emulator
from tests.sheets_emulator.server import Emulator

from .google_summaries import GooglePlace

__all__ = ["emulator"]

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
COLUMNS = (
    Column("Escalation", identifies=True),
    Column("State", "state"),
    Column("Due", "instant"),
    Column("Left", "hours", moves=True),
    Column("Row", "link"),
)
DUE = datetime(2026, 11, 19, 12, 30)  # noqa: DTZ001 - in the team's zone
LATE = ("ESC-1", State("Breached", "late"), DUE, -2.25, Link("Escalations!A2"))
FINE = ("ESC-2", State("On track", "fine"), None, 4.0, Link("Escalations!A3"))
HELD = "the tracker lost half of its rows"


class Place(Protocol):
    """Where summaries are published to: a new, empty place for each test."""

    def sink(self, as_of: datetime) -> SummarySink:
        """A sink of a run at that instant."""

    def standing(self) -> dict[str, list[tuple[Cell, ...]]]:
        """What readers see: every tab in its order, as rows of cells without the empty ones at their ends."""

    def out_of_order(self) -> AbstractContextManager[object]:
        """Nothing can be written within."""

    def edit_journal(self, edited: Callable[[list[list[Cell]]], Sequence[Sequence[Cell]]]) -> None:
        """Somebody changes the rows of the journal."""


class ExcelPlace:
    def __init__(self, path: Path) -> None:
        self._path = path

    def sink(self, as_of: datetime) -> SummarySink:
        return ExcelSink(self._path, as_of=as_of)

    def standing(self) -> dict[str, list[tuple[Cell, ...]]]:
        grids = workbook_grids(self._path) if self._path.exists() else []
        return {grid.title: [tuple(row) for row in grid.rows] for grid in grids if grid.title != JOURNAL}

    @contextmanager
    def out_of_order(self):
        def refuse(*_args):
            raise PermissionError(13, "Permission denied")

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(Path, "replace", refuse)
            yield

    def edit_journal(self, edited: Callable[[list[list[Cell]]], Sequence[Sequence[Cell]]]) -> None:
        workbook = openpyxl.load_workbook(self._path)
        sheet = workbook[JOURNAL]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        for number, row in enumerate(edited(rows), start=1):
            for column, cell in enumerate(row, start=1):
                sheet.cell(number, column, cell)
        workbook.save(self._path)


@pytest.fixture(params=["excel", "google"])
def place(request: pytest.FixtureRequest, tmp_path: Path, emulator: Emulator) -> Place:
    return ExcelPlace(tmp_path / "summary.xlsx") if request.param == "excel" else GooglePlace(emulator, tmp_path)


def sla(*rows: Sequence[object], title="SLA now", as_of="as of Sunday") -> Tab:
    return Tab(title, "SLA now", "2 open", (Table(COLUMNS, rows, "None is open."),), as_of)


def notes(*texts: str, title="Notes") -> Tab:
    return Tab(title, "Notes", "What to know", tuple(map(Note, texts)))


def line(after: str, observed_at: datetime = NINE) -> JournalLine:
    return JournalLine(observed_at=observed_at, kind="rows", tracker="cases", before="007", after=after)


def test_nothing_stands_where_nothing_was_published(place):
    assert place.sink(NINE).journal().lines == []
    assert place.sink(NINE).changes([sla(LATE, FINE)], {}) == [TabChange("SLA now", added=2)]
    assert place.standing() == {}


def test_a_summary_is_there_once_tabs_were_published(place):
    before = place.sink(NINE).has_summary()
    place.sink(NINE).publish([notes("One.")], [], {})

    assert (before, place.sink(NINE).has_summary()) == (False, True)


def test_tabs_are_published_in_their_order_and_hold_their_values(place):
    receipt = place.sink(NINE).publish([sla(LATE, FINE), notes("One.", "=1+1")], [], {})

    assert (receipt.written, receipt.unchanged, receipt.left) == (("SLA now", "Notes"), (), {})
    assert list(place.standing()) == ["SLA now", "Notes"]
    assert place.standing()["SLA now"] == [
        (None, "SLA now"),
        (None, "As of Sunday  ·  2 open"),
        (),
        (None, "Escalation", "State", "Due", "Left", "Row"),
        (None, "ESC-1", "Breached", pytest.approx(46345.52083333), -2.25, "Escalations!A2"),
        (None, "ESC-2", "On track", None, 4.0, "Escalations!A3"),
    ]
    assert place.standing()["Notes"][3:] == [(None, "One."), (), (None, "=1+1")]


@pytest.mark.parametrize("text", ["=1+1", "{=1+1}", "+1", "-1+1", "@x", "'007", "007", "1e5", "2026-11-22", "TRUE"])
def test_text_stays_text(place, text):
    place.sink(NINE).publish([sla((text, State(text, "late"), None, None, Link(text))), notes(text)], [line(text)], {})

    assert place.standing()["SLA now"][4] == (None, text, text, None, None, text)
    assert place.standing()["Notes"][3] == (None, text)
    assert [noted.after for noted in place.sink(TEN).journal().lines] == [text]


def test_nothing_of_longer_tabs_is_left(place):
    place.sink(NINE).publish([sla(*[LATE] * 40, FINE), notes("One.", "Two.")], [], {})

    place.sink(TEN).publish([sla(FINE), notes("One.")], [], {})

    assert place.standing()["Notes"][3:] == [(None, "One.")]
    assert [row[1:2] for row in place.standing()["SLA now"][3:]] == [("Escalation",), ("ESC-2",)]


def test_what_runs_note_is_kept_in_its_order(place):
    place.sink(NINE).publish([sla(LATE)], [line("412")], {})
    place.sink(TEN).publish([sla(LATE, FINE)], [line("415", TEN), line("", TEN)], {})
    place.sink(TEN).publish([sla(LATE, FINE)], [], {})
    place.sink(TEN).publish([sla(LATE, FINE)], [line("409", TEN)], {})

    assert place.sink(TEN).journal().lines == [line("412"), line("415", TEN), line("", TEN), line("409", TEN)]


def test_a_held_tab_stays_as_it_was(place):
    place.sink(NINE).publish([sla(LATE, FINE), notes("One.")], [], {})
    before = place.standing()

    receipt = place.sink(TEN).publish([sla(), notes("Two.")], [], {"SLA now": HELD})

    assert place.standing()["SLA now"] == before["SLA now"]
    assert receipt.left["SLA now"] == HELD
    assert {*receipt.written, *receipt.left} == {"SLA now", "Notes"}
    written = {title for title, rows in place.standing().items() if rows != before[title]}
    assert written == set(receipt.written)


def test_changes_are_counted_and_not_made(place):
    place.sink(NINE).publish([sla(LATE, FINE), notes("One.")], [line("412")], {})
    before = place.standing()
    now = [sla((*LATE[:2], None, *LATE[3:]), ("ESC-3", *FINE[1:])), notes("One.", "Two."), notes("New.", title="New")]

    changes = place.sink(TEN).changes(now, {})

    assert changes == [
        TabChange("SLA now", added=1, changed=1, removed=1),
        TabChange("Notes", added=1),
        TabChange("New", added=3),
    ]
    assert place.standing() == before
    assert place.sink(TEN).journal().lines == [line("412")]


def test_changes_of_a_held_tab_are_none_and_say_why(place):
    place.sink(NINE).publish([sla(LATE, FINE), notes("One.")], [], {})

    [held, _] = place.sink(TEN).changes([sla(), notes("One.")], {"SLA now": HELD})

    assert held == TabChange("SLA now", left=HELD)


def test_publishing_the_same_again_gives_the_same(place):
    tabs = [sla(LATE, FINE), notes("One.", "0.1 + 0.2", "line\r\nbreak", " padded ", "_x0041_", "😀" * 3)]
    place.sink(NINE).publish(tabs, [line("412")], {})
    once = place.standing()

    assert place.sink(NINE).changes(tabs, {}) == [TabChange("SLA now"), TabChange("Notes")]
    receipt = place.sink(NINE).publish(tabs, [], {})

    assert {*receipt.written, *receipt.unchanged} == {"SLA now", "Notes"}
    assert place.standing() == once
    assert place.sink(NINE).journal().lines == [line("412")]


def test_a_later_stamp_alone_is_no_change(place):
    place.sink(NINE).publish([sla(LATE, as_of="as of Sunday")], [], {})
    later = sla((*LATE[:3], -3.25, LATE[4]), as_of="as of Monday")

    assert place.sink(TEN).changes([later], {}) == [TabChange("SLA now")]


def test_a_write_that_fails_leaves_the_last_summary_whole(place):
    place.sink(NINE).publish([sla(LATE), notes("One.")], [line("412")], {})
    before = place.standing()

    with place.out_of_order(), pytest.raises(OperatorError):
        place.sink(TEN).publish([sla(FINE), notes("Two.")], [line("415")], {})

    assert place.standing() == before
    assert place.sink(TEN).journal().lines == [line("412")]
    assert place.sink(TEN).publish([sla(FINE), notes("Two.")], [], {}).written == ("SLA now", "Notes")


@pytest.mark.parametrize(
    ("tabs", "trouble"),
    [
        ([sla(LATE), notes(title="x" * 32)], ValueError),
        ([sla(LATE), sla(FINE)], ValueError),
        ([sla(LATE), notes(title="journal")], ValueError),
        ([sla(LATE), sla((object(), *LATE[1:]), title="Other")], TypeError),
    ],
)
def test_a_tab_that_cannot_be_a_sheet_leaves_the_last_summary_whole(place, tabs, trouble):
    place.sink(NINE).publish([sla(FINE)], [line("412")], {})
    before = place.standing()

    with pytest.raises(trouble):
        place.sink(TEN).publish(tabs, [line("415")], {})

    assert place.standing() == before
    assert place.sink(TEN).journal().lines == [line("412")]


def noted(place) -> list[str]:
    return [line.after for line in place.sink(TEN).journal().lines]


def test_shorter_lines_take_the_place_of_all_that_stood_there(place):
    place.sink(NINE).publish([sla(LATE)], [line(str(number)) for number in range(40)], {})
    sink = place.sink(TEN)
    sink.journal()

    sink.publish([sla(LATE)], [line("415", TEN)], {}, [line("short"), line("shorter")])
    place.sink(TEN).publish([sla(LATE)], [line("416", TEN)], {})

    assert noted(place) == ["short", "shorter", "415", "416"]


def test_a_journal_that_another_run_has_added_to_is_not_shortened_and_nobodys_lines_are_lost(place):
    place.sink(NINE).publish([sla(LATE)], [line("412"), line("413")], {})
    sink = place.sink(TEN)
    sink.journal()
    place.sink(TEN).publish([sla(LATE)], [line("414", TEN)], {})

    sink.publish([sla(FINE)], [line("415", TEN)], {}, [line("short")])

    assert noted(place) == ["412", "413", "414", "415"]


def test_a_journal_may_be_sorted_and_its_columns_moved_and_goes_on(place):
    place.sink(NINE).publish([sla(LATE)], [line("412"), line("413"), line("411")], {})
    place.edit_journal(lambda rows: [["", *reversed(row)] for row in reversed(rows)])

    place.sink(TEN).publish([sla(LATE)], [line("414", TEN)], {})
    sink = place.sink(TEN)
    before = sorted(noted(place))
    sink.journal()
    sink.publish([sla(LATE)], [line("415", TEN)], {}, [line("short")])

    assert before == ["411", "412", "413", "414"]
    assert noted(place) == ["short", "415"]


def test_rows_that_a_hand_has_spoilt_stay_where_somebody_can_mend_them(place):
    place.sink(NINE).publish([sla(LATE)], [line("412"), line("413")], {})
    place.edit_journal(lambda rows: [*rows[:2], [7.5, *rows[2][1:]], ["a remark", True]])

    place.sink(TEN).publish([sla(LATE)], [line("414", TEN)], {})

    journal = place.sink(TEN).journal()
    assert [line.after for line in journal.lines] == ["412", "414"]
    assert sorted(map(tuple, journal.spoilt.values()), key=str) == [
        ("a remark", True),
        (7.5, "rows", None, None, "cases", None, None, "007", "413"),
    ]


def test_what_is_spoilt_stays_under_its_headings_though_columns_were_moved(place):
    place.sink(NINE).publish([sla(LATE)], [line("412"), line("413")], {})
    place.edit_journal(lambda rows: [list(reversed(row)) for row in [*rows[:2], ["yesterday", *rows[2][1:]]]])

    place.sink(TEN).publish([sla(LATE)], [line("414", TEN)], {})

    def mended(rows):
        return [[NINE.isoformat() if cell == "yesterday" else cell for cell in row] for row in rows]

    place.edit_journal(mended)
    assert place.sink(TEN).journal().lines == [line("412"), line("413"), line("414", TEN)]


def test_a_journal_without_its_headings_is_refused_and_nothing_is_lost(place):
    place.sink(NINE).publish([sla(LATE)], [line("412"), line("413")], {})
    before = place.standing()
    place.edit_journal(lambda rows: rows[1:])

    with pytest.raises(TrackerError, match="its row of headings is gone"):
        place.sink(TEN).journal()
    with pytest.raises(TrackerError, match="its row of headings is gone"):
        place.sink(TEN).publish([sla(FINE)], [line("414", TEN)], {})

    assert place.standing() == before
    place.edit_journal(lambda rows: [list(JOURNAL_HEADINGS), *rows])
    assert noted(place) == ["412", "413"]
