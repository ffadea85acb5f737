"""How much of each tracker and column was read, as key figures and lines of attention."""

from collections.abc import Iterable, Iterator

from sheets_sync.analysis.findings import Findings
from sheets_sync.analysis.shares_read import ColumnShare, TrackerShare, column_shares, least_read, tracker_shares
from sheets_sync.documents.words import count, cut, label, plural, share_read_words
from sheets_sync.tabs.places import column_link
from sheets_sync.workbooks.tab import Attention, AttentionLine, Block, KeyFigure, KeyFigures, Note, State

_MOST_COLUMNS = 15
_LONGEST_HEADINGS = 70


def tracker_figures(findings: Findings) -> KeyFigures:
    """The share read of every tracker's filled cells."""
    shares = tracker_shares(column_shares(findings.trackers.columns))
    return KeyFigures(tuple(_figure(findings, share) for share in shares))


def column_lines(findings: Findings) -> Iterator[Block]:
    """The columns that were not read whole, the least read first, and how many were; nothing where all were."""
    shares = column_shares(findings.trackers.columns)
    unsound = least_read(shares)
    if unsound:
        lines = (_line(findings, share) for share in unsound[:_MOST_COLUMNS])
        yield Attention("Share read, by column", tuple(lines), empty="")
        yield Note(_others(len(unsound) - _MOST_COLUMNS, len(shares) - len(unsound)))


def _figure(findings: Findings, share: TrackerShare) -> KeyFigure:
    left_out = findings.trackers.total("left_out", share.tracker)
    note = f"of {plural(share.read + share.unread, 'filled cell')} read"
    note += f", {plural(left_out, 'row')} left out" if left_out else ""
    return KeyFigure(label(share.tracker), share_read_words(share.share), note, "plain" if share.unread else "fine")


def _line(findings: Findings, share: ColumnShare) -> AttentionLine:
    state = State(share_read_words(share.share), "soon" if share.unread else "quiet")
    return AttentionLine(state, _sentence(share), label(share.tracker), column_link(findings, share.worst))


def _sentence(share: ColumnShare) -> str:
    headings = cut(" / ".join(share.headings), _LONGEST_HEADINGS)
    said = (
        f"{count(share.read)} of {plural(share.read + share.unread, 'filled cell')} read",
        f"{count(share.unread)} not" if share.unread else "",
        f"{count(share.warned)} with a warning" if share.warned else "",
        f"{count(share.blank)} blank" if share.blank else "",
    )
    return f"{headings}: {', '.join(filter(None, said))}"


def _others(more: int, whole: int) -> str:
    said: Iterable[str] = (
        f"{plural(more, 'more column has', 'more columns have')} cells to mend" if more > 0 else "",
        f"{plural(whole, 'column was', 'columns were')} read whole" if whole else "",
    )
    return f"{'; '.join(filter(None, said)) or 'No column was read whole'}. The export lists them all."
