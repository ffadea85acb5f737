"""How a cell is shown: formatted as on screen, unformatted, or as its formula."""

import re
from typing import Any

from .book import Cell
from .entered import effective, serial_moment
from .numbers import general, patterned

ERROR_TEXTS = {"DIVIDE_BY_ZERO": "#DIV/0!", "ERROR": "#ERROR!", "N_A": "#N/A", "REF": "#REF!", "NAME": "#NAME?"}
DATES = {"DATE": "yyyy-mm-dd", "DATE_TIME": "yyyy-mm-dd h:mm:ss", "TIME": "h:mm:ss"}
PATTERNS = {"PERCENT": "0.00%", "SCIENTIFIC": "0.00E+00", "CURRENCY": "$#,##0.00"}
DATE_PART = re.compile(r'yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|"[^"]*"|\\.|.', re.IGNORECASE | re.DOTALL)


def rendered(cell: Cell, option: str = "FORMATTED_VALUE", dates: str = "SERIAL_NUMBER") -> Any:
    """The value of a cell as the values API gives it; an empty cell is ""."""
    content = cell.get("userEnteredValue", {})
    if option == "FORMULA" and "formulaValue" in content:
        return content["formulaValue"]
    value = effective(content)
    if option == "FORMATTED_VALUE":
        return formatted(value, cell)
    number_format = _number_format(cell)
    if "numberValue" in value and number_format.get("type") in DATES and dates == "FORMATTED_STRING":
        return formatted(value, cell)
    if "errorValue" in value:
        return ERROR_TEXTS.get(value["errorValue"]["type"], "#ERROR!")
    return _plain(value)


def _plain(value: Cell) -> Any:
    number = value.get("numberValue")
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return next(iter(value.values()), "")


def _number_format(cell: Cell) -> dict[str, str]:
    return cell.get("userEnteredFormat", {}).get("numberFormat", {})


def formatted(value: Cell, cell: Cell) -> str:
    if "errorValue" in value:
        return ERROR_TEXTS.get(value["errorValue"]["type"], "#ERROR!")
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "numberValue" in value:
        return _formatted_number(value["numberValue"], _number_format(cell))
    return value.get("stringValue", "")


def _formatted_number(number: float, number_format: dict[str, str]) -> str:
    kind, pattern = number_format.get("type", ""), number_format.get("pattern", "")
    if kind in DATES:
        return _formatted_date(number, pattern or DATES[kind])
    if kind == "TEXT" or not kind:
        return general(number)
    return patterned(number, pattern or PATTERNS.get(kind, "#,##0.00"))


def _formatted_date(serial: float, pattern: str) -> str:
    moment = serial_moment(serial)
    parts = DATE_PART.findall(pattern)
    twelve = any(part.lower() == "am/pm" for part in parts)
    shown = []
    after_hour = False
    for part in parts:
        low = part.lower()
        minute = low in ("m", "mm") and after_hour
        shown.append(_date_part(moment, part, minute=minute, twelve=twelve))
        if low[0] in "hmsdy":
            after_hour = low[0] == "h"
    return "".join(shown)


def _date_part(moment: Any, part: str, *, minute: bool, twelve: bool) -> str:
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    texts = {
        "yyyy": f"{moment.year:04d}",
        "yy": f"{moment.year % 100:02d}",
        "mmmm": f"{moment:%B}",
        "mmm": f"{moment:%b}",
        "mm": f"{moment.minute if minute else moment.month:02d}",
        "m": str(moment.minute if minute else moment.month),
        "dddd": f"{moment:%A}",
        "ddd": f"{moment:%a}",
        "dd": f"{moment.day:02d}",
        "d": str(moment.day),
        "hh": f"{hour:02d}",
        "h": str(hour),
        "ss": f"{moment.second:02d}",
        "s": str(moment.second),
        "am/pm": f"{moment:%p}",
    }
    return texts.get(part.lower(), part.strip('"').removeprefix("\\"))
