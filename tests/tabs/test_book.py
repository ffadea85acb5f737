from sheets_sync.tabs.book import compose, stands_on
from tests.tabs.findings import ESCALATIONS, POLICIES, cases_per_week, findings


def test_of_every_tab_is_known_what_it_stands_on():
    assert [tab.title for tab in compose(findings())] == list(stands_on(POLICIES))


def test_a_tab_changes_with_the_trackers_it_stands_on_and_with_no_other():
    cases = cases_per_week(1, 2).replace("Gambling", "whatever", 1)
    nothing = {tab.title: tab for tab in compose(findings())}
    for tracker, drawing in {"Escalations": ESCALATIONS, "Cases": cases}.items():
        changed = {tab.title for tab in compose(findings(**{tracker: drawing})) if tab != nothing[tab.title]}

        assert changed == {title for title, trackers in stands_on(POLICIES).items() if tracker.lower() in trackers}
