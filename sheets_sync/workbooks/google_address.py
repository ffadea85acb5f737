"""Addresses of Google spreadsheets, as people paste them."""

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from sheets_sync.errors import ConfigError

_AROUND = " \t\r\n\f\v\u00a0\u200b\ufeff\"'`<>()[]“”„‘’«»,;."
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_BARE_ID = re.compile(r"[A-Za-z0-9_-]{40,}")
_LINK = re.compile(
    r"(?:https?://)?(?:docs|drive|sheets|spreadsheets)\.google\.com(?:[/?#].*)?"
    r"|https?://(?:[a-z0-9-]+\.)*google\.com(?:[/?#].*)?",
    re.IGNORECASE | re.ASCII,
)
_PUBLISHED_ID = "2PACX-"
_ID_IN_PATH = re.compile(r"/(?:spreadsheets|file)(?:/u/\d+)?/d/([A-Za-z0-9_-]{15,})(?:/|$)")
_ID_IN_QUERY = re.compile(r"[A-Za-z0-9_-]{15,}")
_COPY = "Open the spreadsheet in the browser and copy its address (https://docs.google.com/spreadsheets/d/…)."

# Where a path leads that is no spreadsheet to read, and how to come to one.
_ELSEWHERE = (
    (re.compile(r"/document/"), "a text document", _COPY),
    (re.compile(r"/presentation/"), "a presentation", _COPY),
    (re.compile(r"/drawings/"), "a drawing", _COPY),
    (re.compile(r"/forms/"), "a form", "Open its answers (Responses > View in Sheets) and copy their address."),
    (re.compile(r"/d/e/"), "a published page", _COPY),
    (
        re.compile(r"/(?:drive|folders|folderview)/"),
        "a folder of Drive",
        "Open the spreadsheet in it and copy its address.",
    ),
)


def spreadsheet_id(text: str) -> str | None:
    """The id of the spreadsheet that a link or a bare id means; None for what is no address of Google's.

    Raises ConfigError for a link of Google's that leads to no spreadsheet.
    """
    shown = text.strip(_AROUND)
    if _BARE_ID.fullmatch(shown):
        if shown.startswith(_PUBLISHED_ID):
            raise ConfigError(f"{shown}: is the id of a published page, not of a spreadsheet.\n{_COPY}")
        return shown
    link = _SPACE.sub("", shown)
    return _id_in(link) if _LINK.fullmatch(link) else None


def spreadsheet_url(identity: str) -> str:
    """The address at which people open a spreadsheet."""
    return f"https://docs.google.com/spreadsheets/d/{identity}/edit"


def _id_in(link: str) -> str | None:
    parts = urlsplit(link if "://" in link else f"https://{link}")
    query = parse_qs(parts.query)
    if parts.path == "/url":  # what mails and chats put around a link
        return spreadsheet_id(next(iter(query.get("q") or query.get("url") or [""])))
    for pattern, kind, remedy in _ELSEWHERE:
        if pattern.search(f"{parts.path}/"):
            raise ConfigError(f"{link}: leads to {kind}, not to a spreadsheet.\n{remedy}")
    found = _identity(parts, query.get("id", [""])[0])
    if found is None:
        raise ConfigError(f"{link}: does not hold the whole id of a spreadsheet.\n{_COPY}")
    return found


def _identity(parts: SplitResult, asked: str) -> str | None:
    in_path = _ID_IN_PATH.search(parts.path)
    if in_path:
        return in_path[1]
    return asked if _ID_IN_QUERY.fullmatch(asked) else None
