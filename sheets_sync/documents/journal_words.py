"""What is said of a Journal that does not tell everything, and what to do."""

from sheets_sync.analysis.journal_account import JournalAccount
from sheets_sync.documents.words import first_few

_MOST_ROWS = 5  # that are named
_TO_GET_THERE = (
    "To get there: in Google Sheets View > Hidden sheets; in Excel right-click a tab > Unhide, then Review > Unprotect "
    "Sheet (no password)."
)


def lost_to_a_run(summary: str) -> str:
    """What a run cannot know without it."""
    return (
        f"{_lost(summary)}, and whether a tracker has lost rows since then cannot be told. This run begins a new one. "
        "Compare the rows read with the last summary."
    )


def lost_to_an_explanation(summary: str) -> str:
    """What cannot be known of a record without it."""
    return (
        f"{_lost(summary)} (pauses, answers and ends nobody wrote down), and a clock may show more time than it did. "
        "The next run begins a new one."
    )


def overtaken_words(summary: str, journal: JournalAccount) -> str:
    """Why a run before the latest one is not remembered."""
    return (
        f"{summary}: its Journal tells of a run as of {journal.latest:%Y-%m-%d %H:%M} UTC, later than this one, so "
        "nothing of this one is remembered there: it would read as history. Leave --now out and run again. If that "
        "does not help and this machine's clock is right, that run was a mistake (a wrong clock, a wrong --now): "
        f"delete every row of the hidden sheet Journal whose observed_at is still to come. {_TO_GET_THERE}"
    )


def spoilt_words(summary: str, journal: JournalAccount) -> str:
    """Which lines somebody has changed so that they cannot be read."""
    spoilt = len(journal.unreadable)
    where = f"row{'' if spoilt == 1 else 's'} {first_few(journal.unreadable, _MOST_ROWS)}"
    return (
        f"{summary}: {spoilt:,} of {journal.lines:,} lines of its hidden sheet Journal cannot be read and are passed "
        f"over ({where}): somebody has changed them. Undo that (in Google Sheets: File > Version history), or delete "
        f"those rows; what they told is then forgotten. {_TO_GET_THERE}"
    )


def _lost(summary: str) -> str:
    return f"{summary}: its Journal is gone or empty, so nothing is known of earlier runs"
