"""By what an issue is known again, wherever its row stands."""

import random
from collections import Counter

import pytest

from sheets_sync.trackers.ingest import Book, Trackers, ingest
from sheets_sync.trackers.settings import ReadingSettings
from tests.drawing import grid, utc

NOW = utc("2026-03-11 10:00")
ESCALATIONS = """
    Escalation ID | Raised at        | Team    | Priority | Status
    ESC-1         | 06/03/2026 16:00 | Policy  | soonish  | Open
    ESC-2         | 11/03/2026 09:30 | Product | soonish  | Open
    ESC-3         | whenever         | Legal   | P1/P2    | Open
    ESC-4         | 11/03/2026 10:05 | ask Ana |          | Resolved
    """
TRAFFIC = """
    Date       | Market | Impressions | Orders
    2026-03-02 | DE     | 1200        | ~40
    2026-03-03 | DE     | many        | ~40
    whenever   | FR     | 900         | 3
    """


def read(**drawings: str) -> Trackers:
    grids = [grid(drawing, title=title) for title, drawing in drawings.items()]
    return ingest([Book("trackers.xlsx", grids)], ReadingSettings(locale="en_GB"), {}, NOW)


def shuffled(drawing: str) -> str:
    heading, *rows = drawing.strip().splitlines()
    random.Random(1).shuffle(rows)
    return "\n".join([heading, *rows])


def keys(trackers: Trackers) -> Counter[str]:
    return Counter(trackers.issue_keys)


def test_every_issue_has_a_key_of_its_own():
    trackers = read(Escalations=ESCALATIONS, Traffic=TRAFFIC)

    assert len(set(trackers.issue_keys)) == len(trackers.issue_keys) == len(trackers.issues) > 6
    assert {len(key) for key in trackers.issue_keys} == {8}


CONTRADICTING = """
    Escalation ID | Raised at        | Team    | Priority | Status   | Resolved at
    ESC-1         | 06/03/2026 16:00 | Policy  | High     | Resolved | 02/03/2026 16:00
    ESC-2         | 06/03/2026 16:00 | Product | High     | Resolved | 02/03/2026 16:00
    ESC-3         | 04/03/2026 16:00 | Legal   | High     | Open     | 05/03/2026 16:00
    """


@pytest.mark.parametrize("drawing", [ESCALATIONS, TRAFFIC, CONTRADICTING])
def test_sorting_a_tracker_changes_no_key(drawing: str):
    assert keys(read(Tracker=drawing)) == keys(read(Tracker=shuffled(drawing)))


def test_what_stands_beside_a_record_with_an_id_changes_none_of_its_keys():
    told_more = ESCALATIONS.replace("Status", "Status | Subject").replace("Open\n", "Open | Points\n")

    assert {about_cells(told_more)[cell] == about_cells(ESCALATIONS)[cell] for cell in ("D2", "D4", "C5")} == {True}


def about_cells(drawing: str) -> dict[str | None, str]:
    trackers = read(Escalations=drawing)
    return {issue.cell: key for issue, key in zip(trackers.issues, trackers.issue_keys, strict=True)}


def test_a_record_without_an_id_is_known_by_what_identifies_it():
    other = about_cells(TRAFFIC.replace("1200", "1300"))

    assert about_cells(TRAFFIC) == other


def test_two_trackers_beside_each_other_on_one_tab_keep_their_own_records():
    drawn = """
        Escalation ID | Raised at  | Team   | Priority | Status |  | Case ID | Opened at  | Market | Status
        {first} | 02/03/2026 | Policy | soonish  | Open   |  | C1      | 02/03/2026 | DE     | whatever
        ESC-2         | 02/03/2026 | Policy | P1       | Open   |  | C2      | 02/03/2026 | DE     | Closed
        """
    one, other = about_cells(drawn.format(first="ESC-1")), about_cells(drawn.format(first="ESC-9"))

    assert (one["D2"] == other["D2"], one["J2"] == other["J2"]) == (False, True)


def test_another_slip_in_the_same_cell_is_another_issue():
    assert about_cells(ESCALATIONS)["D2"] != about_cells(ESCALATIONS.replace("soonish", "later on"))["D2"]


def test_a_record_moved_to_another_tab_keeps_its_keys():
    heading, *rows = ESCALATIONS.strip().splitlines()
    parted = {"Open": "\n".join([heading, *rows[:2]]), "Archive": "\n".join([heading, *rows[2:]])}
    whole = read(Open=ESCALATIONS)

    moved = set(keys(read(**parted)))

    assert {key for key, issue in zip(whole.issue_keys, whole.issues, strict=True) if issue.column is not None} <= moved


def test_a_row_further_down_makes_no_new_issue_of_what_was_said_above():
    note = "Week 10 | on duty | Ana | Ben\n"

    def about_the_tab(above: str) -> set[str]:
        trackers = read(Escalations=above + ESCALATIONS.strip())
        return {key for key, one in zip(trackers.issue_keys, trackers.issues, strict=True) if "not read" in one.problem}

    assert len(about_the_tab(note)) == 1
    assert about_the_tab(note) == about_the_tab("Escalations\n" + note)
