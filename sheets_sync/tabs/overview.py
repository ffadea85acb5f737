"""Overview: the few figures, sentences and charts a stakeholder reads first."""

from sheets_sync.analysis.findings import Findings
from sheets_sync.documents.time_words import as_of
from sheets_sync.documents.words import banner, count, plural
from sheets_sync.tabs.overview_attention import attention
from sheets_sync.tabs.overview_charts import charts
from sheets_sync.tabs.overview_figures import key_figures
from sheets_sync.trackers.issues import AccountPart
from sheets_sync.workbooks.tab import Attention, Charts, KeyFigures, Tab

TITLE = "Overview"

_PARTS: tuple[AccountPart, ...] = ("accepted", "left_out", "not_data")


def overview_tab(findings: Findings) -> Tab:
    """Key figures, what cannot wait, and charts; all of it stands in detail on the tabs behind."""
    return Tab(
        title=TITLE,
        heading="LIVE governance, EU",
        banner=banner([_rows(findings), _trackers(findings)]),
        as_of=as_of(findings),
        blocks=(
            KeyFigures(key_figures(findings)),
            Attention("Look at these first", attention(findings), empty=_all_clear(findings)),
            Charts(charts(findings)),
        ),
    )


def _all_clear(findings: Findings) -> str:
    read = {"escalations", "cases"} & set(findings.trackers.read())
    if not read:
        return "Neither escalations nor cases were read, so nothing can be said of them."
    return "Nothing that was read is late, rising or unreadable."


def _rows(findings: Findings) -> str:
    total = findings.trackers.total
    parts = (f"{count(total(part))} {part.replace('_', ' ')}" for part in _PARTS)
    return f"{plural(total('rows') - total('blank'), 'row')} read: {', '.join(parts)}"


def _trackers(findings: Findings) -> str:
    return f"{len(findings.trackers.read())} of {len(findings.trackers.frames)} trackers"
