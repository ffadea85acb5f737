"""The summary's tabs, in their order, and the trackers each of them stands on."""

from collections.abc import Mapping

from sheets_sync.analysis.findings import Findings, Policies
from sheets_sync.tabs import overview, patterns, row_issues, sla_attainment, sla_now
from sheets_sync.trackers.schemas import SCHEMAS
from sheets_sync.workbooks.tab import Tab

_TABS = (
    overview.overview_tab,
    sla_now.sla_now_tab,
    sla_attainment.sla_attainment_tab,
    patterns.patterns_tab,
    row_issues.row_issues_tab,
)


def stands_on(policies: Policies) -> Mapping[str, frozenset[str]]:
    """The trackers whose rows each tab's figures count, by its title."""
    return {
        overview.TITLE: frozenset(SCHEMAS),
        sla_now.TITLE: frozenset(policies.sla.trackers),
        sla_attainment.TITLE: frozenset(policies.sla.trackers),
        patterns.TITLE: frozenset({"cases"}),
        row_issues.TITLE: frozenset(SCHEMAS),
    }


def compose(findings: Findings) -> list[Tab]:
    """Every summary tab."""
    return [tab(findings) for tab in _TABS]
