from sheets_sync.tabs.overview import overview_tab
from sheets_sync.tabs.overview_attention import attention
from sheets_sync.tabs.overview_charts import charts
from sheets_sync.tabs.overview_figures import key_figures
from tests.tabs.findings import ESCALATIONS, cases_per_week, findings


def figures(**drawings: str) -> dict[str, tuple[str, str]]:
    return {figure.label: (figure.figure, figure.note) for figure in key_figures(findings(**drawings))}


def test_an_escalation_counts_once_by_its_worst_clock():
    answer = figures(Escalations=ESCALATIONS)

    assert answer["Escalations open"] == ("4", "1 with a clock that cannot be judged")
    assert answer["Breached now"] == ("1", "1 critical")
    assert answer["At risk now"] == ("1", "1 critical")


def test_without_a_tracker_a_figure_is_a_dash_and_not_an_all_clear():
    answer = key_figures(findings(Cases=cases_per_week(1, 2)))

    assert [(one.figure, one.note, one.tone) for one in answer[:3]] == [
        ("–", "no escalations tracker read", "quiet")
    ] * 3


def test_without_an_accepted_row_a_figure_is_a_dash():
    heading, row = ESCALATIONS.strip().splitlines()[:2]

    assert figures(Escalations=f"{heading}\n{row.replace('06/03/2026 16:00', 'whenever')}")["Breached now"] == (
        "–",
        "no row accepted",
    )


def test_where_no_clock_can_be_judged_nothing_is_called_fine():
    drawing = ESCALATIONS.replace("Critical", "soonish").replace("Medium", "soonish")
    answer = key_figures(findings(Escalations=drawing))

    assert [(one.figure, one.tone) for one in answer[:3]] == [("4", "soon"), ("–", "quiet"), ("–", "quiet")]


def test_the_last_full_week_is_compared_with_those_before():
    assert figures(Cases=cases_per_week(2, 4, 9, 5))["Cases, last full week"] == ("9", "3 a week in the 2 weeks before")


def test_a_week_nobody_filled_is_not_called_the_last():
    stale = findings(Cases=cases_per_week(2, 4, 0, 0))

    assert key_figures(stale)[4].note == "W09 is the last week recorded"
    assert charts(stale)[1].title == "Cases by week: 4 in W09, none recorded since"


def test_frequent_violations_stand_beside_earlier_weeks_where_there_are_any():
    short, long = (charts(findings(Cases=cases_per_week(*weeks)))[3] for weeks in ((2, 4, 9, 5), (3, 2, 4, 9, 5, 1)))

    assert [series.name for series in short.series] == ["a week, last 3 weeks"]
    assert [series.name for series in long.series] == ["a week, 1 week before", "a week, last 4 weeks"]


def test_what_cannot_wait_comes_first_and_rows_left_out_are_told():
    lines = [
        (line.kind.word, line.sentence)
        for line in attention(findings(Escalations=ESCALATIONS + "ESC-5 | soon | | | |"))
    ]

    assert [word for word, _ in lines] == ["Breached", "At risk", "Left out", "Unknown", "Mend"]
    assert lines[2][1] == "1 of 5 rows of 'Escalations' are left out and in no figure"


def test_nothing_read_is_never_an_all_clear():
    tab = overview_tab(findings(Playbooks="Title | Status | Owner\nHow to appeal | Published | Ana"))

    (empty,) = [block.empty for block in tab.blocks if hasattr(block, "empty")]
    assert empty == "Neither escalations nor cases were read, so nothing can be said of them."


def test_a_chart_without_a_figure_says_why():
    empty = [chart.empty for chart in charts(findings()) if not any(any(series.values) for series in chart.series)]

    assert len(empty) == 4
    assert "No escalation is open." in empty


def test_older_edits_of_a_record_that_counts_are_no_alarm():
    heading, first = ESCALATIONS.strip().splitlines()[:2]
    log = findings(Escalations="\n".join([heading, *[first] * 9]))

    assert log.trackers.accounts[0].repeats == 8
    assert "Left out" not in [line.kind.word for line in attention(log)]


def test_two_teams_of_the_same_words_are_two_teams():
    found = findings(Escalations=ESCALATIONS)
    found.trackers.frames["escalations"]["team"] = ["trust_team", "Trust team", "legal", "legal"]

    chart = next(chart for chart in charts(found) if chart.title.startswith("Open escalations by team"))

    assert sorted(chart.categories) == ["Legal", "Trust team", "Trust team"]
