"""The summary's tabs, in their order."""

from sheets_sync.analysis.findings import Findings
from sheets_sync.tabs.overview import overview_tab
from sheets_sync.tabs.patterns import patterns_tab
from sheets_sync.tabs.row_issues import row_issues_tab
from sheets_sync.tabs.sla_attainment import sla_attainment_tab
from sheets_sync.tabs.sla_now import sla_now_tab
from sheets_sync.workbooks.tab import Tab

_TABS = (overview_tab, sla_now_tab, sla_attainment_tab, patterns_tab, row_issues_tab)


def compose(findings: Findings) -> list[Tab]:
    """Every summary tab."""
    return [tab(findings) for tab in _TABS]
