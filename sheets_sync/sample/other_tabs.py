"""The demo's tabs that are no trackers: a page of rules, and the lists behind the drop-downs."""

from sheets_sync.sample.sheet import Content, Sheet

_RULES = (
    "One row per case, escalation or message. Please do not merge cells.",
    "Ids are text: format the column as plain text before you paste.",
    "Dates: day first, please. If you do not know the day, leave the cell empty.",
    "P0 = answer within one hour, P1 = two hours, P2 = same day, P3 = two days (opening hours, Berlin).",
    "Move escalations to the archive once they are closed for nine weeks.",
    "",
    "Questions: ask in the team channel.",
)
_LISTS: dict[str, tuple[str, ...]] = {
    "Status": ("Open", "In progress", "On hold", "Resolved", "Closed"),
    "Priority": ("P0", "P1", "P2", "P3"),
    "Team": ("Policy", "Moderation quality", "Product", "Algorithm", "Legal", "Seller support"),
    "Market": ("DE", "FR", "IT", "ES", "IE", "NL"),
    "Enforcement": ("Warning", "LIVE interrupted", "LIVE suspended 1d", "LIVE suspended 7d", "Product removed"),
}


def read_me() -> Sheet:
    """How the team wants its trackers to be kept."""
    rows: list[list[Content]] = [[rule] for rule in _RULES]
    return Sheet(
        title="Read me",
        heading="How we keep these trackers 📋",
        above=("EU LIVE operations",),
        headings=(),
        rows=rows,
        widths=(90,),
        colour="#FFFFFF",
    )


def lists() -> Sheet:
    """What the drop-downs offer."""
    longest = max(len(words) for words in _LISTS.values())
    rows: list[list[Content]] = [
        [words[place] if place < len(words) else None for words in _LISTS.values()] for place in range(longest)
    ]
    return Sheet(
        title="Lists",
        above=("For the drop-downs, do not change",),
        headings=tuple(_LISTS),
        rows=rows,
        widths=(16, 10, 20, 10, 20),
        colour="#EFEFEF",
    )
