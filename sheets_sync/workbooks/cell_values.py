"""What a value becomes in a cell of any spreadsheet: text, a number, a serial day, a link or nothing."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from sheets_sync.workbooks.tab import FullInstant, Link, State, Value

PlainValue = str | float | Link | None

_FIRST_SERIAL_DAY = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)  # spreadsheets disagree about the days before it
_NOT_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WEB_ADDRESS = re.compile(r"https://[^\s\x00-\x1f\x7f\"<>]{1,2000}", re.IGNORECASE)


def plain_value(value: Value) -> PlainValue:
    """What stands in the cell. Days and instants are serial days; what is no number, or no time, is left empty."""
    form = _FORMS.get(type(value))
    return form(value) if form else _unusual(value)


def writable_text(text: str) -> str:
    """`text` without the characters that XML forbids, and so every workbook."""
    if text.isprintable():
        return text
    return _NOT_IN_FILES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _day(value: date) -> float | str:
    if value < _FIRST_SAFE_DAY:
        return value.isoformat()
    return float(value.toordinal() - _FIRST_SERIAL_DAY)


def _instant(value: datetime) -> float | str:
    if value.date() < _FIRST_SAFE_DAY:
        return value.isoformat(sep=" ", timespec="minutes")
    since_midnight = value - datetime.combine(value.date(), time(), value.tzinfo)
    return value.toordinal() - _FIRST_SERIAL_DAY + since_midnight.total_seconds() / 86400


def _link(value: Link) -> Link | str | None:
    if value.url and value.text and _WEB_ADDRESS.fullmatch(value.url):
        return value
    return value.text or None


def _unusual(value: Any) -> PlainValue:
    """Values of pandas and numpy, which are not exactly the types a Tab promises."""
    if value != value:
        return None
    for usual, form in _FORMS.items():
        if isinstance(value, usual):
            return form(value)
    return _number(float(value))


_FORMS: dict[type, Callable[[Any], PlainValue]] = {
    str: lambda text: text or None,
    int: lambda number: number,
    float: _number,
    type(None): lambda _: None,
    State: lambda state: state.word or None,
    Link: _link,
    datetime: _instant,
    FullInstant: lambda instant: _instant(instant.at),
    date: _day,
}
