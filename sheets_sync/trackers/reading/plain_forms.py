"""Forms of cells that mean one thing in every tab: pydantic's core reads these alone, a reader all others."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pydantic_core import CoreSchema, core_schema

from sheets_sync.trackers.reading.answers import words_for
from sheets_sync.trackers.reading.ids import NAMED_ID, PLAIN_ID

# A form is no word for a blank or an error: it is longer than any of them, or has a digit where none of them has.
_LONGEST_WORD = max(len(word) for what in ("blank", "error") for word in words_for(what))
# Letters and signs that stand as they are in NFKC, whatever is beside them.
_LETTER, _SIGN = "A-Za-z0-9À-ÖØ-öø-ÿ", " -/:-@\\[-`{-~’‘“”–—€"
_WRITTEN = f"[{_LETTER}][{_LETTER}{_SIGN}\n]{{{_LONGEST_WORD - 1},}}[{_LETTER}!-/:-@’”€]"
_HANDLE = "@?[A-Za-z][A-Za-z._-]*[0-9][A-Za-z0-9._-]*"
_LINK = "https?://[A-Za-z0-9/._?=&%#~+-]+"
_BETWEEN_IDS = re.compile("[;,] ?")


def _text_like(form: str) -> CoreSchema:
    return core_schema.str_schema(pattern=f"^(?:{form})$", strict=True)


def _read_by(read: Callable[[str], object], form: str) -> CoreSchema:
    return core_schema.no_info_after_validator_function(read, _text_like(form))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_BETWEEN_IDS.split(text)))


PLAIN_FORMS: Mapping[str, CoreSchema] = MappingProxyType(
    {  # by kind
        "id": _text_like(PLAIN_ID),
        "handle": _read_by(lambda text: text.removeprefix("@"), _HANDLE),
        "text": _text_like(_WRITTEN),
        "list": _read_by(_parted, f"{NAMED_ID}(?:[;,] ?{NAMED_ID})*"),
        "url_list": _read_by(lambda text: (text,), _LINK),
    }
)
