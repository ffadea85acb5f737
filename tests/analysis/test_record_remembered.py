from sheets_sync.analysis.history import history
from sheets_sync.analysis.record_remembered import remembered_record
from sheets_sync.analysis.verdict_lines import Given, verdict_lines
from tests.analysis.journals import hours, statuses


def test_a_verdict_is_remembered_whatever_spaces_stand_in_its_id():
    given = Given(hours(1), "met", "", "answers", "24x7", ())
    told = [
        *statuses("open", "resolved", record="ESC  2"),
        *verdict_lines("escalations", "resolution", "", {given: {"ESC  2": 1}}, hours(1)),
    ]

    record = remembered_record(told, history(told, "escalations", hours(2)), "ESC 2", hours(2))

    assert record.verdicts == {"resolution": given}
