"""What people put around a heading row, and into it, leaves the mapping as it is."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.trackers.headings import recognise
from sheets_sync.workbooks.grid import Cell, Grid

HEADINGS = {
    "cases": "Case ID | Opened at | Market | Seller ID | Violation type | Enforcement | Status | Owner | Notes",
    "escalations": "Ticket ID | Betreff | Erstellt am | Priorität | Status | Zuständiges Team | Fällig am",
    "feedback": "Reçu le | Pays | Vendeur | Canal | Thème | Verbatim | Sentiment | Statut",
    "traffic": "Fecha | Directo | Hora de inicio | Espectadores | Pedidos | Ventas | Me gusta",
    "actions": "Azione | Responsabile | Scadenza | Stato | Data riunione | Note",
}
ABOVE: list[list[Cell]] = [
    ["Weekly sheet of the team"],
    ["Period:", "2026-03-02", "to", "2026-03-08"],
    ["🟢 done 🟡 waiting 🔴 late"],
    ["Total", 412.0, 17.0],
    [],
    [None, None, None],
    ["Last refresh: 2026-03-09 10:00"],
]
DECORATIONS = [
    lambda text: f"\ufeff{text}",
    lambda text: f"  {text}\u00a0",
    lambda text: f"🔥 {text}",
    lambda text: f"{text} ✅",
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "  "),
    str.upper,
    str.lower,
    lambda text: f"*{text}*",
    lambda text: f"{text}:",
]


def headings(tracker):
    return [name.strip() for name in HEADINGS[tracker].split("|")]


def fields(layout):
    return [column.field for column in layout.columns if column.heading]


@settings(max_examples=60)
@given(
    tracker=st.sampled_from(sorted(HEADINGS)),
    above=st.lists(st.sampled_from(ABOVE), max_size=4),
    decorated=st.lists(st.sampled_from(DECORATIONS), min_size=9, max_size=9),
    blanks=st.integers(0, 3),
)
def test_titles_marks_emoji_case_spaces_and_line_breaks_do_not_matter(tracker, above, decorated, blanks):
    plain = headings(tracker)
    row: list[Cell] = [*[None] * blanks, *(decorate(text) for decorate, text in zip(decorated, plain, strict=False))]

    layout = recognise(Grid("t.xlsx", "Sheet1", [*above, row]), only=tracker)

    assert layout is not None
    assert layout.header_row == len(above)
    assert fields(layout) == fields(recognise(Grid("t.xlsx", "Sheet1", [plain]), only=tracker))
    assert [column.field for column in layout.columns[:blanks]] == [None] * blanks


@pytest.mark.parametrize("tracker", HEADINGS)
def test_the_plain_row_is_read_in_full(tracker):
    layout = recognise(Grid("t.xlsx", "Sheet1", [headings(tracker)]))

    assert layout.tracker == tracker
    assert None not in fields(layout)


@pytest.mark.parametrize("tracker", HEADINGS)
def test_a_doubled_heading_is_read_once_and_told_about(tracker):
    row = headings(tracker)

    layout = recognise(Grid("t.xlsx", "Sheet1", [[*row, row[0]]]), only=tracker)

    assert layout.columns[0].field is not None
    assert layout.columns[-1].field != layout.columns[0].field
    assert any(row[0] in note for note in layout.notes)


@pytest.mark.parametrize("tracker", HEADINGS)
def test_the_order_of_columns_does_not_matter(tracker):
    row = headings(tracker)
    shuffled = random.Random(7).sample(row, len(row))

    straight = dict(zip(row, fields(recognise(Grid("t.xlsx", "S", [row]), only=tracker)), strict=True))
    mixed = dict(zip(shuffled, fields(recognise(Grid("t.xlsx", "S", [shuffled]), only=tracker)), strict=True))
    assert mixed == straight
