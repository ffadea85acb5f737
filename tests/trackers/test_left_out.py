from sheets_sync.trackers.ingest import Book, ingest
from sheets_sync.trackers.left_out import LeftOutRow
from sheets_sync.trackers.settings import ReadingSettings
from tests.drawing import grid, utc


def left_out(drawing: str) -> tuple[LeftOutRow, ...]:
    book = Book("trackers.xlsx", [grid(drawing, title="Escalations")])
    return ingest([book], ReadingSettings(locale="en_GB"), {}, utc("2026-03-11 10:00")).left_out


def test_a_row_left_out_is_known_by_its_id_and_its_place():
    assert left_out("""
        Escalation ID     | Raised at        | Team   | Priority | Status | Subject
        ESC-1             | 06/03/2026 16:00 | Policy | P1       | Open   | Points
        ESC-2             | 31/02/2026       | Policy | P1       | Open   | Points
        ESC-1             | 06/03/2026 16:00 | Policy | P1       | Closed | Points
                          | 06/03/2026 16:00 | Policy | P1       | Open   | Points
        """) == (
        LeftOutRow("escalations", "ESC-2", "trackers.xlsx", "Escalations", 2),
        LeftOutRow("escalations", "ESC-1", "trackers.xlsx", "Escalations", 3),
    )


def test_where_every_row_counts_none_is_left_out():
    assert not left_out("""
        Escalation ID | Raised at        | Team   | Priority | Status | Subject
        ESC-1         | 06/03/2026 16:00 | Policy | P1       | Open   | Points
        """)
