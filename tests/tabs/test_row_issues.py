"""Row issues: where people like to mend."""

from datetime import date

from sheets_sync.analysis.findings import Findings, find
from sheets_sync.analysis.issue_memory import issue_notes
from sheets_sync.tabs.row_issues import row_issues_tab
from sheets_sync.workbooks.fingerprint import fingerprint
from sheets_sync.workbooks.tab import Attention, KeyFigures, Note, Tab, Table
from tests.drawing import utc
from tests.tabs.findings import ESCALATIONS, POLICIES, cases_per_week, findings

MONDAY, TUESDAY = utc("2026-03-09 10:00"), utc("2026-03-10 10:00")
CASES = "Case ID | Opened at | Market | Violation type | Status | Enforcement\n"


def blocks(tab: Tab, kind: type) -> list:
    return [block for block in tab.blocks if isinstance(block, kind)]


def table(tab: Tab) -> Table:
    (found,) = blocks(tab, Table)
    return found


def column(tab: Tab, heading: str) -> list[object]:
    place = [column.heading for column in table(tab).columns].index(heading)
    return [row[place] for row in table(tab).rows]


def lines(tab: Tab, title: str) -> list[tuple[str, str, str, str]]:
    (found,) = [block for block in blocks(tab, Attention) if block.title == title]
    return [(line.kind.word, line.sentence, line.who, line.link.text) for line in found.lines]


def banned(number: int, enforcement: str = "banned") -> str:
    return "\n".join(f"LV-{n} | 02/03/2026 | DE | Gambling | Open | {enforcement}" for n in range(number))


def test_the_worst_comes_first_and_the_banner_counts():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS + "ESC-5 | soon | | | |"))

    assert [getattr(state, "word", "") for state in column(tab, "What happened")][:2] == [
        "Row left out", "Cell left empty",
    ]  # fmt: skip
    assert tab.banner == "1 row left out, 1 cell to mend, 4 warnings  ·  remembered since Wed 11 Mar 2026"


def test_the_nearest_valid_value_stands_beside_what_was_found():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS + "ESC-5 | 31/02/2026 | Legal | High | Open | Terms"))

    assert (column(tab, "Found")[0], column(tab, "Perhaps")[0]) == ("31/02/2026", "2026-02-28")


def test_the_slip_that_mends_most_at_once_comes_first():
    tab = row_issues_tab(findings(Cases=CASES + banned(37)))

    assert lines(tab, "Mend these first") == [
        (
            "37 cells",
            "'banned' in Cases!Enforcement: does not say what was banned, suspended, restricted or removed; write one "
            "of the known enforcement types, or add this one to the team's words in the configuration",
            "since Wed 11 Mar 2026",
            "Cases!F2",
        )
    ]


def test_single_slips_make_a_short_list_and_the_rest_is_counted():
    cells = "\n".join(f"LV-{n} | 02/03/2026 | Narnia{n} | Gamblx{n}g | opaan{n} | banned{n}" for n in range(2))
    singles = ESCALATIONS + "ESC-5 | 31/02/2026 | ask Ana | soonish | opaan | Terms | x | y"
    tab = row_issues_tab(findings(Cases=CASES + cells, Escalations=singles))

    words = [word for word, *_ in lines(tab, "Mend these first")]
    assert len(words) - words.count("1 cell") - words.count("1 row") == 5
    assert "smaller fixes follow among the issues below." in blocks(tab, Note)[0].text


def test_every_tracker_says_its_share_read_and_only_what_is_whole_is_green():
    (figures,) = blocks(row_issues_tab(findings(Escalations=ESCALATIONS, Cases=cases_per_week(2))), KeyFigures)

    assert [(one.label, one.figure, one.note, one.tone) for one in figures.figures] == [
        ("Cases", "100 %", "of 12 filled cells read", "fine"),
        ("Escalations", "95.8 %", "of 24 filled cells read", "plain"),
    ]


def test_every_column_that_was_not_read_whole_says_its_share():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS.replace("Critical", "critcal")))

    assert lines(tab, "Share read, by column") == [
        (
            "75.0 %",
            "Priority: 3 of 4 filled cells read, 1 not, 2 with a warning",
            "Escalations",
            "Escalations!D1",
        )
    ]
    assert [note.text for note in blocks(tab, Note)] == ["7 columns were read whole. The export lists them all."]


def runs(*days: tuple[str, str]) -> list[Findings]:
    """What each of several runs finds, a tracker of cases and the day drawn."""
    journal, found = [], []
    for drawing, day in days:
        now = utc(day)
        trackers = findings(now, Cases=CASES + drawing).trackers
        found.append(find(trackers, POLICIES, now, journal))
        journal += issue_notes(journal, trackers, now)
    return found


def test_an_issue_keeps_its_day_until_it_is_mended():
    more = banned(1) + "\nLV-9 | 02/03/2026 | Narnia | Gambling | Open | Warning"
    *_, last = runs((banned(1), "2026-03-09 10:00"), (more, "2026-03-10 23:30"), (more, "2026-03-12 10:00"))

    days = dict(zip(column(row_issues_tab(last), "Found"), column(row_issues_tab(last), "Since"), strict=True))
    # Half past eleven in the night of the 10th is the 11th in Berlin.
    assert days == {"banned": date(2026, 3, 9), "Narnia": date(2026, 3, 11)}


def test_a_later_run_that_finds_the_same_changes_nothing_in_the_tab():
    first, second = runs((banned(3), "2026-03-09 10:00"), (banned(3), "2026-03-12 10:00"))

    assert fingerprint(row_issues_tab(first)) == fingerprint(row_issues_tab(second))
    assert fingerprint(row_issues_tab(first)) != fingerprint(row_issues_tab(runs((banned(4), "2026-03-09 10:00"))[0]))


def test_no_more_rows_stand_there_than_can_be_read_and_the_totals_are_true():
    tab = row_issues_tab(findings(Cases=CASES + banned(5001)))

    assert len(table(tab).rows) == 5000
    assert tab.banner.startswith(
        "0 rows left out, 5,001 cells to mend, 0 warnings  ·  "
        "the worst 5,000 of 5,001 issues; all of them are in the export"
    )
    assert lines(tab, "Mend these first")[0][0] == "5,001 cells"


def test_clean_trackers_have_nothing_to_mend():
    tab = row_issues_tab(findings(Escalations=ESCALATIONS.replace("soonish", "High")))

    assert [type(block) for block in tab.blocks] == [KeyFigures, Table]
    assert table(tab).rows == ()
    assert table(tab).empty == "Nothing to mend: every cell could be read."
    assert tab.banner == "0 rows left out, 0 cells to mend, 0 warnings"
