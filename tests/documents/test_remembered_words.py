import pandas as pd

from sheets_sync.analysis.record_remembered import RememberedRecord
from sheets_sync.documents.remembered_words import remembered_words
from tests.drawing import utc
from tests.tabs.findings import ESCALATIONS, findings


def test_what_is_remembered_is_told_to_the_second():
    first, last = utc("2026-03-02 09:00:05"), utc("2026-03-03 09:00:07")
    seen = pd.DataFrame([("status", "waiting", last)], columns=["field", "value", "start"])
    record = RememberedRecord("escalations", "ESC-9", first, last, seen, changes=seen.iloc[:0], verdicts={})

    assert remembered_words(findings(Escalations=ESCALATIONS), record).splitlines() == [
        "ESC-9  ·  not found",
        "Escalation as earlier runs saw it",
        "As of Wed 11 Mar 2026, 11:00 Berlin  ·  seen by runs since Mon 2 Mar 10:00:05  ·  "
        "last noted Tue 3 Mar 10:00:07",
        "",
        "  Status        Waiting, seen since Tue 3 Mar 10:00:07",
    ]
